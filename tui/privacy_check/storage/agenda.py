"""The coming days in a small text file, which the shell's reminder reads without a process.

Ids and dates only, nothing of a stranger's text. Later days stand there too, so that the file
stays right while the program is not run. One line a checklist, the earliest first:
`2026-11-24<TAB>1795478400<TAB>acme`; the number is that local midnight in seconds since 1970, for
a shell that has no clock but a file's time. What another profile than the default needs has its
folder in front: `work--acme`. An id has single hyphens only.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, time, tzinfo
from pathlib import Path

from privacy_check.domain.standing import Standing
from privacy_check.errors import StoreError
from privacy_check.storage.files import atomic_write
from privacy_check.system import folders

_LONGEST = 64
_LINE = re.compile(r"\d{4}-\d\d-\d\d\t\d+\t([a-z0-9-]{1,64})\n", re.ASCII)


def day_of(standing: Standing) -> date | None:
    """Return the day from which a checklist needs the person, past or to come."""
    if standing.state == "needs-you" and standing.reason:
        return standing.reason.since
    return standing.next


def header(today: date, fingerprint: str, *, whole: bool) -> str:
    """Write what the door asks first: of which day this is, whether all could be read, of what."""
    return f"# privacy-check {today} {'whole' if whole else 'faulty'} {fingerprint}\n"


def entries(file: Path, begun: Mapping[str, Iterable[Standing] | None], zone: tzinfo) -> str:
    """Write every profile's days, by its folder, the earliest first.

    None: its journal is not here now, and what the file has of it stands.
    """
    lines: list[str] = []
    for folder, standings in begun.items():
        lines += _of_before(file, folder) if standings is None else _of(folder, standings, zone)
    return "".join(sorted(lines))


def _of(folder: str, standings: Iterable[Standing], zone: tzinfo) -> list[str]:
    mark = _mark(folder)
    days = [(day, f"{mark}{s.checklist.id}") for s in standings if (day := day_of(s))]
    return [f"{day}\t{_midnight(day, zone)}\t{_shown(label)}\n" for day, label in days]


def _of_before(file: Path, folder: str) -> list[str]:
    try:
        written = file.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
    except (OSError, UnicodeDecodeError):
        return []
    mark = _mark(folder)
    found = [line for line in map(_LINE.fullmatch, written) if line]
    return [
        line[0] for line in found if (line[1].startswith(mark) if mark else "--" not in line[1])
    ]


def _mark(folder: str) -> str:
    return "" if folder == folders.DEFAULT_PROFILE else f"{folder[: _LONGEST // 2].rstrip('-')}--"


def _shown(label: str) -> str:
    """Cut a label to what every shell's reminder takes; it would pass over a longer one."""
    return label[:_LONGEST].rstrip("-")


def write(file: Path, data: str) -> None:
    """Put it in place if it has changed; a disk that won't take it is no matter."""
    with suppress(OSError):
        if file.read_bytes() == data.encode():
            return
    with suppress(StoreError):
        atomic_write(file, data.encode())


def forget(file: Path, folder: str, names: Iterable[str] | None) -> None:
    """Take out the days of these checklists (None: all) of one profile, by its folder.

    What is not here now keeps its days of before; these would be among them.
    """
    mark, written = _mark(folder), _of_before(file, folder)
    labels = None if names is None else {_shown(f"{mark}{name}") for name in names}
    gone = {x for x in written if labels is None or x.rstrip("\n").split("\t")[-1] in labels}
    with suppress(OSError, UnicodeDecodeError):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        write(file, "".join(line for line in lines if line not in gone))


def delete_answer(file: Path) -> None:
    """Take away what `due` said last; a disk that won't is no matter."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _midnight(day: date, zone: tzinfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp())
