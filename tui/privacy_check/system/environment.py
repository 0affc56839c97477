"""What the environment tells about the machine, the terminal and the installation."""

import os
import re
import shlex
import sys
from pathlib import Path
from shutil import which

from privacy_check.domain.checklist import System
from privacy_check.domain.sanitize import MAX_PATH, clean_name
from privacy_check.system import folders
from privacy_check.system.platforms import on_windows

EXTRAS = {"calendar": "icalendar", "notify": "desktop-notifier"}
"""Each extra of the program with the package that it brings."""
_WINDOWS_FROM_WSL = Path("/mnt/c/Windows/System32")


def named_profile() -> str | None:
    """Return the profile that `PRIVACY_CHECK_PROFILE` names, if it is set."""
    return os.environ.get("PRIVACY_CHECK_PROFILE") or None


def command() -> str:
    """Return the command that runs this program from any folder, quoted for the shell.

    A virtual environment on the PATH does not count: it may be active in this shell only, or just
    while `make run` or `uv run` is.
    """
    if any(map(_script_in, _lasting_path_folders())):
        return folders.NAME
    return " ".join(map(quoted, _own_words()))


def absolute_command() -> list[str]:
    """Return the words that run this program from anywhere, whatever the PATH is: for a schedule.

    On Windows they open no window.
    """
    without_window = Path(sys.executable).with_name("pythonw.exe")
    if on_windows() and without_window.is_file():
        return [str(without_window), "-m", "privacy_check"]
    scripts = (_script_in(folder) for folder in _lasting_path_folders() if folder.is_absolute())
    script = next(filter(None, scripts), None)
    return [str(script)] if script else _own_words()


def _lasting_path_folders() -> list[Path]:
    """Return the folders on the PATH, without that of a virtual environment, which may be left."""
    ignored = {str(Path(sys.executable).parent)} if sys.prefix != sys.base_prefix else set()
    return [Path(folder) for folder in os.get_exec_path() if folder not in ignored]


def _own_words() -> list[str]:
    script = _script_in(Path(sys.executable).parent)
    return [str(script)] if script else [sys.executable, "-m", "privacy_check"]


