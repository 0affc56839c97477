"""Whom a step is for, in words: regions, devices, plans, tools."""

from collections.abc import Sequence

from privacy_check.domain import regions
from privacy_check.domain.checklist import REGIONS, Step
from privacy_check.domain.standing import StepStanding

PLATFORM_NAMES = {
    "web": "the web",
    "ios": "iPhone",
    "android": "Android",
    "linux": "Linux",
    "macos": "Mac",
    "windows": "Windows",
    "tv": "TV",
}


def places(codes: tuple[str, ...]) -> str:
    """List regions: `EU, UK and Texas`."""
    return _and([regions.NAMES[code] for code in codes])


def region(code: str) -> str:
    """Return a region's name where it stands alone: `Texas, US`."""
    return f"{regions.NAMES[code]}, US" if code.startswith("us-") else regions.NAMES[code]


def region_or_word(value: str) -> str:
    """Return a region's name, and any other word as it is."""
    return region(value) if value in REGIONS else value


def only_for(step: Step) -> str:
    """Say whom a step is for: `EU and UK only`."""
    limits = []
    if step.regions:
        limits.append(places(step.regions))
    if step.platforms:
        limits.append(_and([PLATFORM_NAMES[p] for p in step.platforms]))
    if step.plans:
        limits.append(f"{_and(list(step.plans))} plans")
    return f"{', '.join(limits)} only"


def not_for_you(step: StepStanding) -> str:
    """Say why a step is folded away: `EU and UK only`, or that its tool is not here."""
    return only_for(step.step) if not step.applies else "Not found here"


def folded(steps: Sequence[StepStanding], *, alone: bool) -> str:
    """Say how many steps are not for this person, and why: `and 6 for elsewhere`."""
    kinds = {_limit(step) for step in steps}
    whom = kinds.pop() if len(kinds) == 1 else "for other people"
    return f"{len(steps)} {whom}" if alone else f"and {len(steps)} {whom}"


def _limit(step: StepStanding) -> str:
    """Say for whom a step is that is for others, by what it names first."""
    if step.applies:
        return "for tools not found here"
    if step.step.regions:
        return "for elsewhere"
    return "for other devices" if step.step.platforms else "for other plans"


def _and(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
