"""What is ours stays in its folder, is not led out of it by a link, and is for its owner only."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from privacy_check.cli.main import main
from privacy_check.due_cache import write_agenda
from privacy_check.errors import SettingsError, StoreError
from privacy_check.session import Session, open_session
from privacy_check.storage import profiles
from privacy_check.storage.files import too_permissive
from privacy_check.storage.paths import Places

pytestmark = pytest.mark.usefixtures("library")

AWAY = [
    *(
        "../x",
        "..",
        ".",
        "a/b",
        "/tmp/x",
        "a\\b",
        "a\0b",
        "-a",
        "a-",
        "a--b",
        "A",
        "a b",
        "~",
        "$HOME",
    ),
    *(
        "ä",
        "\u0430",
        "a\u202e",
        "\u2024\u2024",
        "\ud800",
        "x" * 65,
        "a\n",
        "a.b",
        "*",
        "%2e%2e",
        "",
    ),
]


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if not path.is_dir()}


@pytest.mark.parametrize("name", AWAY, ids=ascii)
def test_a_name_that_could_leave_its_place_is_no_profile(home: Places, name: str) -> None:
    with pytest.raises(SettingsError, match="cannot be a profile's folder: a-z, 0-9"):
        home.profile(name)


DEVICES = [pytest.param(name, marks=pytest.mark.needs("posix-paths")) for name in ("con", "nul")]


@pytest.mark.parametrize("name", [*DEVICES, "x" * 24, "a-1"])
def test_any_other_name_is_one_folder_of_its_own(home: Places, name: str) -> None:
    open_session(home, profile=name).mark("acme", "switch", "done")
    assert home.profile(name).parent == home.config / "profiles"
    assert {path.parent for path in files_below(home.config / "profiles")} == {home.profile(name)}


def test_a_folder_that_is_no_profile_is_not_offered(home: Places) -> None:
    for name in ("work", "a\x1b]0;x\x07", "..x", "a\u202eb"):
        (home.config / "profiles" / name).mkdir(parents=True)
    (home.config / "profiles" / "file").touch()
    assert [profile.folder for profile in profiles.known(home)] == ["default", "work"]


@pytest.mark.parametrize("name", ["../../x", "a/b", "x\x1b[31m", "a\nb"])
@pytest.mark.parametrize("words", ["show", "mark", "note", "open", "--profile", "validate"])
def test_no_argument_creates_a_file_elsewhere(
    home: Places,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    name: str,
) -> None:
    here = home.config.parent / "here" / "and" / "here"  # what `../../x` names is not there
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    typed = {"mark": [name, "a", "done"], "note": [name, "x"], "--profile": [name, "list"]}
    before = files_below(home.config.parent)
    assert main([words, *typed.get(words, [name])]) in ((0,) if words == "--profile" else (1, 2))
    new = files_below(home.config.parent) - before
    assert {path.name for path in new} <= {"agenda", "catalog"}
    output = capsys.readouterr().err
    assert output.count("\n") == 1, "one clear line"
    assert "\x1b" not in output


@pytest.mark.parametrize("words", [["--profil\x1b[31me", "list"], ["list", "a\x1b]0;x\x07"]])
def test_usage_errors_are_sanitized(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words)
    assert not set("\x1b\x07") & set(capsys.readouterr().err)


@pytest.mark.needs("links")
def test_a_link_in_place_of_the_journal_is_not_saved_and_says_why(
    session: Session, tmp_path: Path
) -> None:
    session.mark("acme", "switch", "done")
    journal, victim = session.store.file, tmp_path / "victim"
    victim.write_text("precious")
    for target in (tmp_path / "nowhere", victim):
        journal.unlink()
        journal.symlink_to(target)
        session.mark("acme", "letter", "done")
        assert session.event_log.unsaved
        why = "is a link, which is not followed: put the file itself there"
        assert session.event_log.save_error == f"{journal}: {why}"
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(StoreError, match="is a link"):
        session.forget(None)
    assert victim.read_text() == "precious"
    assert session.event_log.unsaved == 0, "what waited is forgotten, too"
    journal.unlink()
    session.mark("acme", "letter", "done")
    assert len(session.events("acme")) == 1


@pytest.mark.needs("links")
def test_a_profile_that_is_a_link_is_the_persons_own_doing_and_is_followed(
    home: Places, tmp_path: Path
) -> None:
    synced = tmp_path / "synced"
    synced.mkdir()
    home.profile("default").parent.mkdir(parents=True)
    home.profile("default").symlink_to(synced)
    session = open_session(home)
    session.mark("acme", "switch", "done")
    assert session.event_log.unsaved == 0
    assert list(synced.iterdir()) == [synced / session.store.file.name]
    assert home.profile("default").is_symlink()


MAKERS: list[Callable[[Session], object]] = [
    lambda session: session.mark("acme", "switch", "done"),
    lambda session: session.save_setting("region", "uk"),
    write_agenda,
    lambda session: profiles.remember(session.home, session.profile),
    lambda session: session.save_setting("theme", "nord"),
]


@pytest.mark.needs("modes")
def test_whatever_the_program_makes_is_for_its_owner_only(home: Places) -> None:
    old = os.umask(0)
    try:
        session = open_session(home, profile="work")
        for make in MAKERS:
            make(session)
    finally:
        os.umask(old)
    made = {path for path in home.config.rglob("*") if not path.is_relative_to(home.own_checklists)}
    settings = {"choices.toml", "profiles.toml"}
    assert {path.name for path in made} >= {*settings, "machine", "catalog", "profile", "work"}
    assert made <= set(home.program_files())
    assert not list(too_permissive(home.program_files()))


@pytest.mark.needs("modes")
def test_paths_names_files_that_others_can_access_and_the_fix(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    home = session.home
    for make in MAKERS:
        make(session)
    rewritten = home.agenda_file  # by each command
    ours = [path for path in home.program_files() if path.exists() and path != rewritten]
    for path in ours:
        path.chmod(0o755 if path.is_dir() else 0o644)
    for folder in (home.config / "profiles", session.store.folder):
        (folder / ".DS_Store").touch(0o644)  # the Finder's own
    main(["paths"])
    warnings = [
        line for line in capsys.readouterr().err.splitlines() if "others can get at" in line
    ]
    assert len(warnings) == len(ours)
    for line in warnings:
        subprocess.run(["sh", "-c", line.partition("to fix that, run: ")[2]], check=True)
    main(["paths"])
    assert capsys.readouterr().err == ""
