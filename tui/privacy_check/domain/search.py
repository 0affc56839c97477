"""Full-text search over checklists and over items to choose from, best match first."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.selection import precedence

_ADDRESS_START = re.compile(r"https?://(?:www\.)?|\bwww\.")


_DROPPED = dict.fromkeys(".'’‘ʼ`\"“”„«»&")


_LETTERS_WITHOUT_DECOMPOSITION = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
}


class _CharacterMap(dict[int, str | None]):
    """A translation table that keeps letters and digits; all other characters become spaces."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = character if character.isalnum() else " "
        return self[code] or " "


_CHARACTER_MAP = _CharacterMap(str.maketrans({**_DROPPED, **_LETTERS_WITHOUT_DECOMPOSITION}))


def normalize(text: str) -> str:
    """Normalize text for comparison: no case, accents, quotes or dots, and single spaces.

    Dots are dropped, not turned into spaces: `x.com` is one word, and not a match for "X".
    """
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(c for c in letters if not unicodedata.combining(c))
    text = text.casefold()
    if "www." in text or "://" in text:
        text = _ADDRESS_START.sub("", text)
    return " ".join(text.translate(_CHARACTER_MAP).split())


class Names(Struct, frozen=True):
    """The normalized names of something: its own, and others that people use."""

    own: str
    others: tuple[str, ...] = ()

    @classmethod
    def of(cls, own: str, others: Iterable[str] = ()) -> "Names":
        """Normalize the names."""
        return cls(normalize(own), tuple(map(normalize, others)))

    def rank(self, query: str) -> int:
        """Rank a normalized query: 0 if it is the name itself, up to 4 if it starts no name."""
        if query == self.own:
            return 0
        if self.own.startswith(query):
            return 1
        if query in self.others:
            return 2
        return 3 if any(other.startswith(query) for other in self.others) else 4

    def has(self, query: str) -> bool:
        """Tell whether each word of a normalized query is in one of the names."""
        all_names = " ".join((self.own, *self.others))
        return all(word in all_names for word in query.split())


_WHOLE_WORD, _START, _INSIDE, _FUZZY = 1.0, 0.8, 0.4, 0.2
"""Factors for how a query's word matches a text."""


class Index:
    """A search index over checklists, fast enough to query at each key press."""

    def __init__(self, checklists: Iterable[Checklist]) -> None:
        self._entries = [
            (checklist, Names.of(checklist.service, checklist.also), _weighted_texts(checklist))
            for checklist in sorted(checklists, key=precedence)
        ]

    def find(self, query: str) -> list[Checklist]:
        """Return the checklists that match every word of a query, best first; all if it is empty.

        Matches of a service's name come first; equal matches keep the order of `precedence`.
        """
        normalized = normalize(query)
        if query.strip() and not normalized:
            return []
        found: list[tuple[int, float, Checklist]] = []
        for checklist, names, texts in self._entries:
            scores = [_score(word, texts) for word in normalized.split()]
            if all(scores):
                found.append((names.rank(normalized), -sum(scores), checklist))
        return [checklist for *_, checklist in sorted(found, key=lambda match: match[:2])]


def why_found(checklist: Checklist, query: str) -> str:
    """Say where a word of a query is that neither service nor title has: `tag: location`.

    Empty where they have them all, or one is only like what was typed.
    """
    shown = normalize(f"{checklist.service} {checklist.title}")
    hidden = (word for word in normalize(query).split() if word not in shown)
    word = next(hidden, None)
    if word is None:
        return ""
    return next((said for said, text in _further_texts(checklist) if word in normalize(text)), "")


def _further_texts(checklist: Checklist) -> Iterator[tuple[str, str]]:
    """Yield the texts in which a match does not show, each with what is said of it."""
    yield from ((f"also: {name}", name) for name in checklist.also)
    yield from ((f"tag: {tag}", tag) for tag in checklist.tags)
    yield f"category: {checklist.category}", checklist.category
    yield from ((f"site: {host}", host) for host in checklist.hosts)
    yield f"id: {checklist.id}", checklist.id
    yield "in its summary", checklist.summary
    yield from ((f"step: {step.title}", step.title) for step in checklist.steps)
    for step in checklist.steps:
        yield from ((f"label: {label}", label) for label in (*step.path, *step.formerly))
    yield from ((f"step: {step.title}", step.body) for step in checklist.steps)


def _weighted_texts(checklist: Checklist) -> list[tuple[float, str]]:
    """Return a checklist's normalized texts, each with the weight of a match in it."""
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
    return [(weight, f" {normalize(text)} ") for weight, text in texts]


def _score(word: str, texts: Sequence[tuple[float, str]]) -> float:
    """Score a word by its best match: the text's weight times how much of a word it matches."""
    best = 0.0
    for weight, text in texts:
        if weight <= best or word not in text:
            continue
        factor = _WHOLE_WORD if f" {word} " in text else _START if f" {word}" in text else _INSIDE
        best = max(best, weight * factor)
    if not best and len(word) > 2:
        best = max((w * _FUZZY for w, t in texts[:4] if _is_subsequence(word, t)), default=0.0)
    return best


def _is_subsequence(word: str, text: str) -> bool:
    """Tell whether some word of the text has these letters in order: `lnkdin` in `linkedin`."""
    for candidate in text.split():
        letters = iter(candidate)
        if candidate[0] == word[0] and all(letter in letters for letter in word):
            return True
    return False


class Item(Struct, frozen=True):
    """An item to choose: its value, its label, and the names that find it."""

    value: str
    shown: str
    names: Names


def matching(items: Iterable[Item], query: str) -> list[Item]:
    """Return the items whose names contain every word of a query, best match first."""
    normalized = normalize(query)
    if not normalized:
        return [] if query.strip() else list(items)
    return sorted(
        (i for i in items if i.names.has(normalized)), key=lambda i: i.names.rank(normalized)
    )
