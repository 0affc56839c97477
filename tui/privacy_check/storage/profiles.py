"""Profiles: whose journals there are, what each is called, and the folder that goes by that name.

profiles.toml has a table for each but the default, by its folder. The folder never changes: other
machines share it. What a profile is called may be any text, and may change.
"""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from itertools import count

from privacy_check.domain.sanitize import Clean, clean
from privacy_check.errors import SettingsError
from privacy_check.storage import agenda, settings
from privacy_check.storage.journal_files import Store
from privacy_check.storage.paths import Places
from privacy_check.storage.settings import Settings
from privacy_check.system import folders

LONGEST_NAME = 64
LONGEST_FOLDER = 24


@dataclass(frozen=True, slots=True)
class Profile:
    """One person's or account's journal: its folder, and what it is called."""

    folder: str
    name: Clean


DEFAULT = Profile(folders.DEFAULT_PROFILE, Clean(folders.DEFAULT_PROFILE))
"""The profile whose region, platforms, plans and services choices.toml and config.toml keep."""


def known(home: Places) -> list[Profile]:
    """Return the profiles that have a table or a folder, the default first; no two of one name."""
    tables = settings.tables(home.profiles_file, [])
    found = {DEFAULT.name: DEFAULT}
    for folder in sorted({*tables, *folders.profiles(str(home.config))} - {DEFAULT.folder}):
        said = tables.get(folder, {}).get("name")
        name = clean(said, LONGEST_NAME).strip() if isinstance(said, str) else ""
        name = name or folder
        name = Clean(f"{name} ({folder})" if name in found else name)
        found[name] = Profile(folder, name)
    return list(found.values())


def find(home: Places, typed: str) -> Profile:
    """Return the profile of that name or folder; one that is not there yet where nobody has it.

    Raises SettingsError for what can be nobody's name.
    """
    name, there = _name(typed), known(home)
    named = (p for p in there if p.name == name)
    return next(named, None) or _in_folder(name, there) or _fresh(name, there)


def settings_of(home: Places, profile: Profile) -> Settings:
    """Read what a profile's person chose; the default's choices where it has no table yet."""
    default = settings.read(home.config_file, home.choices_file)
    if profile == DEFAULT:
        return default
    return settings.of_profile(default, home.profiles_file, profile.folder)


def add(home: Places, typed: str) -> Profile:
    """Make a profile with a copy of the default's choices.

    Raises SettingsError for a name that is taken or nobody's, StoreError if it can't be written.
    """
    there, name = known(home), _name(typed)
    _refuse_taken(name, there)
    profile = _fresh(name, there)
    register(home, profile)
    return profile


def register(home: Places, profile: Profile) -> None:
    """Write a profile's table with a copy of the default's choices, if it has none so far.

    Raises SettingsError if profiles.toml can't be read, StoreError if it can't be written.
    """
    if profile == DEFAULT or profile.folder in settings.tables(home.profiles_file, []):
        return
    chosen = settings_of(home, profile)
    person = chosen.person
    table = {
        "name": profile.name,
        "region": person.region or "",
        "platforms": sorted(person.platforms),
        "plans": sorted(person.plans),
        "services": sorted(chosen.services),
    }
    settings.save_for_profile(home.profiles_file, profile.folder, table)


def rename(home: Places, profile: Profile, typed: str) -> Profile:
    """Call a profile something else; its folder stays. Raises SettingsError for a taken name."""
    if profile == DEFAULT:
        raise SettingsError("the default profile keeps its name")
    name = _name(typed)
    _refuse_taken(name, [p for p in known(home) if p.folder != profile.folder])
    register(home, profile)
    settings.save_for_profile(home.profiles_file, profile.folder, {"name": name})
    return Profile(profile.folder, name)


def remove(home: Places, profile: Profile, store: Store) -> tuple[int, list[str]]:
    """Take a profile off this machine; return how many lines it had, and what is not ours to take.

    Raises StoreError where a journal can't be taken; the profile is then still there.
    """
    if profile == DEFAULT:
        raise SettingsError("the default profile stays; forget takes out what was done")
    lines, left = store.remove()
    if profile.folder in settings.tables(home.profiles_file, []):
        settings.save_for_profile(home.profiles_file, profile.folder, None)
    agenda.delete_answer(home.answer_file)
    return lines, left


def last_shown(home: Places) -> Profile:
    """Return the profile that the screen showed last, if it is still there; else the default."""
    try:
        with home.profile_file.open(encoding="utf-8") as file:
            folder = file.read(100).strip()
    except (OSError, UnicodeDecodeError):
        return DEFAULT
    return _in_folder(folder, known(home)) or DEFAULT


def folder_for(name: str, taken: Container[str]) -> str:
    """Return a free folder's name, as like a profile's name as a-z, 0-9 and hyphens can be.

    Where nothing of the name is left, the same name gives the same six digits on every machine.
    """
    letters = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    stem = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:LONGEST_FOLDER].strip("-")
    if not stem:
        import hashlib  # only such a name pays for it

        digits = hashlib.sha256(name.encode(errors="replace")).hexdigest()
        stem = f"p-{digits[:6]}"
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(f for f in numbered if f not in taken)


def _name(typed: str) -> Clean:
    name = clean(" ".join(typed.split())).strip()
    if not name:
        raise SettingsError("a profile needs a name")
    if len(name) > LONGEST_NAME:
        raise SettingsError(f"a profile's name has at most {LONGEST_NAME} characters")
    return Clean(name)


def _in_folder(folder: str, there: list[Profile]) -> Profile | None:
    return next((p for p in there if p.folder == folder), None)


def _fresh(name: Clean, there: list[Profile]) -> Profile:
    return Profile(folder_for(name, {p.folder for p in there}), name)


def _refuse_taken(name: Clean, there: list[Profile]) -> None:
    for other in there:
        if name == other.name:
            raise SettingsError(f"there is a profile {name!r} already: choose another name")
        if name == other.folder:
            whose = f"the folder of profile {other.name!r}"
            raise SettingsError(f"{name!r} is {whose}: choose another name")
