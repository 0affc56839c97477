"""Opens a URL in the person's browser, without giving it the terminal."""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from privacy_check.domain.sanitize import Clean
from privacy_check.system import environment

TIMEOUT = 5
"""Seconds to wait for the command; one that is still running has opened a browser."""

_OPENER = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


def opens_here(url: Clean) -> bool:
    """Tell whether to open URLs here, or rather show and copy them.

    Not over SSH without a display, and not if `BROWSER` puts the URL into a command line (`%s`)
    in which a shell might take its `&` for the end of the command.
    """
    shell_might_split = "&" in url and any("%s" in name for name in environment.browser_commands())
    return not environment.is_remote_without_display() and not shell_might_split


def open_in_browser(url: Clean) -> bool:
    """Open a checked URL; False if no browser was found. Waits up to TIMEOUT seconds for each.

    The process gets no terminal, so that neither a console browser nor a desktop browser's output
    can disturb the screen, and it does not run in the current folder.
    """
    return any(map(_opens, _commands(url)))


def _commands(url: Clean) -> Iterator[list[str]]:
    """Yield the commands to try: those in `BROWSER`, then the browser that Python finds."""
    for browser in environment.browser_commands():
        try:
            words = shlex.split(browser)
        except ValueError:  # an unclosed quote
            continue
        program = environment.program(words[0]) if words else None
        if program:
            arguments = [word.replace("%s", url) for word in words[1:]]
            has_url = arguments != words[1:]
            yield [program, *arguments] if has_url else [program, *arguments, url]
    if sys.executable:
        yield [sys.executable, "-I", "-c", _OPENER, url]


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
