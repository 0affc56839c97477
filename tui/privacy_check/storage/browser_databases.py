"""The databases in which browsers keep bookmarks and visits, read while the browser runs.

A browser locks its database, so that it is read as if nobody wrote to it: without locks, and
without the log beside it. What is still in that log is missing, and nothing beside the database is
made or changed.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from privacy_check.storage.addresses import Addresses, NotReadableError

_MAGIC = b"SQLite format 3\0"
_MAX_SECONDS = 10
_STEPS = 100_000
"""Instructions of SQLite's machine between two looks at the clock."""
_MAX_VALUE = 1024 * 1024
_FIREFOX_BOOKMARKS = (
    "SELECT p.url, 1 FROM moz_bookmarks b JOIN moz_places p ON p.id = b.fk WHERE b.type = 1"
)
_FIREFOX_HISTORY = (
    "SELECT 'https://' || rev_host, SUM(visit_count) FROM moz_places "
    "WHERE visit_count > 0 GROUP BY rev_host"
)
_CHROME_HISTORY = "SELECT url, visit_count FROM urls WHERE visit_count > 0"
_SAFARI_HISTORY = "SELECT url, visit_count FROM history_items"


def is_database(stream: BinaryIO) -> bool:
    """Tell whether a file is a database of SQLite."""
    head = stream.read(len(_MAGIC))
    stream.seek(0)
    return head == _MAGIC


def read(file: Path, *, history: bool) -> Addresses:
    """Return the bookmarks in a browser's database, or the hosts and counts of its visits."""
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            _limit(database)
            tables = {name for (name,) in database.execute(_TABLES)}
            found = _read(database, tables, history=history)
    except sqlite3.Error:
        what = "cannot be read as a database; if its browser is running, close it and try again"
        raise NotReadableError(what) from None
    if any(_has_content(file.with_name(file.name + ending)) for ending in ("-wal", "-journal")):
        found.note = "what the browser wrote last may be missing: it is not in its database yet"
    return found


def _has_content(log: Path) -> bool:
    try:
        return log.stat().st_size > 0
    except OSError:
        return False


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def _limit(database: sqlite3.Connection) -> None:
    """Let a database that somebody prepared take neither memory nor time."""
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE)
    database.text_factory = lambda value: value.decode("utf-8", "replace")
    end = monotonic() + _MAX_SECONDS
    database.set_progress_handler(lambda: monotonic() > end, _STEPS)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA mmap_size = 0")


def _read(database: sqlite3.Connection, tables: set[str], *, history: bool) -> Addresses:
    if "moz_places" in tables and history:
        rows = ((_unreversed(a), n) for a, n in database.execute(_FIREFOX_HISTORY))
        return _counted(Addresses("history", "Firefox"), rows)
    if "moz_bookmarks" in tables and not history:
        found = Addresses("bookmarks", "Firefox")
        return _counted(found, database.execute(_FIREFOX_BOOKMARKS))
    for table, program, query in (
        ("urls", "Chrome", _CHROME_HISTORY),
        ("history_items", "Safari", _SAFARI_HISTORY),
    ):
        if table in tables:
            if not history:
                raise NotReadableError("is a browser's history, which is read with --history only")
            return _counted(Addresses("history", program), database.execute(query))
    raise NotReadableError("is a database, but no browser's")


def _counted(found: Addresses, rows: Iterable[tuple[object, object]]) -> Addresses:
    for address, times in rows:
        if isinstance(address, str) and isinstance(times, int):
            found.add(address, min(max(times, 1), 1_000_000))
    return found


def _unreversed(address: object) -> object:
    """Turn Firefox' `moc.kcals.` around."""
    if not isinstance(address, str):
        return None
    return "https://" + address.removeprefix("https://")[::-1].removeprefix(".")
