"""The library: all checklists, by service or by category."""

from collections.abc import Iterable, Mapping

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.getters import query_one
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from privacy_check.domain.selection import Filter, by_precedence
from privacy_check.domain.standing import Standing
from privacy_check.session import Session
from privacy_check.ui.dialogs.filter import FilterDialog
from privacy_check.ui.dialogs.find import FindDialog
from privacy_check.ui.render import detail as render_detail
from privacy_check.ui.render import home as render_home
from privacy_check.ui.render import library as render_library
from privacy_check.ui.render import text
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.screens.walk import WalkScreen
from privacy_check.ui.widgets import TWO_PANES, KeyLine, SafeOptionList, UnsavedLine, key_names

Groups = Mapping[str, list[Standing]]


class _Groups(SafeOptionList):
    """Services, or categories."""

    BINDINGS = [
        Binding("enter", "screen.open_group", "open", tooltip="Show its checklists", id="all.look"),
        Binding(
            "right", "screen.open_group", "open", tooltip="Show its checklists", id="all.right"
        ),
    ]


class _Members(SafeOptionList):
    """The checklists of the highlighted group."""

    BINDINGS = [
        Binding("enter", "select", "walk", tooltip="Walk through it, step by step", id="all.walk"),
        Binding(
            "left", "screen.close_group", "services", tooltip="Back to the services", id="all.left"
        ),
    ]


