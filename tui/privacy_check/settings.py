"""config.toml (the person's) and choices.toml (the program's) → Settings.

A setting that is wrong is told by file and key, and counts as not given: the rest holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import tomli

from privacy_check.checklist import WIDER, Plan, Platform
from privacy_check.errors import Fault, did_you_mean
from privacy_check.inert import clean, clean_name
from privacy_check.person import Person

LARGEST = 1024 * 1024

_KNOWN: dict[str, frozenset[str]] = {
    "region": frozenset(WIDER),
    "platforms": frozenset(get_args(Platform)),
    "plans": frozenset(get_args(Plan)),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person chose, and which settings were refused."""

    person: Person = Person()
    faults: tuple[Fault, ...] = ()


def read(config: Path, choices: Path) -> Settings:
    """Read both files; where both say a thing, config.toml wins."""
    faults: list[Fault] = []
    said: dict[str, Any] = {}
    for file in (choices, config):
        for key, value in _table(file, faults).items():
            problem = _problem(key, value)
            if problem:
                faults.append(Fault(clean_name(str(file)), problem, key=clean_name(key)))
            else:
                said[key] = value
    person = Person(
        said.get("region"),
        frozenset(said.get("platforms", ())),
        frozenset(said.get("plans", ())),
    )
    return Settings(person, tuple(faults))


def _table(file: Path, faults: list[Fault]) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            return tomli.loads(opened.read(LARGEST).removeprefix(b"\xef\xbb\xbf").decode())
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
    known = _KNOWN.get(key)
    if known is None:
        return f"unknown key{did_you_mean(key, _KNOWN)}"
    values = [value] if key == "region" else value
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        return "must be a word in quotes" if key == "region" else "must be a list of words"
    return next(_strange(values, known), None)


def _strange(values: list[str], known: frozenset[str]) -> Iterator[str]:
    for value in values:
        if value not in known:
            yield f"{clean_name(value)!r} is not known{did_you_mean(value, known)}"
