"""The system's clipboard, through the tools that it has: no shell, and bounded in time.

A tool is run by its absolute path, so that nothing in the current folder can take its place.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from privacy_check.system import environment
from privacy_check.system.platforms import on_macos

TIMEOUT = 2
"""Seconds to wait for a tool; one that hangs has not copied."""

_MAC = ("/usr/bin/env", "LC_ALL=en_US.UTF-8", "/usr/bin/pbcopy")
"""In another locale it takes the text for something else."""


class _Tool(Struct, frozen=True):
    """A program that puts what it reads on a clipboard."""

    command: tuple[str, ...]
    encoding: str = "utf-8"
    is_certain: bool = True
    """Whether its success means that the text has arrived where the person pastes."""


def copy(text: str) -> bool:
    """Copy a text with the tools that are there; False where none is known to have done it.

    Takes up to TIMEOUT seconds a tool: call it off the event loop.
    """
    return any(_runs(tool, text) and tool.is_certain for tool in _tools())


def _tools() -> Iterator[_Tool]:
    """Yield this machine's tools, the surest first."""
    if on_macos():
        yield _Tool(_MAC)
    if program := environment.windows_program("clip.exe"):  # on Windows, or within it
        yield _Tool((program,), "utf-16")
    if environment.has_wayland():
        yield from _found("wl-copy")
    if environment.has_x11():
        yield from _found("xclip", "-selection", "clipboard")
        yield from _found("xsel", "--clipboard", "--input")
    if environment.in_tmux():  # it keeps the text, and hands it on to a terminal that may not care
        yield from _found("tmux", "load-buffer", "-w", "-", is_certain=False)


def _found(name: str, *arguments: str, is_certain: bool = True) -> Iterator[_Tool]:
    if program := environment.program(name):
        yield _Tool((program, *arguments), is_certain=is_certain)


def _runs(tool: _Tool, text: str) -> bool:
    """Hand the text to a tool, which has no terminal to write to."""
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(
            tool.command,
            input=text.encode(tool.encoding),
            stdout=quiet,
            stderr=quiet,
            cwd=Path(sys.executable).anchor or "/",
            timeout=TIMEOUT,
            check=False,
            start_new_session=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
