"""`open`, `walk` and `review`: the app on the terminal, or the same as lines of text."""

import gc
import sys
from argparse import Namespace
from contextlib import suppress

from privacy_check.cli.opening import open_profile, report_faults, requested_profile, session_for
from privacy_check.due_cache import write_agenda
from privacy_check.errors import StoreError
from privacy_check.storage import paths, profiles
from privacy_check.system import environment


def open_app(args: Namespace) -> int:
    """Open the app at Home, at a checklist, or in a review; or do without it, as lines of text."""
    if getattr(args, "plain", False):
        return _run_plain(args)
    if problem := _terminal_problem():
        out = sys.stdout if sys.stdout.isatty() else sys.stderr
        command = environment.command_in_words()
        plain = "review --plain" if args.command == "review" else "walk ID --plain"
        print(f"privacy-check: {problem}: {command} {plain} works here", file=out)
        return 2
    name = None if args.command == "review" else args.id
    profile = requested_profile(args)
    if profile is None and args.command == "open" and not name:
        profile = profiles.last_shown(paths.locate()).name  # Home's header names it
    session = open_profile(profile, args.clock, looks=False)
    start = session.catalog.find(name).id if name else None
    from privacy_check.ui.app import run  # the commands must not pay for Textual

    profiles.remember(session.home, session.profile)
    gc.freeze()  # what was imported stays, and need not be looked through
    gc.enable()
    return run(session, start, review=args.command == "review")


def _run_plain(args: Namespace) -> int:
    """Walk or review as lines of text."""
    from privacy_check.cli.plain.dialogue import Dialogue
    from privacy_check.cli.plain.review import Review
    from privacy_check.cli.plain.walk import Walk

    session = session_for(args)
    name = session.catalog.find(args.id).id if args.command == "walk" else None
    try:
        with suppress(EOFError):  # no more answers: all that was answered is saved
            if name:
                Walk(session, Dialogue(), name).run()
            else:
                Review(session, Dialogue()).run()
    finally:
        write_agenda(session)
    if session.event_log.unsaved:
        raise StoreError(f"not saved. {session.event_log.save_error}")
    return report_faults(session)


def _terminal_problem() -> str:
    """Say why the app can't run here: it reads keys from stdin, and Textual draws on stderr."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        problem = "the app needs a terminal for stdin, stdout and stderr"
        if environment.in_git_bash():
            problem += f" (in Git Bash: winpty {environment.command_in_words()})"
        return problem
    kind = environment.limited_terminal()
    return f"the app needs a terminal that can do more than {kind!r} (TERM)" if kind else ""
