"""Search: what a query finds among the checklists, best first."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.selection import precedence

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


def normalize(text: str) -> str:
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
        return cls(normalize(own), tuple(map(normalize, others)))

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


_WHOLE, _START, _INSIDE, _NEARLY = 1.0, 0.8, 0.4, 0.2


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
        asked = normalize(query)
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
    return [(weight, f" {normalize(text)} ") for weight, text in texts]


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
class Item:
    """One thing to choose, how it is shown, and the names that find it."""

    value: str
    shown: str
    names: Names


def matching(items: Iterable[Item], query: str) -> list[Item]:
    """Return the items that have every word that was typed in their names, nearest first."""
    asked = normalize(query)
    if not asked:
        return [] if query.strip() else list(items)
    return sorted((i for i in items if i.names.has(asked)), key=lambda i: i.names.rank(asked))
