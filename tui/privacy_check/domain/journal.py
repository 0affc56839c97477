"""Events, and the fold of a set of them into what each review of a checklist says.

A journal is a set: merging is union, and what stands does not depend on the order of arrival.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from itertools import groupby
from math import isfinite
from typing import Any, Literal, NamedTuple, TypeAlias

import tomli_w

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.sanitize import Clean, clean, clean_name

Mark = Literal["done", "skipped", "not-applicable", "waiting", "todo"]
MARKS: tuple[Mark, ...] = ("done", "skipped", "not-applicable", "waiting", "todo")
MAX_NOTE = 4000

_NEEDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(MARKS, ("review", "step")),
    "still-right": ("review", "steps"),
    "changed-back": ("review",),
    "started": ("review",),
    "noted": ("note",),
    "snoozed": ("until",),
    "interval": ("days",),
    "looks-different": ("step", "note"),
    "undone": ("of",),
}
_BOUNDS = {"review": (1, 1_000_000), "days": (0, 3650), "n": (0, 2**53)}
_YEARS = range(2000, 2200)
_FIRST = datetime(_YEARS[0], 1, 1, tzinfo=UTC)
_LAST = datetime(_YEARS[-1], 12, 31, tzinfo=UTC)


class Stamp(NamedTuple):
    """What makes an event this one: its id, its moment, and its place if the moment won't do."""

    id: Clean
    at: datetime
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that the person did; `did` says which of the other values it has."""

    id: Clean
    at: datetime
    """Aware, in UTC."""
    n: int | None
    did: Clean
    review: int | None = None
    step: Clean | None = None
    finished: bool = False
    """On the mark that leaves no step of its review open."""
    steps: tuple[Clean, ...] = ()
    note: Clean | None = None
    until: date | None = None
    days: int | None = None
    of: Clean | None = None
    other: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Whatever else the line says: a newer version's words, or a value of a wrong type."""

    @property
    def place(self) -> int:
        """Where it stands in the order, in seconds since 1970."""
        return int(self.at.timestamp()) if self.n is None else self.n

    @property
    def known(self) -> bool:
        """Whether this version knows what was done."""
        return self.did in _NEEDS

    def day(self, zone: tzinfo) -> date:
        """Return the person's local day on which it was done."""
        return self.at.astimezone(zone).date()

    def table(self) -> dict[str, Any]:
        """Return what its line says, without its id."""
        said: dict[str, Any] = {"at": self.at, "did": self.did}
        for name in ("review", "step", "steps", "note", "until", "days", "of", "n"):
            value = getattr(self, name)
            if value is not None and (value != () or name in _NEEDS.get(self.did, ())):
                said[name] = value
        return said | ({"finished": True} if self.finished else {}) | dict(self.other)


Journal: TypeAlias = Mapping[str, frozenset[Event]]
"""A checklist's id → the events of it."""


def parse_event(name: str, table: Mapping[str, Any]) -> Event | None:
    """Read one event; None for a table with a key missing, of a wrong type, or out of bounds."""
    said: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for key, value in table.items():
        good = _READ[key](value) if key in _READ else None
        if good is not None:
            said[key] = good
        elif _is_writable(value):
            other[key] = value
    for key in ("at", "did", *_NEEDS.get(said.get("did", ""), ())):
        if key not in said:
            return None
    if not all(low <= said.get(key, low) <= high for key, (low, high) in _BOUNDS.items()):
        return None
    if any(said[key].year not in _YEARS for key in ("at", "until") if key in said):
        return None
    return Event(clean_name(name), said.pop("at"), said.pop("n", None), **said, other=other)


