"""Browsers' databases: bookmarks, visits when they are asked for, and what no database may do."""

import sqlite3
from pathlib import Path

import pytest

from privacy_check.errors import AddressFileError
from privacy_check.storage import browser_databases
from privacy_check.storage.address_files import Found, read
from tests.exports import MARKERS, places


def counted(found: Found) -> dict[str, int]:
    return {one.name: one.times for one in found.seen}


def database(file: Path, script: str) -> Path:
    made = sqlite3.connect(file)
    made.executescript(script)
    made.close()
    return file


def test_bookmarks_are_read_and_visits_only_when_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "places.sqlite"
    places(file)
    assert counted(read(file)) == {"slack.com": 1, "spotify.com": 1}
    assert {one.source for one in read(file).seen} == {"Firefox bookmarks"}
    visits = read(file, history=True)
    assert counted(visits) == {"www.reddit.com": 42}
    assert not [marker for marker in MARKERS if marker in str(counted(visits))]


def test_it_is_read_while_the_browser_has_it_locked_and_nothing_is_changed(tmp_path: Path) -> None:
    file = tmp_path / "places.sqlite"
    places(file)
    browser = sqlite3.connect(file, isolation_level=None)
    browser.execute("PRAGMA journal_mode = WAL")
    browser.execute("PRAGMA locking_mode = EXCLUSIVE")
    browser.execute("BEGIN EXCLUSIVE")
    browser.execute("INSERT INTO moz_places VALUES (9, 'https://late.example', '', '', 0)")
    browser.execute("COMMIT")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    found = read(file)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    browser.close()
    assert counted(found) == {"slack.com": 1, "spotify.com": 1}
    assert "may be missing" in found.note
    assert after == before


def test_the_visits_of_chrome_and_safari_are_read_only_when_asked_for(tmp_path: Path) -> None:
    chrome = "CREATE TABLE urls (url TEXT, visit_count INTEGER);"
    chrome += "INSERT INTO urls VALUES ('https://slack.com/PASS-MARK', 3), ('https://slack.com', 4)"
    file = database(tmp_path / "History", chrome)
    assert counted(read(file, history=True)) == {"slack.com": 7}
    with pytest.raises(AddressFileError, match="read with --history only"):
        read(file)
    safari = "CREATE TABLE history_items (url TEXT, visit_count INTEGER);"
    safari += "INSERT INTO history_items VALUES ('https://slack.com', 2)"
    assert counted(read(database(tmp_path / "History.db", safari), history=True)) == {
        "slack.com": 2
    }


def test_another_programs_database_is_none(tmp_path: Path) -> None:
    file = database(tmp_path / "x.db", "CREATE TABLE passwords (secret TEXT)")
    with pytest.raises(AddressFileError, match="is a database, but no browser's"):
        read(file)


def test_a_view_in_the_place_of_a_table_is_not_asked(tmp_path: Path) -> None:
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fk FROM n"
    )
    file = database(tmp_path / "places.sqlite", f"CREATE VIEW moz_bookmarks AS {endless}")
    with pytest.raises(AddressFileError, match="no browser's"):
        read(file)


def test_a_query_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "places.sqlite"
    places(file)
    monkeypatch.setattr(browser_databases, "_MAX_SECONDS", -1)
    monkeypatch.setattr(browser_databases, "_STEPS", 5)
    with pytest.raises(AddressFileError, match="cannot be read as a database"):
        read(file)


def test_a_value_without_end_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "places.sqlite"
    places(file)
    with sqlite3.connect(file) as made:
        made.execute("UPDATE moz_places SET url = hex(zeroblob(3000000))")
    made.close()
    with pytest.raises(AddressFileError, match="cannot be read as a database"):
        read(file)
