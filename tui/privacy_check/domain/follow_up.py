"""What may have become of an answer that has not come, and what the person is offered then."""

from datetime import timedelta
from typing import Literal

from msgspec import Struct

from privacy_check.domain import wording
from privacy_check.domain.standing import ANSWER_DAYS, Standing, StepStanding

FollowUp = Literal["again", "refused", "longer", "later"]

LONGER, LATER = 60, 14
"""Days: the law's usual extension, and what a person who just waits is offered."""


class Offer(Struct, frozen=True):
    """One thing that may have happened, and what saying so does."""

    value: FollowUp
    name: str
    does: str


def offers(standing: Standing, step: StepStanding) -> tuple[Offer, ...]:
    """Return what is offered where the answer to a step has not come."""
    days = wording.count(step.step.answer_days or ANSWER_DAYS, "day")
    longer, later = (wording.week_day(standing.today + timedelta(days=n)) for n in (LONGER, LATER))
    return (
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
    said = f"They refused ({wording.day(standing.today)})."
    return "\n".join(filter(None, (step.note, f"{said} {words}".rstrip())))
