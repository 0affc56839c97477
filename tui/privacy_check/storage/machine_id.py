"""This machine's name: six hex digits and its host, made on its first save.

A host may be called now this and now that, as networks will have it: each of its names is kept.
"""

import os
from pathlib import Path

from privacy_check.storage.files import make_folders, random_hex
from privacy_check.system.ownership import hand_over

_NOWHERE_KEPT = "000000"


def machine_name(file: Path, host: str) -> str:
    """Return this machine's name under this host's name, and make it on the first save.

    Where a synced folder brought another machine's file along, one for this host is added. Where
    no name can be kept, it is one that is the same the next time: else each save would begin a
    journal of its own.
    """
    return _kept(file, host) or _made(file, host) or f"{_NOWHERE_KEPT}-{host}"


def _kept(file: Path, host: str) -> str | None:
    """Find the first name for this host: it holds for two windows that made one at once."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    for name in map(str.strip, lines):
        digits, _, named = name.partition("-")
        if len(digits) == 6 and all(c in "0123456789abcdef" for c in digits) and named == host:
            return name
    return None


def _made(file: Path, host: str) -> str | None:
    try:
        make_folders(file.parent)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            hand_over(descriptor, file.parent)
            os.write(descriptor, f"\n{random_hex(3)}-{host}\n".encode())  # it may end in the middle
        finally:
            os.close(descriptor)
    except OSError:
        return None  # what matters is told when the journal itself cannot be written
    return _kept(file, host)
