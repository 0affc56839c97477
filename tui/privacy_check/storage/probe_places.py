"""Where a probe's file is on this machine: `~`, variables for folders, `*` for any one name."""

import os
import re
from pathlib import Path

from privacy_check.errors import SettingsError
from privacy_check.storage import paths
from privacy_check.system import environment

MAX_MATCHES = 32
"""Profiles of a browser, or the like, that are looked at."""

_DEFAULTS = {
    "XDG_CONFIG_HOME": "~/.config",
    "XDG_DATA_HOME": "~/.local/share",
    "XDG_STATE_HOME": "~/.local/state",
    "XDG_CACHE_HOME": "~/.cache",
}
"""What a variable stands for where it is not set, by the XDG base directory specification."""

_VARIABLE = re.compile(r"(?:\$(\w+)|%(\w+)%)(?=/|$)")


def files_at(place: str) -> list[Path]:
    """Return the files that are at a place; empty if there is none, or a variable is not set."""
    expanded = _expanded(place)
    if expanded is None:
        return []
    if "*" not in place:
        return [expanded] if os.path.lexists(expanded) else []
    anchor = Path(expanded.anchor)
    try:
        found = sorted(anchor.glob(str(expanded.relative_to(anchor))))
    except OSError:
        return []
    return found[:MAX_MATCHES]


def place_here(place: str) -> str:
    """Return a place as it is on this machine; as it is written where a variable is not set."""
    expanded = _expanded(place)
    return paths.display_path(expanded) if expanded else place


def is_for_this_system(place: str) -> bool:
    """Tell whether a place, by its form, is one of this system's."""
    system = environment.system()
    if place.startswith("%"):
        return system == "windows"
    is_mac = place.startswith(("~/Library/", "/Library/", "/opt/homebrew/"))
    return system == "macos" if is_mac else system != "windows"


def is_own(file: Path) -> bool:
    """Tell whether no link leads from a file out of the person's folders, or out of its own.

    Links within the home folder are followed, as people keep their settings in a repository.
    """
    real, home = Path(os.path.realpath(file)), Path(os.path.realpath(paths.home_folder()))
    if real.is_relative_to(home):
        return True
    folder = Path(os.path.realpath(file.parent))
    return not file.is_relative_to(paths.home_folder()) and real.parent == folder


def _expanded(place: str) -> Path | None:
    match = _VARIABLE.match(place)
    if match:
        name = match[1] or match[2]
        folder = environment.variable(name)
        if not Path(folder).is_absolute():
            if name not in _DEFAULTS:
                return None
            folder = _DEFAULTS[name]
        place = folder + place[match.end() :]
    if place.startswith("~/"):
        try:
            return paths.home_folder() / place[2:]
        except SettingsError:
            return None
    path = Path(place)
    return path if path.is_absolute() else None
