"""Choosing among hundreds of checklists: filters, precedence, suggestions, review cards."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from privacy_check.domain import backing
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.person import Person
from privacy_check.domain.standing import Standing

FIRST = "linkedin-ai-training"
"""The checklist that new users start with."""

HANDFUL = 5
"""The most checklists that are suggested at once."""
OUTDATED_AFTER_DAYS = 183
"""Days without an update after which the checklists may have missed vendors' changes."""
SHORT_REVIEW_MINUTES = 2
"""The length of the short review that is offered beside the full one."""


class Filter(Struct, frozen=True):
    """A filter on checklists; a field that is None lets everything pass."""

    category: str | None = None
    region: str | None = None
    platform: str | None = None
    plan: str | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__struct_fields__)

    def passes(self, checklist: Checklist) -> bool:
        """Tell whether it has the category, and a step for the region, plan and platform."""
        who = Person(self.region, plans=frozenset({self.plan} if self.plan else ()))
        return self.category in (None, checklist.category) and any(
            who.applies(step) and self.platform in (None, *(step.platforms or ("web",)))
            for step in checklist.steps
        )


def precedence(checklist: Checklist) -> tuple[bool, int, int, int, str]:
    """A sort key for what to start with: `FIRST`, then what matters most to most people.

    Of what matters alike, what the vendor or the law itself says comes before what others say.
    """
    return (
        checklist.id != FIRST,
        -checklist.worth * checklist.reach,
        backing.hands(checklist),
        checklist.minutes,
        checklist.id,
    )


def by_precedence(standings: Iterable[Standing]) -> list[Standing]:
    """Sort standings by their checklists' `precedence`."""
    return sorted(standings, key=lambda s: precedence(s.checklist))


def handful(standings: Iterable[Standing], minutes: int) -> list[Standing]:
    """Suggest a few checklists that are not started and together fit into so many minutes."""
    chosen: list[Standing] = []
    left = minutes
    for standing in by_precedence(s for s in standings if s.state == "new"):
        if standing.checklist.minutes <= left and len(chosen) < HANDFUL:
            chosen.append(standing)
            left -= standing.checklist.minutes
    return chosen


def what_next(standings: Iterable[Standing], after: Checklist) -> Standing | None:
    """Propose what to do after a checklist; None where nothing is left to do.

    What needs the person, else the next of the same service, else the next to start with.
    `standings` are the person's own checklists: what is not for them is not proposed.
    """
    others = [s for s in standings if s.checklist.id != after.id]
    if needy := [s for s in others if s.state == "needs-you"]:
        return min(needy, key=lambda s: s.urgency)
    started = [s for s in others if s.state == "in-progress"]
    new = [s for s in others if s.state == "new"]
    of_service = (
        s for s in [*started, *by_precedence(new)] if s.checklist.service == after.service
    )
    return next(of_service, None) or next(iter(by_precedence(new)), None)


class Card(Struct, frozen=True):
    """One question in a review: whether a step's answer came, or the checklist's own question."""

    checklist: str
    step: str | None
    """The step that waits for an answer; None for the checklist's own question."""
    minutes: int
    """An estimate of how long it takes: one look, or all the steps again."""


def cards(standing: Standing) -> list[Card]:
    """Return a checklist's cards for now: one for each answer due, then its own question."""
    name = standing.checklist.id
    answers = [Card(name, s.step.id, 1) for s in standing.answers_due]
    other = next((r.kind for r in standing.reasons if r.kind != "answer"), None)
    if other is None and answers:
        return answers
    own = Card(name, None, 1 if other in ("due", "changed") else standing.checklist.minutes)
    return [*answers, own]


def still_asked(card: Card, asked: Sequence[Card], standing: Standing) -> bool:
    """Tell whether the answers so far have left anything to ask; `asked` are all the cards."""
    if card.step:
        return any(s.step.id == card.step for s in standing.answers_due)
    answers = any(c.step for c in asked if c.checklist == card.checklist)
    return not answers or standing.state == "needs-you"


def minutes_needed(standing: Standing) -> int:
    """Estimate how long a checklist's cards take in a review."""
    return sum(card.minutes for card in cards(standing))


def review_batches(due: Sequence[Standing]) -> list[tuple[Standing, ...]]:
    """Return the reviews to offer: everything, and if shorter, what fits into two minutes."""
    short: list[Standing] = []
    for standing in due:
        if sum(map(minutes_needed, short)) + minutes_needed(standing) <= SHORT_REVIEW_MINUTES:
            short.append(standing)
    full = tuple(due)
    return [full, tuple(short)] if short and len(short) < len(due) else [full]


def outdated_since(checklists: Iterable[Checklist], today: date) -> date | None:
    """Return the date of the newest source or change in these checklists, if it is long ago."""
    dates = [s.date for c in checklists for s in c.sources if s.date]
    dates += [change.date for c in checklists for change in c.changes]
    newest = max(dates, default=today)
    return newest if (today - newest).days > OUTDATED_AFTER_DAYS else None


class Service(Struct, frozen=True):
    """A service: its name, its other names, and how many checklists it has."""

    name: str
    also: tuple[str, ...]
    count: int


def services(checklists: Iterable[Checklist]) -> list[Service]:
    """Return all services that a person can use, those with the most checklists first."""
    by_name: dict[str, list[Checklist]] = {}
    for checklist in checklists:
        if checklist.has_service and not checklist.everyone:
            by_name.setdefault(checklist.service, []).append(checklist)
    found = [
        Service(name, tuple(dict.fromkeys(a for c in members for a in c.also)), len(members))
        for name, members in by_name.items()
    ]
    return sorted(found, key=lambda service: (-service.count, service.name.lower()))
