"""Which folders the program uses, as plain strings: cheap enough for every start of a shell."""

import os
import sys

NAME = "privacy-check"
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
"""The folder of the program's own code."""


DEFAULT_PROFILE = "default"


SETTINGS = ("config.toml", "choices.toml", "profiles.toml")


class NoFolderError(Exception):
    """There is no place to keep anything; the text says what to set, and may quote a stranger's."""


def folders() -> tuple[str, str]:
    """Find the person's folders, (config, state): `PRIVACY_CHECK_HOME`, or the system's own.

    Raises NoFolderError rather than name one that depends on where one works.
    """
    home = os.environ.get("PRIVACY_CHECK_HOME")
    if home:
        if not os.path.isabs(home):
            raise NoFolderError(
                f"PRIVACY_CHECK_HOME: {home!r} is no whole path; write it out from / on"
            )
        return home, os.path.join(home, "state")
    system: str = sys.platform
    if system.startswith("linux"):  # the XDG rule; a test holds it against platformdirs
        found = xdg("XDG_CONFIG_HOME", ".config"), xdg("XDG_STATE_HOME", ".local/state")
        return os.path.join(found[0], NAME), os.path.join(found[1], NAME)
    import platformdirs

    home_folder()
    config = platformdirs.user_config_dir(NAME, appauthor=False)
    return config, platformdirs.user_state_dir(NAME, appauthor=False)


def xdg(variable: str, otherwise: str) -> str:
    """Return a folder of the XDG rule: a relative one, as `~/x` in quotes is, is ignored."""
    folder = os.environ.get(variable, "")
    return folder if os.path.isabs(folder) else os.path.join(home_folder(), otherwise)


def home_folder() -> str:
    """Return the person's own folder: `HOME`, else what the system knows. Raises NoFolderError."""
    home = os.environ.get("HOME", "") if os.name == "posix" else os.path.expanduser("~")
    if os.path.isabs(home):
        return home
    if os.name == "posix":
        import pwd

        try:
            known = pwd.getpwuid(os.geteuid()).pw_dir
        except KeyError:
            known = ""
        if os.path.isabs(known):
            return known
    raise NoFolderError(
        "HOME is not set, and the system knows no folder of yours: "
        "set PRIVACY_CHECK_HOME to the folder in which all of this may live"
    )


def builtin_checklists() -> str:
    """Find the checklists that came with the program: in the wheel, or beside the source."""
    carried = os.path.join(PACKAGE, "checklists")
    if os.path.isdir(carried):
        return carried
    return os.path.join(os.path.dirname(os.path.dirname(PACKAGE)), "checklists")


def profiles(config: str) -> list[str]:
    """Return the folders of journals, by name; the default's whether it is there or not.

    A link that leads nowhere is one, too: its disk may only be unplugged.
    """
    try:
        with os.scandir(os.path.join(config, "profiles")) as found:
            names = {e.name for e in found if is_name(e.name) and not os.path.isfile(e.path)}
    except OSError:
        names = set()
    return sorted(names | {DEFAULT_PROFILE})


def is_name(name: str) -> bool:
    """Tell whether a profile's folder may be called so: a-z, 0-9, single hyphens."""
    parts = name.split("-")
    return name.isascii() and len(name) <= 64 and all(p.isalnum() and p == p.lower() for p in parts)


def journal_folder(config: str, profile: str) -> str:
    """Return the folder of a profile's journals."""
    return os.path.join(config, "profiles", profile)
