"""Parses a journal file: finds its events, and the bytes to blank for a checklist.

It tolerates what editors, formatters, shells, Git and failing disks may have done to the file.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import accumulate, chain
from typing import Any

import tomli
from msgspec import Struct

from privacy_check.domain.journal import Event, parse_event
from privacy_check.domain.sanitize import clean_name
from privacy_check.errors import MAX_FAULTS, Fault
from privacy_check.storage.files import encoding_of

MAX_LINE = 64 * 1024
Entry = tuple[str, Event]

_BOM = b"\xef\xbb\xbf"
_GIT_CONFLICT = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
_HEADER = re.compile(rb"\[.*\]")
_DOTTED_KEY = re.compile(rb"[\w\"'-]+\s*\.\s*[\w\"'-]+[^=]*=")
_TORN = re.compile(rb"([a-z0-9-]{1,64}(\.[\w-]*( (=( (\{[^\0]*)?)?)?)?)?)?")
"""The start of a torn line: its save was never acknowledged, so it is not reported."""


class ParsedFile(Struct, frozen=True):
    """The events in a file, and the faults of what is no event."""

    events: list[Entry] = []
    """May contain duplicates."""
    faults: list[Fault] = []
    unread: Fault | None = None
    """Why nothing in the file can be read, though it is not empty."""


def read(data: bytes, file: str) -> ParsedFile:
    """Parse a file's events: as a whole, and line by line if that misses any line.

    A stray table header hides the lines after it from the parse as a whole; an event that a
    formatter spread over several lines is found by nothing else.
    """
    if encoding := encoding_of(data):
        why = f"is {encoding.upper()}, which is not read: save it as UTF-8"
        is_blank = not _to_utf8(data, encoding).strip()
        return ParsedFile(unread=None if is_blank else Fault(file, why))
    lines = list(_lines(data))
    table = _table(data.removeprefix(_BOM))
    whole = list(_entries(table or {}))
    if max((len(line) for _, line in lines), default=0) > MAX_LINE:
        table, whole = None, []
    elif len(whole) == len(lines):
        return ParsedFile(whole)
    by_line = [(number, line, on_line(line)) for number, line in lines]
    events = [*whole, *chain.from_iterable(found for _, _, found in by_line)]
    if whole and len(whole) == _count_candidates(table or {}):
        return ParsedFile(events)
    rest = [(number, line) for number, line, found in by_line if not found]
    if not events and any(_is_reportable(line, is_toml=False) for _, line in rest):
        why = "holds no readable event: if it is not a journal, move it out of this folder"
        return ParsedFile(unread=Fault(file, why))
    return ParsedFile(events, _faults(rest, file, is_toml=table is not None))


def _faults(lines: list[tuple[int, bytes]], file: str, *, is_toml: bool) -> list[Fault]:
    """Return the faults of lines without an event; `is_toml`: the file as a whole is TOML."""
    faults: list[Fault] = []
    conflict = Fault(file, "merged by Git but not committed yet")
    for number, line in lines:
        if line.startswith(_GIT_CONFLICT):
            faults += [conflict] if conflict not in faults else []
        elif _is_reportable(line, is_toml=is_toml):
            faults.append(Fault(file, "is not an event; skipped", number))
        if len(faults) > MAX_FAULTS:
            return [*faults[:MAX_FAULTS], Fault(file, "and more")]
    return faults


def blanks(data: bytes, names: frozenset[str] | None) -> list[tuple[int, bytes]]:
    """Return (offset, spaces) for each line to overwrite, so that these checklists are forgotten.

    None means all. A line that does not parse is overwritten, too, if it mentions one of them.
    """
    encoding = encoding_of(data) or "utf-8"
    space = " ".encode(encoding)
    result: list[tuple[int, bytes]] = []
    for statement in _statements(_located_lines(data, encoding)):
        if names is None or _is_of(names, [line for _, _, line in statement]):
            result += [(at, space * (size // len(space))) for at, size, line in statement if line]
    return result


def has_events_of(data: bytes, names: frozenset[str] | None) -> bool:
    """Tell whether a file has events of these checklists (None: any), or cannot be read."""
    encoding = encoding_of(data)
    parsed = read(_to_utf8(data, encoding) if encoding else data, "")
    return bool(parsed.unread) or any(names is None or name in names for name, _ in parsed.events)


def mentions(data: bytes, names: frozenset[str] | None) -> bool:
    """Tell whether a file in any encoding may hold events of these checklists (None: any)."""
    plain = data.replace(b"\0", b"")  # enough to read ASCII in UTF-16 and UTF-32
    if names is None:
        return re.search(rb"\bdid\s*=", plain) is not None
    return any(_mentions(name, plain) for name in names)


def _mentions(name: str, text: bytes) -> bool:
    word = re.escape(name.encode("utf-8", "surrogateescape"))
    return re.search(rb"(?<![\w-])%s(?![\w-])" % word, text) is not None


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are neither blank nor comment, with their numbers."""
    split = _split_at_cr if b"\r" in data else _as_one
    for number, raw in enumerate(BytesIO(data), 1):
        for _, line in split(raw):
            if line and not line.startswith(b"#"):
                yield number, line


