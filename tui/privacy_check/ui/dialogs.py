"""Questions, each a screen of its own with its answer's type."""

from typing import Any, Literal

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from privacy_check import words
from privacy_check.errors import StoreError
from privacy_check.session import Session
from privacy_check.standing import Standing
from privacy_check.ui import pages, text
from privacy_check.ui.type_ahead import BACKGROUND
from privacy_check.ui.widgets import follow
from privacy_check.ui.wrapping import PathText

Answer = Literal["still-right", "changed-back", "walk"]


class ConfirmDialog(ModalScreen[Answer | None]):
    """The one-key re-check: open the link, look, answer the checklist's own question."""

    BINDINGS = [
        Binding("o", "open", "open", tooltip="Open the link in the browser", id="confirm.open"),
        Binding("Y", "copy", "copy", tooltip="Copy the link", id="confirm.copy"),
        Binding("y", "answer('still-right')", "still right", id="confirm.yes"),
        Binding("n", "answer('changed-back')", "it changed back", id="confirm.no"),
        Binding("enter", "answer('walk')", "walk the steps", id="confirm.walk"),
        Binding("escape", "answer('')", "back", id="confirm.back"),
    ]

    def __init__(self, standing: Standing, place: str = "") -> None:
        super().__init__()
        self.standing, self._place = standing, place

    def compose(self) -> ComposeResult:
        """Lay out the question above its answers."""
        with Vertical(classes="frame") as frame:
            frame.border_title = pages.confirm_title(self.standing)
            frame.border_subtitle = text.plain(self._place)
            with VerticalScroll(classes="body"):
                yield Static(pages.question(self.standing))
            yield Static(text.keys(self._answers()), classes="answers")

    def _answers(self) -> list[tuple[str, str, str]]:
        pairs = [("o", "open", "screen.open")] if self.standing.url else []
        pairs.append(("y", "still right", "screen.answer('still-right')"))
        if self.standing.checked:
            pairs.append(("n", "it changed back", "screen.answer('changed-back')"))
        pairs.append(("enter", "walk the steps", "screen.answer('walk')"))
        return [*pairs, ("esc", "back", "screen.answer('')")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer *it changed back* only where something was right before."""
        return action != "answer" or parameters != ("changed-back",) or bool(self.standing.checked)

    def action_answer(self, answer: str) -> None:
        """Hand the answer back."""
        answers: dict[str, Answer] = {
            "still-right": "still-right",
            "changed-back": "changed-back",
            "walk": "walk",
        }
        self.dismiss(answers.get(answer))

    @work(exclusive=True, group=BACKGROUND)
    async def action_open(self) -> None:
        """Open the link that stands on the card."""
        if self.standing.url:
            await follow(self, self.standing.url)

    def action_copy(self) -> None:
        """Copy the link that stands on the card."""
        if self.standing.url:
            self.app.copy_to_clipboard(self.standing.url)
            self.notify("The link is copied.", markup=False)


class LineDialog(ModalScreen[str | None]):
    """One line to write; `why` says what was wrong with what was written before."""

    BINDINGS = [Binding("escape", "leave", "back", priority=True, id="line.back")]

    def __init__(self, title: str, value: str = "", why: str = "") -> None:
        super().__init__()
        self._title, self._value, self._why = title, value, why

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        with Vertical(classes="frame") as frame:
            frame.border_title = text.plain(self._title)
            frame.border_subtitle = text.plain("enter take   esc back")
            if self._why:
                yield Static(text.problem(self._why), classes="says")
            line = Input(self._value, compact=True, select_on_focus=False)
            line.cursor_blink = False
            yield line

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Hand the line back."""
        self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Hand nothing back."""
        self.dismiss(None)


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
            yield Static(text.keys(pairs), classes="answers")

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(result=True)

    def action_no(self) -> None:
        """Leave it."""
        self.dismiss(result=False)


async def forget(screen: Screen[Any], session: Session, name: str | None) -> None:
    """Ask, and take a checklist's events (None: everything of the profile) off this machine."""
    called = f'"{words.called(session.checklists[name])}"' if name else ""
    page = pages.forgetting(called or f"profile {session.profile.name!r}")
    if not await screen.app.push_screen_wait(YesDialog("Forget", page)):
        return
    try:
        count, _ = session.forget(name)
    except StoreError as error:
        screen.notify(str(error), severity="error", timeout=10, markup=False)
    else:
        session.write_agenda()
        screen.notify(f"{words.count(count, 'line')} blanked.", markup=False)
