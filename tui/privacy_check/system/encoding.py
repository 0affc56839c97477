"""What the terminal can display: the encoding of what is written to it, and colours."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # each shell start loads this
    from typing import TextIO


def output_encoding(stream: "TextIO | None" = None) -> str:
    """Return a stream's encoding: `utf-8`, or one that may lack our signs; by default, stdout's.

    Python treats the C locale as UTF-8 (PEP 540), but whoever sets it by LC_ALL wants ASCII.
    """
    if os.environ.get("LC_ALL") in ("C", "POSIX"):
        return "ascii"
    return (getattr(stream or sys.stdout, "encoding", None) or "utf-8").lower()


def shows_colors(stream: "TextIO") -> bool:
    """Tell whether a stream goes to a terminal that shows colours.

    NO_COLOR (no-color.org) and a dumb terminal say no. So does Windows, unless its terminal is
    known to show them.
    """
    env = os.environ
    plain = env.get("NO_COLOR") or env.get("TERM") in ("dumb", "unknown")
    can = os.name != "nt" or "WT_SESSION" in env
    return can and not plain and stream.isatty()
