"""A note to write. By itself, as Textual's text area takes 25 modules that no start should pay."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from privacy_check.domain.journal import MAX_NOTE
from privacy_check.ui.render import text


class NoteDialog(ModalScreen[str | None]):
    """A note to write; an empty one removes it."""

    BINDINGS = [
        Binding("enter", "save", "save", priority=True, id="note.save"),
        Binding("escape", "cancel", "back", priority=True, id="note.back"),
    ]

    def __init__(self, title: str, about: Content, note: str) -> None:
        super().__init__()
        self._title, self._about, self._note = title, about, note

    def compose(self) -> ComposeResult:
        """Lay out the note with what was there."""
        with Vertical(classes="frame") as frame:
            frame.border_title = text.plain(self._title)
            frame.border_subtitle = text.plain("enter save   esc back")
            yield Static(self._about, classes="says")
            area = TextArea(self._note, soft_wrap=True)
            area.cursor_blink = False
            yield area

    def on_mount(self) -> None:
        """Put the cursor behind what is there."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        """Hand the note back, as far as one may write."""
        self.dismiss(self.query_one(TextArea).text[:MAX_NOTE])

    def action_cancel(self) -> None:
        """Leave the note as it was."""
        self.dismiss(None)
