"""Finding one's way in hundreds of checklists: search, filter, a handful for ten minutes."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from privacy_check.checklist import Checklist
from privacy_check.person import Person
from privacy_check.standing import Standing

FIRST = "linkedin-ai-training"
"""The checklist that the program was written for; whoever is new begins with it."""

_WHOLE, _START, _INSIDE, _NEARLY = 1.0, 0.8, 0.4, 0.2
HANDFUL = 5
STALE = 183
"""Days after which checklists that nobody renewed may have missed what a vendor changed."""
SHORT = 2
"""Minutes of a review for which there is always time."""

_ADDRESS_START = re.compile(r"https?://(?:www\.)?|\bwww\.")
_JOINERS = dict.fromkeys(".'’‘ʼ`\"“”„«»&")
_NO_ACCENT_TO_DROP = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
}


class _Letters(dict[int, str | None]):
    """Letters and digits as they are compared; what joins them is dropped, all else parts them."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = letter if letter.isalnum() else " "
        return self[code] or " "


_LETTERS = _Letters(str.maketrans({**_JOINERS, **_NO_ACCENT_TO_DROP}))


def fold(text: str) -> str:
    """Return a text as searches compare it: no case, accents, quotes or dots, single spaces.

    A dot joins: `x.com` is one word, which the X of another text is not.
    """
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(c for c in letters if not unicodedata.combining(c))
    text = text.casefold()
    if "www." in text or "://" in text:
        text = _ADDRESS_START.sub("", text)
    return " ".join(text.translate(_LETTERS).split())


@dataclass(frozen=True, slots=True)
class Names:
    """How something is called, folded: by its own name, and by others that people use."""

    own: str
    others: tuple[str, ...] = ()

    @classmethod
    def of(cls, own: str, others: Iterable[str] = ()) -> "Names":
        """Fold the names."""
        return cls(fold(own), tuple(map(fold, others)))

    def rank(self, query: str) -> int:
        """Say how near a folded query comes: 0 for the whole name, 4 for no start of any name."""
        if query == self.own:
            return 0
        if self.own.startswith(query):
            return 1
        if query in self.others:
            return 2
        return 3 if any(other.startswith(query) for other in self.others) else 4

    def has(self, query: str) -> bool:
        """Tell whether each word of a folded query is in one of the names."""
        everything = " ".join((self.own, *self.others))
        return all(word in everything for word in query.split())


class Index:
    """The words of many checklists, ready to be searched at each key."""

    def __init__(self, checklists: Iterable[Checklist]) -> None:
        self._entries = [
            (checklist, Names.of(checklist.service, checklist.also), _weighed(checklist))
            for checklist in sorted(checklists, key=precedence)
        ]

    def find(self, query: str) -> list[Checklist]:
        """Return what matches every word of a query, best first; all of it for an empty one.

        A service's name comes before anything said of it; what matches alike stays in the order
        of `precedence`.
        """
        asked = fold(query)
        if query.strip() and not asked:
            return []
        found: list[tuple[int, float, Checklist]] = []
        for checklist, names, texts in self._entries:
            scores = [_score(word, texts) for word in asked.split()]
            if all(scores):
                found.append((names.rank(asked), -sum(scores), checklist))
        return [checklist for *_, checklist in sorted(found, key=lambda match: match[:2])]


def _weighed(checklist: Checklist) -> list[tuple[float, str]]:
    """Return a checklist's texts, folded, each with how much a match in it says."""
    labels = [label for s in checklist.steps for label in (s.title, *s.path, *s.formerly)]
    texts = [
        (8.0, checklist.service),
        (7.0, " ".join(checklist.also)),
        (6.0, " ".join(checklist.tags)),
        (5.0, checklist.title),
        (4.0, " ".join((checklist.id, checklist.category, *checklist.hosts))),
        (3.0, checklist.summary),
        (2.0, " ".join(labels)),
        (1.0, " ".join(s.body for s in checklist.steps)),
    ]
    return [(weight, f" {fold(text)} ") for weight, text in texts]


def _score(word: str, texts: Sequence[tuple[float, str]]) -> float:
    """Say how well a word matches: its best place, and how whole it stands there."""
    best = 0.0
    for weight, text in texts:
        if weight <= best or word not in text:
            continue
        whole = _WHOLE if f" {word} " in text else _START if f" {word}" in text else _INSIDE
        best = max(best, weight * whole)
    if not best and len(word) > 2:
        best = max((w * _NEARLY for w, t in texts[:4] if _in_order(word, t)), default=0.0)
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
    other = next((r.why for r in standing.reasons if r.why != "answer"), None)
    if other is None and answers:
        return answers
    own = Card(name, None, 1 if other in ("due", "changed") else standing.checklist.minutes)
    return [*answers, own]


def minutes_needed(standing: Standing) -> int:
    """Guess how long the cards of a checklist take in a review."""
    return sum(card.minutes for card in cards(standing))


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
