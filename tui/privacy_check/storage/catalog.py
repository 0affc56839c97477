"""Loads all checklists, built-in, shared and own, and checks references between them.

A bad file never affects the others: the catalog has what loaded, and the faults of what did not.
"""

import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Raw, Struct

from privacy_check.domain.catalog import Catalog
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.sanitize import Clean
from privacy_check.errors import MAX_FAULTS, Fault, StoreError, did_you_mean
from privacy_check.storage import fingerprint
from privacy_check.storage.checklist_folders import NO_FOLDERS, Folders, files_in
from privacy_check.storage.files import MIB, atomic_write
from privacy_check.storage.paths import display_path
from privacy_check.system.ownership import error_text

_CHECKSUM_SIZE = 4
_MOST_SHARED = 16
"""MiB of checklists that one folder from elsewhere may hold."""


class _Cached(Struct, frozen=True):
    """A catalog as it is cached, each checklist encoded by itself."""

    states: list[bytes]
    """The states of the files from which it was read."""
    checklists: dict[str, Raw]
    faults: tuple[Fault, ...]
    own: frozenset[str]
    former: dict[str, str]
    services: frozenset[str]
    shared: dict[str, Clean]


class _CachedChecklists(Mapping[str, Checklist]):
    """Checklists by id, decoded lazily, as `due` needs only a few of hundreds."""

    def __init__(self, encoded: Mapping[str, Raw]) -> None:
        self._checklists: dict[str, Raw | Checklist] = {**encoded}

    def __getitem__(self, name: str) -> Checklist:
        known = self._checklists[name]
        if isinstance(known, Raw):
            known = msgspec.msgpack.decode(known, type=Checklist)
            self._checklists[name] = known  # the cache's bytes are freed with the last of them
        return known

    def __contains__(self, name: object) -> bool:
        return name in self._checklists

    def __iter__(self) -> Iterator[str]:
        return iter(self._checklists)

    def __len__(self) -> int:
        return len(self._checklists)


def load(
    builtin: Path,
    own: Path,
    cache: Path | None = None,
    state: list[str] | None = None,
    shared: Folders = NO_FOLDERS,
) -> Catalog:
    """Read every checklist; of one id, the person's file wins, then that of a `shared` folder.

    The cache saves parsing and checking as long as no checklist and no module that reads them
    changed; a missing or damaged one is ignored and written anew. `state` is the state of those
    files, if the caller has it already.
    """
    if state is None:
        state = fingerprint.folder_states(str(builtin), str(own), shared.paths)
    # the paths of the checklists are part of the faults
    states = [os.fsencode("\n".join(state)), display_path(own).encode(), shared.state.encode()]
    if cache and (known := _read_cache(cache, states)):
        return known
    catalog = _load(builtin, own, shared)
    if cache:
        with suppress(StoreError):
            atomic_write(cache, _encoded(catalog, states))
    return catalog


def _read_cache(cache: Path, states: list[bytes]) -> Catalog | None:
    """Return the cached catalog; None if it is damaged or the files have changed."""
    try:
        data = memoryview(cache.read_bytes())
        checksum, body = data[:_CHECKSUM_SIZE], data[_CHECKSUM_SIZE:]
        if checksum != _checksum(body):  # or damage would only show when a checklist is decoded
            return None
        found = msgspec.msgpack.decode(body, type=_Cached)
    except (OSError, msgspec.MsgspecError):
        return None
    if found.states != states:
        return None
    checklists = _CachedChecklists(found.checklists)
    return Catalog(checklists, found.faults, found.own, found.former, found.services, found.shared)


def _encoded(catalog: Catalog, states: list[bytes]) -> bytes:
    encode = msgspec.msgpack.encode
    checklists = {name: Raw(encode(c)) for name, c in catalog.checklists.items()}
    former = dict(catalog.former)
    body = encode(
        _Cached(
            states,
            checklists,
            catalog.faults,
            catalog.own,
            former,
            catalog.services,
            dict(catalog.shared),
        )
    )
    return _checksum(body) + body


def _checksum(data: bytes | memoryview) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM_SIZE, "big")


def _load(builtin: Path, own: Path, shared: Folders) -> Catalog:
    from privacy_check.storage.checklist_file import read  # 19 ms, only after a change

    faults: list[Fault] = []
    found: dict[str, Checklist] = {}
    for path in _toml_files(builtin, faults):
        checklist, problems = read(path, _builtin_file(path.stem), library=True)
        faults += problems
        if checklist:
            found[checklist.id] = checklist
    return _with_personal(found, faults, own, shared, Catalog({}))


