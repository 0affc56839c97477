"""What the cards of a review and its end share: a head, a page that scrolls, and undo."""

from typing import Generic, TypeVar

from msgspec import Struct
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from privacy_check.domain.selection import Card
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.widgets import NARROW, TALL

T = TypeVar("T")

_FRAME, _BARE = 6, 3
"""Cells beside a page's text: its frame, padding and scrollbar; without a frame."""


class Undone(Struct, frozen=True):
    """The answer of a person who took back what they did last, in this checklist."""

    checklist: str


class GoTo(Struct, frozen=True):
    """The answer of a person who goes on with what comes next: a step, or a checklist."""

    card: Card


class QuestionPage(VerticalScroll):
    """What is asked or said; it scrolls with the arrow keys."""


class QuestionScreen(CheckScreen[T], Generic[T]):
    """A head above one page of text, which has the focus."""

    head = query_one("#head", Static)
    page = query_one(QuestionPage)
    asked = query_one("#asked", Static)

    def on_mount(self) -> None:
        """Let the arrow keys scroll the page."""
        self.page.focus()
        self.redraw()

    def on_resize(self) -> None:
        """Lay it out for the new width."""
        self.redraw()


def page_edges(width: int, height: int) -> int:
    """Return the cells beside the page's text in a window of this size."""
    return _FRAME if width >= NARROW and height >= TALL else _BARE
