"""Questions, each a screen of its own with its answer's type."""

from typing import Literal

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from privacy_check.domain.standing import Standing
from privacy_check.ui.clipboard import copy
from privacy_check.ui.links import follow
from privacy_check.ui.render import text
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.type_ahead import BACKGROUND

Answer = Literal["still-right", "changed-back", "walk"]


class ConfirmDialog(ModalScreen[Answer | None]):
    """The one-key re-check: open the link, look, answer the checklist's own question."""

    BINDINGS = [
        Binding("o", "open", "open", tooltip="Open the link in the browser", id="confirm.open"),
        Binding("Y", "copy", "copy", tooltip="Copy the link", id="confirm.copy"),
        Binding("y", "answer('still-right')", "still right", id="confirm.yes"),
        Binding("n", "answer('changed-back')", "it changed back", id="confirm.no"),
        Binding("enter", "answer('walk')", "walk the steps", id="confirm.walk"),
        Binding("escape", "answer('')", "back", id="confirm.back"),
    ]

    def __init__(self, standing: Standing, place: str = "") -> None:
        super().__init__()
        self.standing, self._place = standing, place

    def compose(self) -> ComposeResult:
        """Lay out the question above its answers."""
        with Vertical(classes="frame") as frame:
            frame.border_title = render_walk.confirm_title(self.standing)
            frame.border_subtitle = text.plain(self._place)
            with VerticalScroll(classes="body"):
                yield Static(render_walk.question(self.standing))
            yield Static(
                text.keys([text.Key(*pair) for pair in self._answers()]), classes="answers"
            )

    def _answers(self) -> list[tuple[str, str, str]]:
        pairs = [("o", "open", "screen.open")] if self.standing.url else []
        pairs.append(("y", "still right", "screen.answer('still-right')"))
        if self.standing.checked:
            pairs.append(("n", "it changed back", "screen.answer('changed-back')"))
        pairs.append(("enter", "walk the steps", "screen.answer('walk')"))
        return [*pairs, ("esc", "back", "screen.answer('')")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer *it changed back* only where something was right before."""
        return action != "answer" or parameters != ("changed-back",) or bool(self.standing.checked)

    def action_answer(self, answer: str) -> None:
        """Hand the answer back."""
        answers: dict[str, Answer] = {
            "still-right": "still-right",
            "changed-back": "changed-back",
            "walk": "walk",
        }
        self.dismiss(answers.get(answer))

    @work(exclusive=True, group=BACKGROUND)
    async def action_open(self) -> None:
        """Open the link that stands on the card."""
        if self.standing.url:
            await follow(self, self.standing.url)

    @work(exclusive=True, group=BACKGROUND)
    async def action_copy(self) -> None:
        """Copy the link that stands on the card."""
        if self.standing.url:
            await copy(self, self.standing.url, "The link")
