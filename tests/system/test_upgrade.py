"""The program's files are replaced while the app is open, as an upgrade does."""

import shutil
from pathlib import Path

import pytest

import privacy_check
from tests.system.terminal import Terminal

CODE = Path(privacy_check.__file__).parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program, in a folder of its own that a test may change."""
    shutil.copytree(CODE, tmp_path / "lib" / "privacy_check")
    shutil.copytree(CODE.parent.parent / "checklists", tmp_path / "checklists")
    return tmp_path / "lib" / "privacy_check"


def started(copy: Path, tmp_path: Path) -> Terminal:
    home = tmp_path / "home"
    home.mkdir()
    (home / "choices.toml").touch()
    terminal = Terminal(home, environment={"PYTHONPATH": str(copy.parent)})
    terminal.wait_for("LinkedIn")
    terminal.draw_for(1)
    return terminal


def test_the_app_says_so_and_goes_on_where_it_can(copy: Path, tmp_path: Path) -> None:
    terminal = started(copy, tmp_path)
    (copy / "session.py").write_text((copy / "session.py").read_text() + "\n# newer\n")
    terminal.wait_for("privacy-check was upgraded")
    terminal.type("q")
    assert terminal.wait() == 0


def test_a_part_of_another_version_ends_it_without_a_traceback(copy: Path, tmp_path: Path) -> None:
    terminal = started(copy, tmp_path)
    (copy / "ui" / "screens" / "history.py").unlink()
    terminal.type("h")
    assert terminal.wait() == 1
    assert b"What you did is saved." in terminal.output
    assert b"Traceback" not in terminal.output
    assert terminal.is_restored()


def test_the_copy_is_what_runs(copy: Path, tmp_path: Path) -> None:
    (copy / "__main__.py").write_text("print('the copy')\n")
    terminal = Terminal(tmp_path / "home", environment={"PYTHONPATH": str(copy.parent)})
    terminal.wait_for("the copy")
    assert terminal.wait() == 0
