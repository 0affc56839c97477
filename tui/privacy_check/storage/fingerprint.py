"""The state of all input files, and a fingerprint of it that tells whether anything changed.

Each `privacy-check due` at the start of a shell runs this, so it must stay cheap to import: no
pathlib, no dataclasses.
"""

import os
import sys
import time
import zlib

from privacy_check.system import folders


def input_state(config: str) -> list[str]:
    """Return the state of what a session reads once, when it opens.

    It has the name, size and times of each file of the program, the checklists and the settings,
    and the time zone.
    """
    return [*settings_state(config), *checklist_state(config)]


def settings_state(config: str) -> list[str]:
    """Return the state of the settings, the time zone and the interpreter."""
    zone = [os.environ.get("TZ", ""), _stat("/etc/localtime"), *time.tzname, str(time.timezone)]
    return [*zone, sys.version] + [_stat(os.path.join(config, name)) for name in folders.SETTINGS]


def checklist_state(config: str) -> list[str]:
    """Return the state of all checklists and of the code that reads them."""
    return folder_states(folders.builtin_checklists(), os.path.join(config, "checklists"))


def folder_states(builtin: str, own: str) -> list[str]:
    """Return the state of the checklists in two folders and of the code that reads them."""
    code = [os.path.join(folders.PACKAGE, part) for part in ("", "domain", "storage")]
    all_folders = (*code, builtin, own)
    return [line for folder in all_folders for line in (folder, *file_states(folder))]


def own_checklist_state(config: str) -> list[str]:
    """Return the state of the person's own checklists: the end of `checklist_state`."""
    own = os.path.join(config, "checklists")
    return [own, *file_states(own)]


def fingerprint(input_state: list[str], journals: list[tuple[str, list[str]]]) -> str:
    """Return a checksum of everything that decides what is due.

    `journals` has each profile's folder name, sorted, with the states of the files in it.
    """
    files = [line for folder, states in journals for line in (folder, *states)]
    data = "\n".join([*input_state, *files]).encode("utf-8", "surrogatepass")  # Windows has any
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}"


def _stat(path: str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return "-"
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def file_states(folder: str) -> list[str]:
    """Return the name, size and times of each file in a folder."""
    try:
        with os.scandir(folder) as found:
            files = [(e.name, e.path) for e in found if not e.is_dir(follow_symlinks=False)]
    except OSError:
        return ["-"]
    return sorted(f"{name} {_stat(path)}" for name, path in files)
