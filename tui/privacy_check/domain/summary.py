"""What is said at an end: of one checklist's review, and of a review of all that was due."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from msgspec import Struct

from privacy_check.domain import formatting, wording
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.selection import minutes_needed
from privacy_check.domain.standing import Standing

Outcome = Literal[
    "still-right", "answered", "again", "refused", "walked", "changed-back", "put-off"
]
HEADINGS: dict[Outcome, str] = {
    "still-right": "Still right",
    "answered": "The answer came",
    "again": "Wrote again",
    "refused": "Refused",
    "walked": "Walked",
    "changed-back": "Changed back",
    "put-off": "Put off",
}
"""What a card of a review came to, in the order in which it is told."""


Came = Literal["done", "waiting", "skipped"]
"""What a review came to: it put something right, an answer is awaited, or nothing was changed."""


class Summary(Struct, frozen=True):
    """The end of one checklist's review; a part that has nothing to say is empty."""

    came: Came
    done: str
    """What is right now, or what else became of it."""
    settled: str
    """How much of it was settled, and when it was looked at."""
    asked_again: str
    """When it is asked again, and why then."""
    left: str
    """The optional steps that are open."""
    after: Clean
    """What it does, and what it does not do."""


def of_checklist(standing: Standing) -> Summary:
    """Sum up a checklist whose review has just ended."""
    open_steps = [s.step.title for s in standing.steps if s.applies and s.step.optional and s.open]
    came = _came(standing)
    return Summary(
        came=came,
        done=f"{_LEADS[came]}: {standing.checklist.title}",
        settled=f"{_settled(standing, came)}, {_looked_at(standing)}.",
        asked_again=_asked_again(standing),
        left=f"Optional, still open: {', '.join(open_steps)}." if open_steps else "",
        after=standing.checklist.after if came != "skipped" else Clean(""),
    )


_LEADS: dict[Came, str] = {
    "done": "Done",
    "waiting": "Waiting",
    "skipped": "Skipped",
}


def _came(standing: Standing) -> Came:
    if wording.nothing_changed(standing):
        return "skipped"
    return "waiting" if any(s.applies and s.awaited for s in standing.steps) else "done"


def _settled(standing: Standing, came: Came) -> str:
    """Say how much of it was settled, and what became of the rest."""
    if came == "skipped":
        return f"Nothing was changed: {wording.progress(standing)}"
    if came == "done" and {s.mark for s in standing.counting} <= {"done", "todo"}:
        return f"{formatting.count(standing.marked, 'step')} settled"
    checklist = standing.checklist
    whose = wording.whose(checklist.service) if checklist.has_service else "an"
    waiting = f"waiting for {whose} answer"
    optional = sum(s.applies and s.awaited is not None and not s.counts for s in standing.steps)
    return wording.progress(standing, waiting, optional)


def _looked_at(standing: Standing) -> str:
    """Say when all of it was last looked at; an answer that came is no such look."""
    return "checked today" if standing.checked == standing.today else wording.last_checked(standing)


def _asked_again(standing: Standing) -> str:
    if standing.state == "needs-you":
        return f"It still needs you: {wording.headline(standing)}."
    if standing.next is None:
        return ""
    when = formatting.day(standing.next)
    far = formatting.until(standing.next, standing.today)
    return f"You will be asked again on {when}, {far}{_why_then(standing)}."


def _why_then(standing: Standing) -> str:
    """Say what makes it the next day: an answer, a change that is announced, the interval."""
    awaited = [s.awaited.due for s in standing.steps if s.applies and s.awaited]
    if standing.next in awaited:
        return f", when {'the' if len(awaited) == 1 else 'the first'} answer is due"
    if any(change.date == standing.next for change in standing.checklist.changes):
        return ", when something changes"
    days = timedelta(days=standing.interval)
    by_interval = standing.checked and standing.next == standing.checked + days
    why = f": every {formatting.count(standing.interval, 'day')}" if by_interval else ""
    return f"{why}, or sooner if something changes"


def proposal(following: Standing | None) -> str:
    """Say what comes next, why, and how long it takes; see `selection.what_next`."""
    if following is None:
        return "Nothing else needs you."
    name = wording.full_title(following.checklist)
    if following.state == "needs-you":
        minutes = formatting.count(minutes_needed(following), "minute")
        return f"Next, it needs you: {name} ({wording.headline(following)}; {minutes})."
    minutes = formatting.count(following.checklist.minutes, "minute")
    if following.state == "in-progress":
        return f"Next, already started: {name} ({wording.headline(following)}; {minutes})."
    return f"Next, if you like: {name} ({minutes})."


def of_review(
    outcomes: Iterable[tuple[Outcome, Standing]],
) -> list[tuple[str, tuple[str, ...]]]:
    """Return what the cards came to: a heading, and each checklist with where it stands now."""
    told = list(outcomes)
    lines = {
        outcome: tuple(dict.fromkeys(_line(s) for o, s in told if o == outcome))
        for outcome in HEADINGS
    }
    return [(HEADINGS[outcome], found) for outcome, found in lines.items() if found]


def _line(standing: Standing) -> str:
    name, stands = wording.full_title(standing.checklist), wording.headline(standing)
    return f"{name}: {stands}" if stands else name


def ahead(standings: Iterable[Standing]) -> str:
    """Say what needs the person still, else what is due next."""
    known = list(standings)
    needy = sum(s.state == "needs-you" for s in known)
    if needy:
        return f"{formatting.count(needy, 'checklist')} still need{'s' if needy == 1 else ''} you."
    dated = [(s.next, s.urgency, s) for s in known if s.next and s.state != "retired"]
    if not dated:
        return "Nothing needs you."
    when, _, first = min(dated, key=lambda d: d[:2])
    today = first.today
    name, day = wording.full_title(first.checklist), formatting.short_day(when, today)
    return f"Nothing needs you. Next: {name}, {formatting.until(when, today)} ({day})."
