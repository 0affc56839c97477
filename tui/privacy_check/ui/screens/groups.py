"""Home's rows: what was passed over, each state with its checklists, and what is folded away."""

from collections.abc import Sequence
from itertools import groupby

from textual.content import Content
from textual.widgets.option_list import Option

from privacy_check.domain import wording
from privacy_check.domain.selection import Filter, by_precedence
from privacy_check.domain.standing import Standing
from privacy_check.session import Session
from privacy_check.system import environment
from privacy_check.ui.render import home as render_home
from privacy_check.ui.render.wrapping import Wrapped

FAULTS, MORE, PROFILE = "!faults", "!more", "!profile:"
"""The ids of the rows that are no checklist's; the last is a prefix of a profile's folder."""


def options(
    session: Session, shown: Sequence[Standing], chosen: Filter, width: int, *, unfolded: bool
) -> list[Option]:
    """Return a row for each of these, in the groups of the person's own, and those of others.

    A filter unfolds the others: it counts them.
    """
    mine = [s for s in shown if session.is_mine(s)]
    more = [s for s in shown if not session.is_mine(s)]
    parts = [_notices(session)]
    for state, members in groupby(mine, lambda s: s.state):
        group = list(members)
        group = by_precedence(group) if state == "new" else group
        parts.append([_heading(render_home.group(state, len(group), width)), *_checklists(group)])
    if more:
        open_ = unfolded or bool(chosen)
        normalize = Option(
            render_home.more(len(more), unfolded=open_), id=MORE, disabled=bool(chosen)
        )
        parts.append([normalize, *_checklists(by_precedence(more) if open_ else [])])
    if not shown:
        parts.append([_heading(render_home.nothing(chosen))])
    return _spaced([part for part in parts if part])


def _notices(session: Session) -> list[Option]:
    notices = []
    if session.faults:
        notices.append(Option(render_home.faults_line(session.faults), id=FAULTS))
    if behind := wording.clock_warning(session.begun()):
        notices.append(_heading(render_home.clock_line(behind)))
    notices += _other_profiles(session)
    if old := session.outdated_since:
        line = Wrapped(render_home.outdated_line(old, session.today, environment.upgrade_command()))
        notices.append(Option(line, disabled=True))
    return notices


def _other_profiles(session: Session) -> list[Option]:
    """Say which other profiles need their person: the shell's reminder counts them, too."""
    options = []
    for other in session.everyone():
        needy = sum(s.state == "needs-you" for s in other.begun())
        if needy and other is not session:
            line = render_home.elsewhere(other.profile, needy)
            options.append(Option(line, id=f"{PROFILE}{other.profile.folder}"))
    return options


def _heading(text: Content) -> Option:
    return Option(text, disabled=True)


def _checklists(standings: Sequence[Standing]) -> list[Option]:
    return [Option(render_home.row(s), id=s.checklist.id) for s in standings]


def _spaced(parts: Sequence[list[Option]]) -> list[Option]:
    """Put an empty line between the parts."""
    spaced: list[Option] = []
    for part in parts:
        spaced += [Option("", disabled=True), *part] if spaced else part
    return spaced
