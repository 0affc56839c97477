"""The commands that only read: where checklists stand, and what was done."""

import sys
from argparse import Namespace

from privacy_check import corrections
from privacy_check.cli import json_output, report
from privacy_check.cli.checklist_text import checklist_text
from privacy_check.cli.opening import id_with_events, report_faults, session_for
from privacy_check.cli.streams import print_answer, print_signs
from privacy_check.domain import wording
from privacy_check.domain.selection import by_precedence
from privacy_check.domain.standing import Standing
from privacy_check.due_cache import write_agenda
from privacy_check.session import Session


def list_checklists(args: Namespace) -> int:
    """Print where checklists stand: those begun, or all that are asked for."""
    session = session_for(args)
    shown = _matching(session, args)
    if args.json:
        print_answer(json_output.summaries(shown))
        return report_faults(session)
    narrowed = args.all or args.due or args.find or args.category
    if not args.find:
        begun = [s for s in shown if s.state != "new" and session.events(s.checklist.id)]
        names = {s.checklist.id for s in begun}
        rest = by_precedence(s for s in shown if s.checklist.id not in names)
        shown = [*begun, *(rest if narrowed else [])]
    print_signs(report.summaries(shown, session.catalog))
    print_answer(wording.clock_warning(shown))
    if args.find and not shown:
        print_answer(wording.no_match(args.find))
    elif not narrowed:
        print_answer(report.not_started(sum(s.state == "new" for s in session.standings())))
        _tell_of_corrections(session)
    return report_faults(session)


def _tell_of_corrections(session: Session) -> None:
    """Print what an update corrected; it is told once there is a person to read it."""
    corrected = corrections.news(session)
    print_answer(report.corrected(corrected))
    if corrected and sys.stdout.isatty():
        corrections.record_told(session, corrected)
        write_agenda(session)


def _matching(session: Session, args: Namespace) -> list[Standing]:
    """Return where the checklists stand that the arguments ask for."""
    standings = _search(session, args.find) if args.find else session.standings()
    return [
        s
        for s in standings
        if (not args.due or s.state == "needs-you")
        and (args.all or args.find or session.is_mine(s))
        and args.category in (None, s.checklist.category)
    ]


def _search(session: Session, query: str) -> list[Standing]:
    """Return where the checklists stand that have all words of a query, the best match first."""
    from privacy_check.domain.search import Index

    return [session.standing(c.id) for c in Index(session.catalog.checklists.values()).find(query)]


def show(args: Namespace) -> int:
    """Print all of one checklist."""
    session = session_for(args)
    standing = session.standing(session.catalog.find(args.id).id)
    if args.json:
        print_answer(json_output.whole(standing))
    else:
        print_signs(checklist_text(standing))
    return report_faults(session)


def history(args: Namespace) -> int:
    """Print everything that was done."""
    session = session_for(args)
    names = [id_with_events(session, args.id)] if args.id else session.ids_with_events()
    print_answer((json_output.history if args.json else report.history)(session, names))
    return report_faults(session)


def stale(args: Namespace) -> int:
    """Print when each checklist was audited, and how old its backing is."""
    session = session_for(args)
    built_in = [c for c in session.catalog.checklists.values() if session.catalog.is_built_in(c.id)]
    print_answer(report.stale(built_in, session.today))
    return report_faults(session)
