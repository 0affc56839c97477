"""What is fields at the end: of a checklist's review, and of a review of all that was due."""

from datetime import UTC, date
from typing import Any

import pytest

from privacy_check.domain import summary
from privacy_check.domain.checklist import Change
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.journal import Event
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Standing
from tests.samples import checklist, event, step

TODAY = date(2026, 11, 24)


def standing(*events: Event, name: str = "acme", **fields: Any) -> Standing:
    fields = {"title": Clean("Switch it off"), "steps": (step("a"), step("b"))} | fields
    return evaluate(checklist(name, **fields), events, Person(), TODAY, UTC)


def right(day: str, **fields: Any) -> Event:
    return event("01", f"{day}T10:00:00", "still-right", review=1, steps=("a", "b"), **fields)


def mark(name: str, did: str = "done", **fields: Any) -> Event:
    return event(f"{name}1", "2026-11-24T10:00:00", did, review=1, step=name, **fields)


def test_the_end_of_a_review_says_what_is_right_and_when_it_is_asked_again_and_why() -> None:
    optional = step("c", optional=True, title=Clean("Tell a friend"))
    found = summary.of_checklist(
        standing(
            mark("a"),
            mark("b", finished=True, n=1),
            steps=(step("a"), step("b"), optional),
            after=Clean("Ads stay."),
        )
    )
    assert found == summary.Summary(
        came="done",
        done="Done: Switch it off",
        settled="2 steps settled, checked today.",
        asked_again="You will be asked again on 22 Feb 2027, in 3 months: every 90 days, "
        "or sooner if something changes.",
        left="Optional, still open: Tell a friend.",
        after=Clean("Ads stay."),
    )


@pytest.mark.parametrize(
    ("events", "settled", "asked_again"),
    [
        (
            [right("2026-11-01")],
            "2 steps settled, last checked 1 Nov 2026.",
            "You will be asked again on 30 Jan 2027, in 2 months: every 90 days, "
            "or sooner if something changes.",
        ),
        (
            [mark("a"), mark("b", "waiting", finished=True, n=1)],
            "1 done, 1 waiting for Acme's answer, checked today.",
            "You will be asked again on 24 Dec 2026, in 30 days, when the answer is due.",
        ),
        (
            [right("2025-11-01")],
            "2 steps settled, last checked 1 Nov 2025.",
            "It still needs you: 298 days overdue.",
        ),
    ],
    ids=["right", "waiting", "needs-you"],
)
def test_when_it_is_asked_again_depends_on_where_it_stands(
    events: list[Event], settled: str, asked_again: str
) -> None:
    found = summary.of_checklist(standing(*events))
    assert (found.settled, found.asked_again, found.left) == (settled, asked_again, "")


@pytest.mark.parametrize(
    ("marks", "came", "settled"),
    [
        (["skipped", "not-applicable"], "skipped", "Nothing was changed: 1 skipped, 1 not mine"),
        (["skipped", "skipped"], "skipped", "Nothing was changed: 2 skipped"),
        (["done", "skipped"], "done", "1 done, 1 skipped"),
        (["skipped", "waiting"], "waiting", "1 skipped, 1 waiting for Acme's answer"),
        (["done", "done"], "done", "2 steps settled"),
    ],
)
def test_what_was_skipped_is_not_called_done(marks: list[str], came: str, settled: str) -> None:
    first, last = marks
    ended = standing(mark("a", first), mark("b", last, finished=True, n=1), after=Clean("Quiet."))
    found = summary.of_checklist(ended)
    assert (found.came, found.settled) == (came, f"{settled}, checked today.")
    assert found.asked_again
    assert bool(found.after) == (came != "skipped")  # it would tell what came of doing it


def test_an_optional_letter_is_waited_for_besides_the_steps_that_count() -> None:
    letter = step("c", optional=True, answer_days=30)
    marks = [mark("c", "waiting"), mark("a"), mark("b", finished=True, n=1)]
    found = summary.of_checklist(standing(*marks, steps=(step("a"), step("b"), letter)))
    assert found.came == "waiting"
    assert found.settled == "2 of 2 done, 1 waiting for Acme's answer, checked today."


def test_letters_that_count_and_optional_ones_are_waited_for_as_one_number() -> None:
    letters = (step("a", answer_days=30), step("b", optional=True, answer_days=30))
    marks = [mark("b", "waiting"), mark("a", "waiting", finished=True, n=1)]
    found = summary.of_checklist(standing(*marks, steps=letters))
    assert found.settled == "2 waiting for Acme's answer, checked today."


def test_an_answer_to_a_list_that_is_about_no_service_is_nobodys() -> None:
    marks = [mark("a"), mark("b", "waiting", finished=True, n=1)]
    found = summary.of_checklist(standing(*marks, service=Clean("Switch it off")))
    assert found.settled == "1 done, 1 waiting for an answer, checked today."


def test_of_two_letters_the_first_answer_is_why_it_is_asked_again() -> None:
    both = [mark("a", "waiting"), mark("b", "waiting", finished=True, n=1)]
    found = summary.of_checklist(standing(*both))
    assert found.settled == "2 waiting for Acme's answer, checked today."
    assert found.asked_again.endswith(", when the first answer is due.")


def test_a_change_that_is_announced_is_why_it_is_asked_again() -> None:
    news = Change(date=date(2026, 12, 1), note=Clean("It goes back on."))
    waits = [mark("a"), mark("b", "waiting", finished=True, n=1)]
    found = summary.of_checklist(standing(*waits, changes=(news,)))
    expected = "You will be asked again on 1 Dec 2026, in 7 days, when something changes."
    assert found.asked_again == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([right("2025-11-01")], "Next, it needs you: {} (298 days overdue; 1 minute)."),
        ([mark("a")], "Next, already started: {} (1 of 2 done; 3 minutes)."),
        ([], "Next, if you like: {} (3 minutes)."),
    ],
    ids=["needs-you", "in-progress", "new"],
)
def test_what_comes_next_is_named_with_its_reason_and_minutes(
    events: list[Event], expected: str
) -> None:
    assert summary.proposal(standing(*events)) == expected.format("Acme, Switch it off")


def test_where_nothing_comes_next_that_is_said() -> None:
    assert summary.proposal(None) == "Nothing else needs you."


def test_a_review_is_told_by_what_it_came_to_each_checklist_with_where_it_stands() -> None:
    fine, begun = standing(right("2026-11-24")), standing(mark("a"), title=Clean("Other"))
    found = summary.of_review(
        [("put-off", begun), ("answered", fine), ("still-right", fine), ("answered", fine)]
    )
    assert found == [
        ("Still right", ("Acme, Switch it off: again in 3 months",)),
        ("The answer came", ("Acme, Switch it off: again in 3 months",)),
        ("Put off", ("Acme, Other: 1 of 2 done",)),
    ]
    assert summary.of_review([]) == []


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([], "Nothing needs you."),
        ([[]], "Nothing needs you."),
        ([[right("2025-11-01")], [right("2026-11-24")]], "1 checklist still needs you."),
        ([[right("2025-11-01")]] * 2, "2 checklists still need you."),
        (
            [[right("2026-11-24")], [right("2026-09-01")]],
            "Nothing needs you. Next: Acme, Switch it off, in 6 days (30 Nov).",
        ),
    ],
)
def test_what_lies_ahead_is_what_needs_the_person_else_what_is_due_first(
    known: list[list[Event]], expected: str
) -> None:
    assert summary.ahead(standing(*events) for events in known) == expected
