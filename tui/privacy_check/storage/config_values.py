"""One value out of another program's config file, by format and key, as plain text.

Only that value is returned; whatever else the file holds is forgotten with it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from privacy_check.domain.checklist import ProbeFormat

YAML_LIMIT = 64 * 1024
"""Bytes; a whole MiB would take its parser seconds."""


class UnreadableError(Exception):
    """A file is not in its format, or the key holds no single value; the text says what."""


def value_at(data: bytes, kind: ProbeFormat, key: str) -> str | None:
    """Return the value at a key as text, `true` and `false` for booleans; None if it has none.

    Raises UnreadableError.
    """
    try:
        if kind in _TEXTUAL:
            return _TEXTUAL[kind](_decoded(data), key)
        return _in_table(_PARSED[kind](data), key)
    except UnreadableError:
        raise
    except Exception as error:  # whatever a parser makes of a stranger's file
        raise UnreadableError(f"is not valid {_NAMES.get(kind, kind)}") from error


def _decoded(data: bytes) -> str:
    return data.removeprefix(b"\xef\xbb\xbf").decode()


def _in_table(value: object, key: str) -> str | None:
    """Look a dotted key up in nested tables; a key that itself has dots in it counts, too."""
    if not isinstance(value, Mapping):
        raise UnreadableError("has no table in it")
    found = _find(value, key)
    return None if found is _NOTHING else _as_text(found)


_NOTHING = object()


def _find(table: Mapping[Any, object], key: str) -> object:
    if key in table:
        return table[key]
    parts = key.split(".")
    for count in range(len(parts) - 1, 0, -1):
        inner = table.get(".".join(parts[:count]))
        if isinstance(inner, Mapping):
            found = _find(inner, ".".join(parts[count:]))
            if found is not _NOTHING:
                return found
    return _NOTHING


def _as_text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise UnreadableError("has more than one value there")


def _json(data: bytes) -> object:
    import json  # like all parsers here: loaded where a probe needs it

    return json.loads(_decoded(data))


def _plist(data: bytes) -> object:
    import plistlib

    return plistlib.loads(data)


def _jsonc(data: bytes) -> object:
    import pyjson5  # accepts comments and trailing commas, as editors do

    return pyjson5.decode(_decoded(data))


def _toml(data: bytes) -> object:
    import tomli

    return tomli.loads(_decoded(data))


def _yaml(data: bytes) -> object:
    import yaml

    if len(data) > YAML_LIMIT:
        raise UnreadableError(f"is larger than {YAML_LIMIT // 1024} KiB")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(_decoded(data), loader) or {}


_PARSED: dict[ProbeFormat, Callable[[bytes], object]] = {
    "json": _json,
    "jsonc": _jsonc,
    "toml": _toml,
    "yaml": _yaml,
    "plist": _plist,
}


def _ini(text: str, key: str) -> str | None:
    """Look up `section.key` in an INI file, git's config among them."""
    import configparser

    parser = configparser.ConfigParser(
        interpolation=None, strict=False, allow_no_value=True, default_section=""
    )
    parser.optionxform = str.lower  # type: ignore[assignment,method-assign]  # as ini files mean it
    parser.read_string(text)
    section, _, name = key.rpartition(".")
    named = {known.casefold(): known for known in parser.sections()}
    known = named.get(section.casefold())
    return None if known is None else parser.get(known, name.lower(), fallback=None)


def _lines(text: str, key: str) -> str | None:
    """Look up the last line that sets a name: `NAME=value`, `export NAME=value`, `name: value`."""
    setting = re.compile(
        rf"\s*(?:export\s+|setenv\s+|set\s+(?:-\w+\s+)*)?{re.escape(key)}(?:\s*[=:]\s*|\s+)(.*)"
    )
    found = [match[1] for line in text.splitlines() if (match := setting.fullmatch(line))]
    return _unquoted(found[-1]) if found else None


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = re.match(r"(['\"])(.*?)\1", value)
    return quoted[2] if quoted else re.split(r"\s+[#;]|;\s*$", value)[0].strip()


def _prefs(text: str, key: str) -> str | None:
    """Look up a preference in Firefox's prefs.js or user.js; the last one counts."""
    import json

    setting = re.compile(
        rf'^\s*(?:user_|sticky_|lock)?[pP]ref\("{re.escape(key)}",\s*(.+?)\);', re.MULTILINE
    )
    found = setting.findall(text)
    return _as_text(json.loads(found[-1])) if found else None


_TEXTUAL: dict[ProbeFormat, Callable[[str, str], str | None]] = {
    "ini": _ini,
    "lines": _lines,
    "prefs": _prefs,
}
_NAMES: dict[ProbeFormat, str] = {
    "json": "JSON",
    "jsonc": "JSON",
    "toml": "TOML",
    "yaml": "YAML",
    "ini": "INI",
    "prefs": "a list of preferences",
    "plist": "a property list",
}
