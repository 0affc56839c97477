"""What each subcommand does: (arguments) → exit status.

The work is in `session`, the words are in `report`.
"""

import os
import shlex
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from privacy_check.cli import report, shell_hook, streams
from privacy_check.domain import wording
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.journal import Event
from privacy_check.domain.sanitize import clean_name, clean_path
from privacy_check.domain.search import Index
from privacy_check.domain.selection import by_precedence
from privacy_check.domain.standing import Standing
from privacy_check.errors import AnswerError, SettingsError, StoreError, did_you_mean
from privacy_check.session import Session, open_session
from privacy_check.storage import paths, profiles
from privacy_check.storage.catalog import find_step
from privacy_check.storage.files import too_permissive
from privacy_check.storage.paths import Places
from privacy_check.system import encoding, environment
from privacy_check.system.ownership import another_bars, barred


def print_answer(text: str) -> None:
    """Answer on stdout; nothing for an empty answer."""
    if text:
        with streams.report_write_errors(sys.stdout):
            print(text if encoding.output_encoding() == "utf-8" else text.translate(wording.ASCII))


def print_error(text: str) -> None:
    """Tell trouble on stderr; where nobody hears it the exit status tells."""
    with suppress(AnswerError, BrokenPipeError), streams.report_write_errors(sys.stderr):
        print(f"privacy-check: {text}", file=sys.stderr)


def _named(args: Namespace) -> str | None:
    """Return the profile that is named at the shell."""
    profile: str | None = args.profile
    return environment.named_profile() if profile is None else profile


def _session(args: Namespace) -> Session:
    return _open(_named(args))


def _open(profile: str | None) -> Session:
    """Open a profile, the default where none is named; say so where it is not there yet."""
    home = paths.locate()
    if bar := barred(home.config, os.R_OK):
        raise SettingsError(f"your settings and journal cannot be read: {bar}")
    _warn_of_others(home)
    session = open_session(home, profile=profile)
    known = profiles.known(session.home)
    if session.profile not in known:
        meant = did_you_mean(session.profile.name, [p.name for p in known])
        said = f"there is no profile {session.profile.name!r} yet{meant or '.'}"
        print_error(f"{said} Your first action in it creates it.")
    session.write_agenda()
    return session


def _warn_of_others(home: Places) -> None:
    """Say whose files these are before anything is written among them."""
    if whose := paths.runs_in_anothers_home(home):
        print_error(f"warning: {whose}")
    elif os.path.lexists(home.state) and (bar := another_bars(home.state)):
        print_error(f"warning: your shell cannot be told what is due: {bar}")


def _told(*sessions: Session) -> int:
    """Tell what did not load, for every command whose answer may lack it."""
    missing = dict.fromkeys(f for s in sessions for f in s.catalog.faults + s.unread)
    refused = dict.fromkeys(f for s in sessions for f in s.settings.faults)
    for fault in missing | refused:
        print_error(str(fault))
    return 1 if missing else 0


def open_app(args: Namespace) -> int:
    """Open the app, at a checklist or in a review; or do without it, as lines of text."""
    if getattr(args, "plain", False):
        return _talk(args)
    if needed := _lacking_terminal():
        out = sys.stdout if sys.stdout.isatty() else sys.stderr
        command = environment.command_in_words()
        plain = "review --plain" if args.command == "review" else "walk ID --plain"
        print(f"privacy-check: {needed}: {command} {plain} works here", file=out)
        return 2
    walked = None if args.command == "review" else args.id
    profile = _named(args)
    if profile is None and args.command == "open" and not walked:
        profile = profiles.shown_last(paths.locate()).name  # as Home's head says
    session = _open(profile)
    start = session.catalog.find(walked).id if walked else None
    from privacy_check.ui.app import run  # the commands must not pay for Textual

    session.remember_profile()
    return run(session, start, review=args.command == "review")


