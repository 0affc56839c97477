"""The plain walk: lines of text, and one letter for each thing to do."""

import shutil
from pathlib import Path

import pytest

from privacy_check.domain.sanitize import Clean
from privacy_check.session import Session
from privacy_check.storage.event_log import EventLog
from privacy_check.storage.paths import Places
from privacy_check.system import browser
from tests.cli.plain.conftest import Talk
from tests.conftest import DATA, Clock


def written(session: Session, name: str = "acme") -> list[tuple[str, str | None]]:
    return [(e.did, e.step) for e in session.history(name)]


def test_a_step_is_said_whole_and_its_prompt_says_where_one_is(talk: Talk) -> None:
    said = talk("walk acme", "q")
    assert (said.status, said.err) == (0, "")
    assert said.out == (
        "Acme, Keep your notes out of Acme's models.\n"
        "One switch and a letter.\n"
        "4 steps, 3 minutes. Not started.\n"
        "Answer with a letter, then enter.\n"
        "\n"
        "Step 1 of 4: Turn it off\n"
        "Open.\n"
        "Set 'Training' to off.\n"
        "Where: Me, then Settings, then Training.\n"
        "Once called: Learning.\n"
        "You should see: The switch is grey.\n"
        "Link: https://acme.com/settings/training\n"
        "Backed by Acme itself, 1 Aug 2026 (4 months ago).\n"
        "Acme, step 1 of 4. d done, ? letters: q\n"
        "Stopped at step 1. Everything is saved.\n"
    )


@pytest.mark.parametrize(
    ("letter", "did", "says"),
    [
        ("d", "done", "Done: Turn it off."),
        ("s", "skipped", "Skipped: Turn it off."),
        ("x", "not-applicable", "Not mine: Turn it off."),
    ],
)
def test_a_mark_is_written_and_the_next_open_step_follows(
    talk: Talk, session: Session, letter: str, did: str, says: str
) -> None:
    said = talk("walk acme", letter, "q")
    assert f"letters: {letter}\n{says}\n\nStep 2 of 4: Write to Acme\n" in said.out
    assert written(session) == [(did, "switch")]


def test_a_letter_is_sent_and_from_the_next_day_on_answered(
    talk: Talk, session: Session, clock: Clock
) -> None:
    session.mark("acme", "switch", "done")
    sent = talk("walk acme", "d", "q")
    assert "Acme, step 2 of 4. d sent, ? letters: d" in sent.out
    assert "Waiting for an answer: Write to Acme." in sent.out
    clock.forward(days=1)
    answered = talk("walk acme", "b", "d", "q")
    assert "An answer is due in 29 days." in answered.out
    assert "Acme, step 2 of 4. d answered, ? letters: d" in answered.out
    assert written(session)[1:] == [("waiting", "letter"), ("done", "letter")]


def test_a_mark_is_taken_back_and_the_step_is_said_again(talk: Talk, session: Session) -> None:
    said = talk("walk acme", "d", "b", "t", "t", "q")
    assert "This time: done, 23 Nov 2026 (today)." in said.out
    assert "Mark taken back: Turn it off.\n\nStep 1 of 4: Turn it off\nOpen.\n" in said.out
    assert "There is no mark to take back on this step." in said.out
    assert written(session) == [("done", "switch"), ("todo", "switch")]


def test_undo_says_what_it_took_back_and_goes_there(talk: Talk, session: Session) -> None:
    said = talk("walk acme", "u", "d", "s", "u", "u", "u", "q")
    assert "There is nothing to undo in this session." in said.out
    assert "Undone: 'skipped' for 'Write to Acme'.\n\nStep 2 of 4" in said.out
    assert "Undone: 'done' for 'Turn it off'.\n\nStep 1 of 4" in said.out
    assert not session.standing("acme").history.latest_marks


def test_next_and_back_go_through_the_steps_and_stop_at_both_ends(talk: Talk) -> None:
    said = talk("walk acme", "b", "n", "n", "n", "n", "q")
    assert said.out.count("This is the first step.") == 1
    assert said.out.count("This is the last step.") == 1
    places = [line.split(":")[0] for line in said.out.splitlines() if line.startswith("Step ")]
    assert places == ["Step 1 of 4", "Step 2 of 4", "Step 3 of 4", "Step 4 of 4"]


