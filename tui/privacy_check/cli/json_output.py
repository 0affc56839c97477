"""What `--json` prints, as types: docs/json-output.schema.json is generated from them.

Dates are the person's local days, YYYY-MM-DD. Keys may be added later; none changes its meaning.
"""

import json
from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType, field

from privacy_check.cli.report import undone_ids
from privacy_check.domain import backing
from privacy_check.domain.checklist import Backing, Category
from privacy_check.domain.discovery import Kind, Proposal
from privacy_check.domain.journal import Mark
from privacy_check.domain.probing import Answer
from privacy_check.domain.standing import ReasonKind, Standing, State
from privacy_check.domain.status_report import StatusReport
from privacy_check.session import Session
from privacy_check.storage.profiles import Profile
from privacy_check.verification import Look, mend

Day: TypeAlias = date
"""A date, in a class that has a field of that name."""


class Why(Struct):
    """One reason for which a checklist needs the person."""

    reason: ReasonKind
    since: date
    note: Annotated[str | None, Meta(description="what the vendor changed, if that is the reason")]


class Summary(Struct):
    """Where a checklist stands."""

    id: str
    title: str
    service: str
    category: Category
    state: State
    reason: Annotated[ReasonKind | None, Meta(description="the first of the reasons")]
    reasons: list[Why]
    last_checked: Annotated[date | None, Meta(description="null if never")]
    next: Annotated[date | None, Meta(description="when it needs the person next")]
    marked: Annotated[int, Meta(description="steps of this review that have a mark")]
    counts: Annotated[int, Meta(description="steps that a review needs")]
    url: str | None


class Due(Summary):
    """A checklist that needs the person, and in whose profile."""

    profile: str


class StepSummary(Struct):
    """Where a step stands."""

    id: str
    title: str
    applies: Annotated[bool, Meta(description="whether it is for this person")]
    counts: Annotated[bool, Meta(description="whether a review needs it")]
    mark: Mark
    date: Annotated[Day | None, Meta(description="the day of its mark")]
    in_doubt: Annotated[bool, Meta(description="whether the vendor changed something since")]
    note: str | None
    url: str | None
    backing: Annotated[Backing | None, Meta(description="what kind of source it rests on")]
    sources: list[str]


class Whole(Summary):
    """A checklist with all of its steps."""

    audited: Annotated[date | None, Meta(description="when it was held against its sources")]
    steps: list[StepSummary]


class Looked(Struct):
    """What this machine says of a step."""

    checklist: str
    step: str
    answer: Answer
    value: Annotated[str | None, Meta(description="what was found; null if nothing is set")]
    place: Annotated[str, Meta(description="where that is, or why it can't be told")]
    drifted: Annotated[bool, Meta(description="whether it was right before")]
    mend: Annotated[str | None, Meta(description="the line that puts it right")]


class Seen(Struct):
    """Where a service was seen."""

    kind: Kind
    where: str
    names: Annotated[list[str], Meta(description="the hosts, apps or commands that name it")]
    count: int


class Proposed(Struct):
    """A service that the person seems to use."""

    service: str
    certain: Annotated[bool, Meta(description="false where only a name is alike")]
    seen: list[Seen]


class Action(Struct):
    """One thing that was done; `did` decides which of the optional keys there are."""

    checklist: str
    id: str
    at: datetime
    did: str
    undone: bool
    review: int | UnsetType = UNSET
    step: str | UnsetType = UNSET
    steps: list[str] | UnsetType = UNSET
    note: str | UnsetType = UNSET
    change: Annotated[
        date | UnsetType, Meta(description="the day of a change that the person was told of")
    ] = UNSET
    until: date | UnsetType = UNSET
    days: int | UnsetType = UNSET
    of: Annotated[str | UnsetType, Meta(description="the id of the action that is undone")] = UNSET
    finished: Annotated[bool | UnsetType, Meta(description="whether it ended a review")] = UNSET
    was: Annotated[Answer | UnsetType, Meta(description="what a machine said before")] = UNSET
    answer: Answer | UnsetType = field(default=UNSET, name="is")
    machine: str | UnsetType = UNSET
    n: Annotated[int | UnsetType, Meta(description="the order of two at one moment")] = UNSET


