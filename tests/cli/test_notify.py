"""`notify`: what is said, when nothing is, and what a run by itself leaves to the next command."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from privacy_check.cli import report
from privacy_check.cli.fast_due import cached_answer
from privacy_check.cli.main import main
from privacy_check.errors import DesktopError
from privacy_check.session import Session
from privacy_check.storage import agenda, reminder_log
from privacy_check.storage.paths import Places
from privacy_check.storage.profiles import DEFAULT
from privacy_check.system import environment, notifications
from tests.conftest import Clock

Notify = Callable[[], tuple[int, str, str]]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The notifications that would have been shown."""
    notices: list[tuple[str, str]] = []
    monkeypatch.setattr(notifications, "show", lambda title, text: notices.append((title, text)))
    return notices


@pytest.fixture
def notify(session: Session, clock: Clock, capsys: pytest.CaptureFixture[str]) -> Notify:
    def call() -> tuple[int, str, str]:
        status = main(["notify"], clock)
        out, err = capsys.readouterr()
        return status, out, err

    return call


def make_due(clock: Clock, *profile: str) -> None:
    assert main([*profile, "confirm", "acme", "--still-right"], clock) == 0
    clock.forward(days=400)


def test_nothing_is_said_and_nothing_needed_when_nothing_is_due(
    notify: Notify, home: Places, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "is_installed", lambda extra: False)
    assert notify() == (0, "", "")
    assert reminder_log.read(home.reminded_file) == (clock.now, "nothing was due")


def test_what_is_due_is_one_notification(
    notify: Notify,
    shown: list[tuple[str, str]],
    home: Places,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["note", "acme", "a secret note"], clock) == 0
    make_due(clock)
    capsys.readouterr()
    assert notify() == (0, "", "")
    assert shown == [
        (
            "privacy-check: 1 checklist needs you",
            "acme: changed 20 Dec 2026\nTo see more: privacy-check review",
        )
    ]
    assert reminder_log.read(home.reminded_file) == (clock.now, "1 shown")
    main(["due"], clock)
    assert "acme: changed 20 Dec 2026" in capsys.readouterr().out, "as due says it"


def test_every_profile_is_meant_and_its_name_is_no_markup(
    notify: Notify, shown: list[tuple[str, str]], clock: Clock
) -> None:
    make_due(clock, "--profile", "<b>Anna & Lee</b>")
    notify()
    assert shown[0][1] == (
        "‹b›Anna + Lee‹/b›: acme: changed 20 Dec 2026\nTo see more: privacy-check due"
    )


def test_no_more_than_a_notification_has_room_for(session: Session, clock: Clock) -> None:
    main(["confirm", "acme", "--still-right"], clock)
    clock.forward(days=400)
    session.refresh()
    standing = next(iter(session.begun()))
    title, text = report.notification([(DEFAULT, standing)] * 5, "x")
    assert (title, text.count("acme: ")) == ("privacy-check: 5 checklists need you", 5)
    _, text = report.notification([(DEFAULT, standing)] * 7, "x")
    assert text.splitlines()[3:] == [
        "acme: changed 20 Dec 2026",
        "and 3 more",
        "To see more: x review",
    ]


def test_a_desktop_that_shows_nothing_is_told_and_recorded(
    notify: Notify, home: Places, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(title: str, text: str) -> None:
        raise DesktopError("there is no desktop")

    monkeypatch.setattr(notifications, "show", refuse)
    make_due(clock)
    status, _, err = notify()
    assert (status, err) == (1, "privacy-check: there is no desktop\n")
    assert reminder_log.read(home.reminded_file) == (clock.now, "failed: there is no desktop")


def test_a_run_at_a_terminal_is_not_the_schedules(
    notify: Notify, shown: list[tuple[str, str]], home: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "is_interactive", lambda: True)
    assert notify()[0] == 0
    assert not home.reminded_file.exists()


def test_a_run_by_itself_leaves_the_days_look_to_the_next_command(
    notify: Notify, shown: list[tuple[str, str]], home: Places, clock: Clock
) -> None:
    today = clock.now.date()
    notify()
    assert agenda.day(home.agenda_file) == str(date.fromordinal(today.toordinal() - 1))
    assert cached_answer(str(today)) is None
    main(["due"], clock)
    assert agenda.day(home.agenda_file) == str(today)
    notify()
    assert agenda.day(home.agenda_file) == str(today), "it was looked at"


def test_without_the_package_it_says_how_to_add_it(
    notify: Notify, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "is_installed", lambda extra: False)
    make_due(clock)
    status, _, err = notify()
    assert status == 1
    assert err.endswith(
        "notifications need the package desktop-notifier, which is not installed; to add it, run: "
        f"{environment.command_with_extra('notify')}\n"
    )


linux = pytest.mark.needs("xdg", "nothing-pretended")


@linux
def test_only_a_bus_of_this_machine_is_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    for address, bus in [
        ("unix:path=/run/user/1/bus", "unix:path=/run/user/1/bus"),
        ("tcp:host=example.org,port=1;unix:abstract=/tmp/x", "unix:abstract=/tmp/x"),
        ("tcp:host=127.0.0.1,port=1", ""),
        ("nonce-tcp:host=127.0.0.1,port=1", ""),
        ("unixexec:path=/bin/sh", ""),
    ]:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert notifications.session_bus() == bus
    with pytest.raises(DesktopError, match="no socket of this machine"):
        notifications.require_desktop()


@linux
@pytest.mark.needs("pipes")
def test_a_bus_is_found_without_a_variable_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr(notifications, "runtime_folders", lambda: [tmp_path])
    monkeypatch.setattr(notifications, "_MACHINE_ID", tmp_path / "machine-id")
    with pytest.raises(DesktopError, match="no session bus"):
        notifications.require_desktop()
    (tmp_path / "machine-id").write_text("1f\n", encoding="utf-8")
    file = Path(os.environ["HOME"], ".dbus", "session-bus", "1f-7")
    file.parent.mkdir(parents=True)
    file.write_text(
        "# by dbus-launch\nDBUS_SESSION_BUS_ADDRESS='unix:path=/tmp/dbus-x'\n", encoding="utf-8"
    )
    assert notifications.session_bus() == ""
    monkeypatch.setenv("DISPLAY", ":7.0")
    assert notifications.session_bus() == "unix:path=/tmp/dbus-x"
    file.write_text("DBUS_SESSION_BUS_ADDRESS='tcp:host=a'\n", encoding="utf-8")
    assert notifications.session_bus() == ""
    with socket.socket(socket.AF_UNIX) as bus:
        monkeypatch.chdir(tmp_path)  # a socket's path may not be long
        bus.bind("bus")
        assert notifications.session_bus() == f"unix:path={tmp_path / 'bus'}"
