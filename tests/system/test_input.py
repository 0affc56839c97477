"""Input that is faster or later than a person types, or that comes from the terminal itself."""

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scale import FULL, EventLog, scaled
from tests.system.terminal import PROGRAM, Terminal
from tests.terminal_answers import ANSWERS

ID = "linkedin-ai-training"
NOTE = "ask for the letter again in May, bes x"
SLOW_DISK = "strace -f -qq -o /dev/null -e trace=fsync -e inject=fsync:delay_enter=700000".split()
ESCAPE_DELAY = 0.1
"""Seconds after which an escape alone is the key."""


def start_walk(home: Path, *, before: list[str] | None = None) -> Terminal:
    (home / "choices.toml").touch()
    terminal = Terminal(home, ID, before=before)
    terminal.wait_for_step(1)
    return terminal


def journal(home: Path) -> str:
    files = home.glob("profiles/default/journal-*.toml")
    return "".join(file.read_text(encoding="utf-8") for file in files)


def did(home: Path) -> list[str]:
    """Return what the person did; what this machine was seen to have is none of it."""
    found = [line.partition('did = "')[2].partition('"')[0] for line in journal(home).splitlines()]
    return [kind for kind in found if kind != "seen"]


def leave(terminal: Terminal) -> None:
    terminal.press("\x11")
    assert terminal.leave() == 0
    assert b"Traceback" not in terminal.output


def test_text_and_enter_sent_together_are_a_note(tmp_path: Path) -> None:
    terminal = start_walk(tmp_path)
    terminal.type(f"e{NOTE}\r")
    terminal.wait_until(lambda: did(tmp_path) == ["noted"], "a note")
    terminal.go("x", step=2)
    assert did(tmp_path) == ["noted", "not-applicable"]
    assert f'note = "{NOTE}"' in journal(tmp_path)
    leave(terminal)


@pytest.mark.needs("tmux")
def test_text_and_enter_sent_by_tmux_are_a_note(tmp_path: Path) -> None:
    (tmp_path / "choices.toml").touch()
    tmux = ["tmux", "-L", tmp_path.name, "-f", os.devnull]
    environment = os.environ | {"PRIVACY_CHECK_HOME": str(tmp_path)}

    def shown() -> str:
        done = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, text=True)
        return done.stdout

    start = [*tmux, "new-session", "-d", "-x", "80", "-y", "24", *PROGRAM, ID]
    subprocess.run(start, env=environment, check=True)
    try:
        wait = Terminal(tmp_path, command=[*tmux, "attach"], size=(80, 24))
        wait.wait_until(lambda: "▸" in shown(), "the first step")  # tmux draws it in parts
        subprocess.run([*tmux, "send-keys", f"e{NOTE}", "Enter"], check=True)
        wait.wait_until(lambda: did(tmp_path) == ["noted"], "a note")
        assert f'note = "{NOTE}"' in journal(tmp_path)
        lines = ("ask for the letter again in May,", " bes x")
        wait.wait_until(lambda: all(line in shown() for line in lines), "the note on its page")
    finally:
        subprocess.run([*tmux, "kill-server"], check=True)
        wait.leave()


@pytest.mark.needs("strace")
def test_keys_wait_for_a_slow_disk(tmp_path: Path) -> None:
    terminal = start_walk(tmp_path, before=SLOW_DISK)
    terminal.type(" ebes x\r")
    terminal.wait_until(lambda: "noted" in did(tmp_path), "a note")
    assert did(tmp_path) == ["done", "noted"]
    assert 'note = "bes x"' in journal(tmp_path)
    leave(terminal)


def test_input_before_the_first_frame_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "choices.toml").touch()
    shell = ["bash", "--norc", "-i"]
    terminal = Terminal(tmp_path, command=shell, environment={"PS1": "ready> "})
    terminal.wait_for("ready> ")
    terminal.type(f"{' '.join(PROGRAM)} {ID}\r ls bin\r")
    terminal.wait_for_step(1)
    terminal.read(1)
    assert did(tmp_path) == []
    terminal.go("s", step=2)
    assert did(tmp_path) == ["skipped"]
    before = len(terminal.output)
    terminal.press("\x1a", 1)
    terminal.type("fg\rs x")
    terminal.wait_for("▸", after=before)
    terminal.read(1)
    assert did(tmp_path) == ["skipped"], "it was typed to the shell"
    terminal.go("s", step=3)
    terminal.press("\x11")
    terminal.press("exit\r")
    assert terminal.leave() == 0


