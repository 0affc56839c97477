"""What is offered where an answer has not come."""

from datetime import UTC, date

import pytest

from privacy_check.domain import follow_up, letters, wording
from privacy_check.domain.checklist import Answer, Step
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.follow_up import Next
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Standing
from tests.samples import checklist, event, step


def standing(*sent: str, note: str = "") -> Standing:
    """Letters that were sent long ago, the first of them with a note."""
    events = [
        event(f"0{n}", "2026-10-01T10:00:00", "waiting", review=1, step=name, n=n)
        for n, name in enumerate(sent)
    ]
    if note:
        noted = Clean(note)
        events.append(event("99", "2026-10-02T10:00:00", "noted", step=sent[0], note=noted))
    known = checklist(steps=tuple(step(name, answer_days=20) for name in sent))
    return evaluate(known, events, Person(), date(2026, 11, 24), UTC)


def test_each_offer_says_what_it_does() -> None:
    asked = standing("a")
    rows = [(o.value, f"{o.name}: {o.does}") for o in follow_up.offers(asked, asked.step("a"))]
    assert rows == [
        ("again", "I wrote again: another 20 days, from today"),
        ("refused", "they refused: the step is done, with a note"),
        ("longer", "they need longer: ask me on Sat 23 Jan 2027"),
        ("later", "ask me in 14 days: on Tue 8 Dec 2026"),
    ]


@pytest.mark.parametrize(
    ("sent", "ending"),
    [("a", "checklist."), ("ab", "checklist, both letters."), ("abc", "checklist, all 3 letters.")],
)
def test_asking_later_says_how_many_letters_it_puts_off(sent: str, ending: str) -> None:
    text = follow_up.puts_off(standing(*sent))
    assert text == f"Asking later puts off the whole {ending}"


@pytest.mark.parametrize(
    ("note", "words", "kept"),
    [
        ("", "", "They refused (24 Nov 2026)."),
        ("", "No account.", "They refused (24 Nov 2026). No account."),
        ("by post", "No account.", "by post\nThey refused (24 Nov 2026). No account."),
    ],
)
def test_a_refusal_is_kept_below_the_note_that_was_there(note: str, words: str, kept: str) -> None:
    asked = standing("a", note=note)
    assert follow_up.refusal(asked, asked.step("a"), words) == kept


ASKS = {
    "a": step("a", answer_days=30, answer=Answer(then=(Clean("b"), Clean("complaint")))),
    "b": step("b", answer_days=14, optional=True, answer=Answer(then=(Clean("complaint"),))),
    "c": step("c", optional=True),
}
COMPLAINT = checklist("complaint", title=Clean("Complain"), steps=(step("x", regions=("eea",)),))
LIBRARY = {"complaint": COMPLAINT}


def letters_on(day: date, *marks: tuple[str, str, str], **changed: Step) -> Standing:
    """Return how it stands on a day after marks: (step, mark, day)."""
    events = [
        event(f"{n:02}", f"{when}T10:00:00", did, review=1, step=name, finished=n == 0)
        for n, (name, did, when) in enumerate(marks)
    ]
    known = checklist(steps=tuple((ASKS | changed).values()))
    return evaluate(known, events, Person(), day, UTC)


def due(stands: Standing) -> list[str]:
    return [s.step.id for s in stands.answers_due]


def test_a_missing_answer_leads_to_the_reminder_and_that_to_the_complaint() -> None:
    asked = ("a", "waiting", "2026-10-01")
    first = letters_on(date(2026, 11, 1), asked)
    assert due(first) == ["a"]
    offered = follow_up.what_next(first, first.step("a"), LIBRARY, Person("de"))
    assert offered == Next("acme", "b", "Do b")
    assert follow_up.offers(first, first.step("a"), offered)[0].does == "Do b"
    reminded = ("b", "waiting", "2026-11-01")
    second = letters_on(date(2026, 11, 14), asked, reminded)
    assert (second.state, due(second), second.next) == ("waiting", [], date(2026, 11, 15))
    third = letters_on(date(2026, 11, 15), asked, reminded)
    assert due(third) == ["b"], "one card, not two"
    found = follow_up.what_next(third, third.step("b"), LIBRARY, Person("de"))
    assert found == Next("complaint", None, "Complain")


