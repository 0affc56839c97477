"""Copying from a screen or a dialog: to the system's clipboard, else through the terminal."""

import asyncio
from typing import Any

from textual.screen import Screen

from privacy_check.system import clipboard


async def copy(screen: Screen[Any], text: str, what: str, *, can_save: bool = False) -> None:
    """Copy a text, and say where it went; `what` begins that sentence: "The link".

    OSC 52 works over SSH, too, but nobody can tell whether the terminal took it.
    """
    if await asyncio.to_thread(clipboard.copy, text):
        screen.notify(f"{what} is copied.", markup=False)
        return
    screen.app.copy_to_clipboard(text)
    otherwise = " S saves it to a file." if can_save else " select it with the mouse."
    said = f"{what} is sent to the terminal. If it didn't arrive:{otherwise}"
    screen.notify(said, markup=False)
