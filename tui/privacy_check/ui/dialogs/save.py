"""Writing a file where the person wants it: over another one only if they say so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.content import Content
from textual.screen import Screen

from privacy_check.errors import PrivacyCheckError
from privacy_check.storage import exports, paths
from privacy_check.ui.dialogs.base import notify_error
from privacy_check.ui.dialogs.line import LineDialog
from privacy_check.ui.dialogs.yes import YesDialog


async def write_file(screen: Screen[Any], title: str, make: Callable[[], str], name: str) -> None:
    """Ask for the path, propose one of this name, write the text there, and say where that is."""
    try:
        text = make()
        typed, why = str(paths.display_path(paths.documents_folder() / name)), ""
    except PrivacyCheckError as error:
        notify_error(screen, f"{error}.")
        return
    while True:
        answer = await screen.app.push_screen_wait(LineDialog(title, typed, why))
        if not answer:
            return
        typed = answer
        try:
            path = paths.typed_path(typed)
            is_written = exports.create(path, text) or await _replace(screen, path, text)
        except PrivacyCheckError as error:
            why = str(error)
        else:
            if is_written:
                said = f"Written: {paths.display_path(path)}"
                screen.notify(said, timeout=10, markup=False)
                return
            why = ""


async def _replace(screen: Screen[Any], path: Path, text: str) -> bool:
    """Write over a file if the person agrees; False if not."""
    page = Content(f"{paths.display_path(path)} is there already.")
    if not await screen.app.push_screen_wait(
        YesDialog("Replace the file", page, yes="replace it", no="keep it")
    ):
        return False
    exports.replace(path, text)
    return True
