"""The cards of a review: about each answer that is due, then the checklist's own question."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Literal

from textual.content import Content

from privacy_check.domain import wording
from privacy_check.domain.selection import Card
from privacy_check.domain.standing import ANSWER_DAYS, Standing, StepStanding
from privacy_check.session import Session
from privacy_check.ui.dialogs.answer import AnswerDialog
from privacy_check.ui.dialogs.confirm import ConfirmDialog
from privacy_check.ui.dialogs.pick import Choice, PickDialog
from privacy_check.ui.render import text
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.screens.base import CheckScreen

Outcome = Literal["answered", "put-off", "walk", "back"]
NotYet = Literal["again", "refused", "longer", "later"]

LONGER, LATER = 60, 14
"""Days: the law's usual extension, and what a person who just waits is offered."""


async def go_through(
    screen: CheckScreen, cards: Sequence[Card], walk: Callable[[Card], Awaitable[bool]]
) -> bool:
    """Show cards one after the other; False if the person went back before the last.

    `walk` goes to the card's step, and says whether the cards go on after that.
    """
    put_off: set[str] = set()
    for number, card in enumerate(cards):
        if card.checklist in put_off or not _still_asked(screen.session, card, cards):
            continue
        left = wording.count(sum(c.minutes for c in cards[number:]), "minute")
        place = f"{number + 1} of {len(cards)} · {left} left" if len(cards) > 1 else ""
        outcome = await _ask(screen, card, place)
        if outcome == "back":
            return False
        if outcome == "put-off":
            put_off.add(card.checklist)
        if outcome == "walk" and not await walk(card):
            break
    return True


def _still_asked(session: Session, card: Card, cards: Sequence[Card]) -> bool:
    """Tell whether the cards before this one have left anything to ask."""
    standing = session.standing(card.checklist)
    if card.step:
        return any(s.step.id == card.step for s in standing.answers_due)
    answers = any(c.step for c in cards if c.checklist == card.checklist)
    return not answers or standing.state == "needs-you"


async def _ask(screen: CheckScreen, card: Card, place: str) -> Outcome:
    """Show one card, and do what is answered."""
    standing = screen.session.standing(card.checklist)
    if card.step:
        return await _ask_for_answer(screen, standing, standing.step(card.step), place)
    answer = await screen.app.push_screen_wait(ConfirmDialog(standing, place))
    if answer in ("still-right", "changed-back"):
        screen.session.confirm(card.checklist, still_right=answer == "still-right")
    if answer is None:
        return "back"
    return "answered" if answer == "still-right" else "walk"


async def _ask_for_answer(
    screen: CheckScreen, standing: Standing, step: StepStanding, place: str
) -> Outcome:
    while True:
        answer = await screen.app.push_screen_wait(AnswerDialog(standing, step, place))
        if answer == "came":
            screen.session.mark(standing.checklist.id, step.step.id, "done")
            return "answered"
        if answer != "not-yet":
            return answer or "back"
        if outcome := await _not_yet(screen, standing, step):
            return outcome


async def _not_yet(
    screen: CheckScreen, standing: Standing, step: StepStanding
) -> Literal["answered", "put-off"] | None:
    """Ask what became of an answer that has not come, and do that; None if the person went back."""
    name, session = standing.checklist.id, screen.session
    title, says = (
        f"No answer from {standing.checklist.service}",
        render_walk.no_answer(standing, step),
    )
    dialog = PickDialog(title, _choices(standing, step), says)
    chosen = await screen.app.push_screen_wait(dialog)
    match chosen:
        case "again":
            session.mark(name, step.step.id, "waiting")
        case "refused":
            said = f"They refused ({wording.day(standing.today)})."
            old = f"{step.note}\n" if step.note else ""
            about = render_walk.named(standing.checklist, step.step)
            note = await screen.write_note("What did they say?", about, f"{old}{said}")
            if note is None:
                return None
            session.mark(name, step.step.id, "done", note)
        case "longer" | "later":
            days = LONGER if chosen == "longer" else LATER
            session.snooze(name, days)
            until = wording.week_day(standing.today + timedelta(days=days))
            screen.say(f"{wording.full_title(standing.checklist)}: left alone until {until}.")
            return "put-off"
        case _:
            return None
    return "answered"


def _choices(standing: Standing, step: StepStanding) -> list[Choice[NotYet]]:
    days = wording.count(step.step.answer_days or ANSWER_DAYS, "day")
    longer, later = (wording.week_day(standing.today + timedelta(days=n)) for n in (LONGER, LATER))
    offered: list[tuple[NotYet, str, str]] = [
        ("again", "I wrote again", f"{days} count from today"),
        ("refused", "they refused", "the step is done, with a note"),
        ("longer", "they need longer", f"ask me on {longer}"),
        ("later", f"ask me in {LATER} days", f"on {later}"),
    ]
    return [
        Choice(value, Content.assemble(f"{name:<20}", (says, text.DIM)))
        for value, name, says in offered
    ]
