"""A notification as a service on a real session bus gets it."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from privacy_check.cli.main import main
from privacy_check.storage import reminder_log
from privacy_check.storage.paths import Places
from tests.system import notices

pytestmark = pytest.mark.needs("dbus-daemon")


@pytest.fixture(autouse=True)
def root_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))


def run(address: str | None, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a schedule does: without a terminal."""
    environment = {n: v for n, v in os.environ.items() if n != "DBUS_SESSION_BUS_ADDRESS"}
    environment |= {"DBUS_SESSION_BUS_ADDRESS": address} if address else {}
    command = [sys.executable, "-m", "privacy_check", *words]
    return subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def confirmed_long_ago(name: str) -> None:
    past = datetime.now(UTC) - timedelta(days=1000)
    assert main(["confirm", name, "--still-right"], lambda: past) == 0


def test_the_service_gets_what_due_says_once_and_nothing_else(home: Places, tmp_path: Path) -> None:
    file = tmp_path / "notices"
    with notices.session_bus(tmp_path) as address, notices.service(address, file):
        done = run(address, "notify")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert notices.kept(file) == [], "nothing is due"
        confirmed_long_ago("acxiom-optout")
        (home.agenda_file).unlink()
        done = run(address, "notify")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        ((program, title, text),) = notices.kept(file)
    said = run(None, "due").stdout
    overdue = said.partition(": ")[2].partition(". See")[0]
    assert (program, title) == ("privacy-check", "privacy-check: 1 checklist needs you")
    assert text.splitlines()[0] == f"acxiom-optout: {overdue}"
    assert text.splitlines()[1].startswith("To see more: ")
    last = reminder_log.read(home.reminded_file)
    assert last
    assert last[1] == "1 shown"
    assert abs(last[0] - datetime.now(UTC)) < timedelta(minutes=1)


def test_without_a_service_or_a_bus_it_says_so_at_once(home: Places, tmp_path: Path) -> None:
    confirmed_long_ago("acxiom-optout")
    home.agenda_file.unlink()
    before = time.monotonic()
    with notices.session_bus(tmp_path) as address:
        done = run(address, "notify")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("privacy-check: nothing on this desktop shows notifications: ")
    assert len(done.stderr.splitlines()) == 1
    done = run(address, "notify")
    assert done.returncode == 1
    assert done.stderr == (
        "privacy-check: nothing on this desktop shows notifications: "
        "[Errno 2] No such file or directory\n"
    )
    done = run("tcp:host=127.0.0.1,port=1", "notify")
    assert done.returncode == 1
    assert "the session bus is no socket of this machine" in done.stderr
    assert time.monotonic() - before < 30
