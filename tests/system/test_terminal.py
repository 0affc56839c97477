"""Closed, killed, told to end: nothing is lost and the terminal is given back."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.system.terminal import Terminal

ID = "linkedin-ai-training"


def listed(home: Path) -> str:
    command = [sys.executable, "-m", "privacy_check", "list"]
    environment = os.environ | {"PRIVACY_CHECK_HOME": str(home)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return next(line for line in done.stdout.splitlines() if ID in line)


def test_killed_in_the_middle_everything_is_found_again(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, ID)
    terminal.wait_for("step 1 of 9")
    terminal.press("  ")
    terminal.wait_for("step 3 of 9")
    terminal.kill(signal.SIGKILL)
    assert terminal.leave() == -signal.SIGKILL
    assert "2 of 7 steps" in listed(tmp_path)
    again = Terminal(tmp_path, ID)
    again.wait_for("step 3 of 9")
    again.press("q")
    assert again.leave() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_saves_and_gives_the_terminal_back(
    tmp_path: Path, number: signal.Signals
) -> None:
    terminal = Terminal(tmp_path, ID)
    terminal.wait_for("step 1 of 9")
    terminal.press(" ")
    terminal.kill(number)
    assert terminal.leave() == 128 + number
    assert b"\x1b[?1049l" in terminal.output, "the alternate screen was left"
    assert "1 of 7 steps" in listed(tmp_path)


def test_a_closed_terminal_loses_nothing(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, ID)
    terminal.wait_for("step 1 of 9")
    terminal.press("  ")
    terminal.wait_for("step 3 of 9")
    os.close(terminal.master)
    os.waitpid(terminal.pid, 0)
    assert "2 of 7 steps" in listed(tmp_path)


def test_a_reader_who_goes_away_meets_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} -m privacy_check list --all | head -1"
    environment = os.environ | {"PRIVACY_CHECK_HOME": str(tmp_path)}
    done = subprocess.run(
        ["bash", "-c", command], env=environment, capture_output=True, text=True, check=True
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_where_letters_are_not_utf_8_the_signs_are_plain(tmp_path: Path) -> None:
    environment = os.environ | {"PRIVACY_CHECK_HOME": str(tmp_path), "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "privacy_check", "list"]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert done.stdout.startswith(b".  ")
    assert b"?  " not in done.stdout
