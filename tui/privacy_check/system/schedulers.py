"""What runs programs on a schedule here, and how it is told: each program by its absolute path."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from privacy_check.domain.reminder import Kind
from privacy_check.domain.sanitize import clean
from privacy_check.errors import DesktopError
from privacy_check.system import environment
from privacy_check.system.notifications import runtime_folders
from privacy_check.system.ownership import user_id
from privacy_check.system.platforms import on_macos, on_windows

TIMEOUT = 30
"""Seconds to wait for a program."""
_PROGRAMS: dict[Kind, str] = {"systemd": "systemctl", "cron": "crontab", "task": "schtasks.exe"}


class Done(NamedTuple):
    """What a program said, and its exit status."""

    status: int
    out: bytes
    err: str


def kinds() -> list[Kind]:
    """Return the schedulers of this machine, the best first."""
    if on_macos():
        return ["launchd"]
    if on_windows():
        return ["task"] if program("task") else []
    found: list[Kind] = ["systemd"] if program("systemd") and user_manager() else []
    return [*found, "cron"] if program("cron") else found


def program(kind: Kind) -> str | None:
    """Return the program that speaks to a scheduler, by its path; None if it is not here."""
    if kind == "launchd":
        return "/bin/launchctl"
    name = _PROGRAMS[kind]
    return environment.windows_program(name) if kind == "task" else environment.program(name)


def user_manager() -> Path | None:
    """Return the folder of the person's own systemd, if it runs; it is told by its socket."""
    if not Path("/run/systemd/system").is_dir():
        return None
    folders = runtime_folders()
    return next((f for f in folders if (f / "systemd" / "private").is_socket()), None)


def gui_domain() -> str:
    """Return launchd's name for the person's session on screen."""
    return f"gui/{user_id()}"


def run(words: list[str], data: bytes | None = None) -> Done:
    """Run a program without a shell and without the terminal. Raises DesktopError if it can't."""
    variables = os.environ | {"LC_ALL": "C"}
    if folder := None if on_windows() else user_manager():
        variables["XDG_RUNTIME_DIR"] = str(folder)  # su and cron leave it out
    try:
        done = subprocess.run(
            words,
            input=data or b"",
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
            cwd=Path(sys.executable).anchor or "/",
            env=variables,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise DesktopError(f"{words[0]} could not be run: {clean(str(error))}") from error
    return Done(done.returncode, done.stdout, clean(done.stderr.decode(errors="replace").strip()))
