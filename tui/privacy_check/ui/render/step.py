"""A walk's step as text: its line in the list, and its page."""

import re
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from privacy_check.domain import (
    applicability,
    backing,
    backing_wording,
    formatting,
    letters,
    wording,
)
from privacy_check.domain.actions import offered_verb
from privacy_check.domain.checklist import Step
from privacy_check.domain.journal import Mark
from privacy_check.domain.letters import Letter
from privacy_check.domain.probing import Answer, Finding
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.ui.render.text import (
    ACCENT,
    DIM,
    GOOD,
    LOUD,
    PATH,
    PROSE_WIDTH,
    WARN,
    KeyNames,
    apart,
    aside_width,
    bar,
    beside,
    joined,
    key,
    labelled,
    link,
    wrapped,
)
from privacy_check.ui.render.wrapping import with_places
from privacy_check.verification import Mend

MARK_SIGNS: dict[Mark, tuple[str, str]] = {
    "done": ("✓", GOOD),
    "skipped": ("–", DIM),
    "not-applicable": ("–", DIM),
    "waiting": ("…", WARN),
    "todo": ("○", DIM),
}
ANSWER_SIGNS: dict[Answer, tuple[str, str]] = {
    "right": ("✓", GOOD),
    "wrong": ("○", WARN),
    "unknown": ("?", DIM),
}
_NOT_HERE = "not here"
_SEGMENTS = 10
"""The bar has a segment for each step, up to so many."""


class Seen(NamedTuple):
    """What this machine said of a step, and what puts it right if it is wrong."""

    finding: Finding
    mend: Mend | None


def head(standing: Standing, width: int, *, narrow: bool) -> Content:
    """Name the checklist, and say how far it is."""
    checklist = standing.checklist
    name = joined(checklist, "  ", style=f"bold {ACCENT}", title=DIM)
    if narrow:
        return apart(name, Content(wording.progress(standing)), width)
    done, whole = sum(not s.open for s in standing.counting), len(standing.counting)
    drawn = bar(done, whole, min(whole, _SEGMENTS))
    room = width - name.cell_length - drawn.cell_length - len("    ")
    said = wording.progress(standing)
    folded = [s for s in standing.steps if s.is_folded]
    others = f", {applicability.folded(folded, alone=True)}" if folded else ""
    for more in (wording.optional(standing), others):
        said += more if cell_len(said + more) <= room else ""
    return apart(name, Content.assemble(f"{said}  ", drawn), width)


def line(number: int, step: StepStanding, width: int, *, here: bool) -> Content:
    """Show one step in the list; what does not fit beside its number hangs under its title."""
    sign, style = _sign(step)
    lead = Content.assemble(("▸" if here else " ", ACCENT), (sign, style), f" {number} ")
    title = Content.styled(step.step.title, _title_style(step, here=here))
    if step.is_folded:
        lead = Content.assemble(("▸" if here else " ", ACCENT), (f"{sign} {number} ", DIM))
        title = Content.assemble(title, (f" · {_why_folded(step)}", DIM))
        if step.applies and title.cell_length > width - lead.cell_length:
            title = title[: -len(f" · {_NOT_HERE}")]  # of many tools, no row takes two lines
    elif step.step.optional:
        title = Content.assemble(title, ("  optional", DIM))
    first, *others = wrapped(title, width - lead.cell_length)
    hung = (other.pad_left(lead.cell_length) for other in others)
    return Content("\n").join([Content.assemble(lead, first), *hung])


def _why_folded(step: StepStanding) -> str:
    return applicability.only_for(step.step) if not step.applies else _NOT_HERE


def list_width(standing: Standing) -> int:
    """Return the cells that the list needs, so that no title is broken."""
    lines = (line(n, s, 1000, here=True) for n, s in enumerate(standing.steps, 1))
    return max(content.cell_length for content in lines)


def _sign(step: StepStanding) -> tuple[str, str]:
    if step.drift or step.doubt or step.answer_due:
        return "!", LOUD
    return ("–", DIM) if step.is_folded else MARK_SIGNS[step.mark]


def _title_style(step: StepStanding, *, here: bool) -> str:
    if here:
        return "bold"
    return "" if step.open and not step.is_folded else DIM


