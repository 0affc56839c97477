"""The services' addresses in a password manager's export or a browser's data: their hosts alone.

Whatever else a file holds, passwords among it, is passed over while it is read: nothing of it is
kept, returned or named in an error. No exception of a parser leaves this module either: it might
quote what could not be read, and its traceback holds the rest.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from privacy_check.domain.discovery import Kind, Seen
from privacy_check.domain.sanitize import Clean, clean, clean_path
from privacy_check.errors import AddressFileError
from privacy_check.storage import address_formats, browser_databases
from privacy_check.storage.addresses import MAX_TEXT, Addresses, NotReadableError
from privacy_check.storage.paths import display_path
from privacy_check.system.ownership import error_text

MIB = 1024 * 1024
MAX_FILE = 1024 * MIB
"""Bytes of an archive, which has attachments that are not looked at, and of a browser's history."""
STDIN = Path("-")


class Found(Struct, frozen=True):
    """What a file said of services."""

    file: Path
    kind: Kind
    program: Clean
    """Whose format it is: Bitwarden, Firefox."""
    seen: tuple[Seen, ...]
    addresses: int
    note: Clean = Clean("")
    """What may be missing."""

    @property
    def is_export(self) -> bool:
        """Tell whether the file holds passwords in plain text, and should not stay there."""
        return self.kind == "passwords" and self.file != STDIN


def read(file: Path, *, history: bool = False, source: str = "") -> Found:
    """Return what a file says of services; `-` is stdin. Raises AddressFileError.

    `history` asks a browser's database for its visits instead of its bookmarks; `source` is what
    the file is called, instead of by its name.
    """
    found = _read(file, history=history)
    if isinstance(found, str):
        name = "stdin" if file == STDIN else display_path(file)
        raise AddressFileError(f"{name}: {found}")
    called = clean(source) or _called(file, found)
    seen = tuple(Seen(found.kind, name, called, times) for name, times in found.names.items())
    program, note = clean(found.program), clean(found.note, 500)
    return Found(file, found.kind, program, seen, found.names.total(), note)


def _called(file: Path, found: Addresses) -> Clean:
    """Call a browser's own file by what it is, and any other by its name."""
    if found.kind != "passwords" and found.program:
        return clean(f"{found.program} {found.kind}")
    return Clean("stdin") if file == STDIN else clean_path(file.name)


def _read(file: Path, *, history: bool) -> Addresses | str:
    """Return the addresses in a file, or why there are none.

    What is wrong is returned, not raised: an exception would carry what was read along.
    """
    try:
        with _opened(file) as stream:
            if file != STDIN and browser_databases.is_database(stream):
                return browser_databases.read(file, history=history)
            return address_formats.read(stream)
    except NotReadableError as error:
        return str(error)
    except OSError as error:
        return f"cannot be read: {error_text(error, file)}"
    except Exception:  # whatever a parser raises may quote what it read
        return "cannot be read: it is damaged, or none of the formats that are known"


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """Open a regular file, or what stdin holds. A pipe that is named might never end."""
    if file == STDIN:
        yield BytesIO(sys.stdin.buffer.read(MAX_TEXT + 1))
        return
    status = file.stat()
    if stat.S_ISDIR(status.st_mode):
        raise NotReadableError("is a folder; name the file")
    if not stat.S_ISREG(status.st_mode):
        raise NotReadableError("is not a regular file; to read a pipe, pass - and pipe into that")
    if status.st_size > MAX_FILE:
        raise NotReadableError(f"is larger than {MAX_FILE // MIB} MiB")
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(file, flags), "rb") as opened:
        yield opened
