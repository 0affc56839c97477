"""What was reviewed and when."""

from datetime import UTC, date

from privacy_check.domain.checklist import Confirm
from privacy_check.domain.journal import fold
from privacy_check.domain.past_reviews import (
    by_month,
    coming_months,
    last_months,
    outcome_name,
    reviews,
)
from tests.samples import checklist, event

HISTORY = [
    event("1", "2026-01-10T12:00", "done", review=1, step="a"),
    event("2", "2026-01-10T12:01", "skipped", review=1, step="b"),
    event("3", "2026-01-11T12:00", "done", review=1, step="c", finished=True),
    event("4", "2026-04-12T12:00", "changed-back", review=2),
    event("5", "2026-04-13T12:00", "still-right", review=3),
    event("6", "2026-07-01T12:00", "done", review=4, step="a"),
]
DONE = reviews(fold(checklist(), HISTORY), UTC)


def test_ended_reviews_are_listed_newest_first() -> None:
    assert [(r.number, r.day.isoformat(), r.outcome) for r in DONE] == [
        (3, "2026-04-13", "still-right"),
        (2, "2026-04-12", "changed-back"),
        (1, "2026-01-11", "walked"),
    ]
    assert DONE[-1].marks == {"done": 2, "skipped": 1}


def test_a_year_is_twelve_months_and_what_changed_back_shows_first() -> None:
    months = last_months(date(2026, 7, 3))
    assert months[0] == (2025, 8)
    assert months[-1] == (2026, 7)
    outcomes = by_month(DONE, months)
    assert outcomes[5] == "walked"
    assert outcomes[8] == "changed-back"
    assert outcomes.count(None) == 10


def test_the_year_ahead_begins_with_this_month() -> None:
    months = coming_months(date(2026, 11, 24))
    assert months[:3] == [(2026, 11), (2026, 12), (2027, 1)]
    assert len(months) == 12


def test_what_a_search_for_the_person_found_is_named_as_that() -> None:
    outcomes = [review.outcome for review in DONE]
    assert [outcome_name(outcome, Confirm()) for outcome in outcomes] == [
        "still right",
        "changed back",
        "walked",
    ]
    assert [outcome_name(outcome, Confirm(by_search=True)) for outcome in outcomes] == [
        "not visible",
        "listed again",
        "asked",
    ]
