"""The coming days, for a shell."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from privacy_check.due_cache import forget, write_agenda
from privacy_check.session import Session, open_session
from privacy_check.storage import profiles
from privacy_check.storage.paths import Places
from tests.conftest import Clock


def entries(home: Places) -> list[list[str]]:
    lines = home.agenda_file.read_text().splitlines()
    assert lines[0].startswith("# privacy-check ")
    return [line.split("\t") for line in lines[1:]]


def test_the_agenda_has_the_coming_day_and_later_the_day_since_when(
    session: Session, home: Places, clock: Clock
) -> None:
    session.confirm("acme", still_right=True)
    write_agenda(session)
    assert entries(home) == [["2026-12-20", "1797724800", "acme"]]
    clock.forward(days=30)
    write_agenda(session)
    assert entries(home) == [["2026-12-20", "1797724800", "acme"]]
    session.snooze("acme", 10)
    write_agenda(session)
    assert entries(home)[0][0] == "2027-01-02"


def test_midnight_is_the_persons_own(session: Session, home: Places, clock: Clock) -> None:
    clock.now = clock.now.astimezone(ZoneInfo("America/New_York"))
    session.confirm("acme", still_right=True)
    write_agenda(session)
    assert entries(home)[0][1] == "1797742800"


def labels(home: Places) -> list[str]:
    return [label for _, _, label in entries(home)]


def test_the_agenda_has_the_days_of_every_profile(
    session: Session, home: Places, clock: Clock
) -> None:
    session.confirm("acme", still_right=True)
    anna = open_session(home, clock, "Anna Lee")
    anna.confirm("hostile", still_right=True)
    anna.confirm("acme", still_right=True)
    profiles.remember(anna.home, anna.profile)
    for shown in (anna, session, open_session(home, clock), open_session(home, clock, "nobody")):
        write_agenda(shown)
        assert labels(home) == ["anna-lee--hostile", "acme", "anna-lee--acme"]
        home.agenda_file.unlink()


def test_each_profiles_days_depend_on_its_own_region(
    session: Session, home: Places, clock: Clock
) -> None:
    session.save_setting("region", "us")
    mum = open_session(home, clock, "Mum")
    mum.save_setting("region", "de")
    for each in (session, mum):
        each.mark("acme", "switch", "done")
        each.mark("acme", "letter", "done")
    write_agenda(session)
    due_in_a_month, unfinished_in_a_week = "2026-12-20", "2026-11-30"
    assert [(day, label) for day, _, label in entries(home)] == [
        (unfinished_in_a_week, "mum--acme"),
        (due_in_a_month, "acme"),
    ]


@pytest.mark.needs("links")
def test_an_unreadable_profile_keeps_its_lines_while_the_others_are_updated(
    session: Session, home: Places, clock: Clock
) -> None:
    for name in ("default", "work", "mum"):
        open_session(home, clock, name).confirm("acme", still_right=True)
    write_agenda(session)
    before = home.profile("work").rename(home.config / "unplugged")
    home.profile("work").symlink_to(home.config / "nowhere")
    session.confirm("hostile", still_right=True)
    forget(open_session(home, clock, "mum"), None)
    write_agenda(open_session(home, clock))
    assert labels(home) == ["hostile", "acme", "work--acme"]
    home.profile("work").unlink()
    before.rename(home.profile("work"))
    write_agenda(open_session(home, clock))
    assert labels(home) == ["hostile", "acme", "work--acme"]


def test_a_label_is_accepted_by_every_shell_hook(
    session: Session, home: Places, clock: Clock, library: Path
) -> None:
    home.own_checklists.mkdir()
    long = "x" * 63 + "y"
    text = (library / "acme.toml").read_text().replace('id = "acme"', f'id = "{long}"')
    text = text.replace('replaces = ["acme-notes"]', "")
    (home.own_checklists / f"{long}.toml").write_text(text)
    for name in ("default", "An everlasting name of somebody with a very long one"):
        open_session(home, clock, name).confirm(long, still_right=True)
    write_agenda(open_session(home, clock))
    assert all(re.fullmatch("[a-z0-9-]{1,64}", label) for label in labels(home))
    assert [label[:31] for label in labels(home)] == [
        "an-everlasting-name-of-s--xxxxx",
        long[:31],
    ]


def test_renaming_a_profile_changes_no_line(session: Session, home: Places, clock: Clock) -> None:
    work = open_session(home, clock, "work")
    work.confirm("acme", still_right=True)
    profiles.rename(home, work.profile, "Büro")
    write_agenda(session)
    assert labels(home) == ["work--acme"]
