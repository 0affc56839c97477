"""Lists that typing narrows: choose one, or tick some."""

from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.getters import query_one
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from privacy_check.domain.search import Item, matching
from privacy_check.ui.dialogs.base import Dialog
from privacy_check.ui.render import home as render_home
from privacy_check.ui.render import text
from privacy_check.ui.widgets import SafeOptionList

T = TypeVar("T")
PAGE = 10
_TOGETHER = "*"
"""The id of the row that ticks many."""


class _Query(Input):
    """The line to type into; the keys that are no text move over the rows below it."""

    BINDINGS = [
        Binding("down", "screen.move(1)"),
        Binding("up", "screen.move(-1)"),
        Binding("pagedown", f"screen.move({PAGE})"),
        Binding("pageup", f"screen.move(-{PAGE})"),
        Binding("home", "screen.first"),
        Binding("end", "screen.last"),
        Binding("enter", "screen.enter", "choose", id="narrow.choose"),
    ]

    cursor_blink = False


class _TicksQuery(_Query):
    """The same, with a key to tick a row, and one for another way to choose."""

    BINDINGS = [
        # with priority, so that it is not taken as text; names are typed without it
        Binding("space", "screen.tick", "tick", priority=True, id="ticks.tick"),
        Binding("tab", "screen.turn", "find mine", priority=True, id="ticks.turn"),
    ]


class _Found(SafeOptionList, can_focus=False):
    """The rows that match; a click takes one."""


class NarrowDialog(Dialog[T], Generic[T]):
    """A list that narrows with each letter; `↓` goes from the letters to the first match.

    `esc` clears what was typed, then leaves.
    """

    FRAME = "frame tall"
    HINT = "type to narrow"
    KEYS: ClassVar[tuple[str, ...]] = ("narrow.choose", "dialog.back")
    QUERY: ClassVar[type[_Query]] = _Query

    placeholder = "type to narrow"

    rows = query_one(_Found)
    query_line = query_one(_Query)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._shown_query: str | None = None
        self._typing = False
        """Whether `↓` has yet to go to the first match."""

    def options(self, query: str) -> list[Option]:
        """Return the rows for what was typed, best first."""
        raise NotImplementedError

    def choose(self, name: str) -> None:
        """Do what a click on a row does."""
        raise NotImplementedError

    def initial_row(self) -> str | None:
        """Return the id of the row to begin on, while nothing is typed."""
        return None

    def nothing(self) -> str:
        """Return what is said when no row matches."""
        return f"Nothing has this name. {self.key_name('dialog.back')} clears what you typed."

    def title_for(self, query: str) -> Content:
        """Return the frame's title for what was typed."""
        return self.frame_title

    def header(self) -> Iterable[Widget]:
        """Return what stands above the line to type into."""
        return ()

    def body(self) -> Iterable[Widget]:
        """Lay out the line above the rows."""
        yield from self.header()
        yield self.QUERY(placeholder=self.placeholder, compact=True)
        yield _Found()

    def on_mount(self) -> None:
        """Begin with everything."""
        self.narrow()

    @on(Input.Changed)
    def typed(self) -> None:
        """Narrow with each key."""
        self.narrow()

    def narrow(self) -> None:
        """Show the rows for what stands in the line now; keys call it before the message does."""
        query = self.query_line.value
        if query == self._shown_query:
            return
        self._shown_query = query
        options = self.options(query)
        self.rows.set_options(options or [Option(text.plain(self.nothing()), disabled=True)])
        self.query_one(".frame").border_title = self.title_for(query)
        names = [option.id for option in options if not option.disabled]
        begin = self.initial_row() if not query else None
        self._highlight(begin if begin in names else next(iter(names), None))
        self._set_typing(typing=bool(query))

    def _highlight(self, name: str | None) -> None:
        index = None if name is None else self.rows.get_option_index(name)
        self.rows.highlighted = index

    def _set_typing(self, *, typing: bool) -> None:
        self._typing = typing
        self.rows.set_class(bool(self.query_line.value) and not typing, "-moving")

    def action_first(self) -> None:
        """Move to the first row."""
        self.action_move(-self.rows.option_count)

    def action_last(self) -> None:
        """Move to the last row."""
        self.action_move(self.rows.option_count)

    def action_move(self, by: int) -> None:
        """Move the cursor over the rows that can be taken; from the letters, to the first one."""
        self.narrow()
        choosable = [i for i, option in enumerate(self.rows.options) if not option.disabled]
        current = self.rows.highlighted
        if current is None:
            return
        if not (self._typing and by > 0):
            there = choosable.index(current) + by
            self.rows.highlighted = choosable[min(max(0, there), len(choosable) - 1)]
        self._set_typing(typing=False)

    def highlighted_name(self) -> str | None:
        """Return the id of the row under the cursor, of what is typed by now."""
        self.narrow()
        option = self.rows.highlighted_option
        return option.id if option else None

    def action_enter(self) -> None:
        """Take the row under the cursor."""
        name = self.highlighted_name()
        if name is not None:
            self.choose(name)

    @on(OptionList.OptionSelected)
    def clicked(self, event: OptionList.OptionSelected) -> None:
        """Take what was clicked."""
        if event.option_id is not None:
            self.choose(event.option_id)

    def clear_query(self) -> None:
        """Take away what was typed."""
        self.query_line.value = ""
        self.narrow()

    def action_leave(self) -> None:
        """Clear what was typed; with nothing typed, go back without a choice."""
        if self.query_line.value:
            self.clear_query()
        else:
            self.dismiss(None)


