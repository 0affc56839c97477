"""`open` and `review`: the app on the terminal."""

import gc
import sys
from argparse import Namespace

from privacy_check.cli.opening import open_profile, requested_profile
from privacy_check.storage import paths, profiles
from privacy_check.system import environment


def open_app(args: Namespace) -> int:
    """Open the app at Home, at a checklist, or in a review."""
    if problem := _terminal_problem():
        out = sys.stdout if sys.stdout.isatty() else sys.stderr
        command = environment.command_in_words()
        print(f"privacy-check: {problem}. For text: {command} list, due, show ID", file=out)
        return 2
    name = args.id if args.command == "open" else None
    profile = requested_profile(args)
    if profile is None and args.command == "open" and not name:
        profile = profiles.shown_last(paths.locate()).name  # Home's header names it
    session = open_profile(profile, args.clock)
    start = session.catalog.find(name).id if name else None
    from privacy_check.ui.app import run  # the commands must not pay for Textual

    session.remember_profile()
    gc.freeze()  # what was imported stays, and need not be looked through
    gc.enable()
    return run(session, start, review=args.command == "review")


def _terminal_problem() -> str:
    """Say why the app can't run here: it reads keys from stdin, and Textual draws on stderr."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        return "the app needs a terminal as stdin, stdout and stderr"
    kind = environment.limited_terminal()
    return f"the app needs a terminal that can do more than {kind!r} (TERM)" if kind else ""
