"""Every key of every screen and dialog can be changed, and is shown as it was changed."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.binding import Binding
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from privacy_check.domain.sanitize import Clean
from privacy_check.domain.search import Item, Names
from privacy_check.domain.selection import Card, Filter
from privacy_check.session import Session
from privacy_check.ui import keymap
from privacy_check.ui.app import PrivacyCheckApp
from privacy_check.ui.dialogs.company import CompanyDialog
from privacy_check.ui.dialogs.filter import FilterDialog
from privacy_check.ui.dialogs.find import FindDialog
from privacy_check.ui.dialogs.form import Field, FormDialog
from privacy_check.ui.dialogs.line import LineDialog
from privacy_check.ui.dialogs.narrow import NarrowDialog, OneDialog, TicksDialog
from privacy_check.ui.dialogs.note import NoteDialog
from privacy_check.ui.dialogs.page import PageDialog
from privacy_check.ui.dialogs.pick import Choice, PickDialog
from privacy_check.ui.dialogs.qr import QrDialog
from privacy_check.ui.dialogs.yes import YesDialog
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.screens.card import CardScreen
from privacy_check.ui.screens.history import HistoryScreen
from privacy_check.ui.screens.home import HomeScreen
from privacy_check.ui.screens.library import LibraryScreen
from privacy_check.ui.screens.review_end import EndScreen
from privacy_check.ui.screens.settings import SettingsScreen
from privacy_check.ui.screens.verify import VerifyScreen
from privacy_check.ui.screens.walk import WalkScreen
from tests.conftest import Clock
from tests.screen_text import screen_text

TEXT = Content("text")
ITEMS = [Item("a", "A", Names.of("A", ["a"])), Item("b", "B", Names.of("B", ["b"]))]


EXAMPLES: dict[type[Screen[Any]], Callable[[Session], Screen[Any]]] = {
    HomeScreen: HomeScreen,
    LibraryScreen: LibraryScreen,
    HistoryScreen: HistoryScreen,
    SettingsScreen: SettingsScreen,
    CardScreen: lambda session: CardScreen(session, [Card("acme", None, 1)], 0, {}),
    EndScreen: lambda session: EndScreen(session, []),
    VerifyScreen: VerifyScreen,
    WalkScreen: lambda session: WalkScreen(session, "acme"),
    CompanyDialog: lambda _: CompanyDialog("Title"),
    FilterDialog: lambda session: FilterDialog(session, Filter()),
    FindDialog: FindDialog,
    FormDialog: lambda _: FormDialog("Title", [Field("a", "A"), Field("b", "B")], TEXT),
    LineDialog: lambda _: LineDialog("Title"),
    OneDialog: lambda _: OneDialog("Title", ITEMS, "a"),
    TicksDialog: lambda _: TicksDialog("Title", ITEMS, [], can_turn=True),
    NoteDialog: lambda _: NoteDialog("Title", TEXT, ""),
    PageDialog: lambda _: PageDialog("Title", TEXT, "text"),
    PickDialog: lambda _: PickDialog("Title", [Choice(1, TEXT)]),
    QrDialog: lambda s: QrDialog(s.catalog.checklists["acme"], Clean("https://acme.example")),
    YesDialog: lambda _: YesDialog("Title", TEXT),
}

NEW_KEYS = [f"{held}f{number}" for held in ("", "ctrl+") for number in range(8, 25)]
"""Keys that nothing has; a text area has f6 and f7."""
OLD_NAMES = {"esc", "enter", "space", "tab", "delete", "←", "→", "⌫", "/", "?"}


def test_there_is_an_example_of_every_screen_and_dialog() -> None:
    classes = keymap.screen_classes()
    bases = {base for cls in classes for base in cls.__mro__[1:]}
    assert {cls for cls in classes if cls not in bases} == EXAMPLES.keys()


def test_every_binding_of_our_own_has_an_id_or_only_moves() -> None:
    """Bindings without an id can't be changed: those that Textual's own widgets have, too."""
    own = {
        binding.key
        for cls in (*EXAMPLES, *(w for screen in EXAMPLES for w in keymap.focusable(screen)))
        for binding in vars(cls).get("BINDINGS", [])
        if not binding.id
    }
    assert own <= {
        "up",
        "down",
        "pageup",
        "pagedown",
        "home",
        "end",
        "ctrl+pageup",
        "ctrl+pagedown",
    }


class Recorder(PrivacyCheckApp):
    """Notes which action a key would run, and runs none."""

    CSS_PATH = str(Path(inspect.getfile(PrivacyCheckApp)).with_name("app.tcss"))
    actions: list[str] | None = None

    async def run_action(self, action: Any, *args: Any, **kwargs: Any) -> bool:
        if self.actions is None:
            return await super().run_action(action, *args, **kwargs)
        self.actions.append(action)
        return True

    async def actions_of(self, pilot: Pilot[None], key: str) -> list[str]:
        self.actions = []
        await pilot.press(key)
        actions, self.actions = self.actions, None
        return actions


def footer(screen: Screen[Any]) -> str:
    """The line of keys, or what a dialog's frame says of them."""
    lines = [str(line.render()) for line in screen.query("KeyLine, .answers").results(Static)]
    lines += [Content.from_markup(f.border_subtitle or "").plain for f in screen.query(".frame")]
    if isinstance(screen, QrDialog):
        lines.append(screen_text(screen.app).strip().splitlines()[-1])
    return " ".join(lines)


