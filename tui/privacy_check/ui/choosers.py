"""Choosing among many: find as one types, filter, tick some."""

from collections.abc import Collection, Sequence
from typing import get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from privacy_check.checklist import Category, Plan, Platform
from privacy_check.library import Filter, Index
from privacy_check.session import Session
from privacy_check.ui import rows, text
from privacy_check.ui.listed import Listed

MOST_FOUND = 100
WIDE = 72


class _MovingInput(Input):
    """An input from which the arrow keys move the list below it."""

    BINDINGS = [
        Binding("down", "screen.move(1)", show=False),
        Binding("up", "screen.move(-1)", show=False),
        Binding("pagedown", "screen.move(10)", show=False),
        Binding("pageup", "screen.move(-10)", show=False),
    ]
    cursor_blink = False


class FindDialog(ModalScreen[str | None]):
    """Finds a checklist by service, title, tag and step text, best first, as one types."""

    BINDINGS = [Binding("escape", "leave", "back", tooltip="Go back", id="find.back")]

    found = query_one(OptionList)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._index = Index(session.checklists.values())

    def compose(self) -> ComposeResult:
        """Lay out what is typed above what it finds."""
        with Vertical(classes="frame tall") as frame:
            frame.border_title = text.plain("Find")
            frame.border_subtitle = text.plain("↑ ↓ choose   enter walk   esc back")
            yield _MovingInput(placeholder="a service, or words of a title or a step", compact=True)
            yield Listed()

    def on_mount(self) -> None:
        """Begin with everything."""
        self.search("")

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Search anew with each key."""
        self.search(event.value)

    def search(self, query: str) -> None:
        """Show what a query finds, the best one under the cursor."""
        width = self.found.content_size.width or 70
        found = self._index.find(query)
        options = [
            Option(rows.row(self.session.standing(c.id), width - 2), id=c.id)
            for c in found[:MOST_FOUND]
        ]
        nothing = Option(text.plain("Nothing has all of these words. Try fewer."), disabled=True)
        self.found.set_options(options or [nothing])
        self.found.highlighted = 0 if options else None

    def action_move(self, by: int) -> None:
        """Move the cursor of the list."""
        if self.found.highlighted is not None:
            last = self.found.option_count - 1
            self.found.highlighted = min(max(0, self.found.highlighted + by), last)

    @on(Input.Submitted)
    def choose(self) -> None:
        """Take what is under the cursor."""
        option = self.found.highlighted_option
        if option and option.id:
            self.dismiss(option.id)

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Take what was clicked."""
        if event.option_id:
            self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Go back without one."""
        self.dismiss(None)


class FilterDialog(ModalScreen[Filter | None]):
    """Chooses what to see: a category, a region, a platform, a plan; one of each at most."""

    BINDINGS = [Binding("escape", "leave", "back", tooltip="Go back", id="filter.back")]

    def __init__(self, session: Session, chosen: Filter) -> None:
        super().__init__()
        self.session, self.chosen = session, chosen

    def compose(self) -> ComposeResult:
        """Lay out every choice with how many checklists it leaves."""
        with Vertical(classes="frame tall") as frame:
            frame.border_title = text.plain("Show only")
            frame.border_subtitle = text.plain("enter choose   esc back")
            yield Listed(*self._options())

    def _options(self) -> list[Option]:
        checklists = self.session.checklists.values()
        regions = sorted({r for c in checklists for s in c.steps for r in s.regions})
        kinds: Sequence[tuple[str, Sequence[str]]] = (
            ("category", get_args(Category)),
            ("platform", get_args(Platform)),
            ("plan", get_args(Plan)),
            ("region", regions),
        )
        options = [Option(text.plain("Everything"), id="everything")]
        for kind, values in kinds:
            options.append(Option(text.plain(kind.capitalize()), disabled=True))
            for value in values:
                count = sum(map(self._with(kind, value).passes, checklists))
                here = getattr(self.chosen, kind) == value
                line = rows.choice(value, count, chosen=here)
                options.append(Option(line, id=f"{kind}:{value}", disabled=not count))
        return options

    def _with(self, kind: str, value: str) -> Filter:
        kept = {name: getattr(self.chosen, name) for name in Filter.__dataclass_fields__}
        return Filter(**kept | {kind: value})

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Add the choice to the others; choosing it again takes it away."""
        kind, _, value = (event.option_id or "").partition(":")
        if kind == "everything":
            self.dismiss(Filter())
        else:
            again = getattr(self.chosen, kind) == value
            kept = {name: getattr(self.chosen, name) for name in Filter.__dataclass_fields__}
            self.dismiss(Filter(**kept | {kind: None if again else value}))

    def action_leave(self) -> None:
        """Go back with what was chosen before."""
        self.dismiss(None)


class _Ticks(Listed):
    """A list in which `space` ticks."""

    BINDINGS = [Binding("space", "select", "tick", show=False)]


class TicksDialog(ModalScreen[frozenset[str] | None]):
    """Picks some of many; what is typed narrows the list. None ticked means all."""

    BINDINGS = [
        Binding("enter", "save", "save", priority=True, id="ticks.save"),
        Binding("escape", "leave", "back", priority=True, id="ticks.back"),
        Binding("tab,slash", "app.focus_next", "narrow", id="ticks.narrow"),
    ]

    listed = query_one(_Ticks)

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str]], chosen: Collection[str]
    ) -> None:
        super().__init__()
        self._title, self._choices, self._chosen = title, dict(choices), set(chosen)

    def compose(self) -> ComposeResult:
        """Lay out the narrowing input above the list."""
        with Vertical(classes="frame tall") as frame:
            frame.border_title = text.plain(self._title)
            frame.border_subtitle = text.plain("space tick   / narrow   enter save   esc back")
            yield Static(id="count")
            yield Input(placeholder="type to narrow, then ↓", compact=True)
            yield _Ticks()

    def on_mount(self) -> None:
        """Begin with all of them, and in the list."""
        self.query_one(Input).cursor_blink = False
        self.narrow("")
        self.listed.focus()

    def key_down(self) -> None:
        """Go from the input into the list."""
        self.listed.focus()

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Narrow with each key."""
        self.narrow(event.value)

    def narrow(self, query: str) -> None:
        """List the choices that have what was typed."""
        self.listed.set_options(
            Option(self._line(value), id=value)
            for value, shown in self._choices.items()
            if query.lower() in shown.lower()
        )
        self.listed.highlighted = 0 if self.listed.option_count else None
        self._count()

    @on(OptionList.OptionSelected)
    def toggle(self, event: OptionList.OptionSelected) -> None:
        """Tick or untick one."""
        value = event.option_id or ""
        self._chosen ^= {value}
        self.listed.replace_option_prompt(value, self._line(value))
        self._count()

    def _line(self, value: str) -> Content:
        return rows.tick(self._choices[value], chosen=value in self._chosen)

    def _count(self) -> None:
        self.query_one("#count", Static).update(rows.ticked(len(self._chosen)))

    def action_save(self) -> None:
        """Hand back what is ticked."""
        self.dismiss(frozenset(self._chosen))

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)
