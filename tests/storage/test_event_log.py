"""The record: what the store has, and what it would not take, as one; nothing counts twice."""

import os
from pathlib import Path

import pytest

from privacy_check.domain.journal import Event
from privacy_check.domain.sanitize import Clean
from privacy_check.storage.event_log import Record
from privacy_check.storage.journal_files import Store
from tests.samples import event


def mark(number: int) -> Event:
    return event(f"{number:08x}", "2026-11-23T10:02:11", "done", review=1, step=Clean("a"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "profile", tmp_path / "machine", "host")


def test_what_the_store_refuses_is_counted_until_it_takes_it(store: Store) -> None:
    record = Record(store)
    store.folder.touch()
    record.add("acme", mark(1))
    record.add("beta", mark(2))
    assert (record.unsaved, record.ids) == (2, frozenset({"acme", "beta"}))
    store.folder.unlink()
    record.save_again()
    assert (record.unsaved, record.trouble) == (0, "")
    assert store.read().journal == {"acme": {mark(1)}, "beta": {mark(2)}}


def test_what_was_never_saved_can_be_dropped_and_leaves_no_name(store: Store) -> None:
    record = Record(store)
    store.folder.touch()
    record.add("acme", mark(1))
    assert record.drop("acme", mark(1))
    assert (record.unsaved, record.ids) == (0, frozenset())
    assert not record.drop("acme", mark(1))


def test_what_may_stand_in_the_file_is_not_dropped(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    record = Record(store)
    record.add("acme", mark(1))
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        record.add("acme", mark(2))
    assert record.unsaved == 1
    assert not record.drop("acme", mark(2))
    assert record.events(["acme"]) == {mark(1), mark(2)}


def test_what_others_wrote_is_taken_in_once(store: Store, tmp_path: Path) -> None:
    record = Record(store)
    other = Store(tmp_path / "profile", tmp_path / "elsewhere", "laptop")
    other.add("beta", mark(3))
    assert record.look_again()
    assert record.events(["acme", "beta"]) == {mark(3)}
    assert not record.look_again()


def test_what_is_forgotten_waits_no_more(store: Store) -> None:
    record = Record(store)
    store.folder.touch()
    record.add("acme", mark(1))
    record.add("beta", mark(2))
    store.folder.unlink()
    record.forget(frozenset({"acme"}))
    assert (record.unsaved, record.ids) == (1, frozenset({"beta"}))
