"""Somebody else's folders: made, and met by a user who may not have them."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534
ALICE = 54321


@contextmanager
def acting_as(uid: int) -> Iterator[None]:
    """Let this process be another user's for a while, as far as files go."""
    os.setegid(uid)
    os.seteuid(uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@contextmanager
def home_of(uid: int) -> Iterator[Path]:
    """Make a home for a user, on a way that everybody may go."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        home = Path(folder) / "alice"
        home.mkdir(0o755)
        os.chown(home, uid, uid)
        yield home


def owners(folder: Path) -> set[int]:
    """Return whose files and folders these are."""
    return {path.lstat().st_uid for path in folder.rglob("*")}
