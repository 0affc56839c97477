"""Opening a link from a screen or a dialog."""

import asyncio
from typing import Any

from textual.screen import Screen

from privacy_check.domain.sanitize import Clean
from privacy_check.system import browser
from privacy_check.ui.clipboard import copy


async def follow(screen: Screen[Any], url: Clean) -> None:
    """Open an address in the browser; where nothing did, name the address, and copy it."""
    if browser.opens_here(url) and await asyncio.to_thread(browser.open_in_browser, url):
        return
    await copy(screen, url, f"There is no browser here to open it: {url}\nThe link")
