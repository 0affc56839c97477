"""The person's own keys: `[keys]` in config.toml → a keymap, and what of it was refused."""

from collections.abc import Mapping
from itertools import chain

from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import OptionList

from privacy_check.errors import Fault, did_you_mean
from privacy_check.ui import keynames
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.screens.card import CardScreen, EndScreen
from privacy_check.ui.screens.history import HistoryScreen
from privacy_check.ui.screens.home import HomeScreen, Rows
from privacy_check.ui.screens.step import StepScreen
from privacy_check.ui.screens.walk import WalkScreen

_AREAS: dict[str, tuple[type[DOMNode], ...]] = {
    "home": (CheckScreen, HomeScreen, Rows),
    "walk": (CheckScreen, StepScreen, WalkScreen),
    "card": (CheckScreen, CardScreen),
    "end": (CheckScreen, EndScreen),
    "history": (CheckScreen, HistoryScreen),
}


_TAKEN = {"ctrl+q": "quit", "ctrl+z": "stopping for a while", "ctrl+p": "the palette"}
"""Keys that come to the app before anything else sees them."""
_MOVES = {b.key: b.description for b in OptionList.BINDINGS if isinstance(b, Binding)}
"""Keys that a list takes for itself while it has the focus."""


def known() -> dict[str, str]:
    """Return every binding's id with its key."""
    keys: dict[str, str] = {}
    for screen in chain(*_AREAS.values()):
        for binding in screen.BINDINGS:
            if isinstance(binding, Binding) and binding.id:
                keys[binding.id] = binding.key
    return keys


def keymap(chosen: Mapping[str, str], file: str) -> tuple[dict[str, str], list[Fault]]:
    """Return the keys that hold, and a fault for each that is unknown, never comes, or clashes.

    Two actions of one area must not share a key: Textual would let one of them go silently.
    """
    ids = known()
    good: dict[str, str] = {}
    faults: list[Fault] = []
    for name, keys in chosen.items():
        key = ",".join(map(keynames.as_sent, keys.split(",")))
        if wrong := _wrong(name, key, ids | good):
            faults.append(Fault(file, wrong, key=f"keys.{name}"))
        else:
            good[name] = key
    return good, faults


def _wrong(name: str, key: str, keys: Mapping[str, str]) -> str | None:
    if name not in keys:
        return f"no such action{did_you_mean(name, keys)}"
    for one in key.split(","):
        if never := keynames.problem(one):
            return never
        if one in _TAKEN:
            return f"{one!r} is the key of {_TAKEN[one]} everywhere"
    if other := _clash(name, key, keys):
        return f"{key!r} is the key of {other} already"
    return None


def _clash(name: str, key: str, keys: Mapping[str, str]) -> str | None:
    wanted = set(key.split(","))
    for screens in _AREAS.values():
        bindings = [b for s in screens for b in s.BINDINGS if isinstance(b, Binding)]
        if name in {binding.id for binding in bindings}:
            for other in (binding.id for binding in bindings):
                if other and other != name and set(keys[other].split(",")) & wanted:
                    return other
            if Rows in screens and name != "home.walk" and (moves := _MOVES.keys() & wanted):
                return _MOVES[min(moves)]
    return None