def _as_one(raw: bytes) -> Iterable[tuple[int, bytes]]:
    return ((0, _stripped(raw)),)


def _split_at_cr(raw: bytes) -> Iterable[tuple[int, bytes]]:
    """Return (offset, stripped line), split where lines end with CR alone if each is an event."""
    pieces = raw.rstrip(b"\r\n").split(b"\r")
    stripped = [_stripped(piece) for piece in pieces]
    if len(pieces) == 1 or not all(on_line(piece) for piece in stripped if piece):
        return _as_one(raw)
    offsets = accumulate((len(piece) + 1 for piece in pieces[:-1]), initial=0)
    return zip(offsets, stripped, strict=True)


def _stripped(line: bytes) -> bytes:
    return line.strip().removeprefix(_BOM)


def _is_reportable(line: bytes, *, is_toml: bool) -> bool:
    """Tell whether a line without an event is a fault.

    A torn line is none, and neither are the other lines of a file that is valid TOML.
    """
    if line.endswith(b"}"):
        return True
    return not (is_toml or _HEADER.fullmatch(line) or _TORN.fullmatch(line.rstrip(b"\0")))


def on_line(line: bytes) -> list[Entry]:
    """Return the events on one line; a line that we wrote has one."""
    return list(_entries(_table(line) or {})) if len(line) <= MAX_LINE else []


def _table(data: bytes) -> dict[str, Any] | None:
    try:
        return tomli.loads(data.decode())
    except (ValueError, RecursionError, MemoryError):
        return None


def _to_utf8(data: bytes, encoding: str) -> bytes:
    return data.decode(encoding, "replace").removeprefix("\ufeff").encode()


def _count_candidates(table: dict[str, Any]) -> int:
    """Count the values that might be events, including those that are not in a table."""
    return sum(len(rows) if isinstance(rows, dict) else 1 for rows in table.values())


def _entries(table: dict[str, Any]) -> Iterator[Entry]:
    for checklist, rows in table.items():
        if isinstance(rows, dict):
            for name, row in rows.items():
                event = parse_event(name, row) if isinstance(row, dict) else None
                if event:
                    yield clean_name(checklist), event


_LocatedLine = tuple[int, int, bytes]
"""A line's offset in the file, its size there in bytes, and its stripped text in UTF-8."""


def _located_lines(data: bytes, encoding: str) -> Iterator[_LocatedLine]:
    start = 0
    if encoding == "utf-8":
        for raw in BytesIO(data):
            parts = list(_split_at_cr(raw))
            ends = [offset for offset, _ in parts[1:]] + [len(raw.rstrip(b"\r\n"))]
            for (offset, line), end in zip(parts, ends, strict=True):
                yield start + offset, end - offset, line
            start += len(raw)
        return
    for text in data.decode(encoding, "replace").split("\n"):
        size = len(text.encode(encoding, "replace"))
        yield start, size, _stripped(text.encode("utf-8", "replace").removeprefix(_BOM))
        start += size + len("\n".encode(encoding))


def _statements(lines: Iterator[_LocatedLine]) -> Iterator[list[_LocatedLine]]:
    """Group lines that belong together: a table with its values, or one value over several."""
    statement: list[_LocatedLine] = []
    in_table = False
    for located in lines:
        line = located[2]
        begins = line.startswith((b"#", b"[", *_GIT_CONFLICT)) or bool(on_line(line))
        if begins or (_DOTTED_KEY.match(line) and not in_table):
            yield statement
            statement, in_table = [], line.startswith(b"[")
        statement.append(located)
    yield statement


def _is_of(names: frozenset[str], lines: list[bytes]) -> bool:
    text = b"\n".join(lines)
    table = _table(text) if len(text) <= MAX_LINE else None
    if table:
        return any(clean_name(name) in names for name in table)
    return any(_mentions(name, text) for name in names)
