"""No command, and not the app, opens a network socket: strace, an audit hook, a namespace.

Two may speak to this machine by a socket that is a file (AF_UNIX): `notify` to the session bus, if
anything is due, and the programs by which `remind` asks the scheduler. No other may even do that.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from privacy_check.cli.grammar import COMMANDS
from privacy_check.cli.main import main
from tests.exports import DATA
from tests.system import notices
from tests.system.terminal import Terminal

pytestmark = pytest.mark.needs("root", "strace")

ID = "linkedin-ai-training"
TASKS = Path(__file__).parent.parent / "data" / "acme.md"
WORDS: dict[str, list[list[str]]] = {
    "open": [["open"], ["open", ID]],
    "walk": [["walk", ID, "--plain"]],
    "review": [["review", "--plain"]],
    "list": [["list", "--all"], ["list", "--json"]],
    "due": [["due"], ["due", "--json"]],
    "notify": [["notify"]],
    "remind": [["remind", "status"], ["remind", "install"], ["remind", "remove"]],
    "verify": [["verify"], ["verify", "--json"]],
    "env": [["env"], ["env", "fish"]],
    "show": [["show", ID], ["show", ID, "--json"], ["show", "nothing"]],
    "mark": [["mark", ID, "turn-off", "done"]],
    "note": [["note", ID, "mine"]],
    "confirm": [["confirm", ID, "--still-right"]],
    "start-over": [["start-over", ID]],
    "snooze": [["snooze", ID, "3"]],
    "interval": [["interval", ID, "30"]],
    "undo": [["undo", ID]],
    "forget": [["forget", ID]],
    "history": [["history"], ["history", "--json"]],
    "report": [["report"], ["report", "--html"], ["report", "--json", "--notes"]],
    "calendar": [["calendar"], ["calendar", "-o", "/dev/null"]],
    "new": [["new"], ["new", "my-list"]],
    "letter": [["letter", "access", "Spotify"]],
    "import": [["import", str(TASKS)], ["import", str(TASKS), "--replace", "--done"]],
    "export": [["export"], ["export", ID]],
    "validate": [["validate"]],
    "discover": [["discover"], ["discover", str(DATA / "keepassxc-2.7.4.xml")]],
    "shell-hook": [["shell-hook", "bash"]],
    "completion": [["completion", "bash"], ["completion", "--words", "show", ""]],
    "man": [["man"]],
    "stale": [["stale"]],
    "schema": [["schema"]],
    "paths": [["paths"]],
}
"""Every command, with the arguments that it needs."""

ANSWERS = "d\no\nw\nS\ne\nmine\nu\nq\n"
"""What is answered to a command that asks."""

HOOK = r"""
import os, sys
open(os.environ["AUDIT"], "a").write("watching\n")
def told(event, args):
    if event.startswith("socket."):
        family = args[1] if event == "socket.__new__" else ""
        with open(os.environ["AUDIT"], "a") as file:
            print(event, family and int(family), file=file)
            if event == "socket.connect":
                print("connects to", args[1], file=file)
