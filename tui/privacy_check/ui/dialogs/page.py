"""A page to read."""

from collections.abc import Iterable

from textual import work
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from privacy_check.ui.clipboard import copy
from privacy_check.ui.dialogs.base import Dialog
from privacy_check.ui.type_ahead import BACKGROUND
from privacy_check.ui.widgets import PathText


class _Frame(VerticalScroll):
    """The frame, which scrolls."""


class PageDialog(Dialog[None]):
    """A page to read, and a key to go back."""

    BINDINGS = [
        Binding("enter,question_mark,w,q", "leave", "back", id="page.close"),
        Binding("Y", "copy", "copy", tooltip="Copy the text", id="page.copy"),
    ]
    HINT = "↑ ↓ scroll"
    KEYS = ("page.copy", "dialog.back")

    def __init__(self, title: str, page: Content, to_copy: str = "") -> None:
        super().__init__(title)
        self._page, self._to_copy = page, to_copy

    def frame(self) -> Widget:
        """Return a frame that scrolls."""
        return _Frame(classes=self.FRAME)

    def body(self) -> Iterable[Widget]:
        """Lay out the page."""
        return [PathText(self._page)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to copy only where there is something to copy."""
        return action != "copy" or bool(self._to_copy)

    @work(exclusive=True, group=BACKGROUND)
    async def action_copy(self) -> None:
        """Copy what the page is there for."""
        await copy(self, self._to_copy, "The text")
