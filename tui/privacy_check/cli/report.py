"""Session → plain text or JSON for a command line.

Every part of what is returned is inert: what came from a file was cleaned on load.
"""

import shlex
from collections.abc import Container, Iterable
from datetime import date
from textwrap import indent, wrap
from typing import Any

from privacy_check.domain import wording
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.journal import Event, mark_of
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.session import Session
from privacy_check.storage.profiles import DEFAULT, Profile

WIDTH = 79


def summaries(standings: Iterable[Standing], own: Container[str]) -> str:
    """Say where each checklist stands, one a line; `own` are those from the person's folder."""
    rows = [
        (
            wording.SIGNS[s.state],
            s.checklist.id,
            wording.headline(s),
            wording.checked(s),
            s.checklist.service,
            s.checklist.title + (" (your file)" if s.checklist.id in own else ""),
        )
        for s in standings
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    return "\n".join(
        "  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[-1]])
        for row in rows
    )


def not_started(count: int) -> str:
    """Say how many checklists were never begun, and how to see them; nothing for none."""
    if not count:
        return ""
    return f"{count} not started: list --all, --find WORDS, --category NAME"


def stale(checklists: Iterable[Checklist], today: date) -> str:
    """Say how old what backs each checklist is, the oldest first, with its weakest step."""
    rows = []
    for checklist in checklists:
        step, verified = checklist.weakest()
        age = wording.ago(verified, today) if verified else "undated"
        rows.append((verified or date.min, checklist.id, f"{age:<14}", f"step {step.id}"))
    return "\n".join(f"{age}  {name}  ({step})" for _, name, age, step in sorted(rows))


def due(needy: Iterable[tuple[Profile, Standing]], command: str) -> str:
    """Say what needs the person and why, one a line, and by which command to go there.

    Every profile but the default is named.
    """
    return "\n".join(
        f"! {_whose(p)}{s.checklist.id}: {wording.headline(s)}{_news(s)}. "
        f"See it: {command} {_option(p)}{s.checklist.id}"
        for p, s in needy
    )


def due_json(needy: Iterable[tuple[Profile, Standing]]) -> str:
    """Return what needs the person, and in which profile, for programs."""
    return _dumps([_as_dict(s) | {"profile": p.name} for p, s in needy])


def _whose(profile: Profile) -> str:
    return "" if profile == DEFAULT else f"{profile.name}: "


def _option(profile: Profile) -> str:
    """Return the option that names a profile to a shell."""
    if profile == DEFAULT:
        return ""
    sign = "=" if profile.name.startswith("-") else " "
    return f"--profile{sign}{shlex.quote(profile.name)} "


def awaited(standing: Standing, profile: Profile, command: str) -> str:
    """Say which answers are still to come, and how to say of each that it came."""
    run, lines = f"{command} {_option(profile)}".rstrip(), []
    for step in standing.steps:
        if step.applies and step.awaited:
            name = standing.checklist.id
            came = f"confirm {name} --answered"
            if not step.answer_due:
                came = f"mark {name} {step.step.id} done"
            waits = wording.answer(step, standing)
            lines.append(f"{name}: {step.step.title}: {waits}. When it has come: {run} {came}")
    return "\n".join(lines)


def as_json(standings: Iterable[Standing]) -> str:
    """Return where each checklist stands, for programs."""
    return _dumps([_as_dict(s) for s in standings])


def show(session: Session, checklist: Checklist) -> str:
    """Say all of one checklist, and where each step stands."""
    standing = session.standing(checklist.id)
    state = standing.state
    checked, following = wording.checked(standing), wording.next_day(standing)
    parts = [
        f"{checklist.service} · {checklist.title}",
        f"{wording.SIGNS[state]} {wording.STATE_NAMES[state]}: {wording.headline(standing)}",
        f"Last checked: {checked}" + (f". Next: {following}." if following else "."),
        "",
        _paragraphs(checklist.why),
    ]
    if standing.note:
        parts += ["", _paragraphs(f"Your note: {standing.note}")]
    for number, step in enumerate(standing.steps, 1):
        parts += ["", *_step(number, step, standing)]
    parts += ["", "Afterwards", _paragraphs(checklist.after), "", "Sources"]
    for source in checklist.sources:
        dated = f", {wording.day(source.date)}" if source.date else ""
        parts += [f"  {source.title} ({source.publisher}{dated})", f"  {source.url}"]
    return "\n".join(parts)


def show_json(session: Session, checklist: Checklist) -> str:
    """Return one checklist with its steps and where each stands, for programs."""
    standing = session.standing(checklist.id)
    steps = [
        {
            "id": s.step.id,
            "title": s.step.title,
            "applies": s.applies,
            "counts": s.counts,
            "mark": s.mark,
            "date": s.marked.day(standing.zone).isoformat() if s.marked else None,
            "in_doubt": s.doubt is not None,
            "note": s.note or None,
            "url": s.step.url,
            "sources": [source.url for source in checklist.backing(s.step)],
        }
        for s in standing.steps
    ]
    return _dumps(_as_dict(standing) | {"steps": steps})


def history(session: Session, names: Iterable[str]) -> str:
    """Say everything that was done, one action a line, oldest first."""
    lines = []
    for name in names:
        undone = _undone(session.history(name))
        for event in session.history(name):
            when = f"{event.at.astimezone(session.zone):%Y-%m-%d %H:%M}"
            line = f"{when}  {name}  {_did(event)}"
            lines.append(f"{line}  (undone)" if event.id in undone else line)
    return "\n".join(sorted(lines))


def history_json(session: Session, names: Iterable[str]) -> str:
    """Return everything that was done, for programs."""
    records = []
    for name in names:
        undone = _undone(session.history(name))
        for event in session.history(name):
            said = {key: _plain(value) for key, value in event.table().items()}
            whose = {"checklist": name, "id": event.id}
            records.append(whose | said | whose | {"undone": event.id in undone})
    return _dumps(sorted(records, key=lambda r: str(r["at"])))


def _dumps(value: object) -> str:
    import json  # `due` in words does without it

    return json.dumps(value, indent=2, default=str)


def _undone(events: Iterable[Event]) -> set[object]:
    return {e.of for e in events if e.did == "undone"}


def _plain(value: object) -> Any:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _did(event: Event) -> str:
    parts = [event.did, event.step or "", *event.steps, event.note or "", event.of or ""]
    parts += [f"until {event.until}"] if event.until else []
    parts += [f"{event.days} days"] if event.days is not None else []
    parts += [f"[{event.review}]"] if event.review else []
    return " ".join(part.replace("\n", " ") for part in parts if part)


def _news(standing: Standing) -> str:
    reason = standing.reason
    if reason and reason.change:
        return f" ({reason.change.note.rstrip('.')})"
    ahead = reason and reason.why == "due" and standing.checked_ahead
    return f" (last checked {wording.checked(standing)})" if ahead else ""


def _as_dict(standing: Standing) -> dict[str, Any]:
    checklist, reason = standing.checklist, standing.reason
    return {
        "id": checklist.id,
        "title": checklist.title,
        "service": checklist.service,
        "category": checklist.category,
        "state": standing.state,
        "reason": reason.why if reason else None,
        "reasons": [
            {
                "reason": r.why,
                "since": r.since.isoformat(),
                "note": r.change.note if r.change else None,
            }
            for r in standing.reasons
        ],
        "last_checked": standing.checked.isoformat() if standing.checked else None,
        "next": standing.next.isoformat() if standing.next else None,
        "marked": standing.marked,
        "counts": len(standing.counting),
        "url": standing.url,
    }


def _step(number: int, standing: StepStanding, whole: Standing) -> list[str]:
    step = standing.step
    state = wording.said(standing.marked, whole) if standing.marked else "open"
    if standing.doubt:
        state = wording.change(standing.doubt, whole.today)
    elif not standing.applies:
        state = wording.only_for(step)
    elif step.optional and mark_of(standing.marked) == "todo":
        state = "optional"
    lines = [f"{number}. {step.title} [{step.id}] ({state})"]
    if step.path:
        lines.append(indent("\n".join(wrap(" › ".join(step.path), WIDTH - 3)), "   "))
    lines.append(indent(_paragraphs(step.body, WIDTH - 3), "   "))
    if step.expect:
        lines.append(indent(_paragraphs(f"You should see: {step.expect}", WIDTH - 3), "   "))
    if step.url:
        lines.append(f"   {step.url}")
    if standing.note:
        lines.append(indent(_paragraphs(f"Your note: {standing.note}", WIDTH - 3), "   "))
    lines.append(f"   Backed by {wording.backed(whole.checklist, step, whole.today)}")
    return lines


def _paragraphs(text: str, width: int = WIDTH) -> str:
    lines = (wrap(line, width, break_on_hyphens=False) or [""] for line in text.split("\n"))
    return "\n".join(line for wrapped in lines for line in wrapped)
