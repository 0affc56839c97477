"""No test reaches the real home, zone, desktop or browser, or the folder it is run in."""

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places, locate
from privacy_check.system import browser, clipboard
from tests import needs, pretend

settings.register_profile(
    "here",
    deadline=None,  # a slow machine is no fault
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=100,
)
settings.load_profile("here")

DATA = Path(__file__).parent / "data"
HOMES = {
    "HOME": "",
    "USERPROFILE": "",  # Windows looks for the home folder here, and for others by these
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_APPDATA": "AppData/Roaming",  # or platformdirs asks Windows itself
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_PERSONAL": "Documents",
}
"""Every variable by which a system finds a person's folders, with the one below the test's home."""
HOSTILE = "Evil [/] [Privacy] [@click=app.quit]x[/] [b]$x[/b]"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 10, 2, 11, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, days: int = 0, seconds: int = 0) -> None:
        self.now += timedelta(days=days, seconds=seconds)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    for name in os.environ:
        if name.startswith(("XDG_", "PRIVACY_CHECK_", "SSH_", "TEXTUAL", "LC_")) or name in (
            "BROWSER",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "TMUX",
        ):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)  # what is named without its folder is not the project's own
    for name, folder in HOMES.items():
        monkeypatch.setenv(name, str(tmp_path / "home" / folder))
    pretend.run_as_named(monkeypatch)
    monkeypatch.setenv("PRIVACY_CHECK_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")  # not the real desktop's
    monkeypatch.setattr("privacy_check.system.environment.command", lambda: "privacy-check")
    return locate()


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that would have been opened."""
    addresses: list[str] = []

    def remember(url: str) -> bool:
        addresses.append(url)
        return True

    monkeypatch.setattr(browser, "open_in_browser", remember)
    return addresses


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that would have been put on the system's clipboard."""
    texts: list[str] = []

    def remember(text: str) -> bool:
        texts.append(text)
        return True

    monkeypatch.setattr(clipboard, "copy", remember)
    return texts


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(home: Places, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The built-in checklists of the tests, a hostile one among them."""
    folder = str(DATA / "checklists")
    monkeypatch.setattr("privacy_check.system.folders.builtin_checklists", lambda: folder)
    return DATA / "checklists"


@pytest.fixture
def session(home: Places, clock: Clock, library: Path) -> Session:
    """A session of somebody who has been here before."""
    return _of_somebody_known(home, clock)


@pytest.fixture
def whole_library(home: Places, clock: Clock) -> Session:
    """The same, with every built-in checklist."""
    return _of_somebody_known(home, clock)


def _of_somebody_known(home: Places, clock: Clock) -> Session:
    home.config.mkdir(parents=True)
    home.choices_file.touch()
    return open_session(home, clock)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs what is not here, before its fixtures are made."""
    needs.check(item)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Shuffle the tests by the seed in `TEST_ORDER`, if there is one (tests/trial.sh)."""
    if seed := os.environ.get("TEST_ORDER"):
        random.Random(seed).shuffle(items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests gave to `record_property`: how many faults, lines, states."""
    passed = terminalreporter.getreports("passed")
    figures = [(r.nodeid, *pair) for r in passed if r.when == "call" for pair in r.user_properties]
    if figures:
        terminalreporter.section("figures")
    for test, name, value in figures:
        terminalreporter.write_line(f"{test}: {name}: {value}")
