"""Output for a terminal that is not UTF-8: characters it can show, each as wide as the original.

Symbols, frames and bars come from us and from Textual, text from checklists. All of it passes
through the driver, so that is the one place where characters are replaced.
"""

import codecs
from collections.abc import Callable

from rich.cells import cell_len
from textual.driver import Driver

from privacy_check.domain.wording import ASCII

Rewrite = Callable[[str], str]


def _as_question_marks(error: UnicodeError) -> tuple[str, int]:
    """Replace what cannot be encoded by a question mark for each of its cells."""
    assert isinstance(error, UnicodeEncodeError)
    return "?" * cell_len(error.object[error.start : error.end]), error.end


codecs.register_error("cells", _as_question_marks)


def replace_unencodable(encoding: str) -> Rewrite:
    """Return a function that replaces the characters that an encoding does not have."""
    return lambda data: data.translate(ASCII).encode(encoding, "cells").decode(encoding)


def rewriting_driver(driver: type[Driver], rewrite: Rewrite) -> type[Driver]:
    """Return a driver class that passes its output through `rewrite`."""

    class RewritingDriver(driver):  # type: ignore[misc, valid-type]  # the class is the system's
        def write(self, data: str) -> None:
            super().write(rewrite(data))

    return RewritingDriver
