"""Three devices, apart, crashing, with wrong clocks, and a sync program that is late and partial.

Whatever arrives when and how often: when all of it has, all know the same, and nothing is lost.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import combinations, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    multiple,
    rule,
    run_state_machine_as_test,
)

from privacy_check.domain.journal import MARKS, Event, Mark, effective_events
from privacy_check.domain.sanitize import Clean
from privacy_check.profile_state import Inputs
from privacy_check.session import Session
from privacy_check.storage import catalog
from privacy_check.storage.files import atomic_write
from privacy_check.storage.journal_files import Store, format_line
from privacy_check.storage.paths import Places
from privacy_check.storage.profiles import DEFAULT
from privacy_check.storage.settings import Settings
from tests.conftest import DATA, Clock
from tests.samples import event
from tests.scale import scaled
from tests.sync_names import CONFLICT_COPIES

FOUND = catalog.load(DATA / "checklists", Path("none"))
IDS = tuple(FOUND.checklists)
NOTED = event("dead0001", "2026-11-23T10:02:11", "noted", note=Clean("naïve 🙂"))
TORN = format_line("acme", NOTED).encode()

devices = st.integers(0, 2)
ids = st.sampled_from(IDS)
places = st.sampled_from([(name, s.id) for name in IDS for s in FOUND.checklists[name].steps])
picks = st.integers(0, 30)
parts = st.sampled_from([1, 1, 0.9, 0.5, 0])
marks: st.SearchStrategy[Mark] = st.sampled_from(MARKS)


def entries(session: Session) -> set[tuple[str, Event]]:
    return {(name, known) for name in IDS for known in session.events(name)}


class Device:
    """One machine with a home, a clock and a program of its own."""

    def __init__(self, root: Path, host: str) -> None:
        self.home, self.host, self.clock = Places(root, root / "state"), host, Clock()
        self.folder = self.home.profile("default")
        atomic_write(self.home.machine_file, f"00000{len(host)}-{host}\n".encode())
        self.copies: set[str] = set()
        self.acknowledged: set[tuple[str, Event]] = set()
        self.session = self.start()

    def start(self) -> Session:
        store = Store(self.folder, self.home.machine_file, self.host)
        return Session(Inputs(self.home, FOUND, store, Settings(), self.clock, DEFAULT, []))

    def owns(self, name: str) -> bool:
        return name in self.copies or name == self.session.store.file.name

    def receive(self, name: str, data: bytes) -> None:
        """Take a file in as a sync program does: never the one that this machine writes."""
        if not self.owns(name):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(data)


class Packet(NamedTuple):
    name: str
    data: bytes


Deed = Callable[[Session], object]


def mark(place: tuple[str, Clean], given: Mark) -> Deed:
    return lambda session: session.mark(*place, given)


def note(place: tuple[str, Clean], text: str) -> Deed:
    return lambda session: session.note(place[0], text, place[1])


def confirm(name: str, *, answer: bool) -> Deed:
    return lambda session: session.confirm(name, still_right=answer)


def snooze(name: str, days: int) -> Deed:
    return lambda session: session.snooze(name, days)


def start_over(name: str) -> Deed:
    return lambda session: session.start_over(name)


deeds = st.one_of(
    st.builds(mark, places, marks),
    st.builds(mark, places, marks),
    st.builds(note, places, st.sampled_from(["", "mine", "é\n🙂"])),
    st.builds(confirm, ids, answer=st.booleans()),
    st.builds(snooze, ids, st.integers(1, 3650)),
    st.builds(start_over, ids),
)


class Devices(RuleBasedStateMachine):
    """What three devices may do and meet, in any order."""

    sent = Bundle("sent")
    figures: Counter[str]
    numbers: Iterator[int]

    def __init__(self) -> None:
        super().__init__()
        self.place = TemporaryDirectory()
        root = Path(self.place.name)
        self.devices = [Device(root / host, host) for host in ("desk", "lap", "phone")]
        Devices.numbers = count()
        self.figures["lives"] += 1

    @contextmanager
    def acting(self, number: int) -> Iterator[Session]:
        """Do one thing: it is saved when it returns, and comes after all that was known."""
        device = self.devices[number]
        before = entries(device.session)
        yield device.session
        after = entries(device.session)
        new = after - before
        assert before <= after
        assert len(new) <= 1
        assert device.session.event_log.unsaved == 0
        for name, entry in new:
            assert device.session.history(name)[-1] == entry
        device.acknowledged |= new
        self.figures["events acknowledged"] += len(new)

    @initialize(first=st.tuples(deeds, deeds, deeds))
    def begin(self, first: tuple[Deed, ...]) -> None:
        for number, deed in enumerate(first):
            self.does(number, [deed])

    @rule(number=devices, some=st.lists(deeds, min_size=1, max_size=4))
    def does(self, number: int, some: list[Deed]) -> None:
        for deed in some:
            with self.acting(number) as session:
                deed(session)

    @rule(number=devices, name=ids)
    def undoes(self, number: int, name: str) -> None:
        with self.acting(number) as session:
            undone = session.undo() or (name, session.undo_last(name))
        assert undone[1] not in effective_events(session.events(undone[0]))

    @rule(number=devices, cut=st.integers(0, len(TORN)))
    def crashes(self, number: int, cut: int) -> None:
        device = self.devices[number]
        if device.folder.exists():
            with device.session.store.file.open("ab") as file:
                file.write(TORN[:cut])
        device.session = device.start()
        assert device.acknowledged <= entries(device.session)

    @rule(number=devices, days=st.integers(-3650, 3650), seconds=st.integers(0, 90))
    def jumps_in_time(self, number: int, days: int, seconds: int) -> None:
        self.devices[number].clock.now = Clock().now + timedelta(days, seconds)

    @rule(number=devices)
    def looks_again(self, number: int) -> None:
        device = self.devices[number]
        device.session.refresh()
        assert device.acknowledged <= entries(device.session)

    @rule(number=devices, pick=picks, shape=st.sampled_from(CONFLICT_COPIES), part=parts)
    def loses_a_conflict(self, number: int, pick: int, shape: str, part: float) -> None:
        """A file goes on under another name; in its own place is what it once was, or nothing."""
        device = self.devices[number]
        files = sorted(device.folder.glob("*.toml*"))
        if files:
            file = files[pick % len(files)]
            whole = file.read_bytes()
            copy = file.rename(
                device.folder / shape.format(f"{file.name[:20]}{next(self.numbers)}")
            )
            device.copies.add(copy.name)
            if part:
                file.write_bytes(whole[: int(len(whole) * part)])

    @rule(target=sent, number=devices, other=devices, some=st.lists(parts, min_size=1, max_size=9))
    def sends(self, number: int, other: int, some: list[float]) -> MultipleResults[Packet]:
        files = sorted(self.devices[number].folder.glob("*.toml*"))
        packets = [Packet(file.name, file.read_bytes()) for file in files]
        for packet, part in zip(packets, some, strict=False):
            self.receives(other, packet, part)
        return multiple(*packets)

    @rule(number=devices, packet=sent, part=parts)
    def receives_what_is_old(self, number: int, packet: Packet, part: float) -> None:
        self.receives(number, packet, part)

    def receives(self, number: int, packet: Packet, part: float) -> None:
        self.devices[number].receive(packet.name, packet.data[: int(len(packet.data) * part)])
        self.figures["files delivered, late, twice or in part"] += 1

    @rule(sure=st.integers(0, 7).map(lambda number: number == 7))
    def perhaps_everything_arrives(self, *, sure: bool) -> None:
        if sure:
            self.everything_arrives()

    def everything_arrives(self) -> None:
        for one, other in [*combinations(self.devices, 2), *combinations(self.devices[::-1], 2)]:
            for file in filter(lambda file: one.owns(file.name), one.folder.glob("*.toml*")):
                other.receive(file.name, file.read_bytes())
        for device in self.devices:
            device.session.refresh()
            device.clock.now = Clock().now
        sessions = [d.session for d in self.devices] + [d.start() for d in self.devices]
        every = entries(sessions[0])
        for device in self.devices:
            assert device.acknowledged <= every, "what was acknowledged is there"
        for sitting in sessions[1:]:
            assert entries(sitting) == every
            assert sitting.standings() == sessions[0].standings()
        for name in IDS:
            done = sessions[0].history(name)
            undone = {e.of for e in done if e.did == "undone"}
            hidden = {e for e in done if e.did != "undone"} - set(effective_events(done))
            assert all(e.id in undone for e in hidden), "only undo hides"
        self.figures["times that all were compared"] += 1

    def teardown(self) -> None:
        self.everything_arrives()
        self.place.cleanup()


def test_devices_with_all_files_agree_and_nothing_is_lost(
    record_property: Callable[[str, object], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def chance(size: int) -> str:
        """Ids in no order, and in the same one each time that a life is lived again."""
        return f"{next(Devices.numbers) * 2_654_435_761 % 256**size:0{2 * size}x}"

    monkeypatch.setattr("privacy_check.session.random_hex", chance)
    Devices.figures = Counter()
    run_state_machine_as_test(
        Devices,
        settings=settings(
            max_examples=scaled(1000),
            stateful_step_count=40,
            suppress_health_check=list(HealthCheck),
        ),
    )
    for name, figure in Devices.figures.items():
        record_property(name, figure)
