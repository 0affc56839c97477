"""The coming days in a small text file, which the shell's reminder reads without a process.

Ids and dates only, nothing of a stranger's text. Later days stand there too, so that the file
stays right while the program is not run. One line a checklist, the earliest first:
`2026-11-24<TAB>1795478400<TAB>acme`; the number is that local midnight in seconds since 1970, for
a shell that has no clock but a file's time.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, tzinfo
from pathlib import Path

from privacy_check.disk import rewrite
from privacy_check.errors import StoreError
from privacy_check.standing import Standing


def day_of(standing: Standing) -> date | None:
    """Return the day from which a checklist needs the person, past or to come."""
    if standing.state == "needs-you" and standing.reason:
        return standing.reason.since
    return standing.next


def head(today: date, fingerprint: str, *, whole: bool) -> str:
    """Write what the door asks first: of which day this is, whether all could be read, of what."""
    return f"# privacy-check {today} {'whole' if whole else 'faulty'} {fingerprint}\n"


def text(standings: Iterable[Standing], zone: tzinfo) -> str:
    """Write the days, the earliest first."""
    days = sorted((day, s.checklist.id) for s in standings if (day := day_of(s)))
    return "".join(f"{day}\t{_midnight(day, zone)}\t{name}\n" for day, name in days)


def write(file: Path, data: str) -> None:
    """Put it in place if it has changed; a disk that won't take it is no matter."""
    with suppress(OSError):
        if file.read_bytes() == data.encode():
            return
    with suppress(StoreError):
        rewrite(file, data.encode())


def _midnight(day: date, zone: tzinfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp())
