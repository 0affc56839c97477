"""One checklist as text: its steps, a step's page, the card of a confirm, why, and the end."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from privacy_check.domain import wording
from privacy_check.domain.actions import awaits_closing_mark, offered
from privacy_check.domain.checklist import Checklist, Step
from privacy_check.domain.journal import Mark
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.errors import Fault
from privacy_check.system import environment
from privacy_check.ui.render.text import (
    ACCENT,
    DIM,
    GOOD,
    LOUD,
    PROSE_WIDTH,
    WARN,
    apart,
    bar,
    fit,
    labelled,
    link,
)
from privacy_check.ui.render.wrapping import path, with_paths

_MARK_SIGNS: dict[Mark, str] = {
    "done": "✓",
    "skipped": "–",
    "not-applicable": "–",
    "waiting": "…",
    "todo": "○",
}
_MARK_STYLES: dict[Mark, str] = {
    "done": GOOD,
    "skipped": DIM,
    "not-applicable": DIM,
    "waiting": WARN,
    "todo": "",
}


def named(checklist: Checklist, step: Step | None = None) -> Content:
    """Name a checklist, and one of its steps, where an action on it is asked about."""
    of_step = f" · {step.title}" if step else ""
    return Content.assemble((checklist.service, "bold"), " · ", checklist.title, of_step)


def walk_head(standing: Standing, number: int, width: int) -> Content:
    """Name the checklist, and say how far the walk is."""
    checklist = standing.checklist
    place = f"step {number} of {len(standing.steps)}"
    done = sum(not s.open for s in standing.counting)
    right = Content.assemble((f"{place}  ", DIM), bar(done, len(standing.counting)))
    return apart(named(checklist), right if width >= 60 else Content.styled(place, DIM), width)


def step_line(number: int, step: StepStanding, width: int, *, here: bool) -> Content:
    """Show one step in the walk's list, and whether it is the one at the right."""
    sign, style = _MARK_SIGNS[step.mark], _MARK_STYLES[step.mark]
    if step.doubt or step.answer_due:
        sign, style = "!", LOUD
    elif not step.applies and step.mark == "todo":
        sign, style = "–", DIM
    dim = "" if step.applies else DIM
    return Content.assemble(
        ("▸" if here else " ", ACCENT),
        (f"{sign} ", style),
        (fit(f"{number} {step.step.title}", width - 3).rstrip(), dim),
    )


def space_does(standing: Standing, step: StepStanding) -> str:
    """Say in one word what `space` does on this step."""
    mark = offered(step, standing)
    if mark == "done" and step.awaited:
        return "answered"
    if awaits_closing_mark(standing):
        return "end review"
    return {None: "go on", "waiting": "sent"}.get(mark, "done")


def step_page(standing: Standing, step: StepStanding, width: int) -> Content:
    """Show one step whole: what to do, where, what one should see, and what is known of it."""
    parts = [Content.styled(step.step.title, "bold")]
    if space_does(standing, step) == "end review":
        parts.append(Content.styled("Every step is marked. Space ends this review.", ACCENT))
    if step.doubt:
        parts.append(Content.styled(wording.change(step.doubt, standing.today), LOUD))
        parts.append(Content.styled("Look at it again, then press space.", DIM))
    if step.answer_due:
        parts.append(Content.styled(wording.answer_question(step, standing), LOUD))
        parts.append(Content.styled("It came: space. Not yet: c asks what became of it.", DIM))
    if not step.applies:
        parts.append(
            Content.styled(f"{wording.only_for(step.step)}. You may mark it all the same.", DIM)
        )
    if step.step.path:
        parts.append(Content.styled(" › ".join(step.step.path), ACCENT))
    wide = min(width, PROSE_WIDTH)
    page = Content("\n\n").join([*parts, Content(step.step.body)])
    lines = page.wrap(wide) if wide > 0 else [page]
    rows = [labelled(name, value, width) for name, value in _facts_of(standing, step) if value]
    return Content("\n").join([*lines, Content(""), *rows, *_to_copy(step, wide)])


