"""What this machine says, as text: a row for each step, and all about one."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from privacy_check.domain import formatting, wording
from privacy_check.domain.probing import Finding
from privacy_check.domain.standing import StepStanding
from privacy_check.ui.render.step import ANSWER_SIGNS, MARK_SIGNS, mend_rows
from privacy_check.ui.render.text import (
    ACCENT,
    DIM,
    LOUD,
    KeyNames,
    LazyContent,
    apart,
    fit,
    hanging,
    key,
    labelled,
    wrapped,
)
from privacy_check.ui.render.wrapping import with_places
from privacy_check.verification import Look, Mend

GROUPS = ("drifted", "wrong", "unknown", "right")
"""The groups of rows, what needs the person first."""
_NAMES = {
    "drifted": "Right no longer",
    "wrong": "Wrong",
    "unknown": "Can't tell",
    "right": "Right",
}
_MIN_WITH_SERVICE = 50


class Row(NamedTuple):
    """One row: a step, or the steps of several checklists that one variable answers alike."""

    group: str
    looks: tuple[Look, ...]
    steps: tuple[StepStanding, ...]

    @property
    def id(self) -> str:
        """What names it while it is shown: its first step."""
        return f"{self.looks[0].checklist.id} {self.looks[0].step.id}"

    @property
    def finding(self) -> Finding:
        """What was found: the same for all of its steps."""
        return self.looks[0].finding

    @property
    def service(self) -> str:
        """The service of them all; empty where they are of several."""
        services = {c.service if c.has_service else "" for c in (k.checklist for k in self.looks)}
        return services.pop() if len(services) == 1 else ""

    @property
    def title(self) -> str:
        """The step's title; of several: what the variable is."""
        if len(self.looks) == 1:
            return self.looks[0].step.title
        name, value = _variable(self.looks[0]), self.finding.value
        if value is not None:
            return f"{name} is {value}"
        return name if self.finding.answer == "unknown" else f"{name} is not set"

    @property
    def extent(self) -> str:
        """How many checklists it is about, or how many steps of one; empty for one step."""
        if len(self.looks) == 1:
            return ""
        checklists = {look.checklist.id for look in self.looks}
        if len(checklists) == 1:
            return formatting.count(len(self.looks), "step")
        return formatting.count(len(checklists), "checklist")

    @property
    def is_marked(self) -> bool:
        """Whether each of its steps has a mark."""
        return all(step.mark != "todo" for step in self.steps)


def rows(found: Iterable[tuple[Look, StepStanding]]) -> list[Row]:
    """Put what one variable alone answers into one row; drift stands above the rest."""
    alike: dict[tuple[str, str], list[tuple[Look, StepStanding]]] = {}
    for look, step in found:
        group = "drifted" if step.drift else look.finding.answer
        name = _variable(look) or f"{look.checklist.id} {look.step.id}"
        alike.setdefault((group, name), []).append((look, step))
    return [
        Row(group, tuple(look for look, _ in members), tuple(step for _, step in members))
        for (group, _), members in alike.items()
    ]


def _variable(look: Look) -> str:
    """Return the variable that alone answers a step; empty if there is more to look at."""
    first, *others = look.step.probe
    return "" if others else first.env or ""


def head(counts: dict[str, int], width: int) -> Content:
    """Say how many are right, and how many are not."""
    said = [f"{counts[name]} {_NAMES[name].lower()}" for name in GROUPS if counts.get(name)]
    return apart(Content.styled("This machine", f"bold {ACCENT}"), Content(" · ".join(said)), width)


def heading(name: str) -> Content:
    """Name a group of rows."""
    return Content.styled(_NAMES[name].upper(), f"bold {DIM}")


def row(shown: Row, service: int) -> LazyContent:
    """Show one row: its service in so many cells, its title, and whether it is marked."""
    return LazyContent(lambda width: _row(shown, service, width))


def row_width(service: int, shown: Iterable[Row]) -> int:
    """Return the cells that these rows need to be shown whole, marked or not."""
    titles = (f"{r.title} · {r.extent}" if r.extent else r.title for r in shown)
    longest = max(map(cell_len, titles), default=0)
    return 2 + service + 1 + longest + len("  marked")


def _row(shown: Row, service: int, width: int) -> Content:
    sign, style = ("!", LOUD) if shown.group == "drifted" else ANSWER_SIGNS[shown.finding.answer]
    marked = Content.styled("marked", DIM) if shown.is_marked else Content("")
    room = width - 2 - (marked.cell_length + 2 if marked else 0)
    name = fit(shown.service, service) if width >= _MIN_WITH_SERVICE else ""
    title = Content.assemble((f"{name} ", "bold") if name else "", shown.title)
    if shown.extent:
        extent = Content.styled(f" · {shown.extent}", DIM)
        title = title.truncate(max(1, room - extent.cell_length), ellipsis=True) + extent
    line = Content.assemble((f"{sign} ", style), title.truncate(room, ellipsis=True))
    return apart(line, marked, width) if marked else line


def short(finding: Finding, width: int) -> Content:
    """Say on one line what was found."""
    said = Content.assemble(_word(finding), wording.found(finding))
    return said.truncate(width, ellipsis=True)


def page(shown: Row, mend: Mend | None, width: int, keys: KeyNames) -> Content:
    """Say all about one: what was found and where, what puts it right, whom it is for."""
    look = shown.looks[0]
    blocks = [wrapped(Content.styled(shown.title, "bold"), width)]
    if not shown.extent:
        blocks.append(wrapped(Content(look.step.body), width))
    found = Content.assemble(_word(shown.finding), with_places(wording.found(shown.finding)))
    blocks.append(list(labelled("Found", found, width)))
    if mend:
        rows = mend_rows(mend, keys("verify.copy"))
        blocks.append([line for name, value in rows for line in labelled(name, value, width)])
    elif shown.finding.answer == "right" and not shown.is_marked:
        does = " marks the steps done" if shown.extent else " marks the step done"
        blocks.append([Content.assemble(key(keys("verify.mark")), (does, DIM))])
    if shown.extent:
        blocks.append(_whose(shown, width))
    return Content("\n\n").join(Content("\n").join(block) for block in blocks)


def _whose(shown: Row, width: int) -> list[Content]:
    """List the checklists that ask for it; of one alone, its steps."""
    alone = len({look.checklist.id for look in shown.looks}) == 1
    lines = [Content.styled("Asked for by", f"bold {DIM}")]
    for look, step in zip(shown.looks, shown.steps, strict=True):
        name = look.step.title if alone else look.checklist.title
        sign, style = MARK_SIGNS[step.mark]
        lines.append(hanging(Content.assemble((f"{sign} ", style), name), 2, width))
    return list({line.plain: line for line in lines}.values())


def _word(finding: Finding) -> tuple[str, str]:
    word = "can't tell" if finding.answer == "unknown" else finding.answer
    style = ANSWER_SIGNS[finding.answer][1]
    return f"{word}: ", style


def nothing() -> Content:
    """Say that there is nothing to look at."""
    return Content.styled("Nothing of what this machine could answer is here.", DIM)
