"""Copying from a screen or a dialog: to the system's clipboard, else through the terminal."""

import asyncio
from typing import Any

from textual.screen import Screen

from privacy_check.system import clipboard
from privacy_check.ui.widgets import key_names


async def copy(screen: Screen[Any], text: str, what: str, *, save: str = "") -> None:
    """Copy a text, and say where it went; `what` begins that sentence: "The link".

    `save` is the id of the binding that saves it to a file, where there is one.

    OSC 52 works over SSH, too, but the terminal does not say whether it accepted the text.
    """
    if await asyncio.to_thread(clipboard.copy, text):
        screen.notify(f"{what} was copied.", markup=False)
        return
    screen.app.copy_to_clipboard(text)
    instead = (
        f"{key_names(screen)(save)} saves it to a file" if save else "select it with the mouse"
    )
    message = f"{what} was copied through the terminal. If pasting gives nothing, {instead}."
    screen.notify(message, markup=False)
