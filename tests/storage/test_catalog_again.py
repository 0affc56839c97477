"""The person's own checklists, read again while the built-in ones stay as they are known."""

from pathlib import Path

import pytest

from privacy_check.domain.catalog import Catalog
from privacy_check.storage.catalog import load, reload_personal
from tests.conftest import DATA
from tests.samples import PRIVATE

BUILTIN = DATA / "checklists"
ACME = (BUILTIN / "acme.toml").read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def write(own: Path, name: str, text: str) -> None:
    (own / f"{name}.toml").write_text(text, encoding="utf-8")


def again(known: Catalog, own: Path) -> Catalog:
    """Read again; whatever the steps before it were, that gives what a new start gives."""
    found = reload_personal(known, BUILTIN, own)
    fresh = load(BUILTIN, own)
    assert dict(found.checklists) == dict(fresh.checklists)
    assert (found.own, found.former, found.services) == (fresh.own, fresh.former, fresh.services)
    assert sorted(map(str, found.faults)) == sorted(map(str, fresh.faults))
    return found


def test_what_is_added_changed_and_deleted_is_as_at_a_new_start(own: Path) -> None:
    known = load(BUILTIN, own)
    write(own, "backups", PRIVATE)
    known = again(known, own)
    write(own, "backups", PRIVATE.replace("Label the disk", "Name the disk"))
    known = again(known, own)
    assert known.checklists["backups"].steps[1].title == "Name the disk"
    (own / "backups.toml").unlink()
    assert "backups" not in again(known, own).checklists


def test_the_built_in_one_is_back_once_the_file_that_stood_for_it_is_gone(own: Path) -> None:
    write(own, "acme", ACME.replace("One switch and a letter.", "Mine."))
    known = load(BUILTIN, own)
    assert again(known, own).checklists["acme"].summary == "Mine."
    (own / "acme.toml").unlink()
    assert again(known, own).checklists["acme"].summary == "One switch and a letter."


def test_a_built_in_one_that_a_file_of_mine_kept_out_is_back_once_that_is_gone(own: Path) -> None:
    write(own, "acme-notes", PRIVATE.replace('"backups"', '"acme-notes"'))
    known = load(BUILTIN, own)
    assert "acme" not in known.checklists
    (own / "acme-notes.toml").unlink()
    assert "acme" in again(known, own).checklists


@pytest.mark.parametrize(
    "text", ["schema = [", PRIVATE.replace("title", "titel"), f'instead = "nowhere"\n{PRIVATE}']
)
def test_of_a_file_gone_wrong_stays_what_it_said_beside_its_fault(own: Path, text: str) -> None:
    write(own, "backups", PRIVATE)
    good = load(BUILTIN, own)
    write(own, "backups", text)
    known = good
    for _ in range(2):  # a second change for the worse
        known = reload_personal(known, BUILTIN, own)
        assert known.checklists["backups"] == good.checklists["backups"]
        assert known.own == {"backups"}
        assert all(fault.file.endswith("backups.toml") for fault in known.faults)
        assert known.faults
    write(own, "backups", PRIVATE)
    assert again(known, own).faults == ()
