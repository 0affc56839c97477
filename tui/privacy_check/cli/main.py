"""The command line: what may be said, exit codes, the one error boundary.

0: fine. 1: trouble. 2: wrong usage. 3: `due --exit-code` found something. 130: interrupted.
"""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, get_args

from privacy_check.cli import commands, shell_hook, streams
from privacy_check.domain.checklist import Category
from privacy_check.domain.journal import MARKS
from privacy_check.domain.sanitize import clean_name
from privacy_check.errors import PrivacyCheckError
from privacy_check.system import encoding

Command = Callable[[Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and say how it went."""
    streams.replace_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # a sign that the locale lacks is no crash
            stream.reconfigure(encoding=encoding.output_encoding(), errors="replace")
    try:
        return _run(_with_open(list(sys.argv[1:] if argv is None else argv)))
    except PrivacyCheckError as error:
        commands.print_error(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1


def _run(words: list[str]) -> int:
    args = _parser(words).parse_args(words)
    run: Command = commands.version if args.version else args.run
    return run(args)


def _days(most: int) -> Callable[[str], int]:
    def days(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        if not 1 <= number <= most:
            raise ArgumentTypeError(
                f"{clean_name(text)}: must be a number of days from 1 to {most}"
            )
        return number

    return days


def _interval_days(text: str) -> int:
    return 0 if text == "auto" else _days(3650)(text)


def _answer(word: str, says: str) -> tuple[tuple[str, ...], dict[str, Any]]:
    settings = {"action": "store_const", "dest": "answer", "const": word, "help": says}
    return (f"--{word}",), settings


_ID = (("id",), {"metavar": "ID", "help": "a checklist's id, as `list` shows it"})
_PLAIN = (
    ("--plain",),
    {"action": "store_true", "help": "lines of text, one-letter answers: by ear, Braille, a pipe"},
)
_JSON = (("--json",), {"action": "store_true", "help": "for programs"})

_COMMANDS: dict[str, tuple[Command, str, list[tuple[tuple[str, ...], dict[str, Any]]]]] = {
    "open": (
        commands.open_app,
        "open the app (what no command does, too), at a checklist if one is named",
        [(("id",), {"metavar": "ID", "nargs": "?", "help": "walk this checklist"})],
    ),
    "walk": (commands.open_app, "walk a checklist, step by step", [_ID, _PLAIN]),
    "review": (
        commands.open_app,
        "everything that needs you, one card after the other",
        [_PLAIN],
    ),
    "list": (
        commands.list_all,
        "where the checklists stand that you have begun",
        [
            (
                ("--all",),
                {"action": "store_true", "help": "all: then what is not started, by worth"},
            ),
            (("--due",), {"action": "store_true", "help": "only what needs you"}),
            (
                ("--find",),
                {
                    "metavar": "WORDS",
                    "help": "all that have all of these words, best match first (--json, too)",
                },
            ),
            (
                ("--category",),
                {"choices": get_args(Category), "help": "all of this category, begun or not"},
            ),
            (
                ("--json",),
                {
                    "action": "store_true",
                    "help": "for programs: what is not started is in it, too",
                },
            ),
        ],
    ),
    "due": (
        commands.due,
        "what needs you, one line each; silent when nothing does",
        [
            (("--exit-code",), {"action": "store_true", "help": "exit with 3 if something is due"}),
            _JSON,
        ],
    ),
    "show": (commands.show, "all of a checklist, and where each step stands", [_ID, _JSON]),
    "mark": (
        commands.mark,
        "say what you did with a step",
        [
            _ID,
            (("step",), {"metavar": "STEP", "help": "the step's id, as `show` has it"}),
            (("mark",), {"metavar": "MARK", "choices": MARKS, "help": ", ".join(MARKS)}),
        ],
    ),
    "note": (
        commands.note,
        "keep a note of a checklist or of one step; an empty one removes it",
        [
            _ID,
            (("step",), {"metavar": "STEP", "nargs": "?", "help": "the step's id"}),
            (("text",), {"metavar": "TEXT", "help": "the note, in quotes"}),
        ],
    ),
    "confirm": (
        commands.confirm,
        "answer a checklist's question, or say that an answer came",
        [
            (("id",), {"metavar": "ID", "nargs": "+", "help": "checklists' ids"}),
            _answer("still-right", "all of it is as it should be"),
            _answer("changed-back", "it is no longer right: look at it again"),
            _answer("answered", "every answer that is due has come: those steps are done"),
        ],
    ),
    "start-over": (commands.start_over, "look at all of it again, before it is due", [_ID]),
    "snooze": (
        commands.snooze,
        "leave me alone for so many days",
        [_ID, (("days",), {"metavar": "DAYS", "type": _days(3650), "help": "1 to 3650"})],
    ),
    "interval": (
        commands.interval,
        "ask again after so many days each time",
        [_ID, (("days",), {"metavar": "DAYS|auto", "type": _interval_days, "help": "1 to 3650"})],
    ),
    "undo": (commands.undo, "take back a checklist's last action", [_ID]),
    "forget": (
        commands.forget,
        "take what you did off this machine, after asking",
        [
            (("id",), {"metavar": "ID", "nargs": "?", "help": "only of this checklist"}),
            (("--all",), {"action": "store_true", "help": "everything of this profile"}),
        ],
    ),
    "history": (
        commands.history,
        "everything you did, oldest first",
        [(("id",), {"metavar": "ID", "nargs": "?", "help": "only of this checklist"}), _JSON],
    ),
    "validate": (
        commands.validate,
        "check checklist files, or all that the program reads",
        [(("file",), {"metavar": "FILE", "nargs": "*", "help": "checklist files"})],
    ),
    "shell-hook": (
        commands.reminder,
        "the lines for a shell's start-up file that remind you, once a day, and start no process",
        [
            (
                ("shell",),
                {"choices": shell_hook.SHELLS, "help": "bash (4.2 or newer), zsh or fish"},
            ),
            (("--install",), {"action": "store_true", "help": "add them, after asking"}),
            (("--remove",), {"action": "store_true", "help": "take them out, after asking"}),
        ],
    ),
    "stale": (commands.stale, "how old what backs each checklist is, the oldest first", []),
    "schema": (commands.schema, "the JSON Schema of a checklist file, for editors", []),
    "paths": (commands.places, "where everything lives, and how to remove it", []),
}


class _Parser(ArgumentParser):
    def print_help(self, file: Any = None) -> None:
        """Say the help; argparse would not tell that it could not."""
        commands.print_answer(self.format_help().rstrip())

    def error(self, message: str) -> NoReturn:
        """Leave with what is wrong; it quotes what was typed."""
        super().error(clean_name(message, 1000))


def _parser(words: Sequence[str]) -> ArgumentParser:
    """Make the parser with the one command that is named, or all: twenty take 12 ms to make."""
    place = _place(words)
    named = [word for word in words[place : place + 1] if word in _COMMANDS]
    parser = _Parser(
        prog="privacy-check",
        description="Walks you through privacy settings, and remembers when to look again.",
        epilog="Without a command it opens the app; with a checklist's ID, in that checklist.",
    )
    parser.add_argument("--profile", metavar="NAME", help="whose journal (default: default)")
    parser.add_argument("--version", action="store_true", help="say which version this is")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in named or _COMMANDS:
        run, says, arguments = _COMMANDS[name]
        command = commands.add_parser(name, help=says, description=says)
        command.set_defaults(run=run, command=name)
        asked = (
            command.add_mutually_exclusive_group(required=True) if name == "confirm" else command
        )
        for flags, settings in arguments:
            (asked if flags[0].startswith("--") else command).add_argument(*flags, **settings)
    return parser


def _place(words: Sequence[str]) -> int:
    """Return where the command stands: behind the profile, if one is named."""
    first = next(iter(words), "")
    return 2 if first == "--profile" else int(first.startswith("--profile="))


def _with_open(arguments: list[str]) -> list[str]:
    """Let no command at all, or an id in its place, mean `open`."""
    place = _place(arguments)
    word = next(iter(arguments[place:]), "")
    if word in _COMMANDS or word.startswith("-"):
        return arguments
    return [*arguments[:place], "open", *arguments[place:]]
