"""This machine's name in journal file names: six hex digits and the host name.

It is made on the first save. As the host name may change with the network, the file keeps one
line for each.
"""

import os
from pathlib import Path

from privacy_check.storage.files import make_folders, random_hex
from privacy_check.system.disk import open_binary
from privacy_check.system.ownership import hand_over

_NOT_STORED = "000000"


def machine_name(file: Path, host: str) -> str:
    """Return this machine's name for a host name; creates and stores one if there is none.

    A file that was synced from another machine gets a line for this host, too. If nothing can be
    stored, the name is a fixed one: else each save would start another journal.
    """
    return stored_name(file, host) or _created(file, host) or f"{_NOT_STORED}-{host}"


def stored_name(file: Path, host: str) -> str | None:
    """Return the first name for this host; if two windows created one at once, both use it."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    for name in map(str.strip, lines):
        digits, _, named = name.partition("-")
        if len(digits) == 6 and all(c in "0123456789abcdef" for c in digits) and named == host:
            return name
    return None


def _created(file: Path, host: str) -> str | None:
    try:
        make_folders(file.parent)
        descriptor = open_binary(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            hand_over(descriptor, file.parent)
            os.write(
                descriptor, f"\n{random_hex(3)}-{host}\n".encode()
            )  # the last line may be torn
        finally:
            os.close(descriptor)
    except OSError:
        return None  # writing the journal will report it
    return stored_name(file, host)
