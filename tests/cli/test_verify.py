"""`verify` and `env`, and what the first command of a day finds out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from privacy_check.cli.main import main
from privacy_check.storage import paths
from privacy_check.storage.paths import Places
from privacy_check.system import environment
from tests.conftest import Clock
from tests.tools import TOOLS

Out = Callable[..., str]
"""Runs a command that must end with a status, 0 if none is named, and returns what it printed."""

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture(autouse=True)
def tools(home: Places, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The checklist of tools, and a home folder of a person who uses bash."""
    home.own_checklists.mkdir(parents=True)
    (home.own_checklists / "tools.toml").write_text(TOOLS, encoding="utf-8")
    person = Path(environment.variable("HOME"))
    person.mkdir()
    monkeypatch.setenv("USERPROFILE", str(person))
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.delenv("DO_NOT_TRACK", raising=False)
    monkeypatch.setattr(environment, "is_interactive", lambda: True)
    monkeypatch.setattr(environment, "system", lambda: "linux")
    return person


@pytest.fixture
def out(capsys: pytest.CaptureFixture[str], clock: Clock) -> Out:
    def run(*words: str, status: int = 0) -> str:
        assert main(words, clock) == status
        return capsys.readouterr().out

    return run


def test_verify_says_what_is_right_what_is_wrong_and_how_to_mend_it(out: Out, tools: Path) -> None:
    (tools / ".acme.json").write_text('{"telemetry": {"enabled": false}}', encoding="utf-8")
    start_up, acme = paths.start_up_file("bash"), tools / ".acme.json"
    assert out("verify") == (
        "○ tools  Set DO_NOT_TRACK\n"
        "    wrong: DO_NOT_TRACK is not set in this shell\n"
        f"    To put it right, in {paths.display_path(start_up)}:\n"
        "      export DO_NOT_TRACK=1\n"
        "✓ tools  Acme: turn telemetry off\n"
        f"    right: false, in {paths.display_path(acme)}\n"
        "\n"
        "1 right, 1 wrong.\n"
    )


def test_a_tool_that_is_not_here_is_not_asked_about(out: Out) -> None:
    assert "Acme" not in out("verify")


def test_a_line_that_is_there_already_needs_a_new_shell(out: Out, tools: Path) -> None:
    file = paths.start_up_file("bash")
    file.write_text("export DO_NOT_TRACK=1\n", encoding="utf-8")
    assert f"{paths.display_path(file)} has it already: open a new shell." in out("verify")


def test_what_is_right_no_longer_is_due_until_it_is_right_again(
    out: Out,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    assert out("verify", "--exit-code").endswith("\n1 right.\n")
    assert out("due") == ""
    monkeypatch.delenv("DO_NOT_TRACK")
    assert "! tools  Set DO_NOT_TRACK\n    no longer right:" in out("verify", status=0)
    assert out("verify", "--exit-code", status=4).endswith("\n1 no longer right.\n")
    assert out("due").startswith("! tools: no longer right since 23 Nov (Set DO_NOT_TRACK). ")
    assert [entry["reason"] for entry in json.loads(out("due", "--json"))] == ["drift"]
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    assert out("verify", "--exit-code")
    assert out("due") == ""
    assert [line.split("  ")[2] for line in out("history", "tools").splitlines()] == [
        "looked at dnt: unknown → right, on " + machine(out),
        "looked at dnt: right → wrong, on " + machine(out),
        "looked at dnt: wrong → right, on " + machine(out),
    ]


def machine(out: Out) -> str:
    return str(json.loads(out("history", "--json"))[0]["machine"])


def test_the_first_command_of_a_day_looks(
    out: Out,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    assert out("due") == ""
    monkeypatch.delenv("DO_NOT_TRACK")
    assert out("due") == "", "one look a day"
    clock.forward(days=1)
    assert "no longer right" in out("due")


def test_a_timer_without_the_shells_variables_sees_no_drift(
    out: Out,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    out("due")
    monkeypatch.delenv("DO_NOT_TRACK")
    monkeypatch.setattr(environment, "is_interactive", lambda: False)
    clock.forward(days=1)
    assert out("due") == ""
    assert "can't tell: DO_NOT_TRACK is not set here, but may be in your shell" in out("verify")


def test_looking_begins_nothing_and_is_not_undone(
    out: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    out("verify")
    assert "tools" not in out("list")
    out("mark", "tools", "dnt", "done")
    monkeypatch.delenv("DO_NOT_TRACK")
    out("verify")
    assert "done" in out("undo", "tools")
    assert "no longer right" in out("due")


def test_looks_are_written_for_the_default_profile_and_one_that_is_named(
    out: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    monkeypatch.setenv("PRIVACY_CHECK_PROFILE", "work")
    assert "1 right." in out("verify")
    assert out("history") == ""
    assert "1 right." in out("--profile", "work", "verify")
    assert "looked at dnt" in out("history")


def test_env_writes_nothing(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    assert out("history") == "", "the day's first look is over"
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    out("env")
    assert out("history") == ""


def test_verify_as_json_has_the_line_that_mends(out: Out) -> None:
    assert json.loads(out("verify", "tools", "--json")) == [
        {
            "checklist": "tools",
            "step": "dnt",
            "answer": "wrong",
            "value": None,
            "place": "DO_NOT_TRACK is not set in this shell",
            "drifted": False,
            "mend": "export DO_NOT_TRACK=1",
        }
    ]


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "export DO_NOT_TRACK=1"),
        ("zsh", "export DO_NOT_TRACK=1"),
        ("fish", "set -gx DO_NOT_TRACK 1"),
        ("powershell", "$env:DO_NOT_TRACK = '1'"),
    ],
)
def test_env_prints_a_line_for_each_tool_that_is_on(out: Out, shell: str, line: str) -> None:
    assert out("env", shell) == f"# Set DO_NOT_TRACK\n{line}\n"


def test_env_says_so_where_nothing_is_left(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    assert out("env") == "# Nothing to add: all that is here is off.\n"
