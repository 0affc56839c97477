"""What could not be saved yet: kept, told, and tried again with each further action."""

from privacy_check.errors import StoreError
from privacy_check.journal import Event
from privacy_check.store import Store

Entry = tuple[str, Event]
"""A checklist's id with an event of it."""


class Outbox:
    """Hands events to the store, and keeps those that it would not take."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._perhaps_written: set[Event] = set()
        self.waiting: list[Entry] = []
        """What is not saved, in the order in which it was done."""
        self.trouble = ""
        """Why the last save failed; empty when all is saved."""

    def send(self, name: str, event: Event) -> None:
        """Save an event, after all that still wait."""
        self.send_again()
        self._send(name, event)

    def send_again(self) -> None:
        """Try once more to save what waits."""
        waiting, self.waiting, self.trouble = self.waiting, [], ""
        for name, event in waiting:
            self._send(name, event)

    def drop(self, name: str, event: Event) -> bool:
        """Forget an event that was never saved; False if its line may stand in the file."""
        if (name, event) not in self.waiting or event in self._perhaps_written:
            return False
        self.waiting.remove((name, event))
        return True

    def _send(self, name: str, event: Event) -> None:
        try:
            self._store.add(name, event)
        except StoreError as error:
            self.waiting.append((name, event))
            self.trouble = str(error)
            if error.maybe_written:
                self._perhaps_written.add(event)
