"""Parses the command line: the program's own options, then a command with its arguments.

Only the command that was typed gets its parser and its module: all parsers take some 15 ms.
"""

from argparse import REMAINDER, SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from importlib import import_module
from textwrap import fill
from typing import Any, NoReturn, TypeAlias

from privacy_check.cli.grammar import ANYWHERE, COMMANDS, ONE_NEEDED, PROGRAM_OPTIONS
from privacy_check.cli.streams import print_answer
from privacy_check.domain.sanitize import clean_name

Command: TypeAlias = Callable[[Namespace], int]


def parse(words: Sequence[str]) -> Namespace:
    """Parse what was typed; no command, or a checklist's id in its place, means `open`."""
    args = _program_parser().parse_args(words)
    name, *rest = args.words or ["open"]
    if name not in COMMANDS:
        name, rest = "open", [name, *rest]
    if args.version:
        return Namespace(run=_function("files:version"), color=args.color)
    return _command_parser(name).parse_args(rest, args)


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
        usage="%(prog)s [OPTIONS] [COMMAND ... | ID]",
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
    for names, settings in ANYWHERE:  # not in each command's help; what stood before holds
        parser.add_argument(*names, **{**settings, "default": SUPPRESS, "help": SUPPRESS})
    return parser


def _function(reference: str) -> Command:
    module, _, name = reference.partition(":")
    command: Command = getattr(import_module(f"privacy_check.cli.commands.{module}"), name)
    return command
