"""A journal that was cut, zeroed or hit costs no line but the one that was hit.

The journal is one that the program wrote, with every word that it knows.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from privacy_check.domain.journal import Event
from privacy_check.storage.journal_files import Store
from tests.conftest import DATA
from tests.samples import event
from tests.scale import scaled

WHOLE = next(DATA.glob("released/*/journal-*.toml")).read_bytes()
LINES = WHOLE.splitlines()

Figure = Callable[[str, object], None]


class Found(NamedTuple):
    """The events read from a damaged journal, and the numbers of its faulty lines."""

    events: frozenset[tuple[str, Event]]
    faulty_lines: list[int | None]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "profile", tmp_path / "machine", "host")
    store.folder.mkdir()
    return store


def find(store: Store, data: bytes) -> Found:
    file = store.folder / "journal.toml"
    file.write_bytes(data)
    reading = store.read()
    assert {fault.file for fault in reading.faults} <= {str(file)}
    events = {(name, e) for name, events in reading.journal.items() for e in events}
    return Found(frozenset(events), [fault.line for fault in reading.faults])


def one_by_one(store: Store) -> list[tuple[str, Event]]:
    return [next(iter(find(store, line).events)) for line in LINES]


def some(whole: int) -> list[int]:
    """Choose the places of this run's trials."""
    return random.Random(0).sample(range(whole), scaled(whole))


def test_a_journal_truncated_or_zeroed_anywhere_keeps_every_complete_line(
    store: Store, record_property: Figure
) -> None:
    events = one_by_one(store)
    cuts = some(len(WHOLE))
    for cut in cuts:
        for tail in (b"", b"\0" * (len(WHOLE) - cut), b"\0" * 4096):
            whole = WHOLE[: cut + (not tail)].count(b"\n")  # one that lacks only its newline, too
            assert find(store, WHOLE[:cut] + tail) == Found(frozenset(events[:whole]), [])
    record_property("cuts", len(cuts))


def test_a_save_after_a_truncation_is_on_a_line_of_its_own(
    store: Store, record_property: Figure
) -> None:
    saved = event("aa", "2026-11-23T10:02:11", "started", review=1)
    cuts = some(len(WHOLE))
    for cut in cuts:
        store.file.write_bytes(WHOLE[:cut])
        store.add("acme", saved)
        reading = store.read()
        assert reading.journal["acme"] == {saved}
        assert sum(map(len, reading.journal.values())) == 1 + WHOLE[: cut + 1].count(b"\n")
        assert reading.faults == ()
    record_property("saves after a cut", len(cuts))


def test_a_flipped_bit_affects_only_its_own_line(store: Store, record_property: Figure) -> None:
    events = one_by_one(store)
    flips = some(len(WHOLE) * 8)
    lost = dict.fromkeys(range(3), 0)
    for flip in flips:
        place, bit = divmod(flip, 8)
        data = bytearray(WHOLE)
        data[place] ^= 1 << bit
        hit = WHOLE[:place].count(b"\n")
        newline = WHOLE[place : place + 1] == b"\n"
        found, faulty_lines = find(store, bytes(data))
        hits = events[hit : hit + 1 + newline]
        assert found >= set(events) - set(hits)
        assert len(found) <= len(events)
        lost[len(events) - len(found)] += 1
        touched = bytes(data).split(b"\n")[hit : hit + 1 + (data[place : place + 1] == b"\n")]
        gone = len(found) < len(events)
        assert faulty_lines == [
            number
            for number, line in enumerate(touched, hit + 1)
            if gone and line.endswith(b"}") and not line.startswith(b"#")
        ]
    record_property("flips", len(flips))
    record_property("flips after which the line still says something", lost[0])
    record_property("flips that cost a line", lost[1])
    record_property("flips that cost two", lost[2])
