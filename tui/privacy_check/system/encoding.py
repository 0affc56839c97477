"""The encoding that the terminal can show."""

import os
import sys


def output_encoding() -> str:
    """Return the encoding of the terminal's letters: `utf-8`, or one that lacks our signs.

    Python takes the locale C for UTF-8 (PEP 540); who asks for it by LC_ALL means plain letters.
    """
    if os.environ.get("LC_ALL") in ("C", "POSIX"):
        return "ascii"
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
