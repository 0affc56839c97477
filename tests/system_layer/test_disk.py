"""What differs from system to system in saving a file, with stand-ins for their calls."""

import errno
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext, suppress
from multiprocessing.synchronize import Barrier
from pathlib import Path
from types import ModuleType

import pytest

from privacy_check.domain.journal import Event
from privacy_check.domain.sanitize import Clean
from privacy_check.errors import StoreError
from privacy_check.storage import journal_files
from privacy_check.storage.files import atomic_write
from privacy_check.storage.journal_files import Store
from privacy_check.system import disk
from tests import pretend
from tests.samples import event
from tests.scale import scaled

RecordProperty = Callable[[str, object], None]
spawn = multiprocessing.get_context("spawn")


def store_in(folder: Path) -> Store:
    return Store(folder / "profile", folder / "machine", "host")


def mark(writer: int, number: int) -> Event:
    name = f"{writer:02x}{number:06x}"
    return event(name, "2026-11-23T10:02:11", "done", review=1, step=Clean("a"))


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend.pretend(monkeypatch, "win32")


def save(folder: Path, writer: int, count: int, start: Barrier, lock: str) -> None:
    """Save in a process that thinks it is on Windows; write down what was acknowledged."""
    with pytest.MonkeyPatch.context() as patch:
        store, acknowledged = store_in(folder), []
        assert store.file.name
        pretend.PAUSE = 0.004
        pretend.pretend(patch, "win32")
        if lock == "no lock":
            patch.setattr(journal_files, "appending", lambda descriptor: nullcontext())
        start.wait()
        for number in range(count):
            with suppress(StoreError):
                store.add("acme", mark(writer, number))
                acknowledged.append(mark(writer, number).id)
    (folder / f"acknowledged-{writer}").write_text("\n".join(acknowledged))


def saved_by_two_windows(folder: Path, lock: str) -> tuple[int, int]:
    """Return how many lines were acknowledged, and how many of those are not in the file."""
    start = spawn.Barrier(2, timeout=60)
    store_in(folder).add("beta", mark(9, 9))  # the file is there, and the machine has its name
    windows = [
        spawn.Process(target=save, args=(folder, writer, scaled(600), start, lock))
        for writer in range(2)
    ]
    for process in windows:
        process.start()
    for process in windows:
        process.join()
        assert process.exitcode == 0
    events = store_in(folder).read().journal.get("acme", frozenset())
    acknowledged = {
        name for path in folder.glob("acknowledged-*") for name in path.read_text().split()
    }
    return len(acknowledged), len(acknowledged - {saved.id for saved in events})


@pytest.mark.needs("nothing-pretended")
def test_two_windows_on_windows_lose_lines_without_the_lock_and_none_with_it(
    tmp_path: Path, record_property: RecordProperty
) -> None:
    without, lost = saved_by_two_windows(tmp_path / "without", "no lock")
    assert lost > 0
    assert saved_by_two_windows(tmp_path / "with", "lock") == (2 * scaled(600), 0)
    record_property("without the lock", f"{lost} of {without} lost")
    record_property("with the lock", f"0 of {2 * scaled(600)} lost")


def locking(error: int) -> ModuleType:
    """A stand-in for msvcrt whose lock is never given."""

    def refuse(descriptor: int, mode: int, count: int) -> None:
        raise OSError(error, os.strerror(error))

    module = ModuleType("msvcrt")
    vars(module).update(locking=refuse, LK_UNLCK=0, LK_NBLCK=2)
    return module


def test_a_window_that_keeps_the_lock_is_told_of_and_nothing_is_written(
    tmp_path: Path, windows: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_in(tmp_path)
    store.add("acme", mark(0, 1))
    before = store.file.read_bytes()
    monkeypatch.setitem(sys.modules, "msvcrt", locking(errno.EACCES))
    monkeypatch.setattr(disk, "_LOCK_WAIT", 0.02)
    with pytest.raises(StoreError, match="another window has been writing too long") as caught:
        store.add("acme", mark(0, 2))
    assert not caught.value.maybe_written
    assert store.file.read_bytes() == before


def test_a_file_system_without_locks_is_used_without(
    tmp_path: Path, windows: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", locking(errno.EINVAL))
    store = store_in(tmp_path)
    store.add("acme", mark(0, 1))
    assert len(store.read().journal["acme"]) == 1


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_nothing_is_locked_where_appending_is_one_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setitem(sys.modules, "msvcrt", locking(errno.EACCES))
    descriptor = os.open(tmp_path / "journal", os.O_RDWR | os.O_CREAT)
    with disk.appending(descriptor):
        assert os.lseek(descriptor, 0, os.SEEK_CUR) == 0
    os.close(descriptor)


@pytest.mark.needs("links", "nothing-pretended")
def test_a_link_is_refused_where_the_system_would_follow_it(tmp_path: Path, windows: None) -> None:
    (tmp_path / "victim").write_text("precious")
    (tmp_path / "journal").symlink_to("victim")
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)) as caught:
        disk.open_itself(tmp_path / "journal", os.O_RDWR)
    assert caught.value.errno == errno.ELOOP


@pytest.fixture
def scanner(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A virus scanner that has the file open for so many tries, given by what is put here."""
    tries: list[int] = []
    real, seconds = os.replace, time.sleep

    def refuse(source: Path, target: Path) -> None:
        if tries and tries[0] > 0:
            tries[0] -= 1
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        real(source, target)

    monkeypatch.setattr(disk, "sleep", lambda pause: seconds(pause / 50))
    monkeypatch.setattr(os, "replace", refuse)
    return tries


def test_a_file_that_a_scanner_holds_is_replaced_a_moment_later(
    tmp_path: Path, windows: None, scanner: list[int]
) -> None:
    atomic_write(tmp_path / "choices.toml", b"old")
    scanner.append(4)
    atomic_write(tmp_path / "choices.toml", b"new")
    assert (tmp_path / "choices.toml").read_bytes() == b"new"
    scanner[0] = 5
    with pytest.raises(StoreError, match="The process cannot access the file"):
        atomic_write(tmp_path / "choices.toml", b"newer")
    assert [path.name for path in tmp_path.glob("*choices*")] == ["choices.toml"]
    assert (tmp_path / "choices.toml").read_bytes() == b"new"


@pytest.mark.needs("modes", "nothing-pretended")
def test_elsewhere_a_refusal_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scanner: list[int]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    scanner.append(1)
    with pytest.raises(StoreError, match="cannot access the file"):
        atomic_write(tmp_path / "choices.toml", b"new")


@pytest.mark.parametrize("refused", [True, False])
@pytest.mark.needs("limits", "nothing-pretended")
def test_macos_flushes_the_drive_too_or_else_what_fsync_can(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    refused: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    import fcntl

    called: list[str] = []

    def full(descriptor: int, command: int) -> None:
        called.append("F_FULLFSYNC")
        if refused:
            raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", full)
    monkeypatch.setattr(os, "fsync", lambda descriptor: called.append("fsync"))
    disk.fsync(0)
    assert called == ["F_FULLFSYNC", "fsync"][: 1 + refused]


def test_bytes_are_written_as_they_are(tmp_path: Path, windows: None) -> None:
    store = store_in(tmp_path)
    store.add("acme", mark(0, 1))
    store.add("acme", mark(0, 2))
    assert b"\r" not in store.file.read_bytes()
    assert store.forget(frozenset({"acme"}))[0] == 2
    assert set(store.file.read_bytes()) == {*b" \n"}