def _is_writable(value: object, depth: int = 6) -> bool:
    """Tell whether a value that nobody knows is equal to itself, and can be written again."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return depth > 0 and all(_is_writable(v, depth - 1) for v in inner)
    if isinstance(value, float):
        return isfinite(value)
    return type(value) is not int or abs(value) < 2**63


def _text(value: object) -> Clean | None:
    return clean_name(value) if isinstance(value, str) else None


def _whole(value: object) -> int | None:
    return value if type(value) is int else None


def _names(value: object) -> tuple[Clean, ...] | None:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        return None
    return tuple(map(clean_name, value))


def _moment(value: object) -> datetime | None:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return None
    try:
        return value.astimezone(UTC)
    except OverflowError:
        return None


_READ: dict[str, Callable[[Any], Any]] = {
    "at": _moment,
    "did": _text,
    "review": _whole,
    "step": _text,
    "finished": lambda value: True if value is True else None,
    "steps": _names,
    "note": lambda v: clean(v, MAX_NOTE, lines=True) if isinstance(v, str) else None,
    "until": lambda value: value if type(value) is date else None,
    "days": _whole,
    "of": _text,
    "n": _whole,
}


def sorted_events(events: Iterable[Event]) -> list[Event]:
    """Sort events by place, moment, id, and then by whatever else they say, as TOML."""

    def key(event: Event) -> tuple[int, datetime, str]:
        return event.place, event.at, event.id

    ordered: list[Event] = []
    for _, tied in groupby(sorted(events, key=key), key):
        group = list(tied)
        ordered += sorted(group, key=_as_toml) if len(group) > 1 else group
    return ordered


def _as_toml(event: Event) -> str:
    return tomli_w.dumps(dict(sorted(event.table().items())))


def stamp(name: str, now: datetime, known: Iterable[Event]) -> Stamp:
    """Place a new event after all that are known of its checklist, whatever the clock says.

    Out of bounds it would be saved and be no event: a dead clock's 1970 is written as 2000.
    """
    at = min(max(now.astimezone(UTC).replace(microsecond=0), _FIRST), _LAST)
    last = max((event.place for event in known), default=-1)
    n = min(last + 1, _BOUNDS["n"][1]) if last >= int(at.timestamp()) else None
    return Stamp(Clean(name), at, n)


def merge(*journals: Journal) -> dict[str, frozenset[Event]]:
    """Put journals together: every event of each, once."""
    both: dict[str, frozenset[Event]] = {}
    for journal in journals:
        for name, events in journal.items():
            both[name] = both.get(name, frozenset()) | events
    return both


def effective_events(events: Iterable[Event]) -> list[Event]:
    """Return, in order, the events that this version knows and that no `undone` takes back."""
    known = [e for e in sorted_events(events) if e.known]
    undone = {e.of for e in known if e.did == "undone"}
    return [e for e in known if e.did != "undone" and e.id not in undone]


@dataclass(frozen=True, slots=True)
class History:
    """What the events of one checklist say, by its steps of today."""

    events: list[Event]
    """All that happened, in order."""
    marks: Mapping[tuple[int, str], Event]
    """(review, step) → the step's last mark event in that review, a `todo` among them."""
    latest_marks: Mapping[str, Event]
    """Step → the last of its mark events, in whatever review."""
    ends: Mapping[int, Event]
    """Review → the event that ended it, the last one if there are more."""
    last_end: Event | None
    opened: Mapping[int, Event]
    """Review → the last event that shows it open: a mark, or `started`."""
    started: frozenset[int]
    highest: int
    """The highest review number in any event, 0 when there is none."""
    last: Mapping[str, Event]
    """`did` → the last event of that kind."""
    confirm: Event | None
    """The last answer to the checklist's question, either one."""
    notes: Mapping[str | None, Event]
    """Step, or None for the whole → its last note, which may be empty."""
    looks_different: Mapping[str, Event]
    """Step → what the person last found there."""

    def came_after(self, event: Event, other: Event) -> bool:
        """Tell whether one of these events stands later in the order than another."""
        return self.events.index(event) > self.events.index(other)


def fold(checklist: Checklist, events: Iterable[Event]) -> History:
    """Fold a checklist's events; those of a step that it no longer has mark nothing."""
    names: dict[str, Clean] = {}
    for known in checklist.steps:
        names |= dict.fromkeys((*known.was, known.id), known.id)
    marks: dict[tuple[int, str], Event] = {}
    latest_marks: dict[str, Event] = {}
    ends: dict[int, Event] = {}
    opened: dict[int, Event] = {}
    notes: dict[str | None, Event] = {}
    looks: dict[str, Event] = {}
    last: dict[str, Event] = {}
    started: set[int] = set()
    history = effective_events(events)
    for event in history:
        last[event.did] = event
        review, step = event.review or 0, names.get(event.step or "")
        for marked in _marked(event, names):
            marks[review, marked] = latest_marks[marked] = opened[review] = event
        if event.did == "started":
            started.add(review)
            opened[review] = event
        if event.did in ("still-right", "changed-back") or (event.finished and event.did in MARKS):
            ends.pop(review, None)  # so that the last to end comes last
            ends[review] = event
        noted = event.did == "noted" or (event.note and event.did in MARKS)
        if noted and (step or event.step is None):
            notes[step] = event
        if event.did == "looks-different" and step:
            looks[step] = event
    return History(
        events=history,
        marks=marks,
        latest_marks=latest_marks,
        ends=ends,
        last_end=next(reversed(ends.values()), None),
        opened=opened,
        started=frozenset(started),
        highest=max((e.review or 0 for e in history), default=0),
        last=last,
        notes=notes,
        looks_different=looks,
        confirm=next(
            (e for e in reversed(history) if e.did in ("still-right", "changed-back")), None
        ),
    )


def _marked(event: Event, names: Mapping[str, str]) -> list[str]:
    """Return the steps that an event marks, by their ids of today."""
    if event.did in MARKS:
        named: tuple[str, ...] = (event.step or "",)
    else:
        named = event.steps if event.did == "still-right" else ()
    return [names[name] for name in named if name in names]


def mark_of(event: Event | None) -> Mark:
    """Return the mark that a mark event gives: a `still-right` marks `done`; none is `todo`."""
    if event is None:
        return "todo"
    return next((mark for mark in MARKS if mark == event.did), "done")
