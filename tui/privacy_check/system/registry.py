"""One value of Windows' registry; there is none on other systems."""

import sys


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
