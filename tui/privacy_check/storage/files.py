"""Reading and durably writing files: atomic replacement, edits in place, private folders."""

import codecs
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import Any

import tomli

from privacy_check.domain.sanitize import clean
from privacy_check.errors import Fault, StoreError
from privacy_check.storage.paths import display_path
from privacy_check.system.disk import fsync, is_at, open_binary, replace, sync_folder
from privacy_check.system.ownership import error_text, hand_over, hand_over_folder
from privacy_check.system.platforms import on_windows

MIB = 1024 * 1024
HOUR = 3600
_BOMS = {
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
_ZERO_BYTES: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
"""Which of the first four bytes are zero, in ASCII text without a BOM → the encoding."""
_TEMPORARY = re.compile(r"\.~.+\.[0-9a-f]{8}\.tmp")


def read_limited(file: Path, max_mib: int = 1) -> bytes:
    """Return the content of a regular file of at most so many MiB.

    Raises OSError, also for larger files, and for pipes and devices, which may never end.
    """
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError("not a regular file")
    with file.open("rb") as opened:
        data = opened.read(max_mib * MIB + 1)
    if len(data) > max_mib * MIB:
        raise OSError(f"larger than {max_mib} MiB")
    return data


def encoding_of(data: bytes) -> str:
    """Return `utf-16-le` or the like if some editor or shell saved a text so; else empty.

    Such a file has no lines for a parser of bytes, but is not empty.
    """
    for encoding, bom in _BOMS.items():
        if data.startswith(bom):
            return encoding
    head = data.rstrip(b"\0")[:4]  # trailing zeros come from a power cut
    return _ZERO_BYTES.get(tuple(byte == 0 for byte in head), "")


def random_hex(size: int) -> str:
    """Return so many random bytes in hex.

    This is what `secrets.token_hex` does, without its 9 ms of import time.
    """
    return os.urandom(size).hex()


def read_toml(path: Path, file: str, faults: list[Fault]) -> tuple[str, dict[str, Any]] | None:
    """Return the text and the table of a TOML file; None, with a fault added, if it has none.

    `file` is what faults call it.
    """
    line = None
    try:
        text = read_limited(path).removeprefix(b"\xef\xbb\xbf").decode()
        return text, tomli.loads(text)
    except OSError as error:
        what = f"cannot be read: {error_text(error, path)}"
    except UnicodeDecodeError as error:
        what = f"cannot be read: byte {error.start} is not UTF-8"
    except (ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        what = f"invalid TOML: {clean(getattr(error, 'msg', '') or str(error))}"
    faults.append(Fault(file, what, line))
    return None


def atomic_write(file: Path, data: bytes) -> None:
    """Replace one of the program's own small files atomically.

    A symlink stays one, and its target is replaced. Raises StoreError. If two windows write at
    once, one setting may be lost; events cannot, as they are only appended.
    """
    file = file.resolve()
    temporary = file.with_name(f".~{file.name}.{random_hex(4)}.tmp")
    try:
        make_folders(file.parent)
        descriptor = open_binary(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        with os.fdopen(descriptor, "wb") as opened:
            hand_over(descriptor, file.parent)
            opened.write(data)
            opened.flush()
            fsync(opened.fileno())
        replace(temporary, file)
        sync_folder(file.parent)
    except OSError as error:
        raise StoreError(f"{display_path(file)}: {error_text(error, file)}") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
            _remove_leftovers(file.parent)


def edit(file: Path, change: Callable[[bytes], bytes]) -> None:
    """Edit one of the person's own files in place; only the changed bytes are written.

    Its owner, mode and links stay the same. A missing file is created. Raises StoreError; the file
    is then unchanged.
    """
    try:
        if file.is_symlink() and not file.exists():
            raise OSError("is a broken link")  # noqa: TRY301  as if the disk's
        make_folders(file.parent)
        while not _edited(file, change):
            pass
    except OSError as error:
        raise StoreError(f"{display_path(file)}: {error_text(error, file)}") from error


def _edited(file: Path, change: Callable[[bytes], bytes]) -> bool:
    """Edit the file once; False if an editor replaced it meanwhile."""
    descriptor = open_binary(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a regular file")
        hand_over(descriptor, file.parent)
        with os.fdopen(os.dup(descriptor), "rb") as opened:
            old = opened.read()
        new = change(old)
        start = len(os.path.commonprefix([old, new]))
        try:
            _write_from(descriptor, new, start, len(old))
        except OSError:
            _write_from(descriptor, old, start)
            raise
        return is_at(file, os.fstat(descriptor))
    finally:
        os.close(descriptor)


def _write_from(descriptor: int, data: bytes, start: int, old_size: int = 0) -> None:
    """Write the data from an offset on; if killed before the truncation, empty lines are left."""
    padded = data[start:].ljust(old_size - start, b"\n")
    os.lseek(descriptor, start, os.SEEK_SET)
    while padded:
        padded = padded[os.write(descriptor, padded) :]
    os.ftruncate(descriptor, len(data))
    fsync(descriptor)


def too_permissive(paths: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """Yield the paths that group or others may access, each with the mode that it should have."""
    for path in paths:
        with suppress(OSError):
            mode = path.stat().st_mode
            private = 0o700 if stat.S_ISDIR(mode) else 0o600
            if not on_windows() and mode & 0o777 & ~private:
                yield path, private


def _remove_leftovers(folder: Path) -> None:
    """Remove temporary files that killed saves left at least an hour ago."""
    now = folder.stat().st_mtime  # by the file server's clock
    for path in folder.iterdir():
        with suppress(OSError):
            if _TEMPORARY.fullmatch(path.name) and path.lstat().st_mtime < now - HOUR:
                path.unlink()


def make_folders(folder: Path) -> None:
    """Create a folder and its missing parents, private and durably."""
    new = list(takewhile(lambda path: not path.exists(), (folder, *folder.parents)))
    for path in reversed(new):
        path.mkdir(mode=0o700, exist_ok=True)
        with suppress(OSError):
            hand_over_folder(path)
        sync_folder(path.parent)
