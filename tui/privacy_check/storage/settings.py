"""Settings, from config.toml (written by the person), choices.toml and profiles.toml (by us).

The first two hold the machine's theme and keys and the default profile's settings; the third has
a table for each other profile, and what each profile's letters need (`details`). An invalid
setting is reported by file and key and ignored; the others count.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias, get_args

import tomli_w
from msgspec import Struct
from msgspec.structs import replace

from privacy_check.domain.checklist import REGIONS, Plan, Platform
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import clean, clean_name
from privacy_check.errors import MAX_FAULTS, Fault, SettingsError, did_you_mean
from privacy_check.storage.files import atomic_write, read_toml
from privacy_check.storage.paths import display_path
from privacy_check.system import folders

PERSONAL = frozenset({"region", "platforms", "plans", "services"})
"""The settings that each profile has; the others belong to the machine."""

_SINGLE_WORDS = ("region", "theme", "name")
_Allowed: TypeAlias = Mapping[str, frozenset[str] | None]
_SETTINGS: _Allowed = {
    "region": frozenset(REGIONS),
    "platforms": frozenset(get_args(Platform)),
    "plans": frozenset(get_args(Plan)),
    "services": None,
    "theme": None,
    "keys": None,
    "checklist_folders": None,
}
"""Setting → the values that it may have; None: any."""

_PROFILE_SETTINGS = {"name": None} | {key: _SETTINGS[key] for key in sorted(PERSONAL)}


class Settings(Struct, frozen=True):
    """The valid settings, and the faults of the others."""

    person: Person = Person()
    theme: str | None = None
    keys: Mapping[str, str] = {}
    """Action id → the key that the person wants for it."""
    services: frozenset[str] = frozenset()
    """The services that the person uses; empty means all."""
    locked: frozenset[str] = frozenset()
    """The settings that config.toml has, which cannot be changed on screen."""
    faults: tuple[Fault, ...] = ()


def read(config: Path, choices: Path) -> Settings:
    """Read both files; a setting in config.toml overrides one in choices.toml."""
    faults: list[Fault] = []
    chosen = _valid(_unknown_first(_read_table(choices, faults)), choices, faults)
    locked = _valid(_unknown_first(_read_table(config, faults)), config, faults)
    values = chosen | locked
    theme = clean_name(values["theme"]) if "theme" in values else None
    keys: dict[str, str] = {clean_name(k): clean_name(v) for k, v in values.get("keys", {}).items()}
    person, services = _person(values), _services(values)
    return Settings(person, theme, keys, services, frozenset(locked), tuple(faults))


def of_profile(default: Settings, file: Path, folder: str) -> Settings:
    """Return another profile's settings: its own, with the machine's theme and keys.

    A profile without a table has the default profile's settings. Unknown keys are ignored, as a
    newer version may share the file.
    """
    faults = list(default.faults)
    table = tables(file, faults).get(folder)
    locked = default.locked - PERSONAL
    if table is None:
        return replace(default, locked=locked, faults=tuple(faults))
    known = {key: table[key] for key in _PROFILE_SETTINGS if key in table}
    values = _valid(known, file, faults, _PROFILE_SETTINGS, prefix=f"{folder}.")
    return replace(
        default,
        person=_person(values),
        services=_services(values),
        locked=locked,
        faults=tuple(faults),
    )


def drop_unknown_services(
    chosen: Settings, known: frozenset[str], file: Path, key: str = "services"
) -> Settings:
    """Return the settings without services that no checklist is for, with a fault for each."""
    unknown = sorted(chosen.services - known)[:MAX_FAULTS]
    problems = [f"no checklist covers {name!r}{did_you_mean(name, known)}" for name in unknown]
    faults = [Fault(display_path(file), problem, key=key) for problem in problems]
    services = chosen.services & known
    return replace(chosen, services=services, faults=(*chosen.faults, *faults))


def tables(file: Path, faults: list[Fault]) -> dict[str, dict[str, Any]]:
    """Return the tables of profiles.toml by folder; adds a fault for each invalid one."""
    found = _read_table(file, faults)
    valid = {
        folder: table
        for folder, table in found.items()
        if folders.is_name(folder) and isinstance(table, dict)
    }
    what = "must be a table named after a folder: a-z, 0-9 and single hyphens"
    for folder in islice((key for key in found if key not in valid), MAX_FAULTS):
        faults.append(Fault(display_path(file), what, key=clean_name(folder)))
    valid.pop(folders.DEFAULT_PROFILE, None)
    return valid


def own_table(file: Path, folder: str) -> dict[str, Any]:
    """Return what profiles.toml has for one profile; empty if there is nothing to read.

    The default profile's table has only what its letters need.
    """
    table = _read_table(file, []).get(folder)
    return table if isinstance(table, dict) else {}


def save(choices: Path, key: str, value: object) -> None:
    """Write one setting to choices.toml; an empty value removes it. The others stay.

    Raises SettingsError if the file can't be read, StoreError if it can't be written.
    """

    def change(table: dict[str, Any]) -> None:
        table.pop(key, None)
        table.update({key: value} if value else {})

    _change(choices, change)


def save_for_profile(profiles: Path, folder: str, values: Mapping[str, object] | None) -> None:
    """Write settings to a profile's table; None removes the table. The others stay.

    An empty list means all; an empty string removes the setting. Raises like `save`.
    """

    def change(table: dict[str, Any]) -> None:
        old = table.pop(folder, {})
        if values is not None:
            merged = (old if isinstance(old, dict) else {}) | dict(values)
            left = {key: value for key, value in merged.items() if value != ""}
            table.update({folder: left} if left or folder != folders.DEFAULT_PROFILE else {})

    _change(profiles, change)


def _change(file: Path, change: Callable[[dict[str, Any]], None]) -> None:
    faults: list[Fault] = []
    table = _read_table(file, faults)
    if faults:
        raise SettingsError(str(faults[0]))
    change(table)
    try:
        data = tomli_w.dumps(table).encode()
    except (ValueError, RecursionError) as error:  # a number of 4301 digits, tables without end
        name = display_path(file)
        raise SettingsError(f"{name}: contains something that cannot be written back") from error
    atomic_write(file, data)


def _person(values: Mapping[str, Any]) -> Person:
    return Person(
        values.get("region"),
        frozenset(values.get("platforms", ())),
        frozenset(values.get("plans", ())),
    )


def _services(values: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(clean(name) for name in values.get("services", ()))


def _read_table(file: Path, faults: list[Fault]) -> dict[str, Any]:
    try:
        file.lstat()
    except FileNotFoundError:
        return {}
    except OSError:
        pass  # read_toml reports it
    found = read_toml(file, display_path(file), faults)
    return found[1] if found else {}


def _unknown_first(table: dict[str, Any]) -> dict[str, Any]:
    """Return a table with its unknown keys first, and not too many of them."""
    unknown = islice((key for key in table if key not in _SETTINGS), MAX_FAULTS)
    known = (key for key in table if key in _SETTINGS)
    return {key: table[key] for key in (*unknown, *known)}


def _valid(
    table: Mapping[str, Any],
    file: Path,
    faults: list[Fault],
    allowed: _Allowed = _SETTINGS,
    prefix: str = "",
) -> dict[str, Any]:
    """Return the valid settings of a table; adds the faults of the others."""
    values: dict[str, Any] = {}
    for key, raw in table.items():
        value, problems = _check(key, raw, allowed)
        if value is not None:
            values[key] = value
        name = clean_name(f"{prefix}{key}")
        faults += [Fault(display_path(file), problem, key=name) for problem in problems]
    return values


def _check(key: str, value: Any, allowed: _Allowed) -> tuple[Any, list[str]]:
    """Return the valid part of a setting, or None if there is none, and the problems."""
    if problem := _type_problem(key, value, allowed):
        return None, [problem]
    known = allowed[key]
    if known is None:
        return value, []
    words = [value] if key in _SINGLE_WORDS else value
    valid = [word for word in words if word in known]
    unknown = [word for word in words if word not in known]
    problems = [_unknown_word(word, known) for word in unknown[:MAX_FAULTS]]
    if unknown and not valid:
        return None, problems
    return value if key in _SINGLE_WORDS else valid, problems


def _type_problem(key: str, value: object, allowed: _Allowed) -> str | None:
    """Say what is wrong with a setting's key or type."""
    if key not in allowed:
        return f"unknown key{did_you_mean(key, allowed)}"
    if key == "keys":
        return None if _is_keys(value) else "must be a table of words: action = 'key'"
    words = [value] if key in _SINGLE_WORDS else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        return "must be a word in quotes" if key in _SINGLE_WORDS else "must be a list of words"
    return None


def _is_keys(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) for key in value.values())


def _unknown_word(word: str, known: Iterable[str]) -> str:
    return f"{clean_name(word)!r} is not known{did_you_mean(word, known)}"
