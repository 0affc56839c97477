"""Walk: one checklist, one step at a time."""

from collections.abc import Mapping
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from privacy_check import correspondence
from privacy_check.domain import wording
from privacy_check.domain.actions import (
    ends_walk,
    first_step,
    next_step,
    offered,
)
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.journal import Event, Mark
from privacy_check.domain.selection import Card, cards, what_next
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.session import Session
from privacy_check.ui.render import step as render_step
from privacy_check.ui.render import summary as render_summary
from privacy_check.ui.screens import walk_keys
from privacy_check.ui.screens.history import show_history
from privacy_check.ui.screens.review import go_through
from privacy_check.ui.screens.step import StepScreen
from privacy_check.ui.widgets import NARROW, TALL, TWO_PANES, KeyLine, UnsavedLine, key_names


class Edges(NamedTuple):
    """Cells beside the text of the list and of the page: borders, blanks, scrollbars."""

    list: int
    page: int


_LINE, _FRAME = Edges(2, 4), Edges(5, 10)
"""As app.tcss has them: a thin line between the two, or a frame around each."""


class Place(NamedTuple):
    """What the walk shows: a step; or, once a review has ended, its summary."""

    step: str
    ended: bool = False
    unfolded: bool = False
    """Whether a step that does not apply to the person is shown in full."""


class Steps(OptionList, can_focus=False):
    """The steps at the left; a click goes to one."""


class Page(VerticalScroll, inherit_bindings=False):
    """The step's page: it scrolls up and down; left and right go to other steps."""

    BINDINGS = [
        binding
        for binding in VerticalScroll.BINDINGS
        if isinstance(binding, Binding) and binding.key not in ("left", "right")
    ]


