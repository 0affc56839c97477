"""What may have become of an answer that has not come, and what the person is offered then."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from msgspec import Struct

from privacy_check.domain import formatting
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.person import Person
from privacy_check.domain.standing import ANSWER_DAYS, Standing, StepStanding

FollowUp = Literal["next", "again", "refused", "longer", "later"]

LONGER, LATER = 60, 14
"""Days: the law's usual extension, and what a person who just waits is offered."""


class Offer(Struct, frozen=True):
    """One thing that may have happened, and what saying so does."""

    value: FollowUp
    name: str
    does: str


class Next(Struct, frozen=True):
    """What comes next where an answer has not come: a step, with its own letter."""

    checklist: str
    step: str | None
    """None for the beginning of the checklist."""
    title: str


def what_next(
    standing: Standing, step: StepStanding, library: Mapping[str, Checklist], person: Person
) -> Next | None:
    """Return what comes next where the answer to a step has not come: the first for the person."""
    checklist = standing.checklist
    for name in step.step.answer.then if step.step.answer else ():
        found = checklist.step(name)
        if found and person.applies(found):
            return Next(checklist.id, found.id, found.title)
        other = None if found else library.get(name)
        if other and any(map(person.applies, other.steps)):
            return Next(other.id, None, other.title)
    return None


def longer_days(step: StepStanding) -> int:
    """Return the days by which they may extend their answer."""
    answer = step.step.answer
    return (answer.extension_days if answer else None) or LONGER


def offers(
    standing: Standing, step: StepStanding, following: Next | None = None
) -> tuple[Offer, ...]:
    """Return what is offered where the answer to a step has not come."""
    days = formatting.count(step.step.answer_days or ANSWER_DAYS, "day")
    put_off = (longer_days(step), LATER)
    longer, later = (formatting.week_day(standing.today + timedelta(days=n)) for n in put_off)
    first = (Offer("next", "what comes next", following.title),) if following else ()
    return (
        *first,
        Offer("again", "I wrote again", f"another {days}, from today"),
        Offer("refused", "they refused", "the step is done, with a note"),
        Offer("longer", "they need longer", f"ask me on {longer}"),
        Offer("later", f"ask me in {LATER} days", f"on {later}"),
    )


def puts_off(standing: Standing) -> str:
    """Say what being asked later puts off: all of the checklist, with its other letters."""
    letters = len(standing.answers_due)
    all_of_them = {1: "", 2: ", both letters"}.get(letters, f", all {letters} letters")
    return f"Asking later puts off the whole checklist{all_of_them}."


def refusal(standing: Standing, step: StepStanding, words: str = "") -> str:
    """Return the step's note with the refusal, and what they said, as a line of its own."""
    said = f"They refused ({formatting.day(standing.today)})."
    return "\n".join(filter(None, (step.note, f"{said} {words}".rstrip())))