def test_the_answer_to_a_reminder_is_the_answer() -> None:
    marks = [("a", "waiting", "2026-10-01"), ("b", "waiting", "2026-11-01")]
    stands = letters_on(date(2026, 12, 1), *marks, ("b", "done", "2026-11-05"))
    assert (stands.state, due(stands)) == ("right", [])


def test_who_writes_again_after_a_reminder_waits_anew() -> None:
    marks = [("a", "waiting", "2026-10-01"), ("b", "waiting", "2026-11-01")]
    stands = letters_on(date(2026, 12, 4), *marks, ("a", "waiting", "2026-11-03"))
    assert due(stands) == ["b", "a"]


def test_a_reminder_that_was_skipped_takes_nothing_over() -> None:
    marks = [("a", "waiting", "2026-10-01"), ("b", "skipped", "2026-11-01")]
    assert due(letters_on(date(2026, 11, 2), *marks)) == ["a"]


@pytest.mark.parametrize(
    ("region", "next_one"),
    [("de", Next("complaint", None, "Complain")), ("us", None), (None, COMPLAINT)],
)
def test_only_what_is_for_the_person_comes_next(region: str | None, next_one: object) -> None:
    away = step("b", answer_days=14, regions=("uk",))
    stands = letters_on(date(2026, 11, 1), ("a", "waiting", "2026-10-01"), b=away)
    found = follow_up.what_next(stands, stands.step("a"), LIBRARY, Person(region))
    assert found == (Next("acme", "b", "Do b") if region is None else next_one)


def test_the_law_says_how_much_longer_they_may_take() -> None:
    law = Answer(law=Clean("GDPR, Article 12(3)"), extension_days=61)
    changed = step("a", answer_days=31, answer=law)
    stands = letters_on(date(2026, 11, 1), ("a", "waiting", "2026-10-01"), a=changed)
    assert follow_up.offers(stands, stands.step("a"))[2].does == "ask me on Fri 1 Jan 2027"
    said = "31 days (GDPR, Article 12(3)); 61 more if they tell you in time"
    assert wording.answer_rule(changed) == said
    assert wording.answer_rule(ASKS["a"]) == ""


def test_a_letter_names_the_days_of_those_before_it() -> None:
    marks = [("a", "waiting", "2026-10-01"), ("b", "waiting", "2026-11-01")]
    c = step("b2", answer_days=14)
    b = step("b", answer_days=14, answer=Answer(then=(Clean("b2"),)))
    stands = letters_on(date(2026, 11, 20), *marks, b=b, c=c)
    known = letters.known(stands, "b2", letters.Me(), None)
    assert known == {
        "date": "20 Nov 2026",
        "asked on": "1 Oct 2026",
        "reminded on": "1 Nov 2026",
    }
    assert letters.known(stands, "b", letters.Me(), None)["asked on"] == "1 Oct 2026"
    assert "asked on" not in letters.known(stands, "a", letters.Me(), None)


@pytest.mark.parametrize(
    ("law", "sent", "due"),
    [
        ("", "2026-10-01", date(2026, 11, 1)),
        ("GDPR, Article 12(3)", "2026-10-02", date(2026, 11, 3)),
        # a Sunday is the last day: the law's time ends with the Monday
        ("GDPR, Article 12(3)", "2026-10-01", date(2026, 11, 3)),
        ("GDPR, Article 12(3)", "2026-10-06", date(2026, 11, 7)),
    ],
)
def test_a_law_s_time_is_over_on_the_day_after_a_working_day(
    law: str, sent: str, due: date
) -> None:
    asks = step("a", answer_days=31, answer=Answer(law=Clean(law) if law else None))
    awaited = letters_on(date(2026, 10, 7), ("a", "waiting", sent), a=asks).step("a").awaited
    assert awaited
    assert awaited.due == due