@pytest.mark.parametrize("cls", EXAMPLES, ids=lambda cls: cls.__name__)
async def test_every_key_of_a_screen_can_be_changed_and_is_shown(
    session: Session, clock: Clock, cls: type[Screen[Any]]
) -> None:
    session.confirm("acme", still_right=True)
    example = EXAMPLES[cls](session)
    clock.forward(days=60)
    ids = sorted({name for area in keymap.areas_of(cls) for name in area.keys})
    keys = dict(zip(ids, NEW_KEYS, strict=False))
    session.settings = replace(session.settings, keys=keys)
    app = Recorder(session)
    async with app.run_test(size=(200, 60)) as pilot:
        await app.push_screen(example)
        await pilot.pause()
        assert session.refused == ()
        assert await tried(pilot, app, example, keys) == set(ids) - not_there(cls)
        shown = footer(example)
        assert re.search(r"\b(ctrl\+|\^)?f\d+ ", shown, re.IGNORECASE)
        assert not OLD_NAMES & set(shown.replace("↑ ↓", "").split())
        if isinstance(example, CheckScreen):
            active = bindings(example).values()
            example.action_help()
            await pilot.pause()
            text = screen_text(app)
            assert [b.id for b in active if f"{app.get_key_display(b)} " not in text] == []


async def tried(
    pilot: Pilot[None], app: Recorder, screen: Screen[Any], keys: dict[str, str]
) -> set[str]:
    """Press the new and the old keys of every binding, with the focus where it works."""
    defaults = keymap.known()
    names: set[str] = set()
    for widget in [None, *filter(can_have_focus, screen.query("*"))]:
        app.set_focus(widget)
        await pilot.pause()
        active = bindings(screen)
        for name in active.keys() & keys.keys() - names:
            names.add(name)
            assert active[name].key == keys[name]
            assert await app.actions_of(pilot, keys[name]) == [active[name].action]
            for key in defaults[name].split(","):
                assert active[name].action not in await app.actions_of(pilot, key)
    return names


def can_have_focus(widget: Widget) -> bool:
    return widget.focusable


def bindings(screen: Screen[Any]) -> dict[str, Binding]:
    active = (active.binding for active in screen.active_bindings.values())
    return {binding.id: binding for binding in active if binding.id}


def not_there(cls: type[Screen[Any]]) -> set[str]:
    """The ids that a screen's modules name, but that only a screen like it has."""
    return (
        {"ticks.tick", "ticks.turn"}
        if issubclass(cls, NarrowDialog) and cls is not TicksDialog
        else set()
    )
