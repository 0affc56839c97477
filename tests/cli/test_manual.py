"""The manual names what the program has, and nothing that it has not."""

import re
from pathlib import Path

import pytest

from privacy_check.cli import manual
from privacy_check.cli.grammar import COMMANDS
from privacy_check.cli.main import main
from privacy_check.system import folders
from tests.conftest import Clock

SOURCE = "\n".join(p.read_text(encoding="utf-8") for p in Path(folders.PACKAGE).rglob("*.py"))


def test_every_command_and_every_argument_has_its_place(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["man"], clock) == 0
    page = capsys.readouterr().out.replace("\\-", "-")
    for name, (_, _, arguments) in COMMANDS.items():
        section = page.split(f".SS {name}", 1)[1].split("\n.S", 1)[0]
        for names, _ in arguments:
            assert not names[0].startswith("-") or names[0] in section, (name, names)


@pytest.mark.parametrize(
    ("name", "usage"),
    [
        ("mark", "mark ID STEP MARK"),
        ("note", "note ID [STEP] TEXT"),
        ("verify", "verify [ID ...] [--exit-code] [--json]"),
        ("confirm", "confirm ID [ID ...] (--still-right | --changed-back | --answered)"),
        ("shell-hook", "shell-hook bash|zsh|fish [--install] [--remove]"),
    ],
)
def test_a_command_is_shown_as_it_is_called(name: str, usage: str) -> None:
    assert manual.usage(name) == usage


@pytest.mark.parametrize(
    ("line", "pages"),
    [
        ("| `DAYS\\|auto` | 1 to 3650 |", 1),
        ("| `bash\\|zsh\\|fish` | bash (4 or newer), zsh or fish |", 1),
        ("| `install\\|status\\|remove` | install it, say when it ran and will run, or", 1),
        ("| `MARK` | what you did: done, skipped, not-applicable, waiting, todo |", 1),
        ("&#124;", 0),
    ],
)
def test_choices_are_said_once_and_a_pipe_in_a_table_is_escaped(line: str, pages: int) -> None:
    assert manual.markdown().count(line) == pages


def test_choices_that_neither_name_nor_help_has_are_listed() -> None:
    listed = "started or not: ai-training, ads, telemetry, visibility"
    assert (
        f"`--category CATEGORY` | every checklist in this category, {listed}" in manual.markdown()
    )
    assert "Colour signs: auto (at a terminal, the default), always, never." in manual.page()
    assert "\\-\\-color COLOR" not in manual.page()


def test_each_variable_that_is_named_is_read() -> None:
    named = [part for names, _ in manual.VARIABLES for part in names.split(", ")]
    by_others = {"TZ", "LC_CTYPE", "NO_COLOR", "PRIVACY_CHECK_REMIND"}  # Python, Textual, shells
    assert {name for name in named if f'"{name}"' not in SOURCE} <= by_others
    read = set(re.findall(r'environ(?:\.get\(|\[)"(\w+)"', SOURCE))
    assert read - set(named) == {"SUDO_UID", "PATH", "HOME", "MSYSTEM", "SystemRoot"}, (
        "the system's"
    )


def test_each_status_that_is_named_is_in_the_main_modules_own_list() -> None:
    text = " ".join((Path(folders.PACKAGE) / "cli" / "main.py").read_text().split()[:40])
    for code, _ in manual.EXIT_CODES:
        assert code == "128 + n" or f"{code}: " in text or code in "4", code


def test_lines_that_begin_with_a_dot_or_hold_roffs_own_signs_are_shown_as_they_are() -> None:
    assert manual._roff(".profile isn't `a-b` \\x") == "\\&.profile isn\\(aqt \\fBa\\-b\\fR \\ex"
