"""What is said of a checklist, a step and a card: paragraphs that make sense when read aloud."""

from collections.abc import Iterable

from privacy_check.domain import (
    applicability,
    backing,
    backing_wording,
    formatting,
    summary,
    wording,
)
from privacy_check.domain.actions import offered_verb
from privacy_check.domain.checklist import Checklist, Step
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Standing, StepStanding


def head(standing: Standing) -> list[str]:
    """Name a checklist, and say how much there is to do and how far that is."""
    checklist = standing.checklist
    stands = wording.headline(standing) if standing.state != "new" else ""
    state = ": ".join(filter(None, (wording.STATE_NAMES[standing.state], stands)))
    steps = formatting.count(len(standing.steps), "step")
    minutes = formatting.count(checklist.minutes, "minute")
    checked = f" Last checked {wording.checked(standing)}." if standing.checked else ""
    return [
        f"{wording.full_title(checklist)}.",
        checklist.summary,
        f"{steps}, {minutes}. {state}.{checked}",
    ]


def step(standing: Standing, here: StepStanding, letter: Iterable[str]) -> list[str]:
    """Say one step whole: where it stands, what to do, where, what is known of it, its letter."""
    known = here.step
    number = 1 + standing.steps.index(here)
    return [
        f"Step {number} of {len(standing.steps)}: {known.title}",
        *_state(standing, here),
        known.body,
        f"Where: {way(known)}." if known.path else "",
        f"Once called: {', '.join(known.formerly)}." if known.formerly else "",
        f"You should see: {known.expect}" if known.expect else "",
        *_link(known.url, standing.checklist, "Link: "),
        *_law(known),
        *_kept(standing, here),
        *_backing(standing, known),
        *letter,
    ]


def _backing(standing: Standing, step: Step) -> list[str]:
    best = backing.best(step, standing.checklist)
    return (
        [f"{backing_wording.backing_sentence(best, standing.checklist, standing.today)}."]
        if best
        else []
    )


def _link(url: Clean | None, checklist: Checklist, name: str = "") -> list[str]:
    """Say an address whole, and what one should know of it before opening it."""
    if url is None:
        return []
    return [f"{name}{url}", *(f"Careful: {w}." for w in backing_wording.warnings(url, checklist))]


def way(step: Step) -> str:
    """Say the labels on the way to a setting, so that one hears where each ends."""
    return ", then ".join(step.path)


def _state(standing: Standing, here: StepStanding) -> list[str]:
    said = []
    if here.doubt:
        said.append(f"{wording.change(here.doubt, standing.today)} Look at it again.")
    if here.answer_due:
        said.append(wording.answer_question(here, standing))
        said.append("d: it came. If not, n moves on, and review --plain asks what happened.")
    if not here.applies:
        said.append(f"{applicability.not_for_you(here)}. You can mark it anyway.")
    if here.mark_event and here.mark != "todo":
        said.append(f"This time: {wording.dated_mark(here.mark_event, standing)}.")
    elif here.applies:
        said.append("Open, and optional." if here.step.optional else "Open.")
    if here.awaited and not here.answer_due:
        said.append(f"{wording.answer(here, standing).capitalize()}.")
    if offered_verb(here, standing) == "end review":
        said.append("Every step is marked. d ends this review.")
    return said


def _law(step: Step) -> list[str]:
    rule = wording.answer_rule(step)
    return [f"Time for an answer: {rule}."] if rule else []


def _kept(standing: Standing, here: StepStanding) -> list[str]:
    found = standing.history.looks_different.get(here.step.id)
    return [
        f"Last time: {wording.dated_mark(here.previous, standing)}." if here.previous else "",
        f"You found: {found.note}" if found and found.note else "",
        f"Your note: {here.note}" if here.note else "",
    ]


def to_save(step: Step) -> str:
    """Return what is saved of a step that brings no text: all that it says."""
    where = " › ".join(step.path)
    seen = f"You should see: {step.expect}" if step.expect else ""
    return "\n\n".join(filter(None, (step.title, where, step.body, seen, step.url)))


def why(checklist: Checklist) -> list[str]:
    """Say why it matters, what happens afterwards, what changed, and what backs it all."""
    changes = sorted(checklist.changes, key=lambda c: c.date, reverse=True)
    said = [f"Why it matters: {checklist.why}"] if checklist.why else []
    said += [f"Afterwards: {checklist.after}"] if checklist.after else []
    for change in changes:
        where = f" ({applicability.places(change.regions)})" if change.regions else ""
        said.append(f"Changed {formatting.day(change.date)}{where}: {change.note}")
    for source in checklist.sources:
        dated = backing_wording.source_day(source)
        said.append(f"Source: {source.title}. {source.publisher}, {dated}. {source.url}")
    return said or [backing_wording.NO_REASONS]


def ended(standing: Standing, following: Standing | None) -> list[str]:
    """Say at the end of a review what is right now, what it does not do, and what comes next."""
    told = summary.of_checklist(standing)
    return [
        f"{told.done}.",
        " ".join(filter(None, (told.settled, told.asked_again))),
        f"{told.left} b shows it." if told.left else "",
        f"Afterwards: {told.after}" if told.after else "",
        summary.proposal(following),
    ]


def question(standing: Standing) -> list[str]:
    """Ask the checklist's own question, with the change that made it worth asking."""
    checklist, reason = standing.checklist, standing.reason
    changed = reason.change if reason else None
    waiting = [s.step.title for s in standing.steps if s.applies and s.awaited]
    return [
        f"{wording.full_title(checklist)}.",
        f"Why now: {wording.headline(standing)}. {_sentence(wording.last_checked(standing))}",
        wording.change(changed, standing.today) if changed else "",
        *(_to_look_at(s.step) for s in standing.steps if s.doubt),
        f"Still waiting for an answer: {', '.join(waiting)}." if waiting else "",
        checklist.confirm.question,
        *_link(standing.url, checklist),
    ]


def _sentence(said: str) -> str:
    return f"{said[0].upper()}{said[1:]}."


def _to_look_at(step: Step) -> str:
    where = f" Where: {way(step)}." if step.path else ""
    return f"Look at: {step.title}.{where}"


def answer(standing: Standing, here: StepStanding) -> list[str]:
    """Ask whether an answer has come: of which step, how late it is, with its link and note."""
    return [
        f"{wording.full_title(standing.checklist)}.",
        f"{here.step.title}: {wording.answer(here, standing)}.",
        *_law(here.step),
        f"Your note: {here.note}" if here.note else "",
        wording.answer_question(here, standing),
        *_link(here.step.url, standing.checklist),
    ]
