"""Signs are coloured at a terminal, and only there unless it is asked for."""

from io import StringIO

import pytest

from privacy_check.cli import color
from privacy_check.cli.main import main
from privacy_check.domain import wording
from privacy_check.session import Session
from privacy_check.system.clock import Clock

RED, END = "\x1b[1;31m", "\x1b[0m"


def test_only_a_sign_at_the_start_of_a_line_is_coloured() -> None:
    text = "! acme: due\n  ! no sign\n!no sign\n✓ beta\nplain ✓"
    assert color.paint(text) == (
        f"{RED}!{END} acme: due\n  ! no sign\n!no sign\n\x1b[32m✓{END} beta\nplain ✓"
    )


def test_every_state_has_a_colour() -> None:
    assert {
        sign for sign in wording.SIGNS.values() if color.paint(f"{sign} x") == f"{sign} x"
    } == set()


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("env", "shown"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
    ],
)
def test_auto_asks_what_the_terminal_shows(
    monkeypatch: pytest.MonkeyPatch, env: dict[str, str], *, shown: bool
) -> None:
    monkeypatch.setattr("os.name", "posix")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert color.is_wanted("auto", Terminal()) is shown
    assert color.is_wanted("always", Terminal())
    assert not color.is_wanted("never", Terminal())
    assert not color.is_wanted("auto", StringIO())


@pytest.mark.parametrize(("when", "start"), [("always", RED), ("never", "! "), ("auto", "! ")])
def test_the_option_decides_for_every_command_that_prints_signs(
    session: Session, clock: Clock, capsys: pytest.CaptureFixture[str], when: str, start: str
) -> None:
    for step in session.standing("acme").steps:
        session.mark("acme", step.step.id, "done")
    session.confirm("acme", still_right=False)
    for command in ("list", "due", "show acme"):
        main(["--color", when, *command.split()], clock)
        lines = capsys.readouterr().out.splitlines()
        assert [line for line in lines if line.startswith(start)], command


def test_the_option_may_stand_after_the_command_too_and_wins_there(
    session: Session, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    session.mark("acme", "switch", "done")
    for typed in ("list --color always", "--color never list --color=always", "due --color never"):
        assert main(typed.split(), clock) == 0
        assert ("\x1b" in capsys.readouterr().out) is typed.endswith("always")


def test_json_is_never_coloured(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--color", "always", "list", "--json"], clock)
    assert "\x1b" not in capsys.readouterr().out
