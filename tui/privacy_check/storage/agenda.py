"""The agenda: a small text file of coming days that the shell's reminder reads without a process.

It holds ids and dates only, no untrusted text, and later days too, so that it stays valid while
the program is not run. There is one line a checklist, the earliest day first:
`2026-11-24<TAB>1795478400<TAB>acme`. The number is that local midnight in seconds since 1970, for
shells that have no clock but a file's time. Other profiles' ids have their folder in front,
`work--acme`; an id itself never has two hyphens in a row.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, time, tzinfo
from pathlib import Path

from privacy_check.domain.standing import Standing
from privacy_check.errors import StoreError
from privacy_check.storage import agenda_header
from privacy_check.storage.files import atomic_write
from privacy_check.system import folders

_MAX_LABEL = 64
_LINE = re.compile(r"\d{4}-\d\d-\d\d\t\d+\t([a-z0-9-]{1,64})\n", re.ASCII)


def day_of(standing: Standing) -> date | None:
    """Return the day from which a checklist needs the person, past or future."""
    if standing.state == "needs-you" and standing.reason:
        return standing.reason.since
    return standing.next


def header(today: date, fingerprint: str, *, whole: bool) -> str:
    """Return the first line of the agenda and of the cached answer; see `agenda_header`."""
    return agenda_header.format_header(str(today), fingerprint, complete=whole)


def day(file: Path) -> str:
    """Return the day of the agenda (YYYY-MM-DD); empty if there is none, or not a whole one."""
    try:
        with file.open(encoding="utf-8") as opened:
            header = agenda_header.parse_header(opened.readline())
    except (OSError, UnicodeDecodeError):
        return ""
    return header[0] if header else ""


def entries(file: Path, profiles: Mapping[str, Iterable[Standing] | None], zone: tzinfo) -> str:
    """Return the lines of all profiles, given by their folders, the earliest day first.

    None instead of standings keeps the profile's present lines: its journal cannot be read now.
    """
    lines: list[str] = []
    for folder, standings in profiles.items():
        lines += _current(file, folder) if standings is None else _new(folder, standings, zone)
    return "".join(sorted(lines))


def _new(folder: str, standings: Iterable[Standing], zone: tzinfo) -> list[str]:
    prefix = _prefix(folder)
    days = [(day, f"{prefix}{s.checklist.id}") for s in standings if (day := day_of(s))]
    return [f"{day}\t{_midnight(day, zone)}\t{_truncated(label)}\n" for day, label in days]


def _current(file: Path, folder: str) -> list[str]:
    """Return the lines that the agenda has of a profile."""
    try:
        written = file.read_text(encoding="utf-8").splitlines(keepends=True)[1:]
    except (OSError, UnicodeDecodeError):
        return []
    prefix = _prefix(folder)
    lines = [(line[0], line[1]) for line in map(_LINE.fullmatch, written) if line]
    return [
        line for line, label in lines if (label.startswith(prefix) if prefix else "--" not in label)
    ]


def _prefix(folder: str) -> str:
    if folder == folders.DEFAULT_PROFILE:
        return ""
    return f"{folder[: _MAX_LABEL // 2].rstrip('-')}--"


def _truncated(label: str) -> str:
    """Truncate a label to what every shell's reminder accepts; it would ignore a longer one."""
    return label[:_MAX_LABEL].rstrip("-")


def write(file: Path, data: str) -> None:
    """Write the file if its content changed; a failure is ignored."""
    with suppress(OSError):
        if file.read_bytes() == data.encode():
            return
    with suppress(StoreError):
        atomic_write(file, data.encode())


def write_or_delete(file: Path, data: str) -> None:
    """Write the file; without data there is none. A failure is ignored."""
    if data:
        write(file, data)
    else:
        delete_answer(file)


def forget(file: Path, folder: str, names: Iterable[str] | None) -> None:
    """Remove the lines of these checklists (None: all) of one profile, given by its folder.

    Otherwise `entries` would keep them for as long as the journal cannot be read.
    """
    prefix, lines_of_profile = _prefix(folder), _current(file, folder)
    labels = None if names is None else {_truncated(f"{prefix}{name}") for name in names}
    gone = {
        line
        for line in lines_of_profile
        if labels is None or line.rstrip("\n").split("\t")[-1] in labels
    }
    with suppress(OSError, UnicodeDecodeError):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        write(file, "".join(line for line in lines if line not in gone))


def delete_answer(file: Path) -> None:
    """Delete the cached answer of `due`; a failure is ignored."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _midnight(day: date, zone: tzinfo) -> int:
    return int(datetime.combine(day, time(), zone).timestamp())
