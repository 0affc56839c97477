"""A private list at the command line: nothing is named twice, no heading is over nothing."""

import json
from pathlib import Path

import pytest

from privacy_check.cli.main import main
from privacy_check.storage.paths import Places
from tests.conftest import Clock
from tests.samples import PRIVATE


@pytest.fixture(autouse=True)
def backups(home: Places) -> Path:
    home.own_checklists.mkdir(parents=True)
    path = home.own_checklists / "backups.toml"
    path.write_text(PRIVATE, encoding="utf-8")
    return path


def test_show_says_what_there_is_and_that_it_is_the_persons_own_file(
    library: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "backups"], clock) == 0
    assert capsys.readouterr().out == (
        "Keep the backups readable\n"
        "○ Not started: 5 minutes\n"
        "Last checked: never.\n"
        "Backed by its own file alone.\n"
        "\n"
        "1. Restore one file [restore] (open)\n"
        "\n"
        "2. Label the disk [label] (open)\n"
    )
    assert main(["show", "backups", "--json"], clock) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["service"] == shown["title"] == "Keep the backups readable"
    assert [(step["backing"], step["sources"]) for step in shown["steps"]] == [(None, [])] * 2


def test_list_names_it_once(
    library: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["list", "--all"], clock)
    line = next(said for said in capsys.readouterr().out.splitlines() if " backups " in said)
    assert line.count("Keep the backups readable") == 1
    assert line.endswith("Keep the backups readable (your file)")
