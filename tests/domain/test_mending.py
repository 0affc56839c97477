"""The line that puts a probed setting right."""

from typing import Any, get_args

import pytest

from privacy_check.domain.checklist import Probe, ProbeFormat
from privacy_check.domain.mending import (
    Shell,
    file_line,
    right_value,
    variable_command,
    variable_line,
)
from privacy_check.domain.sanitize import Clean


def probe(kind: ProbeFormat, **fields: Any) -> Probe:
    values: dict[str, Any] = {
        "file": (Clean("~/file"),),
        "format": kind,
        "key": Clean("a.b"),
        "right": (Clean("false"),),
        "sources": (Clean("help"),),
    }
    return Probe(**values | fields)


LINES: list[tuple[ProbeFormat, str, str]] = [
    ("json", "~/file", '{"a": {"b": false}}'),
    ("jsonc", "~/file", '{"a": {"b": false}}'),
    ("jsonc", "~/.config/Code/User/settings.json", '"a.b": false'),
    ("toml", "~/file", "[a]\nb = false"),
    ("yaml", "~/file", "a:\n  b: false"),
    ("ini", "~/file", "[a]\nb = false"),
    ("lines", "~/file", "a.b=false"),
    ("prefs", "~/file", 'user_pref("a.b", false);'),
    ("plist", "/x/com.acme.plist", "defaults write '/x/com.acme' a.b -bool false"),
    (
        "registry",
        "HKCU/Software/Acme",
        'reg add "HKCU\\Software\\Acme" /v a.b /t REG_SZ /d false /f',
    ),
]


@pytest.mark.parametrize(("kind", "place", "line"), LINES)
def test_a_file_gets_what_its_format_says(kind: ProbeFormat, place: str, line: str) -> None:
    assert file_line(probe(kind), place) == line


def test_every_format_has_its_line() -> None:
    assert {kind for kind, *_ in LINES} == set(get_args(ProbeFormat))


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", "export A=1"),
        ("zsh", "export A=1"),
        ("fish", "set -gx A 1"),
        ("powershell", "$env:A = '1'"),
    ],
)
def test_a_variable_is_set_as_the_shell_sets_it(shell: Shell, line: str) -> None:
    assert variable_line("A", "1", shell) == line
    assert "'a b'" in variable_line("A", "a b", shell)


def test_where_variables_are_kept_a_command_sets_them_for_good() -> None:
    assert variable_command("A", "1", "fish") == "set -Ux A 1"
    assert variable_command("A", "a b", "powershell") == "setx A 'a b'"
    assert variable_command("A", "1", "bash") is None


def test_the_first_right_value_is_the_one_to_set() -> None:
    assert right_value(probe("json", right=("off", "none"))) == "off"
    assert right_value(probe("json", right=("*",))) == "1"
    assert right_value(probe("json", right=(), wrong=("on",))) is None
    assert file_line(probe("json", right=(), wrong=("on",)), "~/file") is None
