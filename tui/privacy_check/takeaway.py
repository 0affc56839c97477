"""What a person takes out of the program, as the text of a file: a calendar."""

from privacy_check.domain.appointments import appointments
from privacy_check.errors import ChecklistError
from privacy_check.session import Session
from privacy_check.storage import calendar_file
from privacy_check.storage.profiles import DEFAULT


def calendar(session: Session) -> str:
    """Return the coming days of this profile as a calendar file.

    Raises SettingsError without the library for it, ChecklistError if there is no day to come.
    """
    begun = [standing.checklist.id for standing in session.begun()]
    entries = [entry for name in begun for entry in appointments(session.ahead(name))]
    entries.sort(key=lambda entry: (entry.day, entry.title))
    profile = session.profile
    name = "" if profile == DEFAULT else profile.name
    text = calendar_file.as_calendar(entries, profile.folder, name, session.now)
    if not entries:
        raise ChecklistError("nothing has a day to come yet: that begins with the first step done")
    return text