class LibraryScreen(CheckScreen[None]):
    """Every checklist, in groups at the left, those of one group at the right.

    Under 100 columns one of the two is shown at a time.
    """

    BINDINGS = [
        Binding("tab", "turn", "by category", tooltip="By service, or by category", id="all.turn"),
        Binding("slash", "find", "find", tooltip="Find a checklist as I type", id="all.find"),
        Binding("f", "filter", "filter", tooltip="Show only one kind", id="all.filter"),
        Binding("escape,a", "leave", "back", tooltip="Back", id="all.back"),
    ]

    by_category: reactive[bool] = reactive(default=False, init=False)
    filter: reactive[Filter] = reactive(Filter, init=False)

    head = query_one("#head", Static)
    groups = query_one(_Groups)
    members = query_one(_Members)
    facts = query_one("#facts", Static)

    def __init__(self, session: Session, chosen: Filter | None = None) -> None:
        super().__init__(session)
        self.set_reactive(LibraryScreen.filter, chosen or Filter())
        self._grouped: Groups = {}

    def compose(self) -> ComposeResult:
        """Lay out the groups beside the checklists of one."""
        yield Static(id="head")
        yield UnsavedLine(id="unsaved")
        with Horizontal(classes="panes"):
            yield _Groups(classes="pane")
            yield _Members(classes="pane")
        yield Static(id="facts")
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Show what was done on other screens."""
        self.redraw()

    def on_resize(self) -> None:
        """Show one pane or two."""
        self._arrange()

    def watch_by_category(self) -> None:
        """Regroup, with the cursor on the first group."""
        self.groups.highlighted = None
        self.close_group()
        self.redraw()

    def watch_filter(self) -> None:
        """Show the checklists that pass the filter."""
        self.redraw()

    @property
    def subject(self) -> str | None:
        """The checklist under the cursor, while the cursor is among checklists."""
        option = self.members.highlighted_option if self.members.has_focus else None
        return option.id if option else None

    def redraw(self) -> None:
        """Show every group, and the checklists of the one under the cursor."""
        standings = [s for s in self.session.standings() if self.filter.passes(s.checklist)]
        self._grouped = self._group(standings)
        width = self.app.size.width - 2
        right = sum(standing.state == "right" for standing in standings)
        head = render_library.head(len(standings), right, width, by_category=self.by_category)
        named = key_names(self)
        ends = named("all.filter"), named("all.back")
        narrowed = render_home.narrowed(self.filter, len(standings), 0, *ends)
        self.head.update(narrowed if self.filter else head)
        self.query_one(UnsavedLine).show(self.session)
        here = self._chosen()
        options = [
            Option(render_library.group(self._group_name(key), members), id=key)
            for key, members in self._grouped.items()
        ]
        nothing = Option(render_home.nothing_of_kind(named("all.back")), disabled=True)
        self.groups.set_options(options or [nothing])
        keys = list(self._grouped)
        self.groups.highlighted = keys.index(here) if here in keys else 0 if keys else None
        self._show_members()
        self._arrange()

    def _group(self, standings: Iterable[Standing]) -> Groups:
        """Put the checklists into groups: the largest services first, categories by their size."""
        grouped: dict[str, list[Standing]] = {}
        for standing in by_precedence(standings):
            checklist = standing.checklist
            service = checklist.service if checklist.has_service else render_library.OWN
            key = checklist.category if self.by_category else service
            grouped.setdefault(key, []).append(standing)
        if self.by_category:
            return grouped
        return dict(sorted(grouped.items(), key=lambda pair: pair[0].casefold()))

    def _group_name(self, key: str) -> str:
        return render_home.value_name(key) if self.by_category else key

    def _chosen(self) -> str | None:
        option = self.groups.highlighted_option
        return option.id if option else None

    @on(OptionList.OptionHighlighted, "_Groups")
    def _show_members(self) -> None:
        here = self.members.highlighted_option
        members = self._grouped.get(self._chosen() or "", [])
        person = self.session.settings.person
        self.members.set_options(
            Option(render_library.member(s, person), id=s.checklist.id) for s in members
        )
        names: list[str] = [standing.checklist.id for standing in members]
        at = names.index(here.id) if here and here.id in names else 0
        self.members.highlighted = at if names else None
        self._show_facts()

    @on(OptionList.OptionHighlighted, "_Members")
    def _show_facts(self) -> None:
        """Describe the checklist under the cursor on one line."""
        option = self.members.highlighted_option
        standing = self.session.standing(option.id) if option and option.id else None
        shown = render_detail.short(standing, self.app.size.width - 2) if standing else ""
        self.facts.update(shown, layout=False)

    def _arrange(self) -> None:
        """Show both panes if there is room, else the one with the focus."""
        two_panes = self.app.size.width >= TWO_PANES
        in_members = self.members.has_focus
        self.facts.display = two_panes or in_members
        self.groups.display = two_panes or not in_members
        self.members.display = two_panes or in_members
        self.groups.border_title = "Categories" if self.by_category else "Services"
        chosen = self._chosen()
        self.members.border_title = text.plain(self._group_name(chosen)) if chosen else ""
        keys = ("all.look", "all.walk", "all.left", "all.turn", "all.find", "all.filter")
        turn = "by service" if self.by_category else "by category"
        words = {"all.turn": turn, "all.back": "show all" if self.filter else "back"}
        self.query_one(KeyLine).show((*keys, "app.help", "all.back"), words)

    def action_open_group(self) -> None:
        """Go to the checklists of the group under the cursor."""
        self.members.display = True
        self.members.focus()
        self.call_after_refresh(self._arrange)

    def close_group(self) -> None:
        """Go back to the groups."""
        self.groups.display = True
        self.groups.focus()
        self.call_after_refresh(self._arrange)

    def action_close_group(self) -> None:
        """Go back to the groups."""
        self.close_group()

    @on(OptionList.OptionSelected, "_Groups")
    def open_group(self) -> None:
        """Go to the checklists of the group that was clicked."""
        self.action_open_group()

    @on(OptionList.OptionSelected, "_Members")
    def walk(self, event: OptionList.OptionSelected) -> None:
        """Walk the chosen checklist."""
        if event.option_id:
            self.app.push_screen(WalkScreen(self.session, event.option_id))

    def after_restart(self, name: str) -> None:
        """Walk it, from its first step."""
        self.app.push_screen(WalkScreen(self.session, name))

    def action_turn(self) -> None:
        """Switch between services and categories."""
        self.by_category = not self.by_category

    @work(exclusive=True)
    async def action_find(self) -> None:
        """Find a checklist and walk it."""
        found = await self.app.push_screen_wait(FindDialog(self.session))
        if found:
            self.app.push_screen(WalkScreen(self.session, found))

    @work(exclusive=True)
    async def action_filter(self) -> None:
        """Show only one kind."""
        chosen = await self.app.push_screen_wait(FilterDialog(self.session, self.filter))
        if chosen is not None:
            self.filter = chosen

    def action_leave(self) -> None:
        """Go back a step: out of the filter, out of the group, out of here."""
        if self.filter:
            self.filter = Filter()
        elif self.members.has_focus and self.app.size.width < TWO_PANES:
            self.close_group()
        else:
            self.dismiss()
