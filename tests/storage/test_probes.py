"""Looks at this machine: which probe decides, what is seen, and what is never followed."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from privacy_check.domain.checklist import Probe, Step
from privacy_check.domain.probing import Finding
from privacy_check.domain.sanitize import Clean
from privacy_check.storage import probes
from privacy_check.system import environment
from tests.samples import step


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with nothing in it, on Linux, and none of the variables of the tests."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("ACME_OPTOUT", "XDG_CONFIG_HOME", "ACME_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(environment, "system", lambda: "linux")
    return home


def env(right: Sequence[str] = ("1",), **fields: Any) -> Probe:
    values = {"env": Clean("ACME_OPTOUT"), "right": tuple(right), "sources": (Clean("help"),)}
    return Probe(**values | fields)


def file(*places: str, **fields: Any) -> Probe:
    values: dict[str, Any] = {
        "file": places,
        "format": "json",
        "key": Clean("telemetry"),
        "right": ("false",),
        "sources": (Clean("help"),),
    }
    return Probe(**values | fields)


def with_probes(*asked: Probe) -> Step:
    return step("a", probe=asked)


def seen(found: Finding | None) -> tuple[str, str | None, str]:
    assert found is not None
    return found.answer, found.value, found.place


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_step_without_probes_for_this_system_is_not_answered(home: Path) -> None:
    assert probes.look(step("a"), shell=True) is None
    assert probes.look(with_probes(env(os=("windows",))), shell=True) is None


def test_a_variable_answers_first_and_the_file_where_it_is_missing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = with_probes(env(), file("~/.acme.json", missing="wrong"))
    assert seen(probes.look(asked, shell=True)) == ("wrong", None, "there is no ~/.acme.json")
    write(home / ".acme.json", '{"telemetry": false}')
    assert seen(probes.look(asked, shell=True)) == ("right", "false", "~/.acme.json")
    monkeypatch.setenv("ACME_OPTOUT", "0")
    assert seen(probes.look(asked, shell=True)) == ("wrong", "0", "ACME_OPTOUT in this shell")
    monkeypatch.setenv("ACME_OPTOUT", "")
    assert seen(probes.look(asked, shell=True)) == ("right", "false", "~/.acme.json")


def test_without_the_persons_shell_a_missing_variable_says_nothing(home: Path) -> None:
    write(home / ".acme.json", '{"telemetry": true}')
    asked = with_probes(env(), file("~/.acme.json", missing="wrong"))
    answer, value, place = seen(probes.look(asked, shell=False))
    assert (answer, value) == ("unknown", None)
    assert place == "ACME_OPTOUT is not set here, but may be in your shell"


def test_a_program_without_a_file_is_not_looked_at_unless_its_command_is_here(
    home: Path,
) -> None:
    probe = file("~/Library/acme.json", "~/.acme.json", missing="wrong")
    assert probes.look(with_probes(probe), shell=True) is None
    tool = step("a", probe=(probe,), commands=("acme",))
    assert seen(probes.look(tool, shell=True)) == ("wrong", None, "there is no ~/.acme.json")


def test_what_nothing_set_means_is_said_by_the_last_probe(home: Path) -> None:
    assert seen(probes.look(with_probes(env()), shell=True))[0] == "unknown"
    assert seen(probes.look(with_probes(env(missing="right")), shell=True))[0] == "right"
    write(home / ".acme.json", "{}")
    asked = with_probes(file("~/.acme.json", missing="wrong"))
    place = "telemetry is not set in ~/.acme.json"
    assert seen(probes.look(asked, shell=True)) == ("wrong", None, place)


def test_the_first_place_that_is_there_counts(home: Path) -> None:
    asked = with_probes(file("$XDG_CONFIG_HOME/acme.json", "~/.acme.json", missing="unknown"))
    write(home / ".acme.json", '{"telemetry": false}')
    assert seen(probes.look(asked, shell=True))[0] == "right"
    write(home / ".config/acme.json", '{"telemetry": true}')
    assert seen(probes.look(asked, shell=True)) == ("wrong", "true", "~/.config/acme.json")


def test_a_place_may_begin_with_a_variable_for_a_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = with_probes(file("$ACME_HOME/acme.json", "%ACME_HOME%/other.json", missing="unknown"))
    assert probes.look(asked, shell=True) is None
    monkeypatch.setenv("ACME_HOME", str(tmp_path))
    write(tmp_path / "other.json", '{"telemetry": false}')
    assert seen(probes.look(asked, shell=True))[0] == "right"
    monkeypatch.setenv("ACME_HOME", "relative")
    assert probes.look(asked, shell=True) is None


def test_each_of_many_profiles_must_be_right(home: Path) -> None:
    asked = with_probes(file("~/.acme/*/prefs.json", missing="wrong"))
    write(home / ".acme/one/prefs.json", '{"telemetry": false}')
    assert seen(probes.look(asked, shell=True))[0] == "right"
    write(home / ".acme/two/prefs.json", '{"telemetry": true}')
    assert seen(probes.look(asked, shell=True)) == ("wrong", "true", "~/.acme/two/prefs.json")
    write(home / ".acme/two/prefs.json", "{}")
    assert seen(probes.look(asked, shell=True))[0] == "wrong"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "~/.acme.json is not valid JSON"),
        ('{"telemetry": [1]}', "~/.acme.json has more than one value there"),
        (" " * (1024 * 1024 + 1), "~/.acme.json cannot be read: larger than 1 MiB"),
    ],
)
def test_a_file_that_cannot_be_understood_ends_the_look(
    home: Path, text: str, problem: str
) -> None:
    write(home / ".acme.json", text)
    asked = with_probes(file("~/.acme.json"), env(right=(), wrong=("1",), missing="right"))
    assert seen(probes.look(asked, shell=True)) == ("unknown", None, problem)


def test_a_folder_or_a_pipe_is_not_read(home: Path) -> None:
    asked = with_probes(file("~/.acme.json", missing="wrong"))
    (home / ".acme.json").mkdir()
    assert seen(probes.look(asked, shell=True))[0] == "unknown"
    (home / ".acme.json").rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(home / ".acme.json")
        assert seen(probes.look(asked, shell=True))[0] == "unknown"


def test_links_are_followed_within_the_home_folder_only(home: Path, tmp_path: Path) -> None:
    asked = with_probes(file("~/.acme.json", missing="wrong"))
    write(home / "dotfiles/acme.json", '{"telemetry": false}')
    (home / ".acme.json").symlink_to(home / "dotfiles/acme.json")
    assert seen(probes.look(asked, shell=True))[0] == "right"
    (home / ".acme.json").unlink()
    (home / ".acme.json").symlink_to(write(tmp_path / "secret.json", '{"telemetry": false}'))
    assert seen(probes.look(asked, shell=True)) == (
        "unknown",
        None,
        "~/.acme.json is a link to elsewhere",
    )


def test_a_value_is_shown_sanitized_and_cut(home: Path) -> None:
    write(home / ".acme.json", '{"telemetry": "\\u001b[31m%s"}' % ("x" * 200))
    answer, value, _ = seen(probes.look(with_probes(file("~/.acme.json")), shell=True))
    assert answer == "wrong"
    assert value is not None
    assert len(value) <= probes.SHOWN
    assert "\x1b" not in value


def test_a_tool_is_here_by_its_command_or_by_its_files(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = step("a", commands=("acme",), probe=(file("~/.acme.json"),))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert probes.is_here(step("b"))
    assert not probes.is_here(tool)
    write(home / ".acme.json", "{}")
    assert probes.is_here(tool)
    (home / ".acme.json").unlink()
    write(tmp_path / "bin/acme", "#!/bin/sh").chmod(0o755)
    assert probes.is_here(tool)
