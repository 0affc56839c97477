"""File ownership: hands over files that root creates, and explains denied access."""

import os
import shlex
import stat
import sys
from contextlib import suppress
from pathlib import Path

from privacy_check.domain.sanitize import MAX_PATH, Clean, clean, clean_name
from privacy_check.system.platforms import on_windows


def hand_over(descriptor: int, folder: Path) -> None:
    """Give a new file that root created to the owner of its folder.

    Under `sudo` with the user's HOME, that user could otherwise not read it afterwards.
    """
    if sys.platform != "win32" and os.geteuid() == 0 and os.fstat(descriptor).st_uid == 0:
        owner = folder.stat()
        if owner.st_uid != 0:
            os.fchown(descriptor, owner.st_uid, owner.st_gid)


def hand_over_folder(path: Path) -> None:
    """Give a new folder that root created to the owner of its parent."""
    if sys.platform != "win32" and os.geteuid() == 0:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            hand_over(descriptor, path.parent)
        finally:
            os.close(descriptor)


def error_text(error: OSError, path: Path) -> Clean:
    """Explain an OSError, with the command that fixes a denied access where there is one."""
    text = clean(error.strerror or str(error))
    problem = access_problem(path) if isinstance(error, PermissionError) else None
    return Clean(f"{text}: {problem}") if problem else text


def access_problem(path: Path, needed: int = os.R_OK | os.W_OK) -> Clean | None:
    """Say what denies this user access to a path, and what fixes that; None if nothing does.

    `needed` is the access to the path itself; the folders above it must be searchable.
    """
    denied = _denied_at(path, needed)
    if denied is None:
        return None
    place, status = denied
    me, is_folder = user_id(), stat.S_ISDIR(status.st_mode)
    name = clean_name(shlex.quote(str(place)), MAX_PATH)
    if status.st_uid == me:
        return Clean(f"to fix that, run: chmod u+rw{'x' * is_folder} {name}")
    text = f"{name} belongs to {user_name(status.st_uid)}"
    if place.parent.stat().st_uid == me:  # never suggest taking over a system folder
        text += f"; to fix that, run: sudo chown {'-R ' * is_folder}{user_name(me)} {name}"
    return Clean(text)


def access_problem_of_others(path: Path) -> Clean | None:
    """Return the access problem if it is due to another user's file or folder; else None."""
    denied = _denied_at(path, os.R_OK | os.W_OK)
    return access_problem(path) if denied and denied[1].st_uid != user_id() else None


def user_id() -> int:
    """Return whose rights this process has; 0 on Windows, where `stat` gives every file to 0."""
    user = 0
    if sys.platform != "win32":
        user = os.geteuid()
    return user


def user_name(uid: int) -> Clean:
    """Return a user's name, or the uid if there is none."""
    if sys.platform != "win32":
        import pwd

        with suppress(KeyError):
            return clean_name(pwd.getpwuid(uid).pw_name)
    return Clean(str(uid))


def _denied_at(path: Path, needed: int) -> tuple[Path, os.stat_result] | None:
    """Return the first folder on the way that is not searchable, or else the path if denied.

    For a path that does not exist yet, the nearest existing folder must be writable. On Windows,
    where no mode says who may do what, nothing is known to be denied.
    """
    if on_windows():
        return None
    last: tuple[Path, os.stat_result] | None = None
    for place in (*reversed(path.parents), path):
        try:
            status = place.stat()
        except OSError:
            needed &= os.W_OK  # it does not exist yet
            break
        last = place, status
        if stat.S_ISDIR(status.st_mode) and not _allows(place, os.X_OK):
            return last
    return None if last is None or _allows(last[0], needed) else last


def _allows(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)
