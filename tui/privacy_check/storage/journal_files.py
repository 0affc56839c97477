"""Journal lines ↔ files: add one, read all.

A journal is only ever added to: one line an action, one file a machine. Nothing is rewritten,
so nothing that was there can be lost, and files of many machines are read together.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

import tomli_w

from privacy_check.domain.journal import Event
from privacy_check.domain.wording import count
from privacy_check.errors import Fault, StoreError
from privacy_check.storage import fingerprint, journal_lines
from privacy_check.storage.files import encoding_of, fsync, make_folders, read_limited, sync_folders
from privacy_check.storage.machine_id import machine_name
from privacy_check.storage.paths import display_path
from privacy_check.system.ownership import error_text, hand_over

MAX_MIB = 64  # MiB
TRIES = 5

_OPEN = os.O_RDWR | os.O_APPEND | os.O_CREAT
for _flag in ("O_CLOEXEC", "O_NOFOLLOW", "O_BINARY"):
    _OPEN |= getattr(os, _flag, 0)
_ENDINGS = (".toml", ".toml.conflicted")
_STILL_ELSEWHERE = ".icloud"
_COPY = "an editor's or a sync program's copy may still hold some: delete it"


@dataclass(frozen=True, slots=True)
class Reading:
    """All events that a folder's files hold, and what in them is none."""

    journal: dict[str, frozenset[Event]]
    faults: tuple[Fault, ...] = ()
    unread: tuple[Fault, ...] = ()
    """Those of the faults that are of a whole file: it is there, and not here now."""


class Store:
    """One profile's folder, as one machine writes to it."""

    def __init__(self, folder: Path, machine_file: Path, host: str) -> None:
        self.folder = folder
        self._machine_file = machine_file
        self._host = host

    @cached_property
    def file(self) -> Path:
        """The one file that this machine adds to; asking for it names the machine."""
        return self.folder / f"journal-{machine_name(self._machine_file, self._host)}.toml"

    def add(self, checklist: str, event: Event) -> None:
        """Save one event: when this returns, its line is in the file and on the disk.

        Raises StoreError, with everything that was saved before untouched.
        """
        line = format_line(checklist, event).encode() + b"\n"
        for tried in range(TRIES):
            if self._append(line, stands=tried > 0):
                return
        raise self._error("changes faster than it is written", stands=True)

    def _append(self, line: bytes, *, stands: bool) -> bool:
        """Write the line once; False if it is not in the file of that name afterwards."""
        try:
            make_folders(self.folder)
            descriptor = os.open(self.file, _OPEN, 0o600)
            try:
                status = os.fstat(descriptor)
                if not stat.S_ISREG(status.st_mode):
                    raise OSError("is not a regular file")  # noqa: TRY301  told like the disk's
                if not status.st_size:
                    hand_over(descriptor, self.folder)
                    sync_folders(self.folder)
                end = _read_at(descriptor, max(0, status.st_size - 2), 2)
                if b"\0" in end and (other := encoding_of(_read_at(descriptor, 0, 64))):
                    raise OSError(f"is {other.upper()}: save it as UTF-8")  # noqa: TRY301  likewise
                data = b"\n" * (not end.endswith(b"\n") and bool(end)) + line
                written = os.write(descriptor, data)
                stands |= written >= len(data) - 1  # torn before its end it is no event
                if written != len(data):
                    raise OSError("the disk took only part of a line")  # noqa: TRY301  likewise
                place = os.lseek(descriptor, 0, os.SEEK_CUR)
                fsync(descriptor)
                return _is_on_disk(descriptor, line, place) and _path_still_names(status, self.file)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._error(_why(error, self.file), stands=stands) from error

    def _error(self, why: str, *, stands: bool = False) -> StoreError:
        return StoreError(f"{display_path(self.file)}: {why}", maybe_written=stands)

    def file_states(self) -> list[str]:
        """Return what tells whether anything was written since."""
        return fingerprint.file_states(str(self.folder))

    def forget(self, names: frozenset[str] | None) -> tuple[int, list[str]]:
        """Blank these checklists' lines (None: all) in every file; return how many, and where.

        Raises StoreError, also where a copy that is no journal may hold some. A sync program may
        bring back what it holds elsewhere.
        """
        copies = [Fault(display_path(path), _COPY) for path in _copies(self.folder, names)]
        return self._blanked(names, copies)

    def _blanked(self, names: frozenset[str] | None, left: list[Fault]) -> tuple[int, list[str]]:
        blanked, files = 0, list[str]()
        for path in _journals(self.folder, left):
            try:
                lines = blank(path, names)
            except OSError as error:
                left.append(Fault(display_path(path), _why(error, path)))
                continue
            if lines:
                blanked += lines
                files.append(display_path(path))
        if left:
            history = "; ".join(map(str, left))
            raise StoreError(f"{count(blanked, 'line')} blanked, but not all: {history}")
        return blanked, files

    def remove(self) -> tuple[int, list[str]]:
        """Forget everything, then delete the journals, and the folder if nothing else is in it.

        Returns how many lines were blanked, and what else stays there. Raises StoreError; no
        journal is deleted while one of them can't be blanked.
        """
        blanked, _ = self._blanked(None, [])
        try:
            for path in _journals(self.folder, []):
                path.unlink()
            if self.folder.is_symlink():
                self.folder.unlink()  # where it leads to is the person's
            elif self.folder.exists() and not any(self.folder.iterdir()):
                self.folder.rmdir()
            left = [*self.folder.iterdir()] if self.folder.exists() else []
        except OSError as error:
            path = Path(error.filename or self.folder)
            raise StoreError(f"{display_path(path)}: {_why(error, path)}") from error
        return blanked, [display_path(path) for path in sorted(left)]

    def read(self) -> Reading:
        """Read the events of every machine's file; what is no event is told, and stays."""
        found: dict[str, set[Event]] = {}
        faults: list[Fault] = []
        unread: list[Fault] = []
        for path in _journals(self.folder, unread):
            try:
                data = read_limited(path, MAX_MIB)
            except OSError as error:
                what = f"exists, but cannot be read now: {error_text(error, path)}"
                unread.append(Fault(display_path(path), what))
                continue
            here = journal_lines.read(data, display_path(path))
            faults += here.faults
            unread += [here.unread] if here.unread else []
            for checklist, event in here.events:
                found.setdefault(checklist, set()).add(event)
        journal = {name: frozenset(events) for name, events in found.items()}
        return Reading(journal, (*unread, *faults), tuple(unread))


