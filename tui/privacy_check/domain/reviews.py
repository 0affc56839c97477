"""What was reviewed and when: the ended reviews of a checklist, and a year at a glance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Literal

from privacy_check.domain.journal import MARKS, Event, History

Outcome = Literal["walked", "still-right", "changed-back"]
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Review:
    """One ended review."""

    number: int
    day: date
    outcome: Outcome
    marks: Mapping[str, int]
    """How often each mark was given in it, the last one of each step."""


def reviews(history: History, zone: tzinfo) -> list[Review]:
    """Return the ended reviews, the newest first."""
    return [
        Review(number, end.day(zone), _outcome(end), _marks(history, number))
        for number, end in reversed(list(history.ends.items()))
    ]


def _outcome(end: Event) -> Outcome:
    if end.did == "changed-back":
        return "changed-back"
    return "still-right" if end.did == "still-right" else "walked"


def _marks(history: History, number: int) -> dict[str, int]:
    given: list[str] = [
        event.did for (review, _), event in history.marks.items() if review == number
    ]
    return {mark: given.count(mark) for mark in MARKS if given.count(mark)}


def last_months(today: date) -> list[tuple[int, int]]:
    """Return the last twelve months as (year, month), the present one last."""
    count = today.year * 12 + today.month - 1
    return [(n // 12, n % 12 + 1) for n in range(count - MONTHS + 1, count + 1)]


def coming_months(today: date) -> list[tuple[int, int]]:
    """Return the next twelve months as (year, month), the present one first."""
    count = today.year * 12 + today.month - 1
    return [(n // 12, n % 12 + 1) for n in range(count, count + MONTHS)]


def by_month(done: Iterable[Review], months: Iterable[tuple[int, int]]) -> list[Outcome | None]:
    """Return each month's outcome, *changed back* before any other; None where nothing ended."""
    found: dict[tuple[int, int], Outcome] = {}
    for review in done:
        month = review.day.year, review.day.month
        if found.get(month) != "changed-back":
            found[month] = review.outcome
    return [found.get(month) for month in months]
