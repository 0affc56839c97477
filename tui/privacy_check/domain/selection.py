"""Finding one's way in hundreds of checklists: search, filter, a handful for ten minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.person import Person
from privacy_check.domain.standing import Standing

FIRST = "linkedin-ai-training"
"""The checklist that the program was written for; whoever is new begins with it."""

HANDFUL = 5
OUTDATED_AFTER_DAYS = 183
"""Days after which checklists that nobody renewed may have missed what a vendor changed."""
SHORT_REVIEW_MINUTES = 2
"""Minutes of a review for which there is always time."""


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
            who.applies(step) and self.platform in (None, *(step.platforms or ("web",)))
            for step in checklist.steps
        )


def precedence(checklist: Checklist) -> tuple[bool, int, int, str]:
    """A key to sort by what to begin with: `FIRST`, then what matters most to most people."""
    return (
        checklist.id != FIRST,
        -checklist.worth * checklist.reach,
        checklist.minutes,
        checklist.id,
    )


def by_precedence(standings: Iterable[Standing]) -> list[Standing]:
    """Order what is not started: see `precedence`."""
    return sorted(standings, key=lambda s: precedence(s.checklist))


def handful(standings: Iterable[Standing], minutes: int) -> list[Standing]:
    """Propose a few checklists that are not started and fit into so many minutes together."""
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


@dataclass(frozen=True, slots=True)
class Card:
    """One question of a review: whether a step's answer came, or the checklist's own."""

    checklist: str
    step: str | None
    """The step that awaits an answer; None on the card with the checklist's own question."""
    minutes: int
    """A guess at how long it takes: a look, or the steps again."""


def cards(standing: Standing) -> list[Card]:
    """Return what a checklist has to ask now: every answer that is due first, then its own."""
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
    """Guess how long the cards of a checklist take in a review."""
    return sum(card.minutes for card in cards(standing))


def review_batches(needy: Sequence[Standing]) -> list[tuple[Standing, ...]]:
    """Offer to review everything, or only what fits into two minutes."""
    short: list[Standing] = []
    for standing in needy:
        if sum(map(minutes_needed, short)) + minutes_needed(standing) <= SHORT_REVIEW_MINUTES:
            short.append(standing)
    whole = tuple(needy)
    return [whole, tuple(short)] if short and len(short) < len(needy) else [whole]


def outdated_since(checklists: Iterable[Checklist], today: date) -> date | None:
    """Return the newest day that any source or change of these is of, if that is long ago."""
    dates = [s.date for c in checklists for s in c.sources if s.date]
    dates += [change.date for c in checklists for change in c.changes]
    newest = max(dates, default=today)
    return newest if (today - newest).days > OUTDATED_AFTER_DAYS else None


@dataclass(frozen=True, slots=True)
class Service:
    """A service that a person may use, how it is also called, and how many checklists it has."""

    name: str
    also: tuple[str, ...]
    count: int


def services(checklists: Iterable[Checklist]) -> list[Service]:
    """Return every service that one uses, those with the most checklists first."""
    by_name: dict[str, list[Checklist]] = {}
    for checklist in checklists:
        if not checklist.everyone:
            by_name.setdefault(checklist.service, []).append(checklist)
    found = [
        Service(name, tuple(dict.fromkeys(a for c in members for a in c.also)), len(members))
        for name, members in by_name.items()
    ]
    return sorted(found, key=lambda service: (-service.count, service.name.lower()))
