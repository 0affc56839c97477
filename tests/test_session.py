"""What a session does: saved first, then shown; what is not saved is kept, and tried again."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from privacy_check.domain.catalog import find_step
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.sanitize import Clean
from privacy_check.errors import ChecklistError
from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from tests.conftest import DATA, Clock
from tests.samples import PRIVATE, checklist, step


def reopen(home: Places, clock: Clock) -> Session:
    return open_session(home, clock)


def block(session: Session) -> None:
    """Put a file where the profile's folder should be: no save can work."""
    session.store.folder.parent.mkdir(parents=True, exist_ok=True)
    session.store.folder.touch()


def unblock(session: Session) -> None:
    session.store.folder.unlink()


def for_me(session: Session, known: Checklist) -> bool:
    return session.is_mine(
        evaluate(known, [], session.settings.person, session.today, session.zone)
    )


def test_what_is_for_everyone_is_mine_where_it_applies_whatever_services_i_chose(
    session: Session,
) -> None:
    session.save_setting("services", ["Acme"])
    session.save_setting("region", "us-ca")
    here, elsewhere = step("a", regions=("us",)), step("a", regions=("uk",))
    broker = {"service": Clean("Acxiom"), "everyone": True}
    assert for_me(session, checklist("broker", **broker, steps=(here,)))
    assert not for_me(session, checklist("register", **broker, steps=(elsewhere,)))
    assert not for_me(session, checklist("other", service=Clean("Other"), steps=(here,)))
    assert for_me(session, checklist("like-acme", steps=(here,)))


def test_a_checklist_of_my_own_is_always_mine(session: Session, home: Places, clock: Clock) -> None:
    home.own_checklists.mkdir(parents=True)
    text = (DATA / "checklists" / "acme.toml").read_text(encoding="utf-8")
    (home.own_checklists / "bank.toml").write_text(
        text.replace('id = "acme"', 'id = "bank"')
        .replace('service = "Acme"', 'service = "My bank"')
        .replace('replaces = ["acme-notes"]', "")
    )
    session = reopen(home, clock)
    session.save_setting("services", ["Acme"])
    assert session.is_mine(session.standing("bank"))


def test_each_action_is_on_disk_when_it_returns(
    session: Session, home: Places, clock: Clock
) -> None:
    session.mark("acme", "switch", "done")
    session.note("acme", "both accounts", Clean("switch"))
    session.snooze("acme", 7)
    session.set_interval("acme", 30)
    session.start_over("acme")
    session.confirm("acme", still_right=True)
    assert reopen(home, clock).history("acme") == session.history("acme")
    assert len(session.history("acme")) == 6


def test_what_was_done_is_seen_at_once(session: Session) -> None:
    session.mark("acme", "switch", "done")
    assert session.standing("acme").state == "in-progress"
    assert session.standing("acme").step("switch").mark == "done"


def test_a_new_day_is_seen_while_the_program_is_open(session: Session, clock: Clock) -> None:
    session.confirm("acme", still_right=True)
    assert session.standing("acme").state == "right"
    clock.forward(days=27)
    assert session.standing("acme").state == "needs-you"


def test_events_of_a_former_id_count(session: Session, home: Places, clock: Clock) -> None:
    session.mark("acme", "switch", "done")
    text = session.store.file.read_text().replace("acme.", "acme-notes.")
    session.store.file.write_text(text.replace('"switch"', '"toggle"'))
    other = reopen(home, clock)
    assert other.standing("acme").step("switch").mark == "done"
    assert other.catalog.find("acme-notes").id == "acme"


def test_an_unknown_name_suggests_the_nearest(session: Session) -> None:
    with pytest.raises(ChecklistError, match="no checklist 'acne'; did you mean 'acme'"):
        session.catalog.find("acne")
    with pytest.raises(ChecklistError, match="no step 'swich'; did you mean 'switch'"):
        find_step(session.catalog.find("acme"), "swich")


def test_undo_takes_back_action_after_action(session: Session) -> None:
    session.mark("acme", "switch", "done")
    session.mark("hostile", "one", "done")
    assert [session.undo(), session.undo(), session.undo()][-1] is None
    assert session.standing("acme").state == "new"
    assert session.standing("hostile").state == "new"


def test_undo_at_the_command_line_takes_back_the_last_event_of_any_session(
    session: Session, home: Places, clock: Clock
) -> None:
    session.mark("acme", "switch", "done")
    session.mark("acme", "letter", "waiting")
    other = reopen(home, clock)
    undone = other.undo_last("acme")
    assert undone
    assert undone.step == "letter"
    assert other.undo_last("acme")
    assert other.undo_last("acme") is None


def test_every_answer_that_is_due_came_with_one_event_for_each(
    session: Session, clock: Clock
) -> None:
    session.mark("acme", "switch", "done")
    session.mark("acme", "letter", "waiting")
    assert session.record_answers("acme") == [], "none is due yet"
    clock.forward(days=31)
    assert [(e.did, e.step) for e in session.record_answers("acme")] == [("done", "letter")]
    assert session.record_answers("acme") == []
    assert session.standing("acme").step("letter").mark == "done"


def test_a_note_that_comes_with_a_mark_goes_with_it(
    session: Session, home: Places, clock: Clock
) -> None:
    session.note("acme", "sent by post", session.catalog.find("acme").steps[1].id)
    session.mark("acme", "letter", "done", "They refused.\nWhy, they did not say.")
    assert len(session.history("acme")) == 2
    letter = reopen(home, clock).standing("acme").step("letter")
    assert (letter.mark, letter.note) == ("done", "They refused.\nWhy, they did not say.")
    session.undo()
    letter = reopen(home, clock).standing("acme").step("letter")
    assert (letter.mark, letter.note) == ("todo", "sent by post")


