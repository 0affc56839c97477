"""Looking at this machine for a session: what is right, what is wrong, and what has drifted."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from privacy_check.domain import mending
from privacy_check.domain.checklist import Checklist, Probe, Step
from privacy_check.domain.mending import Shell
from privacy_check.domain.probing import Finding
from privacy_check.domain.standing import Standing
from privacy_check.errors import SettingsError
from privacy_check.session import Session
from privacy_check.storage import config_values, paths, probes
from privacy_check.storage.config_values import UnreadableError
from privacy_check.storage.files import read_limited
from privacy_check.storage.probe_places import files_at, is_for_this_system, place_here
from privacy_check.storage.profiles import DEFAULT
from privacy_check.system import environment


class Look(Struct, frozen=True):
    """One step that this machine can answer, and what it answered."""

    checklist: Checklist
    step: Step
    finding: Finding


class Mend(Struct, frozen=True):
    """What puts a setting right on this machine, and where it belongs."""

    line: str
    place: str
    """The file that it belongs into; empty for a command."""
    is_there: bool = False
    """Whether that file has the line already, so that a new shell is all that is needed."""


def verify(
    session: Session, names: Iterable[str] | None = None, *, is_theirs: bool = False
) -> list[Look]:
    """Look at this machine for these checklists, or for all that the person has; record news.

    `is_theirs` says that this machine is the profile's own, even if it is not the default's.
    """
    found = list(look_at(steps_to_look_at(session, names)))
    record(session, found, is_theirs=is_theirs)
    return found


def steps_to_look_at(
    session: Session, names: Iterable[str] | None = None
) -> list[tuple[Checklist, Step]]:
    """Return the steps that this machine can answer: those that apply and are here."""
    return [
        (standing.checklist, step.step)
        for standing in _asked(session, names)
        for step in standing.steps
        if step.applies and step.is_here and step.step.probe
    ]


def look_at(steps: Iterable[tuple[Checklist, Step]]) -> Iterator[Look]:
    """Look at this machine for these steps. It reads files, and needs nothing of a session."""
    shell = environment.is_interactive()
    for checklist, step in steps:
        if finding := probes.look(step, shell=shell):
            yield Look(checklist, step, finding)


def record(session: Session, looks: Iterable[Look], *, is_theirs: bool = False) -> bool:
    """Keep what was found for the screens, and write what is news to the journal; True if any is.

    A machine has one owner, the default profile, unless somebody says that it `is_theirs`.
    """
    news, writes = False, is_theirs or session.profile == DEFAULT
    for look in looks:
        name, step = look.checklist.id, look.step.id
        session.findings[name, step] = look.finding
        if writes and session.record_look(name, step, look.finding.answer):
            news = True
    return news


def mend(look: Look, shell: Shell | None = None) -> Mend | None:
    """Return what puts a step right that is wrong; None if no probe says how.

    A value that was found is changed where it was found. Where none is set, a variable comes first,
    then a file of the person's own.
    """
    decided = look.finding.probe
    here = [p for p in look.step.probe if not p.os or environment.system() in p.os]
    here.sort(key=lambda probe: (probe.env is None, any(f.startswith("/") for f in probe.file)))
    ordered = [decided] if decided and look.finding.value is not None else here
    return next(filter(None, (_mend(probe, shell or login_shell()) for probe in ordered)), None)


def variable(look: Look, shell: Shell) -> str | None:
    """Return the line that turns a step right by a variable; None if no variable does."""
    for probe in look.step.probe:
        value = mending.right_value(probe)
        if probe.env and value is not None:
            return mending.variable_line(probe.env, value, shell)
    return None


def login_shell() -> Shell:
    """Return the shell that the person uses, as far as can be told; bash if it is another."""
    name = environment.login_shell()
    return next((shell for shell in mending.SHELLS if shell == name), "bash")


def _asked(session: Session, names: Iterable[str] | None) -> Iterator[Standing]:
    standings = session.standings() if names is None else map(session.standing, names)
    for standing in standings:
        has_probes = any(step.probe for step in standing.checklist.steps)
        if has_probes and standing.state != "retired" and (names or session.is_mine(standing)):
            yield standing


def _mend(probe: Probe, shell: Shell) -> Mend | None:
    value = mending.right_value(probe)
    if value is None:
        return None
    if probe.env is not None:
        return _mend_variable(probe.env, value, shell)
    likely = next(filter(is_for_this_system, probe.file), probe.file[0])
    place = next((place for place in probe.file if files_at(place)), likely)
    file = next(iter(files_at(place)), None)
    line = mending.file_line(probe, str(file or place))
    if line is None:
        return None
    if probe.format in ("plist", "registry"):
        return Mend(line, "")  # a command
    there = paths.display_path(file) if file else place_here(place)
    # Firefox writes prefs.js anew as it ends, and reads user.js beside it
    return Mend(line, re.sub(r"prefs\.js$", "user.js", there))


def _mend_variable(name: str, value: str, shell: Shell) -> Mend:
    """Return the line of the start-up file, or the command of a shell that keeps variables."""
    if command := mending.variable_command(name, value, shell):
        return Mend(command, "")
    line = mending.variable_line(name, value, shell)
    try:
        file = paths.start_up_file(shell)
    except SettingsError:
        return Mend(line, "")
    return Mend(line, paths.display_path(file), is_there=_sets(file, name))


def _sets(file: Path, name: str) -> bool:
    """Tell whether a start-up file has a line that sets the variable."""
    try:
        return bool(config_values.value_at(read_limited(file), "lines", name))
    except (OSError, UnreadableError):
        return False
