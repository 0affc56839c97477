"""Opening the session that a command works with, and reporting what did not load."""

import os
from typing import TYPE_CHECKING

from privacy_check.cli.streams import print_error
from privacy_check.due_cache import is_first_of_day, write_agenda
from privacy_check.errors import SettingsError, did_you_mean
from privacy_check.session import Session, open_session
from privacy_check.storage import old_state, paths, profiles
from privacy_check.storage.paths import Places
from privacy_check.system import environment
from privacy_check.system.clock import Clock
from privacy_check.system.ownership import access_problem, access_problem_of_others

if TYPE_CHECKING:  # `due` does without argparse
    from argparse import Namespace


def requested_profile(args: "Namespace") -> str | None:
    """Return the profile that `--profile` names, or else the environment."""
    profile: str | None = args.profile
    return environment.named_profile() if profile is None else profile


def session_for(args: "Namespace") -> Session:
    """Open the profile that a command's arguments ask for."""
    return open_profile(requested_profile(args), args.clock)


def open_profile(
    profile: str | None, clock: Clock, *, looks: bool = True, on_schedule: bool = False
) -> Session:
    """Open a profile, the default if none is named; warn if it does not exist yet.

    The first command of a day looks at this machine for what has drifted, unless it has no `looks`.
    One `on_schedule` has not the variables of the person's shell, so that it leaves the day's look
    at those to the next command.
    """
    home = paths.locate()
    if bar := access_problem(home.config, os.R_OK):
        raise SettingsError(f"your settings and journal cannot be read: {bar}")
    warn_about_ownership(home)
    if old_state.adopt(home):
        _warn_about_old_reminders(home)
    session = open_session(home, clock, profile)
    known = profiles.known(home)
    if session.profile not in known:
        hint = did_you_mean(session.profile.name, [p.name for p in known])
        missing = f"there is no profile {session.profile.name!r} yet{hint or '.'}"
        print_error(f"{missing} Your first action in it will create it.")
    is_first = is_first_of_day(session)
    if looks and is_first:
        from privacy_check.verification import verify  # once a day; other commands do without

        verify(session)
    write_agenda(session, is_of_today=not (is_first and on_schedule))
    return session


def _warn_about_old_reminders(home: Places) -> None:
    """Warn of reminders that read the agenda where an older version wrote it."""
    from privacy_check.cli import start_up_file  # only once

    for warning in start_up_file.outdated(home.agenda_file):
        print_error(f"warning: {warning}")


def warn_about_ownership(home: Places) -> None:
    """Warn before anything is written among files that belong to somebody else."""
    if owner := paths.sudo_problem(home):
        print_error(f"warning: {owner}")
    elif os.path.lexists(home.state) and (bar := access_problem_of_others(home.state)):
        print_error(f"warning: the shell reminder cannot be kept up to date: {bar}")


def id_with_events(session: Session, name: str) -> str:
    """Find a checklist's id; one that is gone is still known by its events."""
    return name if name in session.ids_with_events() else session.catalog.find(name).id


def report_faults(*sessions: Session) -> int:
    """Report what did not load, and return the exit status of an answer that may lack it."""
    missing = dict.fromkeys(f for s in sessions for f in s.catalog.faults + s.event_log.unread)
    refused = dict.fromkeys(f for s in sessions for f in s.settings.faults)
    for fault in missing | refused:
        print_error(str(fault))
    return 1 if missing else 0
