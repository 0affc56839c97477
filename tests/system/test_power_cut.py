"""A power cut after any system call of a save: what was not synced is dropped, or zeros."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Clock
from tests.scale import EventLog
from tests.system.calls import Call
from tests.system.test_faults import Kept, Trials, kept

pytestmark = pytest.mark.needs("strace")

SAVES = ["a first save", "a later save", "a first choice", "another choice"]
FILL = {"dropped": b"", "zeros": b"\0"}
QUOTED = re.compile('"(.*?)"')


class Disk:
    """A simulated disk: a folder as the system shows it, and as it is after a power cut."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.shown: dict[Path, int] = {}
        self.data: dict[int, bytes | None] = {}
        self.open: dict[int, int] = {}
        for path in (root, *sorted(root.rglob("*"))):
            self._make(path, None if path.is_dir() else path.read_bytes())
        self.names, self.kept = dict(self.shown), dict(self.data)
        self.first, self.kept_at_first = dict(self.shown), dict(self.data)

    def _make(self, path: Path, data: bytes | None) -> None:
        self.shown[path] = len(self.data)
        self.data[len(self.data)] = data

    def take(self, call: Call) -> None:
        """Do what a call did."""
        if call.result.startswith("-"):
            return
        paths = [path for path in map(Path, strings(call)) if self.root in (path, *path.parents)]
        if paths:
            self._name(call, paths)
        elif call.name in ("write", "fsync"):
            inode = self.open.get(int(call.arguments.partition(",")[0]), -1)
            if inode >= 0 and call.name == "write":
                written = bytes.fromhex(QUOTED.findall(call.arguments)[0].replace("\\x", ""))
                self.data[inode] = (self.data[inode] or b"") + written[: int(call.result)]
            elif inode >= 0:
                self._sync(inode)

    def _name(self, call: Call, paths: list[Path]) -> None:
        if call.name in ("openat", "mkdir"):
            if paths[0] not in self.shown:
                self._make(paths[0], b"" if call.name == "openat" else None)
            self.open[int(call.result)] = self.shown[paths[0]]
        elif call.name in ("rename", "link"):
            self.shown[paths[1]] = self.shown[paths[0]]
        if call.name in ("rename", "unlink"):
            self.shown.pop(paths[0], None)

    def _sync(self, inode: int) -> None:
        self.kept[inode] = self.data[inode]
        folder = next((path for path, other in self.shown.items() if other == inode), None)
        if folder and self.data[inode] is None:
            entries = {p: i for p, i in self.shown.items() if p.parent == folder}
            others = {p: i for p, i in self.names.items() if p.parent != folder}
            self.names = others | entries

    def changed(self) -> set[Path]:
        """Return the files that are new or others than before, and the folders of their names."""
        new = {path for path, inode in self.shown.items() if self.first.get(path) != inode}
        grown = {p for p, i in self.first.items() if self.data[i] != self.kept_at_first[i]}
        return grown | {path.parent for path in new} | {p for p in new if self.data[self.shown[p]]}

    def found(self) -> Iterator[dict[Path, bytes | None]]:
        """Yield what may be found: names as they were synced or are now, data likewise."""
        for names in (self.names, self.shown):
            for fill in (*FILL.values(), None):
                yield {
                    path: self._data(inode, fill)
                    for path, inode in names.items()
                    if all(p in names for p in path.parents if self.root in p.parents)
                }

    def _data(self, inode: int, fill: bytes | None) -> bytes | None:
        now, synced = self.data[inode], self.kept.get(inode, b"")
        if now is None or fill is None:
            return now
        return (synced or b"") + fill * (len(now) - len(synced or b""))


class Cuts(Trials):
    """The power cut after each call of a save."""

    def states(self, without: int = -1) -> Iterator[tuple[bool, Kept | None]]:
        """Yield whether it was acknowledged, and what is found; `without` that inode's fsync."""
        disk = Disk(self.template)
        for call in map(self.moved, self.clean.calls):
            synced = disk.open.get(int(call.arguments)) if call.name == "fsync" else None
            if synced != without:
                disk.take(call)
            if call.changes:
                acknowledged = call.name == "write" and call.arguments.startswith("1, ")
                yield from ((acknowledged, self.read(state)) for state in disk.found())

    def needed(self) -> dict[Path, int]:
        """Return what must be synced for the person's sake: a machine's name can be made again."""
        disk = Disk(self.template)
        for call in map(self.moved, self.clean.calls):
            disk.take(call)
        return {path: disk.shown[path] for path in disk.changed() if "state" not in path.parts}

    def moved(self, call: Call) -> Call:
        """Say a call as if the trial had been made in the folder where it began."""
        there, here = hexed(str(self.folder)), hexed(str(self.template))
        arguments = call.arguments.replace(there, here)
        return Call(call.name, arguments, call.result, call.nth)

    def read(self, state: dict[Path, bytes | None]) -> Kept | None:
        """Read what is found; None where it is spoilt."""
        found = self.scratch / "found"
        shutil.rmtree(found, ignore_errors=True)
        for path, data in sorted(state.items()):
            there = found / path.relative_to(self.template)
            there.mkdir() if data is None else there.write_bytes(data)
        try:
            return kept(found, self.clock)
        except AssertionError:
            return None

    def loses(self, without: int = -1) -> bool:
        """Tell whether anything is ever lost that was there before, or was acknowledged."""
        return any(
            now is None
            or not now.between(self.before, self.after)
            or (acknowledged and now != self.after)
            for acknowledged, now in self.states(without)
        )


def strings(call: Call) -> list[str]:
    """Return the paths that a call names."""
    if call.name == "write":
        return []
    said = (bytes.fromhex(text.replace("\\x", "")) for text in QUOTED.findall(call.arguments))
    return [text.decode(errors="replace") for text in said]


def hexed(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


@pytest.mark.parametrize("save", SAVES)
def test_a_power_cut_after_any_system_call_loses_no_acknowledged_event(
    save: str, tmp_path: Path, clock: Clock, library: Path, record_property: EventLog
) -> None:
    cuts = Cuts(tmp_path, clock, save)
    states = list(cuts.states())
    assert any(acknowledged for acknowledged, _ in states)
    assert not cuts.loses()
    record_property("states of the disk", len(states))


@pytest.mark.parametrize("save", SAVES)
def test_every_fsync_is_needed(
    save: str, tmp_path: Path, clock: Clock, library: Path, record_property: EventLog
) -> None:
    cuts = Cuts(tmp_path, clock, save)
    needed = cuts.needed()
    assert needed
    for path, inode in needed.items():
        assert cuts.loses(without=inode), f"{path} need not be synced"
    record_property("files and folders that must be synced", len(needed))
