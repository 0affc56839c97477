"""A profile is a person: a name, a folder, choices and a journal of its own."""

import re
from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.due_cache import write_agenda
from privacy_check.errors import SettingsError, StoreError
from privacy_check.session import Session, open_session
from privacy_check.storage import profiles, settings
from privacy_check.storage.paths import Places
from privacy_check.storage.profiles import DEFAULT, Profile, folder_for
from privacy_check.system import folders
from tests.conftest import Clock

pytestmark = pytest.mark.usefixtures("library")


def tables(home: Places) -> dict[str, dict[str, object]]:
    return tomli.loads(home.profiles_file.read_text())


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Anna Lee", "anna-lee"),
        ("  Zoë  O'Neil ", "zoe-o-neil"),
        ("Straße 7", "strasse-7"),
        ("ﬁne", "fine"),
        ("--a--b--", "a-b"),
        ("../../etc", "etc"),
        ("Mum 👩", "mum"),
        ("default", "default"),
        ("x" * 64, "x" * 24),
    ],
)
def test_a_folder_is_named_like_its_profile(name: str, folder: str) -> None:
    assert folder_for(name, ()) == folder


@pytest.mark.parametrize("name", ["妈妈", "Анна", "🦊", "..", "\ud800"])
def test_a_name_without_ascii_letters_gets_six_hex_digits(name: str) -> None:
    assert re.fullmatch("p-[0-9a-f]{6}", folder_for(name, ()))
    assert folder_for(name, ()) == folder_for(name, ()), "the same on every machine"


def test_a_folder_that_is_taken_gets_a_number() -> None:
    assert folder_for("Anna Lee", {"anna-lee"}) == "anna-lee-2"
    assert folder_for("Anna Lee", {"anna-lee", "anna-lee-2"}) == "anna-lee-3"
    fox = folder_for("🦊", ())
    assert folder_for("🦊", {fox}) == f"{fox}-2"


@given(st.text(), st.sets(st.sampled_from(["a", "a-2", "b", "default"])))
def test_any_text_makes_one_free_folder_inside_its_place(name: str, taken: set[str]) -> None:
    folder = folder_for(name, taken)
    assert folders.is_name(folder)
    assert folder not in taken


def test_any_name_is_one_folder_of_its_own_and_keeps_its_spelling(
    session: Session, home: Places, clock: Clock
) -> None:
    names = ["Anna Lee", "anna lee", "Anna-Lee", "妈妈", "../x", "-", "a\x1b[31mb"]
    for name in names:
        open_session(home, clock, name).mark("acme", "switch", "done")
    known = profiles.known(home)
    shown = ["Anna Lee", "anna lee", "Anna-Lee", "妈妈", "../x", "-", "a\ufffd[31mb"]
    assert {p.name for p in known} == {"default", *shown}
    assert {p.parent for p in home.config.rglob("journal-*")} == {
        home.profile(p.folder) for p in known if p != DEFAULT
    }


@pytest.mark.parametrize("name", ["", "   ", "\u202e", "x" * 65])
def test_an_invalid_name_is_refused(session: Session, name: str) -> None:
    with pytest.raises(SettingsError, match="profile"):
        session.of_profile(name)
    with pytest.raises(SettingsError, match="profile"):
        profiles.add(session.home, name)


def test_a_profile_is_found_by_its_name_and_by_its_folder(home: Places) -> None:
    anna = profiles.add(home, "Anna Lee")
    assert anna == Profile("anna-lee", anna.name)
    assert [profiles.find(home, typed) for typed in ("Anna Lee", "anna-lee", "Anna  Lee")] == [
        anna
    ] * 3
    assert profiles.find(home, "Anna").folder == "anna"


def test_a_name_or_a_folder_that_is_taken_is_not_given_twice(home: Places) -> None:
    anna = profiles.add(home, "Anna Lee")
    profiles.add(home, "work")
    for taken in ("default", "Anna Lee", "anna-lee", "work"):
        with pytest.raises(SettingsError, match="profile .*: choose another name"):
            profiles.add(home, taken)
    with pytest.raises(SettingsError, match="there is already a profile 'work'"):
        profiles.rename(home, anna, "work")
    assert profiles.rename(home, anna, "Anna Lee") == anna


