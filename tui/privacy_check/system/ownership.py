"""Whose files these are: what root makes in somebody's folder, and what somebody else's bars."""

import os
import shlex
import stat
from pathlib import Path

from privacy_check.domain.sanitize import Clean, clean, clean_name


def hand_over(descriptor: int, folder: Path) -> None:
    """Give a new file that root made to the owner of the folder that it is in.

    Under `sudo` with the user's own HOME, the user could otherwise not read it afterwards.
    """
    if os.name != "posix" or os.geteuid() != 0 or os.fstat(descriptor).st_uid != 0:
        return
    owner = folder.stat()
    if owner.st_uid != 0:
        os.fchown(descriptor, owner.st_uid, owner.st_gid)


def hand_over_folder(path: Path) -> None:
    """Give a new folder that root made to the owner of the folder that it is in."""
    if os.name == "posix" and os.geteuid() == 0:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            hand_over(descriptor, path.parent)
        finally:
            os.close(descriptor)


def error_text(error: OSError, path: Path) -> Clean:
    """Say why a path could not be read or written, with the command that mends it if one can."""
    history = clean(error.strerror or str(error))
    bar = access_problem(path) if isinstance(error, PermissionError) else None
    return Clean(f"{history}: {bar}") if bar else history


def access_problem(path: Path, needed: int = os.R_OK | os.W_OK) -> Clean | None:
    """Say whose folder or file keeps this user from a path, and what mends that; None if none does.

    `needed` is what the path itself must allow; the folders above it must let one through.
    """
    bar = _bar(path, needed) if os.name == "posix" else None
    if bar is None:
        return None
    place, status = bar
    me, is_folder = os.geteuid(), stat.S_ISDIR(status.st_mode)
    name = clean_name(shlex.quote(str(place)), limit=4096)
    if status.st_uid == me:
        return Clean(f"to mend that, chmod u+rw{'x' * is_folder} {name}")
    history = f"{name} belongs to {user_name(status.st_uid)}"
    if place.parent.stat().st_uid == me:  # never a command that takes a folder of the system's
        history += f"; to mend that, sudo chown {'-R ' * is_folder}{user_name(me)} {name}"
    return Clean(history)


def access_problem_of_others(path: Path) -> Clean | None:
    """Say the same only where somebody else owns what bars, and it is not how the disk is."""
    bar = _bar(path, os.R_OK | os.W_OK) if os.name == "posix" else None
    return access_problem(path) if bar and bar[1].st_uid != os.geteuid() else None


def user_name(uid: int) -> Clean:
    """Return a user's name, or the number of one who has none."""
    import pwd  # not on Windows

    try:
        return clean_name(pwd.getpwuid(uid).pw_name)
    except KeyError:
        return Clean(str(uid))


def _bar(path: Path, needed: int) -> tuple[Path, os.stat_result] | None:
    """Find the first folder on the way that lets nobody through, else the end of the way."""
    end = Path(path.anchor)
    status = end.stat()
    for place in (*reversed(path.parents), path):
        try:
            status = place.stat()
        except OSError:
            needed &= os.W_OK  # it is still to be made
            break
        end = place
        if stat.S_ISDIR(status.st_mode) and not _allows(place, os.X_OK):
            return place, status
    return None if _allows(end, needed) else (end, status)


def _allows(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)
