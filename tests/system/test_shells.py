"""The reminder in real shells, interactive, in a pseudo-terminal: what it says, what it starts."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.anothers import ALICE

AGENDA = (
    "# head\n2026-01-01\t1767225600\tacme\n2026-02-01\t1769904000\tslack\n"
    "2999-01-01\t32472144000\tlater\n"
)
EVIL = (
    "2026-01-01\t1767225600\ta[$(touch pwned)]\n$(touch pwned)\t`touch pwned`\tacme\n"
    "%n\t1\t%F{red}\n"
)
SAID = "privacy-check: 2 due: acme slack. Run: privacy-check"


def hook(shell: str, home: Path) -> str:
    """What the program says for a shell's start-up file."""
    return subprocess.run(
        [sys.executable, "-m", "privacy_check", "shell-hook", shell],
        env=os.environ | {"PRIVACY_CHECK_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def start(
    shell: str,
    home: Path,
    *,
    before: str = "",
    after: str = "",
    typed: str = "exit\n",
    trace: Path | None = None,
    **environment: str,
) -> str:
    """Start an interactive shell with the reminder in its start-up file; return what it prints.

    `before` and `after` are what else stands in that file, `typed` what is typed at the prompt.
    """
    start_up = {"bash": home / "rc", "zsh": home / ".zshrc", "fish": home / "config.fish"}[shell]
    start_up.write_text(f"{before}\n{hook(shell, home)}{after}\n")
    command = {
        "bash": ["bash", "--noprofile", "--rcfile", str(start_up), "-i"],
        "zsh": ["zsh", "-i"],
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
    os.write(master, typed.encode())
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


SHELLS = [pytest.param(name, marks=pytest.mark.needs(name)) for name in ("bash", "zsh", "fish")]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_reminder_is_printed_once_a_day(shell: str, home: Path) -> None:
    assert SAID in start(shell, home)
    assert "privacy-check:" not in start(shell, home)
    assert SAID in start(shell, home, PRIVACY_CHECK_REMIND="always")
    for shown in (home / "state").glob("shown*"):
        shown.unlink()
    assert "privacy-check:" not in start(shell, home, PRIVACY_CHECK_REMIND="never")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_reminder_names_a_command_that_runs_when_none_is_on_the_path(
    shell: str, home: Path
) -> None:
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
def test_the_reminder_is_silent_when_nothing_is_due_or_no_agenda_exists(
    shell: str, home: Path
) -> None:
    (home / "state" / "agenda").write_text("# head\n2999-01-01\t32472144000\tlater\n")
    assert "privacy-check" not in start(shell, home)
    (home / "state" / "agenda").unlink()
    assert "privacy-check" not in start(shell, home)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_reminder_names_other_profiles_by_folder(shell: str, home: Path) -> None:
    agenda = AGENDA.replace("\tslack", "\tanna-lee--slack")
    (home / "state" / "agenda").write_text(agenda)
    assert "privacy-check: 2 due: acme anna-lee--slack. Run:" in start(shell, home)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_reminder_never_executes_the_agendas_text(shell: str, home: Path) -> None:
    (home / "state" / "agenda").write_text(EVIL + AGENDA)
    assert SAID in start(shell, home)
    assert not (home / "pwned").exists()


@pytest.mark.needs("strace")
@pytest.mark.parametrize("shell", SHELLS[:2])
def test_the_reminder_starts_no_process(shell: str, home: Path) -> None:
    trace = home / "trace"
    assert SAID in start(shell, home, trace=trace)
    calls = trace.read_text()
    assert calls.count("execve(") == 1, "the shell's own"
    assert not re.search(r"^\d+ +(clone|clone3|fork|vfork)\(", calls, re.M)


@pytest.mark.needs("fish", "strace")
def test_the_reminder_in_fish_starts_at_most_threads(home: Path) -> None:
    trace = home / "trace"
    assert SAID in start("fish", home, trace=trace)
    calls = trace.read_text()
    assert calls.count("execve(") == 1
    for line in re.findall(r"^\d+ +(?:clone|clone3|fork|vfork)\(.*$", calls, re.M):
        assert "CLONE_THREAD" in line


ALIVE = "echo alive-$((40 + 2))\n"
ODD_BASH = ["set -eu", "set -o noclobber", "IFS=0:", "set -o posix", "set -eEuo pipefail"]
ODD_BASH += ["set -o posix; set -eu; IFS=", "trap 'exit 3' ERR; set -E", "shopt -s nocasematch"]
ODD_ZSH = ["setopt err_exit no_unset", "setopt no_clobber", "IFS=0:", "setopt ksh_arrays"]
ODD_ZSH += ["setopt sh_word_split ksh_arrays no_unset err_return", "setopt extended_glob no_match"]
ODD = [
    pytest.param(shell, options, marks=pytest.mark.needs(shell))
    for shell, odd in (("bash", ODD_BASH), ("zsh", ODD_ZSH))
    for options in odd
]


@pytest.mark.parametrize(("shell", "options"), ODD)
def test_the_reminder_works_and_leaves_the_shell_usable_under_any_shell_options(
    shell: str, options: str, home: Path
) -> None:
    (home / "state" / "shown").write_text("2026-01-01")  # cut: it lacks its newline
    typed = ALIVE + "exit\n"
    assert SAID in (said := start(shell, home, before=options, typed=typed))
    assert "alive-42\r\n" in said
    for nothing_to_say in ("shown today", "no agenda"):
        if nothing_to_say == "no agenda":
            (home / "state" / "agenda").unlink()
        said = start(shell, home, before=options, typed=typed)
        assert "privacy-check:" not in said
        assert "alive-42\r\n" in said


INSTANT_PROMPT = """
exec {fd_0}<&0 {fd_1}>&1 {fd_2}>&2 0</dev/null 1>$HOME/instant-prompt
exec 2>&1
zle-line-init() {
  exec 0<&$fd_0 1>&$fd_1 2>&$fd_2 {fd_0}>&- {fd_1}>&- {fd_2}>&-
  zle -D zle-line-init
}
zle -N zle-line-init
"""
"""What Powerlevel10k does while its instant prompt stands: the terminal comes back with zle."""


@pytest.mark.needs("zsh")
def test_the_reminder_waits_until_an_instant_prompt_has_restored_the_terminal(home: Path) -> None:
    said = start("zsh", home, before=INSTANT_PROMPT, typed=ALIVE + "exit\n")
    assert said.count(SAID) == 1
    assert said.index("alive-42\r\n") < said.index(SAID)
    assert (home / "instant-prompt").read_text() == "", "else Powerlevel10k warns of it"


@pytest.mark.needs("zsh")
def test_the_reminder_removes_its_own_hook_and_no_other(home: Path) -> None:
    others = "autoload -Uz add-zsh-hook; other() { print other-$((40 + 2)) }; add-zsh-hook precmd "
    typed = 'print -l "hooks: $precmd_functions"\nexit\n'
    said = start("zsh", home, before=others + "other", after="precmd_functions+=('')", typed=typed)
    assert SAID in said
    assert said.count("other-42") == 2, "at each prompt"
    assert "hooks: other \r\n" in said


@pytest.mark.needs("fish", "strace")
def test_a_fish_without_the_path_builtin_runs_date_and_prints_no_error(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_today = hook("fish", home)
    assert of_today.count("contains path ") == 1
    older = of_today.replace("contains path ", "contains no-such-builtin ")
    monkeypatch.setattr(f"{__name__}.hook", lambda *_: older)
    trace = home / "trace"
    assert SAID in start("fish", home, trace=trace)
    assert re.findall(r"execve\(\S+/(\w+)", trace.read_text()) == ["fish", "date"]
    assert "privacy-check:" not in start("fish", home)


@pytest.mark.needs("root")
@pytest.mark.parametrize("shell", SHELLS)
def test_a_root_shell_leaves_no_file_in_a_users_home(shell: str, home: Path) -> None:
    os.chown(home / "state" / "agenda", ALICE, ALICE)
    assert "privacy-check:" not in start(shell, home, USER="root")
    assert [path.name for path in (home / "state").iterdir()] == ["agenda"]


REMOTE = {"SSH_CLIENT": "192.0.2.1 50000 22", "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_reminder_prints_nothing_for_a_command_over_ssh(shell: str, home: Path) -> None:
    config = home / ".config" / "fish"
    config.mkdir(parents=True)
    start_up = {"bash": home / ".bashrc", "zsh": home / ".zshrc", "fish": config / "config.fish"}
    start_up[shell].write_text("echo read >>~/read\n" + hook(shell, home))
    env = {"HOME": str(home), "PATH": os.environ["PATH"], "SHLVL": "0", **REMOTE}
    done = subprocess.run([shell, "-c", "true"], env=env, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
    assert (home / "read").exists() == (shell != "zsh"), "zsh passes it over by itself"