def page(
    standing: Standing,
    step: StepStanding,
    width: int,
    keys: KeyNames,
    *,
    number: int | None = None,
    unfolded: bool = False,
    seen: Seen | None = None,
    letter: Letter | None = None,
) -> Content:
    """Show one step whole: what to do, where, what one should see, and what is known of it.

    It has a `number` where no list beside it says which step this is; and its link then stands
    under its title, as there is room for little else.
    """
    title = _title(standing, step, number)
    room = aside_width(width)
    reasons = bool(standing.checklist.why)
    has_aside = room > 0 and reasons and not step.step.copy  # a letter can be selected by itself
    prose, width = min(width, PROSE_WIDTH), PROSE_WIDTH if has_aside else width
    if step.is_folded and not unfolded:
        return _laid([wrapped(title, prose), wrapped(_not_yours(step, keys), prose)])
    has_link = bool(step.step.url) and not (letter and letter.to)  # a letter has its own heading
    first = link(step.step.url or "", standing.checklist) if number and has_link else None
    top = [*wrapped(title, prose), *(wrapped(first, width) if first else [])]
    parts = [*_notices(standing, step, keys), _path(step), Content(step.step.body)]
    blocks = [top, *(wrapped(part, prose) for part in parts if part)]
    facts = [
        *_on_this_machine(step, seen, keys),
        *_facts(standing, step, with_link=has_link and not first),
    ]
    blocks.append([row for name, value in facts for row in _fact(name, value, width)])
    if step.step.copy:
        blocks.append([*wrapped(_letter_head(standing, step.step, letter, keys), prose)])
        blocks.append(wrapped(_letter_text(step.step, letter), prose))
    if has_aside:
        heading = Content.styled("Why it matters", f"bold {DIM}")
        aside = [heading, *wrapped(Content(standing.checklist.why), room)]
        return beside(_laid(blocks), Content("\n").join([Content(""), Content(""), *aside]))
    if reasons:
        blocks.append(labelled("Why", _why(standing, keys), prose))
    return _laid(blocks)


def _title(standing: Standing, step: StepStanding, number: int | None) -> Content:
    """Name the step; above that, where nothing is left to do, say so and when it is asked again."""
    title = Content.styled(step.step.title, "bold")
    if number:
        title = Content.assemble((f"{number}  ", DIM), title)
    done = wording.all_done(standing)
    gap = "\n" if number else "\n\n"
    return Content.assemble((f"✓ {done}", GOOD), gap, title) if done else title


def _laid(blocks: list[list[Content]]) -> Content:
    return Content("\n\n").join(Content("\n").join(block) for block in blocks if block)


def _not_yours(step: StepStanding, keys: KeyNames) -> Content:
    shows = (key(keys("walk.on")), (" shows it anyway.", DIM))
    return Content.assemble((f"{applicability.not_for_you(step)}. ", DIM), *shows)


def _notices(standing: Standing, step: StepStanding, keys: KeyNames) -> list[Content]:
    """Say what makes this step different from any other: the first thing that one should know."""
    said: list[Content] = []
    if offered_verb(step, standing) == "end review":
        ends = (key(keys("walk.done")), " ends this review.")
        said.append(Content.assemble("Every step is marked. ", *ends))
    if step.drift:
        day = formatting.short_day(step.drift.day(standing.zone), standing.today)
        said.append(Content.styled(f"! right no longer, seen on this machine on {day}", LOUD))
    if step.doubt:
        day = formatting.short_day(step.doubt.date, standing.today)
        said.append(Content.assemble((f"! changed {day}", LOUD), f"  {step.doubt.note}"))
    if step.answer_due:
        asked = wording.answer_question(step, standing)
        came = (key(keys("walk.done")), (" yes   ", DIM))
        not_yet = (key(keys("walk.confirm")), (" not yet", DIM))
        said.append(Content.assemble((f"! {asked}\n", LOUD), *came, *not_yet))
    if not (step.applies and step.is_here):
        why = applicability.not_for_you(step)
        said.append(Content.styled(f"{why}. You can mark it anyway.", DIM))
    return said


def _path(step: StepStanding) -> Content:
    """Show the way there, the label to look for marked."""
    if not step.step.path:
        return Content("")
    *before, last = step.step.path
    way = "".join(f"{label} › " for label in before)
    return Content.assemble((way, PATH), (last, f"bold {PATH}"))


def _on_this_machine(
    step: StepStanding, seen: Seen | None, keys: KeyNames
) -> list[tuple[str, Content]]:
    """Say what this machine answered, and how to put it right; or that it can be asked."""
    if not step.step.probe:
        return []
    if seen is None:
        asks = Content.assemble(key(keys("walk.verify")), (" looks whether it is right", DIM))
        return [("This machine", asks)]
    finding = seen.finding
    sign, style = ANSWER_SIGNS[finding.answer]
    word = "can't tell" if finding.answer == "unknown" else finding.answer
    said = Content.assemble((f"{sign} {word}: ", style), with_places(wording.found(finding)))
    rows = [("This machine", said)]
    if seen.mend:
        rows += mend_rows(seen.mend, "" if step.step.copy else keys("walk.copy"))
    return rows


