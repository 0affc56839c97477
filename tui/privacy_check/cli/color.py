"""Colours for the signs of text output, where it goes to a terminal that shows them."""

from privacy_check.system import encoding

TYPE_CHECKING = False
if TYPE_CHECKING:  # each shell start loads this
    from typing import TextIO

WHEN = ("auto", "always", "never")

_STYLES = {"!": "1;31", "◐": "33", "…": "33", "✓": "32", "z": "2", "○": "2", "×": "2", "?": "2"}
"""Sign → the parameters of its SGR sequence (ECMA-48, 8.3.117): bold red, yellow, green, dim."""


def is_wanted(when: str, stream: "TextIO") -> bool:
    """Tell whether to colour what goes to a stream; `auto` asks what its terminal shows."""
    return when == "always" or (when == "auto" and encoding.shows_colors(stream))


def paint(text: str) -> str:
    """Colour the sign at the start of each line that has one."""
    return "\n".join(map(_line, text.split("\n")))


def _line(line: str) -> str:
    style = _STYLES.get(line[:1]) if line[1:2] == " " else None
    return f"\x1b[{style}m{line[0]}\x1b[0m{line[1:]}" if style else line
