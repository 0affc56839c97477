"""The command line: one small function a subcommand, exit codes, the one error boundary.

0: fine. 1: trouble. 2: wrong usage. 3: `due --exit-code` found something. 130: interrupted.
"""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

from privacy_check import catalog, paths, reminder, report
from privacy_check.checklist import Category
from privacy_check.disk import rewrite
from privacy_check.errors import PrivacyCheckError, StoreError
from privacy_check.inert import clean, clean_name
from privacy_check.journal import MARKS, Event
from privacy_check.library import Index
from privacy_check.session import Session, open_session

Command = Callable[[Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and say how it went."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a sign that the locale lacks is no crash
    args = _parser().parse_args(_with_open(list(sys.argv[1:] if argv is None else argv)))
    run: Command = _version if args.version else args.run
    try:
        return run(args)
    except PrivacyCheckError as error:
        _trouble(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _say(text: str) -> None:
    if text:
        print(text)


def _trouble(text: str) -> None:
    print(f"privacy-check: {text}", file=sys.stderr)


def _session(args: Namespace) -> Session:
    session = open_session(paths.places(), profile=args.profile)
    session.write_agenda()
    return session


def _told(session: Session) -> int:
    """Tell what did not load, for every command whose answer may lack it."""
    for fault in session.catalog.faults + session.settings.faults:
        _trouble(str(fault))
    return 1 if session.catalog.faults else 0


def _app(args: Namespace) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        _trouble("the app needs a terminal. For text: privacy-check list, due, show ID")
        return 2
    session = _session(args)
    start = session.find(args.id).id if args.command == "open" and args.id else None
    from privacy_check.ui.app import run  # the commands must not pay for Textual

    session.remember_profile()
    return run(session, start, review=args.command == "review")


def _list(args: Namespace) -> int:
    session = _session(args)
    found = {c.id for c in Index(session.checklists.values()).find(args.find or "")}
    shown = [
        s
        for s in session.standings()
        if (not args.due or s.state == "needs-you")
        and (args.all or session.is_mine(s))
        and s.checklist.id in found
        and args.category in (None, s.checklist.category)
    ]
    _say(report.as_json(shown) if args.json else report.summaries(shown, session.catalog.own))
    return _told(session)


def _due(args: Namespace) -> int:
    session = _session(args)
    shown = [s for s in session.standings() if s.state == "needs-you"]
    _say(report.as_json(shown) if args.json else report.due(shown))
    status = _told(session)
    return 3 if shown and args.exit_code else status


def _show(args: Namespace) -> int:
    session = _session(args)
    checklist = session.find(args.id)
    _say((report.show_json if args.json else report.show)(session, checklist))
    return _told(session)


def _mark(args: Namespace) -> int:
    session = _session(args)
    checklist = session.find(args.id)
    step = session.find_step(checklist, args.step)
    return _done(session, session.mark(checklist.id, step.id, args.mark))


def _note(args: Namespace) -> int:
    session = _session(args)
    checklist = session.find(args.id)
    step = session.find_step(checklist, args.step).id if args.step else None
    return _done(session, session.note(checklist.id, args.text, step))


def _confirm(args: Namespace) -> int:
    session = _session(args)
    status = 0
    for checklist in [session.find(name) for name in args.id]:
        event = session.confirm(checklist.id, still_right=args.still_right)
        if event is None:
            _trouble(f"{checklist.id}: was never checked, so it cannot have changed back")
            status = 1
        status = max(status, _done(session, event) if event else 0)
    return status


def _start_over(args: Namespace) -> int:
    session = _session(args)
    return _done(session, session.start_over(session.find(args.id).id))


def _snooze(args: Namespace) -> int:
    session = _session(args)
    return _done(session, session.snooze(session.find(args.id).id, args.days))


def _interval(args: Namespace) -> int:
    session = _session(args)
    return _done(session, session.set_interval(session.find(args.id).id, args.days))


def _undo(args: Namespace) -> int:
    session = _session(args)
    event = session.undo_last(session.find(args.id).id)
    if event is None:
        _trouble("there is nothing to undo")
        return 1
    _say(f"Taken back: {event.did} {event.step or ''}".rstrip())
    return _done(session, event)


def _done(session: Session, event: Event | None) -> int:
    """Say that nothing was written, or that it could not be saved."""
    session.write_agenda()
    if session.unsaved:
        raise StoreError(f"not saved. {session.trouble}")
    if event is None:
        _trouble("there is no mark to take back; nothing was written")
        return 1
    return 0


def _forget(args: Namespace) -> int:
    session = _session(args)
    if bool(args.id) == args.all:
        _trouble("name a checklist, or say --all")
        return 2
    known = session.ids_with_events()
    name = None if args.all else args.id if args.id in known else session.find(args.id).id
    what = f"everything of profile {session.profile!r}" if name is None else f"all about {name}"
    if not _agreed(f"This takes {what} off this machine, for good. Go on?"):
        _say("Nothing was forgotten.")
        return 1
    count, files = session.forget(name)
    session.write_agenda()
    _say(f"{count} lines blanked in:")
    _say("\n".join(f"  {file}" for file in files) or "  no file")
    _say("A sync program or a backup may still have them, and bring them back.")
    return 0


def _history(args: Namespace) -> int:
    session = _session(args)
    known = session.ids_with_events()
    names = [args.id if args.id in known else session.find(args.id).id] if args.id else known
    _say((report.history_json if args.json else report.history)(session, names))
    return 0


def _validate(args: Namespace) -> int:
    session = _session(args)
    faults = list(session.faults)
    checklists = list(session.checklists.values())
    if args.file:
        read = [catalog.read(Path(name), clean_name(name)) for name in args.file]
        checklists = [checklist for checklist, _ in read if checklist]
        faults = [fault for _, wrong in read for fault in wrong]
    for fault in faults:
        _trouble(str(fault))
    for checklist in checklists:
        for warning in catalog.future_dates(checklist, session.today):
            _trouble(f"warning: {checklist.id}: {warning}")
    _say(f"{len(checklists)} good, {len(faults)} faults")
    return 1 if faults else 0


def _stale(args: Namespace) -> int:
    session = _session(args)
    built_in = [c for c in session.checklists.values() if c.id not in session.catalog.own]
    _say(report.stale(built_in, session.today))
    return _told(session)


def _schema(_: Namespace) -> int:
    _say(catalog.schema())
    return 0


def _paths(args: Namespace) -> int:
    home = paths.places()
    session = _session(args)
    rows = [
        ("settings, yours", home.config_file),
        ("settings, ours", home.choices_file),
        ("your checklists", home.own_checklists),
        (f"profile {session.profile!r}", home.profile(session.profile)),
        ("this machine's", home.state),
        ("built-in checklists", paths.builtin_checklists()),
    ]
    for name, path in rows:
        _say(f"{name:<22}{paths.in_words(path)}")
    _say("To remove all that it knows of you, delete these two folders:")
    _say(f"  {paths.in_words(home.config)}\n  {paths.in_words(home.state)}")
    for fault in session.journal_faults:
        _trouble(str(fault))
    return 1 if session.journal_faults else 0


def _shell_hook(args: Namespace) -> int:
    home = paths.places()
    lines = reminder.lines(args.shell, home.agenda_file)
    file = paths.start_up_file(args.shell)
    if not (args.install or args.remove):
        _say(lines)
        return 0
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    new = reminder.removed(old) if args.remove else reminder.installed(old, lines)
    if new == old:
        _say(f"{paths.in_words(file)}: nothing to change")
        return 0
    if not args.remove:
        _say(lines)
    verb = "taken out of" if args.remove else "added to"
    if not _agreed(f"These lines are {verb} {paths.in_words(file)}. Go on?"):
        _say("Nothing was changed.")
        return 1
    rewrite(file, new.encode())
    _say("Done. A new shell will know.")
    return 0


def _agreed(question: str) -> bool:
    """Ask at the terminal; without one the answer is no."""
    if not sys.stdin.isatty():
        return False
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def _version(_: Namespace) -> int:
    from importlib.metadata import version  # 30 ms that only this answer needs

    _say(f"privacy-check {version('privacy-check')}")
    return 0


def _days(most: int) -> Callable[[str], int]:
    def days(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        if not 1 <= number <= most:
            raise ArgumentTypeError(f"{clean(text)}: must be a number of days from 1 to {most}")
        return number

    return days


def _interval_days(text: str) -> int:
    return 0 if text == "auto" else _days(3650)(text)


_ID = (("id",), {"metavar": "ID", "help": "a checklist's id, as `list` shows it"})
_JSON = (("--json",), {"action": "store_true", "help": "for programs"})

_COMMANDS: dict[str, tuple[Command, str, list[tuple[tuple[str, ...], dict[str, Any]]]]] = {
    "open": (
        _app,
        "open the app (what no command does, too), at a checklist if one is named",
        [(("id",), {"metavar": "ID", "nargs": "?", "help": "walk this checklist"})],
    ),
    "review": (_app, "everything that needs you, one card after the other", []),
    "list": (
        _list,
        "where every checklist stands",
        [
            (("--all",), {"action": "store_true", "help": "also services that you did not choose"}),
            (("--due",), {"action": "store_true", "help": "only what needs you"}),
            (("--find",), {"metavar": "WORDS", "help": "only what has all of these words"}),
            (("--category",), {"choices": get_args(Category), "help": "only of this category"}),
            _JSON,
        ],
    ),
    "due": (
        _due,
        "what needs you, one line each; silent when nothing does",
        [
            (("--exit-code",), {"action": "store_true", "help": "exit with 3 if something is due"}),
            _JSON,
        ],
    ),
    "show": (_show, "all of a checklist, and where each step stands", [_ID, _JSON]),
    "mark": (
        _mark,
        "say what you did with a step",
        [
            _ID,
            (("step",), {"metavar": "STEP", "help": "the step's id, as `show` has it"}),
            (("mark",), {"metavar": "MARK", "choices": MARKS, "help": ", ".join(MARKS)}),
        ],
    ),
    "note": (
        _note,
        "keep a note of a checklist or of one step; an empty one removes it",
        [
            _ID,
            (("step",), {"metavar": "STEP", "nargs": "?", "help": "the step's id"}),
            (("text",), {"metavar": "TEXT", "help": "the note, in quotes"}),
        ],
    ),
    "confirm": (
        _confirm,
        "answer a checklist's question",
        [
            (("id",), {"metavar": "ID", "nargs": "+", "help": "checklists' ids"}),
            (("--still-right",), {"action": "store_true", "dest": "still_right"}),
            (("--changed-back",), {"action": "store_false", "dest": "still_right"}),
        ],
    ),
    "start-over": (_start_over, "look at all of it again, before it is due", [_ID]),
    "snooze": (
        _snooze,
        "leave me alone for so many days",
        [_ID, (("days",), {"metavar": "DAYS", "type": _days(3650), "help": "1 to 3650"})],
    ),
    "interval": (
        _interval,
        "ask again after so many days each time",
        [_ID, (("days",), {"metavar": "DAYS|auto", "type": _interval_days, "help": "1 to 3650"})],
    ),
    "undo": (_undo, "take back a checklist's last action", [_ID]),
    "forget": (
        _forget,
        "take what you did off this machine, after asking",
        [
            (("id",), {"metavar": "ID", "nargs": "?", "help": "only of this checklist"}),
            (("--all",), {"action": "store_true", "help": "everything of this profile"}),
        ],
    ),
    "history": (
        _history,
        "everything you did, oldest first",
        [(("id",), {"metavar": "ID", "nargs": "?", "help": "only of this checklist"}), _JSON],
    ),
    "validate": (
        _validate,
        "check checklist files, or all that the program reads",
        [(("file",), {"metavar": "FILE", "nargs": "*", "help": "checklist files"})],
    ),
    "shell-hook": (
        _shell_hook,
        "the lines for a shell's start-up file that remind you, once a day, and start no process",
        [
            (("shell",), {"choices": reminder.SHELLS, "help": "bash (4.2 or newer), zsh or fish"}),
            (("--install",), {"action": "store_true", "help": "add them, after asking"}),
            (("--remove",), {"action": "store_true", "help": "take them out, after asking"}),
        ],
    ),
    "stale": (_stale, "how old what backs each checklist is, the oldest first", []),
    "schema": (_schema, "the JSON Schema of a checklist file, for editors", []),
    "paths": (_paths, "where everything lives, and how to remove it", []),
}


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="privacy-check",
        description="Walks you through privacy settings, and remembers when to look again.",
        epilog="Without a command it opens the app; with a checklist's ID, in that checklist.",
    )
    parser.add_argument("--profile", metavar="NAME", help="whose journal (default: the last shown)")
    parser.add_argument("--version", action="store_true", help="say which version this is")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, (run, says, arguments) in _COMMANDS.items():
        command = commands.add_parser(name, help=says, description=says)
        command.set_defaults(run=run, command=name)
        asked = (
            command.add_mutually_exclusive_group(required=True) if name == "confirm" else command
        )
        for flags, settings in arguments:
            (asked if flags[0].startswith("--") else command).add_argument(*flags, **settings)
    return parser


def _with_open(arguments: list[str]) -> list[str]:
    """Let no command at all, or an id in its place, mean `open`."""
    place = 2 if arguments[:1] == ["--profile"] else 0
    word = next(iter(arguments[place:]), "")
    if word in _COMMANDS or word.startswith("-"):
        return arguments
    return [*arguments[:place], "open", *arguments[place:]]
