"""The encoding of what is written to the terminal."""

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
