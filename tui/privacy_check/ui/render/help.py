"""The keys of a screen, by group."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from privacy_check.ui.render.text import ACCENT, DIM, fit

FIRST = "First of all"
GROUPS: dict[str, tuple[str, ...]] = {
    FIRST: ("walk", "on", "look", "help", "quit"),
    "Mark": ("done", "skip", "not", "todo", "undo"),
    "Check again": ("yes", "no", "confirm", "review", "ten", "snooze", "interval", "again"),
    "This checklist": (
        *("open", "copy", "save", "letter", "code", "note", "differs", "why", "forget"),
    ),
    "Go": (
        *(
            "next",
            "before",
            "right",
            "left",
            "turn",
            "find",
            "all",
            "history",
        ),
        *("filter", "unfilter", "back", "home"),
    ),
    "The program": ("mine", "settings"),
}
"""What the keys are about: the last parts of their bindings' ids."""
OTHER = "This checklist"
"""The group of a key that none of them names."""
_ARROWS = ("↑ ↓", "move", "Move over the rows, or scroll the page")
_PALETTE = ("ctrl+p", "palette", "Every action and every checklist, as I type")


class HelpKey(NamedTuple):
    """A key with the id of its binding, the footer's word, and what it does."""

    id: str
    name: str
    word: str
    does: str

    @property
    def group(self) -> str:
        """The group that it stands in."""
        last = self.id.rpartition(".")[2]
        named = (group for group, names in GROUPS.items() if last in names)
        return next(named, OTHER)


def _first(keys: Sequence[HelpKey]) -> list[tuple[str, str, str]]:
    """Return the keys that one needs before any other: in, about, the list of all, and out."""
    order = GROUPS[FIRST]
    named = {k.id.rpartition(".")[2]: (k.name, k.word, k.does) for k in keys if k.group == FIRST}
    known = [named[name] for name in order if name in named]
    inward = [named[name] for name in order[: order.index("help")] if name in named]
    return [*inward, _ARROWS, *known[len(inward) :]]


def page(keys: Sequence[HelpKey], *, narrow: bool) -> Content:
    """List keys by group: the key, the footer's word, and what it does."""
    rows = {g: [(k.name, k.word, k.does) for k in keys if k.group == g] for g in GROUPS}
    rows[FIRST] = _first(keys)
    rows["The program"].append(_PALETTE)
    everything = [row for group in rows.values() for row in group]
    name = max(cell_len(row[0]) for row in everything)
    word = max(cell_len(row[1]) for row in everything)
    blocks: list[Content] = []
    for group, members in rows.items():
        lines = [Content.styled(group.upper(), f"bold {DIM}")]
        for key, called, does in members:
            shown = Content.styled(fit(key, name), f"bold {ACCENT}")
            both = (f"  {does}",) if narrow else (f"  {fit(called, word)}", (f"  {does}", DIM))
            lines.append(Content.assemble(shown, *both))
        if members:
            blocks.append(Content("\n").join(lines))
    return Content("\n\n").join(blocks)
