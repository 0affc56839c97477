"""This machine's name: six random hex digits and its host, made on its first save."""

import os
from contextlib import suppress
from pathlib import Path

from privacy_check.disk import make_folders, random_hex


def machine_name(file: Path, host: str) -> str:
    """Return this machine's name, and make it on the first save.

    Where a synced folder brought another machine's file along, a new one takes its place. Where
    the name can't be kept, it serves for this sitting: the next save then starts another file.
    """
    name = _machine_in(file, host)
    if name:
        return name
    fresh = file.with_name(f".~machine.{random_hex(4)}.tmp")
    ours = f"{random_hex(3)}-{host}"
    try:
        make_folders(file.parent)
        fresh.touch(mode=0o600, exist_ok=False)
        fresh.write_text(f"{ours}\n", encoding="utf-8")
        try:
            os.link(fresh, file)
        except OSError:  # where another window was first, its name holds
            if not _machine_in(file, host):
                fresh.replace(file)
    except OSError:
        pass  # what matters is told when the journal itself cannot be written
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return _machine_in(file, host) or ours


def _machine_in(file: Path, host: str) -> str | None:
    try:
        name = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    digits, _, named = name.partition("-")
    good = len(digits) == 6 and all(c in "0123456789abcdef" for c in digits) and named == host
    return name if good else None
