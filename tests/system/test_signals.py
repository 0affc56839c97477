"""Told to end, stopped, cut off, at any place: what was marked is kept, the terminal given back."""

import os
import signal
import subprocess
import termios
import time
from pathlib import Path

import pytest

from tests.scale import FULL, EventLog, scaled
from tests.system.terminal import PROGRAM, Terminal, state_of

ID = "linkedin-ai-training"
HOME = ("\x1b", "IN PROGRESS")
PLACES = {  # the keys that lead there from the walk, each with what one reads then
    "walk": [],
    "home": [HOME],
    "dialog": [("c", "last checked never")],
    "input": [HOME, ("/", "service, or words")],
}
ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]


def sit(home: Path, place: str = "walk") -> Terminal:
    """Sit down, mark one step, and go to a place."""
    terminal = Terminal(home, ID)
    terminal.wait_for_step(1)
    go_to(terminal, place)
    return terminal


def go_to(terminal: Terminal, place: str) -> None:
    terminal.go(" ", step=2)
    for keys, words in PLACES[place]:
        terminal.answer(keys, words)


def places(number: int) -> list[str]:
    """Take every place, or the one whose turn it is."""
    return list(PLACES) if FULL else [list(PLACES)[number % len(PLACES)]]


def marked(home: Path) -> str:
    """Return what the list says of the checklist."""
    environment = os.environ | {"PRIVACY_CHECK_HOME": str(home)}
    done = subprocess.run([*PROGRAM, "list"], env=environment, capture_output=True, text=True)
    return next(line for line in done.stdout.splitlines() if ID in line)


def test_killed_it_is_found_again_where_it_was(tmp_path: Path) -> None:
    terminal = sit(tmp_path)
    terminal.go(" ", step=3)
    terminal.kill(signal.SIGKILL)
    assert terminal.leave() == -signal.SIGKILL
    assert "2 of 7 steps" in marked(tmp_path)
    again = Terminal(tmp_path, ID)
    again.wait_for_step(3)
    again.press("q")
    assert again.leave() == 0


@pytest.mark.parametrize("number", ENDING, ids=lambda n: n.name)
def test_told_to_end_it_gives_the_terminal_back(tmp_path: Path, number: signal.Signals) -> None:
    for place in places(ENDING.index(number)):
        home = tmp_path / place
        terminal = sit(home, place)
        terminal.kill(number)
        assert terminal.wait() == 128 + number
        assert terminal.given_back(), (place, terminal.changed())
        assert "1 of 7 steps" in marked(home)


def test_told_all_at_once_it_ends_all_the_same(tmp_path: Path) -> None:
    terminal = sit(tmp_path)
    for number in ENDING * 5:
        terminal.kill(number)
    assert terminal.wait() - 128 in ENDING
    assert terminal.given_back(), terminal.changed()
    assert "1 of 7 steps" in marked(tmp_path)


def test_told_to_end_at_any_moment_it_leaves_nothing_behind(
    tmp_path: Path, record_property: EventLog
) -> None:
    moments = scaled(40)
    for moment in range(moments):
        terminal = Terminal(tmp_path, ID)
        if moment % 2:  # while it starts
            terminal.draw_for(moment / moments)
        else:  # while it ends
            terminal.wait_for_step(1)
            terminal.type("q")
            terminal.draw_for(moment / moments / 2)
        terminal.kill(signal.SIGTERM)
        assert terminal.wait() in (0, 128 + signal.SIGTERM, -signal.SIGTERM)
        assert terminal.given_back(), (moment, terminal.changed())
        assert b"Traceback" not in terminal.output
    record_property("moments", moments)


def test_ctrl_c_and_signals_that_mean_nothing_change_nothing(tmp_path: Path) -> None:
    for place in places(2):
        terminal = sit(tmp_path / place, place)
        terminal.read()
        before = terminal.screen()
        for number in (signal.SIGPIPE, signal.SIGCONT, signal.SIGWINCH):
            terminal.kill(number)
            terminal.read()
            assert terminal.screen() == before, (place, number)
        terminal.press("\x03")
        terminal.press("\x11")
        assert terminal.wait() == 0
        assert terminal.given_back(), terminal.changed()
        assert "1 of 7 steps" in marked(tmp_path / place)


