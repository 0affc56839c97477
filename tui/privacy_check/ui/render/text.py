"""Values → Content: the only way for data to the screen, and every style in one place.

A string passed to Textual is parsed as markup; a `Content` is shown as it is. So a checklist's
words reach the screen only through the modules of this folder.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from privacy_check.domain import backing_wording
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.standing import State
from privacy_check.domain.url import host
from privacy_check.ui.render.wrapping import address, lines

PROSE_WIDTH = 76
"""Cells beyond which a line of prose is tiring to read."""

_LEAST_ASIDE, _ASIDE_GAP = 28, "    "
"""Cells of a column beside a page's prose, and what is between the two."""

LABELS = 16
"""Cells for the names of a step's facts, where there is room beside them."""
_SERVICE, _WIDE_SERVICE, _WIDE_SCREEN = 14, 22, 140
"""Cells for services' names, and on screens wider than the last."""
BESIDE = 44
"""Cells from which there is room beside the names of facts."""

ACCENT = "$text-accent"
DIM = "$text-muted"
LOUD = "bold $text-error"
WARN = "$text-warning"
GOOD = "$text-success"
PATH = "$text-primary"

STATE_STYLES: dict[State, str] = {
    "needs-you": LOUD,
    "in-progress": WARN,
    "waiting": WARN,
    "snoozed": DIM,
    "right": GOOD,
    "new": DIM,
    "retired": DIM,
}
"""How a state's sign is shown."""


class LazyContent(Visual):
    """A text of known height that is made when it is first drawn, for the width it then has.

    Of a list of a thousand rows a screen shows twenty; and whoever makes the list can't know
    whether a scrollbar will take a column.
    """

    def __init__(
        self, make: Callable[[int], Content], height: Callable[[int], int] = lambda _: 1
    ) -> None:
        self._make = lru_cache(maxsize=1)(make)
        self._height = height

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw it."""
        return self._make(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Take the room there is: a row is made to fit it."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the lines that it was promised to have at this width."""
        return self._height(width)


def plain(text: str) -> Content:
    """Show text as it is."""
    return Content(text)


def heading(name: str) -> Content:
    """Name a group of rows."""
    return Content.styled(name.upper(), f"bold {DIM}")


def problem(why: str) -> Content:
    """Say why something was not taken."""
    return Content.styled(why, WARN)


def fit(text: str, width: int) -> str:
    """Cut or fill a text to so many cells; a cut is shown by an ellipsis."""
    if cell_len(text) > width:
        text = set_cell_size(text, max(0, width - 1)).rstrip() + "…"
    return set_cell_size(text, width)


def service_width(checklists: Iterable[Checklist], width: int) -> int:
    """Return the cells for the services' names of these rows on a screen of this width."""
    most = _WIDE_SERVICE if width > _WIDE_SCREEN else _SERVICE
    names = (cell_len(c.service) for c in checklists if c.has_service)
    return min(most, max(names, default=1))


def service(checklist: Checklist) -> Content:
    """Name a checklist's service above its title; nothing where the title stands for it."""
    return Content(checklist.service if checklist.has_service else "")


def joined(checklist: Checklist, between: str, *, style: str = "bold", title: str = "") -> Content:
    """Name a checklist's service in bold and its title; the title alone where it is both."""
    if not checklist.has_service:
        return Content.styled(checklist.title, style)
    return Content.assemble((checklist.service, style), between, (checklist.title, title))


def named_title(checklist: Checklist, column: int, room: int) -> Content:
    """Put the service's name into a column before the title, both in so many cells.

    A name that is longer than the column takes what the title leaves blank.
    """
    if not checklist.has_service:
        return Content.styled(fit(checklist.title, room), "bold")
    blank = max(0, room - column - 1 - cell_len(checklist.title))
    name = min(max(column, cell_len(checklist.service)), column + blank)
    title = fit(checklist.title, max(1, room - name - 1))
    return Content.assemble((fit(checklist.service, name), "bold"), f" {title}")


def apart(left: Content, right: Content, width: int) -> Content:
    """Put two texts at the two ends of a line; the left one gives way."""
    room = width - right.cell_length - 1
    if left.cell_length > room:
        left = left.truncate(max(1, room), ellipsis=True)
    return Content.assemble(left, " " * (width - left.cell_length - right.cell_length), right)


def bar(part: int, whole: int, cells: int = 8) -> Content:
    """Draw how much of a whole is done."""
    full = round(cells * part / whole) if whole else 0
    return Content.assemble(("▰" * full, ACCENT), ("▱" * (cells - full), DIM))


KeyNames = Callable[[str], str]
"""Binding id → the name of its key, as the person has it."""


def key(name: str) -> tuple[str, str]:
    """Show the name of a key in a sentence."""
    return name, f"bold {ACCENT}"


class Key(NamedTuple):
    """A key as a footer shows it: its name, what it does, and the action of a click on it."""

    name: str
    word: str
    action: str


