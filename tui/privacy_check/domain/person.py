"""What the person said of themselves, and which steps and changes that concerns."""

from dataclasses import dataclass

from privacy_check.domain.checklist import REGIONS, Change, Step


@dataclass(frozen=True, slots=True)
class Person:
    """What the person said of themselves; what is empty was not said, and excludes nothing."""

    region: str | None = None
    platforms: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()

    @property
    def regions(self) -> frozenset[str]:
        """The person's region and every wider one around it."""
        return frozenset({self.region}) | REGIONS[self.region] if self.region else frozenset()

    def applies(self, step: Step) -> bool:
        """Tell whether a step applies to this person."""
        pairs = (
            (step.regions, self.regions),
            (step.platforms, self.platforms),
            (step.plans, self.plans),
        )
        return all(not asked or not said or said & set(asked) for asked, said in pairs)

    def is_concerned_by(self, change: Change) -> bool:
        """Tell whether a change is for where this person is."""
        return not change.regions or not self.regions or bool(self.regions & set(change.regions))
