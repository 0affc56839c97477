"""All checklists that loaded: whose each is, and how one is found by its name.

`storage/catalog` reads them.
"""

from collections.abc import Mapping

from msgspec import Struct

from privacy_check.domain.checklist import Checklist, Step
from privacy_check.domain.sanitize import Clean, clean_name
from privacy_check.errors import ChecklistError, Fault, did_you_mean, nearest

_MIN_SIMILARITY = 0.85
"""The least similarity, from 0 to 1, of what was typed and the service that it means."""


class Catalog(Struct, frozen=True):
    """All checklists that loaded, and the faults of those that did not."""

    checklists: Mapping[str, Checklist]
    faults: tuple[Fault, ...] = ()
    own: frozenset[str] = frozenset()
    """Ids of checklists from the person's own folder, some of which replace built-in ones."""
    former: Mapping[str, str] = {}
    """Former id → current id."""
    services: frozenset[str] = frozenset()
    """The services that the checklists are for."""
    shared: Mapping[str, Clean] = {}
    """Ids of checklists from a folder that config.toml names → that folder, for display."""

    def is_built_in(self, name: str) -> bool:
        """Tell whether a checklist came with the program."""
        return name not in self.own and name not in self.shared

    def find(self, name: str) -> Checklist:
        """Return a checklist by its id or a former one; ChecklistError suggests the nearest."""
        current = self.former.get(name, name)
        if current in self.checklists:
            return self.checklists[current]
        meant = self._first_of_service(name) or self._nearest(name)
        near = f"; did you mean {meant!r}?" if meant else ""
        raise ChecklistError(f"no checklist {clean_name(name)!r}{near}")

    def _first_of_service(self, typed: str) -> str | None:
        """Return the id of the first checklist of the service whose name was typed."""
        from difflib import get_close_matches  # slow to import, only typos need it

        from privacy_check.domain.selection import precedence

        first: dict[str, str] = {}
        for checklist in sorted(self.checklists.values(), key=precedence):
            for name in (checklist.service, *checklist.also):
                first.setdefault(name.lower(), checklist.id)
        close = get_close_matches(typed.lower(), first, n=1, cutoff=_MIN_SIMILARITY)
        return first[close[0]] if close else None

    def _nearest(self, typed: str) -> str | None:
        known = self.checklists.values()
        return nearest(typed, {c.id: " ".join((c.id, c.service, *c.also)) for c in known})


def find_step(checklist: Checklist, name: str) -> Step:
    """Return a step by its id or a former one; ChecklistError suggests the nearest."""
    step = checklist.step(name)
    if step:
        return step
    near = did_you_mean(name, (s.id for s in checklist.steps))
    raise ChecklistError(f"{checklist.id} has no step {clean_name(name)!r}{near}")
