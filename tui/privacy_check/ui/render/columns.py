"""Columns that hold where terminals disagree on how wide a text is.

A flag, a skin tone, a joined emoji or a syllable of Devanagari is as wide as its parts to one
terminal (xterm, tmux, screen), and one sign to another (kitty, WezTerm, Ghostty). So such a text is
written where it stands, and the cursor then goes to where the next column begins, whatever the
terminal made of it. What it can't do: a terminal that draws it wider loses what does not fit.
"""

import re

from rich.cells import cell_len

_CONTESTED = re.compile(
    "[\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff"  # vowels beside letters, from India to Cambodia
    "\u200d\ufe0f\u20e3"  # joined, as an emoji, as a key
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"  # flags, skin tones
)
_WORD = re.compile(r"[0-9#*]?[^\0-\x7f]+")


def pinned(data: str) -> str:
    """Make every text of disputed width take the cells that it was given."""
    return _WORD.sub(_pin, data) if _CONTESTED.search(data) else data


def _pin(match: re.Match[str]) -> str:
    word = match[0]
    width = cell_len(word) if _CONTESTED.search(word) else 0
    return f"\x1b7{' ' * width}\x1b8\x1b7{word}\x1b8\x1b[{width}C" if width else word
