"""What finding services shows: where to look, what was seen, how to delete an export."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from privacy_check.domain import discovery_wording
from privacy_check.domain.discovery import Proposal
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.search import Item, Names
from privacy_check.storage.address_places import Place
from privacy_check.system import environment
from privacy_check.ui.render.text import DIM

_SERVICE = 22
"""The most cells of a service's name."""
WHERE = (
    "Only the addresses in a file are looked at, and of them only the site's name. "
    "Nothing is chosen before you tick it."
)


def place(place: Place) -> Content:
    """Show one file to look into."""
    secret = ", hosts and counts alone" if place.kind == "history" else ""
    return Content.assemble(f"{place.title}{secret}", (f"   {place.folder}", DIM))


def proposal_items(proposals: Sequence[Proposal]) -> list[Item]:
    """Show each service with where it was seen."""
    longest = max((cell_len(p.service) for p in proposals), default=0)
    return [_item(p, min(_SERVICE, longest)) for p in proposals]


def _item(proposal: Proposal, width: int) -> Item:
    perhaps = "" if proposal.certain else "perhaps: "
    shown = f"{proposal.service:<{width}}  {perhaps}{discovery_wording.where(proposal)}"
    return Item(proposal.service, shown, Names.of(proposal.service))


def deletion(paths: Sequence[Clean], *, short: bool) -> Content:
    """Say why and how an export should be deleted; `short` leaves out what a remnant means."""
    said = discovery_wording.deletion(paths, environment.system())
    return Content("\n" if short else "\n\n").join(map(Content, said[: 2 if short else None]))
