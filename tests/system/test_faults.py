"""Faults injected at every system call of a save: SIGKILL, errors, short writes."""

import os
import resource
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from privacy_check.cli.main import main
from privacy_check.cli.streams import print_error
from privacy_check.domain.journal import Event, effective_events
from privacy_check.due_cache import write_agenda
from privacy_check.errors import PrivacyCheckError
from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from tests.conftest import Clock
from tests.scale import FULL, scaled
from tests.system.calls import Act, Call, Run, command, run

pytestmark = pytest.mark.needs("strace")

RecordProperty = Callable[[str, object], None]
Verb = Callable[[Session], int | None]


def mark(session: Session, largest_file: int = resource.RLIM_INFINITY) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY))
    session.mark("acme", "letter", "done")


def choose(session: Session) -> None:
    session.save_setting("region", "uk")


def forget(session: Session) -> None:
    session.forget("hostile")


def command_mark(session: Session) -> int:
    os.environ["PRIVACY_CHECK_HOME"] = str(session.home.config)
    return main(["mark", "acme", "letter", "done"])


SAVES: dict[str, tuple[bool, Verb]] = {
    "a first save": (False, mark),
    "a later save": (True, mark),
    "forget": (True, forget),
    "a first choice": (False, choose),
    "another choice": (True, choose),
    "the agenda": (True, write_agenda),
    "the whole command": (True, command_mark),
}
"""Kinds of save: whether something was saved before, and the action."""


@dataclass(frozen=True)
class Kept:
    """What is found again after a fault."""

    lines: frozenset[tuple[str, str, str | None]]
    region: str | None

    def between(self, before: "Kept", after: "Kept") -> bool:
        """Whether this is how it was, or how it should be, or some of its lines on the way."""
        return (
            before.lines & after.lines <= self.lines <= before.lines | after.lines
            and self.region in (before.region, after.region)
        )


def places(folder: Path) -> Places:
    return Places(folder / "home", folder / "home" / "state")


def kept(folder: Path, clock: Clock) -> Kept:
    """Read everything again: nothing may be damaged, and an agenda must be complete."""
    session = open_session(places(folder), clock)
    assert session.event_log.faults + session.settings.faults == ()
    names = session.ids_with_events()
    lines = frozenset((n, str(e.did), e.step) for n in names for e in session.events(n))
    agenda = session.home.agenda_file
    assert not agenda.exists() or agenda.read_text().endswith("\tacme\n")
    return Kept(lines, session.settings.person.region)


def acts(folder: Path, clock: Clock, verb: Verb) -> Act:
    """Open a session, and return an action in it."""
    session = open_session(places(folder), clock)

    def act() -> int:
        try:
            status = verb(session)
        except PrivacyCheckError as error:
            print_error(str(error))
            return 1
        if session.event_log.unsaved:
            print_error(session.event_log.save_error)
        return status or (1 if session.event_log.unsaved else 0)

    return act


def size_of_journal(folder: Path) -> int:
    return next(folder.rglob("journal-*.toml")).stat().st_size


def lines_of(home: Path) -> list[Event]:
    """Return what was done with the checklist that the command marks."""
    return open_session(Places(home, home / "state")).history("linkedin-ai-training")


class Trials:
    """One save, repeated from the same starting state."""

    def __init__(self, scratch: Path, clock: Clock, save: str) -> None:
        self.scratch, self.clock, self.number = scratch, clock, 0
        used, self.verb = SAVES[save]
        self.folder = self.template = scratch / "template"
        self.template.mkdir()
        if used:
            session = open_session(places(self.template), clock)
            session.save_setting("region", "ch")
            for name, step in (("acme", "switch"), ("hostile", "one"), ("hostile", "two")):
                session.mark(name, step, "done")
            assert not session.event_log.unsaved
        self.before = kept(self.template, clock)
        acts(shutil.copytree(self.template, scratch / "warm"), clock, self.verb)()  # all imported
        self.clean = self.run()
        self.after = kept(self.folder, clock)
        assert self.clean.acknowledged

    def run(self, fault: str = "") -> Run:
        self.number += 1
        self.folder = self.scratch / f"trial-{self.number}"
        shutil.copytree(self.template, self.folder)
        return run(acts(self.folder, self.clock, self.verb), self.scratch, fault)

    def check(self, came: Run) -> None:
        """All that was saved before is there; so is what was acknowledged; the next save works."""
        now = kept(self.folder, self.clock)
        assert now.between(self.before, self.after)
        assert now == self.after or not came.acknowledged
        assert acts(self.folder, self.clock, self.verb)() == 0
        assert kept(self.folder, self.clock) == self.after

    def leftovers(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.name.startswith(".~")]


