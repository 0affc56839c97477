"""Where everything lives, and whether any of it has changed: what a shell's start may ask.

This runs each time a shell asks `privacy-check due`, so it imports next to nothing: no pathlib, no
dataclasses, no platformdirs where the system's rule is two lines.
"""

import os
import sys
import zlib

NAME = "privacy-check"
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


def letters() -> str:
    """Return the encoding of the terminal's letters: `utf-8`, or one that lacks our signs.

    Python takes the locale C for UTF-8 (PEP 540); who asks for it by LC_ALL means plain letters.
    """
    if os.environ.get("LC_ALL") in ("C", "POSIX"):
        return "ascii"
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower()


def builtin_checklists() -> str:
    """Find the checklists that came with the program: in the wheel, or beside the source."""
    package = os.path.dirname(os.path.abspath(__file__))
    carried = os.path.join(package, "checklists")
    if os.path.isdir(carried):
        return carried
    return os.path.join(os.path.dirname(os.path.dirname(package)), "checklists")


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


def ground(config: str) -> list[str]:
    """Return what changes whenever anything changes that a sitting reads once, when it begins.

    Names, sizes and times of the program, the checklists and the settings; and the time zone.
    """
    seen = [os.environ.get("TZ", ""), _stat("/etc/localtime"), sys.version]
    seen += [_stat(os.path.join(config, name)) for name in SETTINGS]
    for folder in (
        os.path.dirname(os.path.abspath(__file__)),
        builtin_checklists(),
        os.path.join(config, "checklists"),
    ):
        seen += [folder, *inside(folder)]
    return seen


def journals(config: str, profile: str) -> str:
    """Return the folder of a profile's journals."""
    return os.path.join(config, "profiles", profile)


def fingerprint(ground: list[str], journals: list[tuple[str, list[str]]]) -> str:
    """Return what changes whenever anything changes on which what is due depends.

    `journals` has each profile's folder by name, in that order, with the files inside.
    """
    files = [line for folder, inside in journals for line in (folder, *inside)]
    data = "\n".join([*ground, *files]).encode("utf-8", "surrogateescape")
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}"


def _stat(path: str) -> str:
    try:
        now = os.stat(path)
    except OSError:
        return "-"
    return f"{now.st_size} {now.st_mtime_ns} {now.st_ctime_ns}"


def inside(folder: str) -> list[str]:
    """Return name, size and times of each file in a folder: they tell whether one was written."""
    try:
        with os.scandir(folder) as found:
            files = [(e.name, e.path) for e in found if not e.is_dir(follow_symlinks=False)]
    except OSError:
        return ["-"]
    return sorted(f"{name} {_stat(path)}" for name, path in files)
