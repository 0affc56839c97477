"""Finding one's way in hundreds of checklists: search, filter, a handful for ten minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from privacy_check.checklist import Checklist
from privacy_check.person import Person
from privacy_check.standing import Standing

_WHOLE, _START, _INSIDE, _NEARLY = 1.0, 0.8, 0.4, 0.2
HANDFUL = 5
STALE = 183
"""Days after which checklists that nobody renewed may have missed what a vendor changed."""
SHORT = 2
"""Minutes of a review for which there is always time."""


class Index:
    """The words of many checklists, ready to be searched at each key."""

    def __init__(self, checklists: Iterable[Checklist]) -> None:
        self._entries = [(checklist, _weighed(checklist)) for checklist in checklists]

    def find(self, query: str) -> list[Checklist]:
        """Return what matches every word of a query, best first; all of it for an empty one."""
        asked = query.lower().split()
        scored = [
            (sum(_score(w, texts) for w in asked), c)
            for c, texts in self._entries
            if all(_score(w, texts) for w in asked)
        ]
        return [c for _, c in sorted(scored, key=lambda pair: (-pair[0], pair[1].title))]


def _weighed(checklist: Checklist) -> list[tuple[float, str]]:
    """Return a checklist's texts in lower case, each with how much a match in it says."""
    labels = [label for s in checklist.steps for label in (s.title, *s.path, *s.formerly)]
    texts = [
        (8.0, checklist.service),
        (6.0, " ".join(checklist.tags)),
        (5.0, checklist.title),
        (4.0, f"{checklist.id} {checklist.category}"),
        (3.0, checklist.summary),
        (2.0, " ".join(labels)),
        (1.0, " ".join(s.body for s in checklist.steps)),
    ]
    return [(weight, f" {text.lower()} ") for weight, text in texts]


def _score(word: str, texts: Sequence[tuple[float, str]]) -> float:
    """Say how well a word matches: its best place, and how whole it stands there."""
    best = 0.0
    for weight, text in texts:
        if weight <= best or word not in text:
            continue
        whole = _WHOLE if f" {word} " in text else _START if f" {word}" in text else _INSIDE
        best = max(best, weight * whole)
    if not best and len(word) > 2:
        best = max((w * _NEARLY for w, t in texts[:3] if _in_order(word, t)), default=0.0)
    return best


def _in_order(word: str, text: str) -> bool:
    """Tell whether a word of the text has these letters in this order: `lnkdin` in `linkedin`."""
    for candidate in text.split():
        letters = iter(candidate)
        if candidate[0] == word[0] and all(letter in letters for letter in word):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person wants to see for the moment; what is None lets everything pass."""

    category: str | None = None
    region: str | None = None
    platform: str | None = None
    plan: str | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def passes(self, checklist: Checklist) -> bool:
        """Tell whether a checklist is of the category and has a step for who is asked about."""
        who = Person(self.region, plans=frozenset({self.plan} if self.plan else ()))
        return self.category in (None, checklist.category) and any(
            who.meets(step) and self.platform in (None, *(step.platforms or ("web",)))
            for step in checklist.steps
        )


def by_worth(standings: Iterable[Standing]) -> list[Standing]:
    """Order what is not started: what is most at stake first, then what is done soonest."""
    return sorted(
        standings, key=lambda s: (-s.checklist.worth, s.checklist.minutes, s.checklist.title)
    )


def handful(standings: Iterable[Standing], minutes: int) -> list[Standing]:
    """Propose a few checklists that are not started and fit into so many minutes together."""
    chosen: list[Standing] = []
    left = minutes
    for standing in by_worth(s for s in standings if s.state == "new"):
        if standing.checklist.minutes <= left and len(chosen) < HANDFUL:
            chosen.append(standing)
            left -= standing.checklist.minutes
    return chosen


def minutes_needed(standing: Standing) -> int:
    """Guess how long one card of a review takes: a look, or the steps again."""
    reason = standing.reason
    return 1 if reason and reason.why in ("due", "changed") else standing.checklist.minutes


def sittings(needy: Sequence[Standing]) -> list[tuple[Standing, ...]]:
    """Offer to review everything, or only what fits into two minutes."""
    short: list[Standing] = []
    for standing in needy:
        if sum(map(minutes_needed, short)) + minutes_needed(standing) <= SHORT:
            short.append(standing)
    whole = tuple(needy)
    return [whole, tuple(short)] if short and len(short) < len(needy) else [whole]


def grown_old(checklists: Iterable[Checklist], today: date) -> date | None:
    """Return the newest day that any source or change of these is of, if that is long ago."""
    dates = [s.date for c in checklists for s in c.sources if s.date]
    dates += [change.date for c in checklists for change in c.changes]
    newest = max(dates, default=today)
    return newest if (today - newest).days > STALE else None


def services(checklists: Iterable[Checklist]) -> list[tuple[str, int]]:
    """Return every service with how many checklists it has, the most first."""
    counts: dict[str, int] = {}
    for checklist in checklists:
        counts[checklist.service] = counts.get(checklist.service, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].lower()))
