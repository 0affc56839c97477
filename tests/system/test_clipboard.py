"""The system's clipboard: real programs in the place of its tools, and tmux itself."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from privacy_check.system import clipboard, environment

TEXT = "I object: «größer», 你好, $(touch owned) `x`\n--help\n"
copy = clipboard.copy
"""The function itself: other tests have a stand-in for it."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the tools are shell scripts here")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tools, the only one of the path; on no platform that has tools of its own."""
    tools = tmp_path / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(environment, "is_wsl", lambda: False)
    return tools


def tool(folder: Path, name: str, then: str = "exit 0") -> Path:
    """A program that keeps its arguments and what it reads, and then does as it is told."""
    file = folder / name
    kept = folder.parent / name
    file.write_text(f'#!/bin/sh\necho "$@" >"{kept}.words"\n/bin/cat >"{kept}"\n{then}\n')
    file.chmod(0o755)
    return kept


@pytest.mark.parametrize(
    ("variable", "name", "words"),
    [
        ("WAYLAND_DISPLAY", "wl-copy", ""),
        ("DISPLAY", "xclip", "-selection clipboard"),
        ("DISPLAY", "xsel", "--clipboard --input"),
    ],
)
def test_a_clipboard_tool_receives_the_text_byte_for_byte(
    folder: Path, monkeypatch: pytest.MonkeyPatch, variable: str, name: str, words: str
) -> None:
    monkeypatch.setenv(variable, ":0")
    kept = tool(folder, name)
    assert copy(TEXT)
    assert kept.read_bytes() == TEXT.encode()
    assert Path(f"{kept}.words").read_text() == f"{words}\n"
    assert not Path("owned").exists()


def test_no_clipboard_tool_is_run_without_a_display(folder: Path) -> None:
    kept = [tool(folder, name) for name in ("wl-copy", "xclip", "xsel", "tmux")]
    assert not copy(TEXT)
    assert not any(file.exists() for file in kept)


def test_a_failing_clipboard_tool_is_followed_by_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")
    tool(folder, "wl-copy", "exit 1")
    kept = tool(folder, "xclip")
    assert copy(TEXT)
    assert kept.read_bytes() == TEXT.encode()


def test_a_hanging_clipboard_tool_times_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.2)
    tool(folder, "xclip", "exec /bin/sleep 20")
    began = time.monotonic()
    assert not copy(TEXT)
    assert time.monotonic() - began < 10


def test_a_program_in_the_working_directory_is_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}tools")
    kept = tool(Path.cwd(), "xclip")
    assert not copy(TEXT)
    assert not kept.exists()


def test_copying_to_tmux_still_sends_the_text_to_the_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    kept = tool(folder, "tmux")
    assert not copy(TEXT), "so that it is sent to the terminal as well"
    assert kept.read_bytes() == TEXT.encode()
    assert Path(f"{kept}.words").read_text() == "load-buffer -w -\n"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A tmux server of its own."""
    program = shutil.which("tmux", path=os.defpath)
    assert program
    (Path(os.environ["PATH"]) / "tmux").symlink_to(program)
    socket = tmp_path / "socket"
    words = [program, "-S", str(socket)]
    subprocess.run([*words, "new-session", "-d", "-s", "one"], check=True)
    monkeypatch.setenv("TMUX", f"{socket},1,0")
    yield words
    subprocess.run([*words, "kill-server"], check=False)


@pytest.mark.needs("tmux")
def test_real_tmux_has_the_copied_text_in_its_buffer(server: list[str]) -> None:
    copy(TEXT)
    shown = subprocess.run([*server, "show-buffer"], capture_output=True, check=True)
    assert shown.stdout == TEXT.encode()
