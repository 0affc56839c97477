"""Opens a URL in the person's browser, without giving it the terminal."""

import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from privacy_check.domain.sanitize import Clean
from privacy_check.system import environment
from privacy_check.system.platforms import on_macos, on_windows

TIMEOUT = 5
"""Seconds to wait for the command; one that is still running has opened a browser."""

_PYTHONS = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
_DESKTOPS = (
    ("xdg-open",),
    ("gio", "open", "--"),
    *((name,) for name in ("x-www-browser", "firefox", "chromium", "chromium-browser")),
    *((name,) for name in ("google-chrome", "microsoft-edge", "konqueror", "falkon")),
)
"""What opens a URL on the desktops of Linux. Python would not ask whether it did."""


def opens_here(url: Clean) -> bool:
    """Tell whether to open URLs here, or rather show and copy them.

    Not over SSH without a display, and not if `BROWSER` puts the URL into a command line (`%s`)
    in which a shell might take its `&` for the end of the command.
    """
    shell_might_split = "&" in url and any("%s" in name for name in environment.browser_commands())
    return not environment.is_remote_without_display() and not shell_might_split


def open_in_browser(url: Clean) -> bool:
    """Open a checked URL; False if nothing did. Waits up to TIMEOUT seconds for each command.

    The process gets no terminal, so that neither a console browser nor a desktop browser's output
    can disturb the screen, and it does not run in the current folder.
    """
    return any(map(_opens, _commands(url)))


def _commands(url: Clean) -> Iterator[list[str]]:
    """Yield the commands to try: those in `BROWSER`, then the system's own."""
    for browser in environment.browser_commands():
        words = _words(browser)
        program = environment.program(words[0]) if words else None
        if program:
            arguments = [word.replace("%s", url) for word in words[1:]]
            has_url = arguments != words[1:]
            yield [program, *arguments] if has_url else [program, *arguments, url]
    yield from ([*command, url] for command in _commands_of_system())


def _words(command: str) -> list[str]:
    """Split a command as a shell of this system would; nothing if a quote is not closed."""
    try:
        if on_windows():  # where a backslash is part of a path
            return [word.strip('"') for word in shlex.split(command, posix=False)]
        return shlex.split(command)
    except ValueError:
        return []


def _commands_of_system() -> Iterator[list[str]]:
    """Yield the commands by which this system opens a URL, each to be followed by it."""
    if on_macos():
        yield ["/usr/bin/open"]
    elif on_windows():
        yield [sys.executable, "-I", "-c", _PYTHONS]
    else:
        if environment.is_wsl():
            yield from _found(["wslview"])
            if program := environment.windows_program("rundll32.exe"):  # no shell, unlike cmd
                yield [program, "url.dll,FileProtocolHandler"]
        if environment.has_x11() or environment.has_wayland():
            for command in _DESKTOPS:
                yield from _found(command)


def _found(command: Sequence[str]) -> Iterator[list[str]]:
    if program := environment.program(command[0]):
        yield [program, *command[1:]]


def _opens(command: list[str]) -> bool:
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            cwd=Path(sys.executable).anchor or "/",
            env=environment.browser_environment(),
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(TIMEOUT) == 0
    except subprocess.TimeoutExpired:
        return True
