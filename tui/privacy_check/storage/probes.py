"""Looks at this machine for a step's probes: read-only, bounded, no process, no network."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from privacy_check.domain.checklist import Checklist, Probe, Step
from privacy_check.domain.probing import Answer, Finding, judge
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.storage import config_values
from privacy_check.storage.config_values import UnreadableError
from privacy_check.storage.files import read_limited
from privacy_check.storage.paths import display_path
from privacy_check.storage.probe_places import files_at, is_for_this_system, is_own, place_here
from privacy_check.system import environment, registry

SHOWN = 80
"""Characters of a value that are shown."""


class _Seen(NamedTuple):
    """One probe's look: what it makes of what it found, or `missing` where nothing is set."""

    answer: Answer | None
    value: str | None
    place: str


class _CannotTellError(Exception):
    """What keeps a probe from being asked; the text says what."""


def look(step: Step, *, shell: bool) -> Finding | None:
    """Ask a step's probes in order; None if none is for this system, or nothing of it is here.

    `shell` tells whether this process has the variables of the person's shell: without them, one
    that is missing says nothing, and neither does what comes after it.
    """
    asked = [probe for probe in step.probe if not probe.os or environment.system() in probe.os]
    if not step.commands and not any(map(_has_place, asked)):
        return None
    for probe in asked:
        try:
            seen = _look(probe, shell=shell)
        except _CannotTellError as error:
            return Finding("unknown", None, clean(str(error)), probe)
        if seen.answer is not None:
            return _finding(seen.answer, seen, probe)
        if probe.missing != "next":
            return _finding(probe.missing, seen, probe)
    return Finding("unknown", None, Clean("nothing is set"), asked[-1]) if asked else None


def _has_place(probe: Probe) -> bool:
    """Tell whether there is anything to look at: a program without its files may not be here."""
    if not probe.file or probe.format == "registry":
        return True
    return any(files_at(place) for place in probe.file)


def is_here(step: Step) -> bool:
    """Tell whether a step's tool is on this machine: by its commands, or the probes' files.

    True for a step that names no commands.
    """
    if not step.commands or any(map(environment.program, step.commands)):
        return True
    places = [place for probe in step.probe for place in probe.file]
    return any(files_at(place) for place in places)


def absent(checklist: Checklist) -> frozenset[str]:
    """Return the steps of a checklist whose tools are not on this machine."""
    return frozenset(step.id for step in checklist.steps if not is_here(step))


def _finding(answer: Answer, seen: _Seen, probe: Probe) -> Finding:
    value = None if seen.value is None else clean(seen.value, SHOWN)
    return Finding(answer, value, clean(seen.place, 1000), probe)


def _look(probe: Probe, *, shell: bool) -> _Seen:
    if probe.env is not None:
        return _look_at_variable(probe, probe.env, shell=shell)
    if probe.format == "registry":
        return _look_at_registry(probe)
    place = next((place for place in probe.file if files_at(place)), None)
    if place is None:
        return _Seen(None, None, f"there is no {place_here(_likely(probe))}")
    seen = [_look_at_file(probe, file) for file in files_at(place)]
    return _worst(seen)


def _likely(probe: Probe) -> str:
    """Return the place where this system's file would be."""
    return next(filter(is_for_this_system, probe.file), probe.file[0])


def _look_at_variable(probe: Probe, name: str, *, shell: bool) -> _Seen:
    value = environment.variable(name)
    if value:
        return _Seen(judge(probe, value), value, f"{name} in this shell")
    if not shell:
        raise _CannotTellError(f"{name} is not set here, but may be in your shell")
    return _Seen(None, None, f"{name} is not set in this shell")


def _look_at_file(probe: Probe, file: Path) -> _Seen:
    shown = display_path(file)
    if not is_own(file):
        raise _CannotTellError(f"{shown} is a link to elsewhere")
    assert probe.format is not None
    assert probe.key is not None
    try:
        data = read_limited(file)
        value = config_values.value_at(data, probe.format, probe.key)
    except OSError as error:
        raise _CannotTellError(f"{shown} cannot be read: {error.strerror or error}") from error
    except UnreadableError as error:
        raise _CannotTellError(f"{shown} {error}") from error
    if value is None:
        return _Seen(None, None, f"{probe.key} is not set in {shown}")
    return _Seen(judge(probe, value), value, shown)


def _worst(seen: Sequence[_Seen]) -> _Seen:
    """Return what decides among many profiles: all of them must be right."""
    order: list[Answer | None] = ["wrong", "unknown", None, "right"]
    return min(seen, key=lambda one: order.index(one.answer))


def _look_at_registry(probe: Probe) -> _Seen:
    assert probe.key is not None
    path = probe.file[0]
    try:
        value = registry.value(path, probe.key)
    except OSError as error:
        raise _CannotTellError(f"the registry cannot be read: {error}") from error
    if value is None:
        return _Seen(None, None, f"{probe.key} is not set in {path}")
    return _Seen(judge(probe, value), value, f"{path} in the registry")
