"""The command that writes to any company."""

import sys
from argparse import Namespace

from privacy_check.cli.opening import session_for
from privacy_check.cli.plain.dialogue import Dialogue, chosen
from privacy_check.cli.streams import print_answer, print_error
from privacy_check.domain.law import Entry
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.domain.url import is_mail_address
from privacy_check.domain.wording import no_mail_address
from privacy_check.storage import companies, letter_checklists, paths
from privacy_check.storage.companies import Directory
from privacy_check.system import environment

_MOST_NAMED = 12
_NO_LAW = (
    "It names no law, as it is not known where you live. Say so (settings, or region in "
    "config.toml) and write it again: that letter goes by your own law."
)


def letter(args: Namespace) -> int:
    """Write the checklist of a request to a company, and say how to go on."""
    session = session_for(args)
    directory = companies.directory()
    try:
        found = _company(directory, args)
    except EOFError:
        print_answer("Nothing was written.")
        return 1
    if found is None:
        return 1
    company, origin = found
    region = session.settings.person.region
    checklist = letter_checklists.write(
        session.home, session.catalog, args.kind, company, region, origin
    )
    where = company.email or company.form or company.address or "no address is known"
    print_answer(f"{company.name}: {where}")
    if origin:
        print_answer(f"From: {origin}. Check it against their privacy notice.")
    path = session.home.own_checklists / f"{checklist.id}.toml"
    print_answer(f"Written: {paths.display_path(path)}")
    if region is None:
        print_answer(_NO_LAW)
    print_answer(f"The letter is ready: {environment.command_in_words()} walk {checklist.id}")
    return 0


def _company(directory: Directory, args: Namespace) -> tuple[Entry, str] | None:
    """Return the company that was named and where its address is from; None if it is not clear."""
    name = clean(" ".join(" ".join(args.company).split()))
    if not name:
        print_error("a company needs a name")
        return None
    given = Entry(name, clean(args.address or "", 500), clean(args.email or ""))
    if given.email and not is_mail_address(given.email):
        print_error(f"{no_mail_address(given.email)}, or give --address instead of --email")
        return None
    found = [] if given.email or given.address else directory.find(name)
    if len(found) > 1:
        company = _choose(name, found)
        return (company, directory.origin) if company else None
    if found:
        return found[0], directory.origin
    is_known = given.email or given.address or not sys.stdin.isatty()
    return given if is_known else _ask_address(name), ""


def _choose(name: str, found: list[Entry]) -> Entry | None:
    """Let the person choose one of several; None if they can't be asked, or none was meant."""
    shown = found[:_MOST_NAMED]
    rows = [f"{n}: {entry.name}, {entry.where}" for n, entry in enumerate(shown, 1)]
    more = len(found) - len(shown)
    rows += [f"and {more} more: type more of the name"] if more else []
    if not sys.stdin.isatty():
        rows.append("ask at a terminal, or say which by its --email or --address")
        print_error("\n".join([f"several companies have {name!r} in their name:", *rows]))
        return None
    print_answer("\n".join(rows))
    typed = Dialogue().ask("Which one? A number; an empty line writes nothing:")
    company = chosen(typed, shown)
    if company is None:
        print_answer("Nothing was written.")
    return company


def _ask_address(name: Clean) -> Entry:
    """Ask where a company is that the directory does not have."""
    dialogue = Dialogue()
    dialogue.say(f"{name} is not among the companies that are known here.")
    asked = "Its e-mail address for privacy; an empty line leaves it out:"
    while (email := clean(dialogue.ask(asked))) and not is_mail_address(email):
        dialogue.say(f"{no_mail_address(email)}.")
    address = dialogue.ask("Its postal address, on one line; an empty line leaves it out:")
    return Entry(name, clean(address, 500), email)
