"""Session: one person's profile, opened, with everything that can be done in it.

Each action works out one event (pure), writes it to disk, and only then counts it. An event that
could not be saved is kept, counted and reported, and saving it is tried again with each action.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from msgspec.structs import replace

from privacy_check.domain import actions
from privacy_check.domain.catalog import Catalog
from privacy_check.domain.checklist import Change
from privacy_check.domain.journal import (
    MAX_NOTE,
    Event,
    Mark,
    Stamp,
    actions_of,
    stamp,
)
from privacy_check.domain.probing import Answer
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.errors import SettingsError, StoreError
from privacy_check.profile_state import Inputs, ProfileState, Reread
from privacy_check.storage import (
    checklist_folders,
    details,
    fingerprint,
    paths,
    profiles,
)
from privacy_check.storage.catalog import load as load_catalog
from privacy_check.storage.checklist_folders import Folders
from privacy_check.storage.event_log import Entry
from privacy_check.storage.files import random_hex
from privacy_check.storage.journal_files import Store
from privacy_check.storage.paths import Places
from privacy_check.storage.profiles import DEFAULT, Profile
from privacy_check.system import environment, folders
from privacy_check.system.clock import Clock
from privacy_check.system.clock import clock as system_clock


class Session(ProfileState):
    """One profile, opened, and everything that can be done in it."""

    def __init__(self, inputs: Inputs) -> None:
        super().__init__(inputs)
        self._undo_stack: list[Entry] = []
        self._everyone: list[Session] = []

    def take_up(self, read: Reread) -> None:
        """Use what was read again; undo forgets what was done with a checklist that is gone."""
        super().take_up(read)
        known = self.catalog.checklists
        self._undo_stack = [entry for entry in self._undo_stack if entry[0] in known]
        self._everyone.clear()

    def save_setting(self, key: str, value: str | Iterable[str]) -> None:
        """Save a choice of region, platforms, plans, services or theme; an empty one clears it.

        The theme belongs to the machine, the others to this profile. Raises SettingsError if
        config.toml sets the key, StoreError if it can't be saved.
        """
        profiles.save_setting(self.home, self.profile, self.settings.locked, key, value)
        self.settings = profiles.settings_of(self.home, self.profile, self.catalog.services)
        self._standings.clear()
        self._everyone.clear()

    def profiles(self) -> list[Profile]:
        """Return all profiles, the default first, including this one if it is still new."""
        known = {p.folder: p for p in profiles.known(self.home)}
        return [*(known | {self.profile.folder: self.profile}).values()]

    def of_profile(self, name: str) -> "Session":
        """Open another profile. Raises SettingsError for an impossible name."""
        return open_session(self.home, self._clock, name)

    def everyone(self) -> list["Session"]:
        """Return the sessions of all profiles, this one among them, the default's first.

        Each has what its files held at the last `refresh_everyone`.
        """
        if not self._everyone:
            self._everyone = self._open_everyone()
        return self._everyone

    def refresh_everyone(self) -> list["Session"]:
        """Bring the sessions of all profiles up to date, and return them."""
        self._everyone = self._open_everyone()
        for session in self._everyone:
            session.refresh()
        return self._everyone

    def _open_everyone(self) -> list["Session"]:
        opened = {s.profile: s for s in self._everyone} | {self.profile: self}
        on_disk = {self.profile.folder, *folders.profiles(str(self.home.config))}
        return [
            opened.get(profile)
            or _session(
                self.home, self.catalog, self._clock, profile, self.input_state, self.shared
            )
            for profile in self.profiles()
            if profile.folder in on_disk
        ]

    def mark(self, name: str, step: str, mark: Mark, note: str = "") -> Event | None:
        """Mark a step, or take its mark back; None if there is nothing to take back."""
        cleaned = clean(note.strip(), MAX_NOTE, lines=True) or None
        event = actions.mark_event(self.standing(name), step, mark, self._stamp(name), cleaned)
        return self._write(name, event)

    def record_answers(self, name: str) -> list[Event]:
        """Record that every answer that is due has come: one event for each step."""
        due = [s.step.id for s in self.standing(name).answers_due]
        return [event for step in due if (event := self.mark(name, step, "done"))]

    def confirm(self, name: str, *, still_right: bool) -> Event | None:
        """Answer the question; None if it was never checked, so cannot have changed back."""
        event = actions.confirm_event(
            self.standing(name), self._stamp(name), still_right=still_right
        )
        return self._write(name, event)

    def start_over(self, name: str) -> Event | None:
        """Start a new review."""
        return self._write(name, actions.start_over_event(self.standing(name), self._stamp(name)))

    def note(self, name: str, text: str, step: Clean | None = None) -> Event | None:
        """Save a note; an empty one removes the old one."""
        cleaned = clean(text.strip(), MAX_NOTE, lines=True)
        return self._write(name, actions.note_event(self._stamp(name), cleaned, step))

    def looks_different(self, name: str, step: Clean, found: str) -> Event | None:
        """Save what the person found where a step was not as described."""
        cleaned = clean(found.strip(), MAX_NOTE, lines=True)
        return self._write(name, actions.looks_different_event(self._stamp(name), cleaned, step))

    def snooze(self, name: str, days: int) -> Event | None:
        """Leave the person alone for some days."""
        until = self.today + timedelta(days=days)
        return self._write(name, actions.snooze_event(self._stamp(name), until))

    def pause(self, days: int) -> int:
        """Snooze every checklist that was begun, as for a holiday; return how many."""
        begun = [s for s in self.begun() if self.has_begun(s.checklist.id) or s.reasons]
        for standing in begun:
            self.snooze(standing.checklist.id, days)
        return len(begun)

    def set_interval(self, name: str, days: int) -> Event | None:
        """Set the days from one check to the next; 0 restores the checklist's own interval."""
        return self._write(name, actions.interval_event(self._stamp(name), days))

    def record_look(self, name: str, step: Clean, answer: Answer) -> Event | None:
        """Record what a look at this machine answered; None if it is nothing new."""
        machine, stamped = Clean(self.store.machine), self._stamp(name)
        event = actions.look_event(self.standing(name), step, answer, machine, stamped)
        if event:
            event = replace(event, machine=Clean(self.store.named_machine()))
            self._keep(name, event)  # not the person's action: nothing that undo takes back
        return event

    def record_told(self, name: str, change: Change) -> Event:
        """Record that the person was told of a change; nothing that undo takes back."""
        event = actions.told_event(self._stamp(name), change)
        self._keep(name, event)
        return event

    def undo(self) -> tuple[str, Event] | None:
        """Take back this session's last action, whatever its checklist; None if there is none.

        An event that is not saved yet is dropped, unless its line may be in the file all the same.
        """
        if not self._undo_stack:
            return None
        name, event = self._undo_stack.pop()
        if self.event_log.drop(name, event):
            self._standings.pop(name, None)
            self.event_log.retry()
        else:
            self._keep(name, actions.undo_event(self._stamp(name), event))
        return name, event

    def undo_last(self, name: str) -> Event | None:
        """Take back a checklist's last action, whenever it was; None if there is none."""
        done = actions_of(self.events(name))
        if not done:
            return None
        self._keep(name, actions.undo_event(self._stamp(name), done[-1]))
        return done[-1]

    def forget(self, name: str | None) -> tuple[int, list[str]]:
        """Erase a checklist's events (None: all) on this machine; return how many, and where.

        What its letters remember goes, too; with all, who the person is. Raises StoreError, or
        SettingsError if profiles.toml can't be read. A sync program may bring back what it has
        elsewhere.
        """
        self._undo_stack.clear()
        self._standings.clear()
        self.letter_answers.clear()
        lines, files = self.event_log.forget(None if name is None else self.ids(name))
        known = self.catalog.checklists.get(name or "")
        if name is None or known:
            service = known.service if known else None
            if details.forget(self.home, self.profile, service):
                files = [*files, paths.display_path(self.home.profiles_file)]
            self.details = details.read(self.home, self.profile)
        return lines, files

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
        self.event_log.add(name, event)
        self._standings.pop(name, None)


def open_session(home: Places, clock: Clock = system_clock, profile: str | None = None) -> Session:
    """Open a profile, the default if none is named.

    Raises SettingsError for an impossible profile name.
    """
    # taken before anything is read, so that a later change is noticed
    settings_state = fingerprint.settings_state(str(home.config))
    shared = checklist_folders.read(home.config_file)
    checklist_state = fingerprint.checklist_state(str(home.config), shared.paths)
    input_state = [*settings_state, *checklist_state]
    opened = DEFAULT if profile is None else profiles.find(home, profile)
    builtin, own = paths.builtin_checklists(), home.own_checklists
    catalog = load_catalog(builtin, own, home.catalog_file, checklist_state, shared)
    return _session(home, catalog, clock, opened, input_state, shared)


def _session(
    home: Places,
    catalog: Catalog,
    clock: Clock,
    profile: Profile,
    input_state: list[str],
    shared: Folders,
) -> Session:
    chosen = profiles.settings_of(home, profile, catalog.services)
    store = Store(home.profile(profile.folder), home.machine_file, environment.host_name())
    return Session(Inputs(home, catalog, store, chosen, clock, profile, input_state, shared))
