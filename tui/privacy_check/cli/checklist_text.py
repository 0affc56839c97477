"""One checklist in full, as text for the command line: why, each step, and the sources."""

from textwrap import indent, wrap

from privacy_check.domain import applicability, backing, backing_wording, wording
from privacy_check.domain.backing import Backed
from privacy_check.domain.journal import mark_of
from privacy_check.domain.standing import Standing, StepStanding

WIDTH = 79


def checklist_text(standing: Standing) -> str:
    """Return all of one checklist, and where each step stands."""
    checklist, state = standing.checklist, standing.state
    checked, following = wording.checked(standing), wording.next_day(standing)
    audited = backing_wording.audited(checklist, standing.today)
    parts = [
        " · ".join(dict.fromkeys((checklist.service, checklist.title))),
        f"{wording.SIGNS[state]} {wording.STATE_NAMES[state]}: {wording.headline(standing)}",
        f"Last checked: {checked}" + (f". Next: {following}." if following else "."),
        f"{_backing(_weakest(standing), standing)}.",
        *([f"Audited: {audited}."] if audited else []),
        *(["", _paragraphs(checklist.why)] if checklist.why else []),
    ]
    if standing.note:
        parts += ["", _paragraphs(f"Your note: {standing.note}")]
    for number, step in enumerate(standing.steps, 1):
        parts += ["", *_step(number, step, standing)]
    parts += ["", "Afterwards", _paragraphs(checklist.after)] if checklist.after else []
    parts += ["", "Sources"] if checklist.sources else []
    for source in checklist.sources:
        said = f"{source.publisher}, {backing_wording.source_day(source)}"
        parts += [f"  {source.title} ({said})", f"  {source.url}"]
    return "\n".join(parts)


def _step(number: int, standing: StepStanding, whole: Standing) -> list[str]:
    step = standing.step
    backed = backing.best(step, whole.checklist)
    rule = wording.answer_rule(step)
    below = [
        "\n".join(wrap(" › ".join(step.path), WIDTH - 3)),
        _paragraphs(step.body, WIDTH - 3) if step.body else "",
        _paragraphs(f"You should see: {step.expect}", WIDTH - 3) if step.expect else "",
        step.url or "",
        _paragraphs(f"Time for an answer: {rule}", WIDTH - 3) if rule else "",
        _paragraphs(f"Your note: {standing.note}", WIDTH - 3) if standing.note else "",
        _backing(backed, whole) if backed else "",
    ]
    first = f"{number}. {step.title} [{step.id}] ({_state(standing, whole)})"
    return [first, *(indent(text, "   ") for text in below if text)]


def _state(standing: StepStanding, whole: Standing) -> str:
    if standing.doubt:
        return wording.change(standing.doubt, whole.today)
    if not standing.applies:
        return applicability.only_for(standing.step)
    if standing.step.optional and mark_of(standing.mark_event) == "todo":
        return "optional"
    return wording.dated_mark(standing.mark_event, whole) if standing.mark_event else "open"


def _weakest(standing: Standing) -> Backed | None:
    return backing.weakest(standing.checklist, (s.step for s in standing.counting))


def _backing(backed: Backed | None, whole: Standing) -> str:
    return backing_wording.backing_sentence(backed, whole.checklist, whole.today)


def _paragraphs(text: str, width: int = WIDTH) -> str:
    lines = (wrap(line, width, break_on_hyphens=False) or [""] for line in text.split("\n"))
    return "\n".join(line for wrapped in lines for line in wrapped)