def _talk(args: Namespace) -> int:
    """Walk or review as lines of text."""
    from privacy_check.cli.plain.dialogue import Dialogue
    from privacy_check.cli.plain.review import Review
    from privacy_check.cli.plain.walk import Walk

    session = _session(args)
    walked = session.catalog.find(args.id).id if args.command == "walk" else None
    try:
        with suppress(EOFError):  # no more answers: all that was answered is saved
            if walked:
                Walk(session, Dialogue(), walked).run()
            else:
                Review(session, Dialogue()).run()
    finally:
        session.write_agenda()
    if session.unsaved:
        raise StoreError(f"not saved. {session.save_error}")
    return _told(session)


def _lacking_terminal() -> str:
    """Say what the app lacks: it reads keys from stdin, and Textual draws on stderr."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return "the app needs a terminal as stdin, stdout and stderr"
    kind = environment.limited_terminal()
    return f"the app needs a terminal that can do more than {kind!r} (TERM)" if kind else ""


def list_all(args: Namespace) -> int:
    """Say where checklists stand: those begun, or all that are asked for."""
    session = _session(args)
    shown = [
        s
        for s in (_found(session, args.find) if args.find else session.standings())
        if (not args.due or s.state == "needs-you")
        and (args.all or args.find or session.is_mine(s))
        and args.category in (None, s.checklist.category)
    ]
    if args.json:
        print_answer(report.as_json(shown))
        return _told(session)
    narrowed = args.all or args.due or args.find or args.category
    if not args.find:
        begun = [s for s in shown if s.state != "new" and session.events(s.checklist.id)]
        names = {s.checklist.id for s in begun}
        rest = by_precedence(s for s in shown if s.checklist.id not in names)
        shown = [*begun, *(rest if narrowed else [])]
    print_answer(report.summaries(shown, session.catalog.own))
    print_answer(wording.clock(shown))
    if args.find and not shown:
        print_answer("Nothing has all of these words. Try fewer.")
    elif not narrowed:
        print_answer(report.not_started(sum(s.state == "new" for s in session.standings())))
    return _told(session)


def _found(session: Session, query: str) -> list[Standing]:
    """Return where the checklists stand that have all words of a query, the best match first."""
    return [session.standing(c.id) for c in Index(session.checklists.values()).find(query)]


def due(args: Namespace) -> int:
    """Say what needs the person, in every profile where none is named."""
    session = _open(args.profile)
    asked = [session] if args.profile is not None else session.everyone()
    needy = [(s.profile, n) for s in asked for n in s.begun() if n.state == "needs-you"]
    needy.sort(key=lambda pair: pair[1].urgency)
    answer = (
        report.due_json(needy) if args.json else report.due(needy, environment.command_in_words())
    )
    print_answer(answer)
    if not args.json and args.profile is None:
        session.cache_due_answer(answer)
    status = _told(*asked)
    return 3 if needy and args.exit_code else status


def show(args: Namespace) -> int:
    """Say all of one checklist."""
    session = _session(args)
    checklist = session.catalog.find(args.id)
    print_answer((report.show_json if args.json else report.show)(session, checklist))
    return _told(session)


def mark(args: Namespace) -> int:
    """Mark a step."""
    session = _session(args)
    checklist = session.catalog.find(args.id)
    step = find_step(checklist, args.step)
    return _done(session, session.mark(checklist.id, step.id, args.mark))


def note(args: Namespace) -> int:
    """Keep a note."""
    session = _session(args)
    checklist = session.catalog.find(args.id)
    step = find_step(checklist, args.step).id if args.step else None
    return _done(session, session.note(checklist.id, args.text, step))


def confirm(args: Namespace) -> int:
    """Answer checklists' questions, or say that the answers came that are due."""
    session = _session(args)
    checklists = [session.catalog.find(name) for name in args.id]
    act = _answered if args.answer == "answered" else _confirmed
    return max(act(session, checklist, args.answer) for checklist in checklists)


