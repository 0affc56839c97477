"""What letters need: in profiles.toml, private, each profile's own, and gone when forgotten."""

import stat

import pytest

from privacy_check import correspondence, due_cache
from privacy_check.domain.letters import Me
from privacy_check.domain.sanitize import Clean
from privacy_check.errors import SettingsError
from privacy_check.session import Session, open_session
from privacy_check.storage import details, profiles
from privacy_check.storage.paths import Places
from privacy_check.storage.profiles import DEFAULT
from tests.conftest import Clock

ANNA = Me(Clean("Anna Lee"), Clean("anna@example.org"), Clean("1 High St, Leeds"), Clean("123"))


def test_without_a_file_nothing_is_known(home: Places) -> None:
    assert details.read(home, DEFAULT) == details.Details()


def test_who_i_am_is_kept_for_the_default_profile_as_well(session: Session, clock: Clock) -> None:
    correspondence.save_me(session, ANNA)
    assert open_session(session.home, clock).details.me == ANNA
    assert [p.name for p in session.profiles()] == ["default"]


@pytest.mark.needs("modes")
def test_only_the_person_can_read_it(session: Session) -> None:
    correspondence.save_me(session, ANNA)
    assert stat.S_IMODE(session.home.profiles_file.stat().st_mode) == 0o600


def test_each_profile_has_its_own(session: Session, clock: Clock) -> None:
    correspondence.save_me(session, ANNA)
    profiles.add(session.home, "mum")
    mum = open_session(session.home, clock, "mum")
    assert mum.details.me == Me()
    correspondence.save_me(mum, Me(name=Clean("Ruth")))
    assert open_session(session.home, clock).details.me == ANNA
    assert open_session(session.home, clock, "mum").details.me == Me(name=Clean("Ruth"))
    assert mum.settings == open_session(session.home, clock, "mum").settings


def test_an_empty_answer_is_removed(session: Session) -> None:
    correspondence.save_me(session, ANNA)
    correspondence.save_me(session, Me())
    details.save_answers(session.home, DEFAULT, "Acme", {"account": "a"})
    details.save_answers(session.home, DEFAULT, "Acme", {"account": ""})
    assert session.home.profiles_file.read_text() == ""


def test_letters_are_filled_for_this_sitting_or_remembered(session: Session, clock: Clock) -> None:
    correspondence.fill(session, "Acme", {"account": "anna7"}, remember=False)
    assert open_session(session.home, clock).details.letters == {}
    correspondence.fill(
        session, "Acme", {"account": " anna\n7 ", "your name": "Anna"}, remember=True
    )
    again = open_session(session.home, clock)
    assert again.details.letters == {"Acme": {"account": "anna 7"}}
    assert again.details.me == Me(name=Clean("Anna"))


def test_what_is_typed_is_cleaned(session: Session, clock: Clock) -> None:
    correspondence.fill(session, "Acme", {"account": "a\x1b[31m\u202e" + "x" * 600}, remember=True)
    kept = open_session(session.home, clock).details.letters["Acme"]["account"]
    assert kept.startswith("a\ufffd[31mx")
    assert len(kept) <= 500


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[default]\nme = 3", "profiles.toml: default.me: must be a table"),
        ("[default.me]\nname = 3", "profiles.toml: default.me.name: must be a text in quotes"),
        ("[default.me]\nnmae = 'A'", "default.me.nmae: unknown key; did you mean 'name'?"),
        ("[default.letters]\nAcme = 'a'", "profiles.toml: default.letters.Acme: must be a table"),
    ],
)
def test_a_fault_is_reported_by_key(home: Places, clock: Clock, text: str, fault: str) -> None:
    home.config.mkdir(parents=True)
    home.profiles_file.write_text(text)
    session = open_session(home, clock)
    assert [fault in str(found) for found in session.details.faults] == [True]
    assert session.details.me == Me()


def test_a_file_that_cannot_be_read_is_not_overwritten(session: Session) -> None:
    session.home.profiles_file.write_text("[default")
    with pytest.raises(SettingsError):
        correspondence.save_me(session, ANNA)
    assert session.home.profiles_file.read_text() == "[default"


def test_forgetting_a_checklist_forgets_what_its_letters_remember(session: Session) -> None:
    correspondence.save_me(session, ANNA)
    service = session.standing("acme").checklist.service
    correspondence.fill(session, service, {"account": "a"}, remember=True)
    correspondence.fill(session, "Other", {"account": "b"}, remember=True)
    session.start_over("acme")
    _, files = due_cache.forget(session, "acme")
    assert any(file.endswith("profiles.toml") for file in files)
    assert session.details.letters == {"Other": {"account": "b"}}
    assert session.details.me == ANNA


def test_forgetting_everything_forgets_who_i_am(session: Session) -> None:
    correspondence.save_me(session, ANNA)
    correspondence.fill(session, "Acme", {"account": "secret7"}, remember=True)
    due_cache.forget(session, None)
    assert session.details == details.Details()
    assert session.home.profiles_file.read_text() == ""
    assert correspondence.letter(session, "acme", session.standing("acme").steps[0].step.id) is None


def test_removing_a_profile_removes_who_it_is(session: Session, clock: Clock) -> None:
    made = profiles.add(session.home, "mum")
    mum = open_session(session.home, clock, "mum")
    correspondence.save_me(mum, ANNA)
    profiles.remove(session.home, made, mum.store)
    assert "Anna" not in session.home.profiles_file.read_text()


def test_the_days_of_a_letter_are_never_remembered(session: Session, clock: Clock) -> None:
    said = {
        "date": "1 Dec 2026",
        "asked on": "2 Nov 2026",
        "reminded on: by post": "3 Nov 2026",
        "account": "anna7",
    }
    correspondence.fill(session, "Acme", said, remember=True)
    again = open_session(session.home, clock).details.letters
    assert again == {"Acme": {"account": "anna7"}}
    del said["account"]
    assert session.letter_answers == {"Acme": said}, "for this sitting"
