"""What stands in a journal's file: which bytes are events, and which bytes are of whom.

Anybody may have had the file meanwhile: an editor, a formatter, another shell, Git, a disk.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate, chain
from typing import Any

import tomli

from privacy_check.domain.journal import Event, parse_event
from privacy_check.domain.sanitize import clean_name
from privacy_check.errors import MAX_FAULTS, Fault
from privacy_check.storage.files import encoding_of

MAX_LINE = 64 * 1024
Entry = tuple[str, Event]

_BOM = b"\xef\xbb\xbf"
_GIT = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
_HEADER = re.compile(rb"\[.*\]")
_DOTTED = re.compile(rb"[\w\"'-]+\s*\.\s*[\w\"'-]+[^=]*=")
_CUT = re.compile(rb"([a-z0-9-]{1,64}(\.[\w-]*( (=( (\{[^\0]*)?)?)?)?)?)?")
"""What a save that was cut leaves: it was never acknowledged, and needs no word."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says, and what in it says nothing."""

    events: list[Entry] = field(default_factory=list)
    """Perhaps some of them twice."""
    faults: list[Fault] = field(default_factory=list)
    unread: Fault | None = None
    """Why nothing of it can be read, though it is not empty."""


def read(data: bytes, file: str) -> Found:
    """Read a file's events: parsed whole if that finds one on every line, else also line by line.

    A table in the middle hides what follows it when parsed whole; an event that a formatter put on
    several lines is found in no other way.
    """
    if other := encoding_of(data):
        why = f"is {other.upper()}, and is not read: save it as UTF-8"
        is_blank = not _narrow(data, other).strip()
        return Found(unread=None if is_blank else Fault(file, why))
    lines = list(_lines(data))
    table = _table(data.removeprefix(_BOM))
    whole = list(_entries(table or {}))
    longest = max((len(line) for _, line in lines), default=0)
    if longest > MAX_LINE:
        table, whole = None, []
    elif len(whole) == len(lines):
        return Found(whole)
    one_by_one = [(number, line, on_line(line)) for number, line in lines]
    events = [*whole, *chain.from_iterable(here for _, _, here in one_by_one)]
    if whole and len(whole) == _rows(table or {}):
        return Found(events)
    empty = [(number, line) for number, line, here in one_by_one if not here]
    if not events and any(_says_something(line, parsed=False) for _, line in empty):
        why = "holds no event that can be read: if it is no journal, move it out of this folder"
        return Found(unread=Fault(file, why))
    return Found(events, _faults(empty, file, parsed=table is not None))


def _faults(empty: list[tuple[int, bytes]], file: str, *, parsed: bool) -> list[Fault]:
    """Tell which lines are no event; `parsed`: the file as a whole is TOML."""
    faults: list[Fault] = []
    for number, line in empty:
        if line.startswith(_GIT):
            history = Fault(file, "merged by git, still to be committed")
            faults += [history] if history not in faults else []
        elif _says_something(line, parsed=parsed):
            faults.append(Fault(file, "is no event, and is passed over", number))
        if len(faults) > MAX_FAULTS:
            return [*faults[:MAX_FAULTS], Fault(file, "and more")]
    return faults


