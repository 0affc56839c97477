"""The screen in a terminal whose letters are not UTF-8: plain signs, and nothing out of place.

Signs, frames and bars come from us and from Textual, texts from checklists. All of it passes the
driver on its way out, so what stands for a sign is put there, cell for cell, once.
"""

import codecs
from collections.abc import Callable

from rich.cells import cell_len
from textual.driver import Driver

from privacy_check.domain.wording import ASCII

Rewrite = Callable[[str], str]


def _question_marks(error: UnicodeError) -> tuple[str, int]:
    """Stand for what cannot be said by as many cells as it would take."""
    assert isinstance(error, UnicodeEncodeError)
    return "?" * cell_len(error.object[error.start : error.end]), error.end


codecs.register_error("cells", _question_marks)


def plain(encoding: str) -> Rewrite:
    """Return what puts a sign for everything that this encoding has no letters for."""
    return lambda data: data.translate(ASCII).encode(encoding, "cells").decode(encoding)


def rewriting(driver: type[Driver], atomic_write: Rewrite) -> type[Driver]:
    """Return a driver that writes what `rewrite` makes of its output."""

    class RewritingDriver(driver):  # type: ignore[misc, valid-type]  # the class is the system's
        def write(self, data: str) -> None:
            super().write(atomic_write(data))

    return RewritingDriver
