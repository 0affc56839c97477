"""What is said after the last card of a review."""

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from privacy_check.domain import formatting
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.journal import Event
from privacy_check.domain.selection import Card, what_next
from privacy_check.domain.standing import Standing
from privacy_check.domain.summary import Outcome
from privacy_check.session import Session
from privacy_check.ui.render import card as render_card
from privacy_check.ui.screens.groups import next_that_needs_me
from privacy_check.ui.screens.question import QuestionPage, QuestionScreen, Undone, page_edges
from privacy_check.ui.widgets import NARROW, KeyLine, UnsavedLine, key_names


class EndScreen(QuestionScreen[str | Undone | None]):
    """What a review came to; `enter` goes on to the checklist that is next."""

    BINDINGS = [
        Binding("enter", "on", "what is next", tooltip="Walk what is next", id="end.on"),
        Binding("escape", "leave", "home", tooltip="Back to Home", id="end.home"),
    ]

    def __init__(self, session: Session, outcomes: Sequence[tuple[Outcome, Card]]) -> None:
        super().__init__(session)
        self._outcomes = outcomes

    @property
    def subject(self) -> str | None:
        """The review is over: the keys are about no checklist."""
        return None

    def can_show(self, checklists: Mapping[str, Checklist]) -> bool:
        """Stay unless a checklist that was asked about is gone."""
        return all(card.checklist in checklists for _, card in self._outcomes)

    def compose(self) -> ComposeResult:
        """Lay out the summary."""
        yield Static(id="head")
        yield UnsavedLine(id="unsaved")
        with QuestionPage(id="page", classes="pane"):
            yield Static(id="asked")
        yield KeyLine()

    def redraw(self) -> None:
        """Show what it came to, as things stand now."""
        if not self.is_mounted:
            return
        width, height = self.app.size
        asked = formatting.count(len(self._outcomes), "card")
        self.head.update(render_card.head("Review", "done", asked, width - 2))
        self.query_one(UnsavedLine).show(self.session)
        told = [(outcome, self.session.standing(c.checklist)) for outcome, c in self._outcomes]
        following = self._following()
        edges = page_edges(width, height)
        shown = render_card.end(
            told, self.session.begun(), following, width - edges, key_names(self)("end.on")
        )
        self.asked.update(shown)
        self.page.border_title = "Summary"
        further = "what is next" if width >= NARROW else "next"
        on = ("end.on",) if following else ()
        keys = (*on, "app.undo", "app.help", "end.home")
        self.query_one(KeyLine).show(keys, {"end.on": further})

    def _following(self) -> Standing | None:
        """Return what needs the person still, else what follows the last card."""
        if name := next_that_needs_me(self.session):
            return self.session.standing(name)
        if not self._outcomes:
            return None
        mine = (s for s in self.session.standings() if self.session.is_mine(s))
        last = self._outcomes[-1][1].checklist
        return what_next(mine, self.session.catalog.checklists[last])

    def after_restart(self, _: str) -> None:
        """No checklist is begun again from here."""

    def after_undo(self, name: str, event: Event) -> None:
        """Go back to the card that it was about."""
        super().after_undo(name, event)
        self.dismiss(Undone(name))

    def action_on(self) -> None:
        """Go on to what is next; where nothing is, home."""
        following = self._following()
        self.dismiss(following.checklist.id if following else None)

    def action_leave(self) -> None:
        """Go back to Home."""
        self.dismiss(None)
