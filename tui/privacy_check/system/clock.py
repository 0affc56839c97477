"""The only place that reads the clock, in the machine's time zone."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo


class _LocalZone(tzinfo):
    """The machine's time zone as `TZ` or the system sets it, with daylight saving on any date."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return _to_local(moment.replace(tzinfo=None)).utcoffset() if moment else None

    def dst(self, moment: datetime | None) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None) -> str:
        return time.tzname[0]

    def fromutc(self, moment: datetime) -> datetime:
        return _to_local(moment.replace(tzinfo=UTC)).replace(tzinfo=self)


Clock = Callable[[], datetime]
"""Returns the current moment, aware, in the person's own zone."""


def _to_local(moment: datetime) -> datetime:
    """Convert a moment to the machine's zone; to UTC if that fails."""
    try:
        return moment.astimezone()
    except (ValueError, OSError, OverflowError):  # TZ=UTC+99; on Windows, a year before 1970
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


LOCAL = _LocalZone()


def clock() -> datetime:
    """Return the current time in the machine's current zone.

    The zone may change while the program runs: on a journey, or by hand.
    """
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()
    return datetime.now(LOCAL)
