"""config.toml (the person's), choices.toml and profiles.toml (the program's) → Settings.

The first two have the machine's theme and keys, and what the default profile's person chose; the
third has a table for each other profile. A setting that is wrong is told by file and key, and
counts as not given: the rest holds.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias, get_args

import tomli_w

from privacy_check.domain.checklist import REGIONS, Plan, Platform
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import clean, clean_name
from privacy_check.errors import MAX_FAULTS, Fault, SettingsError, did_you_mean
from privacy_check.storage.files import atomic_write, read_toml
from privacy_check.storage.paths import display_path
from privacy_check.system import folders

PERSONAL = frozenset({"region", "platforms", "plans", "services"})
"""What belongs to a profile; the rest is the machine's."""

_WORDS = ("region", "theme", "name")
_Known: TypeAlias = Mapping[str, frozenset[str] | None]
_KNOWN: _Known = {
    "region": frozenset(REGIONS),
    "platforms": frozenset(get_args(Platform)),
    "plans": frozenset(get_args(Plan)),
    "services": None,
    "theme": None,
    "keys": None,
}
"""Each setting with the words that it may have; None: any."""

_IN_A_PROFILE = {"name": None} | {key: _KNOWN[key] for key in sorted(PERSONAL)}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person chose, and which settings were refused."""

    person: Person = Person()
    theme: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    """Ids of actions with the keys that the person wants for them."""
    services: frozenset[str] = frozenset()
    """The services that the person uses; none chosen means all."""
    locked: frozenset[str] = frozenset()
    """The keys that config.toml decides, so that a choice on screen can't change them."""
    faults: tuple[Fault, ...] = ()


def read(config: Path, choices: Path) -> Settings:
    """Read both files; where both say a thing, config.toml wins."""
    faults: list[Fault] = []
    said: dict[str, Any] = {}
    decided: set[str] = set()
    for file in (choices, config):
        decided = set()
        table = _table(file, faults)
        unknown = islice((key for key in table if key not in _KNOWN), MAX_FAULTS)
        for key in [*unknown, *(key for key in table if key in _KNOWN)]:
            value, history = _taken(key, table[key], _KNOWN)
            if value is not None:
                said[key] = value
                decided.add(key)
            faults += [Fault(display_path(file), what, key=clean_name(key)) for what in history]
    theme = clean_name(said["theme"]) if "theme" in said else None
    keys: dict[str, str] = {clean_name(k): clean_name(v) for k, v in said.get("keys", {}).items()}
    return Settings(_person(said), theme, keys, _services(said), frozenset(decided), tuple(faults))


def of_profile(default: Settings, file: Path, folder: str) -> Settings:
    """Return another profile's settings: its own choices, with the machine's theme and keys.

    A profile without a table of its own has what the default's person chose. Keys that are not
    known are passed over: a newer version may share the folder.
    """
    faults = list(default.faults)
    table = tables(file, faults).get(folder)
    if table is None:
        return replace(default, locked=default.locked - PERSONAL, faults=tuple(faults))
    said: dict[str, Any] = {}
    for key in (key for key in _IN_A_PROFILE if key in table):
        value, history = _taken(key, table[key], _IN_A_PROFILE)
        if value is not None:
            said[key] = value
        faults += [Fault(display_path(file), what, key=f"{folder}.{key}") for what in history]
    return replace(
        default,
        person=_person(said),
        services=_services(said),
        locked=default.locked - PERSONAL,
        faults=tuple(faults),
    )


def drop_unknown_services(
    chosen: Settings, known: frozenset[str], file: Path, key: str = "services"
) -> Settings:
    """Return settings without the services that no checklist is for, each told by file and key."""
    strange = sorted(chosen.services - known)
    history = (f"no checklist is for {name!r}{did_you_mean(name, known)}" for name in strange)
    faults = [Fault(display_path(file), what, key=key) for what in islice(history, MAX_FAULTS)]
    services = chosen.services & known
    return replace(chosen, services=services, faults=(*chosen.faults, *faults))


