"""What a person's letters need: who they are, and what they let the program remember.

It stands in the profile's table of profiles.toml, the default's too, under `me` and `letters`.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import asdict

from privacy_check.domain.letters import MAX_ANSWER, Me
from privacy_check.domain.sanitize import Clean, clean, clean_name
from privacy_check.errors import MAX_FAULTS, Fault, did_you_mean
from privacy_check.storage import profiles, settings
from privacy_check.storage.paths import Places, display_path
from privacy_check.storage.profiles import Profile

_ME, _LETTERS = "me", "letters"

_Report: TypeAlias = Callable[[str, str], None]
"""Takes a key, and what is wrong with it."""
Answers: TypeAlias = Mapping[str, Clean]
"""Blank → what stands in its place."""


class Details(Struct, frozen=True):
    """A person's details, and the faults of those that can't be used."""

    me: Me = Me()
    letters: Mapping[str, Answers] = {}
    """Service → what was remembered for its letters."""
    faults: tuple[Fault, ...] = ()


def read(home: Places, profile: Profile) -> Details:
    """Read a profile's details; a faulty one is reported by key and ignored."""
    table = settings.own_table(home.profiles_file, profile.folder)
    faults: list[Fault] = []

    def report(key: str, problem: str) -> None:
        if len(faults) < MAX_FAULTS:
            named = clean_name(f"{profile.folder}.{key}")
            faults.append(Fault(display_path(home.profiles_file), problem, key=named))

    me = _me(table.get(_ME), report)
    letters: dict[str, Answers] = {}
    for service, kept in _table(table.get(_LETTERS), _LETTERS, report).items():
        key = f"{_LETTERS}.{service}"
        words = _words(_table(kept, key, report), key, report)
        letters[clean(service)] = words
    return Details(me, letters, tuple(faults))


def save_me(home: Places, profile: Profile, me: Me) -> None:
    """Save who the person is; nothing at all removes it.

    Raises SettingsError if profiles.toml can't be read, StoreError if it can't be written.
    """
    said = {key: value for key, value in asdict(me).items() if value}
    _save(home, profile, _ME, said)


def save_answers(home: Places, profile: Profile, service: str, answers: Mapping[str, str]) -> None:
    """Remember answers for a service's letters; an empty one goes. Raises as above."""
    kept = {name: dict(words) for name, words in read(home, profile).letters.items()}
    merged = {**kept.get(service, {}), **answers}
    kept[Clean(service)] = {key: Clean(value) for key, value in merged.items() if value}
    _save(home, profile, _LETTERS, {name: words for name, words in kept.items() if words})


def forget(home: Places, profile: Profile, service: str | None) -> bool:
    """Forget what is remembered for a service's letters; None: all of it, and who the person is.

    True if there was anything. Raises like `save_me`.
    """
    known = read(home, profile)
    if service is None:
        if known.me == Me() and not known.letters:
            return False
        settings.save_for_profile(home.profiles_file, profile.folder, {_ME: "", _LETTERS: ""})
        return True
    if service not in known.letters:
        return False
    rest = {name: dict(words) for name, words in known.letters.items() if name != service}
    _save(home, profile, _LETTERS, rest)
    return True


def _save(home: Places, profile: Profile, key: str, value: Mapping[str, object]) -> None:
    profiles.register(home, profile)
    settings.save_for_profile(home.profiles_file, profile.folder, {key: value or ""})


def _me(value: Any, report: _Report) -> Me:
    said = _table(value, _ME, report)
    for key in said.keys() - set(Me.__struct_fields__):
        report(f"{_ME}.{key}", f"unknown key{did_you_mean(key, Me.__struct_fields__)}")
    known = {key: said[key] for key in Me.__struct_fields__ if key in said}
    return Me(**_words(known, _ME, report))


def _table(value: Any, key: str, report: _Report) -> dict[str, Any]:
    if value is not None and not isinstance(value, dict):
        report(key, "must be a table")
    return value if isinstance(value, dict) else {}


def _words(table: Mapping[str, Any], key: str, report: _Report) -> dict[str, Clean]:
    for name, value in table.items():
        if not isinstance(value, str):
            report(f"{key}.{name}", "must be a text in quotes")
    return {
        clean(name): clean(" ".join(value.split()), MAX_ANSWER)
        for name, value in table.items()
        if isinstance(value, str)
    }
