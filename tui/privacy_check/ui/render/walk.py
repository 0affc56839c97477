"""One checklist as text: its steps, a step's page, the card of a confirm, why, and the end."""

from collections.abc import Sequence

from textual.content import Content

from privacy_check.domain import applicability, backing_wording, formatting
from privacy_check.domain.checklist import Checklist, Step
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.errors import Fault
from privacy_check.system import environment
from privacy_check.ui.render.text import (
    DIM,
    WARN,
    joined,
)
from privacy_check.ui.render.wrapping import path, with_paths


def named(checklist: Checklist, step: Step | None = None) -> Content:
    """Name a checklist, and one of its steps, where an action on it is asked about."""
    return Content.assemble(joined(checklist, " · "), f" · {step.title}" if step else "")


def why(standing: Standing) -> Content:
    """Say why it matters, what happens afterwards, what changed, and what backs it all."""
    checklist = standing.checklist
    parts = [named(checklist)]
    parts += [Content(checklist.why)] if checklist.why else []
    if checklist.after:
        parts += [Content.styled("Afterwards", "bold"), Content(checklist.after)]
    if checklist.changes:
        parts.append(Content.styled("What changed", "bold"))
        newest = sorted(checklist.changes, key=lambda c: c.date, reverse=True)
        parts += [_change(c.date, c.note, c.regions) for c in newest]
    if checklist.sources:
        parts.append(Content.styled("Sources", "bold"))
    for source in checklist.sources:
        dated = backing_wording.source_day(source)
        parts.append(
            Content.assemble(source.title, (f"\n{source.publisher}, {dated}\n{source.url}", DIM))
        )
    if len(parts) == 1:
        parts.append(Content.styled(backing_wording.NO_REASONS, DIM))
    return Content("\n\n").join(parts)


def _change(day: object, note: str, regions: tuple[str, ...]) -> Content:
    where = f" ({applicability.places(regions)})" if regions else ""
    return Content.assemble((f"{day}  ", DIM), note, (where, DIM))


def forgetting(whose: str) -> Content:
    """Say what forgetting does, and what it can't."""
    return Content(
        f"This erases everything about {whose} from this machine: marks, dates, notes and what "
        "its letters remember.\n\nIt can't be undone. But a sync program or a backup may still "
        "have copies, and bring them back. Continue?"
    )


def removing(name: str, folder: str) -> Content:
    """Say what removing a profile does, and what it can't."""
    return Content.assemble(
        f"This removes {name} from this machine: every mark, date and note, its settings, and its "
        "journals in ",
        path(folder),
        ". It can't be undone.\n\nA sync program or a backup may still have copies, and bring them "
        "back. Continue?",
    )


def would_be_lost(unsaved: int, error: str) -> Content:
    """Say what leaving now would lose, and why it could not be saved."""
    actions = formatting.count(unsaved, "action")
    ends = f"{actions} could not be saved.\n\n", "\n\nQuit anyway?"
    return Content.assemble(ends[0], with_paths(error), ends[1])


_FAULTS_SHOWN = 100  # a page of ten thousand takes the screen half a minute to lay out


def faults_page(faults: Sequence[Fault]) -> Content:
    """List the first faults, and say how to see the rest."""
    lines = [_fault(fault) for fault in faults[:_FAULTS_SHOWN]]
    if len(faults) > _FAULTS_SHOWN:
        more = formatting.count(len(faults) - _FAULTS_SHOWN, "more fault")
        command = f"{environment.command_in_words()} validate"
        lines.append(Content(f"And {more}: {command} lists them all."))
    remedy = (
        "Everything else works. These files were not changed: fix them by hand. Your checklists "
        "are read again at once, settings at the next start."
    )
    lines.append(Content.styled(remedy, DIM))
    return Content("\n\n").join(lines)


def _fault(fault: Fault) -> Content:
    what = str(fault).removeprefix(fault.place)
    return Content.assemble(path(fault.place).stylize(WARN), what)


def plain_page(text: str) -> Content:
    """Show a text that is to be copied."""
    return Content.assemble((f"{_COPY_HINT}\n\n", DIM), text)


_COPY_HINT = "Saved with this step. Copy it, and send it where you report such things."


def proposal(proposed: Sequence[Standing]) -> Content:
    """Say what the proposal is made of."""
    if not proposed:
        return Content("Nothing new fits into that time.")
    minutes = formatting.count(sum(s.checklist.minutes for s in proposed), "minute")
    return Content(f"These take {minutes} together, the most important first.")


def correction(standing: Standing, step: StepStanding, country: str | None) -> str:
    """Return a short plain text that tells an author what to correct, for copying."""
    event = standing.history.looks_different.get(step.step.id)
    if event is None:
        return ""
    return "\n".join(
        [
            "A step looks different from its checklist",
            f"file: checklists/{standing.checklist.id}.toml",
            f"step: {step.step.id}",
            f"found: {event.note}",
            f"date: {event.day(standing.zone)}",
            f"country: {country or 'not set'}",
        ]
    )
