"""Which editor is opened, and how."""

import os
import signal
from pathlib import Path

import pytest

from privacy_check.system import editor

pytestmark = pytest.mark.needs("posix-paths")


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "my editor"
    path.write_text(
        '#!/bin/sh\nfor last in "$@"; do :; done\necho "$@" > "$last"\nexit ${STATUS:-0}\n'
    )
    path.chmod(0o755)
    return path


def test_visual_comes_before_editor_and_what_is_not_here_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, script: Path
) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    assert editor.command() == []
    monkeypatch.setenv("EDITOR", str(script))
    assert editor.command() == [str(script)], "a path with a blank in it"
    monkeypatch.setenv("VISUAL", "sh -e")
    assert editor.command()[1:] == ["-e"]
    assert Path(editor.command()[0]).name == "sh"
    for nothing in ("no-such-editor", "'", " ", "./sh"):
        monkeypatch.setenv("VISUAL", nothing)
        assert editor.command() == [str(script)]


def test_the_file_is_its_last_argument_and_its_status_is_told(
    monkeypatch: pytest.MonkeyPatch, script: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a file.toml"
    assert editor.edit(file, [str(script), "-x"]) == ""
    assert file.read_text() == f"-x {file}\n"
    monkeypatch.setenv("STATUS", "3")
    assert editor.edit(file, [str(script)]) == "my editor ended with status 3"
    assert "could not be started" in editor.edit(file, [str(tmp_path / "gone")])


def test_ctrl_c_is_the_editors_and_afterwards_the_programs_again(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    asks = tmp_path / "asks"
    asks.write_text(f"#!/bin/sh\nkill -INT {os.getpid()}\ntrap 'exit 5' INT\nkill -INT $$\n")
    asks.chmod(0o755)
    assert editor.edit(tmp_path / "x", [str(asks)]) == "asks ended with status 5"
    assert signal.getsignal(signal.SIGINT) is before