def _confirmed(session: Session, checklist: Checklist, answer: str) -> int:
    event = session.confirm(checklist.id, still_right=answer == "still-right")
    if event is None:
        print_error(f"{checklist.id}: was never checked, so it cannot have changed back")
        return 1
    status = _done(session, event)
    if answer == "still-right":
        print_answer(
            report.awaited(
                session.standing(checklist.id), session.profile, environment.command_in_words()
            )
        )
    return status


def _answered(session: Session, checklist: Checklist, _: str) -> int:
    events = session.answered(checklist.id)
    if not events:
        print_error(f"{checklist.id}: no answer is due; nothing was written")
        print_answer(
            report.awaited(
                session.standing(checklist.id), session.profile, environment.command_in_words()
            )
        )
        return 1
    for event in events:
        step = find_step(checklist, event.step or "")
        print_answer(f"{checklist.id}: the answer came: {step.title}")
    return _done(session, events[-1])


def start_over(args: Namespace) -> int:
    """Start a new review."""
    session = _session(args)
    return _done(session, session.start_over(session.catalog.find(args.id).id))


def snooze(args: Namespace) -> int:
    """Leave the person alone."""
    session = _session(args)
    return _done(session, session.snooze(session.catalog.find(args.id).id, args.days))


def interval(args: Namespace) -> int:
    """Set how often to ask."""
    session = _session(args)
    return _done(session, session.set_interval(session.catalog.find(args.id).id, args.days))


def undo(args: Namespace) -> int:
    """Take a checklist's last action back."""
    session = _session(args)
    checklist = session.catalog.find(args.id)
    event = session.undo_last(checklist.id)
    if event is None:
        print_error("there is nothing to undo")
        return 1
    print_answer(wording.taken_back(event, checklist))
    return _done(session, event)


def _done(session: Session, event: Event | None) -> int:
    """Say that nothing was written, or that it could not be saved."""
    session.write_agenda()
    if session.unsaved:
        raise StoreError(f"not saved. {session.save_error}")
    if event is None:
        print_error("there is no mark to take back; nothing was written")
        return 1
    return 0


def _with_events(session: Session, name: str) -> str:
    """Return the id meant; a checklist that is gone is still known by what was done with it."""
    return name if name in session.ids_with_events() else session.catalog.find(name).id


def forget(args: Namespace) -> int:
    """Take what was done off this machine."""
    session = _session(args)
    if bool(args.id) == args.all:
        print_error("name a checklist, or say --all")
        return 2
    name = None if args.all else _with_events(session, args.id)
    whole = f"everything of profile {session.profile.name!r}"
    what = whole if name is None else f"all about {name}"
    if not _agreed(f"This takes {what} off this machine, for good. Go on?"):
        print_answer("Nothing was forgotten.")
        return 1
    count, files = session.forget(name)
    session.write_agenda()
    print_answer(f"{count} lines blanked in:")
    print_answer("\n".join(f"  {file}" for file in files) or "  no file")
    print_answer("A sync program or a backup may still have them, and bring them back.")
    return 0


def history(args: Namespace) -> int:
    """Say everything that was done."""
    session = _session(args)
    names = [_with_events(session, args.id)] if args.id else session.ids_with_events()
    print_answer((report.history_json if args.json else report.history)(session, names))
    return _told(session)


def validate(args: Namespace) -> int:
    """Check files, and say what is wrong with them."""
    from privacy_check.storage import checklist_file  # 19 ms that the other commands need not pay

    session = _session(args)
    faults = list(session.faults)
    checklists = list(session.checklists.values())
    if args.file:
        read = [checklist_file.read(Path(name), clean_path(name)) for name in args.file]
        checklists = [checklist for checklist, _ in read if checklist]
        faults = [fault for _, wrong in read for fault in wrong]
    for fault in faults:
        print_error(str(fault))
    for checklist in checklists:
        for warning in checklist_file.future_dates(checklist, session.today):
            print_error(f"warning: {checklist.id}: {warning}")
    print_answer(f"{len(checklists)} good, {len(faults)} faults")
    return 1 if faults else 0


