"""Saving a text for the person to take away."""

import signal
from pathlib import Path

import pytest

from privacy_check.errors import StoreError
from privacy_check.storage.exports import save_new


def test_a_text_is_saved_whole_and_ends_with_a_newline(tmp_path: Path) -> None:
    path = save_new(tmp_path, "acme-letter", "txt", "I object.\nReally.")
    assert path == tmp_path / "acme-letter.txt"
    assert path.read_bytes() == b"I object.\nReally.\n"


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "acme.txt").write_text("mine")
    assert save_new(tmp_path, "acme", "txt", "new").name == "acme-2.txt"
    assert save_new(tmp_path, "acme", "txt", "newer").name == "acme-3.txt"
    assert (tmp_path / "acme.txt").read_text() == "mine"


@pytest.mark.needs("links")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "acme.txt").symlink_to(tmp_path / "elsewhere")
    assert save_new(tmp_path, "acme", "txt", "new").name == "acme-2.txt"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.needs("modes")
def test_the_file_is_the_persons_alone(tmp_path: Path) -> None:
    assert save_new(tmp_path, "acme", "txt", "new").stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_saved_names_the_path_and_the_cause(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="gone/acme.txt: could not be saved: No such file"):
        save_new(tmp_path / "gone", "acme", "txt", "new")


@pytest.mark.needs("limits")
def test_a_text_that_does_not_fit_leaves_no_part_of_it_behind(tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(StoreError, match=r"acme.txt: could not be saved: File too large"):
            save_new(tmp_path, "acme", "txt", "x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert list(tmp_path.iterdir()) == []
