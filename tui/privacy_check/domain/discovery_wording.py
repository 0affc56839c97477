"""What the app and the command line both say of services that were found."""

from collections.abc import Sequence

from privacy_check.domain import formatting
from privacy_check.domain.checklist import System
from privacy_check.domain.discovery import Proposal, Sighting

MAX_NAMES = 3
"""Hosts or apps of one place that are named."""

PERHAPS = "Perhaps: only a name is alike"
NOTHING = "Nothing here belongs to a service that you have not chosen yet."


def where(proposal: Proposal) -> str:
    """Say where a service was seen, and by what it was recognised."""
    return "; ".join(map(_sighting, proposal.sightings))


def _sighting(sighting: Sighting) -> str:
    names = ", ".join(sighting.names[:MAX_NAMES])
    more = len(sighting.names) - MAX_NAMES
    names += f" and {more} more" if more > 0 else ""
    visits = f", {formatting.count(sighting.count, 'visit')}" if sighting.kind == "history" else ""
    return f"{sighting.source}: {names}{visits}"


def found(certain: int, perhaps: int) -> str:
    """Say how many services were found."""
    if not certain and not perhaps:
        return NOTHING
    said = f"{formatting.count(certain, 'service')} seen"
    return f"{said}, and perhaps {perhaps} more." if perhaps else f"{said}."


def was_read(program: str, addresses: int, kind: str) -> str:
    """Say what a file was taken for."""
    what = f"{program} {kind}" if program else kind
    return f"{what}, {formatting.count(addresses, 'address')}"


def deletion(names: Sequence[str], system: System | None) -> list[str]:
    """Say why and how an export should be deleted, a paragraph each; `names` are its paths."""
    remove = {"windows": "Remove-Item -LiteralPath", "macos": "rm", "linux": "rm"}
    command = remove.get(system or "linux", "rm")
    bin_name = {"windows": "Recycle Bin", "macos": "Bin"}.get(system or "", "trash")
    several = len(names) > 1
    return [
        f"{'These files hold' if several else 'This file holds'} your passwords in plain text. "
        f"Delete {'them' if several else 'it'} now:",
        "\n".join(f"  {command} {name}" for name in names),
        f"Deleted in a file manager, it stays in the {bin_name} until you empty that. Look for "
        "copies, too: a synced folder, a backup, a message to yourself.",
        "On an SSD, overwriting a file does not reliably erase it: what protects its remains is "
        "an encrypted disk. To leave no file next time, pipe the export into 'discover -'.",
    ]
