"""The card for an answer: has it come?"""

from typing import Literal

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.ui.clipboard import copy
from privacy_check.ui.links import follow
from privacy_check.ui.render import text
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.type_ahead import BACKGROUND


class AnswerDialog(ModalScreen[Literal["came", "not-yet", "walk"] | None]):
    """Asks whether the answer has come that the person waits for in one step."""

    BINDINGS = [
        Binding("o", "open", "open", tooltip="Open the link in the browser", id="answer.open"),
        Binding("Y", "copy", "copy", tooltip="Copy the link", id="answer.copy"),
        Binding("y", "came", "it came", id="answer.yes"),
        Binding("n", "not_yet", "not yet", id="answer.no"),
        Binding("enter", "walk", "walk the steps", id="answer.walk"),
        Binding("escape", "leave", "back", id="answer.back"),
    ]

    def __init__(self, standing: Standing, step: StepStanding, place: str = "") -> None:
        super().__init__()
        self.standing, self.step, self._place = standing, step, place

    def compose(self) -> ComposeResult:
        """Lay out the question above its answers."""
        with Vertical(classes="frame") as frame:
            frame.border_title = render_walk.named(self.standing.checklist)
            frame.border_subtitle = text.plain(self._place)
            with VerticalScroll(classes="body"):
                yield Static(render_walk.answer_card(self.standing, self.step))
            pairs = [("o", "open", "screen.open")] if self.step.step.url else []
            pairs += [("y", "it came", "screen.came"), ("n", "not yet", "screen.not_yet")]
            pairs += [("enter", "walk the steps", "screen.walk"), ("esc", "back", "screen.leave")]
            yield Static(text.keys([text.Key(*pair) for pair in pairs]), classes="answers")

    def action_came(self) -> None:
        """The answer came."""
        self.dismiss("came")

    def action_not_yet(self) -> None:
        """It did not; what became of it is asked next."""
        self.dismiss("not-yet")

    def action_walk(self) -> None:
        """Go to the step instead."""
        self.dismiss("walk")

    def action_leave(self) -> None:
        """Leave the question unanswered."""
        self.dismiss(None)

    @work(exclusive=True)
    async def action_open(self) -> None:
        """Open the link that stands on the card."""
        if self.step.step.url:
            await follow(self, self.step.step.url)

    @work(exclusive=True, group=BACKGROUND)
    async def action_copy(self) -> None:
        """Copy the link that stands on the card."""
        if self.step.step.url:
            await copy(self, self.step.step.url, "The link")