def _facts_of(standing: Standing, step: StepStanding) -> list[tuple[str, Content]]:
    checklist, known = standing.checklist, step.step
    kind = "Optional" if known.optional else ""
    mark = step.mark_event if step.mark != "todo" else None
    waits = wording.answer(step, standing)
    return [
        ("You should see", Content(known.expect or "")),
        ("Once called", Content(", ".join(f"'{label}'" for label in known.formerly))),
        ("Link", link(known.url, checklist) if known.url else Content("")),
        ("This time", Content(wording.dated_mark(mark, standing)) if mark else Content("")),
        ("", Content.styled(waits, WARN) if waits else Content("")),
        (
            "Last time",
            Content(wording.dated_mark(step.previous, standing)) if step.previous else Content(""),
        ),
        ("You found", _found(standing, step)),
        ("Your note", Content(step.note)),
        (kind, Content("this step never holds you up") if kind else Content("")),
        ("Backed by", Content(wording.newest_source(checklist, known, standing.today))),
    ]


def _found(standing: Standing, step: StepStanding) -> Content:
    event = standing.history.looks_different.get(step.step.id)
    return Content(event.note or "" if event else "")


def _to_copy(step: StepStanding, width: int) -> list[Content]:
    """Show the text to copy whole: where a clipboard does not work, it can still be selected."""
    if not step.step.copy:
        return []
    head = Content.styled("To copy (Y)", "bold")
    return [Content(""), head, *Content(step.step.copy).wrap(max(10, width))]


def ended(standing: Standing, following: Standing | None, width: int) -> Content:
    """Say at the end of a review what is right now, what it does not do, and what comes next."""
    checklist = standing.checklist
    done = wording.count(standing.marked, "step")
    parts = [
        Content.styled(f"✓ Done: {checklist.title}", f"bold {GOOD}"),
        Content.assemble(
            f"{done} settled, {_checked(standing)}. {_asked_again(standing)} ",
            ("i", f"bold {ACCENT}"),
            " changes how often.",
        ),
    ]
    left = [s.step.title for s in standing.steps if s.applies and s.step.optional and s.open]
    if left:
        parts.append(Content(f"Left, if you like: {', '.join(left)} (→ goes there)."))
    if following:
        lead = f"{following.checklist.service}, {wording.headline(following)}"
        key = ("enter", f"bold {ACCENT}")
        parts.append(Content.assemble(key, f" goes on to what needs you next: {lead}."))
    else:
        key = ("esc", f"bold {ACCENT}")
        parts.append(Content.assemble(key, " goes home. Nothing else needs you."))
    parts.append(Content(checklist.after))
    page = Content("\n\n").join(parts)
    return Content("\n").join(page.wrap(max(10, min(width, PROSE_WIDTH))))


def _checked(standing: Standing) -> str:
    """Say when all of it was last looked at; an answer that came is no such look."""
    if standing.checked == standing.today:
        return "checked today"
    return f"last checked {wording.checked(standing)}"


def _asked_again(standing: Standing) -> str:
    if standing.state == "needs-you":
        return f"It still needs you: {wording.headline(standing)}."
    if standing.next is None:
        return ""
    when = f"You are asked again on {wording.day(standing.next)}"
    if standing.state == "waiting":
        return f"{when}, when an answer is due."
    return (
        f"{when}, {wording.until(standing.next, standing.today)}, or sooner if something changes."
    )


def why(standing: Standing) -> Content:
    """Say why it matters, what happens afterwards, what changed, and what backs it all."""
    checklist = standing.checklist
    parts = [named(checklist), Content(checklist.why)]
    parts += [Content.styled("Afterwards", "bold"), Content(checklist.after)]
    if checklist.changes:
        parts.append(Content.styled("What changed", "bold"))
        newest = sorted(checklist.changes, key=lambda c: c.date, reverse=True)
        parts += [_change(c.date, c.note, c.regions) for c in newest]
    parts.append(Content.styled("Sources", "bold"))
    for source in checklist.sources:
        dated = wording.day(source.date) if source.date else "undated"
        parts.append(
            Content.assemble(source.title, (f"\n{source.publisher}, {dated}\n{source.url}", DIM))
        )
    return Content("\n\n").join(parts)


def _change(day: object, note: str, regions: tuple[str, ...]) -> Content:
    where = f" ({wording.places(regions)})" if regions else ""
    return Content.assemble((f"{day}  ", DIM), note, (where, DIM))


def confirm_title(standing: Standing) -> Content:
    """Name the checklist on its card, and when it was last checked."""
    checked = wording.checked(standing)
    return Content(f"{standing.checklist.service} · last checked {checked}")


