"""Home: what needs me, and when was it last checked?

What its keys open is imported when it is opened: the first frame needs none of it.
"""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import OptionList, Static

from privacy_check.domain import formatting
from privacy_check.domain.journal import Event
from privacy_check.domain.selection import Card, Filter, cards, handful, review_batches
from privacy_check.domain.standing import Standing, State
from privacy_check.session import Session
from privacy_check.storage.profiles import DEFAULT
from privacy_check.ui.render import detail as render_detail
from privacy_check.ui.render import home as render_home
from privacy_check.ui.render import text
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.screens import groups
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.widgets import (
    NARROW,
    TALL,
    TWO_PANES,
    KeyLine,
    SafeOptionList,
    UnsavedLine,
    key_names,
)

_SETTLED: tuple[State, ...] = ("right", "waiting", "snoozed", "retired")
MINUTES = 10
_SPARE = ("home.find", "home.confirm", "home.all")
"""Keys that give way on a narrow screen: to `all` if nothing is due, else to `review`."""
MIN_LIST_WIDTH, MIN_PANE_WIDTH, FRAME_WIDTH = 54, 46, 6
"""Cells: the least of the list and of the pane, and those of a frame with its padding."""

SCROLLBAR = 1
"""Cells that a list keeps for its scrollbar."""
ROOMY_WIDTH, ROOMY_HEIGHT = 140, 45
"""Columns and lines from which the pane has room for more of why it matters."""


class Rows(SafeOptionList):
    """The checklists, in groups."""

    BINDINGS = [
        Binding("enter", "select", "walk", tooltip="Walk through it, step by step", id="home.walk")
    ]


