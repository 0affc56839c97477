"""Verify: what this machine says about each step that it can answer."""

import asyncio
from collections import Counter

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from privacy_check.domain import formatting
from privacy_check.domain.standing import StepStanding
from privacy_check.session import Session
from privacy_check.ui.clipboard import copy
from privacy_check.ui.render import text
from privacy_check.ui.render import verify as render_verify
from privacy_check.ui.render.verify import Row
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.type_ahead import BACKGROUND
from privacy_check.ui.widgets import (
    TWO_PANES,
    KeyLine,
    SafeOptionList,
    UnsavedLine,
    key_names,
)
from privacy_check.verification import Look, Mend, look_at, mend, record, steps_to_look_at

_LEAST, _LEAST_PANE, _FRAME, _SERVICE = 54, 46, 6, 22
"""Cells: the least of the list and of the pane; those of a frame; the most of a service's name."""


class _Looks(SafeOptionList):
    """A row for each step, in groups."""

    BINDINGS = [
        Binding("enter", "select", "walk", tooltip="Walk its checklist", id="verify.walk"),
    ]


class VerifyScreen(CheckScreen[None]):
    """Looks at the machine when it opens, and again with its key; marks what is right."""

    BINDINGS = [
        Binding("space", "mark", "mark done", tooltip="Mark what is right", id="verify.mark"),
        Binding(
            "c",
            "confirm",
            "confirm",
            tooltip="Confirm a checklist that is right throughout",
            id="verify.confirm",
        ),
        Binding("Y", "copy", "copy", tooltip="Copy what puts it right", id="verify.copy"),
        Binding("v", "verify", "look again", tooltip="Look again", id="verify.again"),
        Binding("escape", "home", "back", tooltip="Back", id="verify.back"),
    ]

    head = query_one("#head", Static)
    rows = query_one(_Looks)
    pane = query_one("#pane", VerticalScroll)
    detail = query_one("#detail", Static)
    facts = query_one("#facts", Static)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._looks: list[Look] = []
        self._rows: dict[str, Row] = {}
        """Row's id → row."""
        self._rows_width = _LEAST

    def compose(self) -> ComposeResult:
        """Lay out the rows, and beside them what the highlighted one is about."""
        yield Static(id="head")
        yield UnsavedLine(id="unsaved")
        with Horizontal(classes="panes"):
            yield _Looks(classes="pane")
            with VerticalScroll(id="pane", classes="pane", can_focus=False):
                yield Static(id="detail")
        yield Static(id="facts")
        yield KeyLine()

    def on_mount(self) -> None:
        """Look at the machine."""
        self.action_verify()

    def on_resize(self) -> None:
        """Fit the panes into the new width."""
        self.redraw()

    @property
    def subject(self) -> str | None:
        """The checklist of the row under the cursor; of several, the first."""
        row = self._row()
        return row.looks[0].checklist.id if row else None

    def adopt_checklists(self) -> None:
        """Keep what was seen of steps that are still there."""
        known = self.session.catalog.checklists
        self._looks = [
            look
            for look in self._looks
            if (now := known.get(look.checklist.id))
            and look.step.id in {step.id for step in now.steps}
        ]

    def after_restart(self, _: str) -> None:
        """Show it in its row."""
        self.redraw()

    @work(exclusive=True)
    async def action_verify(self) -> None:
        """Look at every step that this machine can answer."""
        asked = steps_to_look_at(self.session)
        looks = await asyncio.to_thread(lambda: list(look_at(asked)))
        record(self.session, looks)
        looks.sort(key=lambda look: (look.checklist.service.lower(), look.checklist.id))
        self._looks = looks
        self.redraw()

    def redraw(self) -> None:
        """Show the rows by group, with the cursor where it was."""
        here = self.rows.highlighted_option
        width = self.app.size.width
        two = width >= TWO_PANES
        rows = render_verify.rows((look, self._step(look)) for look in self._looks)
        self._rows = {row.id: row for row in rows}
        service = max((cell_len(row.service) for row in rows), default=0)
        service = min(service, _SERVICE)
        needed = render_verify.row_width(service, rows) + _FRAME
        self._rows_width = max(_LEAST, min(needed, width - _LEAST_PANE))
        self.rows.styles.width = self._rows_width if two else "1fr"
        self.query_one(UnsavedLine).show(self.session)
        self.head.update(render_verify.head(Counter(row.group for row in rows), width - 2))
        options: list[Option] = []
        for group in render_verify.GROUPS:
            members = [row for row in rows if row.group == group]
            if members:
                options += [Option("", disabled=True)] if options else []
                options.append(Option(render_verify.heading(group), disabled=True))
                options += [Option(render_verify.row(r, service), id=r.id) for r in members]
        self.rows.set_options(options or [Option(render_verify.nothing(), disabled=True)])
        ids = [option.id for option in options]
        first = next((n for n, name in enumerate(ids) if name), None)
        kept = ids.index(here.id) if here and here.id in ids else first
        self.rows.highlighted = kept
        self.pane.display, self.facts.display = two and bool(ids), not two
        self._show()

    def _step(self, look: Look) -> StepStanding:
        return self.session.standing(look.checklist.id).step(look.step.id)

    def _row(self) -> Row | None:
        option = self.rows.highlighted_option
        return self._rows.get(option.id or "") if option else None

    def _mend(self, row: Row) -> Mend | None:
        return mend(row.looks[0]) if row.finding.answer == "wrong" else None

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        """Say what the row under the cursor is about."""
        row = self._row()
        if row is None:
            self.facts.update("")
            self.detail.update("")
            self.query_one(KeyLine).show(("verify.again", "app.help", "verify.back"))
            return
        width = self.app.size.width
        self.facts.update(render_verify.short(row.finding, width - 2))
        self.pane.border_title = text.plain(row.service or row.extent)
        room = width - self._rows_width - _FRAME
        mended = self._mend(row)
        self.detail.update(render_verify.page(row, mended, room, key_names(self)))
        ids = ["verify.walk"]
        ids += ["verify.copy"] if mended else []
        ids += ["verify.mark"] if any(map(self._can_mark, row.looks)) else []
        ids += ["verify.confirm"] if self._right_throughout(row) else []
        self.query_one(KeyLine).show((*ids, "verify.again", "app.help", "verify.back"))

    def _can_mark(self, look: Look) -> bool:
        return look.finding.answer == "right" and self._step(look).open

    def _right_throughout(self, row: Row) -> list[str]:
        """Return those of its checklists of which all steps that count were found right."""
        names: list[str] = [look.checklist.id for look in row.looks]
        return [name for name in dict.fromkeys(names) if self._is_right_throughout(name)]

    def _is_right_throughout(self, name: str) -> bool:
        counting = self.session.standing(name).counting
        found = (self.session.findings.get((name, step.step.id)) for step in counting)
        return bool(counting) and all(finding and finding.answer == "right" for finding in found)

    def action_mark(self) -> None:
        """Mark the step done that was found right, in each checklist that has it."""
        row = self._row()
        found = list(filter(self._can_mark, row.looks)) if row else []
        for look in found:
            self.session.mark(look.checklist.id, look.step.id, "done")
        if found:
            self.redraw()
        elif row:
            self.say("Only what is right, and not marked yet, is marked here.")

    def action_confirm(self) -> None:
        """Confirm each checklist whose every step that counts was found right."""
        row = self._row()
        names = self._right_throughout(row) if row else []
        for name in names:
            self.session.confirm(name, still_right=True)
        if names:
            title = self.session.catalog.checklists[names[0]].title
            several = formatting.count(len(names), "checklist")
            self.say(f"{title if len(names) == 1 else several}: confirmed.")
            self.redraw()

    @work(exclusive=True, group=BACKGROUND)
    async def action_copy(self) -> None:
        """Copy the line that puts it right."""
        row = self._row()
        mended = self._mend(row) if row else None
        if mended:
            await copy(self, mended.line, "The line")

    @on(OptionList.OptionSelected)
    def walk(self) -> None:
        """Walk the checklist of the row, of several the first, from this step."""
        from privacy_check.ui.screens.walk import WalkScreen

        row = self._row()
        if row:
            look = row.looks[0]
            walk = WalkScreen(self.session, look.checklist.id, look.step.id)
            self.app.push_screen(walk, lambda _: self.redraw())

    def action_home(self) -> None:
        """Go back."""
        self.dismiss()
