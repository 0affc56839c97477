"""What can go wrong on purpose: each error says what, where, and what to do."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from msgspec import Struct

MAX_FAULTS = 50
"""How many faults of one file are told; more would bury the other files."""
_ALIKE = 0.7
"""How alike two words must be, from 0 to 1, for one to be a slip of the other."""


class PrivacyCheckError(Exception):
    """The root of every error that is raised on purpose; its text is shown as it is."""


class ChecklistError(PrivacyCheckError):
    """A checklist is unknown, or its file is wrong."""


class SettingsError(PrivacyCheckError):
    """A settings file is wrong: the text names the file and the key."""


class StoreError(PrivacyCheckError):
    """An action could not be saved; nothing that was saved before is touched.

    `maybe_written` is true when the line may stand in the file all the same: only the promise
    that it survives a power cut is missing.
    """

    def __init__(self, message: str, *, maybe_written: bool = False) -> None:
        super().__init__(message)
        self.maybe_written = maybe_written


class AnswerError(PrivacyCheckError):
    """What a command answers could not be written; what it did is done."""


class Fault(Struct, frozen=True):
    """What is wrong with a file that is passed over, in whole or in part.

    Shown as `file:line: key: what`; every part of it is inert text.
    """

    file: str
    what: str
    line: int | None = None
    key: str = ""

    @property
    def place(self) -> str:
        """The file, and the line where one is known: `file:line`."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return ": ".join(part for part in (self.place, self.key, self.what) if part)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say which known word was perhaps meant: `; did you mean 'x'?`, or nothing."""
    meant = nearest(word, {name: name for name in sorted(known)})
    return f"; did you mean {meant!r}?" if meant else ""


def nearest(typed: str, known: Mapping[str, str]) -> str | None:
    """Return the known name that was perhaps meant; None if none is near.

    Each name comes with the text whose words count as its own. Words are compared first, and one
    that few names have says more than one that many share: `figma-ai-training` is about Figma.
    Letters decide between names with the same words, and where most of the words are not known.
    """
    from difflib import SequenceMatcher, get_close_matches  # only a slip pays for it

    parts = {name: frozenset(_words(text)) for name, text in known.items()}
    spread = Counter(word for words in parts.values() for word in words)
    scores = dict.fromkeys(known, 0.0)
    asked = 0.0
    for word in _words(typed):
        close = get_close_matches(word, spread, n=5, cutoff=_ALIKE)
        weights = {near: log(1 + len(known) / spread[near]) for near in close}
        asked += weights[close[0]] if close else log(1 + len(known))
        found = {w: weights[w] * SequenceMatcher(None, w, word).ratio() for w in close}
        for name in known:
            scores[name] += max((found[w] for w in close if w in parts[name]), default=0)
    best = max(scores.values(), default=0.0)
    if best > asked / 2:
        equal = [name for name in known if scores[name] == best]
        return max(equal, key=lambda name: SequenceMatcher(None, name, typed).ratio())
    return next(iter(get_close_matches(typed, known, n=1)), None)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())
