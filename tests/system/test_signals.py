"""Exit signals, suspension, hang-up, on any screen: marks are kept, the terminal is restored."""

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
    "dialog": [("c", "never checked")],
    "input": [HOME, ("/", "service, or words")],
}
ENDING = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]


def start_at(home: Path, place: str = "walk") -> Terminal:
    """Start the app, mark one step, and go to a screen."""
    terminal = Terminal(home, ID)
    terminal.wait_for_step(1)
    go_to(terminal, place)
    return terminal


def go_to(terminal: Terminal, place: str) -> None:
    terminal.go(" ", step=2)
    for keys, words in PLACES[place]:
        terminal.answer(keys, words)


def places(number: int) -> list[str]:
    """Return all screens, or one of them by turns."""
    return list(PLACES) if FULL else [list(PLACES)[number % len(PLACES)]]


def marked(home: Path) -> str:
    """Return what the list says of the checklist."""
    environment = os.environ | {"PRIVACY_CHECK_HOME": str(home)}
    done = subprocess.run([*PROGRAM, "list"], env=environment, capture_output=True, text=True)
    return next(line for line in done.stdout.splitlines() if ID in line)


def test_marks_survive_sigkill(tmp_path: Path) -> None:
    terminal = start_at(tmp_path)
    terminal.go(" ", step=3)
    terminal.kill(signal.SIGKILL)
    assert terminal.leave() == -signal.SIGKILL
    assert "2 of 7 done" in marked(tmp_path)
    again = Terminal(tmp_path, ID)
    again.wait_for_step(3)
    again.press("q")
    assert again.leave() == 0


@pytest.mark.parametrize("number", ENDING, ids=lambda n: n.name)
def test_an_exit_signal_restores_the_terminal(tmp_path: Path, number: signal.Signals) -> None:
    for place in places(ENDING.index(number)):
        home = tmp_path / place
        terminal = start_at(home, place)
        terminal.kill(number)
        assert terminal.wait() == 128 + number
        assert terminal.is_restored(), (place, terminal.changed())
        assert "1 of 7 done" in marked(home)


def test_many_exit_signals_at_once_still_exit_cleanly(tmp_path: Path) -> None:
    terminal = start_at(tmp_path)
    for number in ENDING * 5:
        terminal.kill(number)
    assert terminal.wait() - 128 in ENDING
    assert terminal.is_restored(), terminal.changed()
    assert "1 of 7 done" in marked(tmp_path)


def test_an_exit_signal_at_any_moment_leaves_nothing_behind(
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
        assert terminal.is_restored(), (moment, terminal.changed())
        assert b"Traceback" not in terminal.output
    record_property("moments", moments)


def test_ctrl_c_and_unrelated_signals_are_ignored(tmp_path: Path) -> None:
    for place in places(2):
        terminal = start_at(tmp_path / place, place)
        terminal.read()
        before = terminal.screen()
        for number in (signal.SIGPIPE, signal.SIGCONT, signal.SIGWINCH):
            terminal.kill(number)
            terminal.read()
            assert terminal.screen() == before, (place, number)
        terminal.press("\x03")
        terminal.press("\x11")
        assert terminal.wait() == 0
        assert terminal.is_restored(), terminal.changed()
        assert "1 of 7 done" in marked(tmp_path / place)


def test_a_terminal_with_every_feature_textual_uses_is_restored(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, ID)
    terminal.wait_for("\x1b[?2048$p")
    terminal.answer("\x1b[?2026;2$y\x1b[?2048;2$y", "\x1b[?1016h")
    terminal.wait_for_step(1)
    terminal.press("q")
    assert terminal.wait() == 0
    assert terminal.is_restored(), terminal.changed()


def test_closing_the_terminal_loses_nothing(tmp_path: Path) -> None:
    for place in places(3):
        terminal = start_at(tmp_path / place, place)
        terminal.hang_up()
        assert "1 of 7 done" in marked(tmp_path / place)


def test_closing_a_blocked_terminal_leaves_no_process(tmp_path: Path) -> None:
    terminal = start_at(tmp_path)
    wide = [(300 + n % 2, 100) for n in range(60)]
    for size in wide:  # nobody reads what is drawn
        terminal.resize(size)
        time.sleep(0.03)
    terminal.hang_up()
    assert "1 of 7 done" in marked(tmp_path)


@pytest.mark.parametrize("way", ["ctrl+z", "SIGTSTP", "SIGSTOP"])
def test_a_suspended_app_waits_until_it_is_in_the_foreground(
    tmp_path: Path, way: str, record_property: EventLog
) -> None:
    stops = 0
    for place in places(len(way)):
        terminal = in_a_shell(tmp_path / place, place)
        for _ in range(scaled(20)):
            stop_and_go_on(terminal, way)
            stops += 1
        os.kill(child_of(terminal.pid), signal.SIGTERM)
        terminal.wait_until(terminal.is_restored, "the terminal")
        terminal.answer("echo status $?\n", "status 143")
        assert "1 of 7 done" in marked(tmp_path / place)
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
    """Suspend the program, use the shell, try `bg`, and bring it to the foreground again."""
    before, program = terminal.screen(), child_of(terminal.pid)
    if way == "ctrl+z":
        terminal.answer("\x1a", "Stopped")
    else:
        os.kill(program, getattr(signal, way))
    terminal.wait_until(lambda: state_of(program) == "T", "stopped")
    if way != "SIGSTOP":  # which leaves no one the time to give anything back
        terminal.wait_until(terminal.is_restored, "the terminal")
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


def test_the_app_does_not_suspend_without_job_control(tmp_path: Path) -> None:
    terminal = start_at(tmp_path)
    terminal.read()
    before = terminal.screen()
    terminal.answer("\x1a", "\x1b[?1049h")
    terminal.wait_until(lambda: terminal.screen() == before, "the screen as it was")
    terminal.press("q")
    assert terminal.wait() == 0
    assert terminal.is_restored(), terminal.changed()
