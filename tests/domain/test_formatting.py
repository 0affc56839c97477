"""How amounts, days and spans of time are written."""

from datetime import date

import pytest

from privacy_check.domain import (
    formatting,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (TODAY, "today"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 12), "12 days ago"),
        (date(2026, 8, 12), "3 months ago"),
        (date(2024, 11, 1), "2 years ago"),
        (date(2026, 11, 30), "in 6 days"),
    ],
)
def test_an_age_is_formatted_in_a_fitting_unit(day: date, expected: str) -> None:
    assert formatting.ago(day, TODAY) == expected


def test_a_date_that_is_near_is_formatted_without_its_year() -> None:
    assert formatting.near_day(date(2027, 2, 10), TODAY) == "10 Feb"
    assert formatting.near_day(date(2026, 2, 10), TODAY) == "10 Feb"
    assert formatting.near_day(date(2025, 12, 1), TODAY) == "1 Dec 2025"
    assert formatting.near_day(date(2027, 11, 24), TODAY) == "24 Nov 2027"


def test_a_date_of_this_year_is_formatted_without_its_year() -> None:
    assert formatting.short_day(date(2026, 11, 3), TODAY) == "3 Nov"
    assert formatting.short_day(date(2025, 11, 3), TODAY) == "3 Nov 2025"
    assert formatting.week_day(TODAY) == "Tue 24 Nov 2026"


def test_a_count_agrees_with_its_noun() -> None:
    assert [formatting.count(n, "day") for n in (0, 1, 2, 1234)] == [
        "0 days",
        "1 day",
        "2 days",
        "1,234 days",
    ]
