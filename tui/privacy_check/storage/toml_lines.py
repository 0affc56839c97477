"""Finds the line of each key in a TOML text, as no parser reports it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import tomli

KeyPath = tuple[str | int, ...]

MAX_DEPTH = 6

_TOKEN = re.compile(
    r'''"""[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""+|\x27{3}.*?\x27{3,5}'''
    r"""|"[^"\\]*(?:\\.[^"\\]*)*"|\x27[^\x27]*\x27|\#[^\n]*|[][{}]|\n""",
    re.DOTALL,
)
"""The tokens that decide where a TOML statement ends: strings, comments, brackets, line ends.

No possessive quantifiers: Python up to 3.11.4 matches them wrongly (python/cpython#100061).
"""


def line_numbers(text: str) -> dict[KeyPath, int]:
    """Map each key to the line on which it begins. The text must be valid TOML."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    array_lengths = Counter[KeyPath]()
    for number, statement in _statements(text):
        header = statement.lstrip()[:2]
        is_header = header.startswith("[")
        keys = _nested_keys(tomli.loads(statement), () if is_header else table)
        for key in keys:
            lines.setdefault(key, number)
        if is_header:
            table = keys[-1]
            if header == "[[":
                index = array_lengths[table]
                array_lengths[table] += 1
                table = (*table, index)
            lines.setdefault(table, number)
    return lines


def line_of(lines: Mapping[KeyPath, int], key: KeyPath) -> int | None:
    """Return the line of a key, or else of the innermost table around it that has one."""
    around = (key[:length] for length in range(len(key), 0, -1))
    return next((lines[part] for part in around if part in lines), None)


def _nested_keys(value: Any, table: KeyPath) -> list[KeyPath]:
    """Return the keys that one statement sets, from outside in: `a.b = 1` sets a and a.b."""
    keys: list[KeyPath] = []
    key = table
    while isinstance(value, dict) and value and len(key) < MAX_DEPTH:
        name, value = next(iter(value.items()))
        key = (*key, name)
        keys.append(key)
    return keys


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement with the number of its first line.

    A statement ends with the first line break outside of strings and brackets.
    """
    start = depth = 0
    number = 1
    for token in _TOKEN.finditer(f"{text}\n"):
        if token[0] in ("[", "{"):
            depth += 1
        elif token[0] in ("]", "}"):
            depth -= 1
        elif token[0] == "\n" and depth == 0:
            yield number, text[start : token.end()]
            number += text.count("\n", start, token.end())
            start = token.end()
