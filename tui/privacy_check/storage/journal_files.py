"""A profile's journal files: append an event to this machine's, read all machines' files.

The files are append-only, with one line an event and one file a machine. As nothing is ever
rewritten, nothing can be lost, and the files of many machines merge by being read together.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path

import tomli_w
from msgspec import Struct

from privacy_check.domain.formatting import count
from privacy_check.domain.journal import Event
from privacy_check.errors import Fault, StoreError
from privacy_check.storage import fingerprint, journal_lines
from privacy_check.storage.files import encoding_of, make_folders, read_limited
from privacy_check.storage.machine_id import machine_name, stored_name
from privacy_check.storage.paths import display_path
from privacy_check.system.disk import appending, fsync, is_at, open_itself, sync_folders
from privacy_check.system.folders import OF_THE_SYSTEM
from privacy_check.system.ownership import error_text, hand_over

MAX_MIB = 64
MAX_TRIES = 5

_ENDINGS = (".toml", ".toml.conflicted")
_CLOUD_PLACEHOLDER = ".icloud"
_COPY_LEFT = "an editor's or a sync program's copy may still hold some: delete it"


class Reading(Struct, frozen=True):
    """All events in a folder's journal files, and the faults of what is no event."""

    journal: dict[str, frozenset[Event]]
    faults: tuple[Fault, ...] = ()
    unread: tuple[Fault, ...] = ()
    """Those of the faults that are about whole files, which exist but cannot be read now."""


class Store:
    """The journal folder of one profile, as this machine reads and writes it."""

    def __init__(self, folder: Path, machine_file: Path, host: str) -> None:
        self.folder = folder
        self._machine_file = machine_file
        self._host = host

    @cached_property
    def file(self) -> Path:
        """The file that this machine appends to; creates the machine's name if it has none."""
        return self.folder / f"journal-{self.named_machine()}.toml"

    def named_machine(self) -> str:
        """Return this machine's name; gives it one if it has none."""
        return machine_name(self._machine_file, self._host)

    @property
    def machine(self) -> str:
        """This machine's name, by which its own looks are known; empty if it has none yet."""
        return stored_name(self._machine_file, self._host) or ""

    def add(self, checklist: str, event: Event) -> None:
        """Append one event; when this returns, its line is on disk.

        Raises StoreError; everything that was saved before is intact.
        """
        line = format_line(checklist, event).encode() + b"\n"
        for attempt in range(MAX_TRIES):
            if self._append(line, maybe_written=attempt > 0):
                return
        raise self._error("changes faster than it can be written", maybe_written=True)

    def _append(self, line: bytes, *, maybe_written: bool) -> bool:
        """Append the line once; False if the file at that path does not have it afterwards."""
        try:
            make_folders(self.folder)
            descriptor = open_itself(self.file, os.O_RDWR | os.O_APPEND | os.O_CREAT)
            try:
                with appending(descriptor):
                    status = self._prepare(descriptor)
                    data = _missing_newline(descriptor, status.st_size) + line
                    written = os.write(descriptor, data)
                    maybe_written |= written >= len(data) - 1  # without its newline it is valid
                    if written != len(data):
                        raise OSError("the disk took only part of a line")  # noqa: TRY301  as if the disk's
                    end = os.lseek(descriptor, 0, os.SEEK_CUR)
                    fsync(descriptor)
                    return _is_on_disk(descriptor, line, end) and is_at(self.file, status)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise self._error(_why(error, self.file), maybe_written=maybe_written) from error

    def _prepare(self, descriptor: int) -> os.stat_result:
        """Return the status of the opened file; makes sure that a new one lasts."""
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("is not a regular file")
        if not status.st_size:
            hand_over(descriptor, self.folder)
            sync_folders(self.folder)
        return status

    def _error(self, why: str, *, maybe_written: bool = False) -> StoreError:
        return StoreError(f"{display_path(self.file)}: {why}", maybe_written=maybe_written)

    def file_states(self) -> list[str]:
        """Return the states of the files, which differ after any write."""
        return fingerprint.file_states(str(self.folder))

    def forget(self, names: frozenset[str] | None) -> tuple[int, list[str]]:
        """Blank the lines of these checklists (None: all) in all files; return how many, and where.

        Raises StoreError, also if some other file may hold a copy. A sync program may restore
        them from elsewhere.
        """
        copies = [Fault(display_path(path), _COPY_LEFT) for path in _copies(self.folder, names)]
        return self._blank_all(names, copies)

    def _blank_all(
        self, names: frozenset[str] | None, faults: list[Fault]
    ) -> tuple[int, list[str]]:
        """Blank lines in all files; raises StoreError if there are faults, now or from before."""
        blanked, files = 0, list[str]()
        for path in _journals(self.folder, faults):
            try:
                lines = blank(path, names)
            except OSError as error:
                faults.append(Fault(display_path(path), _why(error, path)))
                continue
            if lines:
                blanked += lines
                files.append(display_path(path))
        if faults:
            problems = "; ".join(map(str, faults))
            raise StoreError(f"{count(blanked, 'line')} blanked, but not all: {problems}")
        return blanked, files

    def remove(self) -> tuple[int, list[str]]:
        """Blank and delete all journal files, and the folder if nothing else is in it.

        Returns how many lines were blanked, and the files that are left. Raises StoreError; no
        file is deleted unless all could be blanked.
        """
        blanked, _ = self._blank_all(None, [])
        try:
            for path in _journals(self.folder, []):
                path.unlink()
            if self.folder.is_symlink():
                self.folder.unlink()  # its target is the person's
            left = _without_the_systems(self.folder)
            if self.folder.exists() and not left:
                self.folder.rmdir()
        except OSError as error:
            path = Path(error.filename or self.folder)
            raise StoreError(f"{display_path(path)}: {_why(error, path)}") from error
        return blanked, [display_path(path) for path in sorted(left)]

    def read(self) -> Reading:
        """Read the events of all machines' files; whatever is no event is reported, and kept."""
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
            parsed = journal_lines.read(data, display_path(path))
            faults += parsed.faults
            unread += [parsed.unread] if parsed.unread else []
            for checklist, event in parsed.events:
                found.setdefault(checklist, set()).add(event)
        journal = {name: frozenset(events) for name, events in found.items()}
        return Reading(journal, (*unread, *faults), tuple(unread))


