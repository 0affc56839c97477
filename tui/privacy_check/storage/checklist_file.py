"""One TOML file → Checklist, or every fault of it by line, key and nearest known key."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import tomli
from msgspec import Struct
from msgspec.structs import fields

from privacy_check.domain.checklist import REGIONS, Change, Checklist, Confirm, Source, Step
from privacy_check.domain.sanitize import clean, clean_name
from privacy_check.domain.url import checked
from privacy_check.errors import MAX_FAULTS, Fault, did_you_mean
from privacy_check.storage.files import read_toml

SCHEMA = 1
MAX_DEPTH = 6

KeyPath = tuple[str | int, ...]
Problem = tuple[KeyPath, str]

_TABLES: dict[str, type[Struct]] = {
    "confirm": Confirm,
    "steps": Step,
    "changes": Change,
    "sources": Source,
}
_fields = cache(fields)
_PARAGRAPHS = {"why": 4000, "after": 4000, "body": 4000, "copy": 4000}
_LONG = {"summary": 500, "question": 500, "expect": 500, "note": 500}
_NAMES = {"id", "was", "replaces", "instead", "sources", "steps", "regions", "platforms", "plans"}


_TOKEN = re.compile(
    r'''"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""+|\x27{3}.*?\x27{3,5}'''
    r"""|"[^"\\]*(?:\\.[^"\\]*)*"|\x27[^\x27]*\x27|\#[^\n]*|[][{}]|\n""",
    re.DOTALL,
)
"""What decides in TOML where a statement ends: strings, comments, brackets, line ends.

No possessive quantifiers: Python up to 3.11.4 matches them wrongly (python/cpython#100061).
"""


def read(path: Path, file: str) -> tuple[Checklist | None, tuple[Fault, ...]]:
    """Read one file; `file` is what messages call it. Either a checklist or its faults."""
    faults: list[Fault] = []
    found = read_toml(path, file, faults)
    if found is None:
        return None, tuple(faults)
    text, table = found
    schema = table.get("schema")
    if type(schema) is int and schema > SCHEMA:
        line = _line(_line_numbers(text), ("schema",))
        return None, (Fault(file, "needs a newer privacy-check", line, "schema"),)
    problems: list[Problem] = []
    sanitized = _sanitized(table, (), problems)
    problems += islice(_unknown(sanitized), MAX_FAULTS + 1)
    try:
        checklist = msgspec.convert(sanitized, Checklist, builtin_types=(date, datetime))
    except msgspec.ValidationError:  # it names the first fault only
        problems += islice(_check_types(sanitized), MAX_FAULTS + 1)
    else:
        problems += (
            [] if problems else islice(_check_references(checklist, path.stem), MAX_FAULTS + 1)
        )
        if not problems:
            return checklist, ()
    lines = _line_numbers(text)
    history = [
        Fault(file, what, _line(lines, key), clean_name(_dotted(key)))
        for key, what in problems[:MAX_FAULTS]
    ]
    return None, (*history, *([Fault(file, "and more")] if len(problems) > len(history) else []))


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


def _sanitized(value: object, key: KeyPath, problems: list[Problem]) -> Any:
    """Return the value with every string in it cleaned for the field that it stands in."""
    if len(key) > MAX_DEPTH:
        problems.append((key, "is nested too deep"))
        return None
    if isinstance(value, dict):
        return {k: _sanitized(v, (*key, k), problems) for k, v in value.items()}
    if isinstance(value, list):
        return [_sanitized(v, (*key, i), problems) for i, v in enumerate(value)]
    return _clean(value, key, problems) if isinstance(value, str) else value


def _clean(value: str, key: KeyPath, problems: list[Problem]) -> str:
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
        known = model.__struct_fields__
        for key in (key for key in row if key not in known):
            yield (*where, key), f"unknown key{did_you_mean(key, known)}"


def _check_types(table: dict[str, Any]) -> Iterator[Problem]:
    """Yield the missing keys and wrong types of the whole file and of each of its tables."""
    for model, row, where in _tables(table):
        for field in _fields(model):
            if field.name in row:
                yield from _check_value(row[field.name], model, field.type, (*where, field.name))
            elif field.required:
                yield (*where, field.name), "missing"


def _check_value(value: object, model: type[Struct], kind: Any, key: KeyPath) -> Iterator[Problem]:
    """Yield what is wrong with one value; what is wrong inside a table is told for that table."""
    name = str(key[-1])
    if model is not Checklist or name not in _TABLES:
        try:
            msgspec.convert(value, kind, builtin_types=(date, datetime))
        except msgspec.ValidationError as error:
            yield _reworded(error, key)
    elif name == "confirm":
        if not isinstance(value, dict):
            yield key, "must be written as a table, [confirm]"
    elif not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        yield key, f"must be written as tables, [[{name}]]"
    elif not value:
        yield key, "is empty"


def _reworded(error: msgspec.ValidationError, key: KeyPath) -> Problem:
    what, _, place = str(error).partition(" - at `$")
    for index in place.rstrip("`").replace("]", "").split("[")[1:]:
        key = (*key, int(index))
    if "matching regex" in what:
        return key, "must be lower-case letters, digits and single hyphens"
    if what in ("Expected `str` of length >= 1", "Expected `array` of length >= 1"):
        return key, "is empty"
    return key, clean(what.replace("`", "").replace("Expected", "must be", 1))


def _check_references(checklist: Checklist, stem: str) -> Iterator[Problem]:
    """Whatever a type cannot say of one file."""
    if checklist.id != stem:
        yield ("id",), f"must be the file's name, {clean_name(stem)!r}"
    for index, name in enumerate(checklist.hosts):
        try:
            checked(f"https://{name}")
        except ValueError as error:
            yield ("hosts", index), str(error)
    sources = [s.id for s in checklist.sources]
    yield from _check_unique([(("sources", i, "id"), name) for i, name in enumerate(sources)])
    steps = [(("steps", i, "id"), s.id) for i, s in enumerate(checklist.steps)]
    former = [
        (("steps", i, "was", j), name)
        for i, step in enumerate(checklist.steps)
        for j, name in enumerate(step.was)
    ]
    yield from _check_unique([*steps, *former])
    known_steps = [name for _, name in [*steps, *former]]
    for index, step in enumerate(checklist.steps):
        yield from _check_known(("steps", index, "sources"), step.sources, sources, "source")
        yield from _check_known(("steps", index, "regions"), step.regions, REGIONS, "region")
    for index, change in enumerate(checklist.changes):
        yield from _check_known(("changes", index, "sources"), change.sources, sources, "source")
        yield from _check_known(("changes", index, "regions"), change.regions, REGIONS, "region")
        yield from _check_known(("changes", index, "steps"), change.steps, known_steps, "step")


def _check_unique(named: list[tuple[KeyPath, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for key, name in named:
        if name in seen:
            yield key, f"{name!r} is there already"
        seen.add(name)


def _check_known(
    where: KeyPath, names: Iterable[str], known: Iterable[str], noun: str
) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name not in known:
            yield (*where, index), f"no {noun} {name!r}{did_you_mean(name, known)}"


def _line(lines: Mapping[KeyPath, int], key: KeyPath) -> int | None:
    """Find the line of a key, or else of the nearest table around it."""
    around = (key[:length] for length in range(len(key), 0, -1))
    return next((lines[part] for part in around if part in lines), None)


def _line_numbers(text: str) -> dict[KeyPath, int]:
    """Say on which line each key begins, in a text that is known to be TOML."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    tables = Counter[KeyPath]()
    for number, statement in _statements(text):
        said: Any = tomli.loads(statement)
        key = () if statement.lstrip().startswith("[") else table
        while isinstance(said, dict) and said and len(key) < MAX_DEPTH:
            name, said = next(iter(said.items()))
            key = (*key, name)
            lines.setdefault(key, number)
        if statement.lstrip().startswith("["):
            table = (*key, tables[key]) if isinstance(said, list) else key
            tables[key] += 1
            lines.setdefault(table, number)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Cut a TOML text after each line at whose end no string, array or table is open."""
    start = open_ = 0
    number = 1
    for token in _TOKEN.finditer(f"{text}\n"):
        open_ += (token[0] in ("[", "{")) - (token[0] in ("]", "}"))
        if token[0] == "\n" and not open_:
            yield number, text[start : token.end()]
            number += text.count("\n", start, token.end())
            start = token.end()


def _dotted(key: KeyPath) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in key)
    return text.removeprefix(".")
