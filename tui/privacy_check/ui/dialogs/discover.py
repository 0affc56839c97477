"""Finding the services that one uses: where to look, what to take, and the export to delete."""

import asyncio
from pathlib import Path
from typing import Any, Literal, TypeAlias

from textual.content import Content
from textual.screen import Screen

from privacy_check import discovery
from privacy_check.discovery import Found, Place
from privacy_check.domain import discovery_wording
from privacy_check.domain.discovery import Matcher, Seen
from privacy_check.errors import PrivacyCheckError
from privacy_check.session import Session
from privacy_check.storage import paths
from privacy_check.ui.dialogs.base import notify_error
from privacy_check.ui.dialogs.line import LineDialog
from privacy_check.ui.dialogs.narrow import TicksDialog
from privacy_check.ui.dialogs.pick import Choice, PickDialog
from privacy_check.ui.dialogs.yes import YesDialog
from privacy_check.ui.render import discover as render_discover
from privacy_check.ui.widgets import TALL

Where: TypeAlias = Place | Literal["here", "file"]


async def find_services(screen: Screen[Any], session: Session) -> None:
    """Ask where to look until something was taken, or the person goes back."""
    known = discovery.matcher(session)
    choices = await asyncio.to_thread(_choices)
    at = 0
    while True:
        says = Content(render_discover.WHERE)
        dialog = PickDialog("Find my services", choices, says, at=at)
        where = await screen.app.push_screen_wait(dialog)
        if where is None:
            return
        at = next(i for i, choice in enumerate(choices) if choice.value == where)
        try:
            if await _look_and_take(screen, session, known, where):
                return
        except PrivacyCheckError as error:
            notify_error(screen, str(error))


def _choices() -> list[Choice[Where]]:
    """Offer what is here: exports, programs, bookmarks, another file; histories last."""
    offered = discovery.places()
    exports = [p for p in offered if p.kind == "passwords"]
    bookmarks = [p for p in offered if p.kind != "passwords"]
    here: Choice[Where] = Choice("here", Content("What is installed on this machine"))
    other: Choice[Where] = Choice("file", Content("Another file: an export, bookmarks …"))
    return [
        *map(_choice, exports),
        here,
        *map(_choice, bookmarks),
        other,
        *map(_choice, discovery.places(history=True)),
    ]


def _choice(place: Place) -> Choice[Where]:
    return Choice(place, render_discover.place(place))


async def _look_and_take(
    screen: Screen[Any], session: Session, known: Matcher, where: Where
) -> bool:
    """Look there, and let the person tick what to take; False if they took nothing."""
    found: Found | None = None
    if where == "here":
        seen = await asyncio.to_thread(discovery.seen_here, known)
    else:
        file = await _ask_file(screen) if where == "file" else where
        if file is None:
            return False
        found = await asyncio.to_thread(discovery.read, file)
        seen = list(found.seen)
    taken = await _take(screen, session, known, seen)
    if found and found.is_export:
        await _see_to_export(screen, found)
    return taken


async def _ask_file(screen: Screen[Any]) -> Path | None:
    typed = await screen.app.push_screen_wait(LineDialog("Which file?"))
    return paths.typed_path(typed) if typed else None


async def _take(screen: Screen[Any], session: Session, known: Matcher, seen: list[Seen]) -> bool:
    """Show what was seen to be ticked, and add what is ticked to the person's services."""
    proposals = discovery.propose(known, seen, session)
    certain = [p.service for p in proposals if p.certain]
    said = discovery_wording.found(len(certain), len(proposals) - len(certain))
    if not proposals:
        screen.notify(said, markup=False)
        return False
    items = render_discover.proposal_items(proposals)
    dialog = TicksDialog(said.rstrip("."), items, (), together=certain)
    chosen = await screen.app.push_screen_wait(dialog)
    if not chosen:
        return False
    discovery.take(session, chosen)
    return True


async def _see_to_export(screen: Screen[Any], found: Found) -> None:
    """Say how to delete an export, and look whether that is done when the person says so."""
    short = screen.app.size.height < TALL
    page = render_discover.deletion([paths.shell_path(found.file)], short=short)
    while not discovery.is_gone(found):
        dialog = YesDialog("Delete the export", page, yes="it is deleted", no="later")
        if not await screen.app.push_screen_wait(dialog):
            return
        if not discovery.is_gone(found):
            notify_error(screen, f"It is still there: {paths.display_path(found.file)}")
