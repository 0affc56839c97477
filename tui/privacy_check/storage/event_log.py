"""The record: all that was done, as this sitting knows it; what is not saved yet stays in it."""

from collections.abc import Iterable
from typing import TypeAlias

from privacy_check.domain.journal import Event, merge
from privacy_check.errors import Fault, StoreError
from privacy_check.storage.journal_files import Store

Entry: TypeAlias = tuple[str, Event]
"""A checklist's id with an event of it."""


class EventLog:
    """Events by checklist: those in the store, and those that the store would not take so far."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[Entry] = []
        self._perhaps_written: set[Event] = set()
        self.save_error = ""
        """Why the last save failed; empty when all is saved."""
        self.faults: tuple[Fault, ...] = ()
        """The lines and files that are no events."""
        self.unread: tuple[Fault, ...] = ()
        """Those of them that are files: what was known of them stays known."""
        self._events: dict[str, frozenset[Event]] = {}
        self.file_states: list[str] = []
        """The state of the files as they were last read."""
        self._read()

    @property
    def unsaved(self) -> int:
        """How many events are not on disk yet."""
        return len(self._waiting)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of checklists under which anything was done."""
        return frozenset(name for name, events in self._events.items() if events)

    def events(self, ids: Iterable[str]) -> frozenset[Event]:
        """Return what was done under any of these ids."""
        return frozenset().union(*(self._events.get(i, frozenset()) for i in ids))

    def add(self, name: str, event: Event) -> None:
        """Count an event, and save it after all that still wait."""
        self._events[name] = self.events([name]) | {event}
        self.retry()
        self._save(name, event)

    def retry(self) -> None:
        """Try once more to save what waits, in the order in which it was done."""
        waiting, self._waiting, self.save_error = self._waiting, [], ""
        for name, event in waiting:
            self._save(name, event)

    def drop(self, name: str, event: Event) -> bool:
        """Take out an event that was never saved; False if its line may stand in the file."""
        if (name, event) not in self._waiting or event in self._perhaps_written:
            return False
        self._waiting.remove((name, event))
        self._events[name] -= {event}
        return True

    def refresh(self) -> bool:
        """Take in what another window or a sync program wrote; True if there is any."""
        changed = self._store.file_states() != self.file_states
        if changed:
            self._read()
        return changed

    def forget(self, ids: frozenset[str] | None) -> tuple[int, list[str]]:
        """Take the events of these ids (None: all) out; return how many, and of which files."""
        self._waiting = [e for e in self._waiting if ids is not None and e[0] not in ids]
        self._events = {i: e for i, e in self._events.items() if ids is not None and i not in ids}
        try:
            return self._store.forget(ids)
        finally:  # what could be forgotten is, also where a file is not here
            self._read()

    def _read(self) -> None:
        self.file_states = self._store.file_states()
        reading = self._store.read()
        self.faults, self.unread = reading.faults, reading.unread
        self._events = merge(self._events if self.unread else {}, reading.journal)
        for name, event in self._waiting:
            self._events[name] = self.events([name]) | {event}

    def _save(self, name: str, event: Event) -> None:
        self.file_states = [
            "saved since"
        ]  # else a file that is new and goes again would change nothing
        try:
            self._store.add(name, event)
        except StoreError as error:
            self._waiting.append((name, event))
            self.save_error = str(error)
            if error.maybe_written:
                self._perhaps_written.add(event)
