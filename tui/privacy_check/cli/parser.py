"""The grammar of the command line: the program's own options, then a command with its arguments.

Only the command that was typed gets its parser and its module: all twenty parsers take 12 ms.
"""

from argparse import (
    REMAINDER,
    SUPPRESS,
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
)
from collections.abc import Callable, Sequence
from importlib import import_module
from textwrap import fill
from typing import Any, NoReturn, TypeAlias, get_args

from privacy_check.cli.shell_reminder import SHELLS
from privacy_check.cli.streams import print_answer
from privacy_check.domain.checklist import Category
from privacy_check.domain.journal import MARKS, MAX_DAYS
from privacy_check.domain.letters import Kind
from privacy_check.domain.mending import SHELLS as SYNTAXES
from privacy_check.domain.sanitize import clean_name

Command: TypeAlias = Callable[[Namespace], int]
Argument: TypeAlias = tuple[tuple[str, ...], dict[str, Any]]
"""What `add_argument` takes: names or flags, and the rest by keyword."""


def parse(words: Sequence[str]) -> Namespace:
    """Parse what was typed; no command, or a checklist's id in its place, means `open`."""
    args = _program_parser().parse_args(words)
    name, *rest = args.words or ["open"]
    if name not in COMMANDS:
        name, rest = "open", [name, *rest]
    if args.version:
        return Namespace(run=_function("files:version"))
    return _command_parser(name).parse_args(rest, args)


