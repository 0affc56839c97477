"""The real program under faketime: a clock that jumps, and a time zone that changes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.system.terminal import Terminal

ID = "linkedin-ai-training"
COMMANDS = [
    ("2026-11-23 10:00:00", "UTC", "mark turn-off done"),
    ("2016-11-23 10:00:00", "UTC", "note ten-years-back"),
    ("2036-11-23 10:00:00", "UTC", "note ten-years-on"),
    ("2026-10-25 02:30:00", "Europe/Berlin", "mark turn-off skipped"),
    ("2027-03-28 03:00:00", "Europe/Berlin", "mark turn-off done"),
    ("2028-02-29 23:59:59", "America/New_York", "confirm --still-right"),
    ("2028-02-29 12:00:00", "Pacific/Kiritimati", "interval 365"),
    ("2038-01-19 03:14:07", "UTC", "snooze 30"),
    ("2038-01-19 03:14:08", "UTC", "confirm --still-right"),
    ("2040-01-01 00:00:00", "Asia/Kathmandu", "confirm --changed-back"),
    ("2026-11-24 10:00:00", "UTC", "undo"),
]


def at(home: Path, moment: str, zone: str, *words: str) -> str:
    """Run one command at a moment of a zone, and return what it says."""
    done = subprocess.run(
        ["faketime", "-f", moment, sys.executable, "-m", "privacy_check", *words],
        env=os.environ | {"PRIVACY_CHECK_HOME": str(home), "TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), (moment, zone, words)
    return done.stdout


def about(home: Path, moment: str, zone: str) -> dict[str, Any]:
    listed = json.loads(at(home, moment, zone, "list", "--json"))
    found: dict[str, Any] = next(row for row in listed if row["id"] == ID)
    return found


@pytest.mark.needs("faketime")
def test_commands_years_and_zones_apart_keep_every_event_in_order(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    for moment, zone, did in COMMANDS:
        verb, *rest = did.split()
        at(tmp_path, moment, zone, verb, ID, *rest)
        about(tmp_path, moment, zone)
        at(tmp_path, moment, zone, "due")
    journal = next((tmp_path / "profiles" / "default").iterdir()).read_text()
    rows = [row for line in journal.splitlines() for row in tomli.loads(line).get(ID, {}).values()]
    assert [row["did"] for row in rows] == (
        "done noted noted skipped done still-right interval snoozed still-right changed-back undone"
    ).split()
    places = [row.get("n", row["at"].timestamp()) for row in rows]
    assert places == sorted(set(places)), "what was done later comes later"
    told = at(tmp_path, "2026-11-24 11:00:00", "UTC", "history", ID, "--json")
    assert len(json.loads(told)) == 11
    last = about(tmp_path, "2038-01-20 10:00:00", "UTC")
    assert (last["state"], last["last_checked"]) == ("right", "2038-01-19"), "the undo took"
    record_property("commands under a false clock", len(COMMANDS))


@pytest.mark.needs("faketime")
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_time_zone_moves_a_date_by_at_most_one_day(tmp_path: Path, zone: str) -> None:
    at(tmp_path, "2028-02-29 12:00:00", "UTC", "confirm", ID, "--still-right")
    at(tmp_path, "2028-02-29 12:00:01", "UTC", "interval", ID, "366")
    shown = about(tmp_path, "2028-03-02 12:00:00", zone)
    assert shown["last_checked"] in ("2028-02-28", "2028-02-29", "2028-03-01")
    assert shown["next"] in ("2029-02-28", "2029-03-01", "2029-03-02")
    assert shown["state"] == "right"


NO_ZONE = ["UTC+99", "UTC-99", "UTC+24", "X-24:59:59", "Nowhere/At_All", "", ":", "<x", "\udcff"]


@pytest.mark.parametrize("zone", NO_ZONE)
def test_an_invalid_time_zone_does_not_crash(tmp_path: Path, zone: str) -> None:
    for words in (f"mark {ID} turn-off done", "list", "due", f"show {ID}", "history", "stale"):
        done = subprocess.run(
            [sys.executable, "-m", "privacy_check", *words.split()],
            env=os.environ | {"PRIVACY_CHECK_HOME": str(tmp_path), "TZ": zone},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), words


ZONES = Path("/usr/share/zoneinfo/Pacific")


@pytest.mark.needs("root")  # to give a program a zone of its own
def test_an_open_window_follows_a_change_of_time_zone(tmp_path: Path) -> None:
    zone = tmp_path / "localtime"
    zone.write_bytes((ZONES / "Kiritimati").read_bytes())
    mounted = f"mount --bind {zone} /etc/localtime"
    script = f'{mounted} && exec "$@"'
    own_zone = ["unshare", "--mount", "sh", "-c", script, "sh"]
    terminal = Terminal(tmp_path / "home", ID, before=own_zone, environment={"TZ": None})
    terminal.wait_for_step(1)
    terminal.go(" ", step=2)
    terminal.answer("\x1b", "IN PROGRESS")
    now = datetime.now(UTC)
    ahead, behind = (
        f"{now.astimezone(timezone(timedelta(hours=hours))):%a %-d %b %Y}" for hours in (14, -11)
    )
    assert ahead in terminal.screen()[0]
    zone.write_bytes((ZONES / "Pago_Pago").read_bytes())
    terminal.wait_for(behind)
    terminal.press("\x11")
    assert terminal.leave() == 0
