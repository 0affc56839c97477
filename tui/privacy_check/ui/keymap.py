"""The person's own keys: `[keys]` in config.toml → a keymap, and what of it was refused."""

from collections.abc import Mapping
from itertools import chain

from textual.binding import Binding

from privacy_check.errors import Fault, did_you_mean
from privacy_check.ui.history import HistoryScreen
from privacy_check.ui.home import HomeScreen, Rows
from privacy_check.ui.walk import WalkScreen
from privacy_check.ui.widgets import CheckScreen

_AREAS = {
    "home": (CheckScreen, HomeScreen, Rows),
    "walk": (CheckScreen, WalkScreen),
    "history": (CheckScreen, HistoryScreen),
}


def known() -> dict[str, str]:
    """Return every binding's id with its key."""
    keys: dict[str, str] = {}
    for screen in chain(*_AREAS.values()):
        for binding in screen.BINDINGS:
            if isinstance(binding, Binding) and binding.id:
                keys[binding.id] = binding.key
    return keys


def keymap(chosen: Mapping[str, str], file: str) -> tuple[dict[str, str], list[Fault]]:
    """Return the keys that hold, and a fault for each that is unknown or that clashes.

    Two actions of one area must not share a key: Textual would let one of them go silently.
    """
    ids = known()
    good: dict[str, str] = {}
    faults: list[Fault] = []
    for name, key in chosen.items():
        if name not in ids:
            faults.append(
                Fault(file, f"no such action{did_you_mean(name, ids)}", key=f"keys.{name}")
            )
        elif other := _clash(name, key, ids | good):
            faults.append(Fault(file, f"{key!r} is the key of {other} already", key=f"keys.{name}"))
        else:
            good[name] = key
    return good, faults


def _clash(name: str, key: str, keys: Mapping[str, str]) -> str | None:
    for screens in _AREAS.values():
        ids = [b.id for s in screens for b in s.BINDINGS if isinstance(b, Binding) and b.id]
        if name in ids:
            for other in ids:
                if other != name and set(keys[other].split(",")) & set(key.split(",")):
                    return other
    return None
