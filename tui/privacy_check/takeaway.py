"""What a person takes out of the program, as the text of a file: a calendar, a report."""

from typing import Literal

from privacy_check.domain import report_html, report_text
from privacy_check.domain.appointments import appointments
from privacy_check.domain.status_report import status_report
from privacy_check.errors import ChecklistError
from privacy_check.session import Session
from privacy_check.storage import calendar_file
from privacy_check.storage.profiles import DEFAULT

Form = Literal["markdown", "html", "csv", "json"]


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


def report(session: Session, form: Form, *, names: bool = False, notes: bool = False) -> str:
    """Return what is right, what was done when and what is next, in one of four forms.

    `names` adds the profile's name and the titles of their own checklists, `notes` their notes.
    """
    told = status_report(
        session.begun(),
        session.catalog.own | session.catalog.shared.keys(),
        session.settings.person,
        session.today,
        profile=session.profile.name,
        names=names,
        notes=notes,
    )
    match form:
        case "markdown":
            return report_text.as_markdown(told)
        case "html":
            return report_html.as_html(told)
        case "csv":
            return report_text.as_csv(told, notes=notes)
        case "json":
            return report_text.as_json(told)


def page(session: Session) -> str:
    """Return the report as a page that can be shown to others."""
    return report(session, "html")
