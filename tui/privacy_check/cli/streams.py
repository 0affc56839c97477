"""The standard streams, which may be closed, full, or abandoned by their reader."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from privacy_check.cli import color
from privacy_check.domain import wording
from privacy_check.errors import AnswerError
from privacy_check.system import encoding
from privacy_check.system.platforms import on_windows

_color = "auto"


def print_answer(text: str) -> None:
    """Print to stdout; an empty answer prints nothing."""
    if text:
        with report_write_errors(sys.stdout):
            print(_displayable(text, sys.stdout))


def print_signs(text: str) -> None:
    """Print to stdout lines that begin with a sign, which is coloured where that is wanted."""
    wanted = color.is_wanted(_color, sys.stdout)
    print_answer(color.paint(text) if wanted else text)


def set_color(when: str) -> None:
    """Say when signs are coloured: one of `color.WHEN`."""
    global _color
    _color = when


def print_exactly(text: str) -> None:
    """Print a file's text to stdout: in UTF-8, with its own line ends, whatever the terminal's."""
    with report_write_errors(sys.stdout):
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())


def print_error(text: str) -> None:
    """Print to stderr; if that fails too, the exit status has to do."""
    with suppress(AnswerError, BrokenPipeError), report_write_errors(sys.stderr):
        print(_displayable(f"privacy-check: {text}", sys.stderr), file=sys.stderr)


def _displayable(text: str, stream: TextIO) -> str:
    """Return a text with plain signs for those that the stream's encoding may lack."""
    is_utf8 = encoding.output_encoding(stream) == "utf-8"
    return text if is_utf8 else text.translate(wording.ASCII)


def ask_yes_no(question: str) -> bool:
    """Ask at the terminal; without one the answer is no."""
    if not sys.stdin.isatty():
        return False
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:  # ctrl+d
        return False


def ask_at_terminal(question: str, *, aside: bool = False) -> str | None:
    """Ask for a line at the terminal; None without one, or where nothing more is typed.

    `aside` asks at the terminal itself, as stdin holds something else.
    """
    if not aside:
        if not sys.stdin.isatty():
            return None
        try:
            return input(f"{question} ").strip()
        except EOFError:  # ctrl+d
            return None
    try:
        with Path("CONIN$" if on_windows() else "/dev/tty").open(encoding="utf-8") as terminal:
            print(f"{question} ", end="", flush=True)
            line = terminal.readline()
    except (OSError, UnicodeDecodeError):
        return None
    return line.strip() if line else None


def set_encodings() -> None:
    """Let each stream replace a character that its own encoding lacks, rather than crash."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=encoding.output_encoding(stream), errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


def replace_closed_streams() -> None:
    """Open the null device in place of each closed stream, so that no file takes its descriptor.

    It is opened the wrong way round, so that reading answers and writing output still fail.
    """
    for name, flags, mode in (
        ("stdin", os.O_WRONLY, "r"),
        ("stdout", os.O_RDONLY, "w"),
        ("stderr", os.O_WRONLY, "w"),
    ):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode))


@contextmanager
def report_write_errors(stream: TextIO) -> Iterator[None]:
    """Raise a failed write as AnswerError, once: what the stream still buffers is discarded."""
    try:
        try:
            yield
        finally:
            stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise AnswerError(f"the output could not be written: {error.strerror}") from error
