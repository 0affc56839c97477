"""The reviews that ended, and their outcomes by month."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, tzinfo
from typing import Literal

from msgspec import Struct

from privacy_check.domain.checklist import Confirm
from privacy_check.domain.journal import MARKS, Event, History

ReviewOutcome = Literal["walked", "still-right", "changed-back"]
MONTHS = 12


class Review(Struct, frozen=True):
    """A review that ended."""

    number: int
    day: date
    outcome: ReviewOutcome
    marks: Mapping[str, int]
    """Mark → on how many steps, by each step's last mark in this review."""


def reviews(history: History, zone: tzinfo) -> list[Review]:
    """Return the reviews that ended, the newest first."""
    return [
        Review(number, end.day(zone), _outcome(end), _marks(history, number))
        for number, end in reversed(list(history.ends.items()))
    ]


def _outcome(end: Event) -> ReviewOutcome:
    if end.did == "changed-back":
        return "changed-back"
    return "still-right" if end.did == "still-right" else "walked"


def _marks(history: History, number: int) -> dict[str, int]:
    marks = [event.did for (review, _), event in history.marks.items() if review == number]
    counts = Counter[str](marks)
    return {mark: counts[mark] for mark in MARKS if counts[mark]}


_NAMES: dict[ReviewOutcome, str] = {
    "walked": "walked",
    "still-right": "still right",
    "changed-back": "changed back",
}
_BY_SEARCH: dict[ReviewOutcome, str] = {
    "walked": "asked",
    "still-right": "not visible",
    "changed-back": "listed again",
}
LONGEST_NAME = max(map(len, [*_NAMES.values(), *_BY_SEARCH.values()]))


def outcome_name(outcome: ReviewOutcome, confirm: Confirm) -> str:
    """Name a review's outcome: `still right`; of who lists people, what a search found."""
    return (_BY_SEARCH if confirm.by_search else _NAMES)[outcome]


def last_months(today: date) -> list[tuple[int, int]]:
    """Return the last twelve months as (year, month), the current one last."""
    current = today.year * 12 + today.month - 1
    return [(n // 12, n % 12 + 1) for n in range(current - MONTHS + 1, current + 1)]


def coming_months(today: date) -> list[tuple[int, int]]:
    """Return the next twelve months as (year, month), the current one first."""
    current = today.year * 12 + today.month - 1
    return [(n // 12, n % 12 + 1) for n in range(current, current + MONTHS)]


def by_month(
    ended: Iterable[Review], months: Iterable[tuple[int, int]]
) -> list[ReviewOutcome | None]:
    """Return each month's outcome, `changed-back` before any other; None if no review ended."""
    found: dict[tuple[int, int], ReviewOutcome] = {}
    for review in ended:
        month = review.day.year, review.day.month
        if found.get(month) != "changed-back":
            found[month] = review.outcome
    return [found.get(month) for month in months]
