"""First frame, key to screen and memory, beside a bare Textual list of as many rows.

    .venv/bin/python benchmarks/screen.py [ROUNDS [DOOIT]]

Each round starts every program once, in turn, in an 80x24 pseudo-terminal; ratios are of medians.
What Python compiles is kept from the first round on, as it is on any machine.
DOOIT is the command of the to-do app of that name, where it is installed.
"""

import fcntl
import os
import pty
import select
import shutil
import statistics
import struct
import sys
import tempfile
import termios
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

import tomli

HERE = Path(__file__).parent
LIBRARY = HERE.parent / "checklists"
KEYS = 20
TYPED = "training data"


@dataclass
class Program:
    name: str
    command: list[str]
    ready: bytes
    home: Path
    finds: bool = False
    beside: "Program | None" = None
    first_frame: list[float] = field(default_factory=list)
    key: list[float] = field(default_factory=list)
    find: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def run(self) -> None:
        started = time.perf_counter()
        pid, master = pty.fork()
        if pid == 0:
            inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
            environment = inherited | {
                "PRIVACY_CHECK_HOME": str(self.home),
                "HOME": str(self.home),
                "TERM": "xterm-256color",
            }
            os.execve(self.command[0], self.command, environment)
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        seen = b""
        while self.ready not in seen:
            seen += os.read(master, 65536)
        self.first_frame.append(time.perf_counter() - started)
        drain(master, 0.7)
        self.key += press(master, [b"\x1b[B"] * KEYS)
        if self.finds:
            press(master, [b"/"])
            self.find += press(master, [letter.encode() for letter in TYPED])
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        self.memory.append(int(peak.split()[1]) / 1024)
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(master)


def press(master: int, keys: list[bytes]) -> list[float]:
    """Send keys, one after the other, and return how long each took to change the screen."""
    took = []
    for key in keys:
        sent = time.perf_counter()
        os.write(master, key)
        select.select([master], [], [], 1)
        took.append(time.perf_counter() - sent)
        drain(master, 0.1)
    return took


def drain(master: int, quiet: float) -> None:
    while select.select([master], [], [], quiet)[0]:
        os.read(master, 65536)


def generated(folder: Path, count: int) -> Path:
    """Write a home with so many checklists, made from the library's."""
    own = folder / "checklists"
    own.mkdir(parents=True)
    files = sorted(LIBRARY.glob("*.toml"))
    for number in range(count - len(files)):
        source = files[number % len(files)]
        text = source.read_text(encoding="utf-8")
        name = f"{source.stem[:50]}-{number}"
        text = text.replace(f'id = "{source.stem}"', f'id = "{name}"', 1)
        text = "\n".join(x for x in text.splitlines() if not x.startswith("replaces"))
        (own / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def lines(folder: Path, count: int) -> Path:
    """Write a home whose journal has so many marks: each step of the library, again and again."""
    profile = folder / "profiles" / "default"
    profile.mkdir(parents=True)
    first = datetime(2020, 1, 1, tzinfo=UTC)
    tables = [tomli.loads(f.read_text(encoding="utf-8")) for f in sorted(LIBRARY.glob("*.toml"))]
    steps = [(table["id"], step["id"]) for table in tables for step in table["steps"]]
    with (profile / "journal-0-0.toml").open("w", encoding="utf-8") as journal:
        for number, (name, step) in zip(range(count), cycle(steps), strict=False):
            at = f"{first + timedelta(hours=number):%Y-%m-%dT%H:%M:%SZ}"
            fields = f'did = "done", review = {number // len(steps) + 1}, step = "{step}"'
            journal.write(f"{name}.{number:08x} = {{ at = {at}, {fields} }}\n")
    return folder


def table(programs: list[Program]) -> str:
    rows = ["| | first frame | key | key in find | memory |", "|---|--:|--:|--:|--:|"]
    for program in programs:
        find = f"{statistics.median(program.find) * 1000:.1f} ms" if program.find else ""
        rows.append(
            f"| {program.name} | {statistics.median(program.first_frame) * 1000:.0f} ms "
            f"| {statistics.median(program.key) * 1000:.1f} ms "
            f"| {find} | {statistics.median(program.memory):.0f} MiB |"
        )
        if program.beside:
            rows.append(f"| **beside {program.beside.name}** |{ratios(program, program.beside)} |")
    return "\n".join(rows)


def ratios(program: Program, beside: Program) -> str:
    measured = [
        (program.first_frame, beside.first_frame),
        (program.key, beside.key),
        (program.find, beside.find or beside.key),
        (program.memory, beside.memory),
    ]
    return " |".join(
        f" **{statistics.median(a) / statistics.median(b):.2f}**" if a else " " for a, b in measured
    )


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    work = Path(tempfile.mkdtemp())
    python = sys.executable
    many = 1000
    count = len(list(LIBRARY.glob("*.toml")))
    bare = str(HERE / "bare.py")
    ours = [python, "-m", "privacy_check"]
    first_row = "○".encode()
    few = Program(f"a bare list of {count}", [python, bare, str(count)], b"READY", work / "bare")
    lot = Program(f"a bare list of {many}", [python, bare, str(many)], b"READY", work / "bare")
    library = Program(
        f"Home, {count} checklists", ours, first_row, work / "library", finds=True, beside=few
    )
    long = lines(work / "long", 5000)
    more = generated(work / "many", many)
    programs = [
        few,
        library,
        Program(
            "Home, 5,000 lines of journal", ours, b"need you", long, finds=True, beside=library
        ),
        lot,
        Program(f"Home, {many} checklists", ours, first_row, more, finds=True, beside=lot),
    ]
    if len(sys.argv) > 2:
        dooit = Program("dooit", [sys.argv[2]], b"Welcome", work / "dooit")
        programs.append(dooit)
        library_again = Program(
            "Home, again", ours, first_row, work / "library", finds=True, beside=dooit
        )
        programs.append(library_again)
    for program in programs:
        program.home.mkdir(parents=True, exist_ok=True)
        (program.home / "choices.toml").touch()  # somebody who has been here before
    try:
        for program in programs:
            program.run()  # once to warm the disk
            program.first_frame, program.key, program.find, program.memory = [], [], [], []
        for _ in range(rounds):
            for program in programs:
                program.run()
    finally:
        shutil.rmtree(work)
    print(table(programs))


if __name__ == "__main__":
    main()