def test_what_could_not_be_saved_counts_and_is_saved_with_the_next_action(
    session: Session, home: Places, clock: Clock
) -> None:
    block(session)
    session.mark("acme", "switch", "done")
    assert session.event_log.unsaved == 1
    assert "profile" in session.event_log.save_error
    assert session.standing("acme").step("switch").mark == "done"
    unblock(session)
    session.mark("acme", "letter", "waiting")
    assert session.event_log.unsaved == 0
    assert session.event_log.save_error == ""
    assert reopen(home, clock).history("acme") == session.history("acme")


def test_undo_drops_what_was_never_saved(session: Session) -> None:
    block(session)
    session.mark("acme", "switch", "done")
    session.undo()
    assert session.event_log.unsaved == 0
    assert session.history("acme") == []


def test_a_mark_that_is_not_there_is_not_taken_back(session: Session) -> None:
    assert session.mark("acme", "switch", "todo") is None
    assert session.history("acme") == []


def test_a_profile_is_a_journal_of_its_own(session: Session, home: Places, clock: Clock) -> None:
    session.mark("acme", "switch", "done")
    work = open_session(home, clock, "work")
    assert work.standing("acme").state == "new"


def test_what_needs_the_person_comes_first(session: Session, clock: Clock) -> None:
    assert [s.checklist.id for s in session.standings()] == ["hostile", "acme"]
    session.confirm("acme", still_right=True)
    clock.forward(days=100)
    assert [s.checklist.id for s in session.standings()] == ["acme", "hostile"]


def test_what_another_window_saved_is_taken_in(
    session: Session, home: Places, clock: Clock
) -> None:
    other = reopen(home, clock)
    assert not session.refresh()
    other.mark("acme", "switch", "done")
    assert session.refresh()
    assert session.standing("acme").step("switch").mark == "done"
    assert not session.refresh()


def test_what_is_not_saved_survives_a_look_at_what_others_wrote(
    session: Session, home: Places, clock: Clock
) -> None:
    other = reopen(home, clock)
    other.mark("hostile", "one", "done")
    session.store.file.rename(session.store.folder / "journal-other.toml")
    session.store.file.mkdir()
    session.mark("acme", "switch", "done")
    other.mark("hostile", "two", "done")
    session.refresh()
    assert session.standing("acme").step("switch").mark == "done"
    assert session.event_log.unsaved == 1


def test_a_new_day_is_something_to_show(session: Session, clock: Clock) -> None:
    session.standings()
    assert not session.refresh()
    clock.forward(days=1)
    session.standing("acme")  # as the row under the cursor is asked for, before anybody looks
    assert session.refresh()


def test_a_zone_changed_between_two_sessions_loses_nothing(
    session: Session, home: Places, clock: Clock
) -> None:
    session.confirm("acme", still_right=True)
    clock.now = clock.now.astimezone(ZoneInfo("Pacific/Kiritimati"))
    moved = reopen(home, clock)
    assert moved.standing("acme").state == "right"
    assert moved.standing("acme").checked == date(2026, 11, 24)


def test_what_is_forgotten_is_gone_and_the_rest_stays(
    session: Session, home: Places, clock: Clock
) -> None:
    session.mark("acme", "switch", "done")
    session.mark("hostile", "one", "done")
    session.note("acme", "secret")
    count, files = session.forget("acme")
    assert count == 2
    assert files == [str(session.store.file)]
    assert "secret" not in session.store.file.read_text()
    assert session.standing("acme").state == "new"
    assert reopen(home, clock).standing("hostile").state == "in-progress"
    assert session.event_log.faults == ()
    session.mark("acme", "switch", "done")
    assert session.forget(None)[0] == 2
    assert reopen(home, clock).standing("hostile").state == "new"


def test_what_was_never_begun_needs_nobody_ever(session: Session, clock: Clock) -> None:
    assert session.begun() == []
    for _ in range(30):
        clock.forward(days=40)
        assert {(s.state, s.next) for s in session.standings()} == {("new", None)}


def refresh_checklists(session: Session) -> bool:
    read = session.changed_checklists()
    if read:
        session.take_up(read)
    return read is not None


def test_a_changed_checklist_of_my_own_is_read_again_and_what_is_unchanged_is_not(
    session: Session, home: Places
) -> None:
    assert not refresh_checklists(session)
    home.own_checklists.mkdir(parents=True)
    file = home.own_checklists / "backups.toml"
    file.write_text(PRIVATE, encoding="utf-8")
    assert refresh_checklists(session)
    assert session.standing("backups").state == "new"
    assert not refresh_checklists(session)
    session.mark("backups", "restore", "done")
    file.write_text(PRIVATE.replace('id = "restore"', 'id = "read"\nwas = ["restore"]'))
    assert refresh_checklists(session)
    assert session.standing("backups").step("read").mark == "done"
    file.unlink()
    assert refresh_checklists(session)
    assert "backups" not in session.catalog.checklists
    assert session.undo() is None


def test_what_was_read_again_vouches_for_the_answer_of_due(
    session: Session, home: Places, clock: Clock
) -> None:
    home.own_checklists.mkdir(parents=True)
    (home.own_checklists / "backups.toml").write_text(PRIVATE, encoding="utf-8")
    refresh_checklists(session)
    assert session.input_state == reopen(home, clock).input_state
