"""Strangers' strings in every text, and the whole program walked through: none of them is obeyed.

The raw bytes are held against those of a twin, which has harmless words in the same places.
"""

import fcntl
import json
import os
import re
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from privacy_check.storage.checklist_file import read
from tests.hostile_strings import hostile_strings, misleading
from tests.scale import scaled
from tests.system import controls, hostile_home
from tests.system.terminal import Terminal
from tests.system.test_network import ID, WORDS

EACH = 40  # as many as a checklist has room for
AT_REST = 0.1  # a key that comes while a screen opens may go to the one below
ESC = "\x1b[27u"  # the key alone: nothing after it can be taken for its second half
DOWN, RIGHT, TOP, END = "\x1b[B", "\x1b[C", "\x1b[H", "\x1b[F"
HOVER = "".join(f"\x1b[<35;{column};{row}M" for column in (5, 30) for row in range(1, 12, 2))
MAY_DRAW_NOTHING = (TOP, END, HOVER, "Y", "o")  # a small screen is soon full of toasts

FAULTS = [TOP, "\r", END, ESC]
CARDS = [DOWN, "w", END, ESC, "c", "o", "Y", ESC, "e", ESC, "?", END, ESC, HOVER]
SETTINGS = [",", *[DOWN] * 3, "\r", ESC, *[DOWN] * 2, "\r", END, ESC, ESC]  # services, profiles
LISTS = ["h", "\r", ESC, "\t", ESC, "m", ESC, "t", ESC, "f", ESC, "\x10", "z", DOWN, ESC]
WALK = ["w", END, ESC, "c", END, "Y", ESC, "h", END, ESC, "?", ESC, "e", ESC, "z", ESC, HOVER]
STEP = ["Y", "o"]
SIZES = {
    (80, 24): ([*FAULTS, *CARDS, *SETTINGS, *LISTS], WALK),
    (40, 12): ([*FAULTS, *SETTINGS, "h", "\r", ESC, ESC], ["w", ESC, "c", ESC]),
}
"""What is done in a terminal of each size: on Home, and in each checklist beside its steps."""


class AppRun:
    """The program in a terminal; what it draws is kept by size, and by the key that made it."""

    def __init__(self, home: Path) -> None:
        self.parts: list[list[bytes]] = []
        self.terminal = Terminal(home)
        self._kept = 0

    def resize(self, width: int, height: int) -> None:
        size = struct.pack("HHHH", height, width, 0, 0)
        fcntl.ioctl(self.terminal.master, termios.TIOCSWINSZ, size)
        self.parts.append([])

    def press(self, *keys: str) -> None:
        """Press keys one by one, each once what was drawn for the one before has come to rest."""
        for key in keys:
            self.terminal.press(key, 0.03)
            self.keep("" if key in MAY_DRAW_NOTHING else r"\w", f"after {key!r}, ")

    def keep(self, pattern: str, when: str = "") -> None:
        """Keep what is drawn once there is such text in it."""
        patience = time.monotonic() + 20
        while True:
            drawn = self.terminal.output[self._kept :]
            if re.search(pattern, controls.text(drawn)):
                break
            assert time.monotonic() < patience, f"{when}{pattern} was not drawn: {drawn[-2000:]!r}"
            self.terminal.read(0.03)
        drawn = self.terminal.read(AT_REST)[self._kept :]
        self.parts[-1].append(drawn)
        self._kept += len(drawn)

    def walk(self, size: tuple[int, int], names: list[str]) -> None:
        """Go everywhere on Home, and through every step of each checklist."""
        around, on_the_way = SIZES[size]
        self.press(*around)
        for name in names:
            self.press("/", name, "\r", *on_the_way, *STEP)
            for _ in hostile_home.STEPS[1:]:
                self.press(RIGHT, *STEP)
            self.press(ESC)


def run_app(home: Path, names: list[str]) -> AppRun:
    app_run = AppRun(home)
    for size in SIZES:
        app_run.resize(*size)
        app_run.keep("quit" if len(app_run.parts) == 1 else r"\w")
        app_run.walk(size, names)
    os.write(app_run.terminal.master, b"q")
    assert app_run.terminal.leave() == 0
    return app_run


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> AppRun:
    home = tmp_path_factory.mktemp("twin") / "home"
    names = hostile_home.make(home, [f"plain words {n}" for n in range(EACH)], EACH)
    return run_app(home, names)


