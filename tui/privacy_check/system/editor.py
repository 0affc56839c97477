"""The person's own editor, on their terminal."""

import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from privacy_check.system import environment
from privacy_check.system.platforms import on_windows


def command() -> list[str]:
    """Return the editor that `VISUAL` or `EDITOR` names, with its options; empty if none is here.

    A folder that is not absolute, on the PATH or in the variable, is not looked into.
    """
    for name in ("VISUAL", "EDITOR"):
        words = _words(environment.variable(name))
        if words and (program := environment.program(words[0])):
            return [program, *words[1:]]
    return []


def edit(path: Path, words: list[str]) -> str:
    """Open a file in an editor, and wait until that ends; return what went wrong, if anything."""
    try:
        with _interrupts_for_the_editor():
            status = subprocess.run([*words, str(path)], check=False).returncode
    except OSError as error:
        return f"{words[0]} could not be started: {error.strerror}"
    return f"{Path(words[0]).name} ended with status {status}" if status else ""


def _words(text: str) -> list[str]:
    """Split a command as a shell would; nothing if a quote is not closed."""
    if Path(text).is_absolute() and Path(text).exists():
        return [text]  # a path with blanks in it
    try:
        if on_windows():  # where a backslash is part of a path
            return [word.strip('"') for word in shlex.split(text, posix=False)]
        return shlex.split(text)
    except ValueError:
        return []


@contextmanager
def _interrupts_for_the_editor() -> Iterator[None]:
    """Leave ctrl+c to the editor, which has the terminal.

    A handler is set rather than the signal ignored, as the editor would inherit that.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
