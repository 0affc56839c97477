"""What the environment says of the machine, the terminal and the installation."""

import os
import platform
import re
import shlex
import sys
from pathlib import Path
from shutil import which

from privacy_check.domain.sanitize import clean_name
from privacy_check.system import folders


def named_profile() -> str | None:
    """Return the profile that `PRIVACY_CHECK_PROFILE` names."""
    return os.environ.get("PRIVACY_CHECK_PROFILE") or None


def command() -> str:
    """Return the words by which a shell finds this program from any folder, quoted for it.

    A virtual environment's own folder does not count as found: it may be on the PATH of this one
    shell only, or because `make run` or `uv run` put it there for the moment.
    """
    own = Path(sys.executable).parent
    file_states = {str(own)} if sys.prefix != sys.base_prefix else set()
    if any(_runs(Path(folder)) for folder in os.get_exec_path() if folder not in file_states):
        return folders.NAME
    if script := _runs(own):
        return _quoted(script)
    return f"{_quoted(Path(sys.executable))} -m privacy_check"


def command_in_words() -> str:
    """Return the words by which this program is run here, inert."""
    return clean_name(command(), 4096)


def _runs(folder: Path) -> Path | None:
    """Return the program's script in a folder, if there is one that can be run."""
    scripts = (folder / f"{folders.NAME}{ending}" for ending in ("", ".exe"))
    return next((s for s in scripts if s.is_file() and os.access(s, os.X_OK)), None)


def _quoted(path: Path) -> str:
    return f'"{path}"' if os.name == "nt" else shlex.quote(str(path))


def upgrade_command() -> str:
    """Say how this copy of the program is upgraded, by where it is installed."""
    where = Path(sys.prefix).parts
    if "uv" in where and "tools" in where:
        return f"uv tool upgrade {folders.NAME}"
    if "pipx" in where:
        return f"pipx upgrade {folders.NAME}"
    source = Path(folders.PACKAGE).parent.parent
    return (
        f"git -C {clean_name(shlex.quote(str(source)), limit=4096)} pull"
        if (source / ".git").exists()
        else f"pip install -U {folders.NAME}"
    )


def guessed_region() -> str | None:
    """Guess where the person is, by the language of their system: `en_GB` is the UK."""
    language = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    country = language.partition(".")[0].partition("_")[2].lower()
    return {"gb": "uk"}.get(country, country) or None


def host_name() -> str:
    """Return this machine's name, as part of a file's name."""
    name = re.sub(r"[^a-z0-9]+", "-", platform.node().lower()).strip("-")
    return name[:40] or "machine"


def program(name: str) -> str | None:
    """Find a program by its name, in no folder that depends on where one works; None if not."""
    found = which(name, path=_whole_folders())
    return found if found and Path(found).is_absolute() else None


def _whole_folders() -> str:
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(filter(os.path.isabs, folders))


def limited_terminal() -> str:
    """Name a terminal that can only print lines, as editors have them; nothing for any other."""
    kind = os.environ.get("TERM", "")
    return kind if kind in ("dumb", "unknown") else ""


def is_remote_without_display() -> bool:
    """Tell whether the person's browser is elsewhere: over SSH, with no display of its own."""
    return bool(os.environ.get("SSH_CONNECTION")) and not (has_x11() or has_wayland())


def has_wayland() -> bool:
    """Tell whether there is a Wayland display, here or forwarded."""
    return bool(os.environ.get("WAYLAND_DISPLAY"))


def has_x11() -> bool:
    """Tell whether there is an X display, here or forwarded."""
    return bool(os.environ.get("DISPLAY"))


def in_tmux() -> bool:
    """Tell whether the terminal is a pane of tmux."""
    return bool(os.environ.get("TMUX"))


def is_wsl() -> bool:
    """Tell whether this is Linux within Windows."""
    return "microsoft" in platform.release().lower()


def windows_folder() -> str | None:
    """Return the folder of Windows itself, where its own tools are; None if it is not named."""
    folder = os.environ.get("SystemRoot", "")  # noqa: SIM112  its name on Windows
    return folder if Path(folder).is_absolute() else None


def browser_commands() -> list[str]:
    """Return the browsers that the person named in `BROWSER`, the most wanted first."""
    return [name for name in os.environ.get("BROWSER", "").split(os.pathsep) if name.strip()]


def browser_environment() -> dict[str, str]:
    """Return an environment in which no console browser is found, and no program here."""
    kept = {name: value for name, value in os.environ.items() if name not in ("TERM", "BROWSER")}
    return kept | {"PATH": _whole_folders()}


def use_actual_terminal_size() -> None:
    """Let the size of the terminal count, not the one that a shell exported when it started."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
