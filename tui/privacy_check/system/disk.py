"""The calls on files that differ from system to system: opening, locking, syncing, replacing."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from privacy_check.system.platforms import on_windows

_TRIES, _PAUSE = 5, 0.05
_LOCKED_BYTE = 1 << 30
"""Far beyond the end of any journal: Windows lets nobody read a locked byte."""
_LOCK_WAIT = 5
_HELD = (errno.EACCES, errno.EDEADLK, getattr(errno, "EDEADLOCK", errno.EDEADLK))


def open_binary(path: Path, flags: int, mode: int = 0o600) -> int:
    """Open a file whose bytes are written as they are: Windows has line ends of its own."""
    return os.open(path, flags | getattr(os, "O_BINARY", 0), mode)


def open_itself(path: Path, flags: int) -> int:
    """Open a file that is the program's own; a link in its place is not followed but refused.

    Raises OSError, for a link with ELOOP.
    """
    no_follow = getattr(os, "O_NOFOLLOW", 0)
    if not no_follow and path.is_symlink():  # Windows can only look first
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return open_binary(path, flags | no_follow | getattr(os, "O_CLOEXEC", 0))


@contextmanager
def appending(descriptor: int) -> Iterator[None]:
    """Keep other windows from appending to the file meanwhile, where the system does not.

    On Windows, `O_APPEND` is two calls, seek and write: two windows could write to the same place.
    The lock is given up by the system when a process ends. Raises OSError if another window keeps
    it; a file system without locks is used without.
    """
    is_locked = _lock(descriptor)
    try:
        yield
    finally:
        if is_locked:
            _unlock(descriptor)


def _lock(descriptor: int) -> bool:
    """Take the lock; False if there is none to take. Raises OSError after some seconds."""
    end = monotonic() + _LOCK_WAIT
    while on_windows():
        try:
            _call_locking(descriptor, unlock=False)
        except OSError as error:
            if error.errno not in _HELD:
                return False
            if monotonic() > end:
                raise OSError(error.errno, "another window has been writing too long") from None
            sleep(0.001)
        else:
            return True
    return False


def _unlock(descriptor: int) -> None:
    with suppress(OSError):  # closing the file unlocks it, too
        _call_locking(descriptor, unlock=True)


def _call_locking(descriptor: int, *, unlock: bool) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK if unlock else msvcrt.LK_NBLCK, 1)


def is_at(path: Path, status: os.stat_result) -> bool:
    """Tell whether an open file, given by its status, is still the one at its path."""
    if on_windows():  # where an open file cannot be moved or replaced
        return True
    try:
        return os.path.samestat(status, path.stat())
    except FileNotFoundError:
        return False


def replace(temporary: Path, file: Path) -> None:
    """Put a file in place of another.

    Windows refuses that while some other program, such as a virus scanner, has it open; so it is
    tried again.
    """
    for _ in range(_TRIES - 1 if on_windows() else 0):
        with suppress(PermissionError):
            temporary.replace(file)
            return
        sleep(_PAUSE)
    temporary.replace(file)


def fsync(descriptor: int) -> None:
    """Fsync; on macOS with F_FULLFSYNC, as fsync(2) does not flush the drive's cache there."""
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(descriptor)
    else:
        os.fsync(descriptor)


def sync_folders(folder: Path) -> None:
    """Fsync a folder and its parents, any of which a killed save may have created."""
    for path in (folder, *folder.parents):
        sync_folder(path)


def sync_folder(folder: Path) -> None:
    """Fsync a folder, so that new entries survive a power cut.

    Windows cannot, and some file systems refuse; new entries are then perhaps not durable.
    """
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            fsync(descriptor)
        finally:
            os.close(descriptor)
