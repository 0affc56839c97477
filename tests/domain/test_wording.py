"""The sentences that both faces say."""

from datetime import UTC, date
from typing import Any

import pytest

from privacy_check.domain import (
    wording,
)
from privacy_check.domain.checklist import Change
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Standing
from tests.samples import checklist, event, step

TODAY = date(2026, 11, 24)

NEWS = Change(date=date(2026, 11, 3), note=Clean("On by default."))
DONE = [
    event(f"{n}", "2026-08-12T12:00", "done", review=1, step=name, finished=name == "c")
    for n, name in enumerate("abc")
]


def standing(events: list[Any], **fields: Any) -> Standing:
    return evaluate(checklist(**fields), events, Person(), TODAY, UTC)


@pytest.mark.parametrize(
    ("events", "fields", "headline"),
    [
        ([], {}, "3 minutes"),
        (DONE[:1], {}, "left halfway, 1 of 3 done"),
        (DONE, {}, "14 days overdue"),
        (DONE, {"recheck_days": 104}, "due today"),
        (DONE, {"recheck_days": 144}, "again in 40 days"),
        (DONE, {"changes": (NEWS,)}, "changed 3 Nov"),
        (DONE, {"retired": date(2026, 10, 1)}, "gone since 1 Oct"),
        (
            [*DONE, event("s", "2026-11-23T12:00", "snoozed", until=date(2026, 12, 5))],
            {},
            "snoozed until 5 Dec",
        ),
        (
            [event("a", "2026-11-23T12:00", "done", review=1, step="a")],
            {},
            "1 of 3 done",
        ),
        (
            [*DONE, event("b", "2026-11-22T12:00", "changed-back", review=2)],
            {},
            "changed back 2 days ago",
        ),
        (
            [*DONE, event("w", "2026-11-15T12:00", "waiting", review=1, step="c")],
            {"recheck_days": 365},
            "asked 9 days ago",
        ),
        (
            [*DONE, event("w", "2026-10-15T12:00", "waiting", review=1, step="c")],
            {"recheck_days": 365},
            "answer 10 days overdue",
        ),
        (
            [*DONE, event("t", "2026-11-15T12:00", "todo", review=1, step="c")],
            {"recheck_days": 365},
            "1 step open",
        ),
    ],
)
def test_the_headline_describes_where_a_checklist_stands(
    events: list[Any], fields: dict[str, Any], headline: str
) -> None:
    assert wording.headline(standing(events, **fields)) == headline


def test_progress_counts_what_a_review_needs_and_names_what_is_optional_apart() -> None:
    steps = (step("a"), step("b"), step("c", optional=True), step("d", regions=("eu",)))
    of_us = evaluate(
        checklist(steps=steps),
        [event("a", "2026-11-23T12:00", "done", review=1, step="a")],
        Person("us"),
        TODAY,
        UTC,
    )
    assert (wording.progress(of_us), wording.optional(of_us)) == ("1 of 2 done", ", 1 optional")
    in_doubt = standing(DONE, changes=(NEWS,), recheck_days=365)
    assert (wording.progress(in_doubt), wording.optional(in_doubt)) == ("0 of 3 done", "")


def test_a_clock_that_is_behind_is_reported_instead_of_due_today() -> None:
    ahead = [event("r", "2036-01-10T12:00", "still-right", review=1, steps=("a", "b", "c"))]
    assert wording.headline(standing(ahead)) == "the clock is behind"
    assert wording.clock_warning([standing([]), standing(ahead)]) == (
        "The clock says 24 Nov 2026, but you checked things on 10 Jan 2036. "
        "Correct it, or confirm those again."
    )
    assert wording.clock_warning([standing(DONE)]) == ""
    again = [*ahead, event("s", "2026-11-24T12:00", "still-right", review=2, n=2**33)]
    assert wording.clock_warning([standing(again)]) == ""


@pytest.mark.parametrize(
    ("did", "fields", "back"),
    [
        ("done", {"review": 1, "step": "a"}, "'done' for 'Do a'"),
        ("not-applicable", {"review": 1, "step": "gone"}, "'not mine' for 'gone'"),
        ("todo", {"review": 1, "step": "a"}, "removing the mark for 'Do a'"),
        ("still-right", {"review": 1}, "the answer 'still right'"),
        ("changed-back", {"review": 1}, "the answer 'it changed back'"),
        ("started", {"review": 1}, "beginning again"),
        ("noted", {"note": "x"}, "the note"),
        ("noted", {"note": "x", "step": "b"}, "the note for 'Do b'"),
        ("snoozed", {"until": date(2026, 12, 8)}, "the snooze until 8 Dec 2026"),
        ("interval", {"days": 10}, "the interval of 10 days"),
        ("interval", {"days": 0}, "the interval"),
        ("looks-different", {"step": "a", "note": "x"}, "what you found for 'Do a'"),
    ],
)
def test_an_undo_names_the_undone_action(did: str, fields: dict[str, Any], back: str) -> None:
    taken = event("x", "2026-11-24T12:00", did, **fields)
    whose = "Acme, Keep your data out of Acme's models"
    assert wording.undo_message(taken, checklist()) == f"Undone: {back} ({whose})"


def test_the_wording_tells_when_an_answer_is_due() -> None:
    asked = event("w", "2026-11-15T12:00", "waiting", review=1, step="c")
    early = standing([*DONE[:2], asked], steps=(*checklist().steps[:2], step("c", answer_days=14)))
    assert wording.answer(early.step("c"), early) == "an answer is due in 5 days"
    assert wording.answer(early.step("a"), early) == ""
    today, late = (
        standing([event("w", f"2026-{day}T12:00", "waiting", review=1, step="c")])
        for day in ("10-25", "10-15")
    )
    assert wording.answer(today.step("c"), today) == "the answer is due today"
    assert wording.answer(late.step("c"), late) == "the answer is 10 days overdue"
    assert (
        wording.answer_question(late.step("c"), late)
        == "You asked Acme on 15 Oct. Has the answer come?"
    )