def test_a_new_profile_copies_what_the_default_chose_once(session: Session, home: Places) -> None:
    home.config_file.write_text('region = "uk"\ntheme = "nord"')
    session.save_setting("services", ["Acme"])
    mum = session.of_profile(profiles.add(home, "Mum").name)
    assert tables(home)["mum"] == {
        "name": "Mum",
        "region": "uk",
        "platforms": [],
        "plans": [],
        "services": ["Acme"],
    }
    home.config_file.write_text('region = "us"\ntheme = "nord"')
    session.save_setting("services", ["Beta"])
    again = mum.of_profile("Mum").settings
    assert (again.person.region, sorted(again.services)) == ("uk", ["Acme"])
    assert again.theme == "nord", "the theme is the machine's"


def test_each_profile_has_choices_of_its_own_and_config_toml_binds_only_the_default(
    session: Session, home: Places, clock: Clock
) -> None:
    home.config_file.write_text('region = "uk"\ntheme = "nord"\nkeys = { "walk.done" = "d" }')
    mum = open_session(home, clock, "Mum")
    mum.save_setting("region", "de")
    mum.save_setting("platforms", ["ios"])
    assert mum.settings.person == Person("de", frozenset({"ios"}))
    with pytest.raises(SettingsError, match="sets your theme"):
        mum.save_setting("theme", "dracula")
    default = open_session(home, clock)
    assert default.settings.person == Person("uk")
    with pytest.raises(SettingsError, match="sets your region"):
        default.save_setting("region", "de")
    mum.save_setting("region", "")
    mum.save_setting("platforms", [])
    assert open_session(home, clock, "Mum").settings.person == Person(), "an empty list means all"
    assert open_session(home, clock, "Mum").settings.keys == {"walk.done": "d"}


def test_a_theme_chosen_in_any_profile_is_the_machines(session: Session, home: Places) -> None:
    session.of_profile("Mum").save_setting("theme", "dracula")
    assert session.of_profile("default").settings.theme == "dracula"
    assert not home.profiles_file.exists()


def test_a_folder_from_before_profiles_toml_stays_as_it_was(
    session: Session, home: Places, clock: Clock
) -> None:
    session.save_setting("region", "uk")
    home.profile("work").mkdir(parents=True)
    work = open_session(home, clock, "work")
    assert (work.profile.name, work.settings.person.region) == ("work", "uk")
    assert not home.profiles_file.exists(), "looking writes nothing"
    work.mark("acme", "switch", "done")
    session.save_setting("region", "us")
    assert open_session(home, clock, "work").settings.person.region == "uk"


def test_a_profile_is_renamed_and_its_folder_stays(session: Session, home: Places) -> None:
    work = session.of_profile("work")
    work.mark("acme", "switch", "done")
    profiles.rename(home, work.profile, "Büro")
    again = session.of_profile("Büro")
    assert again.profile.folder == "work"
    assert again.standing("acme").state == "in-progress"
    with pytest.raises(SettingsError, match="default"):
        profiles.rename(home, DEFAULT, "me")


def test_a_profile_that_another_window_renamed_is_listed_once(
    session: Session, home: Places
) -> None:
    work = session.of_profile("work")
    work.mark("acme", "switch", "done")
    profiles.rename(home, work.profile, "Büro")
    write_agenda(work)
    assert [s.profile.name for s in work.everyone()] == ["default", "work"]
    assert home.agenda_file.read_text().count("work--acme") == 1


def test_a_profile_that_is_removed_leaves_nothing_of_it(
    session: Session, home: Places, clock: Clock
) -> None:
    session.mark("acme", "switch", "done")
    for name in ("Anna Lee", "Mum"):
        open_session(home, clock, name).mark("acme", "switch", "done")
    anna = open_session(home, clock, "Anna Lee")
    profiles.remember(anna.home, anna.profile)
    (home.profile("anna-lee") / "journal-other (1).toml").write_text("# of another machine\n")
    assert profiles.remove(home, anna.profile, anna.store) == (2, [])
    assert not home.profile("anna-lee").exists()
    assert tables(home).keys() == {"mum"}
    assert profiles.last_shown(home) == DEFAULT
    assert open_session(home, clock).standing("acme").state == "in-progress"
    assert open_session(home, clock, "Mum").standing("acme").state == "in-progress"
    with pytest.raises(SettingsError, match="default"):
        profiles.remove(home, DEFAULT, session.store)


