"""Which program opens a link on each system, and what happens if it does not."""

import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from privacy_check.cli.plain.dialogue import Dialogue
from privacy_check.cli.plain.shared import open_address
from privacy_check.domain.sanitize import Clean
from privacy_check.system import browser, environment
from tests import pretend

URL = Clean("https://acme.com/settings?a=1&b=2")
REALLY_OPEN = browser.open_in_browser  # conftest puts a stand-in in its place

Install = Callable[..., Path]


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """A display, and nothing of the real machine."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(environment, "is_wsl", lambda: False)


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Install a program that writes down its words, and exits as it is told."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(name: str, status: int = 0, into: Path = folder) -> Path:
        program = into / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >'{program}.words'\nexit {status}\n")
        program.chmod(0o755)
        return Path(f"{program}.words")

    return put


def words(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


@pytest.mark.needs("scripts")
def test_an_opener_that_opened_nothing_is_followed_by_the_next(
    desktop: None, install: Install
) -> None:
    failed, second = install("xdg-open", 3), install("gio", 2)
    third = install("firefox")
    assert REALLY_OPEN(URL)
    assert words(failed) == [URL]
    assert words(second) == ["open", "--", URL]
    assert words(third) == [URL]


@pytest.mark.needs("scripts")
@pytest.mark.parametrize("status", [1, 2, 3, 4])
def test_a_link_that_nothing_opened_is_reported_with_its_address(
    desktop: None,
    install: Install,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    status: int,
) -> None:
    install("xdg-open", status)
    assert not REALLY_OPEN(URL)
    monkeypatch.setattr(browser, "open_in_browser", REALLY_OPEN)
    open_address(Dialogue(), URL)
    said = capsys.readouterr().out
    assert "There is no browser here to open it. The address:" in said
    assert URL in said


@pytest.mark.needs("scripts")
def test_without_a_display_nothing_is_started(
    desktop: None, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    kept = install("xdg-open")
    assert not REALLY_OPEN(URL)
    assert not kept.exists()


@pytest.fixture
def wsl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Linux within Windows; return where Windows has its own programs."""
    monkeypatch.setattr(sys, "platform", "linux")
    folder = tmp_path / "mnt" / "c" / "Windows" / "System32"
    monkeypatch.setattr(platform, "release", lambda: "5.15.153.1-microsoft-standard-WSL2")
    monkeypatch.setattr(environment, "_WINDOWS_FROM_WSL", folder)
    return folder


@pytest.mark.needs("scripts")
@pytest.mark.parametrize("display", [":0", ""])
def test_wsl_opens_a_link_in_windows(
    wsl: Path, install: Install, monkeypatch: pytest.MonkeyPatch, display: str
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    desktop, rundll = install("xdg-open", 3), install("rundll32.exe", into=wsl)
    assert REALLY_OPEN(URL)
    assert words(rundll) == ["url.dll,FileProtocolHandler", URL]
    rundll.unlink()
    wslview = install("wslview")
    assert REALLY_OPEN(URL)
    assert words(wslview) == [URL]
    assert not rundll.exists(), "wslview did it"
    install("wslview", 1)
    assert REALLY_OPEN(URL)
    assert words(rundll) == ["url.dll,FileProtocolHandler", URL]
    assert not desktop.exists()


@pytest.mark.needs("scripts")
def test_wsl_that_may_not_start_windows_programs_reports_it(
    wsl: Path, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    wsl.mkdir(parents=True)
    (wsl / "rundll32.exe").write_bytes(b"MZ\0")  # without interop the kernel refuses it
    (wsl / "rundll32.exe").chmod(0o755)
    monkeypatch.setenv("DISPLAY", ":0")
    install("xdg-open", 3)
    assert not REALLY_OPEN(URL)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would be started, each refused."""
    commands: list[list[str]] = []

    def refuse(command: list[str]) -> bool:
        commands.append(command)
        return False

    monkeypatch.setattr(browser, "_opens", refuse)
    return commands


def test_macos_opens_a_link_with_its_own_program(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not REALLY_OPEN(URL)
    assert started == [["/usr/bin/open", URL]]


def test_windows_asks_itself_and_no_shell(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not REALLY_OPEN(URL)
    ((program, *options, code, url),) = started
    assert (program, options, url) == (sys.executable, ["-I", "-c"], URL)
    assert "webbrowser.open(sys.argv[1])" in code


def test_a_browser_on_windows_keeps_its_backslashes(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    firefox = r"C:\Program Files\Firefox\firefox.exe"
    pretend.pretend(monkeypatch, "win32")
    monkeypatch.setenv("BROWSER", f'"{firefox}" -new-tab')
    monkeypatch.setattr(os, "pathsep", ";")
    monkeypatch.setattr(environment, "program", lambda name: name)
    REALLY_OPEN(URL)
    assert started[0] == [firefox, "-new-tab", URL]


@pytest.mark.parametrize(("name", "quoted"), [("a-b", "{}"), ("a b", '"{}"'), ("a&b", '"{}"')])
def test_a_command_is_quoted_so_that_cmd_and_powershell_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, quoted: str
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    path = rf"C:\Users\{name}\privacy-check.exe"
    assert environment.quoted(path) == quoted.format(path)


def test_git_bash_is_told_what_gives_the_app_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from privacy_check.cli.main import main

    monkeypatch.setenv("MSYSTEM", "MINGW64")
    monkeypatch.setattr(sys, "platform", "win32")
    assert main(["open"]) == 2
    hint = "(in Git Bash: winpty privacy-check): privacy-check walk ID --plain works here"
    assert hint in capsys.readouterr().err
