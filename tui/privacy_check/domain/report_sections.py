"""The report's parts in the order in which they are read, for each of its forms."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from typing import Literal

from msgspec import Struct

from privacy_check.domain import formatting, wording
from privacy_check.domain.standing import State
from privacy_check.domain.status_report import Did, Done, Entry, StatusReport

Tone = Literal["alarm", "warning", "right", "dim"]
Cell = Callable[[Entry], str]
"""What a column says of an entry."""


class Section(Struct, frozen=True):
    """Checklists in one state: what it is called, and what is said of each in columns."""

    name: str
    word: str
    """What follows their number, as Home says it: `need you`."""
    sign: str
    tone: Tone
    columns: tuple[str, ...]
    rows: tuple[tuple[Entry, tuple[str, ...]], ...]


def _day(when: date | None) -> str:
    return formatting.day(when) if when else "–"


_SAYS: tuple[str, Cell] = ("why", lambda e: e.says)
_SO_FAR: tuple[str, Cell] = ("so far", lambda e: e.says)
_CHECKED: tuple[str, Cell] = ("last checked", lambda e: _day(e.last_checked))
_NEXT: tuple[str, Cell] = ("next", lambda e: _day(e.next))
_ASKED: tuple[str, Cell] = ("asked", lambda e: _day(e.asked))
_ANSWER: tuple[str, Cell] = ("answer due", lambda e: _day(e.answer_due))
_SINCE: tuple[str, Cell] = ("right since", lambda e: _day(e.right_since))

_SECTIONS: tuple[tuple[State, bool, Tone, tuple[tuple[str, Cell], ...]], ...] = (
    ("needs-you", False, "alarm", (_SAYS, _CHECKED)),
    ("in-progress", False, "warning", (_SO_FAR, _CHECKED, _NEXT)),
    ("waiting", False, "warning", (_ASKED, _ANSWER, _CHECKED)),
    ("right", False, "right", (_SINCE, _CHECKED, _NEXT)),
    ("snoozed", False, "dim", (_CHECKED, _NEXT)),
    ("right", True, "dim", (_CHECKED, _NEXT)),
    ("retired", False, "dim", (("gone", lambda e: e.says), _CHECKED)),
)
"""State, whether it is of those that were all skipped, its tone, its columns."""
LEFT, LEFT_SIGN = "Left as it is", "–"

DID_SIGNS: dict[Did, tuple[str, Tone]] = {
    "walked": ("✓", "right"),
    "still-right": ("✓", "right"),
    "changed-back": ("×", "alarm"),
    "asked": ("…", "warning"),
    "answered": ("✓", "right"),
}


def sections(report: StatusReport) -> Iterator[Section]:
    """Yield the states that have a checklist; those that were all skipped apart from the right."""
    for state, is_left, tone, columns in _SECTIONS:
        found = [e for e in report.checklists if e.state == state]
        if state == "right":
            found = [e for e in found if e.nothing_changed == is_left]
            found.sort(key=lambda e: (e.next or date.max, e.service, e.title))
        if not found:
            continue
        cells = [tuple(cell(e) for _, cell in columns) for e in found]
        yield Section(
            name=LEFT if is_left else wording.STATE_NAMES[state],
            word=LEFT.lower() if is_left else wording.state_word(state, len(found)),
            sign=LEFT_SIGN if is_left else wording.SIGNS[state],
            tone=tone,
            columns=tuple(name for name, _ in columns),
            rows=tuple(zip(found, cells, strict=True)),
        )


def coming(report: StatusReport) -> list[tuple[date, list[Entry]]]:
    """Return the days to come, each with the checklists that need the person from then on."""
    dated = [(e.next, e) for e in report.checklists if e.next and e.state != "retired"]
    dated.sort(key=lambda pair: (pair[0], pair[1].service, pair[1].title))
    return [(day, [e for _, e in pairs]) for day, pairs in groupby(dated, lambda p: p[0])]


def done_by_day(report: StatusReport) -> list[tuple[date, list[Done]]]:
    """Return what was done, by day, the newest first."""
    return [(day, list(done)) for day, done in groupby(report.done, lambda d: d.date)]


def year(report: StatusReport) -> str:
    """Sum up the last twelve months in a sentence."""
    right, back = (
        sum(m.right for m in report.months),
        sum(m.changed_back for m in report.months),
    )
    if not right + back:
        return "Nothing was checked in the last twelve months."
    found = f"{formatting.count(right + back, 'check')} in the last twelve months"
    return f"{found}; {back} found that it had changed back (×)." if back else f"{found}."


def counts(report: StatusReport) -> list[tuple[str, int, Tone]]:
    """Return what so many of each state are or do, as Home says it: `need you`, 2."""
    return [(s.word, len(s.rows), s.tone) for s in sections(report)]


def month_name(month: str) -> str:
    """Return a month's short name: `Nov`."""
    return formatting.month(int(month[5:]))
