"""Line breaking for text with paths and addresses, so that each can be read, and copied, whole.

Textual breaks a line at any space and folds a long word wherever the line ends. A path that is
marked as one is broken after a `/` alone, an address between its parts, and both only where they
do not fit into a line.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, chop_cells
from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

_PATH = Style.from_meta({"path": True})
_ADDRESS = Style.from_meta({"address": True})
_ENDS = {
    _PATH: (re.compile("/"),),
    _ADDRESS: (re.compile("[/?&=](?!/)"), re.compile("[/?&=-](?!/)")),
}
"""After what each is broken, the next where that does not do; an address never in its `://`."""
_IN_MESSAGE = re.compile(r"(?<!\S)[~…]?/[^:]*")
_PLACE = re.compile(r"(?<!\S)(?:~|\$\w+|%\w+%)?/\S+")
_NARROWEST = 2  # cells: a character may need two


def path(shown: str) -> Content:
    """Mark a text as a path, so that only a `/` breaks it."""
    return Content.styled(shown, _PATH)


def address(shown: Content) -> Content:
    """Mark a text as an address, so that it is broken between its parts, never within a word."""
    return shown.stylize(_ADDRESS)


def with_paths(message: str) -> Content:
    """Mark the paths in a message of the program's own, where a colon ends each."""
    content = Content(message)
    for found in _IN_MESSAGE.finditer(message):
        content = content.stylize(_PATH, *found.span())
    return content


def with_places(said: str) -> Content:
    """Mark what begins as a path does in a text whose paths hold no blanks."""
    content = Content(said)
    for found in _PLACE.finditer(said):
        content = content.stylize(_PATH, *found.span())
    return content


class Line(NamedTuple):
    """One line as laid out, with the blanks at its end."""

    content: Content
    ends: bool
    """Whether the text itself breaks here, and not the layout."""


def lines(content: Content, width: int) -> list[Line]:
    """Lay a text out in lines of so many cells."""
    laid: list[Line] = []
    for line in content.split(allow_blank=True):
        parts = line.divide(_breaks(line, max(width, _NARROWEST)))
        laid += [Line(part, part is parts[-1]) for part in parts]
    return laid


def _breaks(line: Content, width: int) -> list[int]:
    """Return where a line is broken: where that is allowed, or else where it is full."""
    text, breaks, start = line.plain, list[int](), 0

    def fits(end: int) -> bool:
        return cell_len(text[start:end].rstrip()) <= width

    allowed = [*_allowed(line, width), len(text)]
    for place, following in zip([0, *allowed], allowed, strict=False):
        if not fits(following) and place > start:
            breaks.append(start := place)
        if not fits(following):
            for piece in chop_cells(text[start:following].rstrip(), width)[:-1]:
                breaks.append(start := start + len(piece))
    return breaks


def _allowed(line: Content, width: int) -> list[int]:
    """Return where a line may be broken: after blanks, and where a path or address may be."""
    text = line.plain
    places = {found.end() for found in re.finditer(r"\S\s+", text)}
    for start, end, style in line.spans:
        if isinstance(style, Style) and (ends := _ENDS.get(style)):
            places = (places | {start}) - {0, *range(start + 1, end)}
            places |= {start + place for place in _parts(text[start:end], ends, width)}
    return sorted(places - {len(text)})


def _parts(text: str, ends: Sequence[re.Pattern[str]], width: int) -> list[int]:
    """Return where a path or an address is broken, so that each part fits; nowhere if all does."""
    places: list[int] = []
    for end in [None, *ends]:
        places = [found.end() for found in end.finditer(text)] if end else []
        bounds = [0, *places, len(text)]
        if all(cell_len(text[a:b]) <= width for a, b in pairwise(bounds)):
            break
    return places


class Wrapped(Visual):
    """A content, laid out for the width that it is drawn in."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self.lines = lru_cache(maxsize=4)(lambda width: lines(content, width))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw it."""
        laid = Content("\n").join(line.content.rstrip() for line in self.lines(width))
        return laid.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Ask for as much as the longest line needs."""
        return self._content.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return how many lines it takes."""
        return len(self.lines(width))

    def selected(self, selection: Selection, width: int) -> str:
        """Return what is selected, without the breaks that the layout made."""
        chosen = ""
        for number, line in enumerate(self.lines(width)):
            span = selection.get_span(number)
            if span:
                start, end = span
                whole = end == -1
                chosen += line.content.plain[start : None if whole else end]
                chosen += "\n" if whole and line.ends else ""
        return chosen.removesuffix("\n")
