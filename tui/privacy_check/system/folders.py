"""The program's folders as plain strings; cheap to import, as each shell start does it."""

import os
import sys

from privacy_check.system.platforms import on_macos, on_windows

NAME = "privacy-check"
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
"""The folder of this package."""
DEFAULT_PROFILE = "default"
OF_THE_SYSTEM = {".DS_Store", "desktop.ini", "Thumbs.db"}
"""Files in which macOS and Windows keep how a folder is shown; they come and go by themselves."""
SETTINGS = ("config.toml", "choices.toml", "profiles.toml")


class NoFolderError(Exception):
    """No folder can be determined; the text says what to set, and is not sanitized."""


def folders() -> tuple[str, str]:
    """Return the (config, state) folders: from `PRIVACY_CHECK_HOME`, or the system's standard ones.

    Raises NoFolderError rather than return one relative to the current folder.
    """
    home = os.environ.get("PRIVACY_CHECK_HOME")
    if home:
        if not os.path.isabs(home):
            whole = r"such as C:\Data" if on_windows() else "it must start with /"
            raise NoFolderError(f"PRIVACY_CHECK_HOME: {home!r} is not an absolute path; {whole}")
        return home, os.path.join(home, "state")
    config, state = _standard_folders()
    # where the system has one folder for both, what is this machine's own stays apart all the same
    return config, os.path.join(config, "state") if state == config else state


def _standard_folders() -> tuple[str, str]:
    """Return the system's (config, state) folders; a test compares them with platformdirs."""
    if sys.platform.startswith("linux"):
        bases = xdg("XDG_CONFIG_HOME", ".config"), xdg("XDG_STATE_HOME", ".local/state")
    elif on_macos():
        support = "Library/Application Support"
        bases = xdg("XDG_CONFIG_HOME", support), xdg("XDG_STATE_HOME", support)
    else:
        import platformdirs

        home_folder()
        config = platformdirs.user_config_dir(NAME, appauthor=False)
        return config, platformdirs.user_state_dir(NAME, appauthor=False)
    return os.path.join(bases[0], NAME), os.path.join(bases[1], NAME)


def xdg(variable: str, default: str) -> str:
    """Return an XDG base folder; a relative value, such as a quoted `~/x`, is ignored."""
    folder = os.environ.get(variable, "")
    return folder if os.path.isabs(folder) else os.path.join(home_folder(), default)


def home_folder() -> str:
    """Return the home folder: `HOME`, else from the user database. Raises NoFolderError."""
    home = os.path.expanduser("~") if on_windows() else os.environ.get("HOME", "")
    if not os.path.isabs(home):
        home = _home_in_user_database()
    if os.path.isabs(home):
        return home
    raise NoFolderError(
        "HOME is not set, and the system lists no home folder for you: "
        "set PRIVACY_CHECK_HOME to a folder where the program can keep its files"
    )


def _home_in_user_database() -> str:
    home = ""
    if sys.platform != "win32":
        import pwd

        try:
            home = pwd.getpwuid(os.geteuid()).pw_dir
        except KeyError:
            home = ""
    return home


def builtin_checklists() -> str:
    """Return the folder of the built-in checklists: in the wheel, or beside the source."""
    packaged = os.path.join(PACKAGE, "checklists")
    if os.path.isdir(packaged):
        return packaged
    return os.path.join(os.path.dirname(os.path.dirname(PACKAGE)), "checklists")


def expanded(typed: str) -> str:
    """Return the path of a folder as somebody typed it, `~/lists`; empty if it is not absolute.

    Raises NoFolderError for `~` without a home folder.
    """
    if typed == "~" or typed[:2] in ("~/", f"~{os.sep}"):
        typed = home_folder() + typed[1:]
    return os.path.normpath(typed) if os.path.isabs(typed) else ""


def profiles(config: str) -> list[str]:
    """Return the sorted folder names of all profiles; the default is always among them.

    A broken symlink counts: its disk may just be unplugged.
    """
    try:
        with os.scandir(os.path.join(config, "profiles")) as found:
            names = {e.name for e in found if is_name(e.name) and not os.path.isfile(e.path)}
    except OSError:
        names = set()
    return sorted(names | {DEFAULT_PROFILE})


def is_name(name: str) -> bool:
    """Tell whether a profile's folder may have this name: a-z, 0-9, single hyphens."""
    parts = name.split("-")
    return name.isascii() and len(name) <= 64 and all(p.isalnum() and p == p.lower() for p in parts)


def journal_folder(config: str, profile: str) -> str:
    """Return the folder of a profile's journal files."""
    return os.path.join(config, "profiles", profile)
