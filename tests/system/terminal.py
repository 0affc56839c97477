"""The real program in a pseudo-terminal: keys in, bytes out, signals from outside."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyte

Size = tuple[int, int]
PROGRAM = [sys.executable, "-m", "privacy_check"]
TIMEOUT = 30
_AT_FIRST = {"?7", "?25"}
"""The modes that are on in a new terminal: it wraps lines and shows its cursor."""

_SWITCHES = re.compile(rb"\x1b\[(?:\?(\d+)([hl])|([<>])\d*u|(22|23);0t)")
_UNREAD = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[<>=][\d;]*[a-z]|\x1b\[\?[\d;]+\$p")
"""What pyte would take for text: titles, pointers, keyboards, questions."""


class Terminal:
    """A terminal with the program in it, or with a command that starts it."""

    def __init__(
        self,
        home: Path,
        *words: str,
        before: list[str] | None = None,
        command: list[str] | None = None,
        environment: Mapping[str, str | None] | None = None,
        size: Size = (80, 24),
    ) -> None:
        self.output = b""
        command = command or [*(before or []), *PROGRAM, *words]
        variables = {
            "PRIVACY_CHECK_HOME": str(home),
            "TERM": "xterm-256color",
            **(environment or {}),
        }
        self.master, child = pty.openpty()
        self.resize(size)
        self.settings = termios.tcgetattr(self.master)
        self.pid = os.fork()
        if self.pid == 0:
            os.login_tty(child)
            environ = {name: value for name, value in {**os.environ, **variables}.items() if value}
            os.execvpe(command[0], command, environ)
        os.close(child)
        self._ended = os.pidfd_open(self.pid)

    def resize(self, size: Size) -> None:
        """Give the terminal another size; the kernel tells the program."""
        self.size = size
        self._resized = len(self.output)
        rows_and_columns = struct.pack("HHHH", size[1], size[0], 0, 0)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, rows_and_columns)

    def read(self, seconds: float = 0.3) -> bytes:
        """Read what the program draws until it has been quiet for so long."""
        until = time.monotonic() + TIMEOUT
        while time.monotonic() < until and select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            if not data:
                break
            self.output += data
        return self.output

    def draw_for(self, seconds: float) -> None:
        """Read what the program draws for so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.read(0.005)

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        """Read what the program draws until a condition holds."""
        until = time.monotonic() + TIMEOUT
        while not holds():
            assert time.monotonic() < until, f"{what!r} never came: {self.output[-2000:]!r}"
            self.read(0.05)

    def wait_for(self, words: str, after: int = 0) -> None:
        """Wait until the program has drawn these words."""
        self.wait_until(lambda: words.encode() in self.output[after:], words)

    def screen(self) -> list[str]:
        """Return the lines on the screen, as drawn since the last change of size."""
        return [line.rstrip() for line in self.cells().display]

    def cells(self) -> pyte.Screen:
        """Return the screen cell by cell, with its colours."""
        screen = pyte.Screen(*self.size)
        pyte.ByteStream(screen).feed(_UNREAD.sub(b"", self.output[self._resized :]))
        return screen

    def type(self, keys: str) -> None:
        """Type, without reading what the program draws."""
        os.write(self.master, keys.encode())

    def press(self, keys: str, seconds: float = 0.3) -> None:
        """Type, and read what the program draws."""
        self.type(keys)
        self.read(seconds)

    def answer(self, keys: str, words: str) -> None:
        """Type, and wait until the program has drawn these words again."""
        before = len(self.output)
        self.type(keys)
        self.wait_for(words, after=before)

    def step(self) -> int:
        """Return the number of the step that a walk is at, as its list marks it; 0 in no walk."""
        marked = re.search("[▸>][^ ] ([0-9]+) ", "\n".join(self.screen()))
        return int(marked[1]) if marked else 0

    def wait_for_step(self, number: int) -> None:
        """Wait until a walk is at this step."""
        self.wait_until(lambda: self.step() == number, f"step {number}")

    def go(self, keys: str, *, step: int) -> None:
        """Type, and wait until the walk is at this step."""
        self.type(keys)
        self.wait_for_step(step)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def is_restored(self) -> bool:
        """Tell whether the terminal is in the state that it had before the program started."""
        return not self.changed() and termios.tcgetattr(self.master) == self.settings

    def changed(self) -> set[str]:
        """Return what differs from before the program started: modes, keyboard, title."""
        on, depths = set(_AT_FIRST), {"keyboard": 0, "title": 0}
        for mode, way, keyboard, title in _SWITCHES.findall(self.output):
            if mode:
                (on.add if way == b"h" else on.discard)(f"?{mode.decode()}")
            elif keyboard:
                depths["keyboard"] += 1 if keyboard == b">" else -1
            else:
                depths["title"] += 1 if title == b"22" else -1
        return (on ^ _AT_FIRST) | {name for name, depth in depths.items() if depth}

    def wait(self) -> int:
        """Wait until the program ends, and return its exit status, or minus its signal."""
        until = time.monotonic() + TIMEOUT
        while time.monotonic() < until and not select.select([self._ended], [], [], 0)[0]:
            self.read(0.05)
        self.read(0.05)
        return self._status(0)

    def leave(self) -> int:
        """Wait for the program's end, and close the terminal."""
        status = self.wait()
        os.close(self.master)
        return status

    def hang_up(self) -> int:
        """Close the terminal under the program, and wait for its end."""
        os.close(self.master)
        return self._status(TIMEOUT)

    def _status(self, timeout: float) -> int:
        ended = select.select([self._ended], [], [], timeout)[0]
        if not ended:
            os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        os.close(self._ended)
        assert ended, f"it never ended: {self.output[-2000:]!r}"
        return os.waitstatus_to_exitcode(status)


def state_of(pid: int) -> str:
    """Return the letter for what a process does: R, S, T (stopped), Z."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
