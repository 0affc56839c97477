"""`list` and `paths` say what came from a folder that config.toml names, and what was corrected."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from privacy_check.cli.main import main
from privacy_check.session import Session
from privacy_check.storage.paths import Places
from tests.conftest import Clock
from tests.samples import PRIVATE

Run = Callable[..., tuple[int, str, str]]
CHANGE = '\n[[changes]]\ndate = 2026-11-03\nnote = "One disk is not enough."\n'


@pytest.fixture
def run(session: Session, clock: Clock, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(words: str) -> tuple[int, str, str]:
        status = main(words.split(), clock)
        return status, *capsys.readouterr()

    return call


@pytest.fixture
def team(session: Session, home: Places, tmp_path: Path) -> Path:
    folder = tmp_path / "team"
    folder.mkdir()
    (folder / "backups.toml").write_text(PRIVATE, encoding="utf-8")
    home.config_file.write_text(f"checklist_folders = ['{folder}']")
    return folder


def test_list_paths_show_and_validate_know_of_it(run: Run, team: Path) -> None:
    assert f"Keep the backups readable ({team})" in run("list --all")[1]
    assert f"more checklists       {team}\n" in run("paths")[1]
    assert run("validate")[1] == "3 good, 0 faults\n"
    assert "Backed by its own file alone." in run("show backups")[1]
    assert "backups" not in run("stale")[1]


def test_a_folder_that_is_gone_is_said_by_every_command_that_may_lack_it(
    run: Run, team: Path, home: Places
) -> None:
    (team / "backups.toml").unlink()
    team.rmdir()
    said = f"privacy-check: {home.config_file}:1: checklist_folders: '{team}' is not there"
    for words in ("list", "due", "validate"):
        status, _, err = run(words)
        assert (status, err.startswith(said), err.count("is not there")) == (1, True, 1)
    assert run("mark acme switch done")[0] == 0


def test_list_tells_of_corrections_until_somebody_can_have_read_them(
    run: Run, team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("mark backups restore done")[0] == 0
    (team / "backups.toml").write_text(PRIVATE + CHANGE, encoding="utf-8")
    told = (
        "1 of your checklists was corrected: Keep the backups readable\n"
        "  backups: 3 Nov 2026  One disk is not enough.\n"
    )
    for _ in range(2):
        assert run("list")[1].endswith(told), "it went into a pipe"
    assert "corrected" not in run("list --json")[1]
    assert "corrected" not in run("due")[1]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("list")[1].endswith(told)
    assert "corrected" not in run("list")[1]
    assert (
        "backups  told of a correction of 2026-11-03: One disk is not enough." in run("history")[1]
    )