def question(standing: Standing) -> Content:
    """Show the confirm's question, its link, and the change that made it worth asking."""
    checklist = standing.checklist
    parts = [named(checklist), Content.styled(checklist.confirm.question, "bold")]
    if standing.url:
        parts.append(link(standing.url, checklist))
    reason = standing.reason
    if reason and reason.change:
        parts.append(Content.styled(wording.change(reason.change, standing.today), WARN))
    for step in standing.steps:
        if step.doubt:
            way = " › ".join(step.step.path)
            parts.append(Content.assemble(step.step.title, (f"\n{way}" if way else "", ACCENT)))
    waiting = [s.step.title for s in standing.steps if s.applies and s.awaited]
    if waiting:
        parts.append(Content.styled(f"Still waiting for an answer: {', '.join(waiting)}.", DIM))
    return Content("\n\n").join(parts)


def answer_card(standing: Standing, step: StepStanding) -> Content:
    """Ask whether an answer has come: who was asked and when, the step, its link and note."""
    parts = [Content.styled(wording.answer_question(step, standing), "bold")]
    parts.append(Content(f"{step.step.title}: {wording.answer(step, standing)}."))
    if step.step.url:
        parts.append(link(step.step.url, standing.checklist))
    if step.note:
        parts.append(Content.assemble(("Your note: ", DIM), step.note))
    return Content("\n\n").join(parts)


def no_answer(standing: Standing, step: StepStanding) -> Content:
    """Name the step that got no answer, and say what asking later puts off."""
    letters = len(standing.answers_due)
    all_of_them = {1: "", 2: ", both letters"}.get(letters, f", all {letters} letters")
    whole = f"To be asked later puts off the whole checklist{all_of_them}."
    return Content.assemble(named(standing.checklist, step.step), (f"\n{whole}", DIM))


def forgetting(whose: str) -> Content:
    """Say what forgetting does, and what it can't."""
    return Content(
        f"This blanks every line of {whose} on this machine: marks, dates and notes. It can't be "
        "undone.\n\nA sync program or a backup may still have them, and bring them back. Go on?"
    )


def removing(name: str, folder: str) -> Content:
    """Say what removing a profile does, and what it can't."""
    return Content.assemble(
        f"This takes {name} off this machine: every mark, date and note, its settings, and its "
        "journals in ",
        path(folder),
        ". It can't be undone.\n\nA sync program or a backup may still have them, and bring them "
        "back. Go on?",
    )


def would_be_lost(unsaved: int, trouble: str) -> Content:
    """Say what leaving now would give up, and why it could not be saved."""
    acted = wording.count(unsaved, "action")
    ends = f"{acted} could not be saved.\n\n", "\n\nLeave all the same?"
    return Content.assemble(ends[0], with_paths(trouble), ends[1])


_FAULTS_SHOWN = 100  # a page of ten thousand takes the screen half a minute to lay out


def faults_page(faults: Sequence[Fault]) -> Content:
    """Say of the first faults what, where and what to do, and how to see the rest."""
    lines = [_fault(fault) for fault in faults[:_FAULTS_SHOWN]]
    if len(faults) > _FAULTS_SHOWN:
        more = wording.count(len(faults) - _FAULTS_SHOWN, "more fault")
        command = f"{environment.command_in_words()} validate"
        lines.append(Content(f"And {more}: {command} lists them all."))
    remedy = "Everything else works. Nothing of these files was changed; mend them by hand,"
    lines.append(Content.styled(f"{remedy} then start again.", DIM))
    return Content("\n\n").join(lines)


def _fault(fault: Fault) -> Content:
    what = str(fault).removeprefix(fault.place)
    return Content.assemble(path(fault.place).stylize(WARN), what)


def help_page(rows: Sequence[tuple[str, str]]) -> Content:
    """List keys with what they do."""
    wide = max((cell_len(key) for key, _ in rows), default=0)
    lines = (
        Content.assemble((fit(key, wide), f"bold {ACCENT}"), f"   {does}") for key, does in rows
    )
    return Content("\n").join(lines)


def plain_page(words: str) -> Content:
    """Show a text that is to be copied."""
    return Content.assemble((f"{_COPY_HINT}\n\n", DIM), words)


_COPY_HINT = "Kept with this step. Y copies it, for the page where you report such things."


def proposal(proposed: Sequence[Standing]) -> Content:
    """Say what the proposal is made of."""
    if not proposed:
        return Content("Nothing that you have not begun fits into that time.")
    took = wording.count(sum(s.checklist.minutes for s in proposed), "minute")
    return Content(f"These take {took} together. What is most at stake comes first.")


def correction(standing: Standing, step: StepStanding, country: str | None) -> str:
    """Write the short text that tells an author what to mend: plain, to be copied."""
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