def test_a_repeated_key_closes_a_page_and_nothing_else(tmp_path: Path) -> None:
    terminal = start_walk(tmp_path)
    for key in ("\x1b", "q", "\r"):
        terminal.answer("w", "Afterwards")
        terminal.press(key * 3, 1)
        assert terminal.step() == 1
        assert "Afterwards" not in "".join(terminal.screen())
    leave(terminal)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("\x1b[97u\x1b[32u\x1b[98:66;2u\x1b[13u", "a B"),
        ("می\u200cخواهم\r", "می\u200cخواهم"),
        ("👨\u200d👩\u200d👧 🇬🇧 👍🏽 क्षि\r", "👨\u200d👩\u200d👧 🇬🇧 👍🏽 क्षि"),
        ("a\u3000b\r", "a\u3000b"),
        ("\x1b[200~می\u200cخواهم\x1b[201~\r", "می\u200cخواهم"),
    ],
)
def test_a_note_has_what_was_typed_reported_or_pasted(tmp_path: Path, sent: str, kept: str) -> None:
    terminal = start_walk(tmp_path)
    terminal.type(f"e{sent}")
    terminal.wait_until(lambda: did(tmp_path) == ["noted"], "a note")
    assert f'note = "{kept}"' in journal(tmp_path)
    leave(terminal)


def test_terminal_responses_are_not_taken_for_keys(
    tmp_path: Path, record_property: EventLog
) -> None:
    terminal = start_walk(tmp_path)
    terminal.type("".join(ANSWERS.values()))
    terminal.read()
    terminal.answer("?", "scroll")  # and none on a page
    for answer in ANSWERS.values():
        terminal.type(answer * 2)
    terminal.press("\x1b", 0.5)
    assert terminal.step() == 1
    halves = [(said[:n], said[n:]) for said in ANSWERS.values() for n in range(1, len(said))]
    tried = [pair for pair in halves if pair[1] != "x" and pair != ("\x1b", "/Z")]
    tried = tried if FULL else tried[::20]
    for first, rest in tried:
        terminal.type(first)
        terminal.draw_for(ESCAPE_DELAY * 1.5)
        terminal.type(rest)
    terminal.read()
    assert did(tmp_path) == []
    record_property("answers in two halves", len(tried))
    leave(terminal)


def sequences(chance: random.Random, number: int) -> Iterator[str]:
    """Make sequences up, by the grammar and against it; none is a click or a key with a text."""
    finals = [chr(c) for c in range(0x40, 0x7F) if chr(c) not in "[Mmu"]
    for _ in range(number):
        parameters = "".join(chance.choices("0123456789;:?>=! $'\"", k=chance.randrange(9)))
        words = "".join(chance.choices("xqsbcez \r;1", k=chance.randrange(20)))
        yield chance.choice(
            [
                f"\x1b[{parameters}{chance.choice(finals)}",
                f"\x1b{chance.choice(']PX^_')}{words}\x1b\\",
                f"\x1b]{words}\x07",
                f"\x1b[{parameters}\x18",
                f"\x1b]{words}\x1a",
                f"\x1b[{parameters}\x1b[{parameters}{chance.choice(finals)}",
                f"\x1bO{chance.choice('ABCDFHPQRS')}",
                f"\x1b[200~{words}{parameters}\x1b[201~",
            ]
        )


def test_no_escape_sequence_marks_a_step(tmp_path: Path, record_property: EventLog) -> None:
    terminal = start_walk(tmp_path)
    many = scaled(20_000)
    for number, sequence in enumerate(sequences(random.Random(0), many)):
        terminal.type(sequence)
        if not number % 50:
            terminal.read(0.01)
    terminal.read()
    assert did(tmp_path) == []
    terminal.press("\x1b[H ")
    terminal.wait_until(lambda: did(tmp_path) == ["done"], "a mark: keys are heard")
    record_property("sequences", many)
    leave(terminal)