def blanks(data: bytes, names: frozenset[str] | None) -> list[tuple[int, bytes]]:
    """Return what to write at which places so that nothing of these checklists (None: all) stays.

    One pair a line. What no longer parses goes, too, if it names one of them.
    """
    codec = encoding_of(data) or "utf-8"
    blank = " ".encode(codec)
    places: list[tuple[int, bytes]] = []
    for statement in _statements(_in_utf8(data, codec)):
        if names is None or _is_of(names, [line for _, _, line in statement]):
            places += [(at, blank * (size // len(blank))) for at, size, line in statement if line]
    return places


def has_events_of(data: bytes, names: frozenset[str] | None) -> bool:
    """Tell whether what is left of a file is an event of these checklists, or cannot be read."""
    other = encoding_of(data)
    found = read(_narrow(data, other) if other else data, "")
    return bool(found.unread) or any(names is None or name in names for name, _ in found.events)


def mentions(data: bytes, names: frozenset[str] | None) -> bool:
    """Tell whether bytes of any form may hold an event of these checklists (None: of any)."""
    plain = data.replace(b"\0", b"")
    if names is None:
        return re.search(rb"\bdid\s*=", plain) is not None
    return any(_names(name, plain) for name in names)


def _names(name: str, text: bytes) -> bool:
    word = re.escape(name.encode("utf-8", "surrogateescape"))
    return re.search(rb"(?<![\w-])%s(?![\w-])" % word, text) is not None


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are neither blank nor comment, with their numbers."""
    lines_of = _parts if b"\r" in data else _plain
    for number, whole in enumerate(BytesIO(data), 1):
        for _, line in lines_of(whole):
            if line and not line.startswith(b"#"):
                yield number, line


def _plain(whole: bytes) -> Iterable[tuple[int, bytes]]:
    return ((0, _stripped(whole)),)


def _parts(whole: bytes) -> Iterable[tuple[int, bytes]]:
    """Return a line stripped, with its place; in pieces where lines end with CR alone."""
    pieces = whole.rstrip(b"\r\n").split(b"\r")
    stripped = [_stripped(piece) for piece in pieces]
    if len(pieces) == 1 or not all(on_line(piece) for piece in stripped if piece):
        return _plain(whole)
    places = accumulate((len(piece) + 1 for piece in pieces[:-1]), initial=0)
    return zip(places, stripped, strict=True)


def _stripped(line: bytes) -> bytes:
    return line.strip().removeprefix(_BOM)


def _says_something(line: bytes, *, parsed: bool) -> bool:
    """Tell whether a line that is no event is worth a word.

    A save that was cut is not, and not what stands around the values of a table.
    """
    if line.endswith(b"}"):
        return True
    return not (parsed or _HEADER.fullmatch(line) or _CUT.fullmatch(line.rstrip(b"\0")))


def on_line(line: bytes) -> list[Entry]:
    """Return the events of one line: one, if it is as we wrote it."""
    return list(_entries(_table(line) or {})) if len(line) <= MAX_LINE else []


def _table(data: bytes) -> dict[str, Any] | None:
    try:
        return tomli.loads(data.decode())
    except (ValueError, RecursionError, MemoryError):
        return None


def _narrow(data: bytes, codec: str) -> bytes:
    return data.decode(codec, "replace").removeprefix("\ufeff").encode()


def _rows(table: dict[str, Any]) -> int:
    """Count what might be events, each value that is none of a table as one, too."""
    return sum(len(rows) if isinstance(rows, dict) else 1 for rows in table.values())


def _entries(table: dict[str, Any]) -> Iterator[Entry]:
    for checklist, rows in table.items():
        if isinstance(rows, dict):
            for name, row in rows.items():
                event = parse_event(name, row) if isinstance(row, dict) else None
                if event:
                    yield clean_name(checklist), event


_Piece = tuple[int, int, bytes]
"""Where a line stands, how many bytes it has there, and what it says, in UTF-8."""


def _in_utf8(data: bytes, codec: str) -> Iterator[_Piece]:
    if codec == "utf-8":
        start = 0
        for whole in BytesIO(data):
            parts = list(_parts(whole))
            ends = [place for place, _ in parts[1:]] + [len(whole.rstrip(b"\r\n"))]
            for (place, line), end in zip(parts, ends, strict=True):
                yield start + place, end - place, line
            start += len(whole)
        return
    start = 0
    for text in data.decode(codec, "replace").split("\n"):
        size = len(text.encode(codec, "replace"))
        yield start, size, _stripped(text.encode("utf-8", "replace").removeprefix(_BOM))
        start += size + len("\n".encode(codec))


def _statements(pieces: Iterator[_Piece]) -> Iterator[list[_Piece]]:
    """Yield lines that belong together: a table with its values, else one that goes on."""
    statement: list[_Piece] = []
    in_table = False
    for piece in pieces:
        line = piece[2]
        begins = line.startswith((b"#", b"[", *_GIT)) or bool(on_line(line))
        if begins or (_DOTTED.match(line) and not in_table):
            yield statement
            statement, in_table = [], line.startswith(b"[")
        statement.append(piece)
    yield statement


def _is_of(names: frozenset[str], lines: list[bytes]) -> bool:
    text = b"\n".join(lines)
    table = _table(text) if len(text) <= MAX_LINE else None
    if table:
        return any(clean_name(name) in names for name in table)
    return any(_names(name, text) for name in names)
