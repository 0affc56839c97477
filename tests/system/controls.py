"""The control sequences in a program's raw output, and a terminal emulator that reads it."""

import base64
import re
from collections.abc import Iterator

import pyte

from tests.hostile_strings import misleading

_SEQUENCE = re.compile(
    rb"\x1b(?:\[(?P<said>[0-?]*)(?P<end>[ -/]*[@-~])"
    rb"|(?P<string>[\]P_^X].*?(?:\x07|\x1b\\))"
    rb"|(?P<short>[ -/]*[0-~]))",
    re.S,
)
_PINNED = re.compile(rb"\x1b7 +\x1b8\x1b7([^\x00-\x1f]+)\x1b8\x1b\[\d+C")
"""A text that takes its cells, however wide the terminal draws it: `ui/columns.py`."""

_COLOUR = re.compile(rb"(?<!\d)[34]8;(?:2;\d+;\d+;\d+|5;\d+)")
_COUNT = re.compile(rb"\d+(?= due)")
_MOVES = b"ABCDEFGHJKLMPXdf"
_COPIED = b"]52;c;"


def control_kinds(data: bytes) -> set[bytes]:
    """Return the kinds of sequences and single controls that are not text."""
    kinds: set[bytes] = set()
    data = _PINNED.sub(rb"\1", data)
    for match in _SEQUENCE.finditer(data):
        if match["string"]:
            copy = match["string"].startswith(_COPIED)
            kinds.add(_COPIED if copy else _COUNT.sub(b"n", match["string"]))
        elif match["end"] == b"m":
            kinds |= {part + b"m" for part in _COLOUR.sub(b"colour", match["said"]).split(b";")}
        elif match["end"]:
            kinds.add((b"" if match["end"] in _MOVES else match["said"]) + match["end"])
        else:
            kinds.add(match["short"])
    return kinds | {bytes([byte]) for byte in _SEQUENCE.sub(b"", data) if byte < 32 or byte == 127}


def text(data: bytes) -> str:
    """Return the output without its control sequences."""
    return _SEQUENCE.sub(b"", data).decode(errors="replace").replace("\r\n", "\n")


def copied(data: bytes) -> list[str]:
    """Return the texts that were copied to the clipboard (OSC 52)."""
    texts = re.findall(rb"\x1b\]52;c;([^\x07\x1b]*)", data)
    return [base64.b64decode(text).decode() for text in texts]


class Emulator:
    """A real terminal emulator, which reads what the program sends."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)

    def read(self, data: bytes) -> set[str]:
        """Feed the output to the emulator; return what on the screen could mislead."""
        self._stream.feed(re.sub(rb"\x1b\]22;.*?(?:\x07|\x1b\\)", b"", data))  # it misreads these
        return misleading("".join(self._cells()))

    def _cells(self) -> Iterator[str]:
        """Yield what each cell shows; pyte's own way stumbles over the half of a wide letter."""
        for row in range(self.screen.lines):
            for column in range(self.screen.columns):
                yield self.screen.buffer[row][column].data