def _days(most: int) -> Callable[[str], int]:
    def days(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        if not 1 <= number <= most:
            raise ArgumentTypeError(
                f"{clean_name(text)}: must be a number of days from 1 to {most}"
            )
        return number

    return days


_UP_TO = f"1 to {MAX_DAYS}"


def _interval_days(text: str) -> int:
    return 0 if text == "auto" else _days(MAX_DAYS)(text)


def _answer(word: str, says: str) -> Argument:
    settings = {"action": "store_const", "dest": "answer", "const": word, "help": says}
    return (f"--{word}",), settings


_ID = (("id",), {"metavar": "ID", "help": "a checklist's id, as `list` prints it"})
_PLAIN = (
    ("--plain",),
    {
        "action": "store_true",
        "help": "lines of text and one-letter answers: for screen readers, Braille and pipes",
    },
)
_JSON = (("--json",), {"action": "store_true", "help": "machine-readable output"})

PROGRAM_OPTIONS: list[Argument] = [
    (("--profile",), {"metavar": "NAME", "help": "whose journal to use (default: default)"}),
    (("--version",), {"action": "store_true", "help": "print the version"}),
]
"""What may stand before a command."""

COMMANDS: dict[str, tuple[str, str, list[Argument]]] = {
    "open": (
        "app:open_app",
        "open the app (the default), at a checklist if you name one",
        [(("id",), {"metavar": "ID", "nargs": "?", "help": "walk this checklist"})],
    ),
    "walk": ("app:open_app", "walk a checklist, step by step", [_ID, _PLAIN]),
    "review": (
        "app:open_app",
        "everything that needs you, one card at a time",
        [_PLAIN],
    ),
    "list": (
        "read:list_checklists",
        "the checklists you have started, and where they stand",
        [
            (
                ("--all",),
                {
                    "action": "store_true",
                    "help": "every checklist; those not started come last, by worth",
                },
            ),
            (("--due",), {"action": "store_true", "help": "only what needs you"}),
            (
                ("--find",),
                {
                    "metavar": "WORDS",
                    "help": "every checklist with all of these words, best match first",
                },
            ),
            (
                ("--category",),
                {
                    "choices": get_args(Category),
                    "help": "every checklist in this category, started or not",
                },
            ),
            (
                ("--json",),
                {
                    "action": "store_true",
                    "help": "machine-readable output, including what is not started",
                },
            ),
        ],
    ),
    "due": (
        "due:due",
        "what needs you, one line each; silent when nothing does",
        [
            (
                ("--exit-code",),
                {"action": "store_true", "help": "exit with status 3 if something is due"},
            ),
            _JSON,
        ],
    ),
    "verify": (
        "verify:verify",
        "look at this machine: which settings are right, wrong, or no longer right",
        [
            (("id",), {"metavar": "ID", "nargs": "*", "help": "only these checklists"}),
            (
                ("--exit-code",),
                {"action": "store_true", "help": "exit with status 4 if something drifted"},
            ),
            _JSON,
        ],
    ),
    "env": (
        "verify:env",
        "the lines that silence the tools found here, for your shell's start-up file",
        [
            (
                ("shell",),
                {
                    "choices": SYNTAXES,
                    "nargs": "?",
                    "help": "whose syntax (default: yours)",
                },
            )
        ],
    ),
    "discover": (
        "discover:discover",
        "find the services you use, in a file or on this machine; you choose which to take",
        [
            (
                ("file",),
                {
                    "metavar": "FILE",
                    "nargs": "*",
                    "help": "an export of passwords, a browser's bookmarks, or - for stdin; "
                    "without one: what is installed here, and files found here, after asking",
                },
            ),
            (
                ("--history",),
                {
                    "action": "store_true",
                    "help": "look at browsers' histories, too: hosts and counts alone",
                },
            ),
            (
                ("--json",),
                {"action": "store_true", "help": "machine-readable output; asks nothing"},
            ),
        ],
    ),
    "show": ("read:show", "a whole checklist, and where each step stands", [_ID, _JSON]),
    "mark": (
        "act:mark",
        "record what you did with a step",
        [
            _ID,
            (("step",), {"metavar": "STEP", "help": "the step's id, as `show` prints it"}),
            (
                ("mark",),
                {"metavar": "MARK", "choices": MARKS, "help": f"what you did: {', '.join(MARKS)}"},
            ),
        ],
    ),
    "note": (
        "act:note",
        "write a note on a checklist or one of its steps; an empty note removes it",
        [
            _ID,
            (("step",), {"metavar": "STEP", "nargs": "?", "help": "the step's id"}),
            (("text",), {"metavar": "TEXT", "help": "the note, in quotes"}),
        ],
    ),
    "confirm": (
        "act:confirm",
        "answer a checklist's question, or record that an answer came",
        [
            (("id",), {"metavar": "ID", "nargs": "+", "help": "checklist ids"}),
            _answer("still-right", "all of it is as it should be"),
            _answer("changed-back", "it is no longer right: look at it again"),
            _answer("answered", "every answer that was due has come: those steps are done"),
        ],
    ),
    "start-over": ("act:start_over", "go through a checklist again before it is due", [_ID]),
    "snooze": (
        "act:snooze",
        "leave me alone about a checklist for some days",
        [
            _ID,
            (("days",), {"metavar": "DAYS", "type": _days(MAX_DAYS), "help": _UP_TO}),
        ],
    ),
    "interval": (
        "act:interval",
        "set how many days go by before I am asked again",
        [
            _ID,
            (
                ("days",),
                {"metavar": "DAYS|auto", "type": _interval_days, "help": _UP_TO},
            ),
        ],
    ),
    "undo": ("act:undo", "undo the last action on a checklist", [_ID]),
    "forget": (
        "act:forget",
        "erase what you did from this machine, after asking",
        [
            (("id",), {"metavar": "ID", "nargs": "?", "help": "only this checklist"}),
            (("--all",), {"action": "store_true", "help": "everything in this profile"}),
        ],
    ),
    "history": (
        "read:history",
        "everything you did, oldest first",
        [(("id",), {"metavar": "ID", "nargs": "?", "help": "only this checklist"}), _JSON],
    ),
    "letter": (
        "letters:letter",
        "write to any company: a checklist of your own, with what comes after the letter",
        [
            (
                ("kind",),
                {
                    "choices": get_args(Kind),
                    "help": "a copy of my data, its erasure, an objection, no more ads",
                },
            ),
            (
                ("company",),
                {"metavar": "COMPANY", "help": "its name, or that of a service it runs"},
            ),
            (("--email",), {"metavar": "ADDRESS", "help": "where to mail it, if you know better"}),
            (("--address",), {"metavar": "TEXT", "help": "its postal address"}),
        ],
    ),
    "new": (
        "new:new",
        "write a checklist of your own: asks four things, then opens your editor if you like",
        [(("id",), {"metavar": "ID", "nargs": "?", "help": "its id (default: from its title)"})],
    ),
    "validate": (
        "files:validate",
        "check checklist files, or everything the program reads",
        [(("file",), {"metavar": "FILE", "nargs": "*", "help": "checklist files"})],
    ),
    "shell-hook": (
        "files:print_or_install_hook",
        "lines for your shell's start-up file: a daily reminder that starts no process",
        [
            (
                ("shell",),
                {"choices": SHELLS, "help": "bash (4.2 or newer), zsh or fish"},
            ),
            (("--install",), {"action": "store_true", "help": "add them, after asking"}),
            (("--remove",), {"action": "store_true", "help": "remove them, after asking"}),
        ],
    ),
    "completion": (
        "files:print_completion",
        "lines that let your shell complete commands, ids, steps and profiles",
        [(("shell",), {"choices": SHELLS, "help": "bash (4 or newer), zsh or fish"})],
    ),
    "man": ("files:print_manual", "the manual page, for man", []),
    "stale": ("read:stale", "when each checklist was audited, and how old its backing is", []),
    "schema": ("files:schema", "the JSON Schema of your own checklists, for editors", []),
    "paths": ("files:list_paths", "where everything lives, and how to remove it", []),
}
"""Each command: its function (as `module:function` in `commands`), its help and its arguments."""
ONE_NEEDED = {"confirm"}
"""Commands that take exactly one of their options."""


class _Parser(ArgumentParser):
    def print_help(self, file: Any = None) -> None:
        """Print the help; argparse would hide that it could not."""
        print_answer(self.format_help().rstrip())

    def error(self, message: str) -> NoReturn:
        """Exit with what is wrong; the message quotes what was typed."""
        super().error(clean_name(message, 1000))


def _program_parser() -> ArgumentParser:
    """Make the parser of what stands before a command; `words` takes the command and the rest."""
    parser = _Parser(
        prog="privacy-check",
        usage="%(prog)s [-h] [--profile NAME] [--version] [COMMAND ... | ID]",
        description="Walks you through privacy settings, and remembers when to look again.",
        epilog=_command_list(),
        formatter_class=RawDescriptionHelpFormatter,
    )
    for names, settings in PROGRAM_OPTIONS:
        parser.add_argument(*names, **settings)
    parser.add_argument("words", nargs=REMAINDER, help=SUPPRESS)
    return parser


def _command_list() -> str:
    rows = (
        fill(summary, 79, initial_indent=f"  {name:<12}", subsequent_indent=" " * 14)
        for name, (_, summary, _) in COMMANDS.items()
    )
    end = "Without a command, the app opens; with a checklist's ID, at that checklist."
    return "\n".join(["commands:", *rows, "", end])


def _command_parser(name: str) -> ArgumentParser:
    run, summary, arguments = COMMANDS[name]
    parser = _Parser(prog=f"privacy-check {name}", description=summary)
    parser.set_defaults(run=_function(run), command=name)
    flags = parser.add_mutually_exclusive_group(required=True) if name in ONE_NEEDED else parser
    for names, settings in arguments:
        (flags if names[0].startswith("--") else parser).add_argument(*names, **settings)
    return parser


def _function(reference: str) -> Command:
    module, _, name = reference.partition(":")
    command: Command = getattr(import_module(f"privacy_check.cli.commands.{module}"), name)
    return command
