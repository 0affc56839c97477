"""The commands that write to the journal."""

from argparse import Namespace

from privacy_check import due_cache
from privacy_check.cli import report
from privacy_check.cli.opening import id_with_events, session_for
from privacy_check.cli.streams import ask_yes_no, print_answer, print_error
from privacy_check.domain import formatting, wording
from privacy_check.domain.catalog import find_step
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.journal import Event
from privacy_check.errors import StoreError
from privacy_check.session import Session
from privacy_check.system import environment


def mark(args: Namespace) -> int:
    """Mark a step."""
    session = session_for(args)
    checklist = session.catalog.find(args.id)
    step = find_step(checklist, args.step)
    return _finish(session, session.mark(checklist.id, step.id, args.mark))


def note(args: Namespace) -> int:
    """Keep a note."""
    session = session_for(args)
    checklist = session.catalog.find(args.id)
    step = find_step(checklist, args.step).id if args.step else None
    return _finish(session, session.note(checklist.id, args.text, step))


def confirm(args: Namespace) -> int:
    """Answer the questions of checklists, or record that the answers due have come."""
    session = session_for(args)
    checklists = [session.catalog.find(name) for name in args.id]
    if args.answer == "answered":
        return max(_record_answers(session, checklist) for checklist in checklists)
    still_right = args.answer == "still-right"
    return max(_confirm(session, c, still_right=still_right) for c in checklists)


def _confirm(session: Session, checklist: Checklist, *, still_right: bool) -> int:
    event = session.confirm(checklist.id, still_right=still_right)
    if event is None:
        print_error(f"{checklist.id}: never checked, so it cannot have changed back")
        return 1
    status = _finish(session, event)
    if still_right:
        _print_awaited(session, checklist)
    return status


def _record_answers(session: Session, checklist: Checklist) -> int:
    events = session.record_answers(checklist.id)
    if not events:
        print_error(f"{checklist.id}: no answer is due; nothing was written")
        _print_awaited(session, checklist)
        return 1
    for event in events:
        step = find_step(checklist, event.step or "")
        print_answer(f"{checklist.id}: the answer came: {step.title}")
    return _finish(session, events[-1])


def _print_awaited(session: Session, checklist: Checklist) -> None:
    standing, command = session.standing(checklist.id), environment.command_in_words()
    print_answer(report.awaited(standing, session.profile, command))


def start_over(args: Namespace) -> int:
    """Start a new review."""
    session = session_for(args)
    return _finish(session, session.start_over(session.catalog.find(args.id).id))


def snooze(args: Namespace) -> int:
    """Leave the person alone for some days."""
    session = session_for(args)
    return _finish(session, session.snooze(session.catalog.find(args.id).id, args.days))


def interval(args: Namespace) -> int:
    """Set how often to ask."""
    session = session_for(args)
    return _finish(session, session.set_interval(session.catalog.find(args.id).id, args.days))


def undo(args: Namespace) -> int:
    """Take back a checklist's last action."""
    session = session_for(args)
    checklist = session.catalog.find(args.id)
    event = session.undo_last(checklist.id)
    if event is None:
        print_error("there is nothing to undo")
        return 1
    print_answer(wording.undo_message(event, checklist))
    return _finish(session, event)


def forget(args: Namespace) -> int:
    """Take what was done off this machine, after asking."""
    session = session_for(args)
    if bool(args.id) == args.all:
        print_error("name a checklist, or use --all")
        return 2
    name = None if args.all else id_with_events(session, args.id)
    whole = f"everything in profile {session.profile.name!r}, your name and address with it,"
    what = whole if name is None else f"everything about {name}"
    if not ask_yes_no(f"This erases {what} from this machine for good. Continue?"):
        print_answer("Nothing was erased.")
        return 1
    count, files = due_cache.forget(session, name)
    print_answer(f"{formatting.count(count, 'line')} blanked in:")
    print_answer("\n".join(f"  {file}" for file in files) or "  no files")
    print_answer("A sync program or a backup may still have copies, and may bring them back.")
    return 0


def _finish(session: Session, event: Event | None) -> int:
    """Return the exit status of an action: an error if it was not saved, or had nothing to do."""
    due_cache.write_agenda(session)
    if session.event_log.unsaved:
        raise StoreError(f"not saved. {session.event_log.save_error}")
    if event is None:
        print_error("there is no mark to take back; nothing was written")
        return 1
    return 0
