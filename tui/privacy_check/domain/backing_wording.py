"""What is said of a checklist's sources and addresses: how old they are, and whose."""

import re
from datetime import date

from privacy_check.domain import backing
from privacy_check.domain.backing import Backed
from privacy_check.domain.checklist import Backing, Checklist, Source
from privacy_check.domain.formatting import ago, day
from privacy_check.domain.url import host, is_on_hosts

OWN_FILE = "its own file alone"
"""What is said of what backs a checklist without sources: the person's own, or a shared one."""
NO_REASONS = "Its file gives no reasons and no sources."
BACKING_NAMES: dict[Backing, str] = {
    "vendor": "Backed by",
    "authority": "Backed by",
    "press": "Reported by",
    "other": "Second-hand",
}
"""What is said before the name of the source that something rests on."""


def backed_by(backed: Backed, checklist: Checklist, today: date) -> str:
    """Name what something rests on, and how old that is: `LinkedIn itself, 21 Aug 2026 (…)`."""
    source, service = backed.source, checklist.service
    name: str = source.publisher
    named = re.match(rf"{re.escape(service)}\b", name)  # Microsoft speaks of Windows, not Windows
    if backed.kind == "vendor" and named and backing.is_vendors_own(source, checklist):
        name = f"{service} itself"
    if source.date:
        return f"{name}, {day(source.date)} ({ago(source.date, today)})"
    if source.seen is None and re.search(r"\b20\d\d$", name):
        return name  # `WIRED, June 2026` says of when it is, if not the day
    return f"{name}, {source_day(source)}"


def backing_fact(backed: Backed | None, checklist: Checklist, today: date) -> tuple[str, str]:
    """Say what something rests on as a name and a value; without a source, its file."""
    if backed is None:
        return "Backed by", OWN_FILE
    return BACKING_NAMES[backed.kind], backed_by(backed, checklist, today)


def backing_sentence(backed: Backed | None, checklist: Checklist, today: date) -> str:
    """Say what something rests on: `Reported by PCWorld, 3 Mar 2026 (9 months ago)`."""
    if backed is None:
        return f"Backed by {OWN_FILE}"
    via = " from" if backed.kind == "other" else ""
    return f"{BACKING_NAMES[backed.kind]}{via} {backed_by(backed, checklist, today)}"


def source_day(source: Source) -> str:
    """Say of which day a source is, or when it was read if it doesn't say."""
    if source.date:
        return day(source.date)
    return f"read {day(source.seen)}" if source.seen else "undated"


def audited(checklist: Checklist, today: date) -> str:
    """Say when a second reader held the whole file against its sources; empty if nobody did."""
    if checklist.audited is None:
        return ""
    return f"{day(checklist.audited)} ({ago(checklist.audited, today)})"


def warnings(url: str, checklist: Checklist) -> list[str]:
    """Say what one should know of an address before opening it."""
    there, said = host(url), []
    if checklist.hosts and not is_on_hosts(url, checklist.hosts):  # else nobody knows its own
        said.append(f"{there} is not {checklist.service}'s own")
    if url.startswith("http://"):
        said.append("not encrypted")
    return said
