"""One line to write."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from privacy_check.ui.render import text


class LineDialog(ModalScreen[str | None]):
    """One line to write; `why` says what was wrong with what was written before."""

    BINDINGS = [Binding("escape", "leave", "back", priority=True, id="line.back")]

    def __init__(self, title: str, value: str = "", why: str = "") -> None:
        super().__init__()
        self._title, self._value, self._why = title, value, why

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        with Vertical(classes="frame") as frame:
            frame.border_title = text.plain(self._title)
            frame.border_subtitle = text.plain("enter take   esc back")
            if self._why:
                yield Static(text.problem(self._why), classes="says")
            line = Input(self._value, compact=True, select_on_focus=False)
            line.cursor_blink = False
            yield line

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Hand the line back."""
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Hand nothing back."""
        self.dismiss(None)