def test_an_address_is_opened_by_its_letter_after_it_was_said(
    talk: Talk, opened: list[str]
) -> None:
    assert "Opened in your browser." in talk("walk acme", "o", "q").out
    assert opened == ["https://acme.com/settings/training"]
    said = talk("walk acme", "n", "n", "n", "o", "q")
    assert "There is no link here." in said.out
    assert len(opened) == 1


def test_where_no_browser_is_the_address_is_said_again(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "open_in_browser", lambda url: False)
    said = talk("walk acme", "o", "q")
    again = (
        "There is no browser here to open it. The address:\nhttps://acme.com/settings/training\n"
    )
    assert again in said.out


def test_a_note_is_kept_left_alone_and_removed(talk: Talk, session: Session) -> None:
    said = talk("walk acme", "e", "", "e", "-", "e", " both accounts ", "e", "", "q")
    assert said.out.count("Nothing was changed.") == 3
    assert "Note on 'Turn it off', one line; an empty line adds none: both accounts\n" in said.out
    assert "Your note: both accounts\n" in said.out
    assert session.standing("acme").step("switch").note == "both accounts"
    assert "Note removed." in talk("walk acme", "e", "-", "q").out
    assert session.standing("acme").step("switch").note == ""


def test_why_is_said_with_what_changed_and_every_source(talk: Talk) -> None:
    said = talk("walk acme", "w", "q").out
    assert "Why it matters: Acme reads your notes.\n\nAll of them.\n" in said
    assert "Changed 20 Dec 2026: The switch went back on for everybody.\n" in said
    assert "Source: The law. Example, undated. https://law.example.org/acme\n" in said


def test_a_letter_is_saved_to_a_new_file_each_time(talk: Talk) -> None:
    documents = Path.home() / "Documents"
    documents.mkdir(parents=True)
    said = talk("walk acme", "S", "n", "S", "S", "q")
    assert "Saved: ~/Documents/acme-letter.txt\n" in said.out
    assert "Saved: ~/Documents/acme-letter-2.txt\n" in said.out
    assert (documents / "acme-letter.txt").read_text(encoding="utf-8") == "I object.\n"
    assert (documents / "acme-switch.txt").read_text(encoding="utf-8") == (
        "Turn it off\n\nMe › Settings › Training\n\nSet 'Training' to off.\n\n"
        "You should see: The switch is grey.\n\nhttps://acme.com/settings/training\n"
    )


def test_what_cannot_be_saved_to_a_file_is_said_and_the_walk_goes_on(talk: Talk) -> None:
    said = talk("walk acme", "S", "q")  # there is no home folder
    assert "acme-switch.txt: could not be saved: No such file or directory\n" in said.out
    assert said.status == 0


def test_letters_are_told_and_what_is_none_is_said(talk: Talk, session: Session) -> None:
    said = talk("walk acme", "?", "D", "done", "\x1b[A", "q").out
    told = [line[0] for line in said.splitlines() if line[1:3] == ": "]
    assert told == list("dsxtbnoewSuq")
    assert "'D' is not one of the letters here. ? lists them.\n" in said
    assert "'done' is not one of the letters here." in said
    assert "\x1b" not in said
    assert written(session) == []


def test_an_empty_line_says_the_step_again_and_does_nothing_else(
    talk: Talk, session: Session
) -> None:
    said = talk("walk acme", "n", "", "  ", "q").out
    assert said.count("Step 2 of 4: Write to Acme\n") == 3
    assert written(session) == []


def test_the_last_mark_sums_up_and_next_goes_to_what_comes_next(
    talk: Talk, session: Session
) -> None:
    said = talk("walk acme", "d", "d", "d", "", "n", "q")
    summary = (
        "Waiting: Keep your notes out of Acme's models. "
        "2 done, 1 waiting for Acme's answer, checked today. "
        "You will be asked again on 20 Dec 2026, in 27 days, when something changes. "
        "Optional, still open: Tell a friend. b shows it. "
        "Afterwards: Acme works as before. "
        "Next, if you like: Evil [/] [Privacy]"
    )
    assert said.flowing.count(summary) == 2, "an empty line says it again"
    assert "Acme, review ended. n next, q quit, ? letters: n\n\nEvil [/]" in said.out
    assert "step 1 of 2. d done, ? letters: q" in said.flowing
    assert session.standing("acme").state == "waiting"


