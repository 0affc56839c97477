"""What this machine says, as text: a row for each step, and all about one."""

from textual.content import Content

from privacy_check.domain import wording
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.probing import Finding
from privacy_check.domain.standing import StepStanding
from privacy_check.ui.render.step import ANSWER_SIGNS
from privacy_check.ui.render.text import (
    ACCENT,
    DIM,
    LOUD,
    PATH,
    KeyNames,
    LazyContent,
    apart,
    fit,
    key,
    labelled,
    wrapped,
)
from privacy_check.ui.render.wrapping import with_places
from privacy_check.verification import Mend

GROUPS = ("drifted", "wrong", "unknown", "right")
"""The groups of rows, what needs the person first."""
_NAMES = {
    "drifted": "Right no longer",
    "wrong": "Wrong",
    "unknown": "Can't tell",
    "right": "Right",
}
_MIN_WITH_SERVICE = 50


def group_of(step: StepStanding, finding: Finding) -> str:
    """Return the group of a step: drift stands above what was never right."""
    return "drifted" if step.drift else finding.answer


def head(counts: dict[str, int], width: int) -> Content:
    """Say how many are right, and how many are not."""
    said = [f"{counts[name]} {_NAMES[name].lower()}" for name in GROUPS if counts.get(name)]
    return apart(Content.styled("This machine", f"bold {ACCENT}"), Content(" · ".join(said)), width)


def heading(name: str) -> Content:
    """Name a group of rows."""
    return Content.styled(_NAMES[name].upper(), f"bold {DIM}")


def row(checklist: Checklist, step: StepStanding, finding: Finding, service: int) -> LazyContent:
    """Show one step: its service in so many cells, its title, and whether it is marked."""
    return LazyContent(lambda width: _row(checklist, step, finding, service, width))


def row_width(service: int, title: int) -> int:
    """Return the cells that a row needs to be shown whole, marked or not."""
    return 2 + service + 1 + title + len("  marked")


def _row(
    checklist: Checklist, step: StepStanding, finding: Finding, service: int, width: int
) -> Content:
    sign, style = ("!", LOUD) if step.drift else ANSWER_SIGNS[finding.answer]
    marked = Content.styled("marked", DIM) if step.mark != "todo" else Content("")
    room = width - 2 - (marked.cell_length + 2 if marked else 0)
    whose = checklist.service if checklist.has_service else ""
    name = fit(whose, service) if width >= _MIN_WITH_SERVICE else ""
    title = Content.assemble((f"{name} ", "bold") if name else "", step.step.title)
    shown = Content.assemble((f"{sign} ", style), title.truncate(room, ellipsis=True))
    return apart(shown, marked, width) if marked else shown


def short(finding: Finding, width: int) -> Content:
    """Say on one line what was found."""
    said = Content.assemble(_word(finding), wording.found(finding))
    return said.truncate(width, ellipsis=True)


def page(
    checklist: Checklist,
    step: StepStanding,
    finding: Finding,
    mend: Mend | None,
    width: int,
    keys: KeyNames,
) -> Content:
    """Say all about one: what was found and where, and what puts it right."""
    title = Content.styled(step.step.title, "bold")
    blocks = [wrapped(title, width), wrapped(Content(step.step.body), width)]
    found = Content.assemble(_word(finding), with_places(wording.found(finding)))
    blocks.append(list(labelled("Found", found, width)))
    if mend:
        where = wording.mend_place(mend.place, is_there=mend.is_there)
        copies = Content.assemble(
            (f"{where}  ", DIM), key(keys("verify.copy")), (" copies it", DIM)
        )
        lines = [Content.styled(line, PATH) for line in mend.line.split("\n")]
        blocks.append([*wrapped(copies, width), *lines])
    elif finding.answer == "right" and step.mark == "todo":
        marks = Content.assemble(key(keys("verify.mark")), (" marks the step done", DIM))
        blocks.append([marks])
    return Content("\n\n").join(Content("\n").join(block) for block in blocks)


def _word(finding: Finding) -> tuple[str, str]:
    word = "can't tell" if finding.answer == "unknown" else finding.answer
    style = ANSWER_SIGNS[finding.answer][1]
    return f"{word}: ", style


def nothing() -> Content:
    """Say that there is nothing to look at."""
    return Content.styled("Nothing of what this machine could answer is here.", DIM)
