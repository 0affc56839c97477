"""The cards of a review: about each answer that is due, then the checklist's own question."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from privacy_check.domain import follow_up, wording
from privacy_check.domain.follow_up import FollowUp
from privacy_check.domain.selection import Card, still_asked
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.domain.summary import Outcome
from privacy_check.ui.dialogs.pick import Choice, PickDialog
from privacy_check.ui.render import card as render_card
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.screens.card import CardScreen, EndScreen, Undone

Walk = Callable[[Card], Awaitable[bool]]
"""Goes to a card's step, and says whether the cards go on after that."""


async def go_through(screen: CheckScreen[None], cards: Sequence[Card], walk: Walk) -> bool:
    """Show cards one after the other; False if the person went back before the last."""
    return await _Review(screen, cards, walk).ask_all()


async def review(screen: CheckScreen[None], cards: Sequence[Card], walk: Walk) -> str | None:
    """Show cards and then what they came to; return the checklist to go on with."""
    asked = _Review(screen, cards, walk)
    while await asked.ask_all():
        answer = await screen.app.push_screen_wait(EndScreen(screen.session, asked.told()))
        if not isinstance(answer, Undone):
            return answer
        asked.go_back(answer.checklist)
    return None


class _Review:
    """Asks the cards, and remembers what each came to."""

    def __init__(self, screen: CheckScreen[None], cards: Sequence[Card], walk: Walk) -> None:
        self._screen, self._session = screen, screen.session
        self._cards, self._walk = cards, walk
        self._outcomes: dict[int, Outcome] = {}
        """What each card came to, by its place."""
        self._place = 0
        """The place of the card that is asked."""

    def told(self) -> list[tuple[Outcome, Card]]:
        """Return what the cards came to, in their order."""
        return [(outcome, self._cards[place]) for place, outcome in sorted(self._outcomes.items())]

    def go_back(self, checklist: str) -> None:
        """Ask anew about what was taken back, if it was the answer to an earlier card."""
        about = [p for p in self._outcomes if self._cards[p].checklist == checklist]
        self._place = max(about, default=self._place)
        self._outcomes = {p: o for p, o in self._outcomes.items() if p < self._place}

    async def ask_all(self) -> bool:
        """Ask until there is nothing left to ask, or the person goes back or walks away."""
        while self._place < len(self._cards):
            if not self._is_asked(self._place):
                self._place += 1
                continue
            card = CardScreen(self._session, self._cards, self._place, dict(self._outcomes))
            answer = await self._screen.app.push_screen_wait(card)
            if answer is None:
                return False
            if isinstance(answer, Undone):
                self.go_back(answer.checklist)
                continue
            outcome = await self._take(answer)
            if outcome is None:
                continue
            self._outcomes[self._place] = outcome
            here = self._cards[self._place]
            self._place += 1
            if outcome in ("walked", "changed-back") and not await self._walk(here):
                break
        return True

    def _is_asked(self, place: int) -> bool:
        """Tell whether the answers so far have left this card anything to ask."""
        card = self._cards[place]
        earlier = [p for p in self._outcomes if self._cards[p].checklist == card.checklist]
        if any(self._outcomes[p] == "put-off" for p in earlier):
            return False
        return still_asked(card, self._cards, self._session.standing(card.checklist))

    async def _take(self, answer: str) -> Outcome | None:
        """Do what was answered; None to ask the same card again."""
        card = self._cards[self._place]
        match answer:
            case "walk":
                return "walked"
            case "put-off":
                self._put_off_others()
                return "put-off"
            case "yes" if card.step:
                self._session.mark(card.checklist, card.step, "done")
                return "answered"
            case "no" if card.step:
                standing = self._session.standing(card.checklist)
                return await self._not_yet(standing, standing.step(card.step))
            case _:
                self._session.confirm(card.checklist, still_right=answer == "yes")
                return "still-right" if answer == "yes" else "changed-back"

    def _put_off_others(self) -> None:
        """Ask no card of a checklist that was put off with this one: a holiday."""
        for place in range(self._place + 1, len(self._cards)):
            if self._session.standing(self._cards[place].checklist).snoozed_until:
                self._outcomes[place] = "put-off"

    async def _not_yet(self, standing: Standing, step: StepStanding) -> Outcome | None:
        """Ask what became of an answer that has not come, and do that; None to go back."""
        name = standing.checklist.id
        offered = follow_up.offers(standing, step)
        choices: list[Choice[FollowUp]] = [Choice(o.value, render_card.offer(o)) for o in offered]
        title = f"No answer from {standing.checklist.service}"
        dialog = PickDialog(title, choices, render_card.no_answer(standing, step))
        match await self._screen.app.push_screen_wait(dialog):
            case "again":
                self._session.mark(name, step.step.id, "waiting")
                return "again"
            case "refused":
                about = render_walk.named(standing.checklist, step.step)
                said = follow_up.refusal(standing, step)
                note = await self._screen.write_note("What did they say?", about, said)
                if note is None:
                    return None
                self._session.mark(name, step.step.id, "done", note)
                return "refused"
            case "longer":
                return self._put_off(standing, follow_up.LONGER)
            case "later":
                return self._put_off(standing, follow_up.LATER)
            case _:
                return None

    def _put_off(self, standing: Standing, days: int) -> Outcome:
        self._session.snooze(standing.checklist.id, days)
        until = wording.week_day(standing.today + timedelta(days=days))
        self._screen.say(f"{wording.full_title(standing.checklist)}: left alone until {until}.")
        return "put-off"
