"""The cached answer of `due` is the one that the rules give; in any doubt there is none."""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import platformdirs
import pytest

from privacy_check.cli import main
from privacy_check.cli.fast_due import cached_answer
from privacy_check.due_cache import forget, write_agenda
from privacy_check.session import Session, open_session
from privacy_check.storage import fingerprint, profiles
from privacy_check.storage.paths import Places
from privacy_check.system import folders
from tests import pretend
from tests.conftest import Clock


def nothing(session: Session) -> None: ...


def right(session: Session) -> None:
    session.confirm("acme", still_right=True)
    session.confirm("hostile", still_right=True)


def half(session: Session) -> None:
    session.mark("acme", "switch", "done")


def asked(session: Session) -> None:
    for step, mark in (("switch", "done"), ("letter", "waiting"), ("europe", "done")):
        session.mark("acme", step, "done" if mark == "done" else "waiting")


def snoozed(session: Session) -> None:
    right(session)
    session.snooze("acme", 60)


@pytest.fixture(autouse=True)
def checklists(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "builtin_checklists", lambda: str(library))


@pytest.fixture
def full_due(home: Places, clock: Clock, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """What `due` prints, worked out by the rules."""

    def run() -> str:
        main.main(["due"], clock)
        return capsys.readouterr().out.rstrip("\n")

    return run


@pytest.mark.parametrize(
    "history", [nothing, right, half, asked, snoozed], ids=lambda f: f.__name__
)
def test_the_cached_answer_and_the_rules_agree_on_every_day(
    session: Session,
    clock: Clock,
    history: Callable[[Session], None],
    full_due: Callable[[], str],
) -> None:
    history(session)
    write_agenda(session)
    begun = clock.now
    for days in range(0, 120):
        clock.now = begun + timedelta(days=days)
        today = clock.now.date().isoformat()
        cached, printed = cached_answer(today), full_due()
        assert cached in (printed, None), f"after {days} days"
        assert cached_answer(today) == printed, f"asked again after {days} days"


def test_an_answer_holds_for_the_day_on_which_it_was_written(
    session: Session, clock: Clock, full_due: Callable[[], str]
) -> None:
    session.confirm("acme", still_right=True)
    assert full_due() == ""
    assert cached_answer(clock.now.date().isoformat()) == ""
    clock.forward(days=1)
    assert cached_answer(clock.now.date().isoformat()) is None, "the machine is looked at first"
    clock.forward(days=200)
    assert "acme" in full_due()
    assert cached_answer(clock.now.date().isoformat()) == full_due()
    assert cached_answer((clock.now.date() + timedelta(days=1)).isoformat()) is None


def test_a_change_of_the_journal_or_the_settings_is_noticed(
    session: Session, home: Places, clock: Clock
) -> None:
    today = clock.now.date().isoformat()
    assert cached_answer(today) is None, "no agenda yet"
    write_agenda(session)
    assert cached_answer(today) == ""
    session.mark("acme", "switch", "done")
    assert cached_answer(today) is None, "the journal"
    write_agenda(session)
    assert cached_answer(today) == ""
    home.config_file.write_text('region = "uk"')
    assert cached_answer(today) is None, "the settings"


def test_every_profiles_folder_and_profiles_toml_are_noticed(
    session: Session, home: Places, clock: Clock, full_due: Callable[[], str]
) -> None:
    today = clock.now.date().isoformat()
    work = open_session(home, clock, "work")
    work.mark("acme", "switch", "done")
    write_agenda(open_session(home, clock))
    assert cached_answer(today) == ""
    profiles.remember(work.home, work.profile)
    assert cached_answer(today) == "", "the profile that the screen showed last does not matter"
    work.mark("acme", "letter", "done")
    assert cached_answer(today) is None, "another profile's journal"
    write_agenda(open_session(home, clock))
    assert cached_answer(today) == ""
    work.save_setting("region", "uk")
    assert cached_answer(today) is None, "profiles.toml"
    write_agenda(open_session(home, clock))
    assert cached_answer(today) == ""
    home.profile("new").mkdir()
    assert cached_answer(today) is None, "a folder that is new"


def test_the_answer_for_another_profile_is_cached_too(
    session: Session, home: Places, clock: Clock, full_due: Callable[[], str]
) -> None:
    anna = open_session(home, clock, "Anna Lee")
    anna.confirm("acme", still_right=True)
    clock.forward(days=200)
    today = clock.now.date().isoformat()
    printed = full_due()
    assert printed.startswith("! Anna Lee: acme: ")
    assert cached_answer(today) == printed
    profiles.rename(home, anna.profile, "Anna")
    assert cached_answer(today) is None
    assert full_due().startswith("! Anna: acme: ")
    forget(anna, None)
    assert not home.answer_file.exists(), "what is forgotten is no longer printed"


def test_days_worked_out_before_a_change_are_not_used_after_it(
    session: Session, home: Places, clock: Clock, library: Path
) -> None:
    other = open_session(home, clock)
    session.mark("acme", "switch", "done")
    write_agenda(other)
    clock.forward(days=30)
    assert cached_answer(clock.now.date().isoformat()) is None, "what the other window did counts"
    home.own_checklists.mkdir()
    (home.own_checklists / "acme.toml").write_text((library / "acme.toml").read_text())
    write_agenda(session)
    assert cached_answer(clock.now.date().isoformat()) is None, "it was read before this file"


@pytest.mark.needs("posix-paths")
def test_a_change_in_a_folder_that_the_config_names_is_noticed(
    session: Session, home: Places, clock: Clock, library: Path, tmp_path: Path
) -> None:
    today = clock.now.date().isoformat()
    first, second = tmp_path / "home" / "lists", tmp_path / "more"
    for folder in (first, second):
        folder.mkdir(parents=True)
        (folder / "acme.toml").write_text((library / "acme.toml").read_text())
    home.config_file.write_text(f'checklist_folders = ["~/lists", "{second}"]')

    def changed() -> bool:
        noticed = cached_answer(today) is None
        write_agenda(open_session(home, clock))
        assert cached_answer(today) == ""
        return noticed

    assert changed()
    assert not changed()
    for number, folder in enumerate((first, second)):
        (folder / "acme.toml").write_text((library / "acme.toml").read_text() + "#" * number)
        assert changed()
        (folder / "README.md").write_text("Not a checklist.")
        (folder / ".git").mkdir()
        assert not changed()
    (first / "new.toml").write_text((library / "acme.toml").read_text().replace('"acme"', '"new"'))
    write_agenda(open_session(home, clock))
    assert cached_answer(today) is None, "two files say that they replace the same"
    second.rename(tmp_path / "away")
    write_agenda(open_session(home, clock))
    assert cached_answer(today) is None, "a folder that is gone is told of each time"
    home.config_file.unlink()
    assert changed()
    assert not home.folders_file.exists()


def test_a_clock_that_went_back_and_a_fault_leave_no_cached_answer(
    session: Session, home: Places, clock: Clock
) -> None:
    write_agenda(session)
    assert cached_answer((clock.now.date() - timedelta(days=1)).isoformat()) is None
    home.own_checklists.mkdir()
    (home.own_checklists / "bad.toml").write_text("schema = [")
    write_agenda(open_session(home, clock))
    assert cached_answer(clock.now.date().isoformat()) is None


@pytest.fixture(params=["linux", "darwin", "win32"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    named = str(request.param)
    if named != "linux":
        pretend.pretend(monkeypatch, named)
    elif sys.platform != named:
        pytest.skip("nothing pretends to be Linux")
    return named


@pytest.mark.parametrize("variables", ["", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "both"])
@pytest.mark.parametrize("value", ["/somewhere/else", "relative"])
def test_the_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: str, value: str
) -> None:
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        if variables in (name, "both"):
            monkeypatch.setenv(name, value)
    config = platformdirs.user_config_dir("privacy-check", appauthor=False)
    state = platformdirs.user_state_dir("privacy-check", appauthor=False)
    apart = state if state != config else str(Path(config, "state"))
    assert folders.folders() == (config, apart)
    if not variables:
        assert (state == config) == (system != "linux"), "else `state` would not be needed"


def test_macos_needs_no_platformdirs_at_a_shells_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    support = Path.home() / "Library" / "Application Support" / "privacy-check"
    assert folders.folders() == (str(support), str(support / "state"))


@pytest.mark.needs("links")
def test_a_link_that_leads_nowhere_does_not_hide_a_change(
    session: Session, home: Places, clock: Clock
) -> None:
    right(session)
    folder = home.profile("default")
    (folder / "loop.toml").symlink_to("loop.toml")
    write_agenda(session)
    assert cached_answer(clock.now.date().isoformat()) is None, "a journal is not here now"
    before = fingerprint.file_states(str(folder))
    (folder / "of-another.toml").touch()
    assert fingerprint.file_states(str(folder)) != before