@pytest.mark.parametrize("save", [save for save in SAVES if save != "the whole command"])
def test_sigkill_at_any_system_call_of_a_save(
    save: str, tmp_path: Path, clock: Clock, library: Path, record_property: RecordProperty
) -> None:
    trials = Trials(tmp_path, clock, save)
    calls = trials.clean.of_the_save
    for call in calls:
        came = trials.run(call.fault("signal=KILL"))
        assert came.ended == -9
        left = trials.leftovers()
        for path in left:
            os.utime(path, (0, time.time() - 3601))
        trials.check(came)
        for rewrites in (choose, write_agenda) if left else ():
            acts(trials.folder, clock, rewrites)()
        assert trials.leftovers() == []
    assert came.acknowledged, "the last call is the process's own end"
    record_property("kill points", len(calls))


ERRORS = ("ENOSPC", "EIO", "EINTR", "EROFS", "EDQUOT")


def every_error(calls: list[Call]) -> Iterator[str]:
    """Yield each error at each call; in a run that is not full, the errors by turns."""
    for number, call in enumerate(calls):
        turn = number % len(ERRORS)
        for error in ERRORS if FULL else ERRORS[turn : turn + 1]:
            yield call.fault(f"error={error}")


@pytest.mark.parametrize("save", SAVES)
def test_an_error_at_any_system_call_of_a_save(
    save: str, tmp_path: Path, clock: Clock, library: Path, record_property: RecordProperty
) -> None:
    trials = Trials(tmp_path, clock, save)
    refused = 0
    faults = list(every_error(trials.clean.of_files))
    for fault in faults[:: 10 if save == "the whole command" and not FULL else 1]:
        came = trials.run(fault)
        assert came.ended in (0, 1), f"{fault}: {came.output}"
        assert len(came.sentences) == came.ended, f"{fault}: {came.output}"
        refused += came.ended
        trials.check(came)
    record_property("errors", trials.number - 1)
    record_property("not saved, and said so", refused)


def mark_and_undo(session: Session) -> None:
    mark(session)
    session.undo()


def test_an_event_that_was_not_saved_can_be_undone_at_once(
    tmp_path: Path, clock: Clock, library: Path, record_property: RecordProperty
) -> None:
    trials = Trials(tmp_path, clock, "a later save")
    for fault in every_error(trials.clean.of_files):
        trials.verb = mark_and_undo
        came = trials.run(fault)
        assert came.acknowledged, f"{fault}: {came.output}"
        done = effective_events(open_session(places(trials.folder), clock).events("acme"))
        assert "letter" not in [event.step for event in done], fault
    record_property("errors", trials.number - 1)


def test_sigkill_at_any_system_call_of_a_saving_command(
    tmp_path: Path, clock: Clock, record_property: RecordProperty
) -> None:
    words = ("mark", "linkedin-ai-training", "turn-off", "done")
    begun = tmp_path / "begun"
    assert command(begun, "due").ended == 0
    clean = shutil.copytree(begun, tmp_path / "clean")
    points = [call for call in command(clean, *words, strace=["-qq"]).of_the_save if call.changes]
    points = points[:: len(points) // scaled(len(points))]
    for number, point in enumerate(points):
        home = shutil.copytree(begun, tmp_path / f"home-{number}")
        assert command(home, *words, strace=["-e", point.fault("signal=KILL")]).ended == -9
        assert len(lines_of(home)) <= 1
        assert command(home, *words).ended == 0
        assert lines_of(home)
    record_property("kill points", len(points))


def test_a_short_write_at_any_byte(
    tmp_path: Path, clock: Clock, library: Path, record_property: RecordProperty
) -> None:
    trials = Trials(tmp_path, clock, "a later save")
    cuts = range(*(size_of_journal(folder) for folder in (trials.template, trials.folder)))
    for cut in cuts[:: len(cuts) // scaled(len(cuts))]:
        trials.verb = partial(mark, largest_file=cut)
        came = trials.run()
        trials.verb = mark
        assert came.ended == 1
        assert len(came.sentences) == 1
        assert size_of_journal(trials.folder) == cut
        trials.check(came)
    record_property("short writes", trials.number - 1)
