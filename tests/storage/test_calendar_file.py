"""The calendar file, read back by another library: days, texts, and what tells entries apart."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from privacy_check.domain.appointments import Appointment
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.errors import SettingsError
from privacy_check.storage.calendar_file import as_calendar, uid
from privacy_check.system import environment

NOW = datetime(2026, 11, 23, 10, 2, 11, tzinfo=UTC)
CHECK = Appointment(
    kind="check",
    key=("acme",),
    day=date(2026, 12, 31),
    title="Check: Acme, Keep; your data",
    text="Last checked 1 Aug 2026.\n\nIs 'Training' still off?",
    url=Clean("https://acme.com/settings?a=1,2;b"),
)
ANSWER = Appointment(
    kind="answer", key=("acme", "letter"), day=date(2027, 2, 28), title="A", text="", url=None
)
texts = st.text(max_size=120).map(lambda text: clean(text.strip(), lines=True))


def read(text: str) -> list[Any]:
    return list(vobject.readOne(text).contents.get("vevent", []))


def test_another_library_reads_what_was_written() -> None:
    check, answer = read(as_calendar([CHECK, ANSWER], "default", "", NOW))
    assert (check.dtstart.value, check.dtend.value) == (date(2026, 12, 31), date(2027, 1, 1))
    assert check.summary.value == "Check: Acme, Keep; your data"
    assert check.description.value == "Last checked 1 Aug 2026.\n\nIs 'Training' still off?"
    assert check.url.value == "https://acme.com/settings?a=1,2;b"
    assert check.dtstamp.value == NOW
    assert check.sequence.value == "3626522"  # minutes since 2020
    assert (getattr(check, "class").value, check.transp.value) == ("PRIVATE", "TRANSPARENT")
    assert check.valarm.trigger.value == timedelta(hours=9)
    assert (check.valarm.action.value, check.valarm.description.value) == (
        "DISPLAY",
        "Check: Acme, Keep; your data",
    )
    assert (answer.dtstart.value, "url" in answer.contents) == (date(2027, 2, 28), False)


def test_lines_end_and_are_folded_as_the_standard_says() -> None:
    long = Appointment("check", ("a",), date(2026, 1, 1), "ü" * 200, "", None)
    lines = as_calendar([long], "default", "", NOW).split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert max(len(line.encode()) for line in lines) <= 75


def test_an_entry_keeps_its_uid_and_its_number_grows() -> None:
    before = read(as_calendar([CHECK], "default", "", NOW))[0]
    later = NOW + timedelta(days=40)
    moved = Appointment("check", ("acme",), date(2027, 3, 1), "Other", "Other", None)
    after = read(as_calendar([moved], "default", "", later))[0]
    assert after.uid.value == before.uid.value == "68323516-3009-56e4-8df6-e04923f271ad"
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstamp.value > before.dtstamp.value


def test_uids_differ_by_profile_checklist_and_step_and_tell_nothing() -> None:
    keys = [("acme",), ("acme", "a"), ("acme", "b"), ("other",)]
    uids = {uid(folder, key) for folder in ("default", "anna-lee") for key in keys}
    assert len(uids) == 8
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in uids)


def test_another_persons_entries_are_named() -> None:
    text = as_calendar([CHECK], "anna-lee", "Anna Lee", NOW)
    assert read(text)[0].summary.value == "Anna Lee: Check: Acme, Keep; your data"
    assert "X-WR-CALNAME:privacy-check (Anna Lee)" in text


def test_what_is_no_longer_awaited_is_cancelled_and_rings_no_bell() -> None:
    moot = Appointment("no-longer-awaited", ("acme", "letter"), ANSWER.day, "B", "C", None)
    before, after = (read(as_calendar([e], "default", "", NOW))[0] for e in (ANSWER, moot))
    assert (after.uid.value, after.status.value) == (before.uid.value, "CANCELLED")
    assert (before.status.value, "valarm" in before.contents) == ("CONFIRMED", True)
    assert "valarm" not in after.contents


def test_without_the_library_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(environment, "is_installed", lambda extra: False)
    monkeypatch.setattr(environment, "command_with_extra", lambda extra: f"add {extra}")
    with pytest.raises(SettingsError, match="library icalendar.* to add it, run: add calendar$"):
        as_calendar([CHECK], "default", "", NOW)


@given(texts, texts, st.dates(date(2000, 1, 1), date(2199, 12, 30)))
def test_any_text_comes_back_and_adds_no_line(title: str, text: str, day: date) -> None:
    written = as_calendar([Appointment("check", ("a",), day, title, text, None)], "a", "", NOW)
    (event,) = read(written)
    assert (event.summary.value, event.description.value, event.dtstart.value) == (title, text, day)
    assert written.count("BEGIN:") == 3
