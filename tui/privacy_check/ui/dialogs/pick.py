"""Choosing one of a few: how long to be left alone, how often to be asked."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Generic, TypeVar

from msgspec import Struct
from textual import on
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from privacy_check.domain import formatting
from privacy_check.domain.standing import Standing
from privacy_check.ui.dialogs.base import Dialog
from privacy_check.ui.render import text
from privacy_check.ui.widgets import SafeOptionList

T = TypeVar("T")


class Choice(Struct, Generic[T], frozen=True):
    """One thing to choose, and how it is shown."""

    value: T
    shown: Content


class _Choices(SafeOptionList):
    """What there is to choose from."""

    BINDINGS = [Binding("enter", "select", "choose", id="pick.choose")]


class PickDialog(Dialog[T], Generic[T]):
    """Shows a few choices; `enter` takes one, `esc` none."""

    KEYS = ("pick.choose", "dialog.back")

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[T]],
        says: Content | None = None,
        at: int = 0,
        preview: Callable[[T], None] | None = None,
    ) -> None:
        super().__init__(title)
        self._choices, self._says, self._at = choices, says, at
        self._preview = preview

    def body(self) -> Iterable[Widget]:
        """Lay out the choices below what there is to say of them."""
        if self._says:
            yield Static(self._says, classes="says")
        yield _Choices(*(Option(choice.shown) for choice in self._choices))

    def on_mount(self) -> None:
        """Put the cursor on what is chosen now."""
        if self._choices:
            self.query_one(OptionList).highlighted = self._at

    @on(OptionList.OptionHighlighted)
    def show(self, event: OptionList.OptionHighlighted) -> None:
        """Let the screen below show what the choice under the cursor would bring."""
        if self._preview:
            self._preview(self._choices[event.option_index].value)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take one."""
        self.dismiss(self._choices[event.option_index].value)


class Pause(Struct, frozen=True):
    """For how long the person is left alone, and about what."""

    days: int
    until: str
    everything: bool = False


def snooze_choices(standing: Standing) -> list[Choice[Pause]]:
    """Offer days for one checklist, and for everything that was begun: a holiday."""
    choices = []
    for days, everything in [*((n, False) for n in (3, 7, 14, 30, 90)), (7, True), (28, True)]:
        until = formatting.week_day(standing.today + timedelta(days=days))
        what = "everything I have started, " if everything else ""
        shown = Content.assemble(f"{what}{formatting.span(days)}", (f"   until {until}", text.DIM))
        choices.append(Choice(Pause(days, until, everything), shown))
    if standing.state == "snoozed":
        choices.append(Choice(Pause(0, ""), Content("end the snooze")))
    return choices


def interval_choices(standing: Standing) -> tuple[list[Choice[int]], int]:
    """Offer intervals, and say which is the one of now."""
    own = standing.checklist.recheck_days
    known = [0, *(days for days in (30, 60, 90, 180, 365) if days != own)]
    if standing.interval not in (own, *known):
        known.append(standing.interval)
    names = [f"{formatting.count(own, 'day')}, as the checklist says"]
    names += [formatting.count(days, "day") for days in known[1:]]
    now = 0 if standing.interval == own else known.index(standing.interval)
    pairs = zip(known, names, strict=True)
    return [Choice(days, Content(name)) for days, name in pairs], now
