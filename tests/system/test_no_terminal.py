"""No terminal, or a limited one: plain text or one clear line, and never a traceback."""

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from tests.scale import FULL, EventLog
from tests.system.terminal import PROGRAM, Terminal

ID = "linkedin-ai-training"
Kind = TypeVar("Kind")
SAID = shlex.join(PROGRAM)
COMMANDS = [
    ["show", ID],
    ["history", "--json"],
    ["mark", ID, "turn-off", "done"],
    ["list", "--all"],
    ["list", "--json"],
    ["due"],
    ["due", "--json"],
    ["show", "no-such-list"],
    ["note", ID, "turn-off", "é – ◐ 🙂"],
    ["confirm", ID, "--still-right"],
    ["start-over", ID],
    ["snooze", ID, "3"],
    ["interval", ID, "30"],
    ["undo", ID],
    ["history"],
    ["new"],
    ["validate"],
    ["discover"],
    ["discover", "--json", "/nowhere.csv"],
    ["shell-hook", "bash"],
    ["completion", "zsh"],
    ["man"],
    ["stale"],
    ["schema"],
    ["paths"],
    ["forget", ID],
    ["--version"],
    ["--help"],
    ["list", "--category", "ünknown"],
]


def run(
    home: Path, line: str, letters: str = "utf-8", **said: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell, typed in these letters."""
    environment = os.environ | {"PRIVACY_CHECK_HOME": str(home)} | said
    command: list[str | bytes] = ["bash", "-o", "pipefail", "-c", line.encode(letters, "replace")]
    return subprocess.run(command, env=environment, capture_output=True, check=False)


def some(turn: int) -> list[list[str]]:
    """Take every command, or those whose turn it is."""
    return COMMANDS if FULL else [COMMANDS[0], COMMANDS[1 + turn % (len(COMMANDS) - 1)]]


def turns(all_of_them: list[Kind]) -> list[Kind]:
    """Take all of them, or every third."""
    return all_of_them if FULL else all_of_them[::3]


STREAMS = ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full", "2>/dev/full", "&>/dev/full"]


@pytest.mark.parametrize("streams", STREAMS)
def test_commands_work_without_standard_streams_or_say_so(
    tmp_path: Path, streams: str, record_property: EventLog
) -> None:
    commands = some(1 + STREAMS.index(streams))
    for words in commands:
        whole = run(tmp_path / "whole", f"{SAID} {shlex.join(words)}")
        done = run(tmp_path / "less", f"{SAID} {shlex.join(words)} {streams}")
        unheard = bool(whole.stdout) and (">&- " in f"{streams} " or "full" in streams)
        if streams.startswith("2>"):
            unheard = False
        assert done.returncode == (1 if unheard else whole.returncode), (words, done)
        assert done.stderr.count(b"\n") <= max(1, whole.stderr.count(b"\n")), done.stderr
        assert b"Traceback" not in done.stderr
        if unheard and "2" not in streams and "&>" not in streams:
            assert b"the output could not be written" in done.stderr
    record_property("commands", len(commands))


@pytest.mark.parametrize("reader", ["head -1", "head -c1", "true"])
def test_a_closed_pipe_prints_no_error(tmp_path: Path, reader: str) -> None:
    journals = tmp_path / "profiles" / "default"
    journals.mkdir(parents=True)
    lines = (
        f'{ID}.{n:08x} = {{ at = 2026-11-23T10:02:11Z, did = "noted", note = "{n}" }}\n'
        for n in range(1000)  # more than a pipe holds
    )
    (journals / "journal-a.toml").write_text("".join(lines))
    for words in ("list --all", f"show {ID}", "history --json", "schema", "--help", "show x"):
        for both in ("", "2>&1"):
            done = run(tmp_path, f"{SAID} {words} {both} | {reader}")
            assert done.returncode in (0, 1), (words, done)
            assert done.stderr.count(b"\n") == (words == "show x" and not both), done.stderr


AWAY = ["</dev/null", "< <(echo q)", ">/dev/null", "| cat", "2>/dev/null", "&>/dev/null"]
AWAY += ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", "<&- 2>&-"]


@pytest.mark.parametrize("streams", AWAY)
def test_the_app_says_that_it_needs_a_terminal(tmp_path: Path, streams: str) -> None:
    line = f"{SAID} {streams}; echo status ${{PIPESTATUS[0]}}"
    terminal = Terminal(tmp_path, command=["bash", "-c", line])
    assert terminal.wait() == 0
    said = terminal.output.decode()
    assert "status 2" in said
    heard = streams not in ("&>/dev/null", ">&- 2>&-", "<&- >&- 2>&-", ">/dev/null 2>&-")
    assert said.count("\n") == 1 + heard, said
    assert ("the app needs a terminal" in said) == heard
    assert terminal.is_restored()
    assert "\x1b" not in said


@pytest.mark.parametrize("words", ["", "review", ID, f"open {ID}"])
def test_the_app_without_a_controlling_terminal_says_so(tmp_path: Path, words: str) -> None:
    for before in ("", "setsid -w "):
        done = run(tmp_path, f"{before}{SAID} {words} </dev/null")
        assert done.returncode == 2
        assert b"the app needs a terminal" in done.stderr
        assert done.stderr.count(b"\n") == 1
        assert done.stdout == b""


@pytest.mark.parametrize("kind", ["dumb", "unknown"])
def test_the_app_refuses_a_dumb_terminal(tmp_path: Path, kind: str) -> None:
    terminal = Terminal(tmp_path, environment={"TERM": kind})
    assert terminal.wait() == 2
    assert kind in terminal.output.decode()
    assert b"\x1b" not in terminal.output


def run_app(home: Path, environment: Mapping[str, str | None]) -> Terminal:
    """Walk a step, type invalid UTF-8 into the find dialog, and quit."""
    terminal = Terminal(home, ID, environment=environment)
    terminal.wait_for_step(1)
    terminal.go(" ", step=2)
    terminal.answer("\x1b", "IN PROGRESS")
    os.write(terminal.master, b"/\xe9\xff")
    terminal.press("linkedin")
    terminal.press("\x11")
    assert terminal.wait() == 0
    assert terminal.is_restored(), terminal.changed()
    assert b"Traceback" not in terminal.output
    return terminal


COLOUR = re.compile(r"\x1b\[(?:[\d;]*;)?((?:3|4|9|10)[0-7]|[34]8;[25][\d;]*)(?:;[\d;]*)?m")


@pytest.mark.parametrize("kind", turns(["xterm", "linux", "vt100", None, "xterm-16color"]))
def test_a_terminal_with_few_colours_gets_no_others(tmp_path: Path, kind: str | None) -> None:
    said = run_app(tmp_path, {"TERM": kind}).output.decode()
    assert COLOUR.search(said)
    assert not re.search(r"\x1b\[[\d;]*[34]8;[25];", said)


def test_no_color_sends_no_colours_and_the_symbols_suffice(tmp_path: Path) -> None:
    terminal = run_app(tmp_path, {"NO_COLOR": "1"})
    said = terminal.output.decode()
    assert not COLOUR.search(said)
    assert re.search(r"\x1b\[[\d;]*\b4\b[\d;]*m[^\x1b]*LinkedIn", said), "the cursor is a line"
    assert "IN PROGRESS" in said


@pytest.fixture(scope="module")
def western(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A real locale of Latin-1, made here."""
    folder = tmp_path_factory.mktemp("locales")
    command = ["localedef", "-i", "de_DE", "-f", "ISO-8859-1", str(folder / "de_DE")]
    subprocess.run(command, check=True, capture_output=True)
    return {"LOCPATH": str(folder), "LC_ALL": "de_DE"}


ASCII = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
LOCALES = {
    "western": {},
    "C": {"LC_ALL": "C"},
    "POSIX": {"LC_ALL": "POSIX"},
    "ascii": {"LC_ALL": "C"} | ASCII,
    "LANG=C": {"LC_ALL": "", "LANG": "C"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
}


@pytest.mark.parametrize("name", turns(list(LOCALES)))
def test_commands_and_the_app_work_in_any_locale(
    tmp_path: Path, name: str, western: dict[str, str], record_property: EventLog
) -> None:
    said = LOCALES[name] or western
    commands = some(10 + list(LOCALES).index(name))
    for words in commands:
        typed = "latin-1" if name == "western" else "utf-8"
        done = run(tmp_path / "commands", f"{SAID} {shlex.join(words)}", typed, **said)
        assert done.returncode in (0, 1, 2), (words, done)
        assert b"Traceback" not in done.stderr
        for text in (done.stdout, done.stderr):
            if name == "ascii":
                assert text.isascii()
            elif name in ("latin-1", "western"):
                assert not re.search(rb"[\xc2-\xf4][\x80-\xbf]", text), "letters of UTF-8"
            else:
                text.decode()
    run_app(tmp_path / "app", said)
    record_property("commands", len(commands))
