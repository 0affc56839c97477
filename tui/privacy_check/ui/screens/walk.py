"""Walk: one checklist, one step at a time."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from privacy_check.domain import wording
from privacy_check.domain.actions import first_step, next_step, offered
from privacy_check.domain.journal import Event, Mark
from privacy_check.domain.selection import Card, cards
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.session import Session
from privacy_check.ui.dialogs.page import PageDialog
from privacy_check.ui.links import follow
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.screens.history import show_history
from privacy_check.ui.screens.review import go_through
from privacy_check.ui.type_ahead import BACKGROUND
from privacy_check.ui.widgets import NARROW, KeyLine, UnsavedLine

LIST = 30
"""Cells for the list of steps at the left."""


class Steps(OptionList, can_focus=False):
    """The steps at the left; a click goes to one."""


class WalkScreen(CheckScreen):
    """Shows one step of a checklist as the session knows it, and asks the session to mark it."""

    BINDINGS = [
        Binding("space", "space", "done", tooltip="Mark the step and go on", id="walk.done"),
        Binding("s", "mark('skipped')", "skip", tooltip="I choose not to", id="walk.skip"),
        Binding(
            "x", "mark('not-applicable')", "not mine", tooltip="I don't have it", id="walk.not"
        ),
        Binding("backspace", "mark('todo')", "open", tooltip="Take the mark back", id="walk.todo"),
        Binding("o", "open", "open", tooltip="Open the link in the browser", id="walk.open"),
        Binding("Y", "copy", "copy", tooltip="Copy the text, else the link", id="walk.copy"),
        Binding("right", "go(1)", "next", tooltip="The next step", id="walk.next"),
        Binding("left", "go(-1)", "back", tooltip="The step before", id="walk.before"),
        Binding("e", "note", "note", tooltip="Write a note on this step", id="walk.note"),
        Binding("d", "different", "differs", tooltip="This looks different", id="walk.differs"),
        Binding("w", "why", "why", tooltip="Why it matters, and what backs it", id="walk.why"),
        Binding(
            "c", "confirm", "confirm", tooltip="Is it still right? One look", id="walk.confirm"
        ),
        Binding("h", "history", "history", tooltip="What was checked when", id="walk.history"),
        Binding("enter", "on", "on", tooltip="At the end: on to what needs me next", id="walk.on"),
        Binding("escape", "home", "home", tooltip="Back to Home", id="walk.home"),
    ]

    head = query_one("#head", Static)
    steps = query_one(Steps)
    page = query_one("#page", VerticalScroll)
    step = query_one("#step", Static)

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session)
        self.name_of_checklist = name
        self.ended = False
        """Whether the summary of a review that has just ended stands in the step's place."""
        self.current: str = first_step(self.standing).step.id
        """The id of the step that is shown."""

    @property
    def standing(self) -> Standing:
        """Where the checklist stands now."""
        return self.session.standing(self.name_of_checklist)

    @property
    def subject(self) -> str | None:
        """The checklist that is walked."""
        return self.name_of_checklist

    def restarted(self, _: str) -> None:
        """Go to the first step."""
        self.show(first_step(self.standing).step.id)

    @property
    def here(self) -> StepStanding:
        """The step that is shown."""
        return self.standing.step(self.current)

    def compose(self) -> ComposeResult:
        """Lay out the steps beside the one that is shown."""
        yield Static(id="head")
        yield UnsavedLine(id="unsaved")
        with Horizontal():
            yield Steps()
            with VerticalScroll(id="page"):
                yield Static(id="step")
        yield KeyLine()

    def on_mount(self) -> None:
        """Let the arrow keys scroll the step's page."""
        self.page.focus()
        self.redraw()

    def on_resize(self) -> None:
        """Wrap the page to its new width."""
        self.redraw()

    def redraw(self) -> None:
        """Show where the checklist stands, and the step that one is at."""
        if not self.is_mounted:
            return
        standing, width = self.standing, self.app.size.width
        number = 1 + standing.steps.index(self.here)
        self.head.update(render_walk.walk_head(standing, number, width - 2))
        self.query_one(UnsavedLine).show(self.session)
        self.steps.set_options(
            Option(render_walk.step_line(n, s, LIST - 1, here=n == number), id=s.step.id)
            for n, s in enumerate(standing.steps, 1)
        )
        self.steps.highlighted = number - 1
        room = width - (LIST if width >= NARROW else 0) - 4
        if self.ended:
            self.step.update(render_walk.ended(standing, self._following(), room))
        else:
            self.step.update(render_walk.step_page(standing, self.here, room))
        words = {
            "walk.done": render_walk.space_does(standing, self.here),
            "walk.on": "what is next",
        }
        self.query_one(KeyLine).show(self._keys(), words)

    def _keys(self) -> tuple[str, ...]:
        if self.ended:
            return ("walk.on", "app.interval", "app.undo", "app.help", "walk.home")
        step = self.here.step
        mark = ("walk.done", "walk.skip")
        link = (*(("walk.open",) if step.url else ()), *(("walk.copy",) if step.copy else ()))
        return (*mark, *link, "walk.next", "app.help", "walk.home")

    def _following(self) -> Standing | None:
        name = self.session.next_that_needs_me()
        return self.session.standing(name) if name and name != self.name_of_checklist else None

    def show(self, name: str) -> None:
        """Go to a step, from its beginning."""
        self.current, self.ended = name, False
        self.page.scroll_home(animate=False)
        self.redraw()

    def action_space(self) -> None:
        """Mark the step with what is offered here, or go on where it is marked."""
        if self.ended:
            return
        if mark := offered(self.here, self.standing):
            self.action_mark(mark)
        elif following := next_step(self.standing, self.current):
            self.show(following.step.id)
        else:
            self.action_go(1)

    def action_mark(self, mark: Mark) -> None:
        """Mark the step that is shown, and go to the next open one."""
        if self.ended:
            return
        needed = self.standing.state == "needs-you"
        event = self.session.mark(self.name_of_checklist, self.current, mark)
        if event is None:
            self.say("There is no mark to take back on this step.")
        elif mark == "todo":
            self.redraw()
        elif self._is_over(event, needed=needed):
            self._end()
        else:
            following = next_step(self.standing, self.current)
            self.show(following.step.id if following else self.current)

    def _is_over(self, event: Event, *, needed: bool) -> bool:
        """Tell whether a mark was the last one that the checklist needed."""
        standing = self.standing
        if event.finished:
            return not standing.answers_due
        return needed and standing.state in ("right", "waiting")

    def _end(self) -> None:
        self.ended = True
        self.page.scroll_home(animate=False)
        self.redraw()

    def action_go(self, by: int) -> None:
        """Go some steps on or back; from the summary to what is left."""
        names: list[str] = [s.step.id for s in self.standing.steps]
        if self.ended:
            left = next_step(self.standing, names[0]) if by > 0 else None
            self.show(left.step.id if left else self.current)
            return
        index = names.index(self.current) + by
        if 0 <= index < len(names):
            self.show(names[index])

    @on(OptionList.OptionSelected)
    def go_to(self, event: OptionList.OptionSelected) -> None:
        """Go to the step that was clicked."""
        if event.option_id:
            self.show(event.option_id)

    @work(exclusive=True, group=BACKGROUND)
    async def action_open(self) -> None:
        """Open the link that stands on the page."""
        if self.here.step.url:
            await follow(self, self.here.step.url)

    def action_copy(self) -> None:
        """Copy the text that the step brings, else its link."""
        step = self.here.step
        if step.copy or step.url:
            self.app.copy_to_clipboard(step.copy or step.url or "")
            self.say("The text is copied." if step.copy else "The link is copied.")

    @work(exclusive=True)
    async def action_note(self) -> None:
        """Write a note on the step that is shown."""
        here = self.here
        about = render_walk.named(self.standing.checklist, here.step)
        note = await self.write_note("Your note on this step", about, here.note)
        if note is not None and note != here.note:
            self.session.note(self.name_of_checklist, note, here.step.id)
            self.redraw()

    @work(exclusive=True)
    async def action_different(self) -> None:
        """Keep what the person found here instead, and give a text that tells an author."""
        about = render_walk.named(self.standing.checklist, self.here.step)
        found = await self.write_note("What did you find here instead?", about, "")
        if not found or not found.strip():
            return
        self.session.looks_different(self.name_of_checklist, self.here.step.id, found)
        self.redraw()
        region = self.session.settings.person.region
        history = render_walk.correction(self.standing, self.here, region)
        self.app.push_screen(
            PageDialog("To tell an author", render_walk.plain_page(history), history)
        )

    def action_why(self) -> None:
        """Show why it matters, and what backs it."""
        self.app.push_screen(PageDialog("Why it matters", render_walk.why(self.standing)))

    @work(exclusive=True)
    async def action_confirm(self) -> None:
        """Ask whether all of it is still right."""
        before = self.session.events(self.name_of_checklist)
        await go_through(self, cards(self.standing), self._go_to_card)
        answered = self.session.events(self.name_of_checklist) != before
        if answered and self.standing.state in ("right", "waiting"):
            self._end()
        else:
            self.redraw()

    async def _go_to_card(self, card: Card) -> bool:
        """Go to the step that a card asks about; the person walks on from there."""
        self.show(card.step or first_step(self.standing).step.id)
        return False

    def action_history(self) -> None:
        """Show this checklist's reviews, and each step's last date and note."""
        show_history(self, self.standing)

    def action_on(self) -> None:
        """At the end of a review, walk what needs the person next; home if nothing does."""
        if not self.ended:
            return
        following = self._following()
        if following:
            self.app.switch_screen(WalkScreen(self.session, following.checklist.id))
        else:
            self.action_home()

    def action_home(self) -> None:
        """Go back to Home."""
        self.dismiss()

    def undone(self, name: str, event: Event) -> None:
        """Show what was taken back: at its step if it was here."""
        if name != self.name_of_checklist:
            super().undone(name, event)
            return
        self.say(wording.undo_message(event, self.standing.checklist, here=True))
        step = self.standing.checklist.step(event.step) if event.step else None
        self.show(step.id if step else self.current)
