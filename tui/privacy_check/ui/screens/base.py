"""What the screens share: snooze, interval, undo, help made from the bindings."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from textual import work
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from privacy_check.domain import formatting, wording
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.journal import Event
from privacy_check.session import Session
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.widgets import NARROW, keyline_word

T = TypeVar("T")


class CheckScreen(Screen[T], Generic[T]):
    """A screen that shows a session: help, undo, and what can be done with a checklist."""

    BINDINGS = [
        Binding("z", "snooze", "snooze", tooltip="Leave me alone for a while", id="app.snooze"),
        Binding(
            "i", "interval", "interval", tooltip="Change how often I'm asked", id="app.interval"
        ),
        Binding("b", "again", "begin again", tooltip="Begin again from step 1", id="app.again"),
        Binding("u", "undo", "undo", tooltip="Undo what I just did", id="app.undo"),
        Binding("question_mark", "help", "help", tooltip="Show every key", id="app.help"),
        Binding(
            "q", "app.quit", "quit", tooltip="Quit; everything is saved as you go", id="app.quit"
        ),
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

    def after_action(self) -> None:
        """Show the effect of an action, with the cursor on what is due next."""
        self.redraw()

    def can_show(self, checklists: Mapping[str, Checklist]) -> bool:
        """Tell whether all that this shows is among the checklists that were read again."""
        return True

    def adopt_checklists(self) -> None:
        """Take in the checklists that the session now has, before the next redraw."""

    def after_restart(self, name: str) -> None:
        """Show that a new review has begun."""
        raise NotImplementedError

    @work(exclusive=True)
    async def action_snooze(self) -> None:
        """Ask for how long, and leave the person alone: about this one, or about everything."""
        from privacy_check.ui.dialogs import pick

        name = self.subject
        if name is None:
            return
        standing = self.session.standing(name)
        about = render_walk.named(standing.checklist)
        dialog = pick.PickDialog("Snooze for", pick.snooze_choices(standing), about)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is None:
            return
        if chosen.everything:
            paused = formatting.count(self.session.pause(chosen.days), "checklist")
            self.say(f"{paused} snoozed until {chosen.until}.")
        else:
            self.session.snooze(name, chosen.days)
            if chosen.days and self.session.standing(name).state != "snoozed":
                self.say(f"{wording.full_title(standing.checklist)}: snoozed until {chosen.until}.")
        self.after_action()

    @work(exclusive=True)
    async def action_interval(self) -> None:
        """Ask how often the person wants to be asked."""
        from privacy_check.ui.dialogs import pick

        name = self.subject
        if name is None:
            return
        standing = self.session.standing(name)
        choices, at = pick.interval_choices(standing)
        about = render_walk.named(standing.checklist)
        dialog = pick.PickDialog("Ask me again every", choices, about, at=at)
        days = await self.app.push_screen_wait(dialog)
        if days is not None:
            self.session.set_interval(name, days)
            self.redraw()
            following = self.session.standing(name).next
            when = f"next check on {formatting.day(following)}" if following else "interval saved"
            self.say(f"{wording.full_title(standing.checklist)}: {when}.")

    def action_again(self) -> None:
        """Begin a new review, before it is due."""
        if self.subject:
            self.session.start_over(self.subject)
            self.after_restart(self.subject)

    def after_undo(self, name: str, event: Event) -> None:
        """Say which action was undone, on which checklist."""
        self.say(wording.undo_message(event, self.session.catalog.checklists[name]))

    def action_undo(self) -> None:
        """Undo the last action since the app was opened, on whichever checklist."""
        taken = self.session.undo()
        self.redraw()
        if taken:
            self.after_undo(*taken)
        else:
            self.say("There is nothing to undo in this session.")

    def action_help(self) -> None:
        """List every key that works here by group, from the active bindings."""
        from privacy_check.ui.dialogs.page import PageDialog
        from privacy_check.ui.render import help as render_help

        keys = [
            render_help.HelpKey(b.id, self.app.get_key_display(b), keyline_word(self, b), b.tooltip)
            for b in (active.binding for active in self.active_bindings.values() if active.enabled)
            if b.id
        ]
        narrow = self.app.size.width < NARROW
        self.app.push_screen(PageDialog("Keys", render_help.page(keys, narrow=narrow)))

    async def write_note(self, title: str, about: Content, note: str) -> str | None:
        """Let the person write a note on what `about` names; None if they went back."""
        from privacy_check.ui.dialogs.note import NoteDialog

        return await self.app.push_screen_wait(NoteDialog(title, about, note))

    def say(self, message: str) -> None:
        """Show a message about what is not visible on the screen."""
        self.notify(message, markup=False)
