"""Appointments as an iCalendar file (RFC 5545), by the icalendar library: the extra `calendar`.

A calendar that has an entry already takes a newer one of the same UID for its update.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from privacy_check.domain.appointments import Appointment
from privacy_check.errors import SettingsError
from privacy_check.system import environment

if TYPE_CHECKING:
    from icalendar import Event

_UIDS = UUID("5f0c3c1e-7d0b-4a39-9d0a-5b1f6a3c8e47")
"""The namespace of our UIDs, made once at random; another one would double every entry."""
_ALARM = timedelta(hours=9)
"""After midnight: an entry of a whole day has no hour of its own to be reminded at."""
_FIRST_MINUTE = datetime(2020, 1, 1, tzinfo=UTC)
_EXTRA = "calendar"


def as_calendar(appointments: Iterable[Appointment], folder: str, name: str, now: datetime) -> str:
    """Return the entries of one profile as a calendar file.

    `folder` tells the profiles apart, and never changes; `name` is shown, empty for the default.
    Raises SettingsError if the library is not installed.
    """
    if not environment.is_installed(_EXTRA):
        raise SettingsError(
            "a calendar file takes the library icalendar, which is not installed; to add it, run: "
            f"{environment.command_with_extra(_EXTRA)}"
        )
    from icalendar import Calendar  # imported late: only this command has it, and pays for it

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//privacy-check//privacy-check//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"privacy-check ({name})" if name else "privacy-check")
    for appointment in appointments:
        calendar.add_component(_event(appointment, folder, name, now))
    text: bytes = calendar.to_ical()
    return text.decode()


def uid(folder: str, key: tuple[str, ...]) -> str:
    """Return the UID of an entry: always the same, and nothing can be read out of it."""
    return str(uuid5(_UIDS, "/".join((folder, *key))))


def _event(appointment: Appointment, folder: str, name: str, now: datetime) -> "Event":
    from icalendar import Alarm, Event

    title = f"{name}: {appointment.title}" if name else appointment.title
    event = Event()
    event.add("uid", uid(folder, appointment.key))
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", max(0, (now - _FIRST_MINUTE) // timedelta(minutes=1)))
    event.add("dtstart", appointment.day)
    event.add("dtend", appointment.day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", appointment.text)
    if appointment.url:
        event.add("url", appointment.url)
    event.add("class", "PRIVATE")  # what a shared calendar shows others is that there is something
    event.add("transp", "TRANSPARENT")  # a whole day, but not a busy one
    event.add("categories", ["privacy-check"])
    if appointment.kind == "no-longer-awaited":
        event.add("status", "CANCELLED")
        return event
    event.add("status", "CONFIRMED")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _ALARM)
    alarm.add("description", title)
    event.add_component(alarm)
    return event
