"""Another system, as far as it can be pretended on Linux: its name, its folders, what it lacks.

`PRETEND=darwin` or `PRETEND=win32` runs every test so (`.ci/run` does, for those of files, folders,
shells and browsers); a test may also pretend by itself. What it cannot show: how that system's own
calls behave beyond what is written here. docs/reliability.md says what rests on this.
"""

import errno
import importlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from random import random
from types import ModuleType
from typing import Any

import platformdirs
import pytest

importlib.import_module("icalendar")  # it asks once which system this is, and means the real one

SYSTEM = os.environ.get("PRETEND") or sys.platform
"""The system on which the tests run, or that they pretend to run on."""

PAUSE = 0.0001
"""Seconds at most between the two calls of an append on Windows."""

_CLASSES = {"darwin": ("macos", "MacOS"), "win32": ("windows", "Windows")}
_NOT_ON_WINDOWS = [
    *("O_NOFOLLOW", "O_DIRECTORY", "O_CLOEXEC", "O_NONBLOCK", "mkfifo", "mknod"),
    *("chown", "fchown", "lchown", "geteuid", "getegid", "getuid", "getgid"),
    *("seteuid", "setegid", "setuid", "setsid", "getpgid", "killpg", "fork"),
]
MODULES_NOT_ON_WINDOWS = ["pwd", "grp", "fcntl", "resource", "termios", "tty", "pty"]
_BINARY = 0x8000  # O_LARGEFILE on Linux, where it changes nothing


def run_as_named(patch: pytest.MonkeyPatch) -> None:
    """Pretend to be on the system that `PRETEND` names, if it names one."""
    if sys.platform != SYSTEM:
        pretend(patch, SYSTEM)


def pretend(patch: pytest.MonkeyPatch, system: str) -> None:
    """Pretend to be on macOS (`darwin`) or Windows (`win32`) until the patch is undone."""
    if sys.platform == system:
        return
    if "PRETEND" in os.environ and system != SYSTEM:
        pytest.skip(f"pretends {SYSTEM} already")
    module, name = _CLASSES[system]
    folders = importlib.import_module(f"platformdirs.{module}")
    fcntl = importlib.import_module("fcntl")
    patch.setattr(platformdirs, "PlatformDirs", getattr(folders, name))
    if system == "win32":
        patch.setitem(sys.modules, "msvcrt", msvcrt())
        patch.setitem(sys.modules, "winreg", winreg({}))
        _take_away(patch, _NOT_ON_WINDOWS, MODULES_NOT_ON_WINDOWS)
        _append_as_windows(patch)
        patch.setattr(folders, "get_win_folder", lambda csidl: _windows_folder(csidl))
    else:
        patch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
        patch.setattr(fcntl, "fcntl", _full_sync(fcntl.fcntl))
    patch.setattr(sys, "platform", system)


def _take_away(patch: pytest.MonkeyPatch, names: Iterable[str], modules: Iterable[str]) -> None:
    for name in names:
        patch.delattr(os, name, raising=False)
    patch.delattr(time, "tzset", raising=False)
    for module in modules:
        patch.setitem(sys.modules, module, None)


def _windows_folder(csidl: str) -> str:
    """Answer for Windows' own call, by the variables that say the same."""
    if csidl == "CSIDL_PERSONAL":
        return os.path.join(os.environ["USERPROFILE"], "Documents")  # noqa: PTH118  as Windows has it
    return os.environ[csidl.removeprefix("CSIDL_").replace("_", "")]


def _full_sync(real: Callable[..., Any]) -> Callable[..., Any]:
    def call(descriptor: int, command: int, *rest: Any) -> Any:
        return 0 if command == 51 else real(descriptor, command, *rest)

    return call


def _append_as_windows(patch: pytest.MonkeyPatch) -> None:
    """Append by a seek and a write, as the C runtime does there; line ends are its own, too."""
    really_open, really_write = os.open, os.write
    opened: dict[int, int] = {}
    """Each open file with how it was opened; the number of one that was closed is used again."""

    def open_(path: Any, flags: int, mode: int = 0o777, **rest: Any) -> int:
        descriptor = really_open(path, flags & ~os.O_APPEND, mode, **rest)
        opened[descriptor] = flags
        return descriptor

    def write(descriptor: int, data: bytes) -> int:
        flags = opened.get(descriptor, _BINARY)
        if flags & os.O_APPEND:
            os.lseek(descriptor, 0, os.SEEK_END)
            time.sleep(random() * PAUSE)  # another window may have its turn
        if flags & _BINARY:
            return really_write(descriptor, data)
        really_write(descriptor, bytes(data).replace(b"\n", b"\r\n"))
        return len(data)

    def close(descriptor: int) -> None:
        opened.pop(descriptor, None)
        really_close(descriptor)

    really_close = os.close
    patch.setattr(os, "O_BINARY", _BINARY, raising=False)
    for name, stand_in in (("open", open_), ("write", write), ("close", close)):
        patch.setattr(os, name, stand_in)


def winreg(values: dict[tuple[str, str, str], str | int]) -> ModuleType:
    """Return a registry with these values: (root, path, name) → value."""
    module: Any = ModuleType("winreg")
    module.HKEY_CURRENT_USER, module.HKEY_LOCAL_MACHINE = "HKCU", "HKLM"

    @contextmanager
    def open_key(root: str, path: str) -> Iterator[tuple[str, str]]:
        if not any(known[:2] == (root, path) for known in values):
            raise FileNotFoundError
        yield root, path

    def query(key: tuple[str, str], name: str) -> tuple[str | int, int]:
        if (*key, name) not in values:
            raise FileNotFoundError
        return values[*key, name], 1

    module.OpenKey, module.QueryValueEx = open_key, query
    return module  # type: ignore[no-any-return]  # Any, so that names can be set


def msvcrt() -> ModuleType:
    """Return a stand-in for Windows' module: it locks bytes from where the file stands."""
    module = ModuleType("msvcrt")
    fcntl = importlib.import_module("fcntl")

    def locking(descriptor: int, mode: int, count: int) -> None:
        start = os.lseek(descriptor, 0, os.SEEK_CUR)
        how = fcntl.LOCK_UN if mode == 0 else fcntl.LOCK_EX | fcntl.LOCK_NB
        try:
            fcntl.lockf(descriptor, how, count, start)
        except BlockingIOError:
            raise OSError(errno.EACCES, "Permission denied") from None

    vars(module).update(locking=locking, LK_UNLCK=0, LK_NBLCK=2)
    return module
