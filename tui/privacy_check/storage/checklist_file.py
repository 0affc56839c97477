"""Reads one TOML file into a Checklist, or reports all its faults by line and key."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import fields, replace

from privacy_check.domain.checklist import (
    LIBRARY_KEYS,
    REGIONS,
    Answer,
    Change,
    Checklist,
    Confirm,
    Id,
    Probe,
    Source,
    Step,
)
from privacy_check.domain.probing import problems_of
from privacy_check.domain.sanitize import clean, clean_name
from privacy_check.domain.url import checked
from privacy_check.errors import MAX_FAULTS, Fault, did_you_mean
from privacy_check.storage.files import read_toml
from privacy_check.storage.toml_lines import MAX_DEPTH, KeyPath, line_numbers, line_of

SCHEMA = 1

Problem = tuple[KeyPath, str]

_TABLES: dict[str, type[Struct]] = {
    "confirm": Confirm,
    "steps": Step,
    "changes": Change,
    "sources": Source,
}
_TABLE_FIELDS = {*((Checklist, name) for name in _TABLES), (Step, "probe"), (Step, "answer")}
_PARAGRAPH_LIMITS = {"why": 4000, "after": 4000, "body": 4000, "copy": 4000}
_LINE_LIMITS = {"summary": 500, "question": 500, "expect": 500, "note": 500}
_ID_FIELDS = {
    "id",
    "was",
    "replaces",
    "instead",
    "sources",
    "steps",
    "then",
    "regions",
    "platforms",
    "plans",
}


def read(
    path: Path, file: str, *, library: bool = False
) -> tuple[Checklist | None, tuple[Fault, ...]]:
    """Return the checklist in a file, or None and the file's faults, which call it `file`.

    A file of the `library` must have much that a person's own may leave out.
    """
    faults: list[Fault] = []
    found = read_toml(path, file, faults)
    if found is None:
        return None, tuple(faults)
    return checklist_of(*found, path.stem, file, library=library)


def checklist_of(
    text: str, table: dict[str, Any], stem: str, file: str, *, library: bool = False
) -> tuple[Checklist | None, tuple[Fault, ...]]:
    """Return the checklist in a file's text and table, or None and its faults, as `read` does."""
    schema = table.get("schema")
    if type(schema) is int and schema > SCHEMA:
        line = line_of(line_numbers(text), ("schema",))
        return None, (Fault(file, "needs a newer privacy-check", line, "schema"),)
    checklist, problems = _parse(table, stem, library=library)
    return checklist, _as_faults(problems, file, text) if problems else ()


def _parse(
    table: dict[str, Any], stem: str, *, library: bool
) -> tuple[Checklist | None, list[Problem]]:
    """Return the checklist in a table, or None and the problems, of each kind not too many."""
    problems: list[Problem] = []
    sanitized = _sanitized(table, (), problems)
    problems += islice(_unknown(sanitized), MAX_FAULTS + 1)
    problems += islice(_left_out(sanitized), MAX_FAULTS + 1) if library else ()
    try:
        checklist = msgspec.convert(sanitized, Checklist, builtin_types=(date, datetime))
    except msgspec.ValidationError as error:
        types = list(islice(_check_types(sanitized), MAX_FAULTS + 1))
        return None, [*problems, *types] or [((), clean(str(error)))]
    if not checklist.service:
        checklist = replace(checklist, service=checklist.title)
    if not problems:
        problems += islice(_check_references(checklist, stem), MAX_FAULTS + 1)
    return (None if problems else checklist), problems


def _as_faults(problems: list[Problem], file: str, text: str) -> tuple[Fault, ...]:
    lines = line_numbers(text)
    faults = [
        Fault(file, what, line_of(lines, key), clean_name(_dotted(key)))
        for key, what in problems[:MAX_FAULTS]
    ]
    return (*faults, *([Fault(file, "and more")] if len(problems) > MAX_FAULTS else []))


def schema(*, library: bool = False) -> str:
    """Return the JSON Schema of a checklist file, for completion and checks in editors.

    That of the `library` asks for all that a built-in checklist must have.
    """
    result = msgspec.json.schema(Checklist)
    for name, table in result["$defs"].items():
        table["additionalProperties"] = False
        model = next((m for m in LIBRARY_KEYS if m.__name__ == name), None)
        if library and model:
            _require(table, LIBRARY_KEYS[model])
    return msgspec.json.format(msgspec.json.encode(result), indent=2).decode()


def _require(table: dict[str, Any], keys: Iterable[str]) -> None:
    """Make a model's schema ask for these keys, none of them empty."""
    needed = {*table.get("required", ()), *keys}
    table["required"] = [key for key in table["properties"] if key in needed]
    for key in keys:
        field = table["properties"][key]
        field.pop("default", None)
        if field.get("type") == "string":
            field["minLength"] = 1
        elif field.get("type") == "array" and key != "hosts":
            field["minItems"] = 1


def future_dates(checklist: Checklist, today: date) -> list[str]:
    """Return a warning for each date later than today, as that must be a typo."""
    dated = [(f"changes[{i}].date", c.date) for i, c in enumerate(checklist.changes)]
    dated += [(f"sources[{i}].date", s.date) for i, s in enumerate(checklist.sources) if s.date]
    dated += [(f"sources[{i}].seen", s.seen) for i, s in enumerate(checklist.sources) if s.seen]
    dated += [("audited", checklist.audited)] if checklist.audited else []
    return [f"{key}: {day} is in the future" for key, day in dated if day > today]


