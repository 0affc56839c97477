"""What must hold for any bytes at all, one function for each kind of file that is read."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from privacy_check.cli import json_output, report
from privacy_check.domain.catalog import Catalog
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.journal import sorted_events
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.errors import Fault, SettingsError, StoreError
from privacy_check.profile_state import Inputs
from privacy_check.session import Session
from privacy_check.storage import checklist_file, journal_lines, paths, settings
from privacy_check.storage.journal_files import Store, format_line
from privacy_check.storage.profiles import DEFAULT
from privacy_check.system import clock

HERE = Path(__file__).parent
SEEDS = {
    "checklist": [*HERE.glob("data/**/checklists/*.toml"), *HERE.parent.glob("checklists/a*.toml")],
    "journal": [*HERE.glob("data/released/*/journal*.toml")],
    "settings": [*HERE.glob("data/released/*/c*.toml")],
}
MOST_FAULTS = 200
LONGEST_TEXT = 4000
TOLD_LONGEST = 1000

_IN_WORDS = "\u200c\u200d\ufe0e\ufe0f"


def inert(text: str) -> bool:
    """Tell whether a terminal shows a text and obeys nothing in it; not `inert`'s own rule."""
    wild = {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")}
    return wild <= {"\n", *_IN_WORDS}


def texts(value: object) -> Iterator[str]:
    """Yield every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif hasattr(value, "__struct_fields__"):
        yield from (t for name in type(value).__annotations__ for t in texts(getattr(value, name)))
    elif isinstance(value, dict):
        yield from (t for pair in value.items() for part in pair for t in texts(part))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (t for part in value for t in texts(part))


def told_well(faults: tuple[Fault, ...]) -> None:
    assert len(faults) <= MOST_FAULTS
    for fault in faults:
        text = str(fault)
        assert inert(text), ascii(text)
        assert "\n" not in text, ascii(text)
        assert len(text) <= TOLD_LONGEST, ascii(text)


def a_checklist(folder: Path, data: bytes) -> None:
    """Either a checklist, of inert texts that have an end, or well-formed faults."""
    named = re.search(rb'^id = "([a-z0-9-]{1,64})"', data, re.M)
    path = folder / f"{named[1].decode() if named else 'acme'}.toml"
    path.write_bytes(data)
    found, faults = checklist_file.read(path, "acme.toml")
    path.unlink()
    told_well(faults)
    assert (found is None) == bool(faults)
    if found:
        assert found.confirm.question in texts(found)
        for text in texts(found):
            assert inert(text), ascii(text)
            assert len(text) <= LONGEST_TEXT
        evaluate(found, [], Person(), date(2026, 11, 23), UTC)


def a_journal(folder: Path, data: bytes) -> None:
    """Journal files, split at \\0: read without an error, with well-formed faults, repeatably."""
    home = paths.Places(folder / "config", folder / "state")
    profile = home.profile("default")
    profile.mkdir(parents=True, exist_ok=True)
    for number, part in enumerate(data.split(b"\0")[:4]):
        (profile / f"{number}.toml").write_bytes(part)
    files = list(profile.iterdir())
    try:
        reading = Store(profile, home.machine_file, "host").read()
        assert Store(profile, home.machine_file, "host").read() == reading
        told_well(reading.faults)
        apart = [line for file in files for line in _one_by_one(file.read_bytes())]
        for name, event in apart:
            assert event in reading.journal[name], "the whole reader lost what the lines hold"
        for events in reading.journal.values():
            assert sorted_events(reversed(sorted_events(events))) == sorted_events(events)
            for event in events:
                known = {k: v for k, v in event.table().items() if k not in event.other}
                assert all(inert(text) for text in texts(known)), event
                ours = replace(event, id=Clean("aa"), other={})  # only such are ever written
                assert journal_lines.on_line(format_line("acme", ours).encode()) == [("acme", ours)]
        own = Store(profile, home.machine_file, "host")
        session = Session(
            Inputs(home, Catalog({}), own, settings.Settings(), clock.clock, DEFAULT, [])
        )
        assert inert(report.history(session, session.ids_with_events()))
        assert json_output.history(session, session.ids_with_events()).isascii()
        for name in reading.journal:
            with suppress(StoreError):
                own.forget(frozenset({name}))
                assert name not in own.read().journal
    finally:
        for file in files:
            file.unlink()


def _one_by_one(data: bytes) -> Iterator[Any]:
    for line in data.split(b"\n"):
        yield from journal_lines.on_line(line.strip().removeprefix(b"\xef\xbb\xbf"))


def the_settings(folder: Path, data: bytes) -> None:
    """Settings of inert texts, whatever stands in both files; and a choice can still be made."""
    config, choices = folder / "config.toml", folder / "choices.toml"
    config.write_bytes(data.partition(b"\0")[0])
    choices.write_bytes(data.partition(b"\0")[2] or data)
    chosen = settings.read(config, choices)
    told_well(chosen.faults)
    assert all(inert(text) for text in texts(chosen))
    try:
        settings.save(choices, "region", "uk")
    except SettingsError:
        return
    config.unlink()
    assert settings.read(config, choices).person.region == "uk"
    the_profiles(folder / "profiles.toml", choices, data)


def the_profiles(file: Path, choices: Path, data: bytes) -> None:
    """Profiles of inert names and settings, and none of another's is lost by a choice for one."""
    file.write_bytes(data)
    default, faults = settings.read(choices, choices), list[Fault]()
    tables = settings.tables(file, faults)
    told_well(tuple(faults))
    for folder in tables:
        chosen = settings.of_profile(default, file, folder)
        told_well(chosen.faults)
        assert all(inert(text) for text in texts(chosen))
    try:
        settings.save_for_profile(file, "work", {"region": "uk"})
    except SettingsError:
        return
    assert settings.of_profile(default, file, "work").person.region == "uk"
    assert settings.tables(file, []).keys() == tables.keys() | {"work"}


TARGETS: dict[str, Callable[[Path, bytes], None]] = {
    "checklist": a_checklist,
    "journal": a_journal,
    "settings": the_settings,
}


BROKE = HERE / "data" / "broke"
"""What the fuzzer once broke, a folder a target."""


def seeds(target: str) -> list[bytes]:
    """Return the files that a target starts from: good ones, and all that once broke it."""
    files = (*SEEDS[target], *BROKE.glob(f"{target}/*"))
    return [path.read_bytes() for path in sorted(files)]
