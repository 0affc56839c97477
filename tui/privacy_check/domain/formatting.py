"""How amounts, days and spans of time are written."""

from datetime import date

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_NEAR_DAYS = 300
"""Days within which a day and a month name one date."""


def count(number: int, noun: str) -> str:
    """Format a number of things: `1 day`, `3 days`."""
    plural = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def month(number: int) -> str:
    """Return a month's short name: `Nov`."""
    return _MONTHS[number - 1]


def day(when: date) -> str:
    """Format a date: `3 Nov 2025`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def short_day(when: date, today: date) -> str:
    """Format a date, without the year if it is this year's."""
    return day(when) if when.year != today.year else f"{when.day} {_MONTHS[when.month - 1]}"


def near_day(when: date, today: date) -> str:
    """Format a date, without the year where no other could be meant: up to ten months away."""
    return short_day(when, when if abs((when - today).days) <= _NEAR_DAYS else today)


def week_day(when: date) -> str:
    """Format a date with its weekday: `Tue 24 Nov 2026`."""
    return f"{_DAYS[when.weekday()]} {day(when)}"


def span(days: int) -> str:
    """Format a number of days in a fitting unit: `12 days`, `3 months`, `2 years`."""
    if days < 60:
        return count(days, "day")
    if days < 730:
        return count(round(days / 30.44), "month")
    return count(days // 365, "year")


def ago(when: date, today: date) -> str:
    """Format how long ago a day was: `today`, `yesterday`, `3 months ago`."""
    days = (today - when).days
    if days < 0:
        return f"in {span(-days)}"
    return {0: "today", 1: "yesterday"}.get(days) or f"{span(days)} ago"


def until(when: date, today: date) -> str:
    """Format how far away a day is: `today`, `tomorrow`, `in 6 days`."""
    days = (when - today).days
    return {0: "today", 1: "tomorrow"}.get(days) or ago(when, today)
