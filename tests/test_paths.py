"""The words by which a shell finds the program, as it was installed."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from privacy_check.paths import command


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


def test_a_program_on_the_path_is_run_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "local")
    monkeypatch.setenv("PATH", f"/nowhere:{tmp_path / 'local'}")
    assert command() == "privacy-check"


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


def test_an_environment_that_only_this_shell_has_on_its_path_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = install(tmp_path / "bin")
    environment(monkeypatch, tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin")
    assert command() == str(script)


def test_without_a_script_it_is_run_as_a_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment(monkeypatch, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command() == f"{tmp_path / 'bin' / 'python'} -m privacy_check"
