"""The encoding of what is written to the terminal."""

import os
import sys


def output_encoding() -> str:
    """Return the output encoding: `utf-8`, or one that may lack our signs.

    Python treats the C locale as UTF-8 (PEP 540), but whoever sets it by LC_ALL wants ASCII.
    """
    if os.environ.get("LC_ALL") in ("C", "POSIX"):
        return "ascii"
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
