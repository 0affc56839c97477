"""Programs that are installed, by names alone."""

import os
from pathlib import Path

import pytest

from privacy_check.system import environment, folders, programs, registry

pytestmark = pytest.mark.needs("nothing-pretended")


@pytest.mark.needs("xdg")
def test_desktop_files_flatpaks_and_snaps_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, own, snaps = tmp_path / "share", tmp_path / "own", tmp_path / "snap"
    for file in (
        shared / "applications" / "com.slack.Slack.desktop",
        shared / "applications" / "mimeinfo.cache",
        own / "applications" / "steam.desktop",
        own / "flatpak" / "app" / "org.signal.Signal" / "current",
        snaps / "spotify" / "1",
        snaps / "README",
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    monkeypatch.setenv("XDG_DATA_DIRS", f"{shared}:relative:{tmp_path / 'gone'}")
    monkeypatch.setenv("XDG_DATA_HOME", str(own))
    monkeypatch.setattr(programs, "_SNAPS", (snaps,))
    found = set(programs.installed())
    assert {
        ("com.slack.Slack", "an application"),
        ("steam", "an application"),
        ("org.signal.Signal", "Flatpak"),
        ("spotify", "Snap"),
    } <= found
    assert not {"mimeinfo.cache", "README"} & {name for name, _ in found}


def test_a_macs_applications_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Applications" / "Slack.app").mkdir(parents=True)
    monkeypatch.setattr(environment, "system", lambda: "macos")
    monkeypatch.setattr(folders, "home_folder", lambda: str(tmp_path))
    assert ("Slack.app", "an application") in set(programs.installed())


def test_windows_list_of_programs_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = {"{1}": "Slack", "{2}": None, "{3}": "Discord"}

    def value(path: str, name: str) -> str | None:
        assert name == "DisplayName"
        return listed[path.rpartition("/")[2]]

    monkeypatch.setattr(environment, "system", lambda: "windows")
    monkeypatch.setattr(registry, "names_below", lambda path: list(listed))
    monkeypatch.setattr(registry, "value", value)
    assert set(programs.installed()) == {("Slack", "an application"), ("Discord", "an application")}


def test_there_is_no_registry_elsewhere() -> None:
    assert registry.names_below("HKCU/Software") == []


@pytest.mark.needs("scripts")
def test_commands_are_found_and_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, mode in (("gh", 0o755), ("code", 0o644), ("other", 0o755)):
        file = tmp_path / name
        file.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n")
        file.chmod(mode)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), ".", str(tmp_path / "gone")]))
    assert programs.commands({"gh", "code", "slack"}) == ["gh"]
    assert not (tmp_path / "started").exists()


def test_windows_commands_have_endings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("gh.EXE", "npm.cmd"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(environment, "system", lambda: "windows")
    assert programs.commands({"gh", "npm", "code"}) == ["gh", "npm"]
