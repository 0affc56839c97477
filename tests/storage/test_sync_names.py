"""Whatever name a sync program leaves, its lines are read; what is not here yet is told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from privacy_check.domain.journal import Event
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.due_cache import cache_answer, write_agenda
from privacy_check.errors import StoreError
from privacy_check.session import Session, open_session
from privacy_check.storage.journal_files import Store, format_line
from privacy_check.storage.paths import Places
from tests.conftest import Clock
from tests.domain.test_evaluation import events
from tests.samples import event
from tests.scale import scaled
from tests.sync_names import (
    CONFLICT_COPIES,
    EDITORS_BACKUPS,
    FOLDERS_OF_OLD_COPIES,
    STILL_ARRIVING,
)

Entry = tuple[str, Event]
NAMES = (
    "journal-9f2c41-host.toml",
    *(name.format("journal-9f2c41-host") for name in CONFLICT_COPIES),
)
PASSED_OVER = (*STILL_ARRIVING, *EDITORS_BACKUPS)

notes = st.text(max_size=40).map(lambda text: clean(text, lines=True))
noted = st.builds(
    lambda number, note: event(f"{number:08x}", "2026-11-23T10:02:11", "noted", note=note),
    st.integers(0, 2**32 - 1),
    notes,
)
entries = st.tuples(st.sampled_from(["acme", "beta-2", "3"]), events() | noted)
names = st.sampled_from(NAMES)
splits = st.lists(st.tuples(entries, names, st.none() | names), max_size=40)


def decoy(number: int) -> bytes:
    hidden = event(f"dec0{number:04x}", "2026-11-23T10:02:11", "noted", note=Clean("never read"))
    return format_line("acme", hidden).encode() + b"\n"


@pytest.fixture
def decoys(tmp_path: Path) -> Path:
    """A profile's folder that has lines in every place where they are not to be read."""
    for number, shape in enumerate(PASSED_OVER):
        (tmp_path / shape.format("journal-9f2c41-host")).write_bytes(decoy(number))
    for number, name in enumerate(FOLDERS_OF_OLD_COPIES, len(PASSED_OVER)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "journal-9f2c41-host.toml").write_bytes(decoy(number))
    return tmp_path


def test_a_journal_split_over_all_names_is_read_as_one(
    decoys: Path, record_property: Callable[[str, object], None]
) -> None:
    split_up: list[int] = []
    read: set[str] = set()

    @settings(max_examples=scaled(1000), suppress_health_check=[HealthCheck.too_slow])
    @given(splits, st.sampled_from([b"\n", b"\r\n"]))
    def split(journal: list[tuple[Entry, str, str | None]], end: bytes) -> None:
        files: dict[str, list[bytes]] = {name: [] for name in NAMES}
        expected: dict[str, set[Event]] = {}
        for (checklist, one_event), one, other in journal:
            expected.setdefault(checklist, set()).add(one_event)
            for name in {one, other or one}:
                files[name].append(format_line(checklist, one_event).encode() + end)
        for name, lines in files.items():
            (decoys / name).write_bytes(b"".join(lines))
        reading = Store(decoys, decoys / "machine", "host").read()
        assert reading.journal == expected
        assert reading.faults == ()
        split_up.append(len(journal))
        read.update(name for name, lines in files.items() if lines)

    split()
    assert read == set(NAMES)
    record_property("journals split and read as one", len(split_up))
    record_property("lines in them", sum(split_up))
    record_property("names of conflict copies", len(read) - 1)
    record_property("names passed over", len(PASSED_OVER) + len(FOLDERS_OF_OLD_COPIES))


def evict(file: Path) -> None:
    file.rename(file.with_name(f".{file.name}.icloud"))


def make_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def make_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def lead_nowhere(file: Path) -> None:
    file.unlink()
    file.symlink_to("unplugged")


def unplug(file: Path) -> None:
    file.parent.rename(file.parent.with_name("Unplugged"))  # no profile's name
    file.parent.symlink_to("elsewhere")


def unplug_all(file: Path) -> None:
    unplug(file.parent)


@pytest.mark.needs("pipes", "links")
@pytest.mark.parametrize(
    ("evict", "fault"),
    [
        (evict, "a journal is still in the cloud"),
        (make_a_folder, "exists, but cannot be read now: not a regular file"),
        (make_a_pipe, "exists, but cannot be read now: not a regular file"),
        (lead_nowhere, "exists, but cannot be read now: No such file or directory"),
        (unplug, "cannot be read: No such file or directory"),
        (unplug_all, "cannot be read: No such file or directory"),
    ],
)
def test_a_missing_journal_file_is_reported_and_deletes_nothing(
    session: Session, home: Places, clock: Clock, evict: Callable[[Path], None], fault: str
) -> None:
    session.confirm("acme", still_right=True)
    write_agenda(session)
    days, standing = home.agenda_file.read_text().splitlines()[1:], session.standing("acme")
    evict(session.store.file)
    assert session.refresh()
    assert session.standing("acme") == standing, "what is known stays true"
    later = open_session(home, clock)
    for sitting in (session, later):
        assert [f.what for f in sitting.event_log.unread] == [fault]
        assert sitting.event_log.unread == sitting.faults, "one sentence, once"
        write_agenda(sitting)
        written = home.agenda_file.read_text().splitlines()
        assert written[1:] == days, "the shell forgets no day"
        assert written[0].split()[3] == "faulty"
        cache_answer(sitting, "")
        assert " faulty " in home.answer_file.read_text(), "the door goes the long way"


def test_a_file_that_comes_back_is_read_and_no_longer_reported(session: Session) -> None:
    session.confirm("acme", still_right=True)
    file = session.store.file
    evict(file)
    session.refresh()
    file.with_name(f".{file.name}.icloud").rename(file)
    assert session.refresh()
    assert (session.event_log.unread, session.standing("acme").state) == ((), "right")


def test_a_deleted_file_stays_deleted(session: Session, home: Places, clock: Clock) -> None:
    home.profile("default").mkdir(parents=True)
    sitting = open_session(home, clock)
    sitting.confirm("acme", still_right=True)
    sitting.store.file.unlink()
    assert sitting.refresh()
    assert (sitting.event_log.unread, sitting.standing("acme").state) == ((), "new")


def test_a_missing_file_keeps_no_forgotten_events(
    session: Session,
) -> None:
    session.confirm("acme", still_right=True)
    session.confirm("hostile", still_right=True)
    (session.store.folder / ".journal-other.toml.icloud").touch()
    with pytest.raises(StoreError, match="not all: .*still in the cloud"):
        session.forget("acme")
    assert session.ids_with_events() == ["hostile"]


@pytest.mark.needs("links")
def test_an_open_window_still_notices_changes_beside_a_broken_link(
    session: Session, home: Places
) -> None:
    session.confirm("acme", still_right=True)
    (session.store.folder / ".#journal.toml").symlink_to("name@host.1:1")
    session.refresh()
    Store(session.store.folder, home.state / "elsewhere", "laptop").add(
        "hostile", event("aa", "2026-11-23T10:02:11", "started", review=1)
    )
    assert session.refresh()
    assert session.ids_with_events() == ["acme", "hostile"]


def test_a_sync_programs_own_folders_are_no_profiles(session: Session, home: Places) -> None:
    for name in FOLDERS_OF_OLD_COPIES:
        (home.config / "profiles" / name).mkdir(parents=True)
    assert [profile.folder for profile in session.profiles()] == ["default", "old"]
