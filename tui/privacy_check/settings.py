"""config.toml (the person's) and choices.toml (the program's) → Settings.

A setting that is wrong is told by file and key, and counts as not given: the rest holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import tomli
import tomli_w

from privacy_check.checklist import WIDER, Plan, Platform
from privacy_check.disk import read_whole, rewrite
from privacy_check.errors import Fault, SettingsError, did_you_mean
from privacy_check.inert import clean, clean_name
from privacy_check.person import Person

_WORDS = ("region", "theme")
_KNOWN: dict[str, frozenset[str] | None] = {
    "region": frozenset(WIDER),
    "platforms": frozenset(get_args(Platform)),
    "plans": frozenset(get_args(Plan)),
    "services": None,
    "theme": None,
    "keys": None,
}
"""Each setting with the words that it may have; None: any."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person chose, and which settings were refused."""

    person: Person = Person()
    theme: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    """Ids of actions with the keys that the person wants for them."""
    services: frozenset[str] = frozenset()
    """The services that the person uses; none chosen means all."""
    decided: frozenset[str] = frozenset()
    """The keys that config.toml decides, so that a choice on screen can't change them."""
    faults: tuple[Fault, ...] = ()


def read(config: Path, choices: Path) -> Settings:
    """Read both files; where both say a thing, config.toml wins."""
    faults: list[Fault] = []
    said: dict[str, Any] = {}
    decided: set[str] = set()
    for file in (choices, config):
        decided = set()
        for key, value in _table(file, faults).items():
            problem = _problem(key, value)
            if problem:
                faults.append(Fault(clean_name(str(file)), problem, key=clean_name(key)))
            else:
                said[key] = value
                decided.add(key)
    person = Person(
        said.get("region"),
        frozenset(said.get("platforms", ())),
        frozenset(said.get("plans", ())),
    )
    services = frozenset(clean(name) for name in said.get("services", ()))
    theme = clean_name(said["theme"]) if "theme" in said else None
    keys: dict[str, str] = {clean_name(k): clean_name(v) for k, v in said.get("keys", {}).items()}
    return Settings(person, theme, keys, services, frozenset(decided), tuple(faults))


def choose(choices: Path, key: str, value: object) -> None:
    """Write one choice into choices.toml, and leave the others there as they are.

    An empty value takes the choice back.
    Raises SettingsError if the file can't be read, StoreError if it can't be written.
    """
    faults: list[Fault] = []
    table = _table(choices, faults)
    if faults:
        raise SettingsError(str(faults[0]))
    table.pop(key, None)
    rewrite(choices, tomli_w.dumps(table | ({key: value} if value else {})).encode())


def _table(file: Path, faults: list[Fault]) -> dict[str, Any]:
    try:
        return tomli.loads(read_whole(file).removeprefix(b"\xef\xbb\xbf").decode())
    except FileNotFoundError:
        return {}
    except OSError as error:
        what = f"cannot be read: {clean(error.strerror or str(error))}"
    except (ValueError, RecursionError, MemoryError) as error:
        what = f"is no TOML: {clean(str(error))}"
    faults.append(Fault(clean_name(str(file)), what))
    return {}


def _problem(key: str, value: object) -> str | None:
    """Say what is wrong with one setting."""
    if key not in _KNOWN:
        return f"unknown key{did_you_mean(key, _KNOWN)}"
    if key == "keys":
        return None if _is_keys(value) else "must be a table of words: action = 'key'"
    values = [value] if key in _WORDS else value
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        return "must be a word in quotes" if key in _WORDS else "must be a list of words"
    known = _KNOWN[key]
    return next(_strange(values, known), None) if known is not None else None


def _is_keys(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) for key in value.values())


def _strange(values: list[str], known: frozenset[str]) -> Iterator[str]:
    for value in values:
        if value not in known:
            yield f"{clean_name(value)!r} is not known{did_you_mean(value, known)}"
