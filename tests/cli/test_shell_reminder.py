"""The reminder's lines have this machine's own paths, quoted for their shell."""

from pathlib import Path

import pytest

from privacy_check.cli.shell_reminder import SHELLS, is_current, lines
from privacy_check.errors import SettingsError

AGENDA = Path("/home/o'neil/state/agenda")


@pytest.mark.parametrize(
    ("shell", "quoted"), [("bash", "'/home/o'\\''neil"), ("fish", "'/home/o\\'neil")]
)
def test_paths_are_quoted_for_their_shell(shell: str, quoted: str) -> None:
    assert quoted in lines(shell, AGENDA, "privacy-check")


@pytest.mark.parametrize("folder", ["a\x1b[31m", "a\nb", "a\u202eb", "a\udcff"])
def test_a_path_that_a_terminal_would_obey_is_not_printed(folder: str) -> None:
    with pytest.raises(SettingsError, match="this path cannot go into a shell's start-up file"):
        lines("bash", Path(folder) / "agenda", "privacy-check")
    with pytest.raises(SettingsError, match="this path cannot go into a shell's start-up file"):
        lines("bash", AGENDA, f"/{folder}/privacy-check")


@pytest.mark.parametrize("shell", SHELLS)
def test_lines_of_now_are_known_whatever_their_folder(shell: str) -> None:
    now = lines(shell, AGENDA, "privacy-check")
    assert is_current(shell, now)
    assert is_current(shell, lines(shell, Path("/else/where's/agenda"), "/bin/privacy-check"))
    assert not is_current(shell, now.replace("-le 64", "-le 99").replace("{1,64}", "{1,99}"))
