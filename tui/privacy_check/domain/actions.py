"""What an action writes: (standing, what the person did) → one event, or none.

The `Stamp` is an argument, which keeps the clock and randomness out of here.
"""

from datetime import date
from typing import Literal

from privacy_check.domain.checklist import Change
from privacy_check.domain.journal import Event, Mark, Stamp
from privacy_check.domain.probing import Answer
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Standing, StepStanding


def mark_event(
    standing: Standing, name: str, mark: Mark, stamp: Stamp, note: Clean | None = None
) -> Event | None:
    """Mark a step, or remove its mark (`todo`); None if there is no mark to remove.

    A note given with the mark (they refused, and why) is undone together with it.
    """
    step = standing.step(name).step
    if mark == "todo":
        review = _review_of_removed_mark(standing, name)
        return Event(*stamp, Clean("todo"), review=review, step=step.id) if review else None
    review = _review_of_new_mark(standing)
    ends = review not in standing.history.ends and all(
        s.step.id == name or standing.history.mark_in(review, s.step.id) != "todo"
        for s in standing.counting
    )
    return Event(*stamp, Clean(mark), review=review, step=step.id, finished=ends, note=note)


def confirm_event(standing: Standing, stamp: Stamp, *, still_right: bool) -> Event | None:
    """Answer the checklist's question; None for *it changed back* if no review has ended yet."""
    review = standing.open_review or standing.history.highest + 1
    if still_right:
        confirmed = tuple(
            s.step.id
            for s in standing.counting
            if standing.history.latest_mark(s.step.id) == "todo"
        )
        return Event(*stamp, Clean("still-right"), review=review, steps=confirmed)
    if standing.checked is None:
        return None
    return Event(*stamp, Clean("changed-back"), review=review)


def start_over_event(standing: Standing, stamp: Stamp) -> Event:
    """Start a new review, even before one is due or while one is open."""
    return Event(*stamp, Clean("started"), review=standing.history.highest + 1)


def note_event(stamp: Stamp, note: Clean, step: Clean | None) -> Event:
    """Set the note of a step, or of the whole checklist; an empty one removes it."""
    return Event(*stamp, Clean("noted"), note=note, step=step)


def looks_different_event(stamp: Stamp, note: Clean, step: Clean) -> Event:
    """Record what the person found where a step was not as described; the state stays the same."""
    return Event(*stamp, Clean("looks-different"), note=note, step=step)


def snooze_event(stamp: Stamp, until: date) -> Event:
    """Snooze the checklist until a day."""
    return Event(*stamp, Clean("snoozed"), until=until)


def interval_event(stamp: Stamp, days: int) -> Event:
    """Set the days between checks; 0 restores the checklist's own interval."""
    return Event(*stamp, Clean("interval"), days=days)


def look_event(
    standing: Standing, step: Clean, answer: Answer, machine: Clean, stamp: Stamp
) -> Event | None:
    """Record what a look at a machine answered; None if that is nothing new.

    Not new is what it answered the last time, and that it can't tell. A first *wrong* is no news
    either: nothing has changed.
    """
    last = standing.history.looks.get((machine, step))
    was = last.answer if last else None
    if answer in ("unknown", was) or (answer == "wrong" and was is None):
        return None
    return Event(*stamp, Clean("seen"), step=step, was=was, answer=Clean(answer), machine=machine)


def told_event(stamp: Stamp, change: Change) -> Event:
    """Record that the person was told of a change; where the checklist stands stays the same."""
    return Event(*stamp, Clean("told"), steps=change.steps, change=change.date, note=change.note)


def undo_event(stamp: Stamp, event: Event) -> Event:
    """Undo an event, as if it had never happened."""
    return Event(*stamp, Clean("undone"), of=event.id)


Verb = Literal["done", "sent", "answered", "go on", "end review"]


def offered(step: StepStanding, standing: Standing) -> Mark | None:
    """Return the mark that `space` gives a step; None if it is marked and `space` moves on.

    A step that asks somebody is `waiting` first and, from the next day on, `done`, whichever
    review it was asked in.
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
    """Return the step at which a walk resumes: the first that is needed, else one that waits.

    If one more mark ends the review, it is the first that waits for nothing.
    """
    steps = standing.steps
    if needed := next((s for s in steps if s.needed), None):
        return needed
    waiting = not awaits_closing_mark(standing)
    return next((s for s in steps if s.applies and bool(s.awaited) == waiting), steps[0])


def next_step(standing: Standing, after: str) -> StepStanding | None:
    """Return where a walk goes after a step: to later open steps, then back to needed ones.

    A step whose answer is due comes before an optional step, wherever it is.
    """
    at = next(n for n, s in enumerate(standing.steps) if s.step.id == after)
    later, earlier = standing.steps[at + 1 :], standing.steps[: at + 1]
    following = [s for s in later if s.open and not s.is_folded] + [s for s in earlier if s.needed]
    if not following or following[0].needed:
        return next(iter(following), None)
    return next((s for s in following if s.answer_due), following[0])


def awaits_closing_mark(standing: Standing) -> bool:
    """Tell whether the open review has all its marks and only lacks one that ends it.

    So it is when two machines did half of it each, or the last open step is gone.
    """
    review = standing.open_review
    return review is not None and all(
        standing.history.mark_in(review, s.step.id) != "todo" for s in standing.counting
    )


def _review_of_new_mark(standing: Standing) -> int:
    if standing.open_review is not None:
        return standing.open_review
    if standing.reopens or standing.history.last_end is None:
        return standing.history.highest + 1
    return standing.history.last_end.review or 1


def _review_of_removed_mark(standing: Standing, name: str) -> int | None:
    """Return the review in which a mark can be removed, if there is one."""
    history, review = standing.history, standing.open_review
    if review is not None:
        return review if history.mark_in(review, name) != "todo" else None
    if history.last_end is None or history.latest_mark(name) == "todo":
        return None
    return history.last_end.review
