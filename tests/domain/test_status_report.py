"""What the report tells of somebody's year: since when it is right, and what it keeps to itself."""

from datetime import UTC, date

import pytest
from hypothesis import given

from privacy_check.domain.checklist import Change, Checklist, Confirm
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.journal import Event
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.status_report import StatusReport, status_report
from tests.domain.test_evaluation import checklists, days, histories, people
from tests.samples import checklist, event, step

ONE = checklist(steps=(step("switch"),))
LETTER = checklist(steps=(step("letter", answer_days=30),))


def tell(
    about: Checklist, *events: Event, today: str = "2026-11-23", person: Person | None = None
) -> StatusReport:
    day, whose = date.fromisoformat(today), person or Person()
    return status_report([evaluate(about, events, whose, day, UTC)], (), whose, day)


def walked(at: str, review: int = 1, did: str = "done") -> Event:
    fields = {"review": review, "step": Clean("switch"), "finished": True}
    return event(f"{review:08x}", f"{at}T10:00:00", did, **fields)


def confirmed(at: str, review: int, did: str = "still-right") -> Event:
    return event(f"{review:08x}", f"{at}T10:00:00", did, review=review)


def since(report: StatusReport) -> date | None:
    return report.checklists[0].right_since


def test_it_is_right_since_the_first_of_an_unbroken_row_of_looks() -> None:
    report = tell(ONE, walked("2026-03-01"), confirmed("2026-06-01", 2), confirmed("2026-09-01", 3))
    assert since(report) == date(2026, 3, 1)
    assert report.checklists[0].checked_on == (
        date(2026, 9, 1),
        date(2026, 6, 1),
        date(2026, 3, 1),
    )


def test_that_it_changed_back_breaks_the_row() -> None:
    back = confirmed("2026-06-01", 2, "changed-back")
    events = [walked("2026-03-01"), back, walked("2026-06-02", 3)]
    report = tell(ONE, *events, today="2026-06-10")
    assert since(report) == date(2026, 6, 2)


@pytest.mark.parametrize(
    ("regions", "person", "right"),
    [((), Person(), "2026-09-01"), (("eu",), Person("us"), "2026-03-01")],
)
def test_a_change_that_concerns_the_person_breaks_the_row(
    regions: tuple[Clean, ...], person: Person, right: str
) -> None:
    change = Change(date=date(2026, 7, 1), note=Clean("Moved."), regions=regions)
    changed = checklist(steps=(step("switch"),), changes=(change,))
    events = [walked("2026-03-01"), confirmed("2026-09-01", 2)]
    assert since(tell(changed, *events, person=person)) == date.fromisoformat(right)


def test_what_this_machine_found_wrong_breaks_the_row() -> None:
    look = event(
        "0000000a",
        "2026-07-01T10:00:00",
        "seen",
        step=Clean("switch"),
        answer=Clean("wrong"),
        was=Clean("right"),
        machine=Clean("m"),
    )
    report = tell(ONE, walked("2026-03-01"), look, confirmed("2026-09-01", 2))
    assert since(report) == date(2026, 9, 1)


def test_what_was_all_skipped_is_not_called_right() -> None:
    report = tell(ONE, walked("2026-10-01", did="skipped"))
    (entry,) = report.checklists
    assert (entry.state, entry.nothing_changed, entry.right_since) == ("right", True, None)
    report = tell(ONE, walked("2026-03-01", did="skipped"), walked("2026-10-01", 2))
    assert since(report) == date(2026, 10, 1)


def test_what_needs_the_person_is_right_since_no_day() -> None:
    assert since(tell(ONE, walked("2026-03-01"))) is None


def test_a_letter_is_asked_and_answered() -> None:
    ask = event(
        "00000001",
        "2026-10-01T10:00:00",
        "waiting",
        review=1,
        step=Clean("letter"),
        finished=True,
    )
    came = event("00000002", "2026-10-20T10:00:00", "done", review=1, step=Clean("letter"))
    waiting = tell(LETTER, ask, today="2026-10-02")
    assert (waiting.checklists[0].asked, waiting.checklists[0].answer_due) == (
        date(2026, 10, 1),
        date(2026, 10, 31),
    )
    told = [(str(d.date), d.said) for d in tell(LETTER, ask, came).done]
    assert told == [
        ("2026-10-20", "the answer came"),
        ("2026-10-01", "walked"),
        ("2026-10-01", "asked"),
    ]


