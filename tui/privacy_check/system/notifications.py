"""One notification on the person's desktop, by the system's own service for them.

On Linux that is a program on the session bus, a socket of this machine (AF_UNIX): the only socket
that any command opens. An address of any other kind is refused before anything is opened.
"""

import asyncio
import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from privacy_check.domain.sanitize import clean
from privacy_check.errors import DesktopError
from privacy_check.system import environment, folders
from privacy_check.system.ownership import user_id

EXTRA = "notify"
PACKAGE = environment.EXTRAS[EXTRA]
_MACHINE_ID = Path("/var/lib/dbus/machine-id")
TIMEOUT = 10
"""Seconds to wait for the desktop, which may have to start what shows notifications."""


def require_package() -> None:
    """Raise DesktopError if the package that speaks to desktops is not installed."""
    if not environment.is_installed(EXTRA):
        raise DesktopError(
            f"notifications need the package {PACKAGE}, which is not installed; to add it, run: "
            f"{environment.command_with_extra(EXTRA)}"
        )


def require_desktop() -> None:
    """Raise DesktopError if there is no desktop that could show anything."""
    if environment.system() != "linux" or session_bus():
        return
    why = "no session bus"
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        why = "the session bus is no socket of this machine, and no other is spoken to"
    raise DesktopError(f"there is no desktop here that could show anything: {why}")


def show(title: str, text: str) -> None:
    """Show a notification. Raises DesktopError if it was not shown."""
    require_package()
    require_desktop()
    if environment.system() == "linux":  # what the package would find by itself may be remote
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = session_bus()
    logging.getLogger("desktop_notifier").addHandler(logging.NullHandler())
    try:
        asyncio.run(_show(title, text))
    except DesktopError:
        raise
    except Exception as error:  # each system's library raises its own
        late = f"no answer within {TIMEOUT} seconds"
        said = late if isinstance(error, TimeoutError) else clean(str(error) or repr(error))
        raise DesktopError(f"nothing on this desktop shows notifications: {said}") from error


async def _show(title: str, text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of asyncio, since Python 3.14
        from desktop_notifier import Capability, DesktopNotifier

    notifier = DesktopNotifier(app_name=folders.NAME, app_icon=None)
    shown = asyncio.Event()
    async with asyncio.timeout(TIMEOUT):
        if Capability.TITLE not in await notifier.get_capabilities():
            raise DesktopError(f"{sys.executable} may not show notifications on this system")
        await notifier.send(title, text, on_dispatched=shown.set)
    if not shown.is_set():
        raise DesktopError("the desktop did not take the notification")


def session_bus() -> str:
    """Return the address of the person's session bus; empty if there is none on this machine.

    A schedule often has no variable that names it: then it is where systemd or dbus-launch put it.
    """
    return next(filter(None, map(_of_this_machine, _addresses())), "")


def _of_this_machine(address: str) -> str:
    """Return those parts of an address that name a socket of this machine."""
    return ";".join(part for part in address.split(";") if part.startswith("unix:"))


def _addresses() -> Iterator[str]:
    if named := os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        yield named
        return
    for folder in runtime_folders():
        if (folder / "bus").is_socket():
            yield f"unix:path={folder / 'bus'}"
    yield _left_by_dbus_launch()


def runtime_folders() -> list[Path]:
    """Return the folders in which the person's session keeps its sockets, on Linux."""
    named = os.environ.get("XDG_RUNTIME_DIR", "")
    usual = Path("/run/user", str(user_id()))
    return [Path(named), usual] if Path(named).is_absolute() else [usual]


def _left_by_dbus_launch() -> str:
    """Return the address in the file that dbus-launch leaves for this display."""
    display = re.search(r":(\d+)", os.environ.get("DISPLAY", ""))
    with suppress(OSError, UnicodeDecodeError, folders.NoFolderError):
        machine = _MACHINE_ID.read_text(encoding="ascii").strip()
        file = Path(
            folders.home_folder(), ".dbus", "session-bus", f"{machine}-{display and display[1]}"
        )
        found = re.search(r"^DBUS_SESSION_BUS_ADDRESS='?([^'\n]*)", file.read_text("utf-8"), re.M)
        return found[1] if found else ""
    return ""
