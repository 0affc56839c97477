"""The services that `discover` proposes: as a numbered list, and the answer to it."""

import re
from collections.abc import Sequence
from itertools import count

from privacy_check.domain import discovery_wording
from privacy_check.domain.discovery import Proposal

_SERVICE = 22


def proposals(found: Sequence[Proposal]) -> str:
    """Number the services, those that are certain first, with where each was seen."""
    certain = [p for p in found if p.certain]
    perhaps = [p for p in found if not p.certain]
    numbers = count(1)
    lines = ["", discovery_wording.found(len(certain), len(perhaps))]
    lines += [_line(next(numbers), proposal) for proposal in certain]
    if perhaps:
        lines += ["", f"{discovery_wording.PERHAPS}:"]
        lines += [_line(next(numbers), proposal) for proposal in perhaps]
    return "\n".join(lines)


def _line(number: int, proposal: Proposal) -> str:
    return f"{number:>4}  {proposal.service:<{_SERVICE}}  {discovery_wording.where(proposal)}"


def question(found: Sequence[Proposal]) -> str:
    """Ask which of them the person uses."""
    certain = sum(p.certain for p in found)
    every = f"a for {'the ' if certain < len(found) else 'all '}{certain}, " if certain else ""
    return f"Which do you use? {every}numbers such as 1 3-5, or enter for none:"


def chosen(answer: str, found: Sequence[Proposal]) -> list[Proposal] | None:
    """Return what an answer takes: `a`, numbers and spans; None if it is none of these."""
    words = answer.replace(",", " ").lower().split()
    taken: set[int] = set()
    for word in words:
        span = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", word)
        if word in ("a", "all"):
            taken |= {number for number, p in enumerate(found, 1) if p.certain}
        elif span:
            taken |= set(range(int(span[1]), int(span[2] or span[1]) + 1))
        else:
            return None
    if words and (not taken or not taken <= set(range(1, len(found) + 1))):
        return None
    return [proposal for number, proposal in enumerate(found, 1) if number in taken]
