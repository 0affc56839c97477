"""The door and the long way agree on every day; a doubt goes the long way."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import platformdirs
import pytest

from privacy_check import footprint
from privacy_check.door import nothing_is_due
from privacy_check.paths import Places
from privacy_check.session import Session, open_session
from tests.conftest import Clock


def nothing(session: Session) -> None: ...


def right(session: Session) -> None:
    session.confirm("acme", still_right=True)
    session.confirm("hostile", still_right=True)


def half(session: Session) -> None:
    session.mark("acme", "switch", "done")


def asked(session: Session) -> None:
    for step, mark in (("switch", "done"), ("letter", "waiting"), ("europe", "done")):
        session.mark("acme", step, "done" if mark == "done" else "waiting")


def snoozed(session: Session) -> None:
    right(session)
    session.snooze("acme", 60)


@pytest.fixture(autouse=True)
def checklists(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(footprint, "builtin_checklists", lambda: str(library))


@pytest.mark.parametrize(
    "history", [nothing, right, half, asked, snoozed], ids=lambda f: f.__name__
)
def test_the_door_and_the_long_way_agree_on_every_day(
    session: Session, clock: Clock, history: Callable[[Session], None]
) -> None:
    history(session)
    session.write_agenda()
    begun = clock.now
    for days in range(0, 120):
        clock.now = begun + timedelta(days=days)
        quiet = not any(s.state == "needs-you" for s in session.standings())
        assert nothing_is_due(clock.now.date().isoformat()) == quiet, f"after {days} days"


def test_what_changes_is_noticed(session: Session, home: Places, clock: Clock) -> None:
    today = clock.now.date().isoformat()
    assert not nothing_is_due(today), "no agenda yet"
    session.write_agenda()
    assert nothing_is_due(today)
    session.mark("acme", "switch", "done")
    assert not nothing_is_due(today), "the journal"
    session.write_agenda()
    assert nothing_is_due(today)
    home.config_file.write_text('region = "uk"')
    assert not nothing_is_due(today), "the settings"


def test_a_clock_that_went_back_and_a_fault_go_the_long_way(
    session: Session, home: Places, clock: Clock
) -> None:
    session.write_agenda()
    assert not nothing_is_due((clock.now.date() - timedelta(days=1)).isoformat())
    home.own_checklists.mkdir()
    (home.own_checklists / "bad.toml").write_text("schema = [")
    open_session(home, clock).write_agenda()
    assert not nothing_is_due(clock.now.date().isoformat())


def test_the_folders_are_those_of_platformdirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    for config in ("", "/somewhere/else"):
        monkeypatch.setenv("XDG_CONFIG_HOME", config)
        assert footprint.folders() == (
            platformdirs.user_config_dir("privacy-check", appauthor=False),
            platformdirs.user_state_dir("privacy-check", appauthor=False),
        )


def test_a_link_that_leads_nowhere_hides_no_news(
    session: Session, home: Places, clock: Clock
) -> None:
    right(session)
    (home.profile("default") / "loop.toml").symlink_to("loop.toml")
    session.write_agenda()
    assert nothing_is_due(clock.now.date().isoformat())
    (home.profile("default") / "of-another.toml").touch()
    assert not nothing_is_due(clock.now.date().isoformat())
