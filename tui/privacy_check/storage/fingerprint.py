"""Where everything lives, and whether any of it has changed: what a shell's start may ask.

This runs each time a shell asks `privacy-check due`, so it imports next to nothing: no pathlib, no
dataclasses, no platformdirs where the system's rule is two lines.
"""

import os
import sys
import zlib

from privacy_check.system import folders


def input_state(config: str) -> list[str]:
    """Return what changes whenever anything changes that a sitting reads once, when it begins.

    Names, sizes and times of the program, the checklists and the settings; and the time zone.
    """
    return [*settings_state(config), *checklist_state(config)]


def settings_state(config: str) -> list[str]:
    """Return what changes with the settings, the time zone and the interpreter."""
    machine = [os.environ.get("TZ", ""), _stat("/etc/localtime"), sys.version]
    return machine + [_stat(os.path.join(config, name)) for name in folders.SETTINGS]


def checklist_state(config: str) -> list[str]:
    """Return what changes with the checklists, and with the code that reads them."""
    return folder_states(folders.builtin_checklists(), os.path.join(config, "checklists"))


def folder_states(builtin: str, own: str) -> list[str]:
    """Return the same for checklists in any two folders."""
    code = [os.path.join(folders.PACKAGE, room) for room in ("", "domain", "storage")]
    return [x for folder in (*code, builtin, own) for x in (folder, *file_states(folder))]


def fingerprint(input_state: list[str], journals: list[tuple[str, list[str]]]) -> str:
    """Return what changes whenever anything changes on which what is due depends.

    `journals` has each profile's folder by name, in that order, with the files inside.
    """
    files = [line for folder, file_states in journals for line in (folder, *file_states)]
    data = "\n".join([*input_state, *files]).encode("utf-8", "surrogateescape")
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}"


def _stat(path: str) -> str:
    try:
        now = os.stat(path)
    except OSError:
        return "-"
    return f"{now.st_size} {now.st_mtime_ns} {now.st_ctime_ns}"


def file_states(folder: str) -> list[str]:
    """Return name, size and times of each file in a folder: they tell whether one was written."""
    try:
        with os.scandir(folder) as found:
            files = [(e.name, e.path) for e in found if not e.is_dir(follow_symlinks=False)]
    except OSError:
        return ["-"]
    return sorted(f"{name} {_stat(path)}" for name, path in files)
