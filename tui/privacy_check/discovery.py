"""Finding the services that a person uses, from files that they name and from this machine."""

from collections.abc import Iterable
from pathlib import Path

from privacy_check.domain.discovery import Matcher, Proposal, Seen
from privacy_check.domain.sanitize import clean
from privacy_check.errors import AddressFileError
from privacy_check.session import Session
from privacy_check.storage import address_files
from privacy_check.storage.address_files import Found
from privacy_check.storage.address_places import Place, places
from privacy_check.storage.public_suffixes import registrable_domain
from privacy_check.system import programs

__all__ = ["Found", "Place", "matcher", "places", "propose", "read", "seen_here", "take"]


def matcher(session: Session) -> Matcher:
    """Return what knows by which signs each service of the session's checklists is recognised."""
    return Matcher(session.catalog.checklists.values(), registrable_domain)


def read(file: Path | Place, *, history: bool = False) -> Found:
    """Return what a file says of services. Raises AddressFileError, which quotes nothing of it."""
    if isinstance(file, Place):
        source = "" if file.kind == "passwords" else file.title
        return address_files.read(file.file, history=file.kind == "history", source=source)
    return address_files.read(file, history=history)


def seen_here(known: Matcher) -> list[Seen]:
    """Return the programs and commands of this machine; their files are not opened."""
    apps = [Seen("app", name, clean(by)) for name, by in programs.installed()]
    commands = programs.commands(known.commands)
    return apps + [Seen("command", name, clean("the PATH")) for name in commands]


def propose(known: Matcher, seen: Iterable[Seen], session: Session) -> list[Proposal]:
    """Return the services that were seen and that the person has not chosen yet."""
    chosen = session.settings.services
    return [p for p in known.proposals(seen) if p.service not in chosen]


def take(session: Session, services: Iterable[str]) -> None:
    """Add services to those that the person chose. Raises like `Session.save_setting`."""
    session.save_setting("services", sorted({*session.settings.services, *services}))


def is_gone(found: Found) -> bool:
    """Tell whether an export has been deleted."""
    try:
        found.file.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def read_all(
    files: Iterable[Path | Place], *, history: bool = False
) -> tuple[list[Found], list[str]]:
    """Return what the files say, and one line for each that could not be read."""
    found: list[Found] = []
    problems: list[str] = []
    for file in files:
        try:
            found.append(read(file, history=history))
        except AddressFileError as error:
            problems.append(str(error))
    return found, problems