def _sanitized(value: object, key: KeyPath, problems: list[Problem]) -> Any:
    """Return the value with every string in it sanitized as its field needs; adds problems."""
    if len(key) > MAX_DEPTH:
        problems.append((key, "is nested too deeply"))
        return None
    if isinstance(value, dict):
        return {k: _sanitized(v, (*key, k), problems) for k, v in value.items()}
    if isinstance(value, list):
        return [_sanitized(v, (*key, i), problems) for i, v in enumerate(value)]
    return _clean_field(value, key, problems) if isinstance(value, str) else value


def _clean_field(value: str, key: KeyPath, problems: list[Problem]) -> str:
    name = next(k for k in reversed(key) if isinstance(k, str))
    if name in _ID_FIELDS:
        return clean_name(value)
    if name == "url":
        try:
            return checked(value)
        except ValueError as error:
            problems.append((key, clean(str(error))))
            return value
    if name in _PARAGRAPH_LIMITS:
        return clean(value.strip(), _PARAGRAPH_LIMITS[name], lines=True)
    return clean(value.strip(), _LINE_LIMITS.get(name, 200))


def _tables(table: dict[str, Any]) -> Iterator[tuple[type[Struct], dict[str, Any], KeyPath]]:
    """Yield the file's table and each table in it, as (model, table, key)."""
    yield Checklist, table, ()
    for name, model in _TABLES.items():
        for row, where in _rows(table, (name,)):
            yield model, row, where
            if model is Step:
                yield from ((Probe, probe, key) for probe, key in _rows(row, (*where, "probe")))
                yield from ((Answer, found, key) for found, key in _rows(row, (*where, "answer")))


def _rows(table: dict[str, Any], key: KeyPath) -> Iterator[tuple[dict[str, Any], KeyPath]]:
    """Yield the tables at a key, which holds one or a list of them, as (table, key)."""
    value = table.get(str(key[-1]))
    if isinstance(value, list):
        yield from ((row, (*key, i)) for i, row in enumerate(value) if isinstance(row, dict))
    elif isinstance(value, dict):
        yield value, key


def _unknown(table: dict[str, Any]) -> Iterator[Problem]:
    for model, row, where in _tables(table):
        known = model.__struct_fields__
        for key in (key for key in row if key not in known):
            yield (*where, key), f"unknown key{did_you_mean(key, known)}"


def _left_out(table: dict[str, Any]) -> Iterator[Problem]:
    """Yield what a built-in checklist leaves out or empty, which only a person's own may."""
    for model, row, where in _tables(table):
        for key in LIBRARY_KEYS.get(model, ()):
            if key not in row:
                yield (*where, key), "missing"
            elif row[key] == "" or (row[key] == [] and key != "hosts"):
                yield (*where, key), "is empty"


def _check_types(table: dict[str, Any]) -> Iterator[Problem]:
    """Yield the missing keys and wrong types in the whole file."""
    from privacy_check.storage.value_types import check_type  # only a faulty file needs it

    for model, row, where in _tables(table):
        for field in fields(model):
            key = (*where, field.name)
            if field.name not in row:
                if field.required:
                    yield key, "missing"
            elif (model, field.name) in _TABLE_FIELDS:
                yield from _check_shape(row[field.name], key)
            else:
                yield from check_type(row[field.name], field.type, key)


def _check_shape(value: object, key: KeyPath) -> Iterator[Problem]:
    """Yield what is wrong with a key that holds tables, apart from the tables themselves."""
    if key[-1] in ("confirm", "answer"):
        if not isinstance(value, dict):
            name = ".".join(part for part in key if isinstance(part, str))
            yield key, f"must be written as a table, [{name}]"
    elif not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        name = ".".join(part for part in key if isinstance(part, str))
        yield key, f"must be written as tables, [[{name}]]"
    elif not value:
        yield key, "is empty"


def _check_references(checklist: Checklist, stem: str) -> Iterator[Problem]:
    """Yield wrong ids, hosts, references and probes, which the types cannot express."""
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
        yield from _check_answer(("steps", index), step, sources)
        for number, probe in enumerate(step.probe):
            where = ("steps", index, "probe", number)
            yield from _check_known((*where, "sources"), probe.sources, sources, "source")
            yield from ((where, problem) for problem in problems_of(probe))
    for index, change in enumerate(checklist.changes):
        yield from _check_known(("changes", index, "sources"), change.sources, sources, "source")
        yield from _check_known(("changes", index, "regions"), change.regions, REGIONS, "region")
        yield from _check_known(("changes", index, "steps"), change.steps, known_steps, "step")


def _check_answer(where: KeyPath, step: Step, sources: list[Id]) -> Iterator[Problem]:
    if step.answer is None:
        return
    key = (*where, "answer")
    if step.answer_days is None:
        yield key, "needs answer_days: the days until the answer is due"
    for index, name in enumerate(step.answer.then):
        if name == step.id:
            yield (*key, "then", index), "is this very step"
    yield from _check_known((*key, "sources"), step.answer.sources, sources, "source")


def _check_unique(named: list[tuple[KeyPath, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for key, name in named:
        if name in seen:
            yield key, f"{name!r} is already used"
        seen.add(name)


def _check_known(
    where: KeyPath, names: Iterable[str], known: Iterable[str], noun: str
) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name not in known:
            yield (*where, index), f"no {noun} {name!r}{did_you_mean(name, known)}"


def _dotted(key: KeyPath) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in key)
    return text.removeprefix(".")
