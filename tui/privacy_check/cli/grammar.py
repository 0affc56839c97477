"""Every command as data: its function, its help and its arguments.

The parser reads it, and so do the completions and the manual.
"""

from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import Any, TypeAlias, get_args

from privacy_check.cli.color import WHEN
from privacy_check.cli.shell_reminder import SHELLS
from privacy_check.domain.checklist import Category
from privacy_check.domain.journal import MARKS, MAX_DAYS
from privacy_check.domain.law import KIND_NAMES
from privacy_check.domain.mending import SHELLS as SYNTAXES
from privacy_check.domain.sanitize import clean_name

Argument: TypeAlias = tuple[tuple[str, ...], dict[str, Any]]
"""What `add_argument` takes: names or flags, and the rest by keyword."""


def _word(name: str, metavar: str, said: str, **more: Any) -> Argument:
    """Describe an argument that stands by its place."""
    return (name,), {"metavar": metavar, "help": said, **more}


def _choice(name: str, choices: tuple[str, ...], said: str, **more: Any) -> Argument:
    return (name,), {"choices": choices, "help": said, **more}


def _flag(name: str, said: str) -> Argument:
    return (name,), {"action": "store_true", "help": said}


def _option(name: str, metavar: str, said: str) -> Argument:
    return (name,), {"metavar": metavar, "help": said}


def _one_of(name: str, word: str, said: str) -> Argument:
    """Describe a flag that is one of several answers to the same question."""
    return (f"--{word}",), {"action": "store_const", "dest": name, "const": word, "help": said}


