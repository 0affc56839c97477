"""What `space` offers on a step, and to which step a walk goes."""

from datetime import UTC, date
from typing import Any

import pytest

from privacy_check.domain import actions
from privacy_check.domain.checklist import Step
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.journal import Event
from privacy_check.domain.person import Person
from privacy_check.domain.standing import Standing
from tests.samples import checklist, event, step

TODAY = date(2026, 11, 24)
LETTER = {"answer_days": 30}


def standing(steps: tuple[Step, ...], *events: Event, **fields: Any) -> Standing:
    return evaluate(checklist(steps=steps, **fields), events, Person(), TODAY, UTC)


def asked(name: str, day: str, **fields: Any) -> Event:
    return event(f"w{name}", f"{day}T12:00", "waiting", review=1, step=name, **fields)


def done(name: str, day: str = "2026-11-20", **fields: Any) -> Event:
    return event(f"d{name}", f"{day}T12:00", "done", review=1, step=name, **fields)


@pytest.mark.parametrize(
    ("events", "offered"),
    [
        ([], "waiting"),
        ([asked("b", "2026-11-24")], None),
        ([asked("b", "2026-11-23")], "done"),
        ([asked("b", "2026-08-01")], "done"),
        ([done("b")], None),
        ([asked("b", "2026-11-23"), event("s", "2026-11-24T13:00", "started", review=2)], "done"),
        (
            [asked("b", "2026-11-24"), event("s", "2026-11-24T13:00", "started", review=2)],
            "waiting",
        ),
    ],
    ids=["never asked", "today", "yesterday", "long ago", "answered", "over again", "over, today"],
)
def test_space_says_sent_and_from_the_next_day_on_answered(
    events: list[Event], offered: str | None
) -> None:
    current = standing((step("a"), step("b", **LETTER)), *events)
    assert actions.offered(current.step("b"), current) == offered


def test_an_answer_that_came_is_offered_in_a_review_that_begins_anew() -> None:
    events = [asked("b", "2026-08-01"), done("a", "2026-08-01", finished=True)]
    current = standing((step("a"), step("b", **LETTER)), *events)
    assert current.reopens
    assert current.step("b").mark == "todo"
    assert actions.offered(current.step("b"), current) == "done"


def test_a_review_that_two_machines_did_half_each_never_asks_anew_to_be_ended() -> None:
    steps = (step("a", **LETTER), step("b"))
    current = standing(steps, asked("a", "2026-11-20"), done("b"))
    assert actions.awaits_closing_mark(current)
    assert actions.first_step(current).step.id == "b"
    assert actions.offered(current.step("b"), current) == "done"
    assert actions.offered(current.step("a"), current) == "done", (
        "it came; no second letter is claimed"
    )


def test_a_step_whose_answer_is_due_counts_as_open() -> None:
    steps = (step("a"), step("b", **LETTER), step("c", **LETTER))
    current = standing(steps, asked("b", "2026-10-25"), asked("c", "2026-10-26"))
    assert [s.open for s in current.steps] == [True, True, False]
    assert [s.step.id for s in current.answers_due] == ["b"]


def test_a_walk_begins_at_an_answer_that_is_due_even_if_its_step_is_optional() -> None:
    steps = (step("a"), step("b", optional=True), step("c", optional=True, **LETTER))
    current = standing(steps, asked("c", "2026-08-01"), done("a", finished=True))
    assert actions.first_step(current).step.id == "c"


def test_an_answer_that_is_due_comes_before_an_optional_step() -> None:
    steps = (step("x", **LETTER), step("a"), step("b", optional=True), step("c", **LETTER))
    current = standing(steps, asked("c", "2026-08-01"), asked("x", "2026-11-20"), done("a"))
    assert following(current, "a") == "c"
    early = standing(steps, asked("x", "2026-08-01"), asked("c", "2026-11-20"), done("a"))
    assert following(early, "a") == "x", "before it in the list, too"
    none = standing(steps, asked("x", "2026-11-20"), asked("c", "2026-11-20"), done("a"))
    assert following(none, "a") == "b"


def test_what_must_be_done_is_met_in_the_order_of_the_list() -> None:
    steps = (step("a"), step("b"), step("c", **LETTER), step("d", optional=True))
    current = standing(steps, asked("c", "2026-08-01"), done("a"))
    assert following(current, "a") == "b"
    assert following(current, "d") == "b"
    assert following(standing(steps, done("a"), done("b"), done("c")), "d") is None


def following(current: Standing, name: str) -> str | None:
    found = actions.next_step(current, name)
    return found.step.id if found else None


def test_the_longest_awaited_answer_is_asked_about_first() -> None:
    steps = (step("a", answer_days=60), step("b", answer_days=14), step("c", answer_days=14))
    current = standing(
        steps,
        asked("a", "2026-08-01"),
        asked("b", "2026-09-30"),
        asked("c", "2026-08-30"),
    )
    assert [s.step.id for s in current.answers_due] == ["c", "a", "b"]
    assert not standing(steps, asked("a", "2026-08-01"), retired=TODAY).answers_due


@pytest.mark.parametrize(
    ("events", "verb"),
    [
        ([], "sent"),
        ([asked("b", "2026-11-24")], "go on"),
        ([asked("b", "2026-11-23")], "answered"),
        ([done("b")], "go on"),
        ([done("a"), done("b")], "end review"),
        ([done("a"), done("b", finished=True)], "go on"),
    ],
    ids=["never asked", "today", "yesterday", "marked", "all marked", "ended"],
)
def test_what_space_does_is_said_in_one_word(events: list[Event], verb: str) -> None:
    current = standing((step("a"), step("b", **LETTER)), *events)
    assert actions.offered_verb(current.step("b"), current) == verb
    plain = standing((step("a"), step("c")))
    assert actions.offered_verb(plain.step("c"), plain) == "done"


@pytest.mark.parametrize(
    ("events", "was_needed", "ends"),
    [
        ([done("a", finished=True)], False, True),
        ([done("a")], False, False),
        ([done("b", "2026-10-01"), done("a", finished=True), done("c")], True, True),
        ([done("b", "2026-10-01"), done("a", finished=True), done("c")], False, False),
        ([asked("b", "2026-10-01"), done("a", finished=True)], False, False),
        ([asked("b", "2026-10-01"), done("c")], True, False),
    ],
    ids=[
        "the mark that ends the review",
        "a mark before that",
        "what needed the person needs them no more",
        "it did not need them before",
        "an answer is still due",
        "it needs them still",
    ],
)
def test_a_walk_ends_with_the_last_mark_that_was_needed(
    events: list[Event], *, was_needed: bool, ends: bool
) -> None:
    steps = (step("a"), step("b", optional=True, **LETTER), step("c", optional=True))
    assert actions.ends_walk(events[-1], standing(steps, *events), was_needed=was_needed) == ends
