"""The real program in a pseudo-terminal: keys in, bytes out, signals from outside."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path


class Terminal:
    """A terminal of 80 by 24 with the program in it."""

    def __init__(self, home: Path, *words: str, before: Sequence[str] = ()) -> None:
        self.output = b""
        self.status: int | None = None
        command = [*before, sys.executable, "-m", "privacy_check", *words]
        environment = os.environ | {"PRIVACY_CHECK_HOME": str(home), "TERM": "xterm-256color"}
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.settings = termios.tcgetattr(self.master)

    def read(self, seconds: float = 0.3) -> bytes:
        """Take in what the program draws until it has been quiet for so long."""
        until = time.monotonic() + 20
        while time.monotonic() < until and select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            if not data:
                break
            self.output += data
        return self.output

    def wait_for(self, words: str) -> None:
        """Wait until the program has drawn these words."""
        until = time.monotonic() + 30
        while words.encode() not in self.output:
            assert time.monotonic() < until, f"{words!r} never came: {self.output[-2000:]!r}"
            self.read(0.1)

    def press(self, keys: str, seconds: float = 0.3) -> None:
        """Type, and let the program draw."""
        os.write(self.master, keys.encode())
        self.read(seconds)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def leave(self) -> int:
        """Wait for the program's end, and return its exit status, or minus its signal."""
        self.read(1.0)
        _, status = os.waitpid(self.pid, 0)
        self.read(0.1)
        os.close(self.master)
        return os.waitstatus_to_exitcode(status)
