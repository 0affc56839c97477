"""The reminder in real shells, interactive, in a pseudo-terminal: what it says, what it starts."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

AGENDA = (
    "# head\n2026-01-01\t1767225600\tacme\n2026-02-01\t1769904000\tslack\n"
    "2999-01-01\t32472144000\tlater\n"
)
EVIL = (
    "2026-01-01\t1767225600\ta[$(touch pwned)]\n$(touch pwned)\t`touch pwned`\tacme\n"
    "%n\t1\t%F{red}\n"
)
SAID = "privacy-check: 2 due: acme slack. Run: privacy-check"


def start(shell: str, home: Path, *, trace: Path | None = None, **environment: str) -> str:
    """Start an interactive shell with the reminder in its start-up file; return what it prints."""
    state = home / "state"
    made = subprocess.run(
        [sys.executable, "-m", "privacy_check", "shell-hook", shell],
        env=os.environ | {"PRIVACY_CHECK_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    start_up = {"bash": home / "rc", "zsh": home / ".zshrc", "fish": home / "config.fish"}[shell]
    start_up.write_text(made)
    assert state.exists()
    command = {
        "bash": ["bash", "--noprofile", "--rcfile", str(start_up), "-i", "-c", "true"],
        "zsh": ["zsh", "-i", "-c", "true"],
        "fish": ["fish", "--no-config", "-i", "-C", f"source {start_up}", "-c", "true"],
    }[shell]
    if trace:
        calls = "trace=execve,clone,clone3,fork,vfork"
        command = ["strace", "-f", "-qq", "-e", calls, "-o", str(trace), *command]
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(home)
        env = {"ZDOTDIR": str(home), "HOME": str(home), "TERM": "xterm", **environment}
        os.execvpe(command[0], command, {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | env)
    said = b""
    while True:
        try:
            data = os.read(master, 65536)
        except OSError:
            break
        if not data:
            break
        said += data
    os.waitpid(pid, 0)
    os.close(master)
    return said.decode(errors="replace")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    install(tmp_path / "bin", monkeypatch)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "agenda").write_text(AGENDA)
    return tmp_path


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the program on the PATH."""
    folder.mkdir()
    (folder / "privacy-check").symlink_to(Path(sys.executable).with_name("privacy-check"))
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


SHELLS = ["bash", "zsh", "fish"]


@pytest.mark.parametrize("shell", SHELLS)
def test_it_says_what_is_due_once_a_day(shell: str, home: Path) -> None:
    assert SAID in start(shell, home)
    assert "privacy-check:" not in start(shell, home)
    assert SAID in start(shell, home, PRIVACY_CHECK_REMIND="always")
    (home / "state" / "shown").unlink()
    assert "privacy-check:" not in start(shell, home, PRIVACY_CHECK_REMIND="never")


@pytest.mark.parametrize("shell", SHELLS)
def test_it_names_a_command_that_runs_where_none_is_on_the_path(shell: str, home: Path) -> None:
    (home / "bin" / "privacy-check").unlink()
    said = start(shell, home)
    command = re.search(r"Run: (.+?)\r?\n", said)
    assert command, said
    ran = subprocess.run(
        ["sh", "-c", f"cd / && {command[1]} --version"],
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith("privacy-check 0.")


@pytest.mark.parametrize("shell", SHELLS)
def test_it_is_silent_when_nothing_is_due_or_there_is_no_agenda(shell: str, home: Path) -> None:
    (home / "state" / "agenda").write_text("# head\n2999-01-01\t32472144000\tlater\n")
    assert "privacy-check" not in start(shell, home)
    (home / "state" / "agenda").unlink()
    assert "privacy-check" not in start(shell, home)


@pytest.mark.parametrize("shell", SHELLS)
def test_what_another_profile_needs_is_said_by_its_folder(shell: str, home: Path) -> None:
    agenda = AGENDA.replace("\tslack", "\tanna-lee--slack")
    (home / "state" / "agenda").write_text(agenda)
    assert "privacy-check: 2 due: acme anna-lee--slack. Run:" in start(shell, home)


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_in_the_agenda_is_run(shell: str, home: Path) -> None:
    (home / "state" / "agenda").write_text(EVIL + AGENDA)
    assert SAID in start(shell, home)
    assert not (home / "pwned").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_it_starts_no_process(shell: str, home: Path) -> None:
    trace = home / "trace"
    assert SAID in start(shell, home, trace=trace)
    calls = trace.read_text()
    assert calls.count("execve(") == 1, "the shell's own"
    assert not re.search(r"^\d+ +(clone|clone3|fork|vfork)\(", calls, re.M)


def test_in_fish_it_starts_threads_at_most(home: Path) -> None:
    trace = home / "trace"
    assert SAID in start("fish", home, trace=trace)
    calls = trace.read_text()
    assert calls.count("execve(") == 1
    for line in re.findall(r"^\d+ +(?:clone|clone3|fork|vfork)\(.*$", calls, re.M):
        assert "CLONE_THREAD" in line
