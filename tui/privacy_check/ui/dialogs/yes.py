"""Asks before something is lost for good."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from privacy_check import due_cache
from privacy_check.domain import formatting, wording
from privacy_check.errors import PrivacyCheckError
from privacy_check.session import Session
from privacy_check.ui.dialogs.base import Dialog, notify_error
from privacy_check.ui.render import text
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.widgets import PathText


class YesDialog(Dialog[bool]):
    """Asks before something is lost for good: `y` does it, anything else does not."""

    TAKES_TYPED_AHEAD = False

    BINDINGS = [
        Binding("y", "yes", "yes", tooltip="Do it", id="yes.yes"),
        Binding("n", "leave", "no", tooltip="Don't", id="yes.no"),
    ]
    KEYS = ("yes.no", "yes.yes")

    def __init__(self, title: str, page: Content, yes: str = "yes", no: str = "no") -> None:
        super().__init__(title)
        self._page, self._yes, self._no = page, yes, no

    def body(self) -> Iterable[Widget]:
        """Show what would be lost above the two ways."""
        return [PathText(self._page), Static(classes="answers")]

    def show_keys(self, keys: Sequence[text.Key]) -> None:
        """Show the two ways as answers, which can be clicked as well."""
        clickable = [key._replace(action=f"screen.{key.action}") for key in keys]
        self.query_one(".answers", Static).update(text.keys(clickable))

    def words(self) -> Mapping[str, str]:
        """Name the two ways."""
        return {"yes.yes": self._yes, "yes.no": self._no}

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(result=True)


async def forget(screen: Screen[Any], session: Session, name: str | None) -> None:
    """Ask, and take a checklist's events (None: everything of the profile) off this machine."""
    called = f'"{wording.full_title(session.catalog.checklists[name])}"' if name else ""
    page = render_walk.forgetting(called or f"profile {session.profile.name!r}")
    if not await screen.app.push_screen_wait(YesDialog("Forget", page)):
        return
    try:
        count, _ = due_cache.forget(session, name)
    except PrivacyCheckError as error:
        notify_error(screen, str(error))
    else:
        screen.notify(f"{formatting.count(count, 'line')} erased.", markup=False)
