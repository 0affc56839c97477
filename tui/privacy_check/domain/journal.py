"""Events, and the fold that turns a checklist's events into its history.

A journal is a set of events: merging two is their union, and the order of arrival never matters.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, tzinfo
from itertools import groupby
from math import isfinite
from typing import Any, Literal, NamedTuple, TypeAlias

import tomli_w
from msgspec import Struct

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.sanitize import Clean, clean, clean_name

Mark = Literal["done", "skipped", "not-applicable", "waiting", "todo"]
MARKS: tuple[Mark, ...] = ("done", "skipped", "not-applicable", "waiting", "todo")
MAX_NOTE = 4000

_REQUIRED_FIELDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(MARKS, ("review", "step")),
    "still-right": ("review", "steps"),
    "changed-back": ("review",),
    "started": ("review",),
    "noted": ("note",),
    "snoozed": ("until",),
    "interval": ("days",),
    "looks-different": ("step", "note"),
    "seen": ("step", "is", "machine"),
    "told": ("change",),
    "undone": ("of",),
}
NO_ACTIONS = frozenset({"seen", "told"})
"""What the program records: a look at the machine, and a change that it told the person of."""
MAX_DAYS = 3650
"""The longest snooze and interval."""
_BOUNDS = {"review": (1, 1_000_000), "days": (0, MAX_DAYS), "n": (0, 2**53)}
_WRITTEN = (
    *("review", "step", "steps", "change", "note", "until", "days", "of"),
    *("was", "is", "machine", "n"),
)
"""The optional fields of a line, in the order in which they are written."""
_ATTRIBUTES = {"is": "answer"}
"""Fields whose name Python keeps for itself."""
_YEARS = range(2000, 2200)
_FIRST = datetime(_YEARS[0], 1, 1, tzinfo=UTC)
_LAST = datetime(_YEARS[-1], 12, 31, tzinfo=UTC)


class Stamp(NamedTuple):
    """An event's identity: its id, its time, and a sequence number where the time won't do."""

    id: Clean
    at: datetime
    n: int | None = None


class Event(Struct, frozen=True):
    """One thing that the person did; `did` is its type and decides which fields it needs."""

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
    change: date | None = None
    """The day of a change that the person was told of; `steps` are those that it names."""
    until: date | None = None
    days: int | None = None
    of: Clean | None = None
    was: Clean | None = None
    """On a look at the machine: what the look before it answered, if it differs."""
    answer: Clean | None = None
    """What it answered, `right` or `wrong`; called `is` in the file."""
    machine: Clean | None = None
    """The machine that was looked at, by the name in its journal file's name."""
    other: Mapping[str, Any] = {}
    """All other fields of its line: a newer version's, or a known one of the wrong type."""

    def __hash__(self) -> int:
        """Hash what tells events apart; `other` can hold values that have no hash."""
        return hash((self.id, self.at, self.did))

    @property
    def position(self) -> int:
        """Its position in the order of events: `n`, else its time in seconds since 1970."""
        return int(self.at.timestamp()) if self.n is None else self.n

    @property
    def known(self) -> bool:
        """Whether this version knows this type of event."""
        return self.did in _REQUIRED_FIELDS

    def day(self, zone: tzinfo) -> date:
        """Return the local date on which it was done."""
        return self.at.astimezone(zone).date()

    def table(self) -> dict[str, Any]:
        """Return the fields of its line, without its id."""
        fields: dict[str, Any] = {"at": self.at, "did": self.did}
        for name in _WRITTEN:
            value = getattr(self, _ATTRIBUTES.get(name, name))
            if value is not None and (value != () or name in _REQUIRED_FIELDS.get(self.did, ())):
                fields[name] = value
        return fields | ({"finished": True} if self.finished else {}) | dict(self.other)


Journal: TypeAlias = Mapping[str, frozenset[Event]]
"""Checklist id → its events."""


