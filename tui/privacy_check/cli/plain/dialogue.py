"""Lines out, and one line in for each question: no cursor, no colour, no sign that is not read."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from textwrap import wrap
from typing import TypeVar

from privacy_check.cli import streams
from privacy_check.domain import wording
from privacy_check.domain.sanitize import clean
from privacy_check.system import encoding

T = TypeVar("T")

WIDTH = 72
_NARROWEST = 20
_ECHOED = 200
"""Characters of an answer that are said again, in a transcript or as no letter."""


class Dialogue:
    """Talks through stdin and stdout, whatever they are: a terminal, a pipe, a file."""

    def __init__(self) -> None:
        for stream in (sys.stdin, sys.stdout):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # bytes that are no text are no crash
        self._is_seen = sys.stdin.isatty() and sys.stdout.isatty()

    def say(self, *paragraphs: str) -> None:
        """Say paragraphs, each from a line of its own; an empty one is left out."""
        for paragraph in filter(None, paragraphs):
            self.say_whole("\n".join(_wrapped(paragraph, _width())))

    def say_whole(self, text: str) -> None:
        """Say a text whose lines are not to be broken."""
        _write(f"{text}\n")

    def gap(self) -> None:
        """Leave a line empty, before something new."""
        _write("\n")

    def ask(self, prompt: str) -> str:
        """Ask, and return what is answered, without blanks around it. EOFError where nothing is."""
        _write("\n".join(_wrapped(prompt, _width())) + " ")
        try:
            line = sys.stdin.readline()
        except OSError:  # it was closed, or its terminal is gone
            line = ""
        except KeyboardInterrupt:
            _write("\n")
            raise
        if not line:
            _write("\n")
            raise EOFError
        answer = line.strip()
        if not self._is_seen:  # nobody typed it into what is read
            _write(f"{clean(answer, _ECHOED)}\n")
        return answer

    def choose(
        self, prompt: str, letters: Mapping[str, str], show: Callable[[], None] | None = None
    ) -> str:
        """Ask until one of the letters is answered, each with what it does; return that one.

        An empty line says again what the question is about, `?` says what the letters do.
        """
        while True:
            answer = self.ask(f"{prompt}, ? letters:")
            if answer in letters:
                return answer
            if answer == "?":
                self.say(*(f"{letter}: {does}" for letter, does in letters.items()))
                self.say("An empty line: repeat this.")
            elif answer:
                self.say(f"'{clean(answer, 20)}' is not one of the letters here. ? lists them.")
            elif show:
                show()


def chosen(typed: str, rows: Sequence[T]) -> T | None:
    """Return the row whose number was typed, counted from 1; None if it is no such number."""
    digits = typed.lstrip("0")
    is_short = typed.isdecimal() and 0 < len(digits) <= len(str(len(rows)))
    return rows[int(digits) - 1] if is_short and 0 < int(digits) <= len(rows) else None


def _write(text: str) -> None:
    plain = encoding.output_encoding() != "utf-8"
    with streams.report_write_errors(sys.stdout):
        sys.stdout.write(text.translate(wording.ASCII) if plain else text)


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text at blanks alone, so that each address stays whole."""
    return [
        line
        for given in text.split("\n")
        for line in wrap(given, width, break_long_words=False, break_on_hyphens=False) or [""]
    ]


def _width() -> int:
    """Return how wide lines may be: as the terminal is now, within what reads well."""
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):  # it is none
        columns = 0
    return max(_NARROWEST, min(WIDTH, columns - 1)) if columns else WIDTH