def test_no_hostile_string_controls_the_terminal_from_the_app(
    tmp_path: Path, twin: AppRun, record_property: Callable[[str, object], None]
) -> None:
    strings = hostile_strings(scaled(1000))
    names = hostile_home.make(tmp_path / "home", strings, EACH)
    app_run = run_app(tmp_path / "home", names)
    sent, harmless = app_run.terminal.output, twin.terminal.output
    assert controls.control_kinds(sent) <= controls.control_kinds(harmless)
    assert sent.decode(), "all of it is UTF-8"
    assert not misleading(controls.text(sent))
    copied = controls.copied(sent)
    assert not any(map(misleading, copied))
    files = [tmp_path / "home" / "checklists" / f"{name}.toml" for name in names]
    checklists = [checklist for path in files if (checklist := read(path, path.name)[0])]
    assert len(checklists) == len(names), "they load"
    assert {s.copy for c in checklists for s in c.steps} <= set(copied), "each step was shown"
    assert sent.count(b"was copied through the terminal.") >= len(names), "toasts were shown"
    assert emulated(app_run) == emulated(twin)
    record_property("hostile strings on screen", len(strings))


def emulated(app_run: AppRun) -> set[tuple[str, int, str]]:
    """The titles and letter sets that a real emulator came to have; nothing there misleads."""
    states = set()
    for size, drawn in zip(SIZES, app_run.parts, strict=True):
        emulator = controls.Emulator(*size)
        for data in drawn:
            assert not emulator.read(data)
            screen = emulator.screen
            states.add((re.sub(r"\d+", "n", screen.title), screen.charset, screen.g0_charset))
    return states


CALLS = """
import json, sys
from privacy_check.cli.main import main
for words in json.load(sys.stdin):
    try:
        main(words)
    except SystemExit:
        pass
"""


def said(home: Path, calls: list[list[str]], *, whole: Callable[[str], str] = str) -> str:
    """Call commands in one process, and return what they printed; none of it misleads."""
    done = subprocess.run(
        [sys.executable, "-c", CALLS],
        input=json.dumps(calls).encode(),
        env=os.environ | {"PRIVACY_CHECK_HOME": str(home), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    )
    printed = whole((done.stdout + done.stderr).decode())
    assert not misleading(printed)
    assert "Traceback" not in printed
    return printed


def unfolded(calendar: str) -> str:
    """Return a calendar's lines whole (RFC 5545, 3.1)."""
    return calendar.replace("\r\n ", "").replace("\r\n", "\n")


def test_no_hostile_string_controls_the_terminal_from_a_command(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    strings = hostile_strings(scaled(1000))
    home = tmp_path / "home"
    names = hostile_home.make(home, strings, EACH)
    # what a shell completes is written in columns, with tabs between them; a calendar is folded
    apart = ("completion", "calendar")
    every = [words for name, calls in WORDS.items() if name not in apart for words in calls]
    calls = [[names[0] if word == ID else word for word in words] for words in every]
    calls += [["show", name, *more] for name in names for more in ([], ["--json"])]
    calls += [["validate", *(str(path) for path in (home / "checklists").iterdir())]]
    printed = said(home, calls)
    assert all(f"[{step}]" in printed for step in hostile_home.STEPS), "steps were shown"
    assert printed.count("holds no readable event") >= len(strings), "names of files were told"
    assert "BEGIN:VEVENT" in said(home, WORDS["calendar"], whole=unfolded)
    record_property("commands on hostile files", len(calls))


def test_no_hostile_argument_controls_the_terminal(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    strings = hostile_strings(scaled(1000))
    calls = []
    for number, text in enumerate(strings):
        calls += [["list", "--category", text], [f"--{text}"], ["snooze", ID, text]]
        calls += [["shell-hook", text], ["--profile", text, "due"], [text, text]]
        takes_long = [
            ["show", text],
            ["history", text],
            ["mark", ID, text, "done"],
            ["note", ID, text],
        ]
        calls.append(takes_long[number % len(takes_long)])
    printed = said(tmp_path, [*calls, ["history"], ["show", ID]])
    assert len(printed.splitlines()) > len(calls)
    record_property("commands given a hostile string", len(calls))
