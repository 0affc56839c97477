"""How much of a large trial is run: a tenth of it, or all with `FULL=1` (`make reliability`)."""

import os
from collections.abc import Callable

EventLog = Callable[[str, object], None]
"""pytest's `record_property`: (name, value)."""

FULL = os.environ.get("FULL") == "1"


def scaled(whole: int) -> int:
    """Return how many of so many trials this run makes."""
    return whole if FULL else max(1, whole // 10)
