"""The streams that commands talk through: they may be closed, full, or left by their reader."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from privacy_check.errors import AnswerError


def replace_closed_streams() -> None:
    """Put something in the place of each stream that is closed, so that no file takes its number.

    It is the null device; for answers opened for reading, so that they still can't be written.
    """
    for name, way, mode in (
        ("stdin", os.O_WRONLY, "r"),
        ("stdout", os.O_RDONLY, "w"),
        ("stderr", os.O_WRONLY, "w"),
    ):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, way), mode))


@contextmanager
def report_write_errors(stream: TextIO) -> Iterator[None]:
    """Let trouble with a stream be told, once: what it still holds is given up."""
    try:
        try:
            yield
        finally:
            stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise AnswerError(f"the answer could not be written: {error.strerror}") from error
