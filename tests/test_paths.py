"""A path is shown as a person would write it."""

import os
import pwd
from pathlib import Path

import pytest

from privacy_check.paths import Places, in_words
from privacy_check.session import Session


def test_a_path_below_the_home_folder_begins_with_a_tilde() -> None:
    home = Path.home()
    assert in_words(home / "a" / "b.toml") == "~/a/b.toml"
    assert in_words(home) == "~"
    assert in_words(home.with_name(f"{home.name}s")) == f"{home}s"
    assert in_words(Path("/elsewhere/b.toml")) == "/elsewhere/b.toml"


def test_a_user_without_a_home_folder_sees_paths_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert in_words(Path("/data/b.toml")) == "/data/b.toml"


def test_a_save_that_fails_names_the_file_however_deep_it_lies(
    home: Places, session: Session
) -> None:
    deep = Places(home.config.joinpath(*["a-folder"] * 40), home.state)
    session.store.folder = deep.profile("default")
    assert len(os.fspath(session.store.file)) > 400
    session.store.file.mkdir(parents=True)
    session.mark("acme", "switch", "done")
    assert session.trouble == f"{session.store.file}: Is a directory"
