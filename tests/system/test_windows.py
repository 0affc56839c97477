"""Events outside the open app: a second window, a browser, a suspension over midnight."""

import signal
from pathlib import Path

import pytest

from tests.system.terminal import Terminal, state_of

ID = "linkedin-ai-training"
ESC, DOWN, RIGHT, FIRST = "\x1b", "\x1b[B", "\x1b[C", "\x1b[H"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "choices.toml").touch()
    return tmp_path


def test_a_second_window_shows_what_the_first_saved_and_keeps_its_cursor(home: Path) -> None:
    one, other = Terminal(home, ID), Terminal(home)
    one.wait_for_step(1)
    other.wait_for("Nothing started yet")
    for _ in range(3):
        other.press(DOWN)
    here = other.screen()[-2]
    assert here.strip(), "what is said of the row under the cursor"
    one.go(" ", step=2)
    other.wait_for("1 of 7 done")
    other.read()
    assert other.screen()[-2] == here
    one.kill(signal.SIGKILL)
    one.leave()
    other.press(FIRST)
    other.go("\r", step=2)
    other.go(" ", step=3)
    third = Terminal(home, ID)
    third.wait_for_step(3)
    for terminal in (other, third):
        terminal.press("\x11")
        assert terminal.leave() == 0


@pytest.mark.parametrize("above", ["", "?"])
def test_a_walk_shows_what_another_window_saved_and_stays_at_its_step(
    home: Path, above: str
) -> None:
    one, other = Terminal(home, ID), Terminal(home, ID)
    one.wait_for_step(1)
    other.wait_for_step(1)
    other.go(RIGHT, step=2)
    other.go(RIGHT, step=3)
    if above:  # a page lies over the walk
        other.press(above)
    one.go(" ", step=2)
    if above:
        other.draw_for(2.5)  # longer than it takes to notice
        other.press(ESC)
    other.wait_until(lambda: "✓ 1 " in "".join(other.screen()), "the other's mark")
    assert other.step() == 3
    for terminal in (one, other):
        terminal.press("\x11")
        assert terminal.leave() == 0


BROWSERS = {
    "reads": "(read answer) </dev/tty; (echo INTRUDER) >/dev/tty; exit 0",
    "prints": "echo INTRUDER; echo INTRUDER >&2",
    "fails": "exit 1",
    "stays": "sleep 60",
}


@pytest.mark.parametrize("kind", BROWSERS)
def test_browser_output_never_reaches_the_screen(tmp_path: Path, kind: str) -> None:
    browser, asked = tmp_path / "browser", tmp_path / "asked"
    browser.write_text(
        f'#!/bin/sh\necho "$1" >{asked}.new; mv {asked}.new {asked}\n{BROWSERS[kind]}\n'
    )
    browser.chmod(0o755)
    terminal = Terminal(tmp_path / "home", ID, environment={"BROWSER": str(browser)})
    terminal.wait_for_step(1)
    terminal.read()
    before = terminal.screen()
    terminal.type("o")
    terminal.wait_until(asked.exists, "the browser")
    if kind == "fails":
        terminal.wait_for("no browser here")
        assert b"\x1b]52;c;" in terminal.output
    else:
        terminal.read()
        assert terminal.screen() == before
    assert asked.read_text().startswith("https://www.linkedin.com/")
    assert b"INTRUDER" not in terminal.output
    terminal.go(" ", step=2)
    terminal.press("q")
    assert terminal.wait() == 0
    assert terminal.is_restored(), terminal.changed()


@pytest.mark.needs("faketime")
def test_an_app_suspended_over_midnight_resumes_on_the_new_day(home: Path) -> None:
    clock = home / "clock"
    clock.write_text("@2026-11-24 21:00:00")
    faked = {"FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1"}
    steady = {"DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    by_the_file = ["faketime", "-f", "+0", "env", "-u", "FAKETIME"]
    terminal = Terminal(home, ID, before=by_the_file, environment=faked | steady)
    terminal.wait_for_step(1)
    terminal.go(" ", step=2)
    terminal.answer(ESC, "IN PROGRESS")
    terminal.wait_until(lambda: "Tue 24 Nov 2026" in terminal.screen()[0], "the day")
    terminal.kill(signal.SIGSTOP)
    terminal.wait_until(lambda: state_of(terminal.pid) == "T", "asleep")
    clock.write_text("@2026-11-25 07:00:00")
    terminal.kill(signal.SIGCONT)
    terminal.wait_for("Wed 25 Nov 2026")
    terminal.press("q")
    assert terminal.wait() == 0
    assert terminal.is_restored(), terminal.changed()
