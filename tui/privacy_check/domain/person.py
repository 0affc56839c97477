"""The person's region, platforms and plans, and which steps and changes apply to them."""

from msgspec import Struct

from privacy_check.domain.checklist import REGIONS, Change, Step


class Person(Struct, frozen=True):
    """What the person told about themselves; an empty field is unknown and excludes nothing."""

    region: str | None = None
    platforms: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()

    @property
    def regions(self) -> frozenset[str]:
        """The person's region and every wider one that contains it."""
        return frozenset({self.region}) | REGIONS[self.region] if self.region else frozenset()

    def applies(self, step: Step) -> bool:
        """Tell whether a step applies to this person."""
        limits = (
            (step.regions, self.regions),
            (step.platforms, self.platforms),
            (step.plans, self.plans),
        )
        return all(not limit or not known or known & set(limit) for limit, known in limits)

    def is_concerned_by(self, change: Change) -> bool:
        """Tell whether a change applies where this person is."""
        return not change.regions or not self.regions or bool(self.regions & set(change.regions))
