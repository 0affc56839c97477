"""ProfileState: one person's profile, as read from disk, and where its checklists stand."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from privacy_check.domain.catalog import Catalog
from privacy_check.domain.evaluation import ahead, evaluate
from privacy_check.domain.journal import NO_ACTIONS, Event, sorted_events
from privacy_check.domain.probing import Finding, Machine
from privacy_check.domain.standing import Standing
from privacy_check.errors import Fault
from privacy_check.storage import details, fingerprint, paths, probes, profiles
from privacy_check.storage.catalog import reload_personal
from privacy_check.storage.checklist_folders import NO_FOLDERS, Folders
from privacy_check.storage.event_log import EventLog
from privacy_check.storage.journal_files import Store
from privacy_check.storage.paths import Places
from privacy_check.storage.profiles import Profile
from privacy_check.storage.settings import Settings
from privacy_check.system.clock import Clock


class Reread(NamedTuple):
    """Checklists as they are after a change, and the state of the files that are read once."""

    catalog: Catalog
    input_state: list[str]


class Inputs(NamedTuple):
    """What a profile is opened with."""

    home: Places
    catalog: Catalog
    store: Store
    settings: Settings
    clock: Clock
    profile: Profile
    input_state: list[str]
    """The state of the files that are read once, as it was before they were read."""
    shared: Folders = NO_FOLDERS
    """The folders of checklists that config.toml named when it was read."""


class ProfileState:
    """One profile's settings, checklists and events, and what the rules make of them today."""

    def __init__(self, inputs: Inputs) -> None:
        self.home = inputs.home
        self.catalog = inputs.catalog
        self.settings = inputs.settings
        self.profile = inputs.profile
        self.store = inputs.store
        self.shared = inputs.shared
        self.input_state = inputs.input_state
        self.refused: tuple[Fault, ...] = ()
        """Settings that the screen had to refuse: keys that clash, an unknown theme."""
        self.event_log = EventLog(inputs.store)
        self.findings: dict[tuple[str, str], Finding] = {}
        """(checklist, step) → what this machine said of it when it was looked at last."""
        self.details = details.read(inputs.home, inputs.profile)
        self.letter_answers: dict[str, dict[str, str]] = {}
        """Service → what was typed into its letters since the program started."""
        self._clock = inputs.clock
        self._standings: dict[str, Standing] = {}
        self._day_and_offsets = _day_and_offsets(inputs.clock())

    @property
    def today(self) -> date:
        """The person's local day."""
        return self._clock().date()

    @property
    def now(self) -> datetime:
        """The current moment, in the person's own zone."""
        return self._clock()

    @property
    def zone(self) -> tzinfo:
        """The person's own time zone."""
        zone = self._clock().tzinfo
        assert zone is not None, "the clock gives aware moments"
        return zone

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that could not be read or used: the person's own files first."""
        own = self.event_log.faults + self.settings.faults + self.refused + self.details.faults
        return own + self.catalog.faults

    def ids(self, name: str) -> frozenset[str]:
        """Return the ids under which a checklist's events may stand: its own and former ones."""
        if name not in self.catalog.checklists:
            return frozenset({name})
        return frozenset({name, *(old for old, now in self.catalog.former.items() if now == name)})

    def events(self, name: str) -> frozenset[Event]:
        """Return the events of a checklist, including those under its former ids."""
        return self.event_log.events(self.ids(name))

    def history(self, name: str) -> list[Event]:
        """Return everything that was ever done with a checklist, in order."""
        return sorted_events(self.events(name))

    def has_begun(self, name: str) -> bool:
        """Tell whether the person ever did anything with a checklist; looks are no doing."""
        return any(event.did not in NO_ACTIONS for event in self.events(name))

    def ids_with_events(self) -> list[str]:
        """Return the ids that have events; a former id counts as the current one."""
        return sorted({self.catalog.former.get(name, name) for name in self.event_log.ids})

    def standing(self, name: str) -> Standing:
        """Return where a checklist stands now."""
        return self._evaluate([name])[0]

    def standings(self) -> list[Standing]:
        """Return where every checklist stands, what needs the person first."""
        return self._evaluate(self.catalog.checklists)

    def begun(self) -> list[Standing]:
        """Return where the checklists stand that have any event.

        No other can need the person, now or later.
        """
        names = set(self.ids_with_events())
        return self._evaluate(name for name in self.catalog.checklists if name in names)

    def _evaluate(self, names: Iterable[str]) -> list[Standing]:
        today, zone, person = self.today, self.zone, self.settings.person
        checklists, name_here = self.catalog.checklists, self.store.machine
        standings = []
        for name in names:
            known = self._standings.get(name)
            if known is None or known.today != today:
                machine = Machine(name_here, probes.absent(checklists[name]))
                known = evaluate(checklists[name], self.events(name), person, today, zone, machine)
                self._standings[name] = known
            standings.append(known)
        return sorted(standings, key=lambda s: s.urgency)

    def ahead(self, name: str) -> list[Standing]:
        """Return where a checklist stands now, and on each later day that changes its state."""
        checklist = self.catalog.checklists[name]
        machine = Machine(self.store.machine, probes.absent(checklist))
        person = self.settings.person
        return ahead(checklist, self.events(name), person, self.today, self.zone, machine)

    def is_mine(self, standing: Standing) -> bool:
        """Tell whether Home shows a checklist: begun, own or shared, or for a service they use.

        A checklist that is not about such a service is shown to everyone to whom it applies.
        """
        checklist, chosen = standing.checklist, self.settings.services
        if self.has_begun(checklist.id) or not self.catalog.is_built_in(checklist.id):
            return True
        wanted = checklist.everyone or not chosen or checklist.service in chosen
        return wanted and any(s.applies for s in standing.steps)

    def refresh(self) -> bool:
        """Read what others wrote, and notice a new day or time zone; True if anything changed."""
        before, self._day_and_offsets = self._day_and_offsets, _day_and_offsets(self._clock())
        changed = self.event_log.refresh() or before != self._day_and_offsets
        if changed:
            self._standings.clear()
        return changed

    def changed_checklists(self) -> Reread | None:
        """Read the person's own and shared checklists again if a file changed; None if not.

        What was read counts once it is taken up.
        """
        config, shared = str(self.home.config), self.shared
        now = fingerprint.with_checklists_again(self.input_state, config, shared.paths)
        if self.input_state == now:
            return None
        own, builtin = self.home.own_checklists, paths.builtin_checklists()
        return Reread(reload_personal(self.catalog, builtin, own, shared), now)

    def take_up(self, read: Reread) -> None:
        """Use what was read again."""
        before, self.catalog, self.input_state = self.catalog, read.catalog, read.input_state
        known = self.catalog.checklists
        self.findings = {
            (name, step): finding
            for (name, step), finding in self.findings.items()
            if known.get(name) == before.checklists.get(name)
        }
        if self.catalog.services != before.services:  # a chosen one may be known now
            self.settings = profiles.settings_of(self.home, self.profile, self.catalog.services)
        self._standings.clear()


def _day_and_offsets(now: datetime) -> tuple[date, list[timedelta | None]]:
    """Return what decides the day of an event: two time zones differ in some season."""
    seasons = (now + timedelta(days=days) for days in (0, 91, 182, 273))
    return now.date(), [moment.utcoffset() for moment in seasons]