def test_a_terminal_that_offers_all_that_textual_asks_for_is_given_back(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, ID)
    terminal.wait_for("\x1b[?2048$p")
    terminal.answer("\x1b[?2026;2$y\x1b[?2048;2$y", "\x1b[?1016h")
    terminal.wait_for_step(1)
    terminal.press("q")
    assert terminal.wait() == 0
    assert terminal.given_back(), terminal.changed()


def test_a_closed_terminal_loses_nothing(tmp_path: Path) -> None:
    for place in places(3):
        terminal = sit(tmp_path / place, place)
        terminal.hang_up()
        assert "1 of 7 steps" in marked(tmp_path / place)


def test_a_terminal_closed_while_nothing_could_be_drawn_keeps_no_process(tmp_path: Path) -> None:
    terminal = sit(tmp_path)
    wide = [(300 + n % 2, 100) for n in range(60)]
    for size in wide:  # nobody reads what is drawn
        terminal.resize(size)
        time.sleep(0.03)
    terminal.hang_up()
    assert "1 of 7 steps" in marked(tmp_path)


@pytest.mark.parametrize("way", ["ctrl+z", "SIGTSTP", "SIGSTOP"])
def test_stopped_it_waits_until_it_is_in_front_again(
    tmp_path: Path, way: str, record_property: EventLog
) -> None:
    stops = 0
    for place in places(len(way)):
        terminal = in_a_shell(tmp_path / place, place)
        for _ in range(scaled(20)):
            stop_and_go_on(terminal, way)
            stops += 1
        os.kill(child_of(terminal.pid), signal.SIGTERM)
        terminal.wait_until(terminal.given_back, "the terminal")
        terminal.answer("echo status $?\n", "status 143")
        assert "1 of 7 steps" in marked(tmp_path / place)
        terminal.kill(signal.SIGKILL)
        terminal.leave()
    record_property("stops", stops)


def in_a_shell(home: Path, place: str) -> Terminal:
    """Start a shell, and the program from its prompt; go to a place."""
    home.mkdir()
    plain = home / "inputrc"
    plain.write_text("set enable-bracketed-paste off\n")
    command = ["bash", "--noprofile", "--norc", "-i"]
    terminal = Terminal(home, command=command, environment={"PS1": "$ ", "INPUTRC": str(plain)})
    terminal.wait_for("$ ")
    terminal.settings = termios.tcgetattr(terminal.master)
    terminal.go(f"{' '.join(PROGRAM)} {ID}\n", step=1)
    go_to(terminal, place)
    terminal.read()
    return terminal


def stop_and_go_on(terminal: Terminal, way: str) -> None:
    """Stop the program, use the shell, try to let it run behind, and put it in front again."""
    before, program = terminal.screen(), child_of(terminal.pid)
    if way == "ctrl+z":
        terminal.answer("\x1a", "Stopped")
    else:
        os.kill(program, getattr(signal, way))
    terminal.wait_until(lambda: state_of(program) == "T", "stopped")
    if way != "SIGSTOP":  # which leaves no one the time to give anything back
        terminal.wait_until(terminal.given_back, "the terminal")
    terminal.answer("echo as ever\n", "\nas ever")
    terminal.answer("bg\n", "&")
    terminal.wait_until(lambda: state_of(program) == "T", "stopped behind")
    terminal.type("fg\n")
    if way == "SIGSTOP":
        end_a_read_of_a_line(terminal)
    terminal.wait_until(lambda: terminal.screen() == before, "the screen as it was")


def end_a_read_of_a_line(terminal: Terminal) -> None:
    """Press Enter where the program's reader waits for a line, as it does once in 200 times.

    It was stopped with no time to end, and took part in what the shell's reader saw.
    """
    terminal.read(1)
    if termios.tcgetattr(terminal.master)[3] & termios.ICANON:
        terminal.type("\n")


def child_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


def test_where_no_shell_would_wake_it_it_does_not_stop(tmp_path: Path) -> None:
    terminal = sit(tmp_path)
    terminal.read()
    before = terminal.screen()
    terminal.answer("\x1a", "\x1b[?1049h")
    terminal.wait_until(lambda: terminal.screen() == before, "the screen as it was")
    terminal.press("q")
    assert terminal.wait() == 0
    assert terminal.given_back(), terminal.changed()
