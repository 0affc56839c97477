"""Bytes from a disk, and on it to stay: private folders, fsync, files put in place whole."""

import codecs
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import Any

import tomli

from privacy_check.domain.sanitize import clean
from privacy_check.errors import Fault, StoreError
from privacy_check.storage.paths import display_path
from privacy_check.system.ownership import error_text, hand_over, hand_over_folder

MIB = 1024 * 1024
HOUR = 3600
_MARKS = {
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
_ZEROS: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
"""Which of the first four bytes are zero where a text in ASCII letters has no mark."""
_LEFT = re.compile(r"\.~.+\.[0-9a-f]{8}\.tmp")


def read_limited(file: Path, largest: int = 1) -> bytes:
    """Return what a file of at most so many MiB holds.

    Raises OSError, also where it is larger, or a pipe or device, which could be read for ever.
    """
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError("not a regular file")
    with file.open("rb") as opened:
        data = opened.read(largest * MIB + 1)
    if len(data) > largest * MIB:
        raise OSError(f"larger than {largest} MiB")
    return data


def encoding_of(data: bytes) -> str:
    """Name the encoding of a text that some editor or shell wrote in no form of ASCII, if it is.

    A reader of lines finds nothing in such a file, which is not the same as an empty one.
    """
    for codec, mark in _MARKS.items():
        if data.startswith(mark):
            return codec
    head = data.rstrip(b"\0")[:4]  # a tail of zeros is a power cut's
    return _ZEROS.get(tuple(byte == 0 for byte in head), "")


def random_hex(size: int) -> str:
    """Return so many random bytes in hex: a name that nobody else takes.

    The module `secrets` does no more than this, and costs 9 ms at every start.
    """
    return os.urandom(size).hex()


def read_toml(path: Path, file: str, faults: list[Fault]) -> tuple[str, dict[str, Any]] | None:
    """Return the text and the table of a TOML file that a person may write.

    Or None, with a fault that says why, by `file`, which is what messages call it.
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
    """Put a small file of the program's own in place of the old one, whole or not at all.

    A link is followed first, so that it stays one. Raises StoreError. Two windows that do this at
    once lose one of two preferences, never a mark: those are only ever added.
    """
    file = file.resolve()
    fresh = file.with_name(f".~{file.name}.{random_hex(4)}.tmp")
    try:
        make_folders(file.parent)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            hand_over(descriptor, file.parent)
            opened.write(data)
            opened.flush()
            fsync(opened.fileno())
        fresh.replace(file)
        sync_folder(file.parent)
    except OSError as error:
        raise StoreError(f"{display_path(file)}: {error_text(error, file)}") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
            _sweep(file.parent)


def edit(file: Path, change: Callable[[bytes], bytes]) -> None:
    """Change a file of the person's own where it stands: what is not changed is not touched.

    Its owner, mode and links stay, and what others wrote into it until now. A file that is not
    there is made. Raises StoreError, with the file as it was.
    """
    try:
        if file.is_symlink() and not file.exists():
            raise OSError("is a link that leads nowhere")  # noqa: TRY301  told like the disk's
        make_folders(file.parent)
        while not _edited(file, change):
            pass
    except OSError as error:
        raise StoreError(f"{display_path(file)}: {error_text(error, file)}") from error


def _edited(file: Path, change: Callable[[bytes], bytes]) -> bool:
    """Change it once; False if an editor put another in its place meanwhile."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a regular file")
        hand_over(descriptor, file.parent)
        with os.fdopen(os.dup(descriptor), "rb") as opened:
            old = opened.read()
        new = change(old)
        kept = len(os.path.commonprefix([old, new]))
        try:
            _put(descriptor, new, kept, len(old))
        except OSError:
            _put(descriptor, old, kept)
            raise
        return os.path.samestat(os.fstat(descriptor), file.stat())
    finally:
        os.close(descriptor)


def _put(descriptor: int, data: bytes, start: int, before: int = 0) -> None:
    """Write what follows from a place on. Killed in the middle it leaves blank lines at the end."""
    padded = data[start:].ljust(before - start, b"\n")
    os.lseek(descriptor, start, os.SEEK_SET)
    while padded:
        padded = padded[os.write(descriptor, padded) :]
    os.ftruncate(descriptor, len(data))
    fsync(descriptor)


def too_permissive(paths: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """Yield what others than its owner may get at, each with the mode that it should have."""
    for path in paths:
        with suppress(OSError):
            mode = path.stat().st_mode
            private = 0o700 if stat.S_ISDIR(mode) else 0o600
            if os.name == "posix" and mode & 0o777 & ~private:
                yield path, private


def _sweep(folder: Path) -> None:
    """Take away what a save that was killed left behind an hour ago or more; nothing else, ever."""
    now = folder.stat().st_mtime  # by the disk's own clock, which a server may have
    for path in folder.iterdir():
        with suppress(OSError):
            if _LEFT.fullmatch(path.name) and path.lstat().st_mtime < now - HOUR:
                path.unlink()


def make_folders(folder: Path) -> None:
    """Make a folder and those above it, private, and to last."""
    new = list(takewhile(lambda path: not path.exists(), (folder, *folder.parents)))
    for path in reversed(new):
        path.mkdir(mode=0o700, exist_ok=True)
        with suppress(OSError):
            hand_over_folder(path)
        sync_folder(path.parent)


def fsync(descriptor: int) -> None:
    """Fsync; on macOS past the drive's own cache, where fsync(2) stops short of the platter."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(descriptor)
    else:
        os.fsync(descriptor)


def sync_folders(folder: Path) -> None:
    """Fsync a folder and all above it: a save that was killed may have made any of them."""
    for path in (folder, *folder.parents):
        sync_folder(path)


def sync_folder(folder: Path) -> None:
    """Fsync a folder, so that what is new in it survives a power cut.

    Windows has no such call, and some file systems refuse it: saved then, perhaps not durable.
    """
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
