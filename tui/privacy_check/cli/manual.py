"""The manual: exit codes, variables and every command, as a page for man and as Markdown."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from privacy_check.cli.grammar import COMMANDS, ONE_NEEDED, PROGRAM_OPTIONS, Argument

EXIT_CODES: list[tuple[str, str]] = [
    ("0", "success"),
    ("1", "an error; or part of the answer is missing, as a file could not be read"),
    ("2", "wrong usage; or a terminal is needed"),
    ("3", "`due --exit-code`: something is due"),
    ("4", "`verify --exit-code`: something is right no longer"),
    ("130", "interrupted by ctrl+c"),
    ("128 + n", "the app was ended by signal n: 129 for a closed terminal, 143 for SIGTERM"),
]

VARIABLES: list[tuple[str, str]] = [
    ("PRIVACY_CHECK_HOME", "an absolute path: everything lives below it"),
    ("PRIVACY_CHECK_PROFILE", "the profile that commands use without `--profile`"),
    ("PRIVACY_CHECK_REMIND", "when the shell reminds: `daily` (the default), `always`, `never`"),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME", "where configuration and state live on Linux, if absolute"),
    ("VISUAL, EDITOR", "the editor that `new` opens; the first that is here"),
    ("BROWSER", "commands that open a link, as Python's webbrowser reads them"),
    ("NO_COLOR", "if set to anything, no colours are used, unless with `--color always`"),
    ("TERM", "where it is `dumb` or `unknown`, the app does not open: `--plain` works there"),
    ("LC_ALL, LC_CTYPE, LANG", "what the terminal can display; the first suggestion of a region"),
    ("TZ", "the time zone that decides which day it is"),
    ("SHELL", "the shell whose syntax `env` and verify use"),
    ("ZDOTDIR", "where zsh's start-up file is"),
    ("DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR", "the session bus that `notify` speaks to"),
    ("DISPLAY, WAYLAND_DISPLAY, TMUX, SSH_CONNECTION", "how to copy; whether a link opens here"),
]

_ABOUT = (
    "walks you through the privacy switches of services in your terminal, step by step, remembers "
    "what you did and when, and reminds you when it is time to look again. Without a command the "
    "app opens, with a checklist's ID at that checklist. It opens no network connection."
)


def page() -> str:
    """Return the page for man, in its macros."""
    lines = [
        ".TH PRIVACY-CHECK 1",
        ".SH NAME",
        "privacy-check \\- walks you through privacy settings, and remembers when to look again",
        ".SH SYNOPSIS",
        ".B privacy-check",
        "[\\fB\\-\\-profile\\fR \\fINAME\\fR] [\\fB\\-\\-color\\fR \\fIWHEN\\fR]",
        "[\\fICOMMAND\\fR ... | \\fIID\\fR]",
        ".SH DESCRIPTION",
        ".B privacy-check",
        _roff(_ABOUT),
        ".SH OPTIONS",
        *_roff_arguments([*PROGRAM_OPTIONS, (("-h", "--help"), _HELP)]),
        ".SH COMMANDS",
    ]
    for name, (_, summary, arguments) in COMMANDS.items():
        lines += [f".SS {_roff(usage(name))}", _roff(_sentence(summary))]
        lines += _roff_arguments(arguments)
    for heading, rows in (("EXIT STATUS", EXIT_CODES), ("ENVIRONMENT", VARIABLES)):
        lines.append(f".SH {heading}")
        for name, says in rows:
            lines += [".TP", f".B {_roff(name)}", _roff(_sentence(says))]
    lines += [
        ".SH FILES",
        "\\fBprivacy-check paths\\fR lists every file, and how to remove them all.",
        ".SH SEE ALSO",
        "The README and the docs of the project: what a checklist file may contain, and what",
        "was tried on which system. In the app, \\fB?\\fR lists every key.",
    ]
    return "\n".join(lines)


def markdown() -> str:
    """Return the same as Markdown: exit codes and variables first, in a table each."""
    lines = ["# The command line", "", "Generated from the program by `make docs`."]
    lines += ["", "## Exit status", "", *_table(("status", "means"), EXIT_CODES)]
    lines += ["", "## Environment variables", "", *_table(("variable", "does"), VARIABLES)]
    lines += ["", "## Commands", ""]
    lines.append(f"`privacy-check` {_ABOUT}")
    for name, (_, summary, arguments) in COMMANDS.items():
        lines += ["", f"### {name}", "", f"`privacy-check {usage(name)}`: {_sentence(summary)}"]
        rows = [(f"`{_named(names, rest)}`", _help(names, rest)) for names, rest in arguments]
        lines += ["", *_table(("argument", ""), rows, code=False)] if rows else []
    return "\n".join(lines) + "\n"


def usage(name: str) -> str:
    """Return how a command is called: `mark ID STEP MARK`."""
    words: list[str] = [name]
    flags: list[str] = []
    for names, rest in COMMANDS[name][2]:
        called = _named(names, rest)
        match rest.get("nargs"):
            case "?":
                called = f"[{called}]"
            case "*":
                called = f"[{called} ...]"
            case "+":
                called = f"{called} [{called} ...]"
            case _:
                pass
        (flags if names[0].startswith("-") else words).append(called)
    if name in ONE_NEEDED:
        return " ".join([*words, f"({' | '.join(flags)})"])
    return " ".join([*words, *(f"[{flag}]" for flag in flags)])


_HELP = {"action": "help", "help": "say how it is used; after a command, how that is"}


def _named(names: Sequence[str], settings: dict[str, Any]) -> str:
    """Return an argument's name, with that of its value."""
    if not names[0].startswith("-"):
        return str(settings.get("metavar") or "|".join(map(str, settings["choices"])))
    value = "" if "action" in settings else settings.get("metavar") or names[-1].strip("-").upper()
    return f"{', '.join(names)} {value}".rstrip()


def _help(names: Sequence[str], settings: dict[str, Any]) -> str:
    """Return what an argument is for, and its choices unless they are named already."""
    said: str = settings["help"]
    named = [str(choice) for choice in settings.get("choices", ())]
    shown = re.findall(r"[a-z-]+", f"{_named(names, settings)} {said}")
    return said if set(named) <= set(shown) else f"{said}: {', '.join(named)}"


def _sentence(text: str) -> str:
    first = text if text.startswith("`") else text[:1].upper() + text[1:]
    return first if first.endswith(".") else f"{first}."


def _roff_arguments(arguments: Sequence[Argument]) -> Iterator[str]:
    for names, settings in arguments:
        yield ".TP"
        yield f".B {_roff(_named(names, settings))}"
        yield _roff(_sentence(_help(names, settings)))


def _roff(text: str) -> str:
    """Write a text so that man shows it as it is; what stands in backticks is bold."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    parts = escaped.split("`")
    bold = "".join(f"\\fB{part}\\fR" if n % 2 else part for n, part in enumerate(parts))
    return f"\\&{bold}" if bold.startswith(".") else bold


def _table(
    head: tuple[str, str], rows: Sequence[tuple[str, str]], *, code: bool = True
) -> Iterator[str]:
    yield f"| {head[0]} | {head[1]} |"
    yield "|---|---|"
    for name, says in rows:
        shown = ", ".join(f"`{part}`" for part in name.split(", ")) if code else name
        yield f"| {_cell(shown)} | {_cell(says)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
