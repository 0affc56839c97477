"""All checklists: the built-in ones and the person's own, and what each says of another.

One bad file never takes the others down: what loads is returned beside what did not.
"""

import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Raw, Struct

from privacy_check.domain.checklist import Checklist, Step
from privacy_check.domain.sanitize import clean_name
from privacy_check.errors import ChecklistError, Fault, StoreError, did_you_mean, nearest
from privacy_check.storage import fingerprint
from privacy_check.storage.files import atomic_write
from privacy_check.storage.paths import display_path
from privacy_check.system.ownership import error_text

_CHECKSUM_SIZE = 4
_SAME_SERVICE = 0.85
"""How alike what was typed and a service's name must be, from 0 to 1, to mean the service."""


class Catalog(Struct, frozen=True):
    """All checklists that loaded, and what is wrong with those that did not."""

    checklists: Mapping[str, Checklist]
    faults: tuple[Fault, ...] = ()
    own: frozenset[str] = frozenset()
    """Ids that come from the user's folder, in place of a built-in file or beside them."""
    former: Mapping[str, str] = {}
    """Former id → the id that it means today."""
    services: frozenset[str] = frozenset()
    """The services that the checklists are for."""

    def find(self, name: str) -> Checklist:
        """Find a checklist by its id or a former one; ChecklistError names the nearest."""
        today = self.former.get(name, name)
        if today in self.checklists:
            return self.checklists[today]
        meant = self._first_of_service(name) or self._nearest(name)
        near = f"; did you mean {meant!r}?" if meant else ""
        raise ChecklistError(f"no checklist {clean_name(name)!r}{near}")

    def _first_of_service(self, typed: str) -> str | None:
        """Return the id of what to begin with at the service whose name was typed."""
        from difflib import get_close_matches  # only a slip pays for it

        from privacy_check.domain.selection import precedence

        first: dict[str, str] = {}
        for checklist in sorted(self.checklists.values(), key=precedence):
            for name in (checklist.service, *checklist.also):
                first.setdefault(name.lower(), checklist.id)
        close = get_close_matches(typed.lower(), first, n=1, cutoff=_SAME_SERVICE)
        return first[close[0]] if close else None

    def _nearest(self, typed: str) -> str | None:
        known = self.checklists.values()
        return nearest(typed, {c.id: " ".join((c.id, c.service, *c.also)) for c in known})


def find_step(checklist: Checklist, name: str) -> Step:
    """Find a step by its id or a former one; ChecklistError names the nearest."""
    step = checklist.step(name)
    if step:
        return step
    near = did_you_mean(name, (s.id for s in checklist.steps))
    raise ChecklistError(f"{checklist.id} has no step {clean_name(name)!r}{near}")


class _Cached(Struct, frozen=True):
    """A catalog as it is cached, each checklist encoded by itself."""

    seen: list[bytes]
    """The state of every file that it was read from."""
    checklists: dict[str, Raw]
    faults: tuple[Fault, ...]
    own: frozenset[str]
    former: dict[str, str]
    services: frozenset[str]


class _CachedChecklists(Mapping[str, Checklist]):
    """Checklists by id, each decoded when it is first asked for: `due` needs few of hundreds."""

    def __init__(self, encoded: dict[str, Raw]) -> None:
        self._encoded = encoded
        self._decoded: dict[str, Checklist] = {}

    def __getitem__(self, name: str) -> Checklist:
        if name not in self._decoded:
            self._decoded[name] = msgspec.msgpack.decode(self._encoded[name], type=Checklist)
        return self._decoded[name]

    def __contains__(self, name: object) -> bool:
        return name in self._encoded

    def __iter__(self) -> Iterator[str]:
        return iter(self._encoded)

    def __len__(self) -> int:
        return len(self._encoded)


def load(
    builtin: Path, own: Path, cache: Path | None = None, state: list[str] | None = None
) -> Catalog:
    """Read every checklist; where both folders have an id, the user's file wins.

    `cache` is a file of the program's own that saves parsing and checking as long as no file and
    no rule for files has changed; without it, or if it is damaged, all is read anew. `state` is
    the state of those files, where the caller has looked at them already.
    """
    if state is None:
        state = fingerprint.folder_states(str(builtin), str(own))
    # the faults say where the person's own files are
    seen = [os.fsencode("\n".join(state)), display_path(own).encode()]
    if cache and (known := _read_cache(cache, seen)):
        return known
    catalog = _load(builtin, own)
    if cache:
        with suppress(StoreError):
            atomic_write(cache, _encoded(catalog, seen))
    return catalog


def _read_cache(cache: Path, seen: list[bytes]) -> Catalog | None:
    """Return the cached catalog, if it is undamaged and still what the files say."""
    try:
        data = memoryview(cache.read_bytes())
        checksum, body = data[:_CHECKSUM_SIZE], data[_CHECKSUM_SIZE:]
        if checksum != _checksum(body):  # else damage would show only when a checklist is decoded
            return None
        found = msgspec.msgpack.decode(body, type=_Cached)
    except (OSError, msgspec.MsgspecError):
        return None
    if found.seen != seen:
        return None
    checklists = _CachedChecklists(found.checklists)
    return Catalog(checklists, found.faults, found.own, found.former, found.services)


def _encoded(catalog: Catalog, seen: list[bytes]) -> bytes:
    encode = msgspec.msgpack.encode
    checklists = {name: Raw(encode(c)) for name, c in catalog.checklists.items()}
    former = dict(catalog.former)
    body = encode(_Cached(seen, checklists, catalog.faults, catalog.own, former, catalog.services))
    return _checksum(body) + body


def _checksum(data: bytes | memoryview) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM_SIZE, "big")


def _load(builtin: Path, own: Path) -> Catalog:
    from privacy_check.storage.checklist_file import read  # 19 ms that only a change has to pay

    faults: list[Fault] = []
    found: dict[str, Checklist] = {}
    names: dict[str, str] = {}
    own_ids: set[str] = set()
    for folder in (builtin, own):
        for path in _toml_files(folder, faults):
            file = display_path(path if folder == own else Path("checklists", path.name))
            checklist, wrong = read(path, file)
            faults += wrong
            if checklist:
                found[checklist.id], names[checklist.id] = checklist, file
                if folder == own:
                    own_ids.add(checklist.id)
    former: dict[str, str] = {}
    bad = set()
    for name, problem in _check_across_files(found, former):
        faults.append(Fault(names[name], problem))
        bad.add(name)
    good = {name: c for name, c in found.items() if name not in bad}
    services = frozenset(checklist.service for checklist in good.values())
    return Catalog(good, tuple(faults), frozenset(own_ids & good.keys()), former, services)


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
    """Whatever one file says of another; fills `former` on the way."""
    for name, checklist in found.items():
        if checklist.instead and checklist.instead not in found:
            near = did_you_mean(checklist.instead, found)
            yield name, f"instead: no checklist {checklist.instead!r}{near}"
        for old in checklist.replaces:
            if old in found:
                yield name, f"replaces: {old!r} is a checklist of its own"
            elif former.setdefault(old, name) != name:
                yield name, f"replaces: {old!r} is claimed by {former[old]!r} already"
