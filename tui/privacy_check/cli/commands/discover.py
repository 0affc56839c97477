"""`discover`: proposes the services that a person uses, from their files and this machine."""

from argparse import Namespace
from pathlib import Path

from privacy_check import discovery
from privacy_check.cli import discover_report, json_output
from privacy_check.cli.opening import report_faults, session_for
from privacy_check.cli.streams import ask_at_terminal, ask_yes_no, print_answer, print_error
from privacy_check.discovery import Found
from privacy_check.domain import discovery_wording, formatting
from privacy_check.domain.discovery import Proposal
from privacy_check.domain.sanitize import clean
from privacy_check.due_cache import write_agenda
from privacy_check.session import Session
from privacy_check.storage import paths
from privacy_check.storage.address_files import STDIN
from privacy_check.system import environment

_TRIES = 3
"""How often an answer that can't be understood is asked for again."""


def discover(args: Namespace) -> int:
    """Read what is named, or what is here and may be read; propose; save what the person takes."""
    session = session_for(args)
    known = discovery.matcher(session)
    files = [Path(name) for name in args.file]
    if STDIN in files and environment.is_interactive():
        print_error("reading stdin; end with ctrl+d, or pipe an export into it")
    found, problems = _read(files, args)
    seen = [one for file in found for one in file.seen]
    if not files:
        seen += discovery.seen_here(known)
    for problem in problems:
        print_error(problem)
    proposals = discovery.propose(known, seen, session)
    if args.json:
        print_answer(json_output.proposals(proposals))
    else:
        _say_what_was_read(found)
        if found or not files:
            print_answer(discover_report.proposals(proposals))
        _choose(session, proposals, from_stdin=STDIN in files)
        _see_to_exports(found, from_stdin=STDIN in files)
    return report_faults(session) or (1 if problems else 0)


def _read(files: list[Path], args: Namespace) -> tuple[list[Found], list[str]]:
    """Read the files that are named, or those found here that the person lets it read."""
    if files:
        return discovery.read_all(files, history=args.history)
    if args.json:
        return [], []
    places = discovery.places() + (discovery.places(history=True) if args.history else [])
    if places and not environment.is_interactive():
        print_answer("Without a terminal to ask, no file is read. These were found:")
        print_answer("\n".join(f"  {place.title}: {place.path}" for place in places))
        return [], []
    return discovery.read_all(p for p in places if ask_yes_no(f"Read {p.title}, {p.path}?"))


def _say_what_was_read(found: list[Found]) -> None:
    for file in found:
        name = "stdin" if file.file == STDIN else paths.display_path(file.file)
        what = discovery_wording.was_read(file.program, file.addresses, file.kind)
        print_answer(f"{name}: {what}")
    for note in dict.fromkeys(file.note for file in found if file.note):
        print_answer(f"Note: {note}")


def _choose(session: Session, proposals: list[Proposal], *, from_stdin: bool) -> None:
    """Ask which of the proposals the person uses, and save those."""
    if not proposals:
        return
    for _ in range(_TRIES):
        answer = ask_at_terminal(discover_report.question(proposals), aside=from_stdin)
        if answer is None:
            print_answer("Nothing was chosen: that takes a terminal to ask at.")
            return
        chosen = discover_report.chosen(answer, proposals)
        if chosen is not None:
            break
        print_answer(f"'{clean(answer, 40)}' is none of these.")
    if not chosen:
        print_answer("Nothing was chosen.")
        return
    discovery.take(session, [p.service for p in chosen])
    write_agenda(session)
    mine = formatting.count(len(session.settings.services), "service")
    print_answer(f"Saved: you have chosen {mine} by now. The app's first screen starts with these.")


def _see_to_exports(found: list[Found], *, from_stdin: bool) -> None:
    """Say how to delete exports, and ask to be told when that is done."""
    exports = [file for file in found if file.is_export]
    if not exports:
        return
    names = [paths.shell_path(file.file) for file in exports]
    print_answer("")
    print_answer("\n".join(discovery_wording.deletion(names, environment.system())))
    for _ in range(_TRIES):
        answer = ask_at_terminal("Press enter when that is done, or l for later:", aside=from_stdin)
        left = [file for file in exports if not discovery.is_gone(file)]
        if not left:
            print_answer("Good: it is gone." if len(exports) == 1 else "Good: they are gone.")
            return
        if answer is None or answer.lower() in ("l", "later"):
            return
        for file in left:
            print_answer(f"It is still there: {paths.display_path(file.file)}")
