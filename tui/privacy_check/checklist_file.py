"""One TOML file → Checklist, or every fault of it by line, key and nearest known key."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import tomli
from msgspec import Struct
from msgspec.structs import fields

from privacy_check.address import checked
from privacy_check.checklist import WIDER, Change, Checklist, Confirm, Source, Step
from privacy_check.disk import read_whole
from privacy_check.errors import Fault, did_you_mean
from privacy_check.inert import clean, clean_name

SCHEMA = 1

KeyPath = tuple[str | int, ...]
Problem = tuple[KeyPath, str]

_TABLES: dict[str, type[Struct]] = {
    "confirm": Confirm,
    "steps": Step,
    "changes": Change,
    "sources": Source,
}
_PARAGRAPHS = {"why": 4000, "after": 4000, "body": 4000, "copy": 4000}
_LONG = {"summary": 500, "question": 500, "expect": 500, "note": 500}
_NAMES = {"id", "was", "replaces", "instead", "sources", "steps", "regions", "platforms", "plans"}


def read(path: Path, file: str) -> tuple[Checklist | None, tuple[Fault, ...]]:
    """Read one file; `file` is what messages call it. Either a checklist or its faults."""
    try:
        text = read_whole(path).removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        table = tomli.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        return None, (Fault(file, f"cannot be read: {_reason(error)}"),)
    except (ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        what = f"is no TOML: {clean(getattr(error, 'msg', '') or str(error))}"
        return None, (Fault(file, what, line),)
    schema = table.get("schema")
    if type(schema) is int and schema > SCHEMA:
        line = _line(text, ("schema",))
        return None, (Fault(file, "needs a newer privacy-check", line, "schema"),)
    problems: list[Problem] = []
    inert = _inert(table, (), problems)
    problems += _unknown(inert)
    try:
        checklist = msgspec.convert(inert, Checklist, builtin_types=(date, datetime))
    except msgspec.ValidationError:  # it names the first fault only
        problems += _shape(inert)
    else:
        problems += [] if problems else _sense(checklist, path.stem)
        if not problems:
            return checklist, ()
    return None, tuple(
        Fault(file, what, _line(text, key), clean_name(_spelled(key))) for key, what in problems
    )


def schema() -> str:
    """Return the JSON Schema of a checklist file, for editors that complete and check."""
    made = msgspec.json.schema(Checklist)
    for table in made["$defs"].values():
        table["additionalProperties"] = False
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode()


def future_dates(checklist: Checklist, today: date) -> list[str]:
    """Name the dates of a file that are later than today: a slip, as the past is all we know."""
    dated = [(f"changes[{i}].date", c.date) for i, c in enumerate(checklist.changes)]
    dated += [(f"sources[{i}].date", s.date) for i, s in enumerate(checklist.sources) if s.date]
    return [f"{key}: {day} is in the future" for key, day in dated if day > today]


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} is no UTF-8"
    return clean(error.strerror or str(error))


def _inert(value: object, key: KeyPath, problems: list[Problem]) -> Any:
    """Return the value with every string in it cleaned for the field that it stands in."""
    if isinstance(value, dict):
        return {k: _inert(v, (*key, k), problems) for k, v in value.items()}
    if isinstance(value, list):
        return [_inert(v, (*key, i), problems) for i, v in enumerate(value)]
    if not isinstance(value, str):
        return value
    name = next(k for k in reversed(key) if isinstance(k, str))
    if name in _NAMES:
        return clean_name(value)
    if name == "url":
        try:
            return checked(value)
        except ValueError as error:
            problems.append((key, clean(str(error))))
            return value
    if name in _PARAGRAPHS:
        return clean(value.strip(), _PARAGRAPHS[name], lines=True)
    return clean(value.strip(), _LONG.get(name, 200))


def _tables(table: dict[str, Any]) -> Iterator[tuple[type[Struct], dict[str, Any], KeyPath]]:
    """Yield the file and each table in it, with the type that it must be."""
    yield Checklist, table, ()
    for name, model in _TABLES.items():
        value = table.get(name)
        rows: list[tuple[KeyPath, Any]] = [((name,), value)]
        if isinstance(value, list):
            rows = [((name, index), row) for index, row in enumerate(value)]
        yield from ((model, row, where) for where, row in rows if isinstance(row, dict))


def _unknown(table: dict[str, Any]) -> Iterator[Problem]:
    for model, row, where in _tables(table):
        known = {field.name for field in fields(model)}
        for key in row.keys() - known:
            yield (*where, key), f"unknown key{did_you_mean(key, known)}"


def _shape(table: dict[str, Any]) -> Iterator[Problem]:
    """Yield the missing keys and wrong types of the whole file and of each of its tables."""
    for model, row, where in _tables(table):
        for field in fields(model):
            if field.name in row:
                yield from _wrong(row[field.name], model, field.type, (*where, field.name))
            elif field.required:
                yield (*where, field.name), "missing"


def _wrong(value: object, model: type[Struct], kind: Any, key: KeyPath) -> Iterator[Problem]:
    """Yield what is wrong with one value; what is wrong inside a table is told for that table."""
    name = str(key[-1])
    if model is not Checklist or name not in _TABLES:
        try:
            msgspec.convert(value, kind, builtin_types=(date, datetime))
        except msgspec.ValidationError as error:
            yield _in_our_words(error, key)
    elif name == "confirm":
        if not isinstance(value, dict):
            yield key, "must be written as a table, [confirm]"
    elif not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        yield key, f"must be written as tables, [[{name}]]"
    elif not value:
        yield key, "is empty"


def _in_our_words(error: msgspec.ValidationError, key: KeyPath) -> Problem:
    what, _, place = str(error).partition(" - at `$")
    for index in place.rstrip("`").replace("]", "").split("[")[1:]:
        key = (*key, int(index))
    if "matching regex" in what:
        return key, "must be lower-case letters, digits and single hyphens"
    if what in ("Expected `str` of length >= 1", "Expected `array` of length >= 1"):
        return key, "is empty"
    return key, clean(what.replace("`", "").replace("Expected", "must be", 1))


def _sense(checklist: Checklist, stem: str) -> Iterator[Problem]:
    """Whatever a type cannot say of one file."""
    if checklist.id != stem:
        yield ("id",), f"must be the file's name, {clean_name(stem)!r}"
    for index, name in enumerate(checklist.hosts):
        try:
            checked(f"https://{name}")
        except ValueError as error:
            yield ("hosts", index), str(error)
    sources = [s.id for s in checklist.sources]
    yield from _twice([(("sources", i, "id"), name) for i, name in enumerate(sources)])
    steps = [(("steps", i, "id"), s.id) for i, s in enumerate(checklist.steps)]
    former = [
        (("steps", i, "was", j), name)
        for i, step in enumerate(checklist.steps)
        for j, name in enumerate(step.was)
    ]
    yield from _twice([*steps, *former])
    known_steps = [name for _, name in [*steps, *former]]
    for index, step in enumerate(checklist.steps):
        yield from _known(("steps", index, "sources"), step.sources, sources, "source")
        yield from _known(("steps", index, "regions"), step.regions, WIDER, "region")
    for index, change in enumerate(checklist.changes):
        yield from _known(("changes", index, "sources"), change.sources, sources, "source")
        yield from _known(("changes", index, "regions"), change.regions, WIDER, "region")
        yield from _known(("changes", index, "steps"), change.steps, known_steps, "step")


def _twice(named: list[tuple[KeyPath, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for key, name in named:
        if name in seen:
            yield key, f"{name!r} is there already"
        seen.add(name)


def _known(
    where: KeyPath, names: Iterable[str], known: Iterable[str], noun: str
) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name not in known:
            yield (*where, index), f"no {noun} {name!r}{did_you_mean(name, known)}"


def _line(text: str, key: KeyPath) -> int | None:
    """Find the line on which a key, or else the nearest table around it, comes to be."""
    lines = text.splitlines(keepends=True)
    while key:
        for count in range(1, len(lines) + 1):
            try:
                value: Any = tomli.loads("".join(lines[:count]))
                for part in key:
                    value = value[part]
            except (ValueError, KeyError, IndexError, TypeError, RecursionError):
                continue
            return count
        key = key[:-1]
    return None


def _spelled(key: KeyPath) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in key)
    return text.removeprefix(".")
