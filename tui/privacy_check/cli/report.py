"""Text for the command line.

All of it is safe for a terminal: what came from a file was cleaned when it was read.
"""

import shlex
from collections.abc import Iterable, Sequence
from datetime import date

from privacy_check.domain import backing, corrections, formatting, wording
from privacy_check.domain.catalog import Catalog
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.corrections import Correction
from privacy_check.domain.journal import Event
from privacy_check.domain.standing import Standing
from privacy_check.session import Session
from privacy_check.storage.profiles import DEFAULT, Profile

_LINES_NOTIFIED = 5
"""Checklists that a notification has room for."""
_NO_MARKUP = str.maketrans("<>&", "‹›+")


def summaries(standings: Iterable[Standing], catalog: Catalog) -> str:
    """Return a line for each checklist, which says whose it is if it did not come with this."""
    rows = [
        (
            wording.SIGNS[s.state],
            s.checklist.id,
            wording.headline(s),
            wording.checked(s),
            s.checklist.service if s.checklist.has_service else "",
            s.checklist.title + _whose(s.checklist.id, catalog),
        )
        for s in standings
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    return "\n".join(
        "  ".join([*(cell.ljust(w) for cell, w in zip(row, widths, strict=False)), row[-1]])
        for row in rows
    )


def _whose(name: str, catalog: Catalog) -> str:
    if name in catalog.own:
        return " (your file)"
    return f" ({catalog.shared[name]})" if name in catalog.shared else ""


def not_started(count: int) -> str:
    """Return how many checklists were never begun, and how to see them; nothing for none."""
    if not count:
        return ""
    return f"{count} not started: list --all, --find WORDS, --category NAME"


def corrected(found: Sequence[Correction]) -> str:
    """Return what was corrected in what the person has begun, by name; nothing for nothing."""
    if not found:
        return ""
    lines = [
        f"  {correction.checklist.id}: {line}"
        for correction in found
        for line in corrections.news(correction)
    ]
    return "\n".join([f"{corrections.headline(found)}", *lines])


def stale(checklists: Iterable[Checklist], today: date) -> str:
    """Return when each checklist was audited, and how old its oldest backing is; oldest first."""
    rows = []
    for checklist in checklists:
        step, backed = backing.oldest(checklist)
        age = formatting.ago(backed, today) if backed else "undated"
        audit = formatting.ago(checklist.audited, today) if checklist.audited else "never"
        said = f"{audit:<14}  {age:<14}  {checklist.id}  (step {step.id})"
        rows.append((checklist.audited or date.min, backed or date.min, checklist.id, said))
    head = f"{'audited':<14}  {'backed on':<14}"
    return "\n".join([head, *(said for *_, said in sorted(rows))])


def due(needy: Iterable[tuple[Profile, Standing]], command: str) -> str:
    """Return what needs the person and why, one a line, with the command that opens it.

    Every profile but the default is named.
    """
    return "\n".join(
        f"! {_prefix(p)}{s.checklist.id}: {wording.headline(s)}{_detail(s)}. "
        f"See it: {command} {_profile_option(p)}{s.checklist.id}"
        for p, s in needy
    )


def notification(needy: Sequence[tuple[Profile, Standing]], command: str) -> tuple[str, str]:
    """Return the title and the text of a notification of what needs the person.

    Some desktops read a text as markup, so that the signs which begin it are replaced.
    """
    count = formatting.count(len(needy), "checklist")
    shown = needy if len(needy) <= _LINES_NOTIFIED else needy[: _LINES_NOTIFIED - 1]
    lines = [f"{_prefix(p)}{s.checklist.id}: {wording.headline(s)}" for p, s in shown]
    if len(shown) < len(needy):
        lines.append(f"and {len(needy) - len(shown)} more")
    is_one_profile = all(profile == DEFAULT for profile, _ in needy)  # whose cards review shows
    lines.append(f"To see more: {command} {'review' if is_one_profile else 'due'}")
    title = f"privacy-check: {count} {wording.state_word('needs-you', len(needy))}"
    return title, "\n".join(lines).translate(_NO_MARKUP)


def _prefix(profile: Profile) -> str:
    return "" if profile == DEFAULT else f"{profile.name}: "


def _profile_option(profile: Profile) -> str:
    """Return the option that names a profile to a shell."""
    if profile == DEFAULT:
        return ""
    separator = "=" if profile.name.startswith("-") else " "
    return f"--profile{separator}{shlex.quote(profile.name)} "


def awaited(standing: Standing, profile: Profile, command: str) -> str:
    """Return which answers are still to come, with the command that records each."""
    run, lines = f"{command} {_profile_option(profile)}".rstrip(), []
    for step in standing.steps:
        if step.applies and step.awaited:
            name = standing.checklist.id
            record = f"confirm {name} --answered"
            if not step.answer_due:
                record = f"mark {name} {step.step.id} done"
            waits = wording.answer(step, standing)
            lines.append(f"{name}: {step.step.title}: {waits}. When it has come: {run} {record}")
    return "\n".join(lines)


def history(session: Session, names: Iterable[str]) -> str:
    """Return everything that was done, one action a line, oldest first."""
    rows = []
    for name in names:
        undone = undone_ids(session.history(name))
        for event in session.history(name):
            when = f"{event.at.astimezone(session.zone):%Y-%m-%d %H:%M}"
            line = f"{when}  {name}  {_describe(event)}"
            rows.append((when, f"{line}  (undone)" if event.id in undone else line))
    return "\n".join(line for _, line in sorted(rows, key=lambda row: row[0]))


def undone_ids(events: Iterable[Event]) -> set[object]:
    """Return the ids of the events that others undid."""
    return {e.of for e in events if e.did == "undone"}


def _describe(event: Event) -> str:
    if event.did == "seen":
        changed = f"{event.was or 'unknown'} → {event.answer}"
        return f"looked at {event.step}: {changed}, on {event.machine}"
    if event.did == "told":
        return f"told of a correction of {event.change}: {event.note}".replace("\n", " ")
    parts = [event.did, event.step or "", *event.steps, event.note or "", event.of or ""]
    parts += [f"until {event.until}"] if event.until else []
    parts += [f"{event.days} days"] if event.days is not None else []
    parts += [f"[{event.review}]"] if event.review else []
    return " ".join(part.replace("\n", " ") for part in parts if part)


def _detail(standing: Standing) -> str:
    reason = standing.reason
    if reason and reason.kind == "drift":
        return f" ({'; '.join(s.step.title for s in standing.steps if s.drift)})"
    if reason and reason.change:
        return f" ({reason.change.note.rstrip('.')})"
    ahead = reason and reason.kind == "due" and standing.checked_ahead
    return f" ({wording.last_checked(standing)})" if ahead else ""