class OneDialog(NarrowDialog[str]):
    """Chooses one of many."""

    HINT = "type to narrow   ↑ ↓ choose"

    def __init__(self, title: str, items: Sequence[Item], now: str) -> None:
        super().__init__(title)
        self._items, self._now = items, now

    def options(self, query: str) -> list[Option]:
        """Show the items that have what was typed, the chosen one ticked."""
        return [
            Option(render_home.tick(item.shown, chosen=item.value == self._now), id=item.value)
            for item in matching(self._items, query)
        ]

    def initial_row(self) -> str | None:
        """Begin on what is chosen now."""
        return self._now

    def choose(self, name: str) -> None:
        """Hand it back."""
        self.dismiss(name)


class TicksDialog(NarrowDialog[frozenset[str]]):
    """Ticks some of many; none ticked means all.

    With `together`, the first row ticks all of these, and none ticked means none. With `can_turn`,
    a key leaves for another way to choose, and `turned` says so.
    """

    QUERY = _TicksQuery
    KEYS = ("ticks.tick", "narrow.choose", "dialog.back", "ticks.turn")
    WORDS = {"narrow.choose": "save"}

    def __init__(
        self,
        title: str,
        items: Sequence[Item],
        chosen: Collection[str],
        *,
        together: Collection[str] | None = None,
        can_turn: bool = False,
    ) -> None:
        super().__init__(title)
        self._items = {item.value: item for item in items}
        self._chosen = set(chosen)
        self._together, self._can_turn = frozenset(together or ()), can_turn
        self._proposes = together is not None
        self._ticked_last: str | None = None
        self.turned = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the other way only where there is one."""
        return action != "turn" or self._can_turn

    def header(self) -> Iterable[Widget]:
        """Say how many are ticked."""
        return [Static(self._count(), id="count")]

    def _count(self) -> Content:
        return render_home.ticked(len(self._chosen), none_is_all=not self._proposes)

    def options(self, query: str) -> list[Option]:
        """Show the items that have what was typed."""
        found = matching(self._items.values(), query)
        rows = [Option(self._line(item.value), id=item.value) for item in found]
        every = Option(self._line(_TOGETHER), id=_TOGETHER)
        return [*([every] if self._together and not query else []), *rows]

    def initial_row(self) -> str | None:
        """Go to what was ticked last, so that one sees it."""
        return self._ticked_last

    def _line(self, value: str) -> VisualType:
        if value == _TOGETHER:
            every = self._together <= self._chosen
            return render_home.tick_all(len(self._together), chosen=every)
        shown, chosen = self._items[value].shown, value in self._chosen
        if self._proposes:
            return render_home.tick_in_a_line(shown, chosen=chosen)
        return render_home.tick(shown, chosen=chosen)

    def action_tick(self) -> None:
        """Tick or untick the row under the cursor."""
        name = self.highlighted_name()
        if name is not None:
            self.choose(name)

    def choose(self, name: str) -> None:
        """Tick or untick one, or all, and make room for the next name."""
        if name == _TOGETHER:
            without = self._chosen - self._together
            self._chosen = without if self._together <= self._chosen else without | self._together
        else:
            self._chosen ^= {name}
        self._ticked_last = name
        for option in self.rows.options:
            if option.id and (name == _TOGETHER or option.id in (name, _TOGETHER)):
                self.rows.replace_option_prompt(option.id, self._line(option.id))
        self.query_one("#count", Static).update(self._count())
        self.clear_query()

    def action_turn(self) -> None:
        """Leave with what is ticked by now, for the other way to choose."""
        self.turned = True
        self.dismiss(frozenset(self._chosen))

    def action_enter(self) -> None:
        """Hand back what is ticked."""
        self.dismiss(frozenset(self._chosen))
