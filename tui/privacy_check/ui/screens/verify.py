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

from privacy_check.domain.standing import StepStanding
from privacy_check.session import Session
from privacy_check.ui.clipboard import copy
from privacy_check.ui.render import text
from privacy_check.ui.render import verify as render_verify
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
        self._looks: dict[str, Look] = {}
        """Row → look."""
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
        """The checklist of the row under the cursor."""
        look = self._look()
        return look.checklist.id if look else None

    def adopt_checklists(self) -> None:
        """Keep what was seen of steps that are still there."""
        known = self.session.catalog.checklists
        self._looks = {
            row: look
            for row, look in self._looks.items()
            if (now := known.get(look.checklist.id))
            and look.step.id in {step.id for step in now.steps}
        }

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
        self._looks = {f"{look.checklist.id} {look.step.id}": look for look in looks}
        self.redraw()

    def redraw(self) -> None:
        """Show the rows by group, with the cursor where it was."""
        here = self.rows.highlighted_option
        width = self.app.size.width
        two = width >= TWO_PANES
        looks = self._looks.values()
        service = max((cell_len(look.checklist.service) for look in looks), default=0)
        service = min(service, _SERVICE)
        longest = max((cell_len(look.step.title) for look in looks), default=0)
        needed = render_verify.row_width(service, longest) + _FRAME
        self._rows_width = max(_LEAST, min(needed, width - _LEAST_PANE))
        self.rows.styles.width = self._rows_width if two else "1fr"
        self.query_one(UnsavedLine).show(self.session)
        groups = {
            name: render_verify.group_of(self._step(look), look.finding)
            for name, look in self._looks.items()
        }
        self.head.update(render_verify.head(Counter(groups.values()), width - 2))
        options: list[Option] = []
        for group in render_verify.GROUPS:
            members = [name for name, found in groups.items() if found == group]
            if members:
                options += [Option("", disabled=True)] if options else []
                options.append(Option(render_verify.heading(group), disabled=True))
                options += [self._option(name, service) for name in members]
        self.rows.set_options(options or [Option(render_verify.nothing(), disabled=True)])
        ids = [option.id for option in options]
        first = next((n for n, name in enumerate(ids) if name), None)
        kept = ids.index(here.id) if here and here.id in ids else first
        self.rows.highlighted = kept
        self.pane.display, self.facts.display = two and bool(ids), not two
        self._show()

    def _option(self, name: str, service: int) -> Option:
        look = self._looks[name]
        row = render_verify.row(look.checklist, self._step(look), look.finding, service)
        return Option(row, id=name)

    def _step(self, look: Look) -> StepStanding:
        return self.session.standing(look.checklist.id).step(look.step.id)

    def _look(self) -> Look | None:
        option = self.rows.highlighted_option
        return self._looks.get(option.id or "") if option else None

    def _mend(self, look: Look) -> Mend | None:
        return mend(look) if look.finding.answer == "wrong" else None

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        """Say what the row under the cursor is about."""
        look = self._look()
        if look is None:
            self.facts.update("")
            self.detail.update("")
            self.query_one(KeyLine).show(("verify.again", "app.help", "verify.back"))
            return
        width = self.app.size.width
        self.facts.update(render_verify.short(look.finding, width - 2))
        self.pane.border_title = text.service(look.checklist)
        room = width - self._rows_width - _FRAME
        mended = self._mend(look)
        page = render_verify.page(
            look.checklist, self._step(look), look.finding, mended, room, key_names(self)
        )
        self.detail.update(page)
        ids = ["verify.walk"]
        ids += ["verify.copy"] if mended else []
        ids += ["verify.mark"] if self._can_mark(look) else []
        ids += ["verify.confirm"] if self._is_right_throughout(look) else []
        self.query_one(KeyLine).show((*ids, "verify.again", "app.help", "verify.back"))

    def _can_mark(self, look: Look) -> bool:
        return look.finding.answer == "right" and self._step(look).open

    def _is_right_throughout(self, look: Look) -> bool:
        """Tell whether all steps that count of its checklist were found right."""
        name = look.checklist.id
        counting = self.session.standing(name).counting
        found = (self.session.findings.get((name, step.step.id)) for step in counting)
        return bool(counting) and all(finding and finding.answer == "right" for finding in found)

    def action_mark(self) -> None:
        """Mark the step done that was found right."""
        look = self._look()
        if look and self._can_mark(look):
            self.session.mark(look.checklist.id, look.step.id, "done")
            self.redraw()
        elif look:
            self.say("Only what is right, and not marked yet, is marked here.")

    def action_confirm(self) -> None:
        """Confirm a checklist whose every step that counts was found right."""
        look = self._look()
        if look and self._is_right_throughout(look):
            self.session.confirm(look.checklist.id, still_right=True)
            self.say(f"{look.checklist.title}: confirmed.")
            self.redraw()

    @work(exclusive=True, group=BACKGROUND)
    async def action_copy(self) -> None:
        """Copy the line that puts it right."""
        look = self._look()
        mended = self._mend(look) if look else None
        if mended:
            await copy(self, mended.line, "The line")

    @on(OptionList.OptionSelected)
    def walk(self) -> None:
        """Walk the checklist of the row, from this step."""
        from privacy_check.ui.screens.walk import WalkScreen

        look = self._look()
        if look:
            walk = WalkScreen(self.session, look.checklist.id, look.step.id)
            self.app.push_screen(walk, lambda _: self.redraw())

    def action_home(self) -> None:
        """Go back."""
        self.dismiss()