def parse_event(event_id: str, table: Mapping[str, Any]) -> Event | None:
    """Parse one event; None where a field is missing, of the wrong type or out of bounds."""
    fields: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for key, value in table.items():
        parsed = _PARSERS[key](value) if key in _PARSERS else None
        if parsed is not None:
            fields[key] = parsed
        elif _round_trips(value):
            other[key] = value
    for key in ("at", "did", *_REQUIRED_FIELDS.get(fields.get("did", ""), ())):
        if key not in fields:
            return None
    if not all(low <= fields.get(key, low) <= high for key, (low, high) in _BOUNDS.items()):
        return None
    if any(fields[key].year not in _YEARS for key in ("at", "until", "change") if key in fields):
        return None
    at, n = fields.pop("at"), fields.pop("n", None)
    named = {_ATTRIBUTES.get(key, key): value for key, value in fields.items()}
    return Event(clean_name(event_id), at, n, **named, other=other)


def _round_trips(value: object, depth: int = 6) -> bool:
    """Tell whether an unknown value equals itself and can be written back as TOML."""
    if isinstance(value, dict | list):
        items = value.values() if isinstance(value, dict) else value
        return depth > 0 and all(_round_trips(item, depth - 1) for item in items)
    if isinstance(value, float):
        return isfinite(value)
    return type(value) is not int or abs(value) < 2**63


def _text(value: object) -> Clean | None:
    return clean_name(value) if isinstance(value, str) else None


def _integer(value: object) -> int | None:
    return value if type(value) is int else None


def _text_list(value: object) -> tuple[Clean, ...] | None:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        return None
    return tuple(map(clean_name, value))


def _utc(value: object) -> datetime | None:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return None
    try:
        return value.astimezone(UTC)
    except OverflowError:
        return None


_PARSERS: dict[str, Callable[[Any], Any]] = {
    "at": _utc,
    "did": _text,
    "review": _integer,
    "step": _text,
    "finished": lambda value: True if value is True else None,
    "steps": _text_list,
    "note": lambda v: clean(v, MAX_NOTE, lines=True) if isinstance(v, str) else None,
    "change": lambda value: value if type(value) is date else None,
    "until": lambda value: value if type(value) is date else None,
    "days": _integer,
    "of": _text,
    "was": _text,
    "is": _text,
    "machine": _text,
    "n": _integer,
}


def sorted_events(events: Iterable[Event]) -> list[Event]:
    """Sort events by position, time and id, and events that share these by their TOML."""

    def key(event: Event) -> tuple[int, datetime, str]:
        return event.position, event.at, event.id

    result: list[Event] = []
    for _, group in groupby(sorted(events, key=key), key):
        tied = list(group)
        result += sorted(tied, key=_as_toml) if len(tied) > 1 else tied
    return result


def _as_toml(event: Event) -> str:
    return tomli_w.dumps(dict(sorted(event.table().items())))


def stamp(event_id: str, now: datetime, known: Iterable[Event]) -> Stamp:
    """Stamp a new event so that it sorts after all known ones, whatever the clock says.

    Its time is clamped to valid years (1970, from a dead clock battery, becomes 2000): an event
    out of bounds would be written and never read.
    """
    at = min(max(now.astimezone(UTC).replace(microsecond=0), _FIRST), _LAST)
    last = max((event.position for event in known), default=-1)
    n = min(last + 1, _BOUNDS["n"][1]) if last >= int(at.timestamp()) else None
    return Stamp(Clean(event_id), at, n)


def merge(*journals: Journal) -> dict[str, frozenset[Event]]:
    """Return the union of the journals."""
    merged: dict[str, frozenset[Event]] = {}
    for journal in journals:
        for checklist_id, events in journal.items():
            merged[checklist_id] = merged.get(checklist_id, frozenset()) | events
    return merged


def actions_of(events: Iterable[Event]) -> list[Event]:
    """Return, in order, what the person did and did not undo."""
    return [event for event in effective_events(events) if event.did not in NO_ACTIONS]


def effective_events(events: Iterable[Event]) -> list[Event]:
    """Return, in order, the known events that no `undone` event takes back."""
    known = [e for e in sorted_events(events) if e.known]
    undone = {e.of for e in known if e.did == "undone"}
    return [e for e in known if e.did != "undone" and e.id not in undone]


