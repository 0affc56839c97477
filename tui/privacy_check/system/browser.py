"""Opening an address in the person's browser, without letting anything take the terminal."""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from privacy_check.domain.sanitize import Clean
from privacy_check.system import environment

TIMEOUT = 5
"""Seconds to wait for the opener; a browser that runs on longer has opened."""

_OPENER = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


def opens_here(url: Clean) -> bool:
    """Tell whether opening makes sense: else the address is shown, and copied instead.

    Not over SSH without a display; and not where `BROWSER` puts the address into a command line
    (`%s`) in which `&`, which an address needs, might end the command.
    """
    shell_might_read = "&" in url and any("%s" in name for name in environment.browser_commands())
    return not environment.is_remote_without_display() and not shell_might_read


def open_in_browser(url: Clean) -> bool:
    """Open a checked address; False if no browser was found. Takes up to PATIENCE seconds for each.

    What is started has no terminal, so that neither a console browser nor what a desktop browser
    prints can reach the screen; and it never looks into the folder in which the person works.
    """
    return any(map(_opens, _commands(url)))


def _commands(url: Clean) -> Iterator[list[str]]:
    """Yield what the person named in `BROWSER`, word by word, and then what Python finds."""
    for browser in environment.browser_commands():
        try:
            words = shlex.split(browser)
        except ValueError:  # a quote that does not end
            continue
        program = environment.program(words[0]) if words else None
        if program:
            given = [word.replace("%s", url) for word in words[1:]]
            yield [program, *given] if given != words[1:] else [program, *given, url]
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
