"""Whose journal: show another profile, make one, rename or remove the one that is shown."""

from collections.abc import Callable
from functools import partial
from typing import Any, Literal, TypeVar

from textual.message import Message
from textual.screen import Screen

from privacy_check.domain import formatting
from privacy_check.errors import PrivacyCheckError
from privacy_check.session import Session
from privacy_check.storage import paths
from privacy_check.storage.profiles import DEFAULT, Profile, add, remove, rename
from privacy_check.ui.dialogs.base import notify_error
from privacy_check.ui.dialogs.line import LineDialog
from privacy_check.ui.dialogs.pick import Choice, PickDialog
from privacy_check.ui.dialogs.yes import YesDialog
from privacy_check.ui.render import text
from privacy_check.ui.render import walk as render_walk

T = TypeVar("T")
Verb = Literal["new", "rename", "remove"]


class ProfileChosen(Message):
    """The person wants to see another profile."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session


async def ask_profile(screen: Screen[Any], session: Session) -> None:
    """Ask which profile to show, or what to do with the one that is shown, and do it."""
    home, profile, known = session.home, session.profile, session.profiles()
    choices: list[Choice[Profile | Verb]] = [Choice(p, text.plain(p.name)) for p in known]
    choices.append(Choice("new", text.plain("new profile …")))
    if profile != DEFAULT:
        choices.append(Choice("rename", text.plain(f"rename {profile.name} …")))
        choices.append(Choice("remove", text.plain(f"remove {profile.name} …")))
    dialog = PickDialog("Whose journal?", choices, at=known.index(profile))
    chosen = await screen.app.push_screen_wait(dialog)
    if isinstance(chosen, Profile):
        show(screen, session, chosen)
    elif chosen == "new":
        await _make(screen, session)
    elif chosen == "rename":
        title = f"Rename {profile.name}"
        renamed = await _ask_name(screen, title, profile.name, partial(rename, home, profile))
        session.profile = renamed or profile
    elif chosen == "remove":
        await _remove(screen, session)


def show(screen: Screen[Any], session: Session, profile: Profile) -> None:
    """Show another profile; not while something of this one would be lost by that."""
    if profile == session.profile:
        return
    log = session.event_log
    log.retry()
    if log.unsaved:
        unsaved = (
            f"{formatting.count(log.unsaved, 'action')} of {session.profile.name} not saved yet."
        )
        notify_error(screen, f"{unsaved} {log.save_error}")
    else:
        screen.post_message(ProfileChosen(session.of_profile(profile.name)))


async def _make(screen: Screen[Any], session: Session) -> None:
    made = await _ask_name(screen, "Name of the new profile", "", partial(add, session.home))
    if made:
        show(screen, session, made)


async def _remove(screen: Screen[Any], session: Session) -> None:
    name = session.profile.name
    page = render_walk.removing(name, paths.display_path(session.store.folder))
    yes = await screen.app.push_screen_wait(YesDialog(f"Remove {name}", page))
    if not yes:
        return
    try:
        lines, left = remove(session.home, session.profile, session.store)
    except PrivacyCheckError as error:
        notify_error(screen, str(error))
        return
    said = f"{name} was removed: {formatting.count(lines, 'line')} erased."
    if left:
        said += f" Left in place, as the program did not write them: {', '.join(left)}"
    screen.app.notify(said, timeout=10, markup=False)
    screen.post_message(ProfileChosen(session.of_profile(DEFAULT.name)))


async def _ask_name(
    screen: Screen[Any], title: str, name: str, take: Callable[[str], T]
) -> T | None:
    """Ask for a name until it is taken or given up; a refused one stays to be mended."""
    why = ""
    while True:
        typed = await screen.app.push_screen_wait(LineDialog(title, name, why))
        if typed is None:
            return None
        try:
            return take(typed)
        except PrivacyCheckError as error:
            name, why = typed, str(error)
