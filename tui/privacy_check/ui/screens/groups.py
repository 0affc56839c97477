"""Home's rows: notices, each state with its checklists, and the way to the library."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from textual.content import Content
from textual.widgets.option_list import Option

from privacy_check.corrections import news
from privacy_check.domain import wording
from privacy_check.domain.selection import FIRST, Filter, by_precedence, outdated_since
from privacy_check.domain.standing import Standing, State
from privacy_check.session import Session
from privacy_check.system import environment
from privacy_check.ui.render import home as render_home
from privacy_check.ui.render.text import KeyNames
from privacy_check.ui.render.wrapping import Wrapped

FAULTS, CORRECTED, LIBRARY, PROFILE = "!faults", "!corrected", "!library", "!profile:"
"""Ids of rows that are not checklists; the last is followed by a profile's folder."""
START_WITH = 7

_ORDER: tuple[State, ...] = (
    "needs-you",
    "in-progress",
    "waiting",
    "snoozed",
    "right",
    "retired",
)


def shown(session: Session, chosen: Filter) -> list[Standing]:
    """Return what Home shows, in order: all that was begun, and a few to start with.

    What needs the person passes any filter; with a filter, all that is not begun and passes.
    """
    standings = session.standings()
    passing = [s for s in standings if chosen.passes(s.checklist) or s.state == "needs-you"]
    begun = [s for s in passing if s.state != "new" and session.events(s.checklist.id)]
    new = [s for s in passing if s.state == "new"]
    ordered = [s for state in _ORDER for s in _sorted([b for b in begun if b.state == state])]
    return ordered + (by_precedence(new) if chosen else start_with(session, new))


def start_with(session: Session, new: Sequence[Standing]) -> list[Standing]:
    """Return the first few to start: those of the person's services before those for everyone.

    All that they wrote themselves come before these: nobody writes a list to look for it. Then
    come those of the folders that they named.
    """
    mine = by_precedence(s for s in new if session.is_mine(s))
    written = [s for s in mine if s.checklist.id in session.catalog.own]
    others = [s for s in mine if s.checklist.id not in session.catalog.own]
    if session.settings.services:
        others.sort(key=lambda s: s.checklist.id != FIRST and s.checklist.everyone)
    others.sort(key=lambda s: s.checklist.id not in session.catalog.shared)
    return written + others[: max(0, START_WITH - len(written))]


def next_that_needs_me(session: Session) -> str | None:
    """Return the id of the checklist that needs the person most; None if none does."""
    first = next(iter(session.standings()), None)
    return first.checklist.id if first and first.state == "needs-you" else None


def _sorted(group: list[Standing]) -> list[Standing]:
    """Order what is right by the next date; the other groups are in order already."""
    if group and group[0].state == "right":
        return sorted(group, key=lambda s: s.next or date.max)
    return group


def options(
    session: Session,
    standings: Sequence[Standing],
    chosen: Filter,
    service_width: int,
    keys: KeyNames,
    *,
    grouped: bool,
    spaced: bool,
) -> list[Option]:
    """Return a row for each of these, in groups, between notices and the way to the library.

    The groups have headings if they are `grouped`, and blank lines between them if `spaced`.
    """
    parts = [_notices(session, keys)]
    for state, members in groupby(standings, lambda s: s.state):
        name = ("Not started" if chosen else "Start with") if state == "new" else ""
        rows = [Option(render_home.row(s, service_width), id=s.checklist.id) for s in members]
        heading = [Option(render_home.group(state, name), disabled=True)] if grouped else []
        parts.append([*heading, *rows])
    if not standings:
        parts.append([_heading(render_home.nothing(chosen, keys))])
    if not chosen:
        line = render_home.library_row(len(session.catalog.checklists), keys)
        parts.append([Option(line, id=LIBRARY)])
    filled = [part for part in parts if part]
    return _spaced(filled) if spaced else [row for part in filled for row in part]


def _notices(session: Session, keys: KeyNames) -> list[Option]:
    checklists = session.catalog.checklists
    notices = []
    if session.faults:
        notices.append(Option(render_home.faults_line(session.faults, keys), id=FAULTS))
    if corrected := news(session):
        line = Wrapped(render_home.corrected_line(corrected, keys))
        notices.append(Option(line, id=CORRECTED))
    if behind := wording.clock_warning(session.begun()):
        notices.append(_heading(render_home.clock_line(behind)))
    notices += _other_profiles(session, keys)
    built_in = (c for name, c in checklists.items() if session.catalog.is_built_in(name))
    if old := outdated_since(built_in, session.today):
        line = Wrapped(render_home.outdated_line(old, session.today, environment.upgrade_command()))
        notices.append(Option(line, disabled=True))
    return notices


def _other_profiles(session: Session, keys: KeyNames) -> list[Option]:
    """Name other profiles in which something is due: the shell's reminder counts them, too."""
    options = []
    for other in session.everyone():
        due = sum(s.state == "needs-you" for s in other.begun())
        if due and other is not session:
            line = render_home.elsewhere(other.profile, due, keys)
            options.append(Option(line, id=f"{PROFILE}{other.profile.folder}"))
    return options


def _heading(text: Content) -> Option:
    return Option(text, disabled=True)


def _spaced(parts: Sequence[list[Option]]) -> list[Option]:
    """Put an empty line between the parts."""
    spaced: list[Option] = []
    for part in parts:
        spaced += [Option("", disabled=True), *part] if spaced else part
    return spaced
