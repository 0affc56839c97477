"""The state of all input files, and a fingerprint of it that tells whether anything changed.

Each `privacy-check due` at the start of a shell runs this, so it must stay cheap to import: no
pathlib, no dataclasses.
"""

import errno
import os
import sys
import time
import zlib

from privacy_check.system import folders

MOST_NAMES, MOST_FILES = 10_000, 1_000
"""What a folder of checklists from elsewhere may hold: names of any kind, and checklists."""
_READ_AGAIN = "\n"
"""Stands before the state of what is read again while a session is open; no path is like it."""


def input_state(config: str, shared: list[str]) -> list[str]:
    """Return the state of what a session reads when it opens.

    It has the name, size and times of each file of the program, the checklists and the settings,
    and the time zone. `shared` are the folders of checklists from elsewhere.
    """
    return [*settings_state(config), *checklist_state(config, shared)]


def settings_state(config: str) -> list[str]:
    """Return the state of the settings, the time zone and the interpreter."""
    zone = [os.environ.get("TZ", ""), stat_of("/etc/localtime"), *time.tzname, str(time.timezone)]
    return [*zone, sys.version] + [stat_of(os.path.join(config, name)) for name in folders.SETTINGS]


def checklist_state(config: str, shared: list[str]) -> list[str]:
    """Return the state of all checklists and of the code that reads them."""
    return folder_states(folders.builtin_checklists(), own_checklists(config), shared)


def folder_states(builtin: str, own: str, shared: list[str]) -> list[str]:
    """Return the state of the checklists in all folders and of the code that reads them."""
    code = [os.path.join(folders.PACKAGE, part) for part in ("", "domain", "storage")]
    once = [line for folder in (*code, builtin) for line in (folder, *file_states(folder))]
    return [*once, *_changing_state(own, shared)]


def program_state() -> list[str]:
    """Return the state of all of the program's code, which an upgrade replaces."""
    inner = [folder for folder, _, _ in os.walk(folders.PACKAGE) if "__pycache__" not in folder]
    return [line for folder in sorted(inner) for line in (folder, *file_states(folder))]


def own_checklists(config: str) -> str:
    """Return the folder of the person's own checklists."""
    return os.path.join(config, "checklists")


def with_checklists_again(known: list[str], config: str, shared: list[str]) -> list[str]:
    """Return the input state with the checklists of the person and from elsewhere as they are now.

    The others are read once.
    """
    if _READ_AGAIN not in known:
        return known
    once = known[: known.index(_READ_AGAIN)]
    return [*once, *_changing_state(own_checklists(config), shared)]


def _changing_state(own: str, shared: list[str]) -> list[str]:
    elsewhere = [line for folder in shared for line in (folder, *_shared_states(folder))]
    return [_READ_AGAIN, *elsewhere, own, *file_states(own)]


def _shared_states(folder: str) -> list[str]:
    try:
        names = shared_names(folder)
    except OSError as error:
        return [f"- {error.errno}"]
    return [f"{name} {stat_of(os.path.join(folder, name))}" for name in names]


def shared_names(folder: str) -> list[str]:
    """Return the sorted names of the checklist files in a folder from elsewhere.

    A folder that holds too much raises OSError, like one that can't be read: it may be anybody's.
    """
    names = []
    with os.scandir(folder) as found:
        for number, entry in enumerate(found):
            if number >= MOST_NAMES:
                raise OSError(errno.E2BIG, f"holds more than {MOST_NAMES:,} files and folders")
            if entry.name.endswith(".toml") and not entry.name.startswith((".", "~")):
                names.append(entry.name)
    if len(names) > MOST_FILES:
        raise OSError(errno.E2BIG, f"holds more than {MOST_FILES:,} TOML files")
    return sorted(names)


def fingerprint(input_state: list[str], journals: list[tuple[str, list[str]]]) -> str:
    """Return a checksum of everything that decides what is due.

    `journals` has each profile's folder name, sorted, with the states of the files in it.
    """
    files = [line for folder, states in journals for line in (folder, *states)]
    data = "\n".join([*input_state, *files]).encode("utf-8", "surrogatepass")  # Windows has any
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}"


def stat_of(path: str) -> str:
    """Return the size and times of a file; a dash for one that is not there."""
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
    return sorted(f"{name} {stat_of(path)}" for name, path in files)