def test_what_a_search_for_the_person_found_is_said_so() -> None:
    confirm = Confirm(question=Clean("Does a search show no page about you?"), by_search=True)
    broker = checklist(steps=(step("letter", answer_days=30),), confirm=confirm)
    ask = event(
        *("00000001", "2026-03-01T10:00:00", "waiting"),
        review=1,
        step=Clean("letter"),
        finished=True,
    )
    found = [confirmed("2026-06-01", 2), confirmed("2026-07-01", 3, "changed-back")]
    assert [(str(d.date), d.said) for d in tell(broker, ask, *found).done] == [
        ("2026-07-01", "listed again"),
        ("2026-06-01", "not visible"),
        ("2026-03-01", "asked"),  # once, though the review ended with it
    ]


def test_months_count_the_reviews_that_ended() -> None:
    back = confirmed("2026-06-20", 2, "changed-back")
    report = tell(ONE, walked("2026-06-01"), back, walked("2025-12-01", 3), walked("2025-11-30", 4))
    told = {m.month: (m.right, m.changed_back) for m in report.months if m.right or m.changed_back}
    assert told == {"2026-06": (1, 1), "2025-12": (1, 0)}
    assert (report.months[0].month, report.months[-1].month) == ("2025-12", "2026-11")


def test_names_and_notes_are_told_only_when_they_are_asked_for() -> None:
    note = event("0000000b", "2026-11-01T10:00:00", "noted", note=Clean("secret"))
    events = [walked("2026-11-01"), note]
    standing = evaluate(ONE, events, Person(), date(2026, 11, 23), UTC)
    day = date(2026, 11, 23)
    silent = status_report([standing], {"acme"}, Person(), day, profile="Anna")
    (entry,) = silent.checklists
    assert (entry.id, entry.service, entry.title) == ("own-1", "", "A checklist of my own (1)")
    assert (silent.profile, entry.notes, silent.done[0].checklist) == (None, (), "own-1")
    named = status_report(
        [standing], {"acme"}, Person(), day, profile="Anna", names=True, notes=True
    )
    (entry,) = named.checklists
    assert (entry.id, entry.service, named.profile) == ("acme", "Acme", "Anna")
    assert [(n.step, n.note) for n in entry.notes] == [(None, "secret")]


def test_a_note_on_a_step_of_ones_own_names_no_step_unless_names_are_asked_for() -> None:
    note = event(
        "0000000b", "2026-11-01T10:00:00", "noted", step=Clean("switch"), note=Clean("secret")
    )
    day = date(2026, 11, 23)
    standing = evaluate(ONE, [walked("2026-11-01"), note], Person(), day, UTC)
    (hidden,) = status_report([standing], {"acme"}, Person(), day, notes=True).checklists
    assert [(n.step, n.note) for n in hidden.notes] == [(None, "secret")]
    (named,) = status_report([standing], {"acme"}, Person(), day, notes=True, names=True).checklists
    assert [(n.step, n.note) for n in named.notes] == [("Do switch", "secret")]


def test_what_was_never_begun_is_not_told() -> None:
    assert tell(ONE).checklists == ()


@given(checklists(), histories, people, days)
def test_what_is_told_agrees_with_where_it_stands(
    about: Checklist, history: frozenset[Event], person: Person, today: date
) -> None:
    standing = evaluate(about, history, person, today, UTC)
    report = status_report([standing], (), person, today)
    for entry in report.checklists:
        is_right = standing.state == "right" and not entry.nothing_changed
        assert (entry.right_since is not None) == is_right
        assert (standing.checked in entry.checked_on) == (standing.checked is not None)
        assert (entry.asked is None) == (entry.answer_due is None)
    assert [d.date for d in report.done] == sorted((d.date for d in report.done), reverse=True)
