"""Which programs are installed, by the names of files and keys alone: none is opened or started."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from privacy_check.system import environment, folders, registry

MAX_NAMES = 20_000
"""Entries of a folder that are looked at."""
_UNINSTALL = "Software/Microsoft/Windows/CurrentVersion/Uninstall"
_UNINSTALL_32 = "Software/WOW6432Node/Microsoft/Windows/CurrentVersion/Uninstall"
_SNAPS = (Path("/snap"), Path("/var/lib/snapd/snap"))
_PROGRAM_ENDINGS = (".exe", ".cmd", ".bat", ".com")


def installed() -> Iterator[tuple[str, str]]:
    """Yield each installed program's id or name, with what says that it is installed."""
    if environment.system() == "windows":
        yield from _in_registry()
    for folder in _application_folders():
        yield from ((name, "an application") for name in _names(folder) if name.endswith(".app"))
    for folder in _data_folders():
        applications = folder / "applications"
        desktop = (name for name in _names(applications) if name.endswith(".desktop"))
        yield from ((name.removesuffix(".desktop"), "an application") for name in desktop)
        yield from ((name, "Flatpak") for name in _names(folder / "flatpak" / "app"))
    for folder in _SNAPS if environment.system() == "linux" else ():
        yield from ((name, "Snap") for name in _names(folder) if (folder / name).is_dir())


def commands(wanted: Iterable[str]) -> list[str]:
    """Return those of the commands that are on the PATH, in its absolute folders."""
    left, found = set(wanted), set()
    for folder in environment.path_folders():
        names = {_without_ending(name): name for name in _names(folder)}
        for command in left & names.keys():
            if os.access(folder / names[command], os.X_OK):
                found.add(command)
    return sorted(found)


def _without_ending(name: str) -> str:
    lower = name.lower()
    ending = next((e for e in _PROGRAM_ENDINGS if lower.endswith(e)), "")
    return lower.removesuffix(ending) if ending and environment.system() == "windows" else name


def _application_folders() -> list[Path]:
    if environment.system() != "macos":
        return []
    return [Path("/Applications"), Path("/Applications/Utilities"), *_in_home("Applications")]


def _data_folders() -> list[Path]:
    """Return the folders in which a desktop looks for applications, by the XDG specification."""
    if environment.system() != "linux":
        return []
    named = environment.variable("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    shared = [*named.split(":"), "/var/lib/snapd/desktop", "/var/lib"]
    with suppress(folders.NoFolderError):
        shared.insert(0, folders.xdg("XDG_DATA_HOME", ".local/share"))
    return [folder for folder in map(Path, dict.fromkeys(shared)) if folder.is_absolute()]


def _in_home(name: str) -> list[Path]:
    with suppress(folders.NoFolderError):
        return [Path(folders.home_folder(), name)]
    return []


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return [entry.name for entry in islice(found, MAX_NAMES)]
    except OSError:
        return []


def _in_registry() -> Iterator[tuple[str, str]]:
    for root in (f"HKCU/{_UNINSTALL}", f"HKLM/{_UNINSTALL}", f"HKLM/{_UNINSTALL_32}"):
        for name in registry.names_below(root)[:MAX_NAMES]:
            with suppress(OSError):
                if shown := registry.value(f"{root}/{name}", "DisplayName"):
                    yield shown, "an application"
