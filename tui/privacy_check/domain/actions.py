"""What an action writes: (standing, what the person did) → always one event, or none.

A `Stamp` is handed in, so that the rules know no clock and no chance.
"""

from datetime import date
from typing import Literal

from privacy_check.domain.journal import Event, Mark, Stamp, mark_of
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Standing, StepStanding


def mark_event(
    standing: Standing, name: str, mark: Mark, stamp: Stamp, note: Clean | None = None
) -> Event | None:
    """Mark a step, or take its mark back (`todo`); None where there is nothing to take back.

    A note that comes with the mark (they refused, and why) goes with it when it is undone.
    """
    step = standing.step(name).step
    if mark == "todo":
        review = _taken_back_in(standing, name)
        return Event(*stamp, Clean("todo"), review=review, step=step.id) if review else None
    review = _review_of_a_mark(standing)
    ends = review not in standing.history.ends and all(
        s.step.id == name or mark_of(standing.history.marks.get((review, s.step.id))) != "todo"
        for s in standing.counting
    )
    return Event(*stamp, Clean(mark), review=review, step=step.id, finished=ends, note=note)


def confirm_event(standing: Standing, stamp: Stamp, *, still_right: bool) -> Event | None:
    """Answer the checklist's question; None for *it changed back* before any review ended."""
    review = standing.open_review or standing.history.highest + 1
    if still_right:
        settled = tuple(
            s.step.id
            for s in standing.counting
            if mark_of(standing.history.latest_marks.get(s.step.id)) == "todo"
        )
        return Event(*stamp, Clean("still-right"), review=review, steps=settled)
    if standing.checked is None:
        return None
    return Event(*stamp, Clean("changed-back"), review=review)


def start_over_event(standing: Standing, stamp: Stamp) -> Event:
    """Start a new review, before it is due or in the middle of one."""
    return Event(*stamp, Clean("started"), review=standing.history.highest + 1)


def note_event(stamp: Stamp, note: Clean, step: Clean | None) -> Event:
    """Keep a note of a step, or of the whole; an empty one takes it away."""
    return Event(*stamp, Clean("noted"), note=note, step=step)


def looks_different_event(stamp: Stamp, note: Clean, step: Clean) -> Event:
    """Keep what the person found where a step was not as described; changes no state."""
    return Event(*stamp, Clean("looks-different"), note=note, step=step)


def snooze_event(stamp: Stamp, until: date) -> Event:
    """Leave the person alone until a day."""
    return Event(*stamp, Clean("snoozed"), until=until)


def interval_event(stamp: Stamp, days: int) -> Event:
    """Ask again after so many days from now on; 0 is the checklist's own interval."""
    return Event(*stamp, Clean("interval"), days=days)


def undo_event(stamp: Stamp, event: Event) -> Event:
    """Take an event back, as if it had never happened."""
    return Event(*stamp, Clean("undone"), of=event.id)


Verb = Literal["done", "sent", "answered", "go on", "end review"]


def offered(step: StepStanding, standing: Standing) -> Mark | None:
    """Return the mark that `space` gives here; None where the step is marked and it goes on.

    Where one asks and is answered later, asking is `waiting` first, and from the next day on
    the answer is `done`, in whatever review it was asked.
    """
    if step.awaited and step.awaited.asked < standing.today:
        return "done"
    if awaits_closing_mark(standing) and step.mark != "todo":
        return step.mark
    if not step.open:
        return None
    return "done" if step.step.answer_days is None else "waiting"


def offered_verb(step: StepStanding, standing: Standing) -> Verb:
    """Say in a word what giving that mark means here, or that there is none to give."""
    mark = offered(step, standing)
    if mark == "done" and step.awaited:
        return "answered"
    if awaits_closing_mark(standing):
        return "end review"
    if mark is None:
        return "go on"
    return "sent" if mark == "waiting" else "done"


def ends_walk(event: Event, standing: Standing, *, was_needed: bool) -> bool:
    """Tell whether a mark was the last one that the checklist needed.

    `standing` is how it stands after the mark; `was_needed` says that it needed the person before.
    """
    if event.finished:
        return not standing.answers_due
    return was_needed and standing.state in ("right", "waiting")


def first_step(standing: Standing) -> StepStanding:
    """Find the step at which a walk goes on: what must be done, else what is awaited.

    Where one more mark ends the review, that is the mark of a step that awaits nothing.
    """
    steps = standing.steps
    if needed := next((s for s in steps if s.needed), None):
        return needed
    awaits = not awaits_closing_mark(standing)
    return next((s for s in steps if s.applies and bool(s.awaited) == awaits), steps[0])


def next_step(standing: Standing, after: str) -> StepStanding | None:
    """Find where a walk goes from a step: on to what is open, then back to what was left.

    An answer that is due, wherever it stands, comes before an optional step.
    """
    at = next(n for n, s in enumerate(standing.steps) if s.step.id == after)
    later, earlier = standing.steps[at + 1 :], standing.steps[: at + 1]
    following = [s for s in later if s.applies and s.open] + [s for s in earlier if s.needed]
    if not following or following[0].needed:
        return next(iter(following), None)
    return next((s for s in following if s.answer_due), following[0])


def awaits_closing_mark(standing: Standing) -> bool:
    """Tell whether every step is marked and the review is open all the same.

    Two machines did half of it each, or the step that was left went away: one more mark ends it.
    """
    return standing.open_review is not None and all(
        mark_of(standing.history.marks.get((standing.open_review, s.step.id))) != "todo"
        for s in standing.counting
    )


def _review_of_a_mark(standing: Standing) -> int:
    if standing.open_review is not None:
        return standing.open_review
    if standing.reopens or standing.history.last_end is None:
        return standing.history.highest + 1
    return standing.history.last_end.review or 1


def _taken_back_in(standing: Standing, name: str) -> int | None:
    """Return the review in which there is a mark to take back, if there is one."""
    end = standing.history.last_end
    if standing.open_review is not None:
        in_open = standing.history.marks.get((standing.open_review, name))
        return standing.open_review if mark_of(in_open) != "todo" else None
    if end is None or mark_of(standing.history.latest_marks.get(name)) == "todo":
        return None
    return end.review