class History(Struct, frozen=True):
    """What the events of one checklist add up to, by its current step ids."""

    events: list[Event]
    """All effective events, in order."""
    marks: Mapping[tuple[int, str], Event]
    """(review, step) → the step's last mark event in that review, which may be a `todo`."""
    latest_marks: Mapping[str, Event]
    """Step → its last mark event in any review."""
    ends: Mapping[int, Event]
    """Review → the last event that ended it, in the order in which they ended."""
    last_end: Event | None
    opened: Mapping[int, Event]
    """Review → the last event in it that marks a step or starts it."""
    started: frozenset[int]
    """The reviews that a `started` event opened."""
    highest: int
    """The highest review number in any event; 0 if there is none."""
    last: Mapping[str, Event]
    """`did` → the last event of that type."""
    confirm: Event | None
    """The last answer to the checklist's question: `still-right` or `changed-back`."""
    notes: Mapping[str | None, Event]
    """Step, or None for the whole checklist → its last note, which may be empty."""
    looks_different: Mapping[str, Event]
    """Step → the last event that says what the person found there instead."""
    looks: Mapping[tuple[str, str], Event]
    """(machine, step) → the last look at that machine whose answer was written."""

    def mark_in(self, review: int, step: str) -> Mark:
        """Return a step's mark in one review; `todo` if it has none."""
        return mark_of(self.marks.get((review, step)))

    def latest_mark(self, step: str) -> Mark:
        """Return a step's last mark in any review; `todo` if it has none."""
        return mark_of(self.latest_marks.get(step))

    def came_after(self, event: Event, other: Event) -> bool:
        """Tell whether an event comes later in the order than another."""
        return self.events.index(event) > self.events.index(other)


_CONFIRMS = ("still-right", "changed-back")


def fold(checklist: Checklist, events: Iterable[Event]) -> History:
    """Fold a checklist's events into its history; marks of steps that are gone are ignored."""
    current_ids = _current_ids(checklist)
    effective = effective_events(events)
    marked = [(e, step) for e in effective for step in _marked_steps(e, current_ids)]
    openers = [e for e in effective if e.did == "started" or _marked_steps(e, current_ids)]
    ends = _ends(effective)
    on_steps = [(e, current_ids.get(e.step or "")) for e in effective]
    return History(
        events=effective,
        marks={(e.review or 0, step): e for e, step in marked},
        latest_marks={step: e for e, step in marked},
        ends=ends,
        last_end=next(reversed(ends.values()), None),
        opened={e.review or 0: e for e in openers},
        started=frozenset(e.review or 0 for e in effective if e.did == "started"),
        highest=max((e.review or 0 for e in effective), default=0),
        last={e.did: e for e in effective},
        confirm=next((e for e in reversed(effective) if e.did in _CONFIRMS), None),
        notes={step: e for e, step in on_steps if _sets_note(e) and (step or e.step is None)},
        looks_different={s: e for e, s in on_steps if s and e.did == "looks-different"},
        looks={(e.machine or "", s): e for e, s in on_steps if s and e.did == "seen"},
    )


def _current_ids(checklist: Checklist) -> dict[str, Clean]:
    """Map every id that a step has or once had to its current one."""
    ids: dict[str, Clean] = {}
    for step in checklist.steps:
        ids |= dict.fromkeys((*step.was, step.id), step.id)
    return ids


def _marked_steps(event: Event, current_ids: Mapping[str, str]) -> list[str]:
    """Return the current ids of the steps that an event marks."""
    if event.did in MARKS:
        named: tuple[str, ...] = (event.step or "",)
    else:
        named = event.steps if event.did == "still-right" else ()
    return [current_ids[name] for name in named if name in current_ids]


def _ends(events: Iterable[Event]) -> dict[int, Event]:
    """Map each ended review to the last event that ended it."""
    ends: dict[int, Event] = {}
    for event in events:
        if event.did in _CONFIRMS or (event.finished and event.did in MARKS):
            review = event.review or 0
            ends.pop(review, None)  # to keep them ordered by their last end
            ends[review] = event
    return ends


def _sets_note(event: Event) -> bool:
    return event.did == "noted" or (event.did in MARKS and bool(event.note))


def mark_of(event: Event | None) -> Mark:
    """Return the mark that an event gives a step: `still-right` gives `done`, None `todo`."""
    if event is None:
        return "todo"
    return next((mark for mark in MARKS if mark == event.did), "done")
