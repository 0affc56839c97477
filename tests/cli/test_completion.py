"""What fits at the cursor, whatever shell asks: commands, ids, steps, profiles, choices, files."""

from typing import get_args

import pytest

from privacy_check.cli import completion
from privacy_check.cli.color import WHEN
from privacy_check.cli.grammar import COMMANDS
from privacy_check.cli.main import main
from privacy_check.domain.checklist import Category
from privacy_check.domain.journal import MARKS
from privacy_check.session import Session
from privacy_check.storage.paths import Places
from tests.conftest import Clock

pytestmark = pytest.mark.usefixtures("library")
IDS = ["acme", "hostile"]
STEPS = ["switch", "letter", "europe", "friend"]


def words(*typed: str) -> list[str]:
    return [word for word, _ in completion.fitting(typed)]


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ([""], [*COMMANDS, *IDS]),
        (["sh"], ["show", "shell-hook"]),
        (["AC"], ["acme"]),
        (["-"], ["--profile", "--color", "--version", "--help"]),
        (["show", ""], IDS),
        (["show", "--j"], ["--json"]),
        (["show", "acme", ""], []),
        (["mark", "acme", ""], STEPS),
        (["mark", "acme-notes", "s"], ["switch"]),
        (["mark", "nothing", ""], []),
        (["mark", "acme", "switch", ""], list(MARKS)),
        (["note", "acme", "le"], ["letter"]),
        (["note", "acme", "letter", ""], []),
        (["confirm", "acme", ""], ["hostile"]),
        (["confirm", "acme", "--"], ["--still-right", "--changed-back", "--answered", "--help"]),
        (["list", "--find", ""], []),
        (["list", "--find", "show", "--al"], ["--all"]),
        (["list", "--category", ""], list(get_args(Category))),
        (["list", "--category", "=", "ad"], ["ads"]),
        (["list", "--category", "="], list(get_args(Category))),
        (["list", "--category=ad"], ["--category=ads"]),
        (["env", ""], ["bash", "zsh", "fish", "powershell"]),
        (["snooze", "acme", ""], []),
        (["acme", ""], []),
        (["schema", ""], []),
        (["--profile", "x", "show", "h"], ["hostile"]),
        (["--profile", "x", ""], [*COMMANDS, *IDS]),
        (["--color", ""], list(WHEN)),
        (["--color=a"], ["--color=auto", "--color=always"]),
        (["--color", "=", "n"], ["never"]),
        (["--color", "always", "rep"], ["report"]),
        (["--color=always", "--profile", "x", "rep"], ["report"]),
        (["list", "--color", ""], list(WHEN)),
        (["show", "--color", "always", ""], IDS),
        (["list", "--col"], []),
        (["import", "--id", ""], []),
        ([], [*COMMANDS, *IDS]),
    ],
    ids=str,
)
def test_what_fits_is_what_the_command_takes(typed: list[str], fits: list[str]) -> None:
    assert words(*typed) == fits


def test_profiles_fit_after_their_option_and_begun_quotes_are_no_part_of_a_name(
    home: Places, clock: Clock
) -> None:
    main(["--profile", "Anna Lee", "mark", "acme", "switch", "done"], clock)
    assert words("--profile", "") == ["default", "Anna Lee"]
    assert words("--profile", '"Anna') == words("--profile", "anna\\ ") == ["Anna Lee"]
    assert words("--profile=An") == ["--profile=Anna Lee"]
    assert words("show", "--profile", "a") == ["Anna Lee"]


def test_files_are_left_to_the_shell() -> None:
    assert completion.fitting(["validate", "x"]) == [completion.FILES]
    assert completion.fitting(["validate", "x", "y"]) == [completion.FILES]
    for typed in (["--output=r"], ["--output="], ["--output", "=", "r"], ["-o", "r"]):
        assert completion.fitting(["report", *typed]) == [completion.FILES]


def test_asking_prints_each_word_with_what_it_means_and_writes_no_journal(
    session: Session, clock: Clock, home: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*completion.ASKS, "--profile", "new", "show", "ac"], clock) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("acme\tKeep your notes out of Acme's models\n", "")
    assert not (home.config / "profiles").exists()


def test_where_no_folder_can_be_told_nothing_fits_and_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRIVACY_CHECK_HOME", "relative")
    assert main([*completion.ASKS, "show", ""], clock) == 1
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_lines_call_the_very_program_that_printed_them(
    shell: str, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", shell], clock) == 0
    assert "(privacy-check completion --words " in capsys.readouterr().out
    assert "'/a b/privacy-check' completion --words " in completion.script(
        shell, "'/a b/privacy-check'"
    )
