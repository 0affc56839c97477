"""What can go wrong on purpose: each error says what, where, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_TOLD = 50
"""How many faults of one file are told; more would bury the other files."""


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


@dataclass(frozen=True, slots=True)
class Fault:
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
    import difflib  # only a slip pays for it

    folded = {name.casefold(): name for name in sorted(known)}
    close = difflib.get_close_matches(word.casefold(), folded, n=1)
    return f"; did you mean {folded[close[0]]!r}?" if close else ""
