"""A note to write. By itself, as Textual's text area takes 25 modules that no start should pay."""

from collections.abc import Iterable

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static, TextArea

from privacy_check.domain.journal import MAX_NOTE
from privacy_check.ui.dialogs.base import Dialog


class _Note(TextArea):
    """The note's text."""


class NoteDialog(Dialog[str]):
    """A note to write; an empty one removes it."""

    BINDINGS = [Binding("enter", "save", "save", priority=True, id="note.save")]
    KEYS = ("note.save", "dialog.back")

    def __init__(self, title: str, about: Content, note: str) -> None:
        super().__init__(title)
        self._about, self._note = about, note

    def body(self) -> Iterable[Widget]:
        """Lay out the note with what was there."""
        area = _Note(self._note, soft_wrap=True)
        area.cursor_blink = False
        return [Static(self._about, classes="says"), area]

    def on_mount(self) -> None:
        """Put the cursor behind what is there."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        """Hand the note back, as far as one may write."""
        self.dismiss(self.query_one(TextArea).text[:MAX_NOTE])
