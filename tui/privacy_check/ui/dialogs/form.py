"""A few lines to fill in, one below the other."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from msgspec import Struct
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from privacy_check.ui.dialogs.base import Dialog
from privacy_check.ui.render import text


class Field(Struct, frozen=True):
    """One line to fill in."""

    name: str
    label: str
    value: str = ""


class _Field(Input):
    """The line of a field."""

    BINDINGS = [
        Binding("enter", "screen.next", "next", id="form.next"),
        Binding("down", "screen.move(1)"),
        Binding("up", "screen.move(-1)"),
    ]

    cursor_blink = False


class _Fields(VerticalScroll, can_focus=False):
    """The fields; it scrolls where they don't all fit."""


class FormDialog(Dialog[dict[str, str]]):
    """Some lines to fill in; `enter` goes to the next, and hands them back after the last."""

    HINT = "↑ ↓ move"
    KEYS: ClassVar[tuple[str, ...]] = ("form.next", "dialog.back")

    def __init__(self, title: str, fields: Iterable[Field], says: Content | None = None) -> None:
        super().__init__(title)
        self._fields, self._says = tuple(fields), says

    def body(self) -> Iterable[Widget]:
        """Lay out each line below its label."""
        if self._says:
            yield Static(self._says, classes="says")
        rows: list[Widget] = []
        for field in self._fields:
            rows.append(Static(text.plain(field.label), classes="label"))
            rows.append(_Field(field.value, compact=True, select_on_focus=False))
        yield _Fields(*rows)

    def words(self) -> Mapping[str, str]:
        """Say what the key does on the last line."""
        lines = list(self.query(_Field))
        is_last = bool(lines) and self.focused is lines[-1]
        return {"form.next": "save" if is_last else "next"}

    def on_descendant_focus(self) -> None:
        """Show what the key does on this line."""
        self._show_keys()

    def action_move(self, by: int) -> None:
        """Go to another line."""
        lines = list(self.query(_Field))
        here = next((n for n, line in enumerate(lines) if line.has_focus), 0)
        lines[min(max(0, here + by), len(lines) - 1)].focus()

    def action_next(self) -> None:
        """Go to the next line; after the last one, hand all of them back."""
        lines = list(self.query(_Field))
        if lines and not lines[-1].has_focus:
            self.action_move(1)
            return
        typed = (line.value.strip() for line in lines)
        self.dismiss(dict(zip((field.name for field in self._fields), typed, strict=True)))
