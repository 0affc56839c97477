"""One line to write."""

from collections.abc import Iterable

from textual import on
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, Static

from privacy_check.ui.dialogs.base import Dialog
from privacy_check.ui.render import text


class _Line(Input):
    """The line to write on."""

    BINDINGS = [Binding("enter", "submit", "save", id="line.take")]

    cursor_blink = False


class LineDialog(Dialog[str]):
    """One line to write; `why` says what was wrong with what was written before."""

    KEYS = ("line.take", "dialog.back")

    def __init__(self, title: str, value: str = "", why: str = "") -> None:
        super().__init__(title)
        self._value, self._why = value, why

    def body(self) -> Iterable[Widget]:
        """Lay out the line below what is wrong with it."""
        if self._why:
            yield Static(text.problem(self._why), classes="says")
        yield _Line(self._value, compact=True, select_on_focus=False)

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Hand the line back."""
        self.dismiss(event.value.strip())
