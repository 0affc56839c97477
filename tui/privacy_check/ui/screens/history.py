"""History: every review with its date and outcome, and the last twelve months at a glance."""

from itertools import groupby
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from privacy_check.domain import wording
from privacy_check.domain.past_reviews import Review, reviews
from privacy_check.domain.standing import Standing
from privacy_check.errors import PrivacyCheckError
from privacy_check.session import Session
from privacy_check.storage import exports, paths
from privacy_check.ui.clipboard import copy
from privacy_check.ui.dialogs.page import PageDialog
from privacy_check.ui.dialogs.pick import Choice, PickDialog
from privacy_check.ui.dialogs.yes import forget
from privacy_check.ui.render import history as render_history
from privacy_check.ui.render import text
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.type_ahead import BACKGROUND
from privacy_check.ui.widgets import (
    NARROW,
    TALL,
    TWO_PANES,
    KeyLine,
    SafeOptionList,
    UnsavedLine,
    key_names,
)

_LEAST, _LEAST_PANE = 67, 40
"""Cells that the list and the pane have at least."""
_FRAME, _BARE = 7, 3
"""Cells beside a row's text: its frame, blanks and scrollbar; without a frame."""


class _Reviews(SafeOptionList):
    """One row a checklist, or one a review."""

    BINDINGS = [
        Binding("enter", "select", "open", tooltip="Everything about this one", id="history.look")
    ]