def _why(error: OSError, path: Path) -> str:
    if error.errno == errno.ELOOP:
        return "is a link, and is not followed: put the file itself there"
    return error_text(error, path)


def blank(path: Path, names: frozenset[str] | None) -> int:
    """Write blanks over the lines of these checklists (None: over all), in place; return how many.

    A rewrite would lose what another window adds meanwhile; blanks over old lines can't.
    Raises OSError, also where something of them may be left.
    """
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        data = bytearray(read_limited(path, MAX_MIB))
        places = journal_lines.blanks(bytes(data), names)
        for place, blanks in places:
            os.lseek(descriptor, place, os.SEEK_SET)
            os.write(descriptor, blanks)
            data[place : place + len(blanks)] = blanks
        fsync(descriptor)
    finally:
        os.close(descriptor)
    if journal_lines.still_says(bytes(data), names):
        raise OSError("cannot be read whole, and may still hold some: delete it if you can do so")
    return len(places)


def format_line(checklist: str, event: Event) -> str:
    """Write an event as its line, without the newline: valid TOML by itself."""
    said = ", ".join(f"{key} = {_value(value)}" for key, value in event.table().items())
    return f"{checklist}.{event.id} = {{ {said} }}"


def _value(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}Z"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_value, value))}]"
    return tomli_w.dumps({"k": value}).removeprefix("k = ").rstrip("\n")


def _read_at(descriptor: int, start: int, size: int) -> bytes:
    os.lseek(descriptor, start, os.SEEK_SET)
    return os.read(descriptor, size)


def _is_on_disk(descriptor: int, line: bytes, end: int) -> bool:
    """Tell whether the line, alone on its line, ends at that place, or was forgotten since."""
    start = end - len(line)
    before = _read_at(descriptor, start - 1, 1) if start else b"\n"
    blanked = b" " * (len(line) - 1) + b"\n"
    return before == b"\n" and _read_at(descriptor, start, len(line)) in (line, blanked)


def _path_still_names(status: os.stat_result, file: Path) -> bool:
    """Tell whether a path still names the file that was opened by it."""
    try:
        return os.path.samestat(status, file.stat())
    except FileNotFoundError:
        return False


def _journals(folder: Path, unread: list[Fault]) -> Iterator[Path]:
    """Yield the files that hold lines; a name that is still arriving is passed over."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        if not isinstance(error, FileNotFoundError) or _leads_nowhere(folder):
            what = f"cannot be read: {error_text(error, folder)}"
            unread.append(Fault(display_path(folder), what))
        return
    for name in names:
        if name.startswith(".") and name.endswith(_STILL_ELSEWHERE):
            unread.append(Fault(display_path(folder / name), "a journal is still in the cloud"))
        elif _is_journal(name):
            yield folder / name


def _is_journal(name: str) -> bool:
    return name.endswith(_ENDINGS) and not name.startswith((".", "~"))


def _copies(folder: Path, names: frozenset[str] | None) -> Iterator[Path]:
    """Yield the files that are no journals and hold lines of these checklists (None: of any)."""
    with suppress(OSError):
        for path in sorted(path for path in folder.iterdir() if not _is_journal(path.name)):
            with suppress(OSError):
                if journal_lines.mentions(read_limited(path, MAX_MIB), names):
                    yield path


def _leads_nowhere(folder: Path) -> bool:
    """Tell a folder behind a link to an unplugged disk from one that was never made."""
    lowest = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    return not lowest.exists()
