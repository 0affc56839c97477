"""A page to read."""

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from privacy_check.ui.clipboard import copy
from privacy_check.ui.render import text
from privacy_check.ui.type_ahead import BACKGROUND
from privacy_check.ui.widgets import PathText


class PageDialog(ModalScreen[None]):
    """A page to read, and a key to go back."""

    BINDINGS = [
        Binding("escape,enter,question_mark,w,q", "close", "back", id="page.back"),
        Binding("Y", "copy", "copy", tooltip="Copy the text", id="page.copy"),
    ]

    def __init__(self, title: str, page: Content, to_copy: str = "") -> None:
        super().__init__()
        self._title, self._page, self._to_copy = title, page, to_copy

    def compose(self) -> ComposeResult:
        """Lay the page out in a frame that scrolls."""
        with VerticalScroll(classes="frame") as frame:
            frame.border_title = text.plain(self._title)
            copies = "Y copy   " if self._to_copy else ""
            frame.border_subtitle = text.plain(f"↑ ↓ scroll   {copies}esc back")
            yield PathText(self._page)

    @work(exclusive=True, group=BACKGROUND)
    async def action_copy(self) -> None:
        """Copy what the page is there for."""
        if self._to_copy:
            await copy(self, self._to_copy, "The text")

    def action_close(self) -> None:
        """Go back to where one was."""
        self.dismiss()
