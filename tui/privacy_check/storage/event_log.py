"""The event log of a session: the events on disk, and those that could not be saved yet."""

from collections.abc import Iterable
from typing import TypeAlias

from privacy_check.domain.journal import Event, merge
from privacy_check.errors import Fault, StoreError
from privacy_check.storage.journal_files import Store

Entry: TypeAlias = tuple[str, Event]
"""A checklist id and one of its events."""


class EventLog:
    """All events by checklist id, saved or not; those not saved are retried."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pending: list[Entry] = []
        self._maybe_written: set[Event] = set()
        self.save_error = ""
        """Why the last save failed; empty when all is saved."""
        self.faults: tuple[Fault, ...] = ()
        """The journal lines and files that could not be read."""
        self.unread: tuple[Fault, ...] = ()
        """Those of `faults` that are about whole files; events read from them before are kept."""
        self._events: dict[str, frozenset[Event]] = {}
        self.file_states: list[str] = []
        """The states of the files when they were last read."""
        self._read()

    @property
    def unsaved(self) -> int:
        """How many events are not on disk yet."""
        return len(self._pending)

    @property
    def ids(self) -> frozenset[str]:
        """The checklist ids that have events."""
        return frozenset(name for name, events in self._events.items() if events)

    def events(self, ids: Iterable[str]) -> frozenset[Event]:
        """Return the events of any of these ids."""
        return frozenset().union(*(self._events.get(i, frozenset()) for i in ids))

    def add(self, name: str, event: Event) -> None:
        """Add an event, and save it after those that are still pending."""
        self._events[name] = self.events([name]) | {event}
        self.retry()
        self._save(name, event)

    def retry(self) -> None:
        """Try again to save the pending events, in order."""
        pending, self._pending, self.save_error = self._pending, [], ""
        for name, event in pending:
            self._save(name, event)

    def drop(self, name: str, event: Event) -> bool:
        """Remove an event that was never saved; False if its line may be in the file."""
        if (name, event) not in self._pending or event in self._maybe_written:
            return False
        self._pending.remove((name, event))
        self._events[name] -= {event}
        return True

    def refresh(self) -> bool:
        """Read the files again if another window or a sync program changed them; True if so."""
        changed = self._store.file_states() != self.file_states
        if changed:
            self._read()
        return changed

    def forget(self, ids: frozenset[str] | None) -> tuple[int, list[str]]:
        """Forget the events of these ids (None: all); return how many, and from which files."""
        if ids is None:
            self._pending, self._events = [], {}
        else:
            self._pending = [entry for entry in self._pending if entry[0] not in ids]
            self._events = {name: e for name, e in self._events.items() if name not in ids}
        try:
            return self._store.forget(ids)
        finally:  # some may be forgotten even if it raised
            self._read()

    def _read(self) -> None:
        self.file_states = self._store.file_states()
        reading = self._store.read()
        self.faults, self.unread = reading.faults, reading.unread
        self._events = merge(self._events if self.unread else {}, reading.journal)
        for name, event in self._pending:
            self._events[name] = self.events([name]) | {event}

    def _save(self, name: str, event: Event) -> None:
        self.file_states = ["saved since"]  # equals no state: the files are read again
        try:
            self._store.add(name, event)
        except StoreError as error:
            self._pending.append((name, event))
            self.save_error = str(error)
            if error.maybe_written:
                self._maybe_written.add(event)