def test_from_the_end_one_can_go_back_ask_why_and_undo(talk: Talk, session: Session) -> None:
    said = talk("walk acme", "d", "d", "d", "s", "w", "b", "u", "q").out
    assert "'s' is not one of the letters here." in said
    assert "review ended. n next, q quit, ? letters: b\n\nStep 4 of 4: Tell a friend\n" in said
    assert "Undone: 'done' for 'Tell the authority'.\n\nStep 3 of 4" in said
    assert session.standing("acme").state == "in-progress"


def test_a_step_for_somebody_else_says_for_whom_it_is(talk: Talk, session: Session) -> None:
    session.save_setting("region", "us")
    said = talk("walk acme", "n", "n", "q").out
    assert "EU and UK only. You can mark it anyway.\n" in said


def test_an_answer_that_is_due_and_a_change_are_said_first(
    talk: Talk, session: Session, clock: Clock
) -> None:
    session.confirm("acme", still_right=True)
    session.mark("acme", "letter", "waiting")
    session.looks_different("acme", Clean("switch"), "It is a slider.")
    clock.forward(days=40)
    said = talk("walk acme", "n", "q").out
    changed = "Changed 20 Dec 2026: The switch went back on for everybody. Look at it again."
    assert changed in " ".join(said.split())
    assert "You found: It is a slider.\n" in said
    assert "You asked Acme on 23 Nov 2026. Has the answer come?\nd: it came." in said


def test_a_hostile_checklist_is_text(talk: Talk) -> None:
    said = talk("walk hostile", "w", "S", "q")
    assert said.status == 0
    assert "Evil [/] [Privacy] [@click=app.quit]x[/] [b]$x[/b]" in said.flowing
    assert not {c for c in said.out if ord(c) < 32} - {"\n"}


def test_an_unknown_id_is_told_with_the_nearest(talk: Talk) -> None:
    said = talk("walk acm", "q")
    assert said.status == 1
    assert "did you mean 'acme'?" in said.err


def test_the_end_of_the_answers_quits_and_keeps_what_was_marked(
    talk: Talk, session: Session
) -> None:
    said = talk("walk acme", "d")
    assert (said.status, said.err) == (0, "")
    assert said.out.endswith("d sent, ? letters: \n")
    assert written(session) == [("done", "switch")]


def test_what_is_not_saved_is_loud_and_quitting_asks(talk: Talk, home: Places) -> None:
    home.profile("default").parent.mkdir(parents=True)
    home.profile("default").touch()  # a file where the journal's folder should be
    said = talk("walk acme", "d", "q", "n", "q", "y")
    assert "NOT SAVED: 1 action." in said.out
    assert said.out.count("Quit and lose it? y n, ? letters:") == 2
    assert "Everything is saved" not in said.out
    assert said.status == 1
    assert "not saved." in said.err


def test_what_could_be_saved_in_the_end_is_not_asked_about(
    talk: Talk, home: Places, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk takes it when the person quits: as a stick that is plugged in again."""
    home.profile("default").parent.mkdir(parents=True)
    home.profile("default").touch()

    def plugged_in(self: EventLog) -> None:
        if self.unsaved and home.profile("default").is_file():
            home.profile("default").unlink()
        before(self)

    before = EventLog.retry
    monkeypatch.setattr(EventLog, "retry", plugged_in)
    said = talk("walk acme", "d", "q")
    assert "NOT SAVED" in said.out
    assert said.out.endswith("Everything is saved.\n")
    assert said.status == 0
    assert written(session) == [("done", "switch")]


def test_the_agenda_is_written_when_the_walk_ends(talk: Talk, home: Places) -> None:
    talk("walk acme", "d", "s", "x", "q")
    assert "acme" in home.agenda_file.read_text(encoding="utf-8")


def test_a_checklist_of_ones_own_is_saved_under_its_id(talk: Talk, home: Places) -> None:
    home.own_checklists.mkdir(parents=True)
    shutil.copy(DATA / "checklists" / "acme.toml", home.own_checklists / "acme.toml")
    Path.home().mkdir()
    assert "Saved: ~/acme-switch.txt" in talk("walk acme", "S", "q").out
