"""The record: what the store has, and what it would not take, as one; nothing counts twice."""

from pathlib import Path

import pytest

from privacy_check.domain.journal import Event
from privacy_check.domain.sanitize import Clean
from privacy_check.storage import journal_files
from privacy_check.storage.event_log import EventLog
from privacy_check.storage.journal_files import Store
from tests.samples import event


def mark(number: int) -> Event:
    return event(f"{number:08x}", "2026-11-23T10:02:11", "done", review=1, step=Clean("a"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "profile", tmp_path / "machine", "host")


def test_an_event_that_cannot_be_saved_counts_and_is_retried(store: Store) -> None:
    event_log = EventLog(store)
    store.folder.touch()
    event_log.add("acme", mark(1))
    event_log.add("beta", mark(2))
    assert (event_log.unsaved, event_log.ids) == (2, frozenset({"acme", "beta"}))
    store.folder.unlink()
    event_log.retry()
    assert (event_log.unsaved, event_log.save_error) == (0, "")
    assert store.read().journal == {"acme": {mark(1)}, "beta": {mark(2)}}


def test_an_event_that_was_never_saved_can_be_dropped(store: Store) -> None:
    event_log = EventLog(store)
    store.folder.touch()
    event_log.add("acme", mark(1))
    assert event_log.drop("acme", mark(1))
    assert (event_log.unsaved, event_log.ids) == (0, frozenset())
    assert not event_log.drop("acme", mark(1))


def test_an_event_that_may_be_in_the_file_is_not_dropped(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    event_log = EventLog(store)
    event_log.add("acme", mark(1))
    with monkeypatch.context() as broken:
        broken.setattr(journal_files, "fsync", fail)
        event_log.add("acme", mark(2))
    assert event_log.unsaved == 1
    assert not event_log.drop("acme", mark(2))
    assert event_log.events(["acme"]) == {mark(1), mark(2)}


def test_events_written_by_others_are_read_once(store: Store, tmp_path: Path) -> None:
    event_log = EventLog(store)
    other = Store(tmp_path / "profile", tmp_path / "elsewhere", "laptop")
    other.add("beta", mark(3))
    assert event_log.refresh()
    assert event_log.events(["acme", "beta"]) == {mark(3)}
    assert not event_log.refresh()


def test_a_forgotten_event_is_no_longer_pending(store: Store) -> None:
    event_log = EventLog(store)
    store.folder.touch()
    event_log.add("acme", mark(1))
    event_log.add("beta", mark(2))
    store.folder.unlink()
    event_log.forget(frozenset({"acme"}))
    assert (event_log.unsaved, event_log.ids) == (1, frozenset({"beta"}))
