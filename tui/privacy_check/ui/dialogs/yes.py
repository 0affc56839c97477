"""Asks before something is lost for good."""

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from privacy_check.domain import wording
from privacy_check.due_cache import write_agenda
from privacy_check.errors import StoreError
from privacy_check.session import Session
from privacy_check.ui.render import text
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.widgets import PathText


class YesDialog(ModalScreen[bool]):
    """Asks before something is lost for good: `y` does it, anything else does not."""

    TAKES_TYPED_AHEAD = False

    BINDINGS = [
        Binding("y", "yes", "yes", tooltip="Do it", id="yes.yes"),
        Binding("n,escape", "no", "no", tooltip="Don't", id="yes.no"),
    ]

    def __init__(self, title: str, page: Content, yes: str = "yes", no: str = "no") -> None:
        super().__init__()
        self._title, self._page, self._yes, self._no = title, page, yes, no

    def compose(self) -> ComposeResult:
        """Lay out what would be lost, and the two ways."""
        with Vertical(classes="frame") as frame:
            frame.border_title = text.plain(self._title)
            yield PathText(self._page)
            pairs = [("n", self._no, "screen.no"), ("y", self._yes, "screen.yes")]
            yield Static(text.keys([text.Key(*pair) for pair in pairs]), classes="answers")

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(result=True)

    def action_no(self) -> None:
        """Leave it."""
        self.dismiss(result=False)


async def forget(screen: Screen[Any], session: Session, name: str | None) -> None:
    """Ask, and take a checklist's events (None: everything of the profile) off this machine."""
    called = f'"{wording.full_title(session.checklists[name])}"' if name else ""
    page = render_walk.forgetting(called or f"profile {session.profile.name!r}")
    if not await screen.app.push_screen_wait(YesDialog("Forget", page)):
        return
    try:
        count, _ = session.forget(name)
    except StoreError as error:
        screen.notify(str(error), severity="error", timeout=10, markup=False)
    else:
        write_agenda(session)
        screen.notify(f"{wording.count(count, 'line')} blanked.", markup=False)