OUTPUTS: dict[str, Any] = {
    "list": list[Summary],
    "due": list[Due],
    "show": Whole,
    "verify": list[Looked],
    "discover": list[Proposed],
    "history": list[Action],
    "report": StatusReport,
}
"""Command → the type of what its `--json` prints."""


def summaries(standings: Iterable[Standing]) -> str:
    """Return where each checklist stands."""
    return _text([Summary(**_summary(s)) for s in standings])


def due(needy: Iterable[tuple[Profile, Standing]]) -> str:
    """Return what needs the person, and in which profile."""
    return _text([Due(**_summary(s), profile=p.name) for p, s in needy])


def whole(standing: Standing) -> str:
    """Return one checklist with its steps and where each stands."""
    checklist = standing.checklist
    steps = []
    for known in standing.steps:
        best, marked = backing.best(known.step, checklist), known.mark_event
        steps.append(
            StepSummary(
                id=known.step.id,
                title=known.step.title,
                applies=known.applies,
                counts=known.counts,
                mark=known.mark,
                date=marked.day(standing.zone) if marked else None,
                in_doubt=known.doubt is not None,
                note=known.note or None,
                url=known.step.url,
                backing=best.kind if best else None,
                sources=[source.url for source in checklist.backing(known.step)],
            )
        )
    return _text(Whole(**_summary(standing), audited=checklist.audited, steps=steps))


def looks(found: Iterable[Look], drifted: Container[tuple[str, str]]) -> str:
    """Return what this machine says about each step."""
    rows = []
    for look in found:
        name, finding, mended = look.checklist.id, look.finding, mend(look)
        has_drifted = (name, look.step.id) in drifted
        line = mended.line if mended else None
        rows.append(
            Looked(
                *(name, look.step.id, finding.answer, finding.value, finding.place),
                drifted=has_drifted,
                mend=line,
            )
        )
    return _text(rows)


def proposals(found: Sequence[Proposal]) -> str:
    """Return the services that `discover` proposes."""
    return _text(
        [
            Proposed(
                p.service,
                p.certain,
                [Seen(s.kind, s.source, list(s.names), s.count) for s in p.sightings],
            )
            for p in found
        ]
    )


def history(session: Session, names: Iterable[str]) -> str:
    """Return everything that was done, oldest first; what a newer version wrote is in it."""
    records = []
    for name in names:
        events = session.history(name)
        undone = undone_ids(events)
        for event in events:
            ids = {"checklist": name, "id": event.id}  # first in order, and not to be overridden
            record = ids | event.table() | ids | {"undone": event.id in undone}
            records.append((event.at.isoformat(), record))
    return _text([record for _, record in sorted(records, key=lambda pair: pair[0])])


def _summary(standing: Standing) -> dict[str, Any]:
    checklist, reason = standing.checklist, standing.reason
    return {
        "id": checklist.id,
        "title": checklist.title,
        "service": checklist.service,
        "category": checklist.category,
        "state": standing.state,
        "reason": reason.kind if reason else None,
        "reasons": [
            Why(r.kind, r.since, r.change.note if r.change else None) for r in standing.reasons
        ],
        "last_checked": standing.checked,
        "next": standing.next,
        "marked": standing.marked,
        "counts": len(standing.counting),
        "url": standing.url,
    }


def _text(value: object) -> str:
    """Return a value as JSON that is ASCII: no stream can garble it."""
    plain = msgspec.to_builtins(value, builtin_types=(date, datetime))
    return json.dumps(plain, indent=2, default=lambda when: when.isoformat())


def schema() -> str:
    """Return the JSON Schema of all outputs: each is in `properties`, by its command."""
    kinds, defs = msgspec.json.schema_components(OUTPUTS.values(), ref_template="#/$defs/{name}")
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What `privacy-check COMMAND --json` prints, by command",
        "type": "object",
        "properties": dict(zip(OUTPUTS, kinds, strict=True)),
        "$defs": defs,
    }
    return json.dumps(whole, indent=2)
