"""The person's own keys: `[keys]` in config.toml → a keymap, and what of it was refused.

Every binding that has an id can be remapped: those of the screens and dialogs, and of the widgets
that take keys there.
"""

import inspect
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

from privacy_check.errors import Fault, did_you_mean
from privacy_check.ui import dialogs, keynames, screens

_TAKEN = {"ctrl+q": "quit", "ctrl+z": "suspend", "ctrl+p": "the palette"}
"""Keys that come to the app before anything else sees them."""

_PACKAGE = __name__.partition(".")[0]


class Area(NamedTuple):
    """The keys that work at the same time: those of a screen, and of the widget with the focus."""

    keys: Mapping[str, str]
    """Binding id → its keys."""
    fixed: Mapping[str, str]
    """Key → what it does, for keys that the widget takes and that cannot be remapped."""
    has_text: bool
    """Whether keys with a character are typed as text there."""


def known() -> dict[str, str]:
    """Return every binding's id with its keys."""
    return {name: keys for area in areas() for name, keys in area.keys.items()}


def keymap(chosen: Mapping[str, str], file: str) -> tuple[dict[str, str], list[Fault]]:
    """Return the keys that hold, and a fault for each that is unknown, never comes, or clashes.

    Two actions of one area must not share a key: Textual would silently drop one of them.
    """
    if not chosen:  # without loading the screens and dialogs that are not needed yet
        return {}, []
    ids = known()
    good: dict[str, str] = {}
    faults: list[Fault] = []
    for name, keys in chosen.items():
        key = ",".join(map(keynames.as_sent, keys.split(",")))
        if problem := _problem(name, key, ids | good):
            faults.append(Fault(file, problem, key=f"keys.{name}"))
        else:
            good[name] = key
    return good, faults


def _problem(name: str, key: str, keys: Mapping[str, str]) -> str | None:
    if name not in keys:
        return f"no such action{did_you_mean(name, keys)}"
    for one in key.split(","):
        if never := keynames.problem(one):
            return never
        if one in _TAKEN:
            return f"{one!r} always means {_TAKEN[one]}"
    own_areas = [area for area in areas() if name in area.keys]
    clashes = (_clash(name, key.split(","), keys, area) for area in own_areas)
    return next(filter(None, clashes), None)


def _clash(name: str, wanted: list[str], keys: Mapping[str, str], area: Area) -> str | None:
    """Say why an action can't have these keys in an area; None if it can."""
    for other in area.keys:
        if other != name and set(keys[other].split(",")) & set(wanted):
            return f"{','.join(wanted)!r} is already the key of {other}"
    for key in wanted:
        if key in area.fixed:
            return f"{key!r} is already the key of {area.fixed[key]}"
        is_default = key in area.keys[name].split(",")
        if area.has_text and not is_default and (key_to_character(key) or "\0").isprintable():
            return f"{key!r} is typed as text where {name} works"
    return None


def _takes_text(widget: type[Widget]) -> bool:
    return widget.check_consume_key is not DOMNode.check_consume_key


@cache
def areas() -> tuple[Area, ...]:
    """Return the areas of every screen and dialog."""
    return tuple(area for screen in screen_classes() for area in areas_of(screen))


def areas_of(screen: type[Screen[Any]]) -> Iterator[Area]:
    """Yield an area for each widget that can have the focus on a screen, and one without any."""
    own = {name: keys for name, keys, _ in _bindings(screen) if name}
    yield Area(own, {}, has_text=False)
    for widget in focusable(screen):
        bound = list(_bindings(widget))
        ids = {name: keys for name, keys, _ in bound if name}
        fixed = {keys: does for name, keys, does in bound if not name}
        yield Area(own | ids, fixed, _takes_text(widget))


def screen_classes() -> list[type[Screen[Any]]]:
    """Return every screen and dialog class, loading those that are loaded on demand."""
    modules = [
        import_module(f"{package.__name__}.{module.name}")
        for package in (screens, dialogs)
        for module in pkgutil.iter_modules(package.__path__)
    ]
    return [
        cls
        for module in modules
        for cls in vars(module).values()
        if inspect.isclass(cls) and issubclass(cls, Screen) and cls.__module__ == module.__name__
    ]


def focusable(screen: type[Screen[Any]]) -> list[type[Widget]]:
    """Return the widgets that can have the focus on a screen: of those that its modules name."""
    named = [
        value
        for cls in screen.__mro__
        if cls.__module__.startswith(f"{_PACKAGE}.")
        for value in vars(sys.modules[cls.__module__]).values()
        if inspect.isclass(value) and issubclass(value, Widget) and not issubclass(value, Screen)
        if value.__module__.startswith(f"{_PACKAGE}.")
    ]
    bases = {base for cls in named for base in cls.__mro__[1:]}
    return [cls for cls in dict.fromkeys(named) if cls.can_focus and cls not in bases]


def _bindings(node: type[DOMNode]) -> Iterator[tuple[str | None, str, str]]:
    """Yield the id, the keys, and what it does of each binding of a class."""
    by_id: dict[str, list[str]] = {}
    merged = node._merged_bindings or BindingsMap()
    for key, bindings in merged.key_to_bindings.items():
        for binding in bindings:
            if binding.id:
                by_id.setdefault(binding.id, []).append(key)
            else:
                yield None, key, binding.description
    for binding_id, keys in by_id.items():
        yield binding_id, ",".join(keys), ""
