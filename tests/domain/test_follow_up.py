"""What is offered where an answer has not come."""

from datetime import UTC, date

import pytest

from privacy_check.domain import follow_up
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Standing
from tests.samples import checklist, event, step


def standing(*letters: str, note: str = "") -> Standing:
    """Letters that were sent long ago, the first of them with a note."""
    events = [
        event(f"0{n}", "2026-10-01T10:00:00", "waiting", review=1, step=name, n=n)
        for n, name in enumerate(letters)
    ]
    if note:
        noted = Clean(note)
        events.append(event("99", "2026-10-02T10:00:00", "noted", step=letters[0], note=noted))
    known = checklist(steps=tuple(step(name, answer_days=20) for name in letters))
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
    ("letters", "ending"),
    [("a", "checklist."), ("ab", "checklist, both letters."), ("abc", "checklist, all 3 letters.")],
)
def test_asking_later_says_how_many_letters_it_puts_off(letters: str, ending: str) -> None:
    text = follow_up.puts_off(standing(*letters))
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
