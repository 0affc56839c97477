"""Opening a link from a screen or a dialog."""

import asyncio
from typing import Any

from textual.screen import Screen

from privacy_check.domain.sanitize import Clean
from privacy_check.system import browser
from privacy_check.ui.clipboard import copy


async def opens(url: Clean) -> bool:
    """Open an address in the browser, or in what the system has for it; False if nothing did."""
    return browser.opens_here(url) and await asyncio.to_thread(browser.open_in_browser, url)


async def follow(screen: Screen[Any], url: Clean) -> None:
    """Open an address in the browser; where nothing did, name the address, and copy it."""
    if await opens(url):
        return
    await copy(screen, url, f"There is no browser here to open it: {url}\nThe link")
