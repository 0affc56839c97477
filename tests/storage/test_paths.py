"""Paths as a person would write them, and the words by which a shell finds the program."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from privacy_check.session import Session
from privacy_check.storage.paths import Places, display_path, documents_folder
from privacy_check.system.environment import command


@pytest.mark.needs("posix-paths")
def test_a_path_below_the_home_folder_begins_with_a_tilde() -> None:
    home = Path.home()
    assert display_path(home / "a" / "b.toml") == "~/a/b.toml"
    assert display_path(home) == "~"
    assert display_path(home.with_name(f"{home.name}s")) == f"{home}s"
    assert display_path(Path("/elsewhere/b.toml")) == "/elsewhere/b.toml"


@pytest.mark.needs("posix-paths")
def test_a_user_without_a_home_folder_sees_paths_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", nobody)
    assert display_path(Path("/data/b.toml")) == "/data/b.toml"


def test_what_one_takes_away_goes_to_the_documents_folder_where_there_is_one() -> None:
    home = Path.home()
    home.mkdir()
    assert documents_folder() == home
    (home / "Documents").mkdir()
    assert documents_folder() == home / "Documents"


@pytest.mark.needs("posix-paths")
def test_the_documents_folder_may_have_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    named = Path.home() / "Papiere"
    named.mkdir(parents=True)
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(named))
    assert documents_folder() == named
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", "Papiere")
    assert documents_folder() == Path.home(), "a relative one depends on where one works"


def test_a_failed_save_names_the_file_however_long_its_path(home: Places, session: Session) -> None:
    deep = Places(home.config.joinpath(*["a-folder"] * 40), home.state)
    session.store.folder = deep.profile("default")
    assert len(os.fspath(session.store.file)) > 400
    session.store.file.mkdir(parents=True)
    session.mark("acme", "switch", "done")
    assert session.event_log.save_error == f"{session.store.file}: Is a directory"


def install(folder: Path) -> Path:
    script = folder / "privacy-check"
    folder.mkdir(parents=True, exist_ok=True)
    script.write_text("#!/bin/sh\necho it runs\n")
    script.chmod(0o755)
    return script


def environment(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let the program run from a virtual environment there."""
    monkeypatch.setattr(sys, "executable", str(folder / "bin" / "python"))
    monkeypatch.setattr(sys, "prefix", str(folder))


@pytest.mark.needs("scripts")
def test_a_program_on_the_path_is_run_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "local")
    monkeypatch.setenv("PATH", f"/nowhere:{tmp_path / 'local'}")
    assert command() == "privacy-check"


@pytest.mark.needs("scripts")
@pytest.mark.parametrize("folder", ["venv", "it's mine", "$(touch pwned)"])
def test_what_make_run_set_up_is_run_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    script = install(tmp_path / folder / "bin")
    environment(monkeypatch, tmp_path / folder)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert shlex.split(command()) == [str(script)]
    ran = subprocess.run(["sh", "-c", command()], capture_output=True, text=True, check=True)
    assert ran.stdout == "it runs\n"
    assert not Path("pwned").exists()


@pytest.mark.needs("scripts")
def test_an_environment_that_only_this_shell_has_on_its_path_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = install(tmp_path / "bin")
    environment(monkeypatch, tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin")
    assert command() == str(script)


@pytest.mark.needs("posix-paths")
def test_without_a_script_it_is_run_as_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment(monkeypatch, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command() == f"{tmp_path / 'bin' / 'python'} -m privacy_check"
