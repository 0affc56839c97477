"""Session: the program's verbs. It owns what stands, and saves before it shows.

Each verb works out one event (pure), puts it on disk, and only then counts it. What could not be
saved is kept, counted, told, and tried again with every further action.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta, tzinfo

from privacy_check.domain import actions
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.journal import (
    MAX_NOTE,
    Event,
    Mark,
    Stamp,
    effective_events,
    sorted_events,
    stamp,
)
from privacy_check.domain.rules import evaluate
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.domain.selection import outdated_since
from privacy_check.domain.standing import Standing
from privacy_check.errors import Fault, SettingsError, StoreError
from privacy_check.storage import agenda, catalog, fingerprint, paths, profiles, settings
from privacy_check.storage.catalog import Catalog
from privacy_check.storage.event_log import Entry, EventLog
from privacy_check.storage.files import random_hex
from privacy_check.storage.journal_files import Store
from privacy_check.storage.paths import Places
from privacy_check.storage.profiles import DEFAULT, Profile
from privacy_check.storage.settings import Settings
from privacy_check.system import clock, environment, folders

Clock = Callable[[], datetime]
"""Gives one aware datetime, in the person's own zone."""


class Session:
    """One person's sitting: what they see, what they did, and the verbs to do more."""

    def __init__(
        self,
        home: Places,
        found: Catalog,
        store: Store,
        chosen: Settings,
        clock: Clock,
        profile: Profile,
        input_state: list[str],
    ) -> None:
        self.home = home
        self.catalog = found
        self.settings = chosen
        self.profile = profile
        self.store = store
        self._clock = clock
        self._input_state = input_state
        self.refused: tuple[Fault, ...] = ()
        """What the screen could not take of the settings: keys that clash."""
        self._event_log = EventLog(store)
        self._undo_stack: list[Entry] = []
        self._standings: dict[str, Standing] = {}
        self._looked = self._day_and_zone()
        self._everyone: list[Session] = []

    @property
    def today(self) -> date:
        """The person's local day."""
        return self._clock().date()

    @property
    def zone(self) -> tzinfo:
        """The person's own time zone."""
        zone = self._clock().tzinfo
        assert zone is not None, "the clock gives aware moments"
        return zone

    @property
    def checklists(self) -> Mapping[str, Checklist]:
        """All checklists that loaded, by id."""
        return self.catalog.checklists

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that was passed over: the person's own first, then checklists."""
        return self.journal_faults + self.settings.faults + self.refused + self.catalog.faults

    @property
    def journal_faults(self) -> tuple[Fault, ...]:
        """The lines and files of the journal that could not be read."""
        return self._event_log.faults

    @property
    def unread(self) -> tuple[Fault, ...]:
        """The files of the journal that are there, and not here now."""
        return self._event_log.unread

    @property
    def unsaved(self) -> int:
        """How many actions are not on disk yet."""
        return self._event_log.unsaved

    @property
    def save_error(self) -> str:
        """Why the last save failed; empty when all is saved."""
        return self._event_log.save_error

    def events(self, name: str) -> frozenset[Event]:
        """Return the events of a checklist, those of its former ids among them."""
        return self._event_log.events(self._names(name))

    def ids_with_events(self) -> list[str]:
        """Return the ids that have events, by today's name where a checklist has one."""
        return sorted({self.catalog.former.get(name, name) for name in self._event_log.ids})

    def standing(self, name: str) -> Standing:
        """Return where a checklist stands now."""
        return self._evaluate([name])[0]

    def standings(self) -> list[Standing]:
        """Return where every checklist stands, what needs the person first."""
        return self._evaluate(self.checklists)

    def begun(self) -> list[Standing]:
        """Return where the checklists stand with which anything was ever done.

        No other can need the person, or ever will by itself.
        """
        return self._evaluate(name for name in self.checklists if self.events(name))

    def _evaluate(self, names: Iterable[str]) -> list[Standing]:
        today, zone, person = self.today, self.zone, self.settings.person
        standings = []
        for name in names:
            known = self._standings.get(name)
            if known is None or known.today != today:
                known = evaluate(self.checklists[name], self.events(name), person, today, zone)
                self._standings[name] = known
            standings.append(known)
        return sorted(standings, key=lambda s: s.urgency)

    @property
    def outdated_since(self) -> date | None:
        """The day of the newest built-in checklist, if that is over half a year ago."""
        built_in = (c for name, c in self.checklists.items() if name not in self.catalog.own)
        return outdated_since(built_in, self.today)

    def is_mine(self, standing: Standing) -> bool:
        """Tell whether Home shows a checklist: begun, the person's own, or for what they use.

        What is not about a service that one uses is for everyone to whom it applies.
        """
        checklist, chosen = standing.checklist, self.settings.services
        if self.events(checklist.id) or checklist.id in self.catalog.own:
            return True
        wanted = checklist.everyone or not chosen or checklist.service in chosen
        return wanted and any(s.applies for s in standing.steps)

    def save_setting(self, key: str, value: str | Iterable[str]) -> None:
        """Keep a choice: region, platforms, plans, services or theme; nothing takes it back.

        The theme is the machine's, the others are this profile's. Raises SettingsError where
        config.toml decides that, StoreError if it can't be saved.
        """
        if key in self.settings.decided:
            file = paths.display_path(self.home.config_file)
            raise SettingsError(f"{file}: decides your {key}; change it there")
        said = value if isinstance(value, str) else sorted(value)
        if self.profile == DEFAULT or key not in settings.PERSONAL:
            settings.save(self.home.choices_file, key, said)
        else:
            profiles.register(self.home, self.profile)
            settings.choose_for(self.home.profiles_file, self.profile.folder, {key: said})
        self.settings = _settings(self.home, self.catalog, self.profile)
        self._standings.clear()
        self._everyone.clear()

    @property
    def is_first(self) -> bool:
        """Whether the person has never been here: no settings, and nothing done."""
        files = (self.home.config_file, self.home.choices_file)
        return not self._event_log.ids and not any(file.exists() for file in files)

    def profiles(self) -> list[Profile]:
        """Return all profiles, the default first, and this one as it is called here."""
        known = {p.folder: p for p in profiles.known(self.home)}
        return [*(known | {self.profile.folder: self.profile}).values()]

    def of_profile(self, name: str) -> "Session":
        """Open another person's or account's journal; SettingsError for what is nobody's name."""
        return open_session(self.home, self._clock, name)

    def everyone(self) -> list["Session"]:
        """Return the sessions of all profiles, this one among them, the default's first.

        Each knows what its files held when the agenda was last written.
        """
        if not self._everyone:
            self._look_at_everyone()
        return self._everyone

    def _look_at_everyone(self) -> None:
        before = {s.profile: s for s in self._everyone} | {self.profile: self}
        on_disk = {self.profile.folder, *folders.profiles(str(self.home.config))}
        there = [p for p in self.profiles() if p.folder in on_disk]
        self._everyone = [before.get(p) or self._beside(p) for p in there]
        for session in self._everyone:
            if session is not self:
                session.refresh()

    def _beside(self, profile: Profile) -> "Session":
        return _session_of(self.home, self.catalog, self._clock, profile, self._input_state)

    def next_that_needs_me(self) -> str | None:
        """Return the id of the checklist that needs the person most; None if none does."""
        first = next(iter(self.standings()), None)
        return first.checklist.id if first and first.state == "needs-you" else None

    def mark(self, name: str, step: str, mark: Mark, note: str = "") -> Event | None:
        """Mark a step, or take its mark back; None where there is nothing to take back."""
        noted = clean(note.strip(), MAX_NOTE, lines=True) or None
        event = actions.mark_event(self.standing(name), step, mark, self._stamp(name), noted)
        return self._write(name, event)

    def answered(self, name: str) -> list[Event]:
        """Say that every answer that is due has come: one event for each step."""
        due = [s.step.id for s in self.standing(name).answers_due]
        return [event for step in due if (event := self.mark(name, step, "done"))]

    def confirm(self, name: str, *, still_right: bool) -> Event | None:
        """Answer the question; None where *it changed back* makes no sense yet."""
        stamped = self._stamp(name)
        event = actions.confirm_event(self.standing(name), stamped, still_right=still_right)
        return self._write(name, event)

    def start_over(self, name: str) -> Event | None:
        """Start a new review."""
        return self._write(name, actions.start_over_event(self.standing(name), self._stamp(name)))

    def note(self, name: str, text: str, step: Clean | None = None) -> Event | None:
        """Keep a note; an empty one takes the old one away."""
        note = clean(text.strip(), MAX_NOTE, lines=True)
        return self._write(name, actions.note_event(self._stamp(name), note, step))

    def looks_different(self, name: str, step: Clean, found: str) -> Event | None:
        """Keep what the person found where a step was not as described."""
        note = clean(found.strip(), MAX_NOTE, lines=True)
        return self._write(name, actions.looks_different_event(self._stamp(name), note, step))

    def snooze(self, name: str, days: int) -> Event | None:
        """Leave the person alone for so many days."""
        until = self.today + timedelta(days=days)
        return self._write(name, actions.snooze_event(self._stamp(name), until))

    def pause(self, days: int) -> int:
        """Snooze every checklist that was begun, as for a holiday; return how many."""
        begun = self.begun()
        for standing in begun:
            self.snooze(standing.checklist.id, days)
        return len(begun)

    def set_interval(self, name: str, days: int) -> Event | None:
        """Ask again after so many days each time; 0 for the checklist's own interval."""
        return self._write(name, actions.interval_event(self._stamp(name), days))

    def undo(self) -> tuple[str, Event] | None:
        """Take back what this sitting did last, whatever its checklist; None if that is nothing.

        What is not saved yet is dropped, unless its line may stand in the file all the same.
        """
        if not self._undo_stack:
            return None
        name, event = self._undo_stack.pop()
        if self._event_log.drop(name, event):
            self._standings.pop(name, None)
            self.save_again()
        else:
            self._keep(name, actions.undo_event(self._stamp(name), event))
        return name, event

    def undo_last(self, name: str) -> Event | None:
        """Take back a checklist's last action, whenever it was; None if there is none."""
        done = effective_events(self.events(name))
        if not done:
            return None
        self._keep(name, actions.undo_event(self._stamp(name), done[-1]))
        return done[-1]

    def history(self, name: str) -> list[Event]:
        """Return everything that was ever done with a checklist, in order."""
        return sorted_events(self.events(name))

    def save_again(self) -> None:
        """Try once more to save what could not be saved."""
        self._event_log.save_again()

    def forget(self, name: str | None) -> tuple[int, list[str]]:
        """Take a checklist's events (None: all) off this machine; return how many, and where.

        Raises StoreError. What a sync program holds elsewhere may come back.
        """
        self._undo_stack.clear()
        self._standings.clear()
        ids = None if name is None else self._names(name)
        agenda.forget_answer(self.home.answer_file)
        agenda.forget(self.home.agenda_file, self.profile.folder, ids)
        return self._event_log.forget(ids)

    def refresh(self) -> bool:
        """Take in what others wrote, a new day, and another time zone; True if any."""
        looked, self._looked = self._looked, self._day_and_zone()
        changed = self._event_log.refresh() or looked != self._looked
        if changed:
            self._standings.clear()
        return changed

    def _day_and_zone(self) -> tuple[date, list[timedelta | None]]:
        """Return what decides on which days things happened: two zones differ in some season."""
        now = self._clock()
        seasons = (now + timedelta(days=days) for days in (0, 91, 182, 273))
        return now.date(), [moment.utcoffset() for moment in seasons]

    def write_agenda(self) -> None:
        """Keep the coming days where the shell's reminder looks; a disk that won't is no matter.

        It has the days of every profile, whichever this one is. While part of a profile's journal
        is not here, its days of before stand: better reminded than forgotten.
        """
        self.refresh()  # the days must be those of the very files that the head vouches for
        self._look_at_everyone()
        begun = {s.profile.folder: None if s.unread else s.begun() for s in self._everyone}
        days = agenda.days(self.home.agenda_file, begun, self.zone)
        agenda.write(self.home.agenda_file, self._head() + days)

    def cache_due_answer(self, answer: str) -> None:
        """Keep what `due` says today where the door finds it; a disk that won't is no matter."""
        agenda.write(self.home.answer_file, self._head() + answer)

    def _head(self) -> str:
        everyone = self.everyone()
        amiss = [s.catalog.faults or s.settings.faults or s.unread or s.unsaved for s in everyone]
        journal_folder = sorted((s.profile.folder, s._event_log.seen) for s in everyone)
        seen = fingerprint.fingerprint(self._input_state, journal_folder)
        return agenda.head(self.today, seen, whole=not any(amiss))

    def remember_profile(self) -> None:
        """Let the next sitting begin with this profile; a disk that won't is no matter."""
        agenda.write(self.home.profile_file, f"{self.profile.folder}\n")

    def _stamp(self, name: str) -> Stamp:
        return stamp(random_hex(4), self._clock(), self.events(name))

    def _write(self, name: str, event: Event | None) -> Event | None:
        if event:
            self._keep(name, event)
            self._undo_stack.append((name, event))
        return event

    def _keep(self, name: str, event: Event) -> None:
        with suppress(SettingsError, StoreError):  # the action matters more than the name
            profiles.register(self.home, self.profile)
        self._event_log.add(name, event)
        self._standings.pop(name, None)

    def _names(self, name: str) -> frozenset[str]:
        """Return a checklist's id with its former ones: its events may stand under each."""
        checklist = self.checklists.get(name)
        return frozenset({name, *(checklist.replaces if checklist else ())})