class HomeScreen(CheckScreen[None]):
    """Checklists by state; the highlighted one can be walked, confirmed, given a note."""

    BINDINGS = [
        Binding(
            "c",
            "confirm",
            "confirm",
            tooltip="Check with one look that it is still right",
            id="home.confirm",
        ),
        Binding(
            "r", "review", "review", tooltip="Go through everything that needs me", id="home.review"
        ),
        Binding("h", "history", "history", tooltip="What was checked, and when", id="home.history"),
        Binding("a", "all", "all", tooltip="Browse all checklists", id="home.all"),
        Binding("slash", "find", "find", tooltip="Find a checklist as I type", id="home.find"),
        Binding("f", "filter", "filter", tooltip="Show only one kind", id="home.filter"),
        Binding("escape", "unfilter", "show all", tooltip="Clear the filter", id="home.unfilter"),
        Binding("m", "services", "mine", tooltip="Choose the services I use", id="home.mine"),
        Binding("comma", "settings", "settings", tooltip="Settings, profiles", id="home.settings"),
        Binding("t", "handful", "ten minutes", tooltip="Something for ten minutes", id="home.ten"),
        Binding("v", "verify", "verify", tooltip="Look at this machine", id="home.verify"),
        Binding("l", "letter", "letter", tooltip="Write to any company", id="home.letter"),
        Binding("e", "note", "note", tooltip="Write a note", id="home.note"),
        Binding("w", "why", "why", tooltip="Why it matters, and what backs it", id="home.why"),
    ]

    head = query_one("#head", Static)
    overview = query_one("#overview", Static)
    rows = query_one(Rows)
    pane = query_one("#pane", VerticalScroll)
    detail = query_one("#detail", Static)
    facts = query_one("#facts", Static)

    def compose(self) -> ComposeResult:
        """Lay out the sentence on top, the rows, and the keys."""
        yield Static(id="head")
        yield Static(id="overview")
        yield UnsavedLine(id="unsaved")
        with Horizontal(classes="panes"):
            yield Rows(classes="pane")
            with VerticalScroll(id="pane", classes="pane", can_focus=False):
                yield Static(id="detail")
        yield Static(id="facts")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Show what was done on other screens."""
        self.redraw()

    def on_resize(self) -> None:
        """Fit the columns into the new width."""
        if self.app.size.width != self._drawn_width:
            self.redraw()

    def __init__(self, session: Session, walked: str | None = None) -> None:
        super().__init__(session)
        self._walked = walked
        self.filter = Filter()
        self._states: dict[str, State] = {}
        """Where each checklist stood when it was drawn last."""
        self._drawn_width = 0
        self._rows_width = MIN_LIST_WIDTH

    def redraw(self) -> None:
        """Show where everything stands, and keep the cursor where it is."""
        self._drawn_width = self.app.size.width
        width = self._drawn_width - 2
        standings = self.session.standings()
        chosen, self._walked = self._next_row(self._walked or self.highlighted()), None
        settings = self.session.settings
        head = render_home.head(self.session.profile, settings, self.session.today, width)
        self.head.update(head)
        self.query_one(UnsavedLine).show(self.session)
        shown = groups.shown(self.session, self.filter)
        passing = sum(self.filter.passes(s.checklist) for s in shown)
        keys = key_names(self)
        tall = self.app.size.height >= TALL
        grouped = tall or self._drawn_width >= NARROW  # else a heading could be the last line
        ends = keys("home.filter"), keys("home.unfilter")
        self.overview.update(
            render_home.narrowed(self.filter, passing, len(shown) - passing, *ends)
            if self.filter
            else render_home.overview(standings, width, keys, grouped=grouped)
        )
        service = text.service_width((s.checklist for s in shown), width)
        self._set_panes(render_home.rows_width(shown, service))
        self.rows.set_options(
            groups.options(
                self.session, shown, self.filter, service, keys, grouped=grouped, spaced=tall
            )
        )
        self._states = {s.checklist.id: s.state for s in standings}
        self._highlight(chosen)
        self._show_facts()

    def _set_panes(self, needed: int) -> None:
        """Give the rows the width that they need, and the pane the rest."""
        if self._drawn_width < TWO_PANES:
            self.rows.styles.width = "1fr"
        else:
            whole = needed + FRAME_WIDTH + SCROLLBAR
            most = self._drawn_width - MIN_PANE_WIDTH
            self._rows_width = max(MIN_LIST_WIDTH, min(whole, most))
            self.rows.styles.width = self._rows_width

    def _next_row(self, name: str | None) -> str | None:
        """Return the row for the cursor: this one, unless it was settled since it was drawn.

        Then it is what needs the person next, else the next row that they can begin or go on with.
        """
        if not name or self._states.get(name, "right") in _SETTLED or not self._settled(name):
            return name
        drawn = [option.id for option in self.rows.options if option.id in self._states]
        here = drawn.index(name) if name in drawn else -1
        following = (n for n in drawn[here + 1 :] + drawn if n and not self._settled(n))
        return groups.next_that_needs_me(self.session) or next(following, name)

    def _settled(self, name: str) -> bool:
        known = name in self.session.catalog.checklists
        return not known or self.session.standing(name).state in _SETTLED

    def after_action(self) -> None:
        """Show what an action brought, with the cursor on what needs the person next."""
        self.redraw()
        self._highlight(groups.next_that_needs_me(self.session) or self.highlighted())

    def after_undo(self, name: str, event: Event) -> None:
        """Go to what is due next, else to the undone action's checklist; name the action."""
        self._highlight(groups.next_that_needs_me(self.session) or name)
        super().after_undo(name, event)

    @property
    def subject(self) -> str | None:
        """The checklist under the cursor."""
        standing = self._standing()
        return standing.checklist.id if standing else None

    def after_restart(self, name: str) -> None:
        """Walk it, from its first step."""
        self.walk(name)

    def highlighted(self) -> str | None:
        """Return the id of the row under the cursor."""
        option = self.rows.highlighted_option
        return option.id if option else None

    def _highlight(self, name: str | None) -> None:
        """Put the cursor on a row; on the first checklist if that one is not there."""
        ids = [option.id for option in self.rows.options]
        known = [i for i, other in enumerate(ids) if other and not other.startswith("!")]
        if name and name in ids:
            self.rows.highlighted = ids.index(name)
        else:
            self.rows.highlighted = known[0] if known else None

    @on(OptionList.OptionHighlighted)
    def _show_facts(self) -> None:
        """Describe the row under the cursor: in the pane, or on one line."""
        standing = self._standing()
        due = any(state == "needs-you" for state in self._states.values())
        more = ("home.unfilter",) if self.filter else ("home.review",) if due else ()
        keys = ("home.walk", "home.confirm", *more, "home.all", "home.find")
        spare = _SPARE if self.app.size.width < NARROW else ()
        self.query_one(KeyLine).show((*keys, "app.help", "app.quit"), spare=spare)
        two_panes = self.app.size.width >= TWO_PANES
        self.pane.display, self.facts.display = two_panes and standing is not None, not two_panes
        if standing is None:
            self.facts.update("", layout=False)
        elif two_panes:
            self._show_detail(standing)
        else:
            shown = render_detail.short(standing, self.app.size.width - 2)
            self.facts.update(shown, layout=False)

    def _show_detail(self, standing: Standing) -> None:
        ids = [option.id for option in self.rows.options if option.id in self._states]
        own = standing.checklist.id in self.session.catalog.own
        width = self.app.size.width - self._rows_width - FRAME_WIDTH
        self.pane.border_title = text.service(standing.checklist)
        place = f"{ids.index(standing.checklist.id) + 1} of {len(ids)}"
        self.pane.border_subtitle = text.plain(place)
        roomy = self.app.size.width >= ROOMY_WIDTH and self.app.size.height >= ROOMY_HEIGHT
        paragraphs = 2 if roomy else 1
        self.detail.update(render_detail.pane(standing, width, own=own, paragraphs=paragraphs))
        self.pane.scroll_home(animate=False)

    def _standing(self) -> Standing | None:
        name = self.highlighted()
        known = name in self.session.catalog.checklists
        return self.session.standing(name) if name and known else None

    def action_enter(self) -> None:
        """Do what `enter` does, for a click on the line of keys."""
        self.rows.action_select()

    @on(OptionList.OptionSelected)
    def enter(self, event: OptionList.OptionSelected) -> None:
        """Do what the chosen row stands for: most often, walk its checklist."""
        if event.option_id == groups.FAULTS:
            from privacy_check.ui.dialogs.page import PageDialog

            page = render_walk.faults_page(self.session.faults)
            faults = "\n".join(map(str, self.session.faults))
            self.app.push_screen(PageDialog("What could not be read", page, faults))
        elif event.option_id == groups.LIBRARY:
            self.action_all()
        elif event.option_id and event.option_id.startswith(groups.PROFILE):
            from privacy_check.ui.dialogs.profile import show as show_profile

            folder = event.option_id.removeprefix(groups.PROFILE)
            there = (p for p in self.session.profiles() if p.folder == folder)
            show_profile(self, self.session, next(there, DEFAULT))
        elif event.option_id:
            self.walk(event.option_id)

    def walk(self, name: str) -> None:
        """Walk a checklist from its next step; afterwards the cursor is on its row."""
        from privacy_check.ui.screens.walk import WalkScreen

        self._walked = name
        self.app.push_screen(WalkScreen(self.session, name))

    @work(exclusive=True)
    async def action_confirm(self) -> None:
        """Ask whether the highlighted one is still right, and go to the next that needs me."""
        from privacy_check.ui.screens.review import go_through

        standing = self._standing()
        if standing is None:
            return
        if await go_through(self, cards(standing), self._walk_card):
            self.after_action()
        else:
            self.redraw()

    @work(exclusive=True)
    async def action_review(self) -> None:
        """Review everything that is due, one card after the other."""
        from privacy_check.ui.dialogs.pick import Choice, PickDialog
        from privacy_check.ui.screens.review import review

        due = [s for s in self.session.standings() if s.state == "needs-you"]
        if not due:
            self.say("Nothing needs you.")
            return
        if len(due) > 1:
            choices = [
                Choice(part, render_home.session(part, len(due))) for part in review_batches(due)
            ]
            chosen = await self.app.push_screen_wait(PickDialog("Review", choices))
            due = list(chosen or ())
            if not due:
                return
        following = await review(self, [c for s in due for c in cards(s)], self._walk_card)
        self.after_action()
        if following:
            self.walk(following)

    async def _walk_card(self, card: Card) -> bool:
        """Walk the checklist of a card; the next card comes after that.

        A step whose answer is due is met on the way; what comes next is a step to go to.
        """
        from privacy_check.ui.screens.walk import WalkScreen

        standing = self.session.standing(card.checklist)
        is_asked = card.step is None or standing.step(card.step).answer_due
        step = None if is_asked else card.step
        await self.app.push_screen_wait(WalkScreen(self.session, card.checklist, step))
        return True

    @work(exclusive=True)
    async def action_letter(self) -> None:
        """Write a letter to any company, and walk it."""
        from privacy_check.ui.dialogs.company import write_to_company

        if name := await write_to_company(self, self.session):
            self.walk(name)

    def action_all(self) -> None:
        """Show all checklists."""
        from privacy_check.ui.screens.library import LibraryScreen

        self.app.push_screen(LibraryScreen(self.session, self.filter))

    def action_verify(self) -> None:
        """Show what this machine says about everything that it can answer."""
        from privacy_check.ui.screens.verify import VerifyScreen

        self.app.push_screen(VerifyScreen(self.session))

    def action_history(self) -> None:
        """Show past reviews."""
        from privacy_check.ui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.session))

    @work(exclusive=True)
    async def action_note(self) -> None:
        """Write a note on the highlighted checklist as a whole."""
        standing = self._standing()
        if standing is None:
            return
        old = standing.note
        about = render_walk.named(standing.checklist)
        note = await self.write_note("Your note", about, old)
        if note is not None and note != old:
            self.session.note(standing.checklist.id, note)
            self.redraw()

    def action_why(self) -> None:
        """Show why the highlighted one matters, and what backs it."""
        from privacy_check.ui.dialogs.page import PageDialog

        standing = self._standing()
        if standing:
            self.app.push_screen(PageDialog("Why it matters", render_walk.why(standing)))

    @work(exclusive=True)
    async def action_find(self) -> None:
        """Find a checklist and walk it."""
        from privacy_check.ui.dialogs.find import FindDialog

        found = await self.app.push_screen_wait(FindDialog(self.session))
        if found:
            self.walk(found)

    @work(exclusive=True)
    async def action_filter(self) -> None:
        """Show only one kind."""
        from privacy_check.ui.dialogs.filter import FilterDialog

        chosen = await self.app.push_screen_wait(FilterDialog(self.session, self.filter))
        if chosen is not None:
            self.filter = chosen
            self.redraw()

    def action_unfilter(self) -> None:
        """Show everything again."""
        if self.filter:
            self.filter = Filter()
            self.redraw()

    @work(exclusive=True)
    async def action_services(self) -> None:
        """Choose the services that the person uses."""
        from privacy_check.ui.screens.settings import choose_services

        await choose_services(self, self.session)
        self.redraw()

    def action_settings(self) -> None:
        """Show the settings."""
        from privacy_check.ui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self.session))

    @work(exclusive=True)
    async def action_handful(self) -> None:
        """Offer a few checklists that fit into ten minutes."""
        from privacy_check.ui.dialogs.pick import Choice, PickDialog

        mine = [s for s in self.session.standings() if self.session.is_mine(s)]
        proposed = handful(mine, MINUTES)
        choices = [Choice(s.checklist.id, render_home.proposed(s)) for s in proposed]
        title = f"I have {formatting.count(MINUTES, 'minute')}"
        dialog = PickDialog(title, choices, render_walk.proposal(proposed))
        chosen = await self.app.push_screen_wait(dialog)
        if chosen:
            self.walk(chosen)