def mend_rows(mend: Mend, copy: str) -> list[tuple[str, Content]]:
    """Say what puts a setting right, then where that belongs, then the key that copies it."""
    where = wording.mend_where(mend.place, is_there=mend.is_there)
    copies = ("   ", key(copy), (" copies it", DIM)) if copy else ()
    place = with_places(where).stylize_before(DIM)
    line = Content.styled(mend.line, PATH)
    return [("To put it right", line), ("", Content.assemble(place, *copies))]


def _facts(standing: Standing, step: StepStanding, *, with_link: bool) -> list[tuple[str, Content]]:
    checklist, known = standing.checklist, step.step
    mark = step.mark_event if step.mark != "todo" else None
    waits = wording.answer(step, standing)
    found = standing.history.looks_different.get(known.id)
    facts = [
        ("You should see", Content(known.expect or "")),
        ("Link", link(known.url, checklist) if known.url and with_link else Content("")),
        ("Once called", Content(", ".join(f"'{label}'" for label in known.formerly))),
        ("This time", Content(wording.dated_mark(mark, standing)) if mark else Content("")),
        ("", Content.styled(waits, WARN) if waits else Content("")),
        ("By law", Content(wording.answer_rule(known))),
        (
            "Last time",
            Content(wording.dated_mark(step.previous, standing)) if step.previous else Content(""),
        ),
        ("You found", Content((found.note or "") if found else "")),
        ("Your note", Content(step.note)),
        ("Optional", Content("this step never holds you up" if known.optional else "")),
        _backing(standing, step),
        ("Audited", Content(backing_wording.audited(checklist, standing.today))),
    ]
    return [(name, value) for name, value in facts if value]


def _backing(standing: Standing, step: StepStanding) -> tuple[str, Content]:
    checklist = standing.checklist
    best = backing.best(step.step, checklist)
    name, said = backing_wording.backing_fact(best, checklist, standing.today)
    return name, Content(said)


def _fact(name: str, value: Content, width: int) -> list[Content]:
    """Lay out one fact; an address may use all the room there is, to stay whole."""
    return labelled(name, value, width if name == "Link" else min(width, PROSE_WIDTH))


def _letter_head(standing: Standing, step: Step, letter: Letter | None, keys: KeyNames) -> Content:
    """Say what can be done with the text, where it goes, and what is still to fill in."""
    copy, save = key(keys("walk.copy")), key(keys("walk.save"))
    to_mail = (step.url or "").startswith("mailto:")
    is_sent = to_mail or step.answer_days is not None
    name = ("The text to send  " if is_sent else "The text  ", "bold")
    said = Content.assemble(name, copy, (" copy   ", DIM), save, (" save", DIM))
    if letters.is_mailed(step):
        said = Content.assemble(said, "   ", key(keys("walk.open")), (" mail", DIM))
    if letter and letter.missing:
        blanks = formatting.count(len(letter.missing), "blank")
        fill = key(keys("walk.letter"))
        said = Content.assemble(said, (f"\n{blanks} to fill in  ", WARN), fill, (" fill in", DIM))
    if letter and letter.to:
        careful = backing_wording.warnings(step.url or "", standing.checklist)
        warned = [(f"  ({warning})", WARN) for warning in careful]
        said = Content.assemble(said, ("\nTo       ", DIM), letter.to, *warned)
        said = Content.assemble(said, ("\nSubject  ", DIM), letter.subject)
    return said


def _letter_text(step: Step, letter: Letter | None) -> Content:
    """Show the text with what is known filled in; what is not known yet is marked."""
    content = Content(letter.text if letter else step.copy or "")
    for blank in letter.missing if letter else ():
        shown = f"[{blank.text}]"
        for found in re.finditer(re.escape(shown), content.plain):
            content = content.stylize(WARN, *found.span())
    return content


def _why(standing: Standing, keys: KeyNames) -> Content:
    first, _, more = standing.checklist.why.strip().partition("\n\n")
    rest = ("  ", key(keys("walk.why")), (" for all of it", DIM)) if more else ()
    return Content.assemble(first, *rest)


def as_text(standing: Standing, step: StepStanding) -> str:
    """Write out what one takes away from a step that brings no text of its own."""
    known = step.step
    way = " › ".join(known.path)
    seen = f"You should see: {known.expect}" if known.expect else ""
    about = f"{wording.full_title(standing.checklist)}\n{known.title}"
    return "\n\n".join(part for part in (about, way, known.body, seen, known.url) if part)
