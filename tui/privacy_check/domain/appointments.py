"""The days on which checklists will need the person, as a calendar has them: one entry for each.

A calendar is read when the program is not running, so an entry holds all that it needs, and names
days rather than how far away they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from privacy_check.domain import formatting, wording
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.evaluation import answer_due
from privacy_check.domain.journal import Event
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Reason, Standing, StepStanding

Kind = Literal["check", "answer", "no-longer-awaited"]


class Appointment(Struct, frozen=True):
    """One entry: on which day, and what the person does then."""

    kind: Kind
    key: tuple[str, ...]
    """Whose it is for good: the checklist's first id and, for an answer, the step's."""
    day: date
    title: str
    text: str
    url: Clean | None


def appointments(coming: Sequence[Standing]) -> Iterator[Appointment]:
    """Yield the entries of one checklist, given where it stands today and on later days.

    What needs the person already has today's day. A snooze moves an entry to its end.
    """
    now, needy = coming[0], [s for s in coming if s.state == "needs-you"]
    for standing in needy:
        if any(reason.kind != "answer" for reason in standing.reasons):
            yield _check(standing)
            break
    for step in now.steps:
        due = [s for s in needy if any(a.step == step.step for a in s.answers_due)]
        if due:
            yield _answer(due[0], due[0].step(step.step.id))
        elif moot := _no_longer_awaited(now, step):
            yield moot


def _check(standing: Standing) -> Appointment:
    checklist = standing.checklist
    is_halfway = {reason.kind for reason in standing.reasons} == {"unfinished"}
    lead = "Go on with" if is_halfway else "Check"
    return Appointment(
        kind="check",
        key=(_first(checklist.id, checklist.replaces),),
        day=standing.today,
        title=f"{lead}: {wording.full_title(checklist)}",
        text=_paragraphs(
            *(_why(reason, standing) for reason in standing.reasons if reason.kind != "answer"),
            checklist.confirm.question,
            f"Look: {standing.url}" if standing.url else "",
        ),
        url=standing.url,
    )


def _why(reason: Reason, standing: Standing) -> str:
    """Say why it needs the person, in days that stay true."""
    since = formatting.day(reason.since)
    match reason.kind:
        case "drift":
            return f"No longer right since {since}: {_titles(s for s in standing.steps if s.drift)}"
        case "changed-back":
            return f"You found on {since} that it had changed back."
        case "changed":
            return f"Changed {since}: {reason.change.note}" if reason.change else ""
        case "answer":
            return ""
        case "open-step":
            left = (s for s in standing.counting if s.open and s.doubt is None)
            return f"Still open: {_titles(left)}"
        case "due":
            every = formatting.count(standing.interval, "day")
            return f"{_sentence(wording.last_checked(standing))}, asked again every {every}."
        case "unfinished":
            return f"Left halfway: {wording.progress(standing)}."


def _answer(standing: Standing, step: StepStanding) -> Appointment:
    checklist, asked = standing.checklist, step.awaited.asked if step.awaited else standing.today
    whom = f"{checklist.service} " if checklist.has_service else ""
    rule = wording.answer_rule(step.step)
    url = step.step.url or standing.url
    return Appointment(
        kind="answer",
        key=_key(checklist, step),
        day=standing.today,
        title=f"Answer due: {wording.full_title(checklist)}",
        text=_paragraphs(
            f"You asked {whom}on {formatting.day(asked)}: {step.step.title}",
            f"They have {rule}." if rule else "",
            "Has the answer come? If not, privacy-check says what you can do.",
            f"Link: {url}" if url else "",
        ),
        url=url,
    )


def _no_longer_awaited(now: Standing, step: StepStanding) -> Appointment | None:
    """Take back the entry of an answer that an earlier calendar may have for a day to come."""
    asks = [e for e in now.history.events if e.did == "waiting" and _is_of(e, now, step)]
    if not asks or (step.awaited and now.state != "retired"):
        return None
    due = answer_due(step.step, asks[-1].day(now.zone))
    if due <= now.today:
        return None
    return Appointment(
        kind="no-longer-awaited",
        key=_key(now.checklist, step),
        day=due,
        title=f"No longer awaited: {wording.full_title(now.checklist)}",
        text=step.step.title,
        url=None,
    )


def _is_of(event: Event, standing: Standing, step: StepStanding) -> bool:
    return event.step is not None and standing.checklist.step(event.step) == step.step


def _key(checklist: Checklist, step: StepStanding) -> tuple[str, str]:
    first = _first(checklist.id, checklist.replaces)
    return first, _first(step.step.id, step.step.was)


def _first(now: str, former: tuple[str, ...]) -> str:
    """Return the oldest of an id's names, so that a new name is no new entry."""
    return former[0] if former else now


def _titles(steps: Iterable[StepStanding]) -> str:
    return "; ".join(s.step.title for s in steps)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(filter(None, parts))