def keys(shown: Sequence[Key]) -> Content:
    """Show keys with what they do; a click on one does it."""
    parts: list[Content] = []
    for key in shown:
        click = Style.from_meta({"@click": key.action})
        both = Content.assemble((key.name, f"bold {ACCENT}"), (f" {key.word}", DIM))
        parts += [both.stylize(click), Content("   ")]
    return Content.assemble(" ", *parts)


def key_names(shown: Sequence[Key]) -> Content:
    """Show keys with what they do, as text that no click reaches."""
    named = [Content.assemble((k.name, f"bold {ACCENT}"), (f" {k.word}", DIM)) for k in shown]
    return Content("   ").join(named)


def key_line(shown: Sequence[Key]) -> Content:
    """Show keys with what they do, on one line; the footer works out itself which was clicked."""
    return Content.assemble(" ", key_names(shown), "   ")


_KEY_GAP = 3


def key_width(key: Key) -> int:
    """Return the cells that a key takes in a footer."""
    return cell_len(f"{key.name} {key.word}") + _KEY_GAP


def keys_width(shown: Iterable[Key]) -> int:
    """Return the cells that a footer with these keys takes, without the blanks at its end."""
    return 1 + sum(map(key_width, shown)) - _KEY_GAP


def aside_width(width: int) -> int:
    """Return the cells for a second column beside a page's prose; 0 where there is no room."""
    room = width - PROSE_WIDTH - len(_ASIDE_GAP)
    return min(room, PROSE_WIDTH) if room >= _LEAST_ASIDE else 0


def beside(left: Content, right: Content) -> Content:
    """Put two texts beside each other, the left one as wide as prose is."""
    pairs = zip_longest(
        left.split(allow_blank=True), right.split(allow_blank=True), fillvalue=Content("")
    )
    return Content("\n").join(
        Content.assemble(a, " " * (PROSE_WIDTH - a.cell_length), _ASIDE_GAP, b).rstrip()
        for a, b in pairs
    )


def wrapped(text: Content, width: int) -> list[Content]:
    """Lay a text out in lines of so many cells, its paths and addresses broken where they may."""
    return [line.content.rstrip() for line in lines(text, max(10, width))]


def labelled(name: str, value: Content, width: int) -> list[Content]:
    """Put a name beside a value whose further lines hang under its first; above it if narrow."""
    label = Content.styled(name, DIM)
    if width < BESIDE:
        return [*([label] if name else []), *(v.pad_left(2) for v in wrapped(value, width - 2))]
    first, *others = wrapped(value, width - LABELS)
    beside = Content.assemble(label, " " * (LABELS - label.cell_length), first)
    return [beside, *(line.pad_left(LABELS) for line in others)]


def link(url: str, checklist: Checklist) -> Content:
    """Show an address, its host marked; say where it is not the service's own.

    A web address is shown whole, of a mail's only whom it is to.
    """
    there = host(url)
    shown_url = url.partition("?")[0] if url.startswith("mailto:") else url
    before, _, after = shown_url.partition(there)
    shown = address(Content.assemble((before, DIM), (there, "bold"), after))
    parts: list[Content | tuple[str, str]] = [shown]
    parts += [(f"  ({warning})", WARN) for warning in backing_wording.warnings(url, checklist)]
    return Content.assemble(*parts)


def facts(rows: Sequence[tuple[str, Content]], width: int) -> Content:
    """List names with their values; a value's further lines hang under its first."""
    shown = [(name, value) for name, value in rows if value]
    label = max((cell_len(name) for name, _ in shown), default=0) + 2
    laid: list[Content] = []
    for name, value in shown:
        first, *rest = value.wrap(max(10, width - label))
        laid.append(Content.assemble((name.ljust(label), DIM), first))
        laid += [line.pad_left(label) for line in rest]
    return Content("\n").join(laid)


def hanging(content: Content, indent: int, width: int) -> Content:
    """Wrap a text; lines after the first are indented."""
    first, *rest = content.wrap(max(10, width))
    if not rest:
        return first
    tail = content[len(first.plain) :]
    start = 1 if tail.plain.startswith(" ") else 0
    return Content("\n").join(
        [first, *(line.pad_left(indent) for line in tail[start:].wrap(max(10, width - indent)))]
    )


def columns(cells: Sequence[Content], count: int, width: int) -> Content:
    """Put texts into so many columns, read downwards; one that is too long is cut."""
    height = -(-len(cells) // count)
    room = width // count - 2
    laid = []
    for row in range(height):
        here = [cells[i] for i in range(row, len(cells), height)]
        fitted = [cell.truncate(room, ellipsis=True) for cell in here]
        padded = [cell.pad_right(room + 2 - cell.cell_length) for cell in fitted[:-1]]
        laid.append(Content("").join([*padded, fitted[-1]]))
    return Content("\n").join(laid)
