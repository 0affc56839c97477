"""Checks a value from a file against its type, and says in our words what is wrong with it.

msgspec's own messages are meant for programmers, stop at the first, and may change.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import inspect

Problem = tuple[tuple[str | int, ...], str]


def check_type(value: object, annotation: Any, key: tuple[str | int, ...]) -> Iterator[Problem]:
    """Yield (key, problem) for every way in which a value does not fit a field's annotation."""
    yield from _check(value, inspect.type_info(annotation), key)


def _check(value: object, kind: inspect.Type, key: tuple[str | int, ...]) -> Iterator[Problem]:
    kind = _unwrapped(kind)
    if not isinstance(kind, inspect.VarTupleType):
        if problem := _scalar_problem(value, kind):
            yield key, problem
    elif not isinstance(value, list):
        yield key, "must be a list in brackets, [...]"
    elif len(value) < (kind.min_length or 0):
        yield key, "is empty"
    else:
        for index, item in enumerate(value):
            yield from _check(item, kind.item_type, (*key, index))


def _unwrapped(kind: inspect.Type) -> inspect.Type:
    """Return the type inside of annotations and of `X | None`; TOML has no None."""
    if isinstance(kind, inspect.Metadata):
        return _unwrapped(kind.type)
    if isinstance(kind, inspect.UnionType):
        return next(t for t in kind.types if not isinstance(t, inspect.NoneType))
    return kind


def _scalar_problem(value: object, kind: inspect.Type) -> str | None:
    match kind:
        case inspect.StrType():
            return _text_problem(value, kind)
        case inspect.IntType(ge=low, le=high):
            fits = type(value) is int and (low or 0) <= value <= (high or value)
            return None if fits else f"must be a whole number from {low} to {high}"
        case inspect.BoolType():
            return None if isinstance(value, bool) else "must be true or false"
        case inspect.DateType():
            fits = type(value) is date
            return None if fits else "must be a date without quotes or time: 2026-11-24"
        case inspect.LiteralType(values=values):
            fits = type(value) is type(values[0]) and value in values
            return None if fits else f"must be {_either(values)}"
        case _:
            raise TypeError(f"no check for {kind}")


def _text_problem(value: object, kind: inspect.StrType) -> str | None:
    if not isinstance(value, str):
        return "must be text in quotes"
    if len(value) < (kind.min_length or 0):
        return "is empty"
    if kind.max_length is not None and len(value) > kind.max_length:
        return f"must have at most {kind.max_length} characters"
    if kind.pattern and not re.search(kind.pattern, value):
        return "must be lower-case letters, digits and single hyphens"
    return None


def _either(values: tuple[object, ...]) -> str:
    words = [str(value) for value in values]
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