def reload_personal(
    known: Catalog, builtin: Path, own: Path, shared: Folders = NO_FOLDERS
) -> Catalog:
    """Read the person's own and the shared checklists again, and no built-in one that is known.

    Of a file that has gone wrong stays what it said before, beside its fault: somebody may be
    walking through it.
    """
    from privacy_check.storage.checklist_file import read

    found = {name: c for name, c in known.checklists.items() if known.is_built_in(name)}
    faults: list[Fault] = []
    spoilt = {name for fault in known.faults if (name := _builtin_of(fault))}
    # others may stand for built-in ones
    for name in sorted(spoilt | known.own | known.shared.keys()):
        path = builtin / f"{name}.toml"
        if path.exists():
            checklist, problems = read(path, _builtin_file(name), library=True)
            faults += problems
            if checklist:
                found[name] = checklist
    return _with_personal(found, faults, own, shared, known)


def _builtin_file(name: str) -> str:
    return display_path(Path("checklists", f"{name}.toml"))


def _builtin_of(fault: Fault) -> str | None:
    """Return the id of the built-in checklist that a fault is about; None if it is no such."""
    name = Path(fault.file).stem
    return name if fault.file == _builtin_file(name) else None


def _with_personal(
    found: dict[str, Checklist], faults: list[Fault], own: Path, shared: Folders, before: Catalog
) -> Catalog:
    """Add shared checklists and the person's own to the built-in ones; check them together.

    What was good `before` in these folders stands for what is wrong now.
    """
    files = {name: _builtin_file(name) for name in found}
    from_folder: dict[str, Clean] = {}
    mine = display_path(own)
    before_in = {**before.shared, **dict.fromkeys(before.own, mine)}
    theirs = [(folder, _not_too_many(paths, faults)) for folder, paths in files_in(shared, faults)]
    for folder, paths in [*reversed(theirs), (own, _toml_files(own, faults))]:
        place = display_path(folder)
        kept = {name: before.checklists[name] for name in before_in if before_in[name] == place}
        wrong: list[Fault] = []
        for checklist, file in _read_files(paths, wrong, kept, place):
            found[checklist.id], files[checklist.id] = checklist, file
            from_folder[checklist.id] = place
        faults += wrong if folder == own else _not_too_many_faults(wrong, place)
    former: dict[str, str] = {}
    bad = set()
    for name, problem in _check_across_files(found, former):
        faults.append(Fault(files[name], problem))
        bad.add(name)
    stay = {
        name: before.checklists[name]
        for name in bad & from_folder.keys()
        if before_in.get(name) == from_folder[name]
    }
    good = {name: c for name, c in found.items() if name not in bad} | stay
    services = frozenset(c.service for c in good.values() if c.has_service)
    known = {name: place for name, place in from_folder.items() if name in good}
    own_ids = frozenset(name for name, place in known.items() if place == mine)
    elsewhere = {name: place for name, place in known.items() if place != mine}
    return Catalog(good, tuple(faults), own_ids, former, services, elsewhere)


def _read_files(
    paths: list[Path] | None, faults: list[Fault], before: Mapping[str, Checklist], place: str
) -> Iterator[tuple[Checklist, str]]:
    """Yield the checklists in these files with what faults call them; adds what is wrong.

    Of a folder that can't be read now (None), what it held `before` is yielded.
    """
    from privacy_check.storage.checklist_file import read

    if paths is None:
        yield from ((checklist, place) for checklist in before.values())
        return
    for path in paths:
        file = display_path(path)
        checklist, problems = read(path, file)
        faults += problems
        if checklist := checklist or before.get(path.stem):
            yield checklist, file


def _not_too_many(paths: list[Path] | None, faults: list[Fault]) -> list[Path] | None:
    """Return as many files of a folder from elsewhere as may be read; a fault names the next."""
    if paths is None:
        return None
    size = 0
    few: list[Path] = []
    for path in paths:
        with suppress(OSError):
            size += path.stat().st_size
        if size > _MOST_SHARED * MIB:
            what = f"is not read, nor is what follows it: together over {_MOST_SHARED} MiB"
            faults.append(Fault(display_path(path), what))
            break
        few.append(path)
    return few


def _not_too_many_faults(wrong: list[Fault], place: str) -> list[Fault]:
    more = [Fault(place, "and more")] if len(wrong) > MAX_FAULTS else []
    return [*wrong[:MAX_FAULTS], *more]


def _toml_files(folder: Path, faults: list[Fault]) -> list[Path]:
    try:
        files = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        faults.append(Fault(display_path(folder), f"cannot be read: {error_text(error, folder)}"))
        return []
    return [p for p in files if p.suffix == ".toml" and not p.name.startswith((".", "~"))]


def _check_across_files(
    found: dict[str, Checklist], former: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield (id, problem) for each wrong reference between files; adds former ids to `former`."""
    for name, checklist in found.items():
        if checklist.instead and checklist.instead not in found:
            near = did_you_mean(checklist.instead, found)
            yield name, f"instead: no checklist {checklist.instead!r}{near}"
        for old in checklist.replaces:
            if old in found:
                yield name, f"replaces: {old!r} is also the id of a checklist"
            elif former.setdefault(old, name) != name:
                yield name, f"replaces: {old!r} is already claimed by {former[old]!r}"