def test_a_profile_is_blanked_before_it_is_removed_and_other_files_stay(
    session: Session, home: Places, tmp_path: Path
) -> None:
    anna = session.of_profile("Anna")
    anna.note("acme", "secret")
    linked = tmp_path / "a second name of it"
    linked.hardlink_to(anna.store.file)
    (anna.store.folder / ".stfolder").mkdir()
    (anna.store.folder / "holiday.jpg").touch()
    _, left = profiles.remove(home, anna.profile, anna.store)
    assert [Path(path).name for path in left] == [".stfolder", "holiday.jpg"]
    assert linked.read_text().strip() == ""


def test_a_profile_whose_journal_cannot_be_read_is_not_removed(
    session: Session, home: Places
) -> None:
    anna = session.of_profile("Anna")
    anna.mark("acme", "switch", "done")
    (anna.store.folder / ".journal-b.toml.icloud").touch()
    with pytest.raises(StoreError, match="still in the cloud"):
        profiles.remove(home, anna.profile, anna.store)
    assert anna.store.file.exists()
    assert "anna" in tables(home)


@pytest.mark.needs("links")
def test_removing_a_linked_profile_removes_the_link_and_not_its_target(
    session: Session, home: Places, tmp_path: Path
) -> None:
    (tmp_path / "synced").mkdir()
    home.profile("anna").parent.mkdir(parents=True)
    home.profile("anna").symlink_to(tmp_path / "synced")
    anna = session.of_profile("anna")
    anna.mark("acme", "switch", "done")
    assert profiles.remove(home, anna.profile, anna.store)[0] == 1
    assert not home.profile("anna").is_symlink()
    assert list((tmp_path / "synced").iterdir()) == []


def test_two_profiles_of_one_name_are_shown_with_their_folders(home: Places) -> None:
    home.config.mkdir(parents=True)
    home.profiles_file.write_text('[a]\nname = "Anna"\n[b]\nname = "Anna"\n[c]\nname = "default"\n')
    assert [p.name for p in profiles.known(home)] == ["default", "Anna", "Anna (b)", "default (c)"]
    assert profiles.find(home, "Anna (b)").folder == "b"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[work]\nregion = "ukk"', "profiles.toml: work.region: 'ukk' is not known"),
        ('[work]\nplatforms = "web"', "profiles.toml: work.platforms: must be a list of words"),
        ("[work]\nname = 3", "profiles.toml: work.name: must be a word in quotes"),
        ("work = 3", "profiles.toml: work: must be a table"),
        ("['a b']\nregion = 'uk'", "profiles.toml: a b: must be a table named after a folder"),
        ("[work", "profiles.toml:1: invalid TOML"),
    ],
)
def test_faults_in_profiles_toml_are_reported_and_left(home: Places, text: str, fault: str) -> None:
    home.config.mkdir(parents=True)
    home.profiles_file.write_text(text)
    work = open_session(home, profile="work")
    assert [fault in str(found) for found in work.faults] == [True]
    assert work.settings.person == Person()
    assert work.profile == Profile("work", Clean("work"))
    work.mark("acme", "switch", "done")
    assert work.event_log.unsaved == 0


def test_a_broken_profiles_toml_blocks_no_action_and_is_left(home: Places) -> None:
    home.config.mkdir(parents=True)
    home.profiles_file.write_text("[work")
    work = open_session(home, profile="work")
    work.mark("acme", "switch", "done")
    assert work.event_log.unsaved == 0, "the action matters more than the name"
    with pytest.raises(SettingsError, match="profiles.toml:1: invalid TOML"):
        work.save_setting("region", "uk")
    assert home.profiles_file.read_text() == "[work"


def test_what_a_newer_version_wrote_into_profiles_toml_stays(home: Places) -> None:
    home.config.mkdir(parents=True)
    home.profiles_file.write_text(
        '[default]\nletters = 1\n[work]\nname = "Work"\nletters = ["x"]\n'
    )
    work = open_session(home, profile="Work")
    assert work.settings.faults == ()
    work.save_setting("region", "uk")
    assert tables(home) == {
        "default": {"letters": 1},
        "work": {"name": "Work", "letters": ["x"], "region": "uk"},
    }


def test_a_profile_without_a_table_has_the_defaults_settings(home: Places) -> None:
    chosen = settings.Settings(Person("uk"), locked=frozenset({"region", "theme"}))
    other = settings.of_profile(chosen, home.profiles_file, "work")
    assert (other.person.region, sorted(other.locked)) == ("uk", ["theme"])
