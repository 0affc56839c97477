"""One card of a review, or the one question of a confirm."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from privacy_check.domain import follow_up, formatting, wording
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.follow_up import FollowUp
from privacy_check.domain.journal import Event
from privacy_check.domain.past_reviews import outcome_name
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.selection import Card
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.domain.summary import Outcome
from privacy_check.session import Session
from privacy_check.ui.clipboard import copy
from privacy_check.ui.dialogs.page import PageDialog
from privacy_check.ui.dialogs.pick import Choice, PickDialog
from privacy_check.ui.dialogs.qr import QrDialog
from privacy_check.ui.links import follow
from privacy_check.ui.render import card as render_card
from privacy_check.ui.render import detail as render_detail
from privacy_check.ui.render import text
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.screens.question import (
    GoTo,
    QuestionPage,
    QuestionScreen,
    Undone,
    page_edges,
)
from privacy_check.ui.type_ahead import BACKGROUND
from privacy_check.ui.widgets import NARROW, TALL, TWO_PANES, KeyLine, UnsavedLine

_SHORT = {"card.yes": "yes", "card.no": "no"}
"""The words of the answers where the window has room for little else."""


class CardScreen(QuestionScreen[Outcome | GoTo | Undone | None]):
    """One question: whether a checklist is still right, or whether an answer has come.

    It does what is answered, and says what that came to; None if the person went back.
    Each card is a screen of its own, so a key pressed too early never answers one that was not
    seen. Beside it, where there is room, are the other cards; with a single card, its background.
    """

    BINDINGS = [
        Binding(
            "y", "yes", "still right", tooltip="Yes: still right, or the answer came", id="card.yes"
        ),
        Binding(
            "n", "no", "changed back", tooltip="No: it changed back, or no answer yet", id="card.no"
        ),
        Binding("o", "open", "open", tooltip="Open the link in the browser", id="card.open"),
        Binding("Y", "copy", "copy", tooltip="Copy the link", id="card.copy"),
        Binding("p", "code", "QR code", tooltip="The link as a QR code", id="card.code"),
        Binding("e", "note", "note", tooltip="Write a note", id="card.note"),
        Binding("w", "why", "why", tooltip="Why it matters, and what backs it", id="card.why"),
        Binding("enter", "walk", "walk", tooltip="Walk the steps", id="card.walk"),
        Binding("escape", "leave", "back", tooltip="Leave it unanswered", id="card.back"),
    ]

    cards = query_one("#cards", VerticalScroll)
    listed = query_one("#listed", Static)
    pane = query_one("#pane", VerticalScroll)
    background = query_one("#background", Static)

    def __init__(
        self, session: Session, cards: Sequence[Card], place: int, outcomes: dict[int, Outcome]
    ) -> None:
        super().__init__(session)
        self._cards, self._place, self._outcomes = cards, place, outcomes

    @property
    def card(self) -> Card:
        """The card that is shown."""
        return self._cards[self._place]

    @property
    def standing(self) -> Standing:
        """Where its checklist stands now."""
        return self.session.standing(self.card.checklist)

    @property
    def step(self) -> StepStanding | None:
        """The step whose answer is asked about; None for the checklist's own question."""
        return self.standing.step(self.card.step) if self.card.step else None

    @property
    def url(self) -> Clean | None:
        """The link that stands on the card."""
        if self.step is None:
            return self.standing.url
        return self.step.step.url

    @property
    def subject(self) -> str:
        """The checklist that is asked about."""
        return self.card.checklist

    def compose(self) -> ComposeResult:
        """Lay out the other cards, the question, and its background."""
        yield Static(id="head")
        yield UnsavedLine(id="unsaved")
        with Horizontal(classes="panes"):
            with VerticalScroll(id="cards", classes="pane", can_focus=False):
                yield Static(id="listed")
            with QuestionPage(id="page", classes="pane"):
                yield Static(id="asked")
            with VerticalScroll(id="pane", classes="pane", can_focus=False):
                yield Static(id="background")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Show what was changed meanwhile."""
        self.redraw()

    def can_show(self, checklists: Mapping[str, Checklist]) -> bool:
        """Go on unless a checklist or a step that one of the cards asks about is gone."""
        asked = ((checklists.get(card.checklist), card.step) for card in self._cards)
        return all(c and (step is None or step in {s.id for s in c.steps}) for c, step in asked)

    def redraw(self) -> None:
        """Show the question as things stand now."""
        if not self.is_mounted:
            return
        width, height = self.app.size
        left = formatting.count(sum(c.minutes for c in self._cards[self._place :]), "minute")
        several = len(self._cards) > 1
        place = f"{self._place + 1} of {len(self._cards)}" if several else ""
        left = f"about {left}" if several else ""
        name = "Review" if several else "Confirm"
        self.head.update(render_card.head(name, place, left, width - 2))
        self.query_one(UnsavedLine).show(self.session)
        edges = page_edges(width, height)
        two = width >= TWO_PANES
        self.cards.display, self.pane.display = two and several, two and not several
        beside = 0
        if two and several:
            beside = self._list_cards(width * 2 // 5 - edges) + edges
            self.cards.styles.width = beside
        elif two:
            beside = width * 2 // 5
            self.pane.styles.width = beside
            own = self._is_own()
            shown = render_detail.background(self.standing, beside - edges, own=own, takes=False)
            self.background.update(shown)
        framed = width >= NARROW and height >= TALL
        self.page.border_title = text.service(self.standing.checklist) if framed else ""
        alone, whole = several or not two, two and several
        self._ask(width - beside - edges, alone=alone, whole=whole, framed=framed)
        self.query_one(KeyLine).show(*self._keys(width))

    def _list_cards(self, most: int) -> int:
        """List the cards in at most so many cells; return how many they took."""
        about = [(self.session.standing(card.checklist), card.step) for card in self._cards]
        width = min(most, max(render_card.line_width(*pair) for pair in about))
        lines: list[Content] = []
        top = 0
        for number, (standing, step) in enumerate(about):
            here, came_to = number == self._place, self._outcomes.get(number)
            top = len(lines) if here else top
            lines += render_card.line(standing, step, came_to, width, here=here)
        self.cards.border_title = formatting.count(len(about), "card")
        self.listed.update(Content("\n").join(lines))
        self.call_after_refresh(self.cards.scroll_to, y=top - 2, animate=False)
        return width

    def _ask(self, width: int, *, alone: bool, whole: bool, framed: bool) -> None:
        """Show the question; `alone` with what no pane says beside it, `whole` with all of that."""
        standing = self.standing
        known = render_detail.known_facts(standing, own=self._is_own()) if alone else []
        known = [fact for fact in known if fact[0] != render_detail.TAKES]
        if self.step:
            shown = render_card.answer(standing, self.step, width, known, framed=framed)
        else:
            shown = render_card.question(standing, width, known, framed=framed)
        if whole:
            more = render_detail.steps_and_why(standing, min(width, text.PROSE_WIDTH))
            lines = text.wrapped(more, min(width, text.PROSE_WIDTH))
            shown = Content("\n").join([shown, Content(""), *lines])
        self.asked.update(shown)

    def _is_own(self) -> bool:
        return self.standing.checklist.id in self.session.catalog.own

    def _keys(self, width: int) -> tuple[tuple[str, ...], dict[str, str]]:
        confirm = self.standing.checklist.confirm
        yes = "it came" if self.step else outcome_name("still-right", confirm)
        no = "not yet" if self.step else outcome_name("changed-back", confirm)
        if width < NARROW:
            opens = ("card.open",) if self.url else ()
            return ("card.yes", "card.no", *opens, "card.back"), _SHORT
        ids = ["card.yes", "card.no", "card.open", "app.snooze", "app.help", "card.walk"]
        if not self.url:
            ids.remove("card.open")
        return (*ids, "card.back"), {"card.yes": yes, "card.no": no}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer *it changed back* only where something was right before."""
        if action == "no":
            return bool(self.card.step or self.standing.checked)
        return super().check_action(action, parameters)

    def action_yes(self) -> None:
        """It is still right; or the answer came."""
        if self.card.step:
            self.session.mark(self.subject, self.card.step, "done")
            self.dismiss("answered")
        else:
            self.session.confirm(self.subject, still_right=True)
            self.dismiss("still-right")

    def action_no(self) -> None:
        """It changed back; or the answer has not come."""
        if self.step:
            self.ask_what_became(self.step)
        else:
            self.session.confirm(self.subject, still_right=False)
            self.dismiss("changed-back")

    def action_walk(self) -> None:
        """Walk the steps instead."""
        self.dismiss("walked")

    @work(exclusive=True)
    async def ask_what_became(self, step: StepStanding) -> None:
        """Ask what became of an answer that has not come, and do that."""
        standing = self.standing
        session = self.session
        library, person = session.catalog.checklists, session.settings.person
        following = follow_up.what_next(standing, step, library, person)
        offered = follow_up.offers(standing, step, following)
        narrow = self.app.size.width < NARROW
        choices: list[Choice[FollowUp]] = [
            Choice(o.value, render_card.offer(o, narrow=narrow)) for o in offered
        ]
        title = wording.no_answer(standing.checklist)
        dialog = PickDialog(title, choices, render_card.no_answer(standing, step))
        match await self.app.push_screen_wait(dialog):
            case "next":
                assert following, "it was offered"
                self.dismiss(GoTo(Card(following.checklist, following.step, 1)))
            case "again":
                self.session.mark(self.subject, step.step.id, "waiting")
                self.dismiss("again")
            case "refused":
                about = render_walk.named(standing.checklist, step.step)
                said = follow_up.refusal(standing, step)
                note = await self.write_note("What did they say?", about, said)
                if note is not None:
                    self.session.mark(self.subject, step.step.id, "done", note)
                    self.dismiss("refused")
            case "longer":
                self._put_off(follow_up.longer_days(step))
            case "later":
                self._put_off(follow_up.LATER)
            case None:
                pass  # back to the question

    def _put_off(self, days: int) -> None:
        """Ask nothing of this checklist for some days."""
        self.session.snooze(self.subject, days)
        until = formatting.week_day(self.standing.today + timedelta(days=days))
        self.say(f"{wording.full_title(self.standing.checklist)}: snoozed until {until}.")
        self.dismiss("put-off")

    def action_leave(self) -> None:
        """Leave the question unanswered."""
        self.dismiss(None)

    def after_action(self) -> None:
        """Go on once the checklist is put off."""
        if self.standing.snoozed_until:
            self.dismiss("put-off")
        else:
            self.redraw()

    def after_restart(self, _: str) -> None:
        """Walk it, from its first step."""
        self.dismiss("walked")

    def after_undo(self, name: str, event: Event) -> None:
        """Go back to the card that it was about, if it was one of these."""
        super().after_undo(name, event)
        self.dismiss(Undone(name))

    @work(exclusive=True, group=BACKGROUND)
    async def action_open(self) -> None:
        """Open the link that stands on the card."""
        if self.url:
            await follow(self, self.url)

    @work(exclusive=True, group=BACKGROUND)
    async def action_copy(self) -> None:
        """Copy the link that stands on the card."""
        if self.url:
            await copy(self, self.url, "The link")

    def action_code(self) -> None:
        """Show the link as a QR code, for a phone's camera."""
        if self.url:
            self.app.push_screen(QrDialog(self.standing.checklist, self.url))

    @work(exclusive=True)
    async def action_note(self) -> None:
        """Write a note on the step that is asked about, else on the checklist as a whole."""
        step, standing = self.step, self.standing
        old = step.note if step else standing.note
        about = render_walk.named(standing.checklist, step.step if step else None)
        note = await self.write_note("Your note", about, old)
        if note is not None and note != old:
            self.session.note(self.subject, note, step.step.id if step else None)
            self.redraw()

    def action_why(self) -> None:
        """Show why it matters, and what backs it."""
        self.app.push_screen(PageDialog("Why it matters", render_walk.why(self.standing)))
