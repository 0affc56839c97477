"""The plain review: one question after the other, and what they came to."""

import pytest

from privacy_check.domain.sanitize import Clean
from privacy_check.session import Session
from tests.cli.plain.conftest import Talk
from tests.conftest import Clock

OWN = "Is 'Training' still off?"
ASKED = "You asked Acme on 23 Nov 2026. Has the answer come?"


@pytest.fixture
def due(session: Session, clock: Clock) -> int:
    """A letter without an answer, and a change: two cards; how many events that took."""
    session.confirm("acme", still_right=True)
    session.mark("acme", "letter", "waiting")
    clock.forward(days=40)
    return len(session.history("acme"))


def written(session: Session, before: int) -> list[tuple[str, str | None]]:
    return [(e.did, e.step) for e in session.history("acme")[before:]]


def test_each_card_says_its_number_its_checklist_the_question_and_the_address(
    talk: Talk, session: Session, due: int
) -> None:
    said = talk("review", "y", "y")
    assert (said.status, said.err) == (0, "")
    assert said.out == (
        "Review: 2 questions, 2 minutes.\n"
        "Answer with a letter, then enter.\n"
        "\n"
        "Question 1 of 2, 2 minutes left.\n"
        "Acme, Keep your notes out of Acme's models.\n"
        "Write to Acme: the answer is 10 days overdue.\n"
        "You asked Acme on 23 Nov 2026. Has the answer come?\n"
        "https://law.example.org/acme\n"
        "Careful: law.example.org is not Acme's own.\n"
        "1 of 2, Acme. y it came, n not yet, ? letters: y\n"
        "The answer came.\n"
        "\n"
        "Question 2 of 2, 1 minute left.\n"
        "Acme, Keep your notes out of Acme's models.\n"
        "Why now: changed 20 Dec 2026. Last checked 23 Nov 2026.\n"
        "Changed 20 Dec 2026: The switch went back on for everybody.\n"
        "Look at: Turn it off. Where: Me, then Settings, then Training.\n"
        "Is 'Training' still off?\n"
        "https://acme.com/settings/training\n"
        "2 of 2, Acme. y still right, n changed back, ? letters: y\n"
        "Still right.\n"
        "\n"
        "The review is done.\n"
        "Still right:\n"
        "Acme, Keep your notes out of Acme's models: again in 3 months\n"
        "The answer came:\n"
        "Acme, Keep your notes out of Acme's models: again in 3 months\n"
        "Nothing needs you. Next: Acme, Keep your notes out of Acme's models, in\n"
        "3 months (2 Apr).\n"
    )
    assert written(session, due) == [("done", "letter"), ("still-right", None)]


def test_where_nothing_needs_the_person_that_is_all_that_is_said(talk: Talk) -> None:
    said = talk("review")
    assert (said.status, said.out.strip()) == (0, "Nothing needs you.")


def test_no_goes_through_the_steps_and_back_to_the_next_card(
    talk: Talk, session: Session, due: int
) -> None:
    said = talk("review", "y", "n", "d", "q")
    assert "Changed back.\n\nAcme, Keep your notes" in said.out
    assert "Done: Turn it off.\n\nStep 2 of 4: Write to Acme\n" in said.out
    assert (
        "Changed back:\nAcme, Keep your notes out of Acme's models: changed back today\n"
        in said.out
    )
    assert written(session, due)[1:] == [("changed-back", None), ("done", "switch")]


def test_what_was_never_right_cannot_have_changed_back(
    talk: Talk, session: Session, clock: Clock
) -> None:
    session.mark("acme", "switch", "done")
    clock.forward(days=20)
    said = talk("review", "n", "q").out
    assert "1 of 1, Acme. y still right, o open" in said
    assert "'n' is not one of the letters here." in said


def test_the_walk_of_a_card_begins_at_its_step_and_its_end_leads_back(
    talk: Talk, session: Session, due: int
) -> None:
    said = talk("review", "w", "d", "s", "d")
    assert "step 2 of 4. d answered, ? letters: d" in said.out
    assert "Done: Keep your notes out of Acme's models.\n" in said.out
    assert "Next" not in said.out.split("The review is")[0], "the review goes on by itself"
    assert "Walked:\nAcme" in said.out
    assert session.standing("acme").state == "right"


