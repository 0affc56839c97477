"""Two devices with real Syncthing between them: both act while apart, and end equal."""

import json
import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from privacy_check.domain.journal import Event
from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from tests.conftest import Clock
from tests.scale import EventLog, scaled

pytestmark = pytest.mark.needs("syncthing")

TIMEOUT = 120
OFF = ["globalAnnounceEnabled", "localAnnounceEnabled", "relaysEnabled", "natEnabled"]
FOLDER = """<folder id="profiles" path="{path}" type="sendreceive" rescanIntervalS="0"
 fsWatcherEnabled="false"><device id="{ours}"/><device id="{theirs}"/></folder>"""
DEVICE = """<device id="{id}" name="d" compression="never"><address>{address}</address></device>"""


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Device:
    """One device: a home of the program, and a Syncthing that carries its profiles."""

    def __init__(self, home: Path) -> None:
        self.config, self.seen = home / "syncthing", 0
        self.home = Places(home / "data", home / "state")
        (self.home.config / "profiles").mkdir(parents=True)
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.gui = f"127.0.0.1:{free_port()}"
        command = ["syncthing", "generate", "--home", str(self.config), "--no-default-folder"]
        subprocess.run(command, check=True, capture_output=True)
        text = (self.config / "config.xml").read_text()
        self.id = re.findall(r'<device id="([^"]+)"', text)[0]
        self.key = re.findall(r"<apikey>([^<]+)</apikey>", text)[0]

    def start(self, other: "Device") -> None:
        """Know the other by its address alone, and nobody else."""
        file = self.config / "config.xml"
        text = file.read_text()
        for name in OFF:
            text = re.sub(rf"<{name}>.*?</{name}>", f"<{name}>false</{name}>", text)
        text = re.sub(r"(?s)<device id=.*?</device>", "", text, count=1)
        for name, value in (
            ("listenAddress", self.address),
            ("address", self.gui),
            ("urAccepted", "-1"),
            ("autoUpgradeIntervalH", "0"),
            ("crashReportingEnabled", "false"),
            ("reconnectionIntervalS", "1"),
        ):
            text = re.sub(rf"<{name}>.*?</{name}>", f"<{name}>{value}</{name}>", text, count=1)
        known = FOLDER.format(path=self.home.config / "profiles", ours=self.id, theirs=other.id)
        for device in (self, other):
            known += DEVICE.format(id=device.id, address=device.address)
        file.write_text(text.replace("</configuration>", f"{known}</configuration>"))
        command = ["syncthing", "serve", "--home", str(self.config), "--no-browser", "--no-restart"]
        with (self.config / "log").open("w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)

    def ask(self, path: str, method: str = "GET") -> Any:
        request = urllib.request.Request(
            f"http://{self.gui}/rest/{path}", method=method, headers={"X-API-Key": self.key}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def wait_for_news(self) -> None:
        """Return when Syncthing has done something, or after a second."""
        events = self.ask(f"events?since={self.seen}&timeout=1")
        self.seen = max([self.seen, *(event["id"] for event in events)])

    def ready(self) -> bool:
        with suppress(OSError):
            return bool(self.ask("system/ping"))
        assert self.process.poll() is None, (self.config / "log").read_text()[-2000:]
        return False

    def events(self, clock: Clock) -> dict[str, frozenset[Event]]:
        session = self.session(clock)
        if session.event_log.faults:  # it was listed, and exchanged before it could be read
            return {}
        return {name: session.events(name) for name in session.ids_with_events()}

    def session(self, clock: Clock) -> Session:
        return open_session(self.home, clock, "default")


@pytest.fixture
def devices(tmp_path: Path) -> Iterator[tuple[Device, Device]]:
    one, other = Device(tmp_path / "one"), Device(tmp_path / "other")
    try:
        one.start(other)
        other.start(one)
        until = time.monotonic() + TIMEOUT
        while not (one.ready() and other.ready()):
            assert time.monotonic() < until
            time.sleep(0.1)  # there is nothing yet that could be asked
        yield one, other
    finally:
        for device in (one, other):
            device.process.terminate()  # killed, it would leave its child, which serves, alone
            device.process.wait()


def test_two_devices_converge_through_syncthing_without_a_conflict_copy(
    devices: tuple[Device, Device], clock: Clock, library: Path, record_property: EventLog
) -> None:
    one, other = devices
    rounds, done = scaled(20), 0
    for number in range(rounds):
        one.ask(f"system/pause?device={other.id}", "POST")
        for device, step in ((one, "switch"), (other, "letter")):
            clock.forward(seconds=7)
            session = device.session(clock)
            session.mark("acme", step, "skipped" if number % 2 else "done")
            session.note("hostile", f"round {number}, {step}")
            assert not session.event_log.unsaved
            done += 2
        for device in (one, other):
            device.ask("db/scan?folder=profiles", "POST")
        one.ask(f"system/resume?device={other.id}", "POST")
        until = time.monotonic() + TIMEOUT
        while one.events(clock) != other.events(clock) or counted(one.events(clock)) != done:
            assert time.monotonic() < until, f"round {number} never came together"
            one.wait_for_news()
    for device in devices:
        files = [path.name for path in device.home.config.rglob("*.toml")]
        assert sum(name.startswith("journal-") for name in files) == 2
        assert not [name for name in files if "conflict" in name]
    record_property("rounds apart", rounds)
    record_property("events on both", done)


def counted(events: dict[str, frozenset[Event]]) -> int:
    return sum(map(len, events.values()))
