"""Review: everything that needs the person, one question after the other, as lines of text."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Literal

from privacy_check.cli.plain import pages, shared
from privacy_check.cli.plain.dialogue import Dialogue
from privacy_check.cli.plain.walk import Walk
from privacy_check.domain import follow_up, formatting, summary, wording
from privacy_check.domain.follow_up import FollowUp
from privacy_check.domain.journal import MAX_DAYS
from privacy_check.domain.past_reviews import ReviewOutcome, outcome_name
from privacy_check.domain.selection import Card, cards, still_asked
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.domain.summary import Outcome
from privacy_check.session import Session

_OFFERED: dict[str, FollowUp] = {
    "w": "next",
    "a": "again",
    "r": "refused",
    "l": "longer",
    "z": "later",
}

Leave = Literal["undo", "quit"]


class Review:
    """Asks the cards, and sums up what they came to."""

    def __init__(self, session: Session, dialogue: Dialogue) -> None:
        self._session, self._dialogue = session, dialogue
        needy = [s for s in session.standings() if s.state == "needs-you"]
        self._cards = [card for standing in needy for card in cards(standing)]
        self._outcomes: dict[int, Outcome] = {}
        """What each card came to, by its place."""
        self._place = 0
        """The place of the card that is asked."""
        self._do: dict[str, Callable[[Card], Outcome | Leave | None]] = {
            "y": self._yes,
            "n": self._no,
            "o": self._open,
            "z": self._snooze,
            "w": self._walk,
            "u": lambda _: "undo",
            "q": lambda _: "quit" if shared.may_leave(dialogue, session) else None,
        }

    def run(self) -> None:
        """Ask until there is nothing left to ask, or the person leaves; then sum up."""
        if self._cards:
            questions = formatting.count(len(self._cards), "question")
            minutes = formatting.count(sum(card.minutes for card in self._cards), "minute")
            self._dialogue.say(f"Review: {questions}, {minutes}.")
            self._dialogue.say("Answer with a letter, then enter.")
        with suppress(EOFError):
            self._ask_all()
        self._sum_up()

    def _ask_all(self) -> None:
        while self._place < len(self._cards):
            if not self._is_asked(self._place):
                self._place += 1
                continue
            answer = self._ask(self._place)
            if answer == "quit":
                return
            if answer == "undo":
                self._place = self._undone(self._place)
            else:
                self._outcomes[self._place] = answer
                self._place += 1

    def _is_asked(self, place: int) -> bool:
        """Tell whether the answers so far have left this card anything to ask."""
        card = self._cards[place]
        earlier = [p for p in self._outcomes if p < place and self._same_checklist(p, place)]
        put_off = any(self._outcomes[p] == "put-off" for p in earlier)
        return not put_off and still_asked(card, self._cards, self._standing(card))

    def _same_checklist(self, one: int, other: int) -> bool:
        return self._cards[one].checklist == self._cards[other].checklist

    def _standing(self, card: Card) -> Standing:
        return self._session.standing(card.checklist)

    def _ask(self, place: int) -> Outcome | Leave:
        """Ask one card until it is answered."""
        card = self._cards[place]
        number = f"{place + 1} of {len(self._cards)}"

        def show() -> None:
            left = formatting.count(sum(c.minutes for c in self._cards[place:]), "minute")
            self._dialogue.gap()
            self._dialogue.say(f"Question {number}, {left} left.", *self._page(card))

        show()
        while True:
            letters = self._letters(card)
            says = ", ".join(f"{letter} {does}" for letter, does in list(letters.items())[:2])
            prompt = f"{number}, {self._standing(card).checklist.service}. {says}"
            letter = self._dialogue.choose(prompt, letters, show)
            self._session.refresh()
            if answer := self._do[letter](card):
                return answer

    def _page(self, card: Card) -> list[str]:
        standing = self._standing(card)
        if card.step:
            return pages.answer(standing, standing.step(card.step))
        return pages.question(standing)

    def _letters(self, card: Card) -> dict[str, str]:
        others = {
            "o": "open the link in your browser",
            "z": "snooze: leave me alone for some days",
            "w": "walk the steps",
            "u": "undo what I just did",
            "q": "quit; everything is saved as you go",
        }
        if card.step:
            return {"y": "it came", "n": "not yet"} | others
        standing = self._standing(card)
        confirm = standing.checklist.confirm
        changed_back = {"n": outcome_name("changed-back", confirm)} if standing.checked else {}
        return {"y": outcome_name("still-right", confirm)} | changed_back | others

    def _yes(self, card: Card) -> Outcome:
        if card.step:
            self._session.mark(card.checklist, card.step, "done")
            return self._did("The answer came.", "answered")
        self._session.confirm(card.checklist, still_right=True)
        return self._did(f"{self._name(card, 'still-right')}.", "still-right")

    def _no(self, card: Card) -> Outcome | None:
        if card.step:
            return self._no_answer(card, card.step)
        self._session.confirm(card.checklist, still_right=False)
        self._did(f"{self._name(card, 'changed-back')}.", "changed-back")
        self._walk(card)
        return "changed-back"

    def _name(self, card: Card, outcome: ReviewOutcome) -> str:
        return outcome_name(outcome, self._standing(card).checklist.confirm).capitalize()

    def _no_answer(self, card: Card, name: str) -> Outcome | None:
        """Ask what became of an answer that has not come, and do that; None to ask anew."""
        standing = self._standing(card)
        step = standing.step(name)
        library, person = self._session.catalog.checklists, self._session.settings.person
        following = follow_up.what_next(standing, step, library, person)
        offered = follow_up.offers(standing, step, following)
        offers = {o.value: f"{o.name}: {o.does}" for o in offered}
        letters = {letter: offers[value] for letter, value in _OFFERED.items() if value in offers}
        back = {"b": "back to the question"}

        def show() -> None:
            self._dialogue.say(f"{wording.no_answer(standing.checklist)}.")
            self._dialogue.say(*(f"{letter}: {does}" for letter, does in (letters | back).items()))
            self._dialogue.say(follow_up.puts_off(standing))

        show()
        prompt = f"{standing.checklist.service}, no answer. {' '.join(letters)} b"
        match _OFFERED.get(self._dialogue.choose(prompt, letters | back, show)):
            case "next":
                assert following, "it was offered"
                self._walk_to(following.checklist, following.step)
                return "walked"
            case "again":
                self._session.mark(card.checklist, name, "waiting")
                return self._did("Wrote again.", "again")
            case "refused":
                return self._refused(card, step)
            case "longer":
                return self._put_off(card, follow_up.longer_days(step))
            case "later":
                return self._put_off(card, follow_up.LATER)
            case None:
                return None

    def _refused(self, card: Card, step: StepStanding) -> Outcome:
        typed = self._dialogue.ask("What did they say? One line, may be empty:")
        note = follow_up.refusal(self._standing(card), step, typed)
        self._session.mark(card.checklist, step.step.id, "done", note)
        return self._did("They refused: the step is done, with a note.", "refused")

    def _snooze(self, card: Card) -> Outcome | None:
        service = self._standing(card).checklist.service
        while True:
            typed = self._dialogue.ask(
                f"Leave {service} alone for how many days? 1 to {MAX_DAYS}, empty to cancel:"
            )
            if not typed:
                return None
            if typed.isascii() and typed.isdigit() and 1 <= int(typed[:6]) <= MAX_DAYS:
                return self._put_off(card, int(typed[:6]))
            self._dialogue.say(f"That must be a number of days from 1 to {MAX_DAYS}.")

    def _put_off(self, card: Card, days: int) -> Outcome:
        self._session.snooze(card.checklist, days)
        standing = self._standing(card)
        until = formatting.week_day(standing.today + timedelta(days=days))
        called = wording.full_title(standing.checklist)
        return self._did(f"{called}: snoozed until {until}.", "put-off")

    def _open(self, card: Card) -> None:
        standing = self._standing(card)
        url = standing.step(card.step).step.url if card.step else standing.url
        shared.open_address(self._dialogue, url)

    def _walk(self, card: Card) -> Outcome:
        """Walk the steps; the next card comes after that."""
        self._walk_to(card.checklist, card.step)
        return "walked"

    def _walk_to(self, checklist: str, step: str | None) -> None:
        self._dialogue.gap()
        Walk(self._session, self._dialogue, checklist, in_review=True).run(step)

    def _did(self, said: str, outcome: Outcome) -> Outcome:
        self._dialogue.say(said)
        shared.warn_if_unsaved(self._dialogue, self._session)
        return outcome

    def _undone(self, place: int) -> int:
        """Take the last action back, and return the place of the card that it was about."""
        taken = shared.undo(self._dialogue, self._session, self._cards[place].checklist)
        if taken is None:
            return place
        about = [p for p in self._outcomes if self._cards[p].checklist == taken[0] and p < place]
        asked_anew = max(about, default=place)
        self._outcomes = {p: o for p, o in self._outcomes.items() if p < asked_anew}
        return asked_anew

    def _sum_up(self) -> None:
        self._dialogue.gap()
        if self._cards:
            left = self._place < len(self._cards)
            at = f"left at question {self._place + 1} of {len(self._cards)}"
            self._dialogue.say(f"The review is {at if left else 'done'}.")
        outcomes = ((o, self._standing(self._cards[p])) for p, o in self._outcomes.items())
        for heading, lines in summary.of_review(outcomes):
            self._dialogue.say(f"{heading}:", *lines)
        self._dialogue.say(summary.ahead(self._session.begun()))
