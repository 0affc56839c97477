"""What an update corrected in what a person has begun: found, told once, and remembered.

Told is what they have seen, on whichever machine: one event in the journal for each change.
"""

from collections.abc import Iterable, Iterator, Mapping

from privacy_check.domain import corrections
from privacy_check.domain.corrections import Correction
from privacy_check.session import Session
from privacy_check.storage import known_changes


def news(session: Session) -> list[Correction]:
    """Return what was corrected in this profile's checklists and is not told yet, by title."""
    known = known_changes.read(session.home.known_changes_file)
    before = known.get(session.profile.folder, {})
    found = _untold(session, before)
    return sorted(found, key=lambda c: (c.checklist.service.casefold(), c.checklist.title))


def _untold(session: Session, before: Mapping[str, list[str]]) -> Iterator[Correction]:
    """Yield the checklists with news; of what the person wrote themselves there is none."""
    person, catalog = session.settings.person, session.catalog
    for name in sorted({catalog.former.get(old, old) for old in before}):
        checklist = catalog.checklists.get(name)
        if checklist and checklist.changes and name not in catalog.own:
            known = _known_before(session, name, before)
            changes = corrections.untold(checklist, known, session.events(name), person)
            if changes:
                yield Correction(checklist, changes)


def _known_before(session: Session, name: str, before: Mapping[str, list[str]]) -> list[str]:
    """Return the changes that were known of a checklist, under whichever of its ids."""
    return [told for old in sorted(session.ids(name)) for told in before.get(old, ())]


def record_told(session: Session, told: Iterable[Correction]) -> None:
    """Remember that the person has seen these; they are not told again, on no machine."""
    for correction in told:
        for change in correction.changes:
            session.record_told(correction.checklist.id, change)


def remember(sessions: Iterable[Session]) -> None:
    """Remember which changes are in what each profile has begun, but for those still to be told."""
    everyone = list(sessions)
    if not everyone:
        return
    file = everyone[0].home.known_changes_file
    before = known_changes.read(file)
    known = {s.profile.folder: _known(s, before.get(s.profile.folder, {})) for s in everyone}
    now = {folder: changes for folder, changes in known.items() if changes}
    if now != before:
        known_changes.write(file, now)


def _known(session: Session, before: Mapping[str, list[str]]) -> Mapping[str, list[str]]:
    """Return the changes that a profile's begun checklists are known to have.

    One that can't be read now, or whose events can't be, stays as it was known.
    """
    if session.event_log.unread:
        return before
    news = {correction.checklist.id for correction in _untold(session, before)}
    known = {}
    for name in session.ids_with_events():
        was_known = any(old in before for old in session.ids(name))
        checklist = session.catalog.checklists.get(name)
        if was_known and (checklist is None or name in news):
            known[name] = _known_before(session, name, before)
        elif checklist and session.has_begun(name):
            known[name] = corrections.scopes(checklist)
    return known
