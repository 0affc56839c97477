"""One action in a child process under strace: its system calls, and injected faults."""

import os
import re
import signal
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Act = Callable[[], int]
"""Something that saves, and returns a command's exit status."""

CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+|\?)(.*)$")
CHANGING = ("openat", "write", "fsync", "rename", "link", "unlink", "mkdir")


@dataclass(frozen=True)
class Call:
    """One system call, and its place among those of its name."""

    name: str
    arguments: str
    result: str
    nth: int

    @property
    def changes(self) -> bool:
        """Whether it may change what is on the disk, or for how long."""
        opens_to_read = self.name == "openat" and not re.search("O_WRONLY|O_RDWR", self.arguments)
        return self.name in CHANGING and not opens_to_read

    def fault(self, what: str) -> str:
        """Return strace's option to inject a fault at this call, such as `signal=KILL`."""
        return f"inject={self.name}:{what}:when={self.nth}"


@dataclass(frozen=True)
class Run:
    """The result of an action."""

    calls: list[Call]
    ended: int
    """The exit status, or minus the signal that killed it."""
    output: str

    @property
    def acknowledged(self) -> bool:
        """Whether success was reported."""
        return self.ended == 0 or "exit 0" in self.output.splitlines()

    @property
    def sentences(self) -> list[str]:
        """The lines of output besides the exit status."""
        return [line for line in self.output.splitlines() if not line.startswith("exit ")]

    @property
    def of_files(self) -> list[Call]:
        """The calls but those on the terminal's streams and the process's own end."""
        return [call for call in self.calls if not re.match("[012], |[0-9]+$", call.arguments)]

    @property
    def of_the_save(self) -> list[Call]:
        """The calls from the first that may change a file: before it there is nothing to lose."""
        first = next(i for i, call in enumerate(self.calls) if call.changes)
        return self.calls[first:]


def run(act: Act, scratch: Path, fault: str = "") -> Run:
    """Let a child of this process act under strace, from its first call to its last.

    The child stops itself, so that strace, which counts from where it comes in, misses nothing and
    counts nothing else.
    """
    output, trace = scratch / "output", scratch / "trace"
    child = os.fork()
    if child == 0:
        _act(act, output)
    os.waitpid(child, os.WUNTRACED)
    command = ["strace", "-p", str(child), "-o", str(trace), "-xx", "-s", "100000"]
    command += ["-e", "trace=%file,%desc,exit_group", *(("-e", fault) if fault else ())]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as strace:
        assert strace.stderr
        attached = strace.stderr.readline()
        os.kill(child, signal.SIGCONT)
        _, ended = os.waitpid(child, 0)
        strace.stderr.read()
    assert b"attached" in attached, attached
    text = trace.read_text()
    assert not fault or "INJECTED" in text or "killed by SIGKILL" in text, "the fault never came"
    return Run(list(_calls(text)), os.waitstatus_to_exitcode(ended), output.read_text())


def command(home: Path, *words: str, strace: Sequence[str] = ()) -> Run:
    """Run the real command, under strace if options for it are given."""
    trace = home.with_name("trace")
    before = ["strace", "-o", str(trace), "-e", f"trace={','.join(CHANGING)}", *strace]
    done = subprocess.run(
        [*(before if strace else ()), sys.executable, "-m", "privacy_check", *words],
        env=os.environ | {"PRIVACY_CHECK_HOME": str(home)},
        capture_output=True,
        text=True,
    )
    calls = list(_calls(trace.read_text())) if strace else []
    return Run(calls, done.returncode, done.stdout + done.stderr)


def _act(act: Act, output: Path) -> None:
    status = 70
    try:
        with output.open("wb") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        # a number has no Path, and a with would close what the act still prints to
        sys.stdout = sys.stderr = open(1, "w", buffering=1, closefd=False)  # noqa: PTH123, SIM115
        os.kill(os.getpid(), signal.SIGSTOP)
        status = act()
        print(f"exit {status}")  # noqa: T201  the acknowledgement is a call of its own
    except BaseException:  # noqa: BLE001  the child ends here, whatever came
        traceback.print_exc()
    finally:
        os._exit(status)


def _calls(text: str) -> Iterator[Call]:
    counts = Counter[str]()
    for line in text.splitlines():
        if (match := CALL.match(line)) and match[1] != "mmap":
            name, arguments, result, _ = match.groups()
            counts[name] += 1
            yield Call(name, arguments, result, counts[name])
