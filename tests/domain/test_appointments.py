"""One calendar entry for each day to come: a check, an answer, one that is no longer awaited."""

from datetime import UTC, date

import pytest
from hypothesis import given

from privacy_check.domain.appointments import Appointment, appointments
from privacy_check.domain.checklist import Answer, Change, Checklist
from privacy_check.domain.evaluation import ahead, evaluate
from privacy_check.domain.journal import Event
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.storage.agenda import day_of
from tests.domain.test_evaluation import checklists, days, histories, people
from tests.samples import checklist, event, step

ASKS = checklist(steps=(step("switch"), step("letter", answer_days=30)))
ASKED = [
    event("00000001", "2026-08-01T10:00:00", "done", review=1, step=Clean("switch")),
    event(
        "00000002", "2026-08-01T10:00:00", "waiting", review=1, step=Clean("letter"), finished=True
    ),
]


def entries(about: Checklist, events: list[Event], today: str) -> list[Appointment]:
    day = date.fromisoformat(today)
    return list(appointments(ahead(about, events, Person(), day, UTC)))


def told(found: list[Appointment]) -> list[tuple[str, str]]:
    return [(entry.kind, str(entry.day)) for entry in found]


def test_a_check_and_an_answer_have_an_entry_each() -> None:
    check, answer = entries(ASKS, ASKED, "2026-08-02")
    assert check == Appointment(
        kind="check",
        key=("acme",),
        day=date(2026, 10, 30),
        title="Check: Acme, Keep your data out of Acme's models",
        text="Last checked 1 Aug 2026, asked again every 90 days.\n\nIs 'Training' still off?",
        url=None,
    )
    assert answer == Appointment(
        kind="answer",
        key=("acme", "letter"),
        day=date(2026, 8, 31),
        title="Answer due: Acme, Keep your data out of Acme's models",
        text="You asked Acme on 1 Aug 2026: Do letter\n\n"
        "Has the answer come? If not, privacy-check says what you can do.",
        url=None,
    )


def test_the_law_stands_where_there_is_one() -> None:
    law = Answer(law=Clean("GDPR, Article 12(3)"), extension_days=61)
    letter = step("letter", answer_days=31, answer=law)
    _, answer = entries(checklist(steps=(step("switch"), letter)), ASKED, "2026-08-02")
    assert "31 days (GDPR, Article 12(3)); 61 more if they tell you in time.\n" in answer.text


def test_what_is_due_has_todays_day() -> None:
    found = entries(ASKS, ASKED, "2026-12-24")
    assert told(found) == [("check", "2026-12-24"), ("answer", "2026-12-24")]


def test_a_snooze_puts_both_off_until_its_end() -> None:
    snoozed = event("00000003", "2026-12-24T10:00:00", "snoozed", until=date(2027, 1, 7))
    found = entries(ASKS, [*ASKED, snoozed], "2026-12-24")
    assert told(found) == [("check", "2027-01-07"), ("answer", "2027-01-07")]


def test_the_persons_own_interval_decides() -> None:
    yearly = event("00000003", "2026-08-01T11:00:00", "interval", days=365)
    assert told(entries(ASKS, [*ASKED, yearly], "2026-08-02"))[0] == ("check", "2027-08-01")


def test_an_announced_change_comes_first_and_says_what_it_is() -> None:
    change = Change(date=date(2026, 9, 15), note=Clean("The switch moves."))
    found = entries(checklist(steps=ASKS.steps, changes=(change,)), ASKED, "2026-08-02")
    assert (found[0].kind, found[0].day) == ("check", change.date)
    assert found[0].text.startswith("Changed 15 Sep 2026: The switch moves.\n\n")


def test_one_left_halfway_goes_on_a_week_later() -> None:
    (found,) = entries(ASKS, ASKED[:1], "2026-08-02")
    assert found.title == "Go on with: Acme, Keep your data out of Acme's models"
    assert (found.day, found.text) == (
        date(2026, 8, 8),
        "Left halfway: 1 of 2 done.\n\nIs 'Training' still off?",
    )