def stale(args: Namespace) -> int:
    """Say how old what backs each checklist is."""
    session = _session(args)
    built_in = [c for c in session.checklists.values() if c.id not in session.catalog.own]
    print_answer(report.stale(built_in, session.today))
    return _told(session)


def schema(_: Namespace) -> int:
    """Say the JSON Schema of a checklist file."""
    from privacy_check.storage import checklist_file

    print_answer(checklist_file.schema())
    return 0


def places(args: Namespace) -> int:
    """Say where everything lives, and how to remove it."""
    session = _session(args)
    home = session.home
    folders = [home.config] if home.state.is_relative_to(home.config) else [home.config, home.state]
    rows = [
        ("settings, yours", home.config_file),
        ("settings, ours", home.choices_file),
        ("profiles' settings", home.profiles_file),
        ("your checklists", home.own_checklists),
        *((f"profile {p.name!r}", home.profile(p.folder)) for p in session.profiles()),
        ("this machine's", home.state),
        ("built-in checklists", paths.builtin_checklists()),
    ]
    for name, path in rows:
        print_answer(f"{name:<21} {paths.display_path(path)}")
    which = "this folder" if len(folders) == 1 else "these two folders"
    print_answer(f"To remove all that it knows of you, delete {which}:")
    print_answer("\n".join(f"  {paths.display_path(folder)}" for folder in folders))
    for path, mode in too_permissive(home.ours()):
        name = clean_name(shlex.quote(str(path)), limit=4096)
        print_error(f"warning: others can get at it: to mend that, chmod {mode:o} {name}")
    for shell in _old_hooks():
        file = paths.display_path(paths.start_up_file(shell))
        renewed = f"{environment.command_in_words()} shell-hook {shell} --install"
        print_error(f"warning: {file} has the reminder of an older version: to renew it, {renewed}")
    for fault in session.journal_faults:
        print_error(str(fault))
    return 1 if session.journal_faults else 0


def _old_hooks() -> Iterator[str]:
    """Yield the shells in whose start-up file stands a reminder of another version."""
    from privacy_check.cli import start_up_file

    for shell in shell_hook.SHELLS:
        with suppress(SettingsError):
            if start_up_file.is_old(shell, paths.start_up_file(shell)):
                yield shell


def reminder(args: Namespace) -> int:
    """Say, install or remove the shell's reminder."""
    from privacy_check.cli import (
        start_up_file,  # only this command starts a shell and reads its files
    )

    home = paths.locate()
    lines = shell_hook.lines(args.shell, home.agenda_file, environment.command())
    if not (args.install or args.remove):
        print_answer(lines)
        return 0
    file = paths.start_up_file(args.shell)
    old = start_up_file.read(file)
    new = start_up_file.removed(old) if args.remove else start_up_file.installed(old, lines)
    if new == old:
        print_answer(f"{paths.display_path(file)}: nothing to change")
    else:
        _warn_of_others(home)
        if not args.remove:
            print_answer(lines)
        verb = "taken out of" if args.remove else "added to"
        if not _agreed(f"These lines are {verb} {paths.display_path(file)}. Go on?"):
            print_answer("Nothing was changed.")
            return 1
        if args.remove:
            start_up_file.remove(file)
        else:
            start_up_file.install(file, lines)
        print_answer("Done. A new shell will know.")
    if args.install:
        for note in start_up_file.lacks(args.shell, file):
            print_answer(f"Note: {note}")
    return 0


def _agreed(question: str) -> bool:
    """Ask at the terminal; without one the answer is no."""
    if not sys.stdin.isatty():
        return False
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:  # ctrl+d
        return False


def version(_: Namespace) -> int:
    """Say which version this is."""
    from importlib.metadata import version  # 30 ms that only this answer needs

    print_answer(f"privacy-check {version('privacy-check')}")
    return 0
