"""One checklist in full, as text for the command line: why, each step, and the sources."""

from textwrap import indent, wrap

from privacy_check.domain import backing, wording
from privacy_check.domain.backing import Backed
from privacy_check.domain.journal import mark_of
from privacy_check.domain.standing import Standing, StepStanding

WIDTH = 79


def checklist_text(standing: Standing) -> str:
    """Return all of one checklist, and where each step stands."""
    checklist, state = standing.checklist, standing.state
    checked, following = wording.checked(standing), wording.next_day(standing)
    audited = wording.audited(checklist, standing.today)
    parts = [
        f"{checklist.service} · {checklist.title}",
        f"{wording.SIGNS[state]} {wording.STATE_NAMES[state]}: {wording.headline(standing)}",
        f"Last checked: {checked}" + (f". Next: {following}." if following else "."),
        f"{_backing(_weakest(standing), standing)}.",
        *([f"Audited: {audited}."] if audited else []),
        "",
        _paragraphs(checklist.why),
    ]
    if standing.note:
        parts += ["", _paragraphs(f"Your note: {standing.note}")]
    for number, step in enumerate(standing.steps, 1):
        parts += ["", *_step(number, step, standing)]
    parts += ["", "Afterwards", _paragraphs(checklist.after), "", "Sources"]
    for source in checklist.sources:
        said = f"{source.publisher}, {wording.source_day(source)}"
        parts += [f"  {source.title} ({said})", f"  {source.url}"]
    return "\n".join(parts)


def _step(number: int, standing: StepStanding, whole: Standing) -> list[str]:
    step = standing.step
    state = wording.dated_mark(standing.mark_event, whole) if standing.mark_event else "open"
    if standing.doubt:
        state = wording.change(standing.doubt, whole.today)
    elif not standing.applies:
        state = wording.only_for(step)
    elif step.optional and mark_of(standing.mark_event) == "todo":
        state = "optional"
    lines = [f"{number}. {step.title} [{step.id}] ({state})"]
    if step.path:
        lines.append(indent("\n".join(wrap(" › ".join(step.path), WIDTH - 3)), "   "))
    lines.append(indent(_paragraphs(step.body, WIDTH - 3), "   "))
    if step.expect:
        lines.append(indent(_paragraphs(f"You should see: {step.expect}", WIDTH - 3), "   "))
    if step.url:
        lines.append(f"   {step.url}")
    said = [("Time for an answer", wording.answer_rule(step)), ("Your note", standing.note)]
    lines += [
        indent(_paragraphs(f"{name}: {text}", WIDTH - 3), "   ") for name, text in said if text
    ]
    lines.append(f"   {_backing(backing.best(step, whole.checklist), whole)}")
    return lines


def _weakest(standing: Standing) -> Backed:
    return backing.weakest(standing.checklist, (s.step for s in standing.counting))


def _backing(backed: Backed, whole: Standing) -> str:
    return wording.backing_sentence(backed, whole.checklist, whole.today)


def _paragraphs(text: str, width: int = WIDTH) -> str:
    lines = (wrap(line, width, break_on_hyphens=False) or [""] for line in text.split("\n"))
    return "\n".join(line for wrapped in lines for line in wrapped)
