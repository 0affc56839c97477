"""Whatever the clock and the zone do between two actions: no mark is lost, their order stays."""

import random
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from privacy_check.cli import report
from privacy_check.due_cache import write_agenda
from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from tests.conftest import Clock
from tests.scale import scaled

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago"]
ZONES += ["Asia/Kathmandu", "Australia/Lord_Howe"]
MOMENTS = [
    datetime(2026, 11, 23, 10, 2, 11, tzinfo=UTC),
    datetime(2036, 11, 23, tzinfo=UTC),
    datetime(2016, 11, 23, tzinfo=UTC),
    datetime(2000, 1, 1, 14, tzinfo=UTC),
    datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC),  # summer begins in Berlin
    datetime(2027, 3, 28, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # an hour comes twice
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2028, 2, 28, 23, 59, 59, tzinfo=UTC),
    datetime(2028, 2, 29, 12, tzinfo=UTC),
    datetime(2028, 3, 1, tzinfo=UTC),
    datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC),  # the last second that 32 bits hold
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    datetime(2106, 2, 7, 6, 28, 16, tzinfo=UTC),
    datetime(2190, 1, 1, tzinfo=UTC),
]

Figure = Callable[[str, object], None]


@pytest.fixture
def session(home: Places, clock: Clock, library: object) -> Session:
    return open_session(home, clock)


def act(session: Session, chance: random.Random) -> None:
    acts: list[Callable[[], object]] = [
        lambda: session.mark("acme", "switch", "done"),
        lambda: session.mark("acme", "letter", "waiting"),
        lambda: session.mark("acme", "switch", "todo"),
        lambda: session.confirm("acme", still_right=True),
        lambda: session.confirm("acme", still_right=False),
        lambda: session.snooze("acme", 3650),
        lambda: session.set_interval("acme", 3650),
        lambda: session.start_over("acme"),
        lambda: session.note("acme", "x"),
        lambda: session.undo_last("acme"),
    ]
    chance.choice(acts)()


def zones_of(chance: random.Random) -> tzinfo:
    return ZoneInfo(chance.choice(ZONES))


def test_whatever_clock_and_zone_do_nothing_is_lost_and_the_order_stays(
    session: Session, home: Places, clock: Clock, record_property: Figure
) -> None:
    chance = random.Random(0)
    done: list[str] = []
    jumps = scaled(1500)
    for jump in range(jumps):
        clock.now = chance.choice(MOMENTS).astimezone(zones_of(chance))
        if jump % 10 == 0:
            session = open_session(home, clock)
        act(session, chance)
        known = session.history("acme")
        done += [event.id for event in known if event.id not in done]
        assert [event.id for event in known] == done
        for standing in session.standings():
            assert standing.next is None or standing.next > standing.today
        due = report.due(((session.profile, s) for s in session.standings()), "privacy-check")
        output = report.summaries(session.standings(), session.catalog) + due
        assert not re.search(r"\s-\d|None", output), output
        write_agenda(session)
    assert {e.id for e in open_session(home, clock).events("acme")} == set(done)
    record_property("jumps of clock and zone", jumps)


def test_a_change_of_zone_moves_a_day_by_one_at_most(
    session: Session, home: Places, clock: Clock, record_property: Figure
) -> None:
    trials = 0
    for moment in MOMENTS:
        clock.now = moment
        session.confirm("acme", still_right=True)
        for zone in ZONES:
            clock.now = moment.astimezone(ZoneInfo(zone))
            there = open_session(home, clock)
            standing = there.standing("acme")
            assert standing.checked in (moment.date(), *_beside(moment.date()))
            assert there.today in (moment.date(), *_beside(moment.date()))
            assert not any(r.kind == "due" for r in standing.reasons)
            trials += 1
    record_property("zones and moments", trials)


def _beside(day: date) -> tuple[date, date]:
    return day - timedelta(days=1), day + timedelta(days=1)


@pytest.mark.parametrize("days", [90, 365, 366])
def test_an_interval_is_that_many_days_over_leap_days_and_summers(
    session: Session, clock: Clock, days: int, record_property: Figure
) -> None:
    session.set_interval("acme", days)
    begun = [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2027, 2, 28)]
    begun += [date(2027, 3, 27) + timedelta(n) for n in range(3)]
    begun += [date(2100, 2, 28), date(2037, 12, 1)]
    for day in sorted(begun):
        clock.now = datetime(day.year, day.month, day.day, 23, 30, tzinfo=ZoneInfo("Europe/Berlin"))
        session.confirm("acme", still_right=True)
        expected = day + timedelta(days)
        assert session.standing("acme").next == expected
        for late, state in ((-1, "right"), (0, "needs-you")):
            then = expected + timedelta(late)
            clock.now = clock.now.replace(year=then.year, month=then.month, day=then.day, hour=0)
            assert session.standing("acme").state == state, (day, then)
    record_property("begun on", len(begun))


def test_a_clock_set_back_and_right_again_forgets_nothing_that_was_due(
    session: Session, clock: Clock
) -> None:
    session.confirm("acme", still_right=True)
    right = clock.now
    for years in (-10, 10, 0):
        clock.now = right.replace(year=right.year + years)
        assert session.standing("acme").state == ("right" if not years else "needs-you")
    marks = [session.mark("acme", "switch", "done"), session.mark("acme", "letter", "done")]
    assert all(marks)
    assert all(a.position < b.position for a, b in pairwise(session.history("acme")))
