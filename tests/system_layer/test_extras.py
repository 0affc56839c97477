"""What adds an extra, or upgrades, is the installation's own command, and keeps the extras."""

import sys

import pytest

from privacy_check.system import environment

UV = "/a/.local/share/uv/tools/privacy-check"
PIPX = "/a/share/pipx/venvs/privacy-check"
VENV = "/a/src/.venv"

pytestmark = pytest.mark.needs("posix-paths", "nothing-pretended")


def pretend(monkeypatch: pytest.MonkeyPatch, prefix: str, *modules: str) -> None:
    """Pretend that the program is installed there, beside these modules alone."""
    monkeypatch.setattr(sys, "prefix", prefix)
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: "found" if name in modules else None
    )


@pytest.mark.parametrize(
    ("prefix", "modules", "command"),
    [
        (UV, (), 'uv tool install --reinstall ".[notify]"'),
        (UV, ("icalendar",), 'uv tool install --reinstall ".[calendar,notify]"'),
        (PIPX, ("pip", "icalendar"), "pipx inject privacy-check desktop-notifier"),
        (VENV, ("pip", "icalendar"), "-m pip install desktop-notifier"),
        (VENV, (), "uv pip install --python"),
    ],
)
def test_adding_one_keeps_the_other(
    prefix: str, modules: tuple[str, ...], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, prefix, *modules)
    assert command in environment.command_with_extra("notify")


@pytest.mark.parametrize(
    ("modules", "source"),
    [
        ((), "."),
        (("desktop_notifier",), '".[notify]"'),
        (("desktop_notifier", "icalendar"), '".[calendar,notify]"'),
    ],
)
def test_an_upgrade_names_the_extras_that_are_there(
    modules: tuple[str, ...], source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, UV, *modules)
    command = f"uv tool install --reinstall {source} (in the folder with its README.md)"
    assert environment.upgrade_command() == command
    monkeypatch.setattr(sys, "prefix", PIPX)
    assert environment.upgrade_command() == "pipx upgrade privacy-check"
