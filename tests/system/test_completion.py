"""Completion in the shells themselves: tab at a prompt, with ids, steps, profiles and files."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.system.terminal import Terminal

ID = "linkedin-ai-training"
SHELLS = [pytest.param(name, marks=pytest.mark.needs(name)) for name in ("bash", "zsh", "fish")]
START = {
    "bash": ["bash", "--noprofile", "--norc", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
BEFORE = {"bash": "", "zsh": "autoload -Uz compinit && compinit -D -u; ", "fish": ""}


def script(shell: str, folder: Path) -> Path:
    """Save what the program prints for a shell."""
    said = subprocess.run(
        [sys.executable, "-m", "privacy_check", "completion", shell],
        env=os.environ | {"PRIVACY_CHECK_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    path = folder / f"completion.{shell}"
    path.write_text(said)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with another profile, a file, and a checklist of one's own."""
    (tmp_path / "home" / "checklists").mkdir(parents=True)
    (tmp_path / "home" / "checklists" / "zebra-crossing.toml").write_text(
        'schema = 1\nid = "zebra-crossing"\ntitle = "Look both ways"\n'
        '[[steps]]\nid = "left-first"\ntitle = "Left: first"\n'
    )
    subprocess.run(
        [sys.executable, "-m", "privacy_check", "--profile", "Anna Lee", "snooze", ID, "3"],
        env=os.environ | {"PRIVACY_CHECK_HOME": str(tmp_path / "home")},
        check=True,
        capture_output=True,
    )
    (tmp_path / "a file.toml").touch()
    return tmp_path


TYPED = [
    ("zeb", "zebra-crossing "),
    ("schem", "schema "),
    ("show zeb", "show zebra-crossing "),
    ("mark zebra-crossing le", "mark zebra-crossing left-first "),
    ("mark zebra-crossing left-first wai", "left-first waiting "),
    ("--profile An", "--profile Anna\\ Lee "),
    ("confirm zebra-crossing --stil", "--still-right "),
    ("validate a", "validate a\\ file.toml"),
    ("report --output=a", "--output=a\\ file.toml"),
    ("--color=alw", "--color=always "),
    ("--color always schem", "always schema "),
]


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_what_is_typed(folder: Path, shell: str) -> None:
    file = script(shell, folder)
    terminal = Terminal(
        folder / "home",
        command=["env", "-C", str(folder), "PS1=READY> ", "TERM=xterm", *START[shell]],
        size=(200, 50),
    )
    terminal.press(f"{BEFORE[shell]}source {file}; echo 'so'urced\n", 1.0)
    terminal.wait_for("sourced")
    for typed, completed in TYPED:
        before = len(terminal.output)
        terminal.type(f"privacy-check {typed}\t")
        wait_for_line(terminal, completed.strip())
        terminal.press("\x15", 0.2)
        assert b"not found" not in terminal.output[before:]
    terminal.type("exit\n")
    terminal.wait()


def wait_for_line(terminal: Terminal, words: str) -> None:
    terminal.wait_until(lambda: words in shown(terminal), f"{words}: {shown(terminal)}")


def shown(terminal: Terminal) -> str:
    """The line that is being typed."""
    lines = [line for line in terminal.screen() if "privacy-check" in line]
    return re.sub(" +", " ", lines[-1]) if lines else ""


@pytest.mark.needs("fish")
def test_fish_says_what_each_word_means(folder: Path) -> None:
    done = subprocess.run(
        ["fish", "--no-config", "-c"]
        + [f"source {script('fish', folder)}; complete -C 'privacy-check mark zebra-crossing '"],
        env=os.environ | {"PRIVACY_CHECK_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("left-first\tLeft: first\n", "")