def folder_variables() -> list[tuple[str, str]]:
    """Return the variables that are set and decide where the program's folders are."""
    names = ["PRIVACY_CHECK_HOME"]
    if not on_windows():
        names += [name for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME") if _is_absolute(name)]
    return [(name, os.environ[name]) for name in names if os.environ.get(name)]


def _is_absolute(variable_name: str) -> bool:
    return Path(os.environ.get(variable_name, "")).is_absolute()


def command_in_words() -> str:
    """Return the command that runs this program, sanitized for display."""
    return clean_name(command(), MAX_PATH)


def _script_in(folder: Path) -> Path | None:
    """Return the program's executable script in a folder, if there is one."""
    scripts = (folder / f"{folders.NAME}{ending}" for ending in ("", ".exe"))
    return next((s for s in scripts if s.is_file() and os.access(s, os.X_OK)), None)


def quoted(text: str) -> str:
    """Quote a text for the shell, if it needs it; on Windows as cmd and PowerShell both read it."""
    if not on_windows():
        return shlex.quote(text)
    return text if re.fullmatch(r"[\w:\\/.~+-]+", text) else f'"{text}"'


def upgrade_command() -> str:
    """Return the command that upgrades this installation, judging by where it is."""
    parts = Path(sys.prefix).parts
    if "uv" in parts and "tools" in parts:
        return _uv_tool_command(installed_extras())
    if "pipx" in parts:
        return f"pipx upgrade {folders.NAME}"
    source = Path(folders.PACKAGE).parent.parent
    return (
        f"git -C {clean_name(quoted(str(source)), MAX_PATH)} pull"
        if (source / ".git").exists()
        else "pip install . in the folder of the newest version"
    )


def _uv_tool_command(extras: set[str]) -> str:
    """Return how uv installs the program anew: from its folder, as by name it would look elsewhere.

    An extra that is not named would be removed.
    """
    source = f'".[{",".join(sorted(extras))}]"' if extras else "."
    return f"uv tool install --reinstall {source} (in the folder with its README.md)"


def installed_extras() -> set[str]:
    """Return the extras whose package is installed."""
    return {extra for extra in EXTRAS if is_installed(extra)}


def is_installed(extra: str) -> bool:
    """Tell whether the package of an extra is installed."""
    from importlib.util import find_spec

    return find_spec(EXTRAS[extra].replace("-", "_")) is not None


def command_with_extra(extra: str) -> str:
    """Return the command that adds an extra to this installation, judging by where it is."""
    from importlib.util import find_spec

    package = EXTRAS[extra]
    parts = Path(sys.prefix).parts
    if "uv" in parts and "tools" in parts:
        return _uv_tool_command({extra, *installed_extras()})
    if "pipx" in parts:
        return f"pipx inject {folders.NAME} {package}"
    python = clean_name(quoted(sys.executable), MAX_PATH)
    if find_spec("pip"):
        return f"{python} -m pip install {package}"
    return f"uv pip install --python {python} {package}"


def guessed_region() -> str | None:
    """Guess the person's region from the locale: `en_GB` is the UK."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    country = locale.partition(".")[0].partition("_")[2].lower()
    return {"gb": "uk"}.get(country, country) or None


def host_name() -> str:
    """Return this machine's host name, reduced to a-z, 0-9 and hyphens for use in file names."""
    name = re.sub(r"[^a-z0-9]+", "-", _node().lower()).strip("-")
    return name[:40] or "machine"


def _node() -> str:
    """Return the host name; `platform` loads sockets for it, which `due` can do without."""
    if sys.platform != "win32":
        return os.uname().nodename
    else:  # noqa: RET505  so that mypy checks each for its own system
        import platform

        return platform.node()


def program(name: str) -> str | None:
    """Find a program on the PATH, ignoring relative folders in it; None if there is none."""
    found = which(name, path=_absolute_path_folders())
    return found if found and Path(found).is_absolute() else None


def path_folders() -> list[Path]:
    """Return the folders on the PATH, without relative ones."""
    return [Path(folder) for folder in _absolute_path_folders().split(os.pathsep) if folder]


def _absolute_path_folders() -> str:
    entries = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(filter(os.path.isabs, entries))


def variable(name: str) -> str:
    """Return an environment variable; empty if it is not set."""
    return os.environ.get(name, "")


def system() -> System | None:
    """Return the system by the name that probes use; None for one that they don't know."""
    names: dict[str, System] = {"linux": "linux", "darwin": "macos", "win32": "windows"}
    return names.get(sys.platform)


def is_interactive() -> bool:
    """Tell whether somebody sits at stdin, so that the variables here are those of their shell."""
    return sys.stdin is not None and sys.stdin.isatty()


def login_shell() -> str:
    """Return the name of the shell that the person uses, as far as can be told."""
    return "powershell" if system() == "windows" else Path(os.environ.get("SHELL", "")).name


def limited_terminal() -> str:
    """Return `TERM` if that terminal can only print lines, as in some editors; else empty."""
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
    import platform

    return "microsoft" in platform.release().lower()


def windows_program(name: str) -> str | None:
    """Return a program of Windows' own by its path, on Windows or from WSL; None if there is none.

    Never one from the PATH, where any folder may come first.
    """
    if on_windows():
        folder = os.environ.get("SystemRoot", "")  # noqa: SIM112  its name on Windows
        return str(Path(folder, "System32", name)) if Path(folder).is_absolute() else None
    program = _WINDOWS_FROM_WSL / name
    return str(program) if is_wsl() and program.exists() else None


def in_git_bash() -> bool:
    """Tell whether Windows' program runs in Git Bash, whose window it may take for a pipe."""
    return on_windows() and bool(os.environ.get("MSYSTEM"))


def browser_commands() -> list[str]:
    """Return the commands in `BROWSER`, the preferred one first."""
    return [name for name in os.environ.get("BROWSER", "").split(os.pathsep) if name.strip()]


def browser_environment() -> dict[str, str]:
    """Return an environment without console browsers and without relative folders on the PATH."""
    kept = {name: value for name, value in os.environ.items() if name not in ("TERM", "BROWSER")}
    return kept | {"PATH": _absolute_path_folders()}


def use_actual_terminal_size() -> None:
    """Ignore COLUMNS and LINES, which a shell may have exported before the last resize."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
