"""Letters in the plain walk: said whole, filled in by questions, copied, mailed, saved."""

from pathlib import Path

import pytest

from privacy_check import correspondence
from privacy_check.domain.letters import Me
from privacy_check.domain.sanitize import Clean
from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from privacy_check.system import browser, clipboard
from tests.cli.plain.conftest import Talk
from tests.conftest import Clock
from tests.ui.test_letters import FINISHED, LETTER, REMINDED


@pytest.fixture(autouse=True)
def with_letter(session: Session, home: Places) -> None:
    home.own_checklists.mkdir(parents=True)
    (home.own_checklists / "bolt.toml").write_text(LETTER, encoding="utf-8")


def test_a_letter_is_said_whole_with_what_is_missing(talk: Talk) -> None:
    said = talk("walk bolt", "?", "q")
    assert (
        "Text to send (S saves it to a file):\n"
        "To: privacy@bolt.example\nSubject: Objection\n"
        "I object to the use of my rides for training.\n\n"
        "Account: [account: e-mail of your account]\n"
        "I am [choice: a rider / a driver].\n\n[your name]\n23 Nov 2026\n"
        "End of the text.\n"
        "3 blanks to fill in: Your account: e-mail of your account; Which of\n"
        "these: a rider / a driver; Your name. l asks for them.\n"
    ) in said.out
    for verb in ("Y: copy the text", "l: fill in the letter", "o: open the letter in your mail"):
        assert verb in said.out


def test_blanks_are_asked_for_once_and_remembered(
    talk: Talk, session: Session, clock: Clock, copied: list[str]
) -> None:
    correspondence.save_me(session, Me(email=Clean("anna@example.org")))
    said = talk("walk bolt", "Y", "", "2", "Anna Lee", "y", "Y", "q")
    assert "an empty line takes 'anna@example.org', a hyphen leaves it open:" in said.flowing
    assert "1: a rider\n2: a driver\n" in said.out
    assert said.out.count("The text was copied.") == 2
    assert copied == [FINISHED] * 2
    again = open_session(session.home, clock)
    assert again.details.me == Me(Clean("Anna Lee"), Clean("anna@example.org"))
    assert again.details.letters["Bolt"]["choice: a rider / a driver"] == "a driver"


def test_what_is_not_to_be_remembered_is_not(talk: Talk, session: Session) -> None:
    said = talk("walk bolt", "l", "a@x.org", "-", "-", "", "n", "q")
    assert "Account: a@x.org\nI am [choice: a rider / a driver]." in said.out
    assert not session.home.profiles_file.exists()


def test_the_letter_goes_to_the_mail_program(
    talk: Talk, session: Session, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Opened in your mail program." in talk("walk bolt", "o", "", "", "", "q").out
    assert opened[0].startswith("mailto:privacy@bolt.example?subject=Objection&body=I%20object")
    monkeypatch.setattr(browser, "open_in_browser", lambda _: False)
    assert "No mail program was found here. Y copies" in talk("walk bolt", "o", "", "", "", "q").out


def test_without_a_clipboard_it_says_so(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "copy", lambda _: False)
    said = talk("walk bolt", "Y", "", "", "", "q")
    assert "There is no clipboard here. S saves it to a file." in said.out


def test_it_is_saved_as_text_or_as_a_mail(talk: Talk) -> None:
    Path.home().mkdir()
    said = talk("walk bolt", "S", "a", "b", "c", "n", "t", "S", "m", "q")
    assert "Saved: ~/bolt-object.txt" in said.out
    assert "Saved: ~/bolt-object.eml" in said.out
    assert "Account: a\nI am b." in (Path.home() / "bolt-object.txt").read_text()
    assert "To: privacy@bolt.example" in (Path.home() / "bolt-object.eml").read_text()


def test_a_step_without_a_letter_has_no_such_verbs(talk: Talk) -> None:
    said = talk("walk bolt", "n", "?", "q")
    assert "fill in the letter" not in said.out
    assert "o: open the link in your browser" in said.out


def test_when_no_answer_came_the_reminder_is_ready(
    talk: Talk, session: Session, home: Places, clock: Clock
) -> None:
    (home.own_checklists / "bolt.toml").write_text(REMINDED, encoding="utf-8")
    asked = open_session(home, clock)
    asked.mark("bolt", "object", "waiting")
    asked.mark("bolt", "switch", "done")
    clock.forward(days=32)
    said = talk("review", "n", "w", "d", "q")
    assert "Time for an answer: 31 days (GDPR, Article 12(3)); 61 more if they" in said.out
    assert "w: what comes next: Remind them" in said.out
    assert "I wrote on 23 Nov 2026." in said.out
    assert "Waiting for an answer: Remind them." in said.out


def test_a_day_is_not_asked_to_be_remembered(talk: Talk, session: Session) -> None:
    said = talk("walk bolt", "l", "-", "-", "", "1 Dec 2026", "q")
    assert "[your name]\n1 Dec 2026\nEnd of the text." in said.out
    assert "Remember this" not in said.out
    assert not session.home.profiles_file.exists()
