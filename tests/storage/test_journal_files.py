"""A journal is only ever added to; reading takes whatever lines are there."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from privacy_check.domain.journal import Event, parse_event
from privacy_check.domain.sanitize import Clean
from privacy_check.errors import StoreError
from privacy_check.storage import journal_files
from privacy_check.storage.journal_files import Store, format_line
from privacy_check.system import disk
from tests.samples import event


def mark(number: int, step: str = "a") -> Event:
    return event(f"{number:08x}", "2026-11-23T10:02:11", "done", review=1, step=Clean(step))


def store_in(folder: Path, machine: str = "machine") -> Store:
    return Store(folder / "profile", folder / machine, "host")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return store_in(tmp_path)


def events_of(store: Store) -> frozenset[Event]:
    return store.read().journal.get("acme", frozenset())


def test_each_line_is_valid_toml_and_names_its_checklist() -> None:
    done = parse_event(
        "9f2c41aa",
        {
            "at": datetime(2026, 11, 23, 10, 2, 11, tzinfo=UTC),
            "did": "done",
            "review": 1,
            "step": "turn-off",
            "finished": True,
        },
    )
    assert done
    assert format_line("linkedin-ai-training", done) == (
        "linkedin-ai-training.9f2c41aa = { at = 2026-11-23T10:02:11Z, "
        'did = "done", review = 1, step = "turn-off", finished = true }'
    )


def test_an_appended_event_is_read_back(store: Store) -> None:
    right = event("aa", "2026-11-23T10:03:00", "still-right", review=2, steps=(Clean("a"),))
    noted = event("bb", "2026-11-23T10:03:00", "noted", note=Clean('two\nlines, "quoted" \\ é'))
    for added in (mark(1), right, noted):
        store.add("acme", added)
    assert events_of(store) == {mark(1), right, noted}
    assert store.read().faults == ()


@pytest.mark.needs("modes")
def test_files_and_folders_are_private(store: Store) -> None:
    store.add("acme", mark(1))
    assert stat.S_IMODE(store.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700


def test_a_save_after_a_torn_line_starts_a_new_line(store: Store) -> None:
    store.add("acme", mark(1))
    store.add("acme", mark(2))
    data = store.file.read_bytes()
    store.file.write_bytes(data[:-20])
    store.add("acme", mark(3))
    assert events_of(store) == {mark(1), mark(3)}
    assert store.read().faults == (), "a save that was cut was never acknowledged"


def test_every_file_name_that_sync_programs_leave_is_read(store: Store) -> None:
    names = [
        "journal-1.sync-conflict-20261124-090548-7Y3OY6S.toml",
        "journal-1 (NAME's conflicted copy 2026-11-24).toml",
        "journal-1 2.toml",
        "journal-1.toml.conflicted",
    ]
    store.folder.mkdir(parents=True)
    for number, name in enumerate(names):
        (store.folder / name).write_text(format_line("acme", mark(number)) + "\n")
    for name in (".syncthing.journal-1.toml.tmp", "~journal.toml", "journal.toml.part", "x.toml~"):
        (store.folder / name).write_text(format_line("acme", mark(99)) + "\n")
    (store.folder / ".stversions").mkdir()
    assert events_of(store) == {mark(n) for n in range(len(names))}


def test_files_that_are_not_here_yet_are_reported_and_not_taken_for_empty(store: Store) -> None:
    store.folder.mkdir(parents=True)
    (store.folder / ".journal-1.toml.icloud").touch()
    (store.folder / "journal-2.toml").mkdir()
    faults = [str(fault) for fault in store.read().faults]
    assert "a journal is still in the cloud" in faults[0]
    assert "exists, but cannot be read now" in faults[1]


def spoilt(store: Store, data: bytes) -> tuple[frozenset[Event], list[str]]:
    store.folder.mkdir(parents=True, exist_ok=True)
    (store.folder / "journal.toml").write_bytes(data)
    reading = store.read()
    return reading.journal.get("acme", frozenset()), [
        f"{fault.line}: {fault.what}" for fault in reading.faults
    ]


def lines(count: int) -> list[bytes]:
    return [format_line("acme", mark(n)).encode() for n in range(count)]


def test_damaged_lines_affect_no_others(store: Store) -> None:
    one, two, three = lines(3)
    data = b"\n".join([one, b"acme.x = { no = 1 }", b"[acme]", two, one, b"", b"# mine", three])
    found, faults = spoilt(store, data)
    assert found == {mark(0), mark(1), mark(2)}
    assert faults == ["2: is not an event; skipped"]


def test_git_conflict_markers_are_ignored_and_reported_once(store: Store) -> None:
    one, two, three = lines(3)
    data = b"\n".join([one, b"<<<<<<< a", two, b"=======", three, b">>>>>>> b"])
    found, faults = spoilt(store, data)
    assert found == {mark(0), mark(1), mark(2)}
    assert faults == ["None: merged by Git but not committed yet"]


def test_windows_line_ends_a_bom_and_invalid_utf_8_do_no_harm(store: Store) -> None:
    one, two, three = lines(3)
    data = b"\xef\xbb\xbf" + one + b"\r\n" + one + b"\r\n\xef\xbb\xbf" + two + b"\r\nx = '\xf0\x9f"
    assert spoilt(store, data + b"\r\n" + three)[0] == {mark(0), mark(1), mark(2)}


def test_a_failed_save_is_reported_and_the_next_one_works(store: Store) -> None:
    store.add("acme", mark(1))
    store.file.rename(store.folder / "aside")
    store.file.mkdir()
    with pytest.raises(StoreError, match=r"journal-.*\.toml: Is a directory"):
        store.add("acme", mark(2))
    store.file.rmdir()
    (store.folder / "aside").rename(store.file)
    store.add("acme", mark(3))
    assert events_of(store) == {mark(1), mark(3)}


@pytest.mark.needs("links")
def test_a_link_in_place_of_the_journal_is_not_followed(store: Store, tmp_path: Path) -> None:
    store.add("acme", mark(1))
    store.file.unlink()
    victim = tmp_path / "victim"
    victim.write_text("precious")
    store.file.symlink_to(victim)
    with pytest.raises(StoreError):
        store.add("acme", mark(2))
    assert victim.read_text() == "precious"


def test_a_failed_fsync_counts_as_not_saved_but_maybe_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    store.add("acme", mark(1))
    monkeypatch.setattr(journal_files, "fsync", fail)
    with pytest.raises(StoreError, match="Input/output error") as caught:
        store.add("acme", mark(2))
    assert caught.value.maybe_written
    monkeypatch.undo()
    store.add("acme", mark(2))
    assert events_of(store) == {mark(1), mark(2)}


@pytest.mark.needs("open-files-move")
@pytest.mark.parametrize("others", [[], [7]])
def test_a_file_removed_or_replaced_during_a_save_is_written_again(
    store: Store, monkeypatch: pytest.MonkeyPatch, others: list[int]
) -> None:
    store.add("acme", mark(1))
    real = disk.fsync
    removed: list[Path] = []

    def exchange(descriptor: int) -> None:
        real(descriptor)
        if not removed:
            removed.append(store.file)
            store.file.unlink()
            for other in others:
                store.file.write_text(format_line("acme", mark(other)))

    monkeypatch.setattr(journal_files, "fsync", exchange)
    store.add("acme", mark(2))
    assert events_of(store) == {mark(2), *map(mark, others)}


@pytest.mark.needs("links")
def test_changes_are_noticed_beside_a_broken_link(store: Store) -> None:
    store.add("acme", mark(1))
    (store.folder / "gone.toml").symlink_to("gone")
    before = store.file_states()
    store.add("acme", mark(2))
    assert store.file_states() != before


def test_a_file_that_cannot_be_blanked_is_named_and_the_others_are_blanked(store: Store) -> None:
    store.add("acme", mark(1))
    (store.folder / "a-folder.toml").mkdir()
    with pytest.raises(StoreError, match=r"^1 line blanked, but not all: .*/a-folder\.toml: Is a"):
        store.forget(None)
    assert events_of(store) == frozenset()


def test_an_overlong_line_is_no_event(store: Store) -> None:
    one, two = lines(2)
    long = one.replace(b"done", b"x" * 70_000)
    assert spoilt(store, long + b"\n" + two) == (
        frozenset({mark(1)}),
        ["1: is not an event; skipped"],
    )
    assert spoilt(store, long + b"\n" + two + b"\n{}")[0] == {mark(1)}


def test_only_the_first_of_many_faulty_lines_are_reported(store: Store) -> None:
    one, two = lines(2)
    found, faults = spoilt(store, one + b"\n{}" * 1000 + b"\n" + two)
    assert found == {mark(0), mark(1)}
    assert (len(faults), faults[-1]) == (51, "None: and more")


@pytest.mark.parametrize("name", [".DS_Store", "desktop.ini", "Thumbs.db"])
def test_what_the_system_keeps_of_a_folder_goes_with_it_and_nothing_else(
    store: Store, name: str
) -> None:
    store.add("acme", mark(1))
    (store.folder / name).touch()
    (store.folder / "letter.txt").touch()
    assert [Path(left).name for left in store.remove()[1]] == ["letter.txt"]
    assert (store.folder / name).exists()
    (store.folder / "letter.txt").unlink()
    assert store.remove() == (0, [])
    assert not store.folder.exists()
