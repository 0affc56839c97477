"""The coming days, for a shell."""

from zoneinfo import ZoneInfo

from privacy_check.paths import Places
from privacy_check.session import Session, open_session
from tests.conftest import Clock


def entries(home: Places) -> list[list[str]]:
    lines = home.agenda_file.read_text().splitlines()
    assert lines[0].startswith("# privacy-check ")
    return [line.split("\t") for line in lines[1:]]


def test_a_coming_day_stands_there_and_then_the_day_since_when(
    session: Session, home: Places, clock: Clock
) -> None:
    session.confirm("acme", still_right=True)
    session.write_agenda()
    assert entries(home) == [["2026-12-20", "1797724800", "acme"]]
    clock.forward(days=30)
    session.write_agenda()
    assert entries(home) == [["2026-12-20", "1797724800", "acme"]]
    session.snooze("acme", 10)
    session.write_agenda()
    assert entries(home)[0][0] == "2027-01-02"


def test_midnight_is_the_persons_own(session: Session, home: Places, clock: Clock) -> None:
    clock.now = clock.now.astimezone(ZoneInfo("America/New_York"))
    session.confirm("acme", still_right=True)
    session.write_agenda()
    assert entries(home)[0][1] == "1797742800"


def test_another_profile_leaves_it_alone(session: Session, home: Places, clock: Clock) -> None:
    session.confirm("acme", still_right=True)
    session.write_agenda()
    work = open_session(home, clock, "work")
    work.write_agenda()
    assert len(entries(home)) == 1
    work.remember_profile()
    work.write_agenda()
    assert entries(home) == []
