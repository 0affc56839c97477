"""History: every review with its date and outcome, and the last twelve months at a glance."""

from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from privacy_check.domain.reviews import Review, reviews
from privacy_check.domain.standing import Standing
from privacy_check.session import Session
from privacy_check.ui.dialogs.page import PageDialog
from privacy_check.ui.dialogs.yes import forget
from privacy_check.ui.render import history as render_history
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.widgets import KeyLine, SafeOptionList, UnsavedLine


class _Reviews(SafeOptionList):
    """One row a checklist, or one a review."""

    BINDINGS = [
        Binding("enter", "select", "look", tooltip="Everything of this one", id="history.look")
    ]


class HistoryScreen(CheckScreen[None]):
    """When was what checked? By checklist with a year's strip, or by date."""

    BINDINGS = [
        Binding("tab", "turn", "by date", tooltip="By checklist, or by date", id="history.turn"),
        Binding(
            "delete", "forget", "forget", tooltip="Forget all about this one", id="history.forget"
        ),
        Binding("escape,h", "home", "back", tooltip="Back", id="history.back"),
    ]

    head = query_one("#head", Static)
    rows = query_one(_Reviews)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._by_date = False

    def compose(self) -> ComposeResult:
        """Lay out the strip's months above the rows."""
        yield Static(id="head")
        yield Static(id="overview")
        yield UnsavedLine(id="unsaved")
        yield _Reviews()
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Show what the session says now."""
        self.redraw()

    def on_resize(self) -> None:
        """Fit the columns into the new width."""
        self.redraw()

    @property
    def subject(self) -> str | None:
        """The checklist under the cursor."""
        option = self.rows.highlighted_option
        return option.id.partition(" ")[0] if option and option.id else None

    def restarted(self, _: str) -> None:
        """Show it in its row."""
        self.redraw()

    def _begun(self) -> list[Standing]:
        return sorted(
            self.session.begun(), key=lambda s: (s.checked is None, s.checked), reverse=True
        )

    def redraw(self) -> None:
        """Show the view that was chosen, the newest on top."""
        width = self.app.size.width - 3
        here, option = self.rows.highlighted, self.rows.highlighted_option
        begun = self._begun()
        self.head.update(render_history.head(self.session.today, width, by_date=self._by_date))
        columns = render_history.overview(begun, width, by_date=self._by_date)
        self.query_one("#overview", Static).update(columns)
        self.query_one(UnsavedLine).show(self.session)
        options = self._by_day(begun, width) if self._by_date else self._by_name(begun, width)
        self.rows.set_options(options or [Option(render_history.nothing(), disabled=True)])
        ids = [row.id for row in options]
        if option and option.id in ids:
            self.rows.highlighted = ids.index(option.id)
        else:
            self.rows.highlighted = min(here or 0, len(options) - 1) if options else None
        turn = "by checklist" if self._by_date else "by date"
        keys = ("history.look", "history.turn", "history.forget", "app.help", "history.back")
        self.query_one(KeyLine).show(keys, {"history.turn": turn})

    def _by_name(self, begun: list[Standing], width: int) -> list[Option]:
        return [Option(render_history.row(s, width), id=s.checklist.id) for s in begun]

    def _by_day(self, begun: list[Standing], width: int) -> list[Option]:
        done: list[tuple[Review, Standing]] = []
        for standing in begun:
            done += [(review, standing) for review in reviews(standing.history, standing.zone)]
        done.sort(key=lambda pair: pair[0].day, reverse=True)
        return [
            Option(render_history.entry(review, s, width), id=f"{s.checklist.id} {review.number}")
            for review, s in done
        ]

    def action_turn(self) -> None:
        """Show it the other way."""
        self._by_date = not self._by_date
        self.rows.highlighted = None
        self.redraw()

    def action_look(self) -> None:
        """Do what `enter` does, for a click on the line of keys."""
        self.rows.action_select()

    @on(OptionList.OptionSelected)
    def look(self) -> None:
        """Show everything of one checklist."""
        if self.subject:
            show_history(self, self.session.standing(self.subject))

    @work(exclusive=True)
    async def action_forget(self) -> None:
        """Take everything of one checklist off this machine, after asking."""
        if self.subject:
            await forget(self, self.session, self.subject)
            self.redraw()

    def action_home(self) -> None:
        """Go back."""
        self.dismiss()


def show_history(screen: CheckScreen[Any], standing: Standing) -> None:
    """Show one checklist's reviews, and each step's last date and note."""
    page = render_history.page(standing, reviews(standing.history, standing.zone))
    about = render_walk.named(standing.checklist)
    screen.app.push_screen(PageDialog("History", Content("\n\n").join([about, page])))