def test_an_answer_that_came_early_takes_its_entry_back_until_its_day_is_past() -> None:
    came = event("00000003", "2026-08-10T10:00:00", "done", review=1, step=Clean("letter"))
    check, moot = entries(ASKS, [*ASKED, came], "2026-08-11")
    assert moot == Appointment(
        kind="no-longer-awaited",
        key=("acme", "letter"),
        day=date(2026, 8, 31),
        title="No longer awaited: Acme, Keep your data out of Acme's models",
        text="Do letter",
        url=None,
    )
    assert check.kind == "check"
    assert told(entries(ASKS, [*ASKED, came], "2026-08-31")) == [("check", "2026-10-30")]


def test_an_answer_that_came_on_the_last_day_of_the_law_takes_its_entry_back() -> None:
    letter = step("letter", answer_days=30, answer=Answer(law=Clean("GDPR, Article 12(3)")))
    about = checklist(steps=(step("switch"), letter))
    assert told(entries(about, ASKED, "2026-08-02"))[1] == ("answer", "2026-09-01")
    came = event("00000003", "2026-08-31T10:00:00", "done", review=1, step=Clean("letter"))
    moot = told(entries(about, [*ASKED, came], "2026-08-31"))[1]
    assert moot == ("no-longer-awaited", "2026-09-01")


def test_a_retired_checklist_awaits_nothing() -> None:
    gone = checklist(steps=ASKS.steps, retired=date(2026, 8, 5))
    assert told(entries(gone, ASKED, "2026-08-06")) == [("no-longer-awaited", "2026-08-31")]


def test_a_new_id_is_no_new_entry() -> None:
    renamed = checklist(
        "acme-training",
        replaces=(Clean("acme"), Clean("acme-ai")),
        steps=(step("switch"), step("post", was=(Clean("letter"),), answer_days=30)),
    )
    found = entries(renamed, ASKED, "2026-08-02")
    assert [entry.key for entry in found] == [("acme",), ("acme", "letter")]


def test_one_that_was_never_begun_has_no_entry() -> None:
    assert entries(ASKS, [], "2026-08-02") == []


@given(checklists(), histories, people, days)
def test_the_first_entry_has_the_agendas_day(
    about: Checklist, history: frozenset[Event], person: Person, today: date
) -> None:
    found = list(appointments(ahead(about, history, person, today, UTC)))
    live = [entry for entry in found if entry.kind != "no-longer-awaited"]
    standing = evaluate(about, history, person, today, UTC)
    agenda = today if standing.state == "needs-you" else day_of(standing)
    assert min((entry.day for entry in live), default=None) == agenda
    assert len({entry.key for entry in found}) == len(found)
    assert all(entry.day >= today for entry in found)


@pytest.mark.parametrize("kind", ["drift", "changed-back", "open-step"])
def test_the_text_says_why(kind: str) -> None:
    ended = event("00000003", "2026-08-02T10:00:00", "changed-back", review=2)
    looks = [
        event("00000004", "2026-08-03T10:00:00", "seen", step=Clean("switch"), **seen)
        for seen in ({"answer": Clean("wrong"), "was": Clean("right"), "machine": Clean("")},)
    ]
    taken = event("00000005", "2026-08-04T10:00:00", "todo", review=1, step=Clean("switch"))
    history, said = {
        "drift": (looks, "No longer right since 3 Aug 2026: Do switch"),
        "changed-back": ([ended], "You found on 2 Aug 2026 that it had changed back."),
        "open-step": ([taken], "Still open: Do switch"),
    }[kind]
    found = entries(ASKS, [*ASKED, *history], "2026-08-05")
    assert said in found[0].text
    assert found[0].day == date(2026, 8, 5)
