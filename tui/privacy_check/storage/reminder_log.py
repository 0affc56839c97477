"""When the daily reminder ran last, and what came of it: one line, as no scheduler keeps both."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from privacy_check.domain.sanitize import Clean, clean
from privacy_check.errors import StoreError
from privacy_check.storage.files import atomic_write, read_limited


def write(file: Path, now: datetime, said: str) -> None:
    """Record a run; a failure to do so does no harm."""
    with suppress(StoreError):
        atomic_write(file, f"{now.isoformat(timespec='seconds')} {said}\n".encode())


def read(file: Path) -> tuple[datetime, Clean] | None:
    """Return when the last run was and what came of it; None if there was none."""
    try:
        when, _, said = read_limited(file).decode().partition(" ")
        return datetime.fromisoformat(when), clean(said.strip())
    except (OSError, ValueError):
        return None
