"""Many processes that save on one machine at the same time, and one that forgets meanwhile."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from privacy_check.domain.journal import Event
from privacy_check.domain.sanitize import Clean
from privacy_check.storage.journal_files import Store
from tests.samples import event
from tests.scale import scaled

RecordProperty = Callable[[str, object], None]
spawn = multiprocessing.get_context("spawn")


def store_in(folder: Path) -> Store:
    return Store(folder / "profile", folder / "machine", "host")


def mark(writer: int, number: int) -> Event:
    name = f"{writer:02x}{number:06x}"
    return event(name, "2026-11-23T10:02:11", "done", review=1, step=Clean("a"))


def write(folder: Path, writer: int, names: list[str], count: int, start: Barrier) -> None:
    start.wait()
    store = store_in(folder)
    for number in range(count):
        for name in names:
            store.add(name, mark(writer, number))


def writers(folder: Path, many: int, names: list[str], count: int) -> list[SpawnProcess]:
    """Start processes that save, and return when all of them begin."""
    start = spawn.Barrier(many + 1, timeout=60)
    started = [
        spawn.Process(target=write, args=(folder, number, names, count, start))
        for number in range(many)
    ]
    for process in started:
        process.start()
    start.wait()
    return started


@pytest.mark.needs("nothing-pretended")
def test_eight_concurrent_writers_lose_nothing(
    tmp_path: Path, record_property: RecordProperty
) -> None:
    count = scaled(200)
    for process in writers(tmp_path, 8, ["acme"], count):
        process.join()
        assert process.exitcode == 0
    reading = store_in(tmp_path).read()
    assert reading.journal["acme"] == {mark(w, n) for w in range(8) for n in range(count)}
    assert reading.faults == ()
    assert len(list((tmp_path / "profile").iterdir())) == 1, "they share the machine's one file"
    record_property("saves kept", len(reading.journal["acme"]))


@pytest.mark.needs("nothing-pretended")
def test_forgetting_one_checklist_loses_nothing_of_concurrent_writers(
    tmp_path: Path, record_property: RecordProperty
) -> None:
    count = scaled(300)
    store, rounds, blanked = store_in(tmp_path), 0, 0
    saving = writers(tmp_path, 4, ["acme", "beta"], count)
    while any(process.is_alive() for process in saving):
        blanked += store.forget(frozenset({"beta"}))[0]
        rounds += 1
    blanked += store.forget(frozenset({"beta"}))[0]
    assert {process.exitcode for process in saving} == {0}
    reading = store.read()
    assert reading.journal == {
        "acme": frozenset(mark(w, n) for w in range(4) for n in range(count)),
    }
    assert blanked == 4 * count, "what was forgotten while it was saved is not written again"
    record_property("saves kept", len(reading.journal["acme"]))
    record_property("rounds of forget", rounds)