def _days(most: int) -> Callable[[str], int]:
    def days(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        if not 1 <= number <= most:
            raise ArgumentTypeError(
                f"{clean_name(text)}: must be a number of days from 1 to {most}"
            )
        return number

    return days


def _time(text: str) -> tuple[int, int]:
    hour, _, minute = text.partition(":")
    digits = text.isascii() and hour.isdigit() and minute.isdigit() and len(minute) == 2
    if not digits or int(hour) > 23 or int(minute) > 59:
        raise ArgumentTypeError(f"{clean_name(text)}: must be a time from 00:00 to 23:59")
    return int(hour), int(minute)


_UP_TO = f"1 to {MAX_DAYS}"


def _interval_days(text: str) -> int:
    return 0 if text == "auto" else _days(MAX_DAYS)(text)


_ID = _word("id", "ID", "a checklist's id, as `list` prints it")
_ONLY_ID = _word("id", "ID", "only this checklist", nargs="?")
_PLAIN = _flag(
    "--plain", "lines of text and one-letter answers: for screen readers, Braille and pipes"
)
_JSON = _flag("--json", "machine-readable output")
_OUTPUT = (
    ("-o", "--output"),
    {"metavar": "FILE", "help": "write it to this file; - is stdout (the default)"},
)

PROFILE = _option("--profile", "NAME", "whose journal to use (default: default)")
_COLOR = _choice(
    "--color",
    WHEN,
    "colour signs: auto (at a terminal, the default), always, never",
    metavar="WHEN",
    default="auto",
)
PROGRAM_OPTIONS: list[Argument] = [PROFILE, _COLOR, _flag("--version", "print the version")]
"""What may stand before a command."""
ANYWHERE: list[Argument] = [PROFILE, _COLOR]
"""Those of them that may stand after it, too; each takes a value."""

COMMANDS: dict[str, tuple[str, str, list[Argument]]] = {
    "open": (
        "app:open_app",
        "open the app (the default), at a checklist if you name one",
        [_word("id", "ID", "walk this checklist", nargs="?")],
    ),
    "walk": ("app:open_app", "walk a checklist, step by step", [_ID, _PLAIN]),
    "review": ("app:open_app", "everything that needs you, one card at a time", [_PLAIN]),
    "list": (
        "read:list_checklists",
        "the checklists you have started, and where they stand",
        [
            _flag("--all", "every checklist; those not started come last, by worth"),
            _flag("--due", "only what needs you"),
            _option("--find", "WORDS", "every checklist with all of these words, best match first"),
            _choice(
                "--category",
                get_args(Category),
                "every checklist in this category, started or not",
            ),
            _flag("--json", "machine-readable output, including what is not started"),
        ],
    ),
    "due": (
        "due:due",
        "what needs you, one line each; silent when nothing does",
        [_flag("--exit-code", "exit with status 3 if something is due"), _JSON],
    ),
    "notify": ("notify:notify", "show what needs you as one notification on your desktop", []),
    "remind": (
        "remind:remind",
        "a daily notification on this machine's schedule; shows what it changes, then asks",
        [
            _choice(
                "action",
                ("install", "status", "remove"),
                "install it, say when it ran and will run, or remove it",
            ),
            (
                ("--at",),
                {"metavar": "HH:MM", "type": _time, "help": "time of day (default: 09:00)"},
            ),
        ],
    ),
    "verify": (
        "verify:verify",
        "look at this machine: which settings are right, wrong, or no longer right",
        [
            _word("id", "ID", "only these checklists", nargs="*"),
            _flag("--exit-code", "exit with status 4 if something drifted"),
            _JSON,
        ],
    ),
    "env": (
        "verify:env",
        "the lines that silence the tools found here, for your shell's start-up file",
        [_choice("shell", SYNTAXES, "whose syntax (default: yours)", nargs="?")],
    ),
    "discover": (
        "discover:discover",
        "find the services you use, in a file or on this machine; you choose which to take",
        [
            _word(
                "file",
                "FILE",
                "an export of passwords, a browser's bookmarks, or - for stdin; "
                "without one: what is installed here, and files found here, after asking",
                nargs="*",
            ),
            _flag("--history", "look at browsers' histories, too: hosts and counts alone"),
            _flag("--json", "machine-readable output; asks nothing"),
        ],
    ),
    "show": ("read:show", "a whole checklist, and where each step stands", [_ID, _JSON]),
    "mark": (
        "act:mark",
        "record what you did with a step",
        [
            _ID,
            _word("step", "STEP", "the step's id, as `show` prints it"),
            _word("mark", "MARK", f"what you did: {', '.join(MARKS)}", choices=MARKS),
        ],
    ),
    "note": (
        "act:note",
        "write a note on a checklist or one of its steps; an empty note removes it",
        [
            _ID,
            _word("step", "STEP", "the step's id", nargs="?"),
            _word("text", "TEXT", "the note, in quotes"),
        ],
    ),
    "confirm": (
        "act:confirm",
        "answer a checklist's question, or record that an answer came",
        [
            _word("id", "ID", "checklist ids", nargs="+"),
            _one_of("answer", "still-right", "all of it is as it should be"),
            _one_of("answer", "changed-back", "it is no longer right: look at it again"),
            _one_of(
                "answer", "answered", "every answer that was due has come: those steps are done"
            ),
        ],
    ),
    "start-over": ("act:start_over", "go through a checklist again before it is due", [_ID]),
    "snooze": (
        "act:snooze",
        "leave me alone about a checklist for some days",
        [_ID, _word("days", "DAYS", _UP_TO, type=_days(MAX_DAYS))],
    ),
    "interval": (
        "act:interval",
        "set how many days go by before I am asked again",
        [_ID, _word("days", "DAYS|auto", _UP_TO, type=_interval_days)],
    ),
    "undo": ("act:undo", "undo the last action on a checklist", [_ID]),
    "forget": (
        "act:forget",
        "erase what you did from this machine, after asking",
        [_ONLY_ID, _flag("--all", "everything in this profile")],
    ),
    "history": ("read:history", "everything you did, oldest first", [_ONLY_ID, _JSON]),
    "report": (
        "takeaway:report",
        "what is right and since when, what was done on which day, what is next",
        [
            _one_of(
                "form",
                "markdown",
                "text to read (the default, unless FILE ends in .html, .csv or .json)",
            ),
            _one_of("form", "html", "one page, for a browser and to print"),
            _one_of("form", "csv", "a table, for a spreadsheet"),
            _one_of("form", "json", "machine-readable output"),
            _OUTPUT,
            _flag("--notes", "with my notes"),
            _flag("--names", "with the profile's name, and the titles of my own checklists"),
        ],
    ),
    "calendar": (
        "takeaway:calendar",
        "a calendar file with the days on which something needs you (the extra `calendar`)",
        [_OUTPUT],
    ),
    "letter": (
        "letters:letter",
        "write to any company: a checklist of your own, with what comes after the letter",
        [
            _choice("kind", tuple(KIND_NAMES), "; ".join(KIND_NAMES.values())),
            _word(
                "company",
                "COMPANY",
                "its name, or that of a service it runs; several words need no quotes",
                nargs="+",
            ),
            _option("--email", "ADDRESS", "where to mail it, if you know better"),
            _option("--address", "TEXT", "its postal address"),
        ],
    ),
    "new": (
        "new:new",
        "write a checklist of your own: asks four things, then opens your editor if you like",
        [_word("id", "ID", "its id (default: from its title)", nargs="?")],
    ),
    "import": (
        "tasks:import_tasks",
        "turn a Markdown task list into a checklist of your own",
        [
            _word("file", "FILE", "a Markdown file, or - for stdin"),
            _option("--id", "NAME", "its id (default: from its title)"),
            _flag("--done", "record what is ticked as done today"),
            _flag("--replace", "replace a checklist of yours without asking"),
        ],
    ),
    "export": (
        "tasks:export_tasks",
        "checklists as Markdown task lists, with what is done ticked",
        [_word("id", "ID", "these (default: all that you have begun)", nargs="*"), _OUTPUT],
    ),
    "validate": (
        "files:validate",
        "check checklist files, or everything the program reads",
        [_word("file", "FILE", "checklist files", nargs="*")],
    ),
    "shell-hook": (
        "files:print_or_install_hook",
        "lines for your shell's start-up file: a daily reminder that starts no process",
        [
            _choice("shell", SHELLS, "bash (4.2 or newer), zsh or fish"),
            _flag("--install", "add them, after asking"),
            _flag("--remove", "remove them, after asking"),
        ],
    ),
    "completion": (
        "files:print_completion",
        "lines that let your shell complete commands, ids, steps and profiles",
        [_choice("shell", SHELLS, "bash (4 or newer), zsh or fish")],
    ),
    "man": ("files:print_manual", "the manual page, for man", []),
    "stale": ("read:stale", "when each checklist was audited, and how old its backing is", []),
    "schema": ("files:schema", "the JSON Schema of your own checklists, for editors", []),
    "paths": ("files:list_paths", "where everything lives, and how to remove it", []),
}
"""Each command: its function (as `module:function` in `commands`), its help and its arguments."""
ONE_NEEDED = {"confirm"}
"""Commands that take exactly one of their options."""