def tables(file: Path, faults: list[Fault]) -> dict[str, dict[str, Any]]:
    """Return profiles.toml by folder; what can be no profile is told and passed over."""
    found = _table(file, faults)
    good = {
        folder: table
        for folder, table in found.items()
        if folders.is_name(folder) and isinstance(table, dict)
    }
    what = "must be a table, by a folder's name: a-z, 0-9 and single hyphens"
    for folder in islice((key for key in found if key not in good), MAX_FAULTS):
        faults.append(Fault(display_path(file), what, key=clean_name(folder)))
    good.pop(folders.DEFAULT_PROFILE, None)
    return good


def save(choices: Path, key: str, value: object) -> None:
    """Write one choice into choices.toml, and leave the others there as they are.

    An empty value takes the choice back.
    Raises SettingsError if the file can't be read, StoreError if it can't be written.
    """

    def change(table: dict[str, Any]) -> None:
        table.pop(key, None)
        table.update({key: value} if value else {})

    _change(choices, change)


def save_for_profile(profiles: Path, folder: str, values: Mapping[str, object] | None) -> None:
    """Write choices into a profile's table, and leave the rest as it is; None takes the table out.

    An empty list means all; an empty word takes the choice back. Raises as `choose` does.
    """

    def change(table: dict[str, Any]) -> None:
        old = table.pop(folder, {})
        if values is not None:
            merged = (old if isinstance(old, dict) else {}) | dict(values)
            table[folder] = {key: value for key, value in merged.items() if value != ""}

    _change(profiles, change)


def _change(file: Path, change: Callable[[dict[str, Any]], None]) -> None:
    faults: list[Fault] = []
    table = _table(file, faults)
    if faults:
        raise SettingsError(str(faults[0]))
    change(table)
    try:
        data = tomli_w.dumps(table).encode()
    except (ValueError, RecursionError) as error:  # a number of 4301 digits, tables without end
        name = display_path(file)
        raise SettingsError(f"{name}: holds what cannot be written again") from error
    atomic_write(file, data)


def _person(said: Mapping[str, Any]) -> Person:
    return Person(
        said.get("region"),
        frozenset(said.get("platforms", ())),
        frozenset(said.get("plans", ())),
    )


def _services(said: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(clean(name) for name in said.get("services", ()))


def _table(file: Path, faults: list[Fault]) -> dict[str, Any]:
    try:
        file.lstat()
    except FileNotFoundError:
        return {}
    except OSError:
        pass  # read_toml tells it
    found = read_toml(file, display_path(file), faults)
    return found[1] if found else {}


def _taken(key: str, value: Any, settings: _Known) -> tuple[Any, list[str]]:
    """Return what holds of one setting, of a list what is known, or None; and what is wrong."""
    if problem := _problem(key, value, settings):
        return None, [problem]
    known = settings[key]
    if known is None:
        return value, []
    values = [value] if key in _WORDS else value
    kept = [word for word in values if word in known]
    strange = [word for word in values if word not in known]
    history = [_strange(word, known) for word in strange[:MAX_FAULTS]]
    if strange and not kept:
        return None, history
    return value if key in _WORDS else kept, history


def _problem(key: str, value: object, settings: _Known) -> str | None:
    """Say what is wrong with the kind of a setting."""
    if key not in settings:
        return f"unknown key{did_you_mean(key, settings)}"
    if key == "keys":
        return None if _is_keys(value) else "must be a table of words: action = 'key'"
    values = [value] if key in _WORDS else value
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        return "must be a word in quotes" if key in _WORDS else "must be a list of words"
    return None


def _is_keys(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) for key in value.values())


def _strange(word: str, known: Iterable[str]) -> str:
    return f"{clean_name(word)!r} is not known{did_you_mean(word, known)}"
