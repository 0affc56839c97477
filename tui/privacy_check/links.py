"""Opening an address in the person's browser, without letting anything take the terminal."""

import subprocess
import sys

from privacy_check import paths
from privacy_check.inert import Clean

PATIENCE = 5
"""Seconds to wait for the opener; a browser that runs on longer has opened."""

_OPENER = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"


def opens_here(url: Clean) -> bool:
    """Tell whether opening makes sense: else the address is shown, and copied instead.

    Not over SSH without a display; and not where `BROWSER` puts the address into a command line
    (`%s`) in which `&`, which an address needs, might end the command.
    """
    shell_might_read = "%s" in paths.browser_command() and "&" in url
    return not paths.only_shows_links() and not shell_might_read


def open_in_browser(url: Clean) -> bool:
    """Open a checked address; False if no browser was found. Takes up to PATIENCE seconds.

    The opener is a process of its own with no terminal, so that neither a console browser nor
    what a desktop browser prints can reach the screen. Python's own `webbrowser` finds it.
    """
    command = [sys.executable, "-c", _OPENER, url]
    environment = paths.environment_without_terminal()
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            env=environment,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