def _why(error: OSError, path: Path) -> str:
    if error.errno == errno.ELOOP:
        return "is a link, which is not followed: put the file itself there"
    return error_text(error, path)


def blank(path: Path, names: frozenset[str] | None) -> int:
    """Overwrite the lines of these checklists (None: all) with spaces, in place; return how many.

    Unlike a rewrite, this cannot lose what another window appends meanwhile. Raises OSError, also
    if some of them may be left.
    """
    descriptor = open_itself(path, os.O_RDWR)
    try:
        data = bytearray(read_limited(path, MAX_MIB))
        blanks = journal_lines.blanks(bytes(data), names)
        for start, spaces in blanks:
            os.lseek(descriptor, start, os.SEEK_SET)
            os.write(descriptor, spaces)
            data[start : start + len(spaces)] = spaces
        fsync(descriptor)
    finally:
        os.close(descriptor)
    if journal_lines.has_events_of(bytes(data), names):
        raise OSError("cannot be read in full, and may still hold some: delete it if you can")
    return len(blanks)


def format_line(checklist: str, event: Event) -> str:
    """Format an event as its line, without the newline; each line is valid TOML by itself."""
    fields = ", ".join(f"{key} = {_value(value)}" for key, value in event.table().items())
    return f"{checklist}.{event.id} = {{ {fields} }}"


def _value(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}Z"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_value, value))}]"
    return tomli_w.dumps({"k": value}).removeprefix("k = ").rstrip("\n")


def _read_at(descriptor: int, start: int, size: int) -> bytes:
    os.lseek(descriptor, start, os.SEEK_SET)
    return os.read(descriptor, size)


def _missing_newline(descriptor: int, size: int) -> bytes:
    """Return the newline that a torn last line lacks, if there is one.

    Raises OSError for a file in UTF-16 or UTF-32, to which no UTF-8 can be appended.
    """
    end = _read_at(descriptor, max(0, size - 2), 2)
    if b"\0" in end and (encoding := encoding_of(_read_at(descriptor, 0, 64))):
        raise OSError(f"is {encoding.upper()}: save it as UTF-8")
    return b"\n" if end and not end.endswith(b"\n") else b""


def _is_on_disk(descriptor: int, line: bytes, end: int) -> bool:
    """Tell whether the file has the line, unbroken, ending at that offset; or its blanks."""
    start = end - len(line)
    before = _read_at(descriptor, start - 1, 1) if start else b"\n"
    forgotten = b" " * (len(line) - 1) + b"\n"
    return before == b"\n" and _read_at(descriptor, start, len(line)) in (line, forgotten)


def _journals(folder: Path, unread: list[Fault]) -> Iterator[Path]:
    """Yield the journal files; adds to `unread` what exists but is not here now."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        if not isinstance(error, FileNotFoundError) or _is_behind_broken_link(folder):
            what = f"cannot be read: {error_text(error, folder)}"
            unread.append(Fault(display_path(folder), what))
        return
    for name in names:
        if name.startswith(".") and name.endswith(_CLOUD_PLACEHOLDER):
            unread.append(Fault(display_path(folder / name), "a journal is still in the cloud"))
        elif _is_journal(name):
            yield folder / name


def _is_journal(name: str) -> bool:
    return name.endswith(_ENDINGS) and not name.startswith((".", "~"))


def _copies(folder: Path, names: frozenset[str] | None) -> Iterator[Path]:
    """Yield other files in the folder that hold lines of these checklists (None: of any)."""
    with suppress(OSError):
        for path in sorted(path for path in folder.iterdir() if not _is_journal(path.name)):
            with suppress(OSError):
                if journal_lines.mentions(read_limited(path, MAX_MIB), names):
                    yield path


def _without_the_systems(folder: Path) -> list[Path]:
    """Return what is left in a folder; if that is only the system's own files, they go, too."""
    found = [*folder.iterdir()] if folder.exists() else []
    left = [path for path in found if path.name not in OF_THE_SYSTEM]
    for path in () if left else found:
        path.unlink()
    return left


def _is_behind_broken_link(folder: Path) -> bool:
    """Tell a folder behind a broken link, say to an unplugged disk, from one that never existed."""
    nearest = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    return not nearest.exists()
