"""Texts that the person takes away: a letter, a history, a calendar.

Each in a new file; over another one only if they say so.
"""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from privacy_check.errors import StoreError
from privacy_check.storage.files import atomic_write
from privacy_check.storage.paths import display_path
from privacy_check.system.ownership import error_text, hand_over


def save_new(folder: Path, stem: str, suffix: str, text: str) -> Path:
    """Write a text to `stem.suffix` in the folder, or to `stem-2.suffix` … where that is taken.

    Return the whole path. The file is the person's alone (0600). Raises StoreError, with no file
    left behind.
    """
    for number in count(1):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}.{suffix}"
        if create(path, text):
            return path
    raise AssertionError("there is always a next number")


def create(path: Path, text: str) -> bool:
    """Write a text to a new file, the person's alone; False if there is one of that name.

    Raises StoreError, with no file left behind.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    except OSError as error:
        raise _not_saved(path, error) from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            hand_over(descriptor, path.parent)
            file.write(text if text.endswith("\n") else f"{text}\n")
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise _not_saved(path, error) from error
    return True


def replace(path: Path, text: str) -> None:
    """Write a text over a file that the person agreed to lose; then it is theirs alone.

    Raises StoreError, with the old file as it was; for a folder, a pipe or a device, too.
    """
    if not path.is_file():
        raise StoreError(f"{display_path(path)}: is not a regular file; nothing was written")
    atomic_write(path, text.encode())


def _not_saved(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{display_path(path)}: could not be saved: {error_text(error, path)}")
