"""What a look at this machine says about a step: right, wrong, or that it can't tell."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from privacy_check.domain.checklist import Probe
from privacy_check.domain.sanitize import Clean

Answer = Literal["right", "wrong", "unknown"]

ANY = "*"
"""In `right` or `wrong`: any value but nothing."""


class Machine(Struct, frozen=True):
    """This machine, as far as the rules and the screens must know it."""

    name: str = ""
    """The name under which it writes its journal; empty as long as it has none."""
    absent: frozenset[str] = frozenset()
    """The steps of a checklist whose tools are not here."""


ANYWHERE = Machine()
"""A machine of which nothing is known."""


class Finding(Struct, frozen=True):
    """What was found out about one step, and where."""

    answer: Answer
    value: Clean | None
    """The value that was found; None if nothing is set."""
    place: Clean
    """Where it was found or looked for: a file, `this shell`, or what kept it from being seen."""
    probe: Probe | None = None
    """The probe that decided; None if none could."""


def judge(probe: Probe, value: str) -> Answer | None:
    """Judge a value that was found; None where it counts as missing.

    With only `right` or only `wrong`, any other value is the opposite; with both it is unknown.
    """
    if _is_among(probe, value, probe.right):
        return "right"
    if _is_among(probe, value, probe.wrong):
        return "wrong"
    if probe.other:
        return None
    if probe.right and probe.wrong:
        return "unknown"
    return "wrong" if probe.right else "right"


def _is_among(probe: Probe, value: str, values: tuple[str, ...]) -> bool:
    if ANY in values:
        return bool(value)
    if probe.ignore_case:
        return value.casefold() in {v.casefold() for v in values}
    return value in values


def problems_of(probe: Probe) -> Iterator[str]:
    """Yield what is wrong with how a probe is written."""
    if (probe.env is None) == (not probe.file):
        yield "needs env or file, and not both"
    if probe.file and (probe.format is None or probe.key is None):
        yield "needs format and key beside file"
    if probe.env is not None and (probe.format or probe.key):
        yield "has format or key, which belong to a file"
    if not probe.right and not probe.wrong:
        yield "needs right or wrong"
    if probe.format == "registry" and probe.os != ("windows",):
        yield 'needs os = ["windows"] for the registry'
