"""What the screens share: the line of keys, help made from the bindings, leaving, links."""

import asyncio
from collections.abc import Sequence
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from privacy_check import links, words
from privacy_check.inert import Clean
from privacy_check.journal import Event
from privacy_check.session import Session
from privacy_check.ui import pages, pickers, rows, text
from privacy_check.ui.wrapping import PathText

Keys = Sequence[tuple[str, str, str]]
"""What can be done now, the most useful first: (key, words, action)."""

NARROW = 70
HELP = ("?", "help", "screen.help")


class KeyLine(Static):
    """The keys that matter here and now: six of them at 80 columns, two at 40."""

    def show(self, pairs: Keys) -> None:
        """Show these keys, help among them; a click on one does the same as the key."""
        if self.app.size.width < NARROW:
            self.update(text.keys([*pairs[:1], HELP]))
        else:
            self.update(text.keys([*pairs[:-1][:4], HELP, pairs[-1]]))


class UnsavedLine(PathText):
    """Loud, and there only while something is not saved."""

    def show(self, session: Session) -> None:
        """Show what is not saved, or nothing at all."""
        self.display = session.unsaved > 0
        if session.unsaved:
            self.update(rows.not_saved(session.unsaved, session.trouble))


class PageDialog(ModalScreen[None]):
    """A page to read, and a key to go back."""

    BINDINGS = [
        Binding("escape,enter,question_mark,w,q", "close", "back", id="page.back"),
        Binding("Y", "copy", "copy", tooltip="Copy the text", id="page.copy"),
    ]

    def __init__(self, title: str, page: Content, to_copy: str = "") -> None:
        super().__init__()
        self._title, self._page, self._to_copy = title, page, to_copy

    def compose(self) -> ComposeResult:
        """Lay the page out in a frame that scrolls."""
        with VerticalScroll(classes="frame") as frame:
            frame.border_title = text.plain(self._title)
            copies = "Y copy   " if self._to_copy else ""
            frame.border_subtitle = text.plain(f"↑ ↓ scroll   {copies}esc back")
            yield PathText(self._page)

    def action_copy(self) -> None:
        """Copy what the page is there for."""
        if self._to_copy:
            self.app.copy_to_clipboard(self._to_copy)
            self.notify("The text is copied.", markup=False)

    def action_close(self) -> None:
        """Go back to where one was."""
        self.dismiss()


class CheckScreen(Screen[None]):
    """What Home and Walk have in common: the session, help, undo, leaving."""

    BINDINGS = [
        Binding("z", "snooze", "snooze", tooltip="Leave me alone for a while", id="app.snooze"),
        Binding("i", "interval", "interval", tooltip="How often I am asked", id="app.interval"),
        Binding("b", "again", "begin again", tooltip="Begin again from step 1", id="app.again"),
        Binding("u", "undo", "undo", tooltip="Take back what I just did", id="app.undo"),
        Binding("question_mark", "help", "help", tooltip="Show every key", id="app.help"),
        Binding("q", "app.quit", "quit", tooltip="Quit; all is saved as you go", id="app.quit"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    @property
    def subject(self) -> str | None:
        """The id of the checklist that the keys are about."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Show what the session says now."""
        raise NotImplementedError

    def acted(self) -> None:
        """Show what an action brought, with the cursor on what needs the person next."""
        self.redraw()

    def begun_again(self, name: str) -> None:
        """Show that a new review has begun."""
        raise NotImplementedError

    @work(exclusive=True)
    async def action_snooze(self) -> None:
        """Ask for how long, and leave the person alone: about this one, or about everything."""
        name = self.subject
        if name is None:
            return
        standing = self.session.standing(name)
        about = pages.named(standing.checklist)
        dialog = pickers.PickDialog("Leave me alone", pickers.snoozes(standing), about)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is None:
            return
        if chosen.everything:
            paused = words.count(self.session.pause(chosen.days), "checklist")
            self.say(f"{paused} snoozed until {chosen.until}.")
        else:
            self.session.snooze(name, chosen.days)
            if chosen.days and self.session.standing(name).state != "snoozed":
                self.say(f"{words.called(standing.checklist)}: left alone until {chosen.until}.")
        self.acted()

    @work(exclusive=True)
    async def action_interval(self) -> None:
        """Ask how often the person wants to be asked."""
        name = self.subject
        if name is None:
            return
        standing = self.session.standing(name)
        choices, at = pickers.intervals(standing)
        about = pages.named(standing.checklist)
        dialog = pickers.PickDialog("Ask me again every", choices, about, at=at)
        days = await self.app.push_screen_wait(dialog)
        if days is not None:
            self.session.set_interval(name, days)
            self.redraw()
            following = self.session.standing(name).next
            when = f"asked again on {words.day(following)}" if following else "kept"
            self.say(f"{words.called(standing.checklist)}: {when}.")

    def action_again(self) -> None:
        """Begin a new review, before it is due."""
        if self.subject:
            self.session.start_over(self.subject)
            self.begun_again(self.subject)

    def undone(self, name: str, event: Event) -> None:
        """Show what was taken back, of which checklist."""
        self.say(words.taken_back(event, self.session.checklists[name]))

    def action_undo(self) -> None:
        """Take back what this sitting did last, wherever that was."""
        taken = self.session.undo()
        self.redraw()
        if taken:
            self.undone(*taken)
        else:
            self.say("There is nothing to take back in this sitting.")

    def action_help(self) -> None:
        """Show every key that does something here, as the bindings tell it."""
        rows = [
            (self.app.get_key_display(active.binding), active.tooltip or active.binding.tooltip)
            for active in self.active_bindings.values()
            if active.binding.id
        ]
        self.app.push_screen(PageDialog("Keys", pages.help_page(rows)))

    async def write_note(self, title: str, about: Content, note: str) -> str | None:
        """Let the person write a note on what `about` names; None if they went back."""
        from privacy_check.ui.notes import NoteDialog

        return await self.app.push_screen_wait(NoteDialog(title, about, note))

    def say(self, message: str) -> None:
        """Say what the screen does not show by itself."""
        self.notify(message, markup=False)


async def follow(screen: Screen[Any], url: Clean) -> None:
    """Open an address in the browser; where there is none, copy it and say so.

    Copying is OSC 52: it works over SSH, too, and no one can tell whether it did.
    """
    if links.opens_here(url) and await asyncio.to_thread(links.open_in_browser, url):
        return
    screen.app.copy_to_clipboard(url)
    screen.notify("No browser here to open it in. The link is copied.", markup=False)