class WalkScreen(StepScreen):
    """Shows one step of a checklist at a time, and marks it."""

    BINDINGS = [
        Binding("space", "space", "done", tooltip="Mark the step and go on", id="walk.done"),
        Binding("s", "mark('skipped')", "skip", tooltip="I choose not to", id="walk.skip"),
        Binding(
            "x", "mark('not-applicable')", "not mine", tooltip="I don't have it", id="walk.not"
        ),
        Binding(
            "backspace", "mark('todo')", "take back", tooltip="Take the mark back", id="walk.todo"
        ),
        Binding("right", "go(1)", "next", tooltip="The next step", id="walk.next"),
        Binding("left", "go(-1)", "back", tooltip="The previous step", id="walk.before"),
        Binding(
            "c",
            "confirm",
            "confirm",
            tooltip="Check with one look that it is still right",
            id="walk.confirm",
        ),
        Binding("h", "history", "history", tooltip="What was checked, and when", id="walk.history"),
        Binding(
            "enter",
            "on",
            "on",
            tooltip="Show the step; at the end, go on to what is next",
            id="walk.on",
        ),
        Binding("escape", "home", "home", tooltip="Back to Home", id="walk.home"),
    ]

    head = query_one("#head", Static)
    steps = query_one(Steps)
    page = query_one(Page)
    step = query_one("#step", Static)

    place: reactive[Place] = reactive(Place(""), init=False)

    def __init__(self, session: Session, name: str, step: str | None = None) -> None:
        super().__init__(session, name)
        at = step or first_step(self.standing).step.id
        self.set_reactive(WalkScreen.place, Place(at))

    def can_show(self, checklists: Mapping[str, Checklist]) -> bool:
        """Walk on in whatever became of the checklist."""
        return self.name_of_checklist in checklists

    def adopt_checklists(self) -> None:
        """Stay at the step, under whatever id; go to the first that is open if it is gone."""
        step = self.standing.checklist.step(self.place.step) or first_step(self.standing).step
        self.set_reactive(WalkScreen.place, self.place._replace(step=step.id))

    def after_restart(self, _: str) -> None:
        """Go to the first step."""
        self.show(first_step(self.standing).step.id)

    @property
    def here(self) -> StepStanding:
        """The step that is shown, or that ended the review."""
        return self.standing.step(self.place.step)

    @property
    def is_folded(self) -> bool:
        """Whether only the step's title is shown, as it does not apply to the person."""
        return self.here.is_folded and not self.place.unfolded

    def compose(self) -> ComposeResult:
        """Lay out the steps beside the one that is shown."""
        yield Static(id="head")
        yield UnsavedLine(id="unsaved")
        with Horizontal():
            yield Steps()
            with Page():
                yield Static(id="step")
        yield KeyLine()

    def on_mount(self) -> None:
        """Let the arrow keys scroll the step's page."""
        self.page.focus()
        self.redraw()

    def on_resize(self) -> None:
        """Wrap the page to its new width."""
        self.redraw()

    def watch_place(self) -> None:
        """Show another step, or the summary, from its beginning."""
        self.page.scroll_home(animate=False)
        self.redraw()

    def redraw(self) -> None:
        """Show the checklist's progress and the current step."""
        if not self.is_mounted:
            return
        standing, (width, height) = self.standing, self.app.size
        number = 1 + standing.steps.index(self.here)
        narrow = width < NARROW
        self.head.update(render_step.head(standing, width - 2, narrow=narrow))
        self.query_one(UnsavedLine).show(self.session)
        framed = width >= TWO_PANES and height >= TALL
        edges = _FRAME if framed else _LINE
        list_width = min(render_step.list_width(standing), width // 3 - edges.list)
        self.steps.styles.width = list_width + edges.list
        self._list_steps(list_width, number)
        page_width = width - edges.page - (0 if narrow else list_width + edges.list)
        keys = key_names(self)
        if self.place.ended:
            self.step.update(render_summary.page(standing, self._following(), page_width, keys))
        else:
            unfolded = self.place.unfolded
            self.step.update(
                render_step.page(
                    standing,
                    self.here,
                    page_width,
                    keys,
                    number=number if narrow else None,
                    seen=self.seen,
                    letter=self.letter,
                    unfolded=unfolded,
                )
            )
        self._show_keys(narrow=narrow)

    def _list_steps(self, width: int, here: int) -> None:
        """List the steps, `width` cells wide, with the shown one highlighted.

        Beside a summary it is none: what is shown there is about all of them.
        """
        shown = None if self.place.ended else here
        self.steps.set_options(
            Option(render_step.line(n, s, width, here=n == shown), id=s.step.id)
            for n, s in enumerate(self.standing.steps, 1)
        )
        self.steps.highlighted = shown - 1 if shown else None

    def _show_keys(self, *, narrow: bool) -> None:
        if self.place.ended:
            shown = walk_keys.at_the_end(has_next=self._following() is not None)
        elif self.is_folded:
            shown = walk_keys.FOLDED
        else:
            name, step = self.name_of_checklist, self.here.step.id
            has_blanks = bool(correspondence.blanks(self.session, name, step))
            shown = walk_keys.at_a_step(self.standing, self.here, has_blanks=has_blanks)
        self.query_one(KeyLine).show(*shown, spare=walk_keys.SPARE if narrow else ())

    def _following(self) -> Standing | None:
        mine = (s for s in self.session.standings() if self.session.is_mine(s))
        return what_next(mine, self.standing.checklist)

    def show(self, name: str) -> None:
        """Go to a step, from its beginning."""
        if self.place == (place := Place(name)):
            self.redraw()
        self.place = place

    def action_space(self) -> None:
        """Set the offered mark; go on if the step is marked already or does not apply."""
        if self.place.ended:
            return
        mark = None if self.is_folded else offered(self.here, self.standing)
        if mark:
            self.action_mark(mark)
        elif following := next_step(self.standing, self.place.step):
            self.show(following.step.id)
        else:
            self.action_go(1)

    def action_mark(self, mark: Mark) -> None:
        """Mark the step that is shown, and go to the next open one."""
        if self.place.ended:
            return
        needed = self.standing.state == "needs-you"
        event = self.session.mark(self.name_of_checklist, self.place.step, mark)
        if event is None:
            self.say("There is no mark to take back on this step.")
        elif mark == "todo":
            self.redraw()
        elif ends_walk(event, self.standing, was_needed=needed):
            self._end()
        else:
            following = next_step(self.standing, self.place.step)
            self.show(following.step.id if following else self.place.step)

    def _end(self) -> None:
        self.place = Place(self.place.step, ended=True)

    def action_go(self, by: int) -> None:
        """Go some steps on or back; from the summary to what is left."""
        names: list[str] = [s.step.id for s in self.standing.steps]
        if self.place.ended:
            open_step = next_step(self.standing, names[0]) if by > 0 else None
            self.show(open_step.step.id if open_step else self.place.step)
            return
        index = names.index(self.place.step) + by
        if 0 <= index < len(names):
            self.show(names[index])

    @on(OptionList.OptionSelected)
    def go_to(self, event: OptionList.OptionSelected) -> None:
        """Go to the step that was clicked."""
        if event.option_id:
            self.show(event.option_id)

    @work(exclusive=True)
    async def action_confirm(self) -> None:
        """Ask whether the whole checklist is still right."""
        before = self.session.events(self.name_of_checklist)
        await go_through(self, cards(self.standing), self._go_to_card)
        answered = self.session.events(self.name_of_checklist) != before
        if answered and self.standing.state in ("right", "waiting"):
            self._end()
        else:
            self.redraw()

    async def _go_to_card(self, card: Card) -> bool:
        """Go to the step that a card asks about, or to what comes next, maybe elsewhere."""
        if card.checklist != self.name_of_checklist:
            walk = WalkScreen(self.session, card.checklist, card.step)
            await self.app.push_screen_wait(walk)
            return False
        self.show(card.step or first_step(self.standing).step.id)
        return False

    def action_history(self) -> None:
        """Show this checklist's reviews, and each step's last date and note."""
        show_history(self, self.standing)

    def action_on(self) -> None:
        """Unfold the step; at the end of a review, walk what is next, or go home."""
        if not self.place.ended:
            self.place = self.place._replace(unfolded=self.is_folded or self.place.unfolded)
        elif following := self._following():
            self.app.switch_screen(WalkScreen(self.session, following.checklist.id))
        else:
            self.action_home()

    def action_home(self) -> None:
        """Go back to Home."""
        self.dismiss()

    def after_undo(self, name: str, event: Event) -> None:
        """Show which action was undone, at its step if it was of this checklist."""
        if name != self.name_of_checklist:
            super().after_undo(name, event)
            return
        self.say(wording.undo_message(event, self.standing.checklist, here=True))
        step = self.standing.checklist.step(event.step) if event.step else None
        self.show(step.id if step else self.place.step)
