"""The files from which a shell learns what is due: the agenda, and today's answer of `due`.

Both begin with a head that holds only while nothing changes on which the answer depends;
`cli.fast_due` compares it.
"""

from datetime import date, timedelta

from privacy_check.corrections import remember
from privacy_check.session import Session
from privacy_check.storage import agenda, fingerprint


def write_agenda(session: Session, *, is_of_today: bool = True) -> None:
    """Write the coming days of every profile; a failure to write them does no harm.

    While part of a profile's journal can't be read, the days written before stay. If it is not
    `is_of_today`, the next command is still the first of the day.
    """
    # the days must come from the very files that the head vouches for
    sessions = session.refresh_everyone()
    begun = {s.profile.folder: None if s.event_log.unread else s.begun() for s in sessions}
    days = agenda.entries(session.home.agenda_file, begun, session.zone)
    day = session.today if is_of_today else session.today - timedelta(days=1)
    agenda.write(session.home.agenda_file, _head(session, day) + days)
    shared = "".join(f"{typed}\n" for typed in session.shared.typed)
    agenda.write_or_delete(session.home.folders_file, shared)
    remember(sessions)


def is_first_of_day(session: Session) -> bool:
    """Tell whether nothing was written today: the agenda is of another day, or there is none."""
    return agenda.day(session.home.agenda_file) != str(session.today)


def cache_answer(session: Session, answer: str) -> None:
    """Keep today's answer of `due` for `cli.fast_due`; a failure to write it does no harm."""
    agenda.write(session.home.answer_file, _head(session) + answer)


def forget(session: Session, name: str | None) -> tuple[int, list[str]]:
    """Erase a checklist's events (None: all), and what these files say of them.

    Returns how many there were, and in which files. Raises StoreError.
    """
    agenda.delete_answer(session.home.answer_file)
    ids = None if name is None else session.ids(name)
    agenda.forget(session.home.agenda_file, session.profile.folder, ids)
    erased = session.forget(name)
    write_agenda(session)
    return erased


def _head(session: Session, day: date | None = None) -> str:
    sessions = session.everyone()
    faulty = any(
        s.catalog.faults or s.settings.faults or s.event_log.unread or s.event_log.unsaved
        for s in sessions
    )
    journals = sorted((s.profile.folder, s.event_log.file_states) for s in sessions)
    current = fingerprint.fingerprint(session.input_state, journals)
    return agenda.header(day or session.today, current, whole=not faulty)