def open_session(home: Places, clock: Clock = clock.clock, profile: str | None = None) -> Session:
    """Read everything, and be ready to act, in the default profile where none is named.

    Raises SettingsError for what can be no profile's name.
    """
    input_state = fingerprint.input_state(
        str(home.config)
    )  # before it is read: what changes later is noticed
    whose = DEFAULT if profile is None else profiles.find(home, profile)
    found = catalog.load(paths.builtin_checklists(), home.own_checklists, home.catalog_file)
    return _session_of(home, found, clock, whose, input_state)


def _session_of(
    home: Places, found: Catalog, clock: Clock, profile: Profile, input_state: list[str]
) -> Session:
    chosen = _settings(home, found, profile)
    store = Store(home.profile(profile.folder), home.machine_file, environment.host_name())
    return Session(home, found, store, chosen, clock, profile, input_state)


def _settings(home: Places, found: Catalog, profile: Profile) -> Settings:
    """Read what the profile's person chose, and tell of services that no checklist is for."""
    chosen = profiles.settings_of(home, profile)
    known = frozenset(checklist.service for checklist in found.checklists.values())
    if not known or chosen.services <= known:
        return chosen
    file, key = home.choices_file, "services"
    if key in chosen.decided:
        file = home.config_file
    elif profile.folder in settings.tables(home.profiles_file, []):
        file, key = home.profiles_file, f"{profile.folder}.services"
    return settings.with_services_of(chosen, known, file, key)
