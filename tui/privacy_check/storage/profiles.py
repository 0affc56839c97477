"""Profiles: each has a name, a folder of journals, and settings.

profiles.toml has a table for each, by folder; the default's has no settings in it. The name is any
text and may change; the folder never does, as other machines share it.
"""

import re
import unicodedata
from collections.abc import Container, Iterable
from itertools import count

from msgspec import Struct

from privacy_check.domain.sanitize import Clean, clean
from privacy_check.errors import SettingsError
from privacy_check.storage import agenda, paths, settings
from privacy_check.storage.journal_files import Store
from privacy_check.storage.paths import Places
from privacy_check.storage.settings import Settings
from privacy_check.system import folders

MAX_NAME_LENGTH = 64
MAX_FOLDER_LENGTH = 24


class Profile(Struct, frozen=True):
    """A person or an account with a journal of its own."""

    folder: str
    name: Clean


DEFAULT = Profile(folders.DEFAULT_PROFILE, Clean(folders.DEFAULT_PROFILE))
"""The profile whose settings are in choices.toml and config.toml."""


def known(home: Places) -> list[Profile]:
    """Return all profiles with a table or a folder, with unique names, the default first."""
    tables = settings.tables(home.profiles_file, [])
    found = {DEFAULT.name: DEFAULT}
    for folder in sorted({*tables, *folders.profiles(str(home.config))} - {DEFAULT.folder}):
        text = tables.get(folder, {}).get("name")
        name = clean(text, MAX_NAME_LENGTH).strip() if isinstance(text, str) else ""
        name = name or folder
        name = Clean(f"{name} ({folder})" if name in found else name)
        found[name] = Profile(folder, name)
    return list(found.values())


def find(home: Places, typed: str) -> Profile:
    """Return the profile with that name or folder, or else a new one, which is not saved yet.

    Raises SettingsError for an invalid name.
    """
    name, profiles = _name(typed), known(home)
    named = (p for p in profiles if p.name == name)
    return next(named, None) or _in_folder(name, profiles) or _new(name, profiles)


def settings_of(home: Places, profile: Profile, services: frozenset[str] = frozenset()) -> Settings:
    """Read a profile's settings; the default's if it has no table yet.

    If the services that have checklists are given, others are dropped and reported.
    """
    chosen = settings.read(home.config_file, home.choices_file)
    if profile != DEFAULT:
        chosen = settings.of_profile(chosen, home.profiles_file, profile.folder)
    if not services or chosen.services <= services:
        return chosen
    file, key = home.choices_file, "services"
    if key in chosen.locked:
        file = home.config_file
    elif profile.folder in settings.tables(home.profiles_file, []):
        file, key = home.profiles_file, f"{profile.folder}.services"
    return settings.drop_unknown_services(chosen, services, file, key)


def save_setting(
    home: Places, profile: Profile, locked: Container[str], key: str, value: str | Iterable[str]
) -> None:
    """Save a setting of a profile, or of the machine; an empty value clears it.

    Raises SettingsError if it is locked, as config.toml sets it; StoreError if it can't be saved.
    """
    if key in locked:
        file = paths.display_path(home.config_file)
        raise SettingsError(f"{file}: sets your {key}; change it there")
    choice = value if isinstance(value, str) else sorted(value)
    if profile == DEFAULT or key not in settings.PERSONAL:
        settings.save(home.choices_file, key, choice)
    else:
        register(home, profile)
        settings.save_for_profile(home.profiles_file, profile.folder, {key: choice})


def add(home: Places, typed: str) -> Profile:
    """Create a profile with a copy of the default's settings.

    Raises SettingsError for a taken or invalid name, StoreError if it can't be written.
    """
    profiles, name = known(home), _name(typed)
    _refuse_taken(name, profiles)
    profile = _new(name, profiles)
    register(home, profile)
    return profile


def register(home: Places, profile: Profile) -> None:
    """Write a profile's table with a copy of the default's settings, if it has none.

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
    """Rename a profile; its folder stays. Raises SettingsError for a taken or invalid name."""
    if profile == DEFAULT:
        raise SettingsError("the default profile keeps its name")
    name = _name(typed)
    _refuse_taken(name, [p for p in known(home) if p.folder != profile.folder])
    register(home, profile)
    settings.save_for_profile(home.profiles_file, profile.folder, {"name": name})
    return Profile(profile.folder, name)


def remove(home: Places, profile: Profile, store: Store) -> tuple[int, list[str]]:
    """Remove a profile from this machine; return how many lines it had, and the files left.

    Raises StoreError if a journal can't be removed; the profile then still exists.
    """
    if profile == DEFAULT:
        raise SettingsError(
            "the default profile cannot be removed; forget erases what was done in it"
        )
    lines, left = store.remove()
    if profile.folder in settings.tables(home.profiles_file, []):
        settings.save_for_profile(home.profiles_file, profile.folder, None)
    agenda.delete_answer(home.answer_file)
    return lines, left


def remember(home: Places, profile: Profile) -> None:
    """Let the app open with this profile next time; a failure to write it does no harm."""
    agenda.write(home.profile_file, f"{profile.folder}\n")


def last_shown(home: Places) -> Profile:
    """Return the profile that the screen showed last if it still exists; else the default."""
    try:
        with home.profile_file.open(encoding="utf-8") as file:
            folder = file.read(100).strip()
    except (OSError, UnicodeDecodeError):
        return DEFAULT
    return _in_folder(folder, known(home)) or DEFAULT


def folder_for(name: str, taken: Container[str]) -> str:
    """Return a free folder name, derived from a profile's name by keeping a-z, 0-9 and hyphens.

    If nothing is left, it is a hash of the name, so that it is the same on every machine.
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MAX_FOLDER_LENGTH].strip("-")
    if not stem:
        import hashlib  # slow to import, and rarely needed

        digits = hashlib.sha256(name.encode(errors="replace")).hexdigest()
        stem = f"p-{digits[:6]}"
    numbered = (f"{stem}-{number}" for number in count(2))
    return stem if stem not in taken else next(f for f in numbered if f not in taken)


def _name(typed: str) -> Clean:
    name = clean(" ".join(typed.split())).strip()
    if not name:
        raise SettingsError("a profile needs a name")
    if len(name) > MAX_NAME_LENGTH:
        raise SettingsError(f"a profile's name can have at most {MAX_NAME_LENGTH} characters")
    return Clean(name)


def _in_folder(folder: str, profiles: list[Profile]) -> Profile | None:
    return next((p for p in profiles if p.folder == folder), None)


def _new(name: Clean, profiles: list[Profile]) -> Profile:
    return Profile(folder_for(name, {p.folder for p in profiles}), name)


def _refuse_taken(name: Clean, profiles: list[Profile]) -> None:
    for other in profiles:
        if name == other.name:
            raise SettingsError(f"there is already a profile {name!r}: choose another name")
        if name == other.folder:
            whose = f"the folder of profile {other.name!r}"
            raise SettingsError(f"{name!r} is {whose}: choose another name")
