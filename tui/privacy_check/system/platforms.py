"""Which system this is.

Code that names what only one system has asks `sys.platform` itself, so that mypy checks it for
that system alone (`make check` runs mypy for each).
"""

import sys


def on_windows() -> bool:
    """Tell whether this is Windows, and not Linux within it."""
    return sys.platform == "win32"


def on_macos() -> bool:
    """Tell whether this is macOS."""
    return sys.platform == "darwin"
