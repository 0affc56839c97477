"""Files put in place whole, and what is left of those that were not."""

import os
import time
from pathlib import Path

import pytest

from privacy_check.storage.files import atomic_write


def test_temporary_files_of_killed_saves_are_removed_after_an_hour_and_nothing_else(
    tmp_path: Path,
) -> None:
    old = tmp_path.stat().st_mtime - 3601
    names = [
        ".~agenda.0123abcd.tmp",
        ".~agenda.4567ABCD.tmp",
        ".~agenda.tmp",
        "agenda.0123abcd.tmp",
    ]
    names += ["~agenda.0123abcd.tmp", ".~agenda.0123abcd.tmp~", ".~agenda.0123abcd", "notes.tmp"]
    for name in names:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (old, old))
    (tmp_path / ".~agenda.00000000.tmp").mkdir()
    os.utime(tmp_path / ".~agenda.00000000.tmp", (old, old))
    (tmp_path / ".~agenda.11111111.tmp").touch()
    atomic_write(tmp_path / "agenda", b"new")
    kept = {*names[1:], ".~agenda.00000000.tmp", ".~agenda.11111111.tmp", "agenda"}
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_a_clock_other_than_the_file_servers_removes_no_file_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way = tmp_path / ".~agenda.11111111.tmp"
    under_way.touch()
    monkeypatch.setattr(time, "time", lambda: tmp_path.stat().st_mtime + 7200)
    atomic_write(tmp_path / "agenda", b"new")
    assert under_way.exists()
