"""The only look at a clock, in the machine's own zone."""

import time
from datetime import UTC, datetime, timedelta, tzinfo


class _LocalZone(tzinfo):
    """The machine's own time zone, on any day: what `TZ` says, daylight saving and all."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return _here(moment.replace(tzinfo=None)).utcoffset() if moment else None

    def dst(self, moment: datetime | None) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None) -> str:
        return time.tzname[0]

    def fromutc(self, moment: datetime) -> datetime:
        return _here(moment.replace(tzinfo=UTC)).replace(tzinfo=self)


def _here(moment: datetime) -> datetime:
    """Return a moment in the machine's zone; in UTC where `TZ` says what no zone on earth is."""
    try:
        return moment.astimezone()
    except ValueError:  # UTC+99
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


LOCAL = _LocalZone()


def clock() -> datetime:
    """Return the moment, in the zone that the machine has now: the only look at a clock there is.

    The zone may change while a window is open: on a journey, or by hand.
    """
    if hasattr(time, "tzset"):  # not on Windows
        time.tzset()
    return datetime.now(LOCAL)