sys.addaudithook(told)
"""
HARMLESS = re.compile(r"watching$|socket\.gethostname $|socket\.__new__ 1$")
"""The last is of AF_UNIX: the pair by which asyncio wakes itself."""
REACHES = re.compile(r"AF_(INET6?|NETLINK|PACKET)\b|\b(connect|bind)\(|send\w*\(.*sa_family")
OF_THIS_MACHINE = re.compile(
    r"(connect\(\d+, |sendto\(.*)\{sa_family=AF_UNIX, |socket\.connect |connects to [^(]"
)
"""What speaks to a socket that is a file, which crosses no network."""
SPEAK_TO_THIS_MACHINE = {"remind"}
REACHING = [
    "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "import socket; socket.socket(socket.AF_UNIX).connect_ex('/nowhere')",
    "import socket; socket.getaddrinfo('localhost', 1)",
    "import socket; socket.socket().connect_ex(('127.0.0.1', 1))",
]


class Watch:
    """Traces what a program does with sockets; `before` is put before its command line."""

    def __init__(self, folder: Path) -> None:
        self.trace, self.audit, hooks = folder / "trace", folder / "audit", folder / "hooks"
        hooks.mkdir()
        (hooks / "sitecustomize.py").write_text(HOOK)
        strace = f"strace -f --seccomp-bpf -qq -e trace=%network -o {self.trace}"
        hooked = f"env PYTHONPATH={hooks} AUDIT={self.audit}"
        self.before = f"{hooked} unshare -n {strace}".split()

    def found(self, *, beyond_this_machine: bool = False) -> list[str]:
        """The calls and audit events of the program, but for harmless ones, or for files, too."""
        calls = self.trace.read_text().splitlines()
        events = self.audit.read_text().splitlines()
        assert "watching" in events
        wrong = [event for event in events if not HARMLESS.match(event)]
        told = [call for call in calls if REACHES.search(call)] + wrong
        if not beyond_this_machine:
            return told
        return [line for line in told if not OF_THIS_MACHINE.search(line)]


def test_every_command_has_example_arguments() -> None:
    assert WORDS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("name", [name for name in WORDS if name != "open"])
def test_no_command_opens_a_network_socket(
    tmp_path: Path, name: str, record_property: Callable[[str, object], None]
) -> None:
    for number, words in enumerate(WORDS[name]):
        folder = tmp_path / str(number)
        folder.mkdir()
        watch = Watch(folder)
        command = [*watch.before, sys.executable, "-m", "privacy_check", *words]
        environment = os.environ | {"PRIVACY_CHECK_HOME": str(tmp_path / "home")}
        done = subprocess.run(
            command, env=environment, input=ANSWERS, capture_output=True, text=True, check=False
        )
        expected = (2,) if name == "new" else (0, 1)  # it asks at a terminal alone
        assert done.returncode in expected, done.stderr
        assert "Traceback" not in done.stderr
        assert not watch.found(beyond_this_machine=name in SPEAK_TO_THIS_MACHINE)
    record_property("runs without a network", len(WORDS[name]))


@pytest.mark.needs("dbus-daemon")
def test_a_notification_reaches_the_session_bus_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent.parent))
    folder, file = tmp_path / "watch", tmp_path / "notices"
    folder.mkdir()
    past = datetime.now(UTC) - timedelta(days=1000)
    assert main(["confirm", ID, "--still-right"], lambda: past) == 0
    watch = Watch(folder)
    command = [*watch.before, sys.executable, "-m", "privacy_check", "notify"]
    with notices.session_bus(tmp_path) as address, notices.service(address, file):
        environment = os.environ | {"DBUS_SESSION_BUS_ADDRESS": address}
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(notices.kept(file)) == 1
    connected = [line for line in watch.found() if "connect(" in line]
    assert len(connected) == 1
    assert f'sa_family=AF_UNIX, sun_path="{tmp_path}/bus"' in connected[0]
    assert watch.found(beyond_this_machine=True) == []


@pytest.mark.parametrize("address", ["tcp:host=127.0.0.1,port=1", "nonce-tcp:host=::1,port=1"])
def test_a_session_bus_elsewhere_is_not_spoken_to(tmp_path: Path, address: str) -> None:
    past = datetime.now(UTC) - timedelta(days=1000)
    assert main(["confirm", ID, "--still-right"], lambda: past) == 0
    watch = Watch(tmp_path)
    command = [*watch.before, sys.executable, "-m", "privacy_check", "notify"]
    environment = os.environ | {"DBUS_SESSION_BUS_ADDRESS": address}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"no socket of this machine" in done.stderr
    assert not watch.found()


WALK = [" ", "s", "o", "Y", "?", "\x1b", "c", "o", "\x1b", "w", "\x1b", "e", "\x1b", "\x1b"]
HOME = [
    "/",
    "linked",
    "\x1b",
    "\x1b",
    "h",
    "\x1b",
    ",",
    "\x1b",
    "\x10",
    "find",
    "\x1b",
    "t",
    "\x1b",
    "u",
]


@pytest.mark.parametrize(
    ("words", "first", "keys"),
    [
        (["open", ID], "Sign in and open", [*WALK, *HOME]),
        (["review"], "Nothing needs you.", []),
    ],
)
def test_the_app_opens_no_network_socket(
    tmp_path: Path,
    words: list[str],
    first: str,
    keys: list[str],
    record_property: Callable[[str, object], None],
) -> None:
    watch = Watch(tmp_path)
    (tmp_path / "choices.toml").touch()
    terminal = Terminal(tmp_path, *words, before=watch.before)
    terminal.wait_for(first)
    for key in keys:
        terminal.press(key, 0.5 if key == "\x1b" else 0.1)  # an escape waits for more
    terminal.press("q")
    assert terminal.leave() == 0
    assert not watch.found()
    record_property("keys pressed without a network", len(keys) + 1)


@pytest.mark.parametrize("code", REACHING)
def test_the_watch_detects_a_program_that_opens_a_socket(tmp_path: Path, code: str) -> None:
    watch = Watch(tmp_path)
    subprocess.run([*watch.before, sys.executable, "-c", code], check=False, capture_output=True)
    assert watch.found()
    assert bool(watch.found(beyond_this_machine=True)) == ("AF_UNIX" not in code)


def test_the_network_namespace_has_only_loopback(tmp_path: Path) -> None:
    code = "import socket; print([name for _, name in socket.if_nameindex()])"
    before = Watch(tmp_path).before
    done = subprocess.run([*before, sys.executable, "-c", code], check=True, capture_output=True)
    assert done.stdout == b"['lo']\n"
