"""Opening a link from a screen or a dialog."""

import asyncio
from typing import Any

from textual.screen import Screen

from privacy_check.domain.sanitize import Clean
from privacy_check.system import browser


async def follow(screen: Screen[Any], url: Clean) -> None:
    """Open an address in the browser; where there is none, copy it and say so.

    Copying is OSC 52: it works over SSH, too, and no one can tell whether it did.
    """
    if browser.opens_here(url) and await asyncio.to_thread(browser.open_in_browser, url):
        return
    screen.app.copy_to_clipboard(url)
    screen.notify("No browser here to open it in. The link is copied.", markup=False)
