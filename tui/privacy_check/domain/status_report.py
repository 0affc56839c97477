"""What the report tells: what is right and since when, what was done on which day, what is next.

It can be shown to others, so it holds no notes, and neither the profile's name nor what the person
wrote in checklists of their own, unless they are asked for.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, get_args

from msgspec import Struct

from privacy_check.domain import wording
from privacy_check.domain.checklist import Category
from privacy_check.domain.journal import MARKS, Event, mark_of
from privacy_check.domain.past_reviews import Review, last_months, outcome_name, reviews
from privacy_check.domain.person import Person
from privacy_check.domain.standing import Standing, State

Did = Literal["walked", "still-right", "changed-back", "asked", "answered"]


_LETTERS: dict[Did, str] = {"asked": "asked", "answered": "the answer came"}
_ORDER: tuple[Did, ...] = get_args(Did)


class Note(Struct, frozen=True):
    """What the person wrote, on a step or on the whole."""

    step: str | None
    note: str


class Entry(Struct, frozen=True):
    """Where one checklist stands."""

    id: str
    service: str
    title: str
    category: Category
    state: State
    says: str
    """Its state in words: `12 days overdue`, `asked 3 days ago`."""
    nothing_changed: bool
    """Whether all of it was skipped or is not theirs: looked at, and left as it is."""
    right_since: date | None
    """The day since which each look found it right; only of what is right."""
    last_checked: date | None
    checked_on: tuple[date, ...]
    """The days on which a review of it ended, the newest first."""
    asked: date | None
    """The day on which an answer was asked for that is still awaited, the earliest."""
    answer_due: date | None
    next: date | None
    """The next day on which it needs the person; None if that is now or never."""
    notes: tuple[Note, ...] = ()


class Done(Struct, frozen=True):
    """One thing that was done with a checklist on one day."""

    date: date
    checklist: str
    did: Did
    said: str
    """The same in words: `still right`; of what a search found, `not visible`."""


class Month(Struct, frozen=True):
    """How many reviews ended in a month, and in how many it had changed back."""

    month: str
    """`2026-11`."""
    right: int
    changed_back: int


class StatusReport(Struct, frozen=True):
    """All that the report tells."""

    schema: Literal[1]
    date: date
    profile: str | None
    months: tuple[Month, ...]
    """The last twelve, the current one last."""
    checklists: tuple[Entry, ...]
    """All that were begun, what needs the person first."""
    done: tuple[Done, ...]
    """The newest first."""

    @property
    def titles(self) -> dict[str, str]:
        """Checklist id → its service and title."""
        return {e.id: wording.service_and_title(e.service, e.title) for e in self.checklists}


def status_report(
    standings: Iterable[Standing],
    own: Collection[str],
    person: Person,
    today: date,
    *,
    profile: str | None = None,
    names: bool = False,
    notes: bool = False,
) -> StatusReport:
    """Tell where the checklists stand that were begun; `own` are those that the person wrote.

    With `names` it holds the profile's name and the titles of their own, with `notes` their notes.
    """
    entries, done, ended = list[Entry](), list[Done](), list[Review]()
    hidden = 0
    for standing in standings:
        if standing.state == "new":
            continue
        checklist = standing.checklist
        service: str = checklist.service if checklist.has_service else ""
        shown: tuple[str, str, str] = (checklist.id, service, checklist.title)
        is_hidden = checklist.id in own and not names
        if is_hidden:
            hidden += 1
            shown = (f"own-{hidden}", "", f"A checklist of my own ({hidden})")
        entries.append(_entry(standing, shown, person, notes=notes, is_hidden=is_hidden))
        done += _done(standing, shown[0])
        ended += reviews(standing.history, standing.zone)
    return StatusReport(
        schema=1,
        date=today,
        profile=profile if names else None,
        months=tuple(_month(month, ended) for month in last_months(today)),
        checklists=tuple(entries),
        done=tuple(sorted(done, key=lambda d: d.date, reverse=True)),
    )


def _entry(
    standing: Standing,
    shown: tuple[str, str, str],
    person: Person,
    *,
    notes: bool,
    is_hidden: bool,
) -> Entry:
    awaited = [s.awaited for s in standing.steps if s.applies and s.awaited]
    is_left = wording.nothing_changed(standing)
    is_right = standing.state == "right" and not is_left
    of_steps = [Note(None if is_hidden else s.step.title, s.note) for s in standing.steps]
    written = [Note(None, standing.note), *of_steps]
    name, service, title = shown
    return Entry(
        id=name,
        service=service,
        title=title,
        category=standing.checklist.category,
        state=standing.state,
        says=wording.headline(standing),
        nothing_changed=is_left,
        right_since=_right_since(standing, person) if is_right else None,
        last_checked=standing.checked,
        checked_on=tuple(review.day for review in reviews(standing.history, standing.zone)),
        asked=min((a.asked for a in awaited), default=None),
        answer_due=min((a.due for a in awaited), default=None),
        next=standing.next,
        notes=tuple(note for note in written if note.note) if notes else (),
    )


def _right_since(standing: Standing, person: Person) -> date | None:
    """Return the first day of the last unbroken row of looks that found it right.

    What breaks it: that it changed back or was all skipped, and news after a look, of the vendor
    or of this machine.
    """
    history, since = standing.history, None
    drifts = [e for e in history.events if (e.did, e.was, e.answer) == ("seen", "right", "wrong")]
    news = [c.date for c in standing.checklist.changes if person.is_concerned_by(c)]
    for review in reviews(history, standing.zone):
        end = history.ends[review.number]
        skipped = review.outcome == "walked" and set(review.marks) <= {"skipped", "not-applicable"}
        if review.outcome == "changed-back" or skipped:
            break
        if any(history.came_after(drift, end) for drift in drifts):
            break
        if any(review.day < day <= standing.today for day in news):
            break
        since = review.day
    marks = (e.day(standing.zone) for e in history.latest_marks.values() if mark_of(e) == "done")
    return since or max(marks, default=standing.checked)


def _done(standing: Standing, name: str) -> Iterator[Done]:
    """Yield what was done with a checklist: reviews that ended, and letters; each once a day."""
    confirm, zone = standing.checklist.confirm, standing.zone
    told: dict[tuple[date, str], Did] = {}
    for review in reversed(reviews(standing.history, zone)):
        told[review.day, outcome_name(review.outcome, confirm)] = review.outcome
    waits = set[str]()
    for event in standing.history.events:
        step = standing.checklist.step(event.step or "")
        if event.did in MARKS and step:
            if did := _letter(event, was_waiting=step.id in waits):
                told[event.day(zone), _LETTERS[did]] = did
            (waits.add if event.did == "waiting" else waits.discard)(step.id)
    for (day, said), did in sorted(told.items(), key=lambda t: (t[0][0], _ORDER.index(t[1]))):
        yield Done(day, name, did, said)


def _letter(event: Event, *, was_waiting: bool) -> Did | None:
    """Tell what a mark says of a letter: that it was sent, or that its answer came."""
    if event.did == "waiting":
        return "asked"
    return "answered" if event.did == "done" and was_waiting else None


def _month(month: tuple[int, int], ended: Sequence[Review]) -> Month:
    outcomes = [r.outcome for r in ended if (r.day.year, r.day.month) == month]
    back = outcomes.count("changed-back")
    return Month(f"{month[0]}-{month[1]:02}", len(outcomes) - back, back)
