"""Which tool copies on which system; what it does with the text is its own."""

import platform
import sys
from pathlib import Path

import pytest

from privacy_check.system import clipboard, environment


@pytest.fixture(autouse=True)
def no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "release", lambda: "1.0")


def tools() -> list[tuple[tuple[str, ...], str]]:
    return [(tool.command, tool.encoding) for tool in clipboard._tools()]


def test_macos_has_one_that_is_told_the_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    command = ("/usr/bin/env", "LC_ALL=en_US.UTF-8", "/usr/bin/pbcopy")
    assert tools() == [(command, "utf-8")]


@pytest.mark.needs("posix-paths")
@pytest.mark.parametrize(("folder", "count"), [("/c/Windows", 1), ("Windows", 0), ("", 0)])
def test_windows_has_one_that_is_not_looked_for_on_the_path(
    monkeypatch: pytest.MonkeyPatch, folder: str, count: int
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("SystemRoot", folder)
    assert tools() == [((f"{folder}/System32/clip.exe",), "utf-16")][:count]


def test_wsl_has_that_of_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(environment, "_WINDOWS_FROM_WSL", tmp_path)
    monkeypatch.setattr(platform, "release", lambda: "5.15.153.1-microsoft-standard-WSL2")
    assert tools() == []
    (tmp_path / "clip.exe").touch()
    assert tools() == [((str(tmp_path / "clip.exe"),), "utf-16")]
