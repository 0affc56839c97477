"""The reminder goes into a start-up file once, and comes out whole."""

from pathlib import Path

import pytest

from privacy_check.errors import SettingsError
from privacy_check.reminder import END, SHELLS, installed, is_old, lines, removed

AGENDA = Path("/home/o'neil/state/agenda")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("before", ["", "alias ll='ls -l'\n", "no newline at its end"])
def test_it_is_added_once_and_taken_out_whole(shell: str, before: str) -> None:
    reminder = lines(shell, AGENDA, "privacy-check")
    once = installed(before, reminder)
    assert once.startswith(before)
    assert installed(once, reminder) == once
    assert removed(once).rstrip("\n") == before.rstrip("\n")


@pytest.mark.parametrize(
    ("shell", "quoted"), [("bash", "'/home/o'\\''neil"), ("fish", "'/home/o\\'neil")]
)
def test_paths_are_quoted_for_their_shell(shell: str, quoted: str) -> None:
    assert quoted in lines(shell, AGENDA, "privacy-check")


@pytest.mark.parametrize("folder", ["a\x1b[31m", "a\nb", "a\u202eb", "a\udcff"])
def test_a_path_that_a_terminal_would_obey_is_not_printed(folder: str) -> None:
    with pytest.raises(SettingsError, match="no path for a shell's start-up file"):
        lines("bash", Path(folder) / "agenda", "privacy-check")
    with pytest.raises(SettingsError, match="no path for a shell's start-up file"):
        lines("bash", AGENDA, f"/{folder}/privacy-check")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_reminder_of_another_version_is_old_and_one_of_another_folder_is_not(shell: str) -> None:
    now = installed("alias ll='ls -l'\n", lines(shell, AGENDA, "privacy-check"))
    assert not is_old(shell, now)
    assert not is_old(
        shell, installed("", lines(shell, Path("/else/where's/agenda"), "privacy-check"))
    )
    assert is_old(shell, now.replace("-le 64", "-le 99").replace("{1,64}", "{1,99}"))
    assert not is_old(shell, "alias ll='ls -l'\n")
    assert not is_old(shell, now.partition(END)[0])


def test_a_file_without_it_is_left_alone() -> None:
    assert removed("export A=1\n") == "export A=1\n"
