"""Windows' registry, read only; there is none on other systems."""

import sys
from contextlib import suppress
from itertools import count


def value(path: str, name: str) -> str | None:
    """Return a value as text, numbers in decimal; None if there is none.

    `path` begins with the root's short name: `HKCU/Software/Acme`. Raises OSError if it can't be
    read, and off Windows.
    """
    if sys.platform == "win32":
        import winreg

        root, _, rest = path.partition("/")
        handle = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}[root]
        try:
            with winreg.OpenKey(handle, rest.replace("/", "\\")) as opened:
                found, _ = winreg.QueryValueEx(opened, name)
        except FileNotFoundError:
            return None
        return str(found) if isinstance(found, str | int) else None
    raise OSError("there is no registry")


def names_below(path: str) -> list[str]:
    """Return the names of the keys below a key; none where it is missing, and off Windows."""
    names: list[str] = []
    if sys.platform == "win32":
        import winreg

        root, _, rest = path.partition("/")
        handle = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}[root]
        with suppress(OSError), winreg.OpenKey(handle, rest.replace("/", "\\")) as opened:
            for index in count():
                names.append(winreg.EnumKey(opened, index))  # raises OSError after the last
    return names