class HistoryScreen(CheckScreen[None]):
    """When was what checked? By checklist with a year's strip, or by date."""

    BINDINGS = [
        Binding("tab", "turn", "by date", tooltip="By checklist, or by date", id="history.turn"),
        Binding("Y", "copy", "copy", tooltip="Copy the history of this one", id="history.copy"),
        Binding("S", "save", "save", tooltip="Save the history to a new file", id="history.save"),
        Binding(
            "delete,D",  # a Mac's laptop has no delete key without Fn
            "forget",
            "forget",
            tooltip="Forget everything about this one",
            id="history.forget",
        ),
        Binding("escape,h", "home", "back", tooltip="Back", id="history.back"),
    ]

    head = query_one("#head", Static)
    columns = query_one("#columns", Static)
    rows = query_one(_Reviews)
    pane = query_one("#pane", VerticalScroll)
    detail = query_one("#detail", Static)
    facts = query_one("#facts", Static)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._by_date = False
        self._rows_width = _LEAST

    def compose(self) -> ComposeResult:
        """Lay out the strip's months above the rows, and the dates of one beside them."""
        yield Static(id="head")
        yield UnsavedLine(id="unsaved")
        yield Static(id="columns")
        with Horizontal(classes="panes"):
            yield _Reviews(classes="pane")
            with VerticalScroll(id="pane", classes="pane", can_focus=False):
                yield Static(id="detail")
        yield Static(id="facts")
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

    def after_restart(self, _: str) -> None:
        """Show it in its row."""
        self.redraw()

    def _begun(self) -> list[Standing]:
        begun = [s for s in self.session.begun() if self.session.has_begun(s.checklist.id)]
        return sorted(begun, key=lambda s: (s.checked is None, s.checked), reverse=True)

    def redraw(self) -> None:
        """Show the view that was chosen, the newest on top."""
        here, option = self.rows.highlighted, self.rows.highlighted_option
        begun = self._begun()
        width, height = self.app.size
        self.head.update(render_history.head(self.session.today, width - 2, by_date=self._by_date))
        framed = width >= NARROW and height >= TALL
        row = self._set_panes(begun) - (_FRAME if framed else _BARE)
        self.columns.display = bool(begun) and not self._by_date
        shown = render_history.columns(self.session.today, row)
        self.columns.update(shown.pad_left(3 if framed else 1))
        self.query_one(UnsavedLine).show(self.session)
        options = self._by_day(begun) if self._by_date else self._by_name(begun)
        named = key_names(self)
        nothing = render_history.nothing(named("history.back"), named("home.walk"))
        self.rows.set_options(options or [Option(nothing, disabled=True)])
        ids = [row.id for row in options]
        if option and option.id in ids:
            self.rows.highlighted = ids.index(option.id)
        else:
            known = [n for n, name in enumerate(ids) if name]
            self.rows.highlighted = next((n for n in known if n >= (here or 0)), None)
        self._show_dates()
        turn = "by checklist" if self._by_date else "by date"
        keys = ("history.look", "history.turn", "history.copy", "history.save", "history.forget")
        self.query_one(KeyLine).show((*keys, "app.help", "history.back"), {"history.turn": turn})

    def _set_panes(self, begun: list[Standing]) -> int:
        """Give the rows the room that they need, and the pane the rest; return the rows' width."""
        width = self.app.size.width
        two = bool(begun) and width >= TWO_PANES and width - _LEAST >= _LEAST_PANE
        self.pane.display, self.facts.display = two, bool(begun) and not two
        if not two:
            self.rows.styles.width = "1fr"
            return width
        needed = render_history.rows_width(begun, self._service_width(begun)) + _FRAME
        self._rows_width = max(_LEAST, min(needed, width - _LEAST_PANE))
        self.rows.styles.width = self._rows_width
        return self._rows_width

    def _service_width(self, begun: list[Standing]) -> int:
        return text.service_width((s.checklist for s in begun), self.app.size.width)

    def _by_name(self, begun: list[Standing]) -> list[Option]:
        service = self._service_width(begun)
        return [Option(render_history.row(s, service), id=s.checklist.id) for s in begun]

    def _by_day(self, begun: list[Standing]) -> list[Option]:
        done: list[tuple[Review, Standing]] = []
        for standing in begun:
            done += [(review, standing) for review in reviews(standing.history, standing.zone)]
        done.sort(key=lambda pair: pair[0].day, reverse=True)
        service = self._service_width(begun)
        options: list[Option] = []
        for when, pairs in groupby(done, lambda pair: pair[0].day):
            if options:
                options.append(Option("", disabled=True))
            options.append(Option(render_history.day(when, self.session.today), disabled=True))
            options += [
                Option(
                    render_history.entry(review, s, service),
                    id=f"{s.checklist.id} {review.number}",
                )
                for review, s in pairs
            ]
        return options

    @on(OptionList.OptionHighlighted)
    def _show_dates(self) -> None:
        """Say the dates of the row under the cursor: in the pane, or on one line."""
        if not self.subject:
            self.facts.update("")
            self.detail.update("")
            return
        standing = self.session.standing(self.subject)
        self.facts.update(render_history.short(standing, self.app.size.width))
        self.pane.border_title = text.service(standing.checklist)
        width = self.app.size.width - self._rows_width - _FRAME
        done = reviews(standing.history, standing.zone)
        self.detail.update(render_history.page(standing, done, width))
        self.pane.scroll_home(animate=False)

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

    @work(exclusive=True, group=BACKGROUND)
    async def action_copy(self) -> None:
        """Copy the history of the one under the cursor."""
        if self.subject:
            shown = render_history.as_markdown([self.session.standing(self.subject)])
            await copy(self, shown, "The history", save="history.save")

    @work(exclusive=True)
    async def action_save(self) -> None:
        """Ask what to save, save it to a new file, and say where that is."""
        if not self.subject:
            return
        one, begun = self.session.standing(self.subject), self._begun()
        name = wording.full_title(one.checklist)
        choices: list[Choice[tuple[str, str, str]]] = [
            Choice(
                (f"history-{one.checklist.id}", "md", render_history.as_markdown([one])),
                Content(f"{name}, as text (Markdown)"),
            ),
            Choice(
                ("history", "md", render_history.as_markdown(begun)),
                Content("Everything, as text (Markdown)"),
            ),
            Choice(
                ("history", "csv", render_history.as_csv(begun)),
                Content("Everything, for a spreadsheet (CSV)"),
            ),
        ]
        chosen = await self.app.push_screen_wait(PickDialog("Save the history", choices))
        if chosen is None:
            return
        try:
            path = exports.save_new(paths.documents_folder(), *chosen)
        except PrivacyCheckError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.notify(f"Saved in {paths.display_path(path)}", timeout=10, markup=False)

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
    service = text.service(standing.checklist).stylize(f"bold {text.ACCENT}")
    shown = Content.assemble(service, "\n", page) if service else page
    screen.app.push_screen(PageDialog("History", shown, render_history.as_markdown([standing])))
