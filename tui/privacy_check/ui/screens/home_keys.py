"""What Home's keys open: walks, cards, lists, settings.

Each is imported when it is opened: the first frame needs none of it.
"""

from textual import work
from textual.binding import Binding

from privacy_check.domain import formatting
from privacy_check.domain.selection import Card, Filter, cards, handful, review_batches
from privacy_check.domain.standing import Standing
from privacy_check.session import Session
from privacy_check.ui.render import home as render_home
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.screens.base import CheckScreen

MINUTES = 10


class HomeKeys(CheckScreen[None]):
    """A screen with a checklist under its cursor, from which everything else is reached."""

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

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.filter = Filter()

    @property
    def here(self) -> Standing | None:
        """The checklist under the cursor; None on any other row."""
        raise NotImplementedError

    def walk(self, name: str) -> None:
        """Walk a checklist from its next step."""
        from privacy_check.ui.screens.walk import WalkScreen

        self.app.push_screen(WalkScreen(self.session, name))

    @work(exclusive=True)
    async def action_confirm(self) -> None:
        """Ask whether the highlighted one is still right, and go to the next that needs me."""
        from privacy_check.ui.screens.review import go_through

        standing = self.here
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
        standing = self.here
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

        standing = self.here
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