def test_leaving_the_walk_of_a_card_leads_to_the_next_one(talk: Talk, due: int) -> None:
    said = talk("review", "w", "?", "q", "y").out
    assert "q: back to the review\n" in said
    assert "Question 2 of 2, 1 minute left." in said


def test_the_link_of_the_card_is_opened(talk: Talk, due: int, opened: list[str]) -> None:
    talk("review", "o", "y", "o", "q")
    assert opened == ["https://law.example.org/acme", "https://acme.com/settings/training"]


def test_a_snooze_asks_for_how_long_and_skips_the_other_cards_of_the_checklist(
    talk: Talk, session: Session, due: int
) -> None:
    said = talk("review", "z", "", "z", "0", "99999999999", "soon", "5")
    assert said.out.count("That must be a number of days from 1 to 3650.") == 3
    assert "snoozed until Thu 7 Jan 2027." in said.flowing
    assert "Question 2" not in said.out
    assert "The review is done.\nPut off:\n" in said.out
    assert session.standing("acme").state == "snoozed"


@pytest.mark.parametrize(
    ("letter", "did", "heading"),
    [
        ("a", ("waiting", "letter"), "Wrote again"),
        ("l", ("snoozed", None), "Put off"),
        ("z", ("snoozed", None), "Put off"),
    ],
)
def test_not_yet_offers_what_may_have_become_of_it(
    talk: Talk, session: Session, due: int, letter: str, did: tuple[str, str | None], heading: str
) -> None:
    said = talk("review", "n", letter)
    assert (
        "No answer from Acme.\n"
        "a: I wrote again: another 30 days, from today\n"
        "r: they refused: the step is done, with a note\n"
        "l: they need longer: ask me on Wed 3 Mar 2027\n"
        "z: ask me in 14 days: on Sat 16 Jan 2027\n"
        "b: back to the question\n"
        "Asking later puts off the whole checklist.\n"
        "Acme, no answer. a r l z b, ? letters: "
    ) in said.out
    assert f"{heading}:\nAcme" in said.out
    assert written(session, due) == [did]


def test_a_refusal_is_kept_with_what_they_said(talk: Talk, session: Session, due: int) -> None:
    session.note("acme", "by post", Clean("letter"))
    talk("review", "n", "r", "No such account.", "q")
    assert written(session, due + 1) == [("done", "letter")]
    note = session.standing("acme").step("letter").note
    assert note == "by post\nThey refused (2 Jan 2027). No such account."


def test_back_from_the_offers_asks_the_question_again(
    talk: Talk, session: Session, due: int
) -> None:
    said = talk("review", "n", "b", "", "q").out
    assert said.count("1 of 2, Acme. y it came") == 3
    assert said.count(ASKED) == 2, "the empty line says it again"
    assert written(session, due) == []


def test_undo_asks_again_what_was_answered_last(talk: Talk, session: Session, due: int) -> None:
    said = talk("review", "u", "y", "u", "y", "y").out
    assert "There is nothing to undo in this session." in said
    assert "Undone: 'done' for 'Write to Acme'.\n\nQuestion 1 of 2" in said
    assert "The review is done." in said
    assert written(session, due)[-2:] == [("done", "letter"), ("still-right", None)]


def test_undo_of_another_checklists_answer_names_it(
    talk: Talk, session: Session, clock: Clock
) -> None:
    for name, step in (("acme", "letter"), ("hostile", "one")):
        session.confirm(name, still_right=True)
        session.mark(name, step, "waiting")
    clock.forward(days=40)
    said = talk("review", "y", "y", "u", "q").flowing
    taken = said.partition("Undone: the answer 'still right' (Evil ")[2]
    assert "Question 2 of 4, 3 minutes left. Evil " in taken
    assert taken.endswith("2 checklists still need you.")


@pytest.mark.parametrize("leaving", [["q"], []], ids=["quit", "no-more-answers"])
def test_who_leaves_in_the_middle_hears_what_was_done_and_what_is_left(
    talk: Talk, due: int, leaving: list[str]
) -> None:
    said = talk("review", "y", *leaving).out
    assert "The review is left at question 2 of 2.\nThe answer came:\nAcme" in said
    assert said.endswith("\n1 checklist still needs you.\n")
