"""The cards of a review: about each answer that is due, then the checklist's own question."""

from collections.abc import Awaitable, Callable, Sequence

from privacy_check.domain.selection import Card, still_asked
from privacy_check.domain.summary import Outcome
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.screens.card import CardScreen
from privacy_check.ui.screens.question import GoTo, Undone
from privacy_check.ui.screens.review_end import EndScreen

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
            here = self._cards[self._place]
            if isinstance(answer, GoTo):
                here, answer = answer.card, "walked"
            self._outcomes[self._place] = answer
            if answer == "put-off":
                self._put_off_others()
            self._place += 1
            if answer in ("walked", "changed-back") and not await self._walk(here):
                break
        return True

    def _is_asked(self, place: int) -> bool:
        """Tell whether the answers so far have left this card anything to ask."""
        card = self._cards[place]
        earlier = [p for p in self._outcomes if self._cards[p].checklist == card.checklist]
        if any(self._outcomes[p] == "put-off" for p in earlier):
            return False
        return still_asked(card, self._cards, self._session.standing(card.checklist))

    def _put_off_others(self) -> None:
        """Ask no card of a checklist that was put off with this one: a holiday."""
        for place in range(self._place + 1, len(self._cards)):
            if self._session.standing(self._cards[place].checklist).snoozed_until:
                self._outcomes[place] = "put-off"
