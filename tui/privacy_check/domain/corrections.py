"""What was corrected in checklists that a person has begun, which they are told of once.

A checklist's `changes` are known from when it was begun. A later one came with an update of the
program, or of a shared folder; its date says nothing of that, as it is the vendor's.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from msgspec import Struct

from privacy_check.domain import formatting
from privacy_check.domain.checklist import Change, Checklist
from privacy_check.domain.journal import Event, effective_events
from privacy_check.domain.person import Person

Scope: TypeAlias = tuple[date, frozenset[str]]
"""What tells the changes of one checklist apart: the day, and the steps that it names.

The note is no part of it: better words for an old change are no news.
"""


class Correction(Struct, frozen=True):
    """A checklist with the changes in it that the person was not told of."""

    checklist: Checklist
    changes: tuple[Change, ...]


def scopes(checklist: Checklist) -> list[str]:
    """Return the changes of a checklist as text: `2026-11-20 turn-off`."""
    return [" ".join((c.date.isoformat(), *c.steps)) for c in checklist.changes]


def untold(
    checklist: Checklist, known: Iterable[str], events: Iterable[Event], person: Person
) -> tuple[Change, ...]:
    """Return the changes that concern a person, and that they neither know nor were told of.

    `known` are those that the checklist had, as `scopes` gave them.
    """
    if not checklist.changes or set(scopes(checklist)) <= set(known):
        return ()
    before = {_parsed(text, checklist) for text in known}
    told = {
        _scope(event.change, event.steps, checklist)
        for event in effective_events(events)
        if event.did == "told" and event.change
    }
    return tuple(
        change
        for change in checklist.changes
        if _scope(change.date, change.steps, checklist) not in before | told
        and person.is_concerned_by(change)
    )


def _parsed(text: str, checklist: Checklist) -> Scope:
    day, *steps = text.split() or [""]
    try:
        when = date.fromisoformat(day)
    except ValueError:
        when = date.min
    return _scope(when, steps, checklist)


def _scope(when: date, steps: Iterable[str], checklist: Checklist) -> Scope:
    """Name the steps by their ids of today, as a step may have got another since."""
    known = ((name, checklist.step(name)) for name in steps)
    return when, frozenset(step.id if step else name for name, step in known)


def headline(corrections: Sequence[Correction]) -> str:
    """Say by name what was corrected: `2 of your checklists were corrected: Acme, Slack`."""
    names = dict.fromkeys(c.checklist.service for c in corrections)
    were = "was" if len(corrections) == 1 else "were"
    return f"{len(corrections)} of your checklists {were} corrected: {', '.join(names)}"


def news(correction: Correction) -> list[str]:
    """Say what changed in one checklist, the newest first: `20 Nov 2026  The switch moved.`."""
    newest = sorted(correction.changes, key=lambda change: change.date, reverse=True)
    return [f"{formatting.day(change.date)}  {change.note}" for change in newest]
