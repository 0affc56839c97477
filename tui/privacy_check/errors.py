"""The errors that are raised on purpose; each says what is wrong, where, and what to do."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from msgspec import Struct

MAX_FAULTS = 50
"""The most faults reported of one file; more would bury those of other files."""
_MIN_SIMILARITY = 0.7
"""The least similarity of two words, from 0 to 1, for one to be a typo of the other."""


class PrivacyCheckError(Exception):
    """The base of all errors raised on purpose; their text is shown to the person as it is."""


class ChecklistError(PrivacyCheckError):
    """A checklist or a step is unknown."""


class SettingsError(PrivacyCheckError):
    """A setting, or what was typed for one, is wrong; for a file, the text names it and the key."""


class StoreError(PrivacyCheckError):
    """A file could not be written; everything saved before is intact.

    `maybe_written` is true if the line may be in the file all the same, but is not guaranteed to
    survive a power cut.
    """

    def __init__(self, message: str, *, maybe_written: bool = False) -> None:
        super().__init__(message)
        self.maybe_written = maybe_written


class AddressFileError(PrivacyCheckError):
    """A file to find services in could not be read; the text repeats nothing of its content."""


class DesktopError(PrivacyCheckError):
    """The desktop, or the program that runs others on a schedule, did not do what it was asked."""


class AnswerError(PrivacyCheckError):
    """A command's output could not be written; what the command did is done."""


class Fault(Struct, frozen=True):
    """A problem in a file, for which the file or a part of it is ignored.

    Shown as `file:line: key: what`; every part of it is sanitized.
    """

    file: str
    what: str
    line: int | None = None
    key: str = ""

    @property
    def place(self) -> str:
        """The file, with the line number if there is one: `file:line`."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return ": ".join(part for part in (self.place, self.key, self.what) if part)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word: `; did you mean 'x'?`, or nothing."""
    meant = nearest(word, {name: name for name in sorted(known)})
    return f"; did you mean {meant!r}?" if meant else ""


def nearest(typed: str, known: Mapping[str, str]) -> str | None:
    """Return the known name that was probably meant; None if none is near.

    Each name maps to the text that holds its words. Words are compared first, and a rare word
    weighs more than a common one: `figma-ai-training` is about Figma. Letters decide between
    names with equal words, and where most of the typed words are unknown.
    """
    from difflib import SequenceMatcher, get_close_matches  # slow to import, only typos need it

    words_of = {name: frozenset(_words(text)) for name, text in known.items()}
    frequency = Counter(word for words in words_of.values() for word in words)
    unknown_weight = log(1 + len(known))
    scores = dict.fromkeys(known, 0.0)
    possible = 0.0
    for word in _words(typed):
        meant = next(iter(get_close_matches(word, frequency, n=1, cutoff=_MIN_SIMILARITY)), None)
        if meant is None:
            possible += unknown_weight
            continue
        weight = log(1 + len(known) / frequency[meant])
        possible += weight
        for name in known:
            if meant in words_of[name]:
                scores[name] += weight
    best = max(scores.values(), default=0.0)
    if best > possible / 2:
        equal = [name for name in known if scores[name] == best]
        return max(equal, key=lambda name: SequenceMatcher(None, name, typed).ratio())
    return next(iter(get_close_matches(typed, known, n=1)), None)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())
