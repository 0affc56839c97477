"""Home: what needs me, and when was it last checked?"""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import OptionList, Static

from privacy_check.corrections import news, record_told
from privacy_check.domain.journal import Event
from privacy_check.domain.standing import Standing, State
from privacy_check.session import Session
from privacy_check.storage.profiles import DEFAULT
from privacy_check.ui.render import detail as render_detail
from privacy_check.ui.render import home as render_home
from privacy_check.ui.render import text
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.render.overview import overview
from privacy_check.ui.screens import groups
from privacy_check.ui.screens.home_keys import HomeKeys
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


class HomeScreen(HomeKeys):
    """Checklists by state; the highlighted one can be walked, confirmed, given a note."""

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
            else overview(standings, width, keys, grouped=grouped)
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
        standing = self.here
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
        standing = self.here
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
        catalog, name = self.session.catalog, standing.checklist.id
        own, folder = name in catalog.own, catalog.shared.get(name, "")
        width = self.app.size.width - self._rows_width - FRAME_WIDTH
        self.pane.border_title = text.service(standing.checklist)
        place = f"{ids.index(standing.checklist.id) + 1} of {len(ids)}"
        self.pane.border_subtitle = text.plain(place)
        roomy = self.app.size.width >= ROOMY_WIDTH and self.app.size.height >= ROOMY_HEIGHT
        paragraphs = 2 if roomy else 1
        shown = render_detail.pane(standing, width, own=own, folder=folder, paragraphs=paragraphs)
        self.detail.update(shown)
        self.pane.scroll_home(animate=False)

    @property
    def here(self) -> Standing | None:
        """The checklist under the cursor; None on any other row."""
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
        elif event.option_id == groups.CORRECTED:
            self.show_corrections()
        elif event.option_id == groups.LIBRARY:
            self.action_all()
        elif event.option_id and event.option_id.startswith(groups.PROFILE):
            from privacy_check.ui.dialogs.profile import show as show_profile

            folder = event.option_id.removeprefix(groups.PROFILE)
            there = (p for p in self.session.profiles() if p.folder == folder)
            show_profile(self, self.session, next(there, DEFAULT))
        elif event.option_id:
            self.walk(event.option_id)

    @work(exclusive=True)
    async def show_corrections(self) -> None:
        """Show what an update corrected; once read, it is told."""
        from privacy_check.ui.dialogs.page import PageDialog

        corrected = news(self.session)
        page = render_home.corrected_page(corrected)
        await self.app.push_screen_wait(PageDialog("What was corrected", page, page.plain))
        record_told(self.session, corrected)
        self.redraw()

    def walk(self, name: str) -> None:
        """Walk a checklist from its next step; afterwards the cursor is on its row."""
        self._walked = name
        super().walk(name)
