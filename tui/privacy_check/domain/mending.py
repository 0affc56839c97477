"""The line that puts a probed setting right: what to type or to write, in the tool's own form."""

from collections.abc import Callable, Sequence
from typing import Literal

from privacy_check.domain.checklist import Probe, ProbeFormat
from privacy_check.domain.probing import ANY

Shell = Literal["bash", "zsh", "fish", "powershell"]
SHELLS: tuple[Shell, ...] = ("bash", "zsh", "fish", "powershell")


def right_value(probe: Probe) -> str | None:
    """Return the value to set; None if the probe only knows what is wrong."""
    first = next(iter(probe.right), None)
    return "1" if first == ANY else first


def variable_line(name: str, value: str, shell: Shell) -> str:
    """Return the line of a start-up file that sets a variable in every new shell of that kind."""
    quoted = value if value.isalnum() else f"'{value}'"
    match shell:
        case "fish":
            return f"set -gx {name} {quoted}"
        case "powershell":
            return f"$env:{name} = '{value}'"
        case _:
            return f"export {name}={quoted}"


def variable_command(name: str, value: str, shell: Shell) -> str | None:
    """Return the command that sets a variable for good; None where a start-up file does that."""
    quoted = value if value.isalnum() else f"'{value}'"
    commands = {"fish": f"set -Ux {name} {quoted}", "powershell": f"setx {name} {quoted}"}
    return commands.get(shell)


def file_line(probe: Probe, place: str) -> str | None:
    """Return what a config file must hold, or the command that writes it; None if not known.

    `place` is the file; `defaults` and `reg` need it.
    """
    value, key = right_value(probe), probe.key
    if value is None or key is None or probe.format is None:
        return None
    if probe.format == "plist":
        return f"defaults write '{place.removesuffix('.plist')}' {key} {_defaults(value)}"
    if probe.format == "registry":
        return _reg(place, key, value)
    if "/User/settings.json" in place:  # an editor of VS Code's family has dots in its keys
        return _flat_json(key.split("."), value)
    return _LINES[probe.format](key.split("."), value)


def _scalar(value: str) -> str:
    """Write a value as JSON, TOML and YAML do: numbers and booleans without quotes."""
    bare = value in ("true", "false") or value.isdigit()
    return value if bare else f'"{value}"'


def _json(parts: Sequence[str], value: str) -> str:
    *tables, name = parts
    opened = "".join(f'{{"{table}": ' for table in tables)
    return f'{opened}{{"{name}": {_scalar(value)}}}{"}" * len(tables)}'


def _flat_json(parts: Sequence[str], value: str) -> str:
    return f'"{".".join(parts)}": {_scalar(value)}'


def _sectioned(parts: Sequence[str], value: str) -> str:
    *tables, name = parts
    section = f"[{'.'.join(tables)}]\n" if tables else ""
    return f"{section}{name} = {value}"


def _toml(parts: Sequence[str], value: str) -> str:
    return _sectioned(parts, _scalar(value))


def _yaml(parts: Sequence[str], value: str) -> str:
    *tables, name = parts
    above = "".join(f"{'  ' * depth}{table}:\n" for depth, table in enumerate(tables))
    return f"{above}{'  ' * len(tables)}{name}: {_scalar(value)}"


def _prefs(parts: Sequence[str], value: str) -> str:
    return f'user_pref("{".".join(parts)}", {_scalar(value)});'


def _defaults(value: str) -> str:
    if value in ("true", "false"):
        return f"-bool {value}"
    return f"-int {value}" if value.isdigit() else f"-string '{value}'"


def _reg(place: str, key: str, value: str) -> str:
    kind = "REG_DWORD" if value.isdigit() else "REG_SZ"
    path = place.replace("/", "\\")
    return f'reg add "{path}" /v {key} /t {kind} /d {value} /f'


_LINES: dict[ProbeFormat, Callable[[Sequence[str], str], str]] = {
    "json": _json,
    "jsonc": _json,
    "toml": _toml,
    "yaml": _yaml,
    "ini": _sectioned,
    "lines": lambda parts, value: f"{'.'.join(parts)}={value}",
    "prefs": _prefs,
}
