"""The daily reminder, as each system's scheduler wants it written.

The forms are those of systemd.service(5) and systemd.timer(5), crontab(5), launchd.plist(5) and the
Task Scheduler's XML schema. Words and values reach the program as they are: each form has signs of
its own that would change them.
"""

import plistlib
import re
import shlex
from datetime import date, datetime, timedelta
from typing import Literal
from xml.etree import ElementTree as Xml

from msgspec import Struct

Kind = Literal["systemd", "cron", "launchd", "task"]
"""What runs programs on a schedule."""

NAME = "privacy-check-notify"
"""The name of the systemd units, and of Windows' task."""
LABEL = "local.privacy-check.notify"
"""The name of launchd's agent."""
WRITTEN_BY = (
    "# Written by `privacy-check remind install`; `privacy-check remind remove` removes it."
)
SUMMARY = "Show what privacy-check has due"
USUAL_TIME = (9, 0)

_TASKS = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_PLAIN = re.compile(r"[\w/.:@+=,%$-]+", re.ASCII)
_NOT_IN_A_PROGRAMS_PATH = set("'\"\\$")
"""What systemd refuses in the path of the program itself, however it is quoted."""
_TIMES = {
    "systemd": re.compile(r"^OnCalendar=\*-\*-\* (?P<hour>\d\d):(?P<minute>\d\d):00$", re.M),
    "cron": re.compile(r"^(?P<minute>\d+) (?P<hour>\d+) \* \* \* ", re.M),
    "task": re.compile(r"<StartBoundary>\d{4}-\d\d-\d\dT(?P<hour>\d\d):(?P<minute>\d\d):00<"),
    "launchd": re.compile(
        r"<key>Hour</key>\s*<integer>(?P<hour>\d+)</integer>\s*"
        r"<key>Minute</key>\s*<integer>(?P<minute>\d+)</integer>"
    ),
}


class Reminder(Struct, frozen=True):
    """What is run each day, and when."""

    words: tuple[str, ...]
    """The program, by its absolute path, and its arguments."""
    variables: tuple[tuple[str, str], ...] = ()
    """What it must find in its environment."""
    hour: int = USUAL_TIME[0]
    minute: int = USUAL_TIME[1]


def service(reminder: Reminder) -> str:
    """Return the systemd unit that runs it.

    A desktop may not be up yet when a missed day is made up for: then it is tried again.
    """
    program, *arguments = reminder.words
    if _NOT_IN_A_PROGRAMS_PATH & set(program):
        program, *arguments = "/bin/sh", "-c", 'exec "$0" "$@"', *reminder.words
    words = [_unit_word(program), *(_unit_word(word.replace("$", "$$")) for word in arguments)]
    variables = [f"Environment={_unit_word(f'{n}={value}')}" for n, value in reminder.variables]
    return _lines(
        WRITTEN_BY,
        "[Unit]",
        f"Description={SUMMARY}",
        "StartLimitIntervalSec=1h",
        "StartLimitBurst=6",
        "",
        "[Service]",
        f"ExecStart={' '.join(words)}",
        *variables,
        "Restart=on-failure",
        "RestartSec=5min",
    )


def timer(reminder: Reminder) -> str:
    """Return the systemd unit that says when; it makes up for a day on which nothing was on."""
    return _lines(
        WRITTEN_BY,
        "[Unit]",
        f"Description={SUMMARY}, once a day",
        "",
        "[Timer]",
        f"OnCalendar=*-*-* {reminder.hour:02}:{reminder.minute:02}:00",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    )


def cron_line(reminder: Reminder) -> str:
    """Return the line of a crontab, in which a % would end the command."""
    variables = [f"{name}={shlex.quote(value)}" for name, value in reminder.variables]
    command = " ".join([*variables, *map(shlex.quote, reminder.words)]).replace("%", "\\%")
    return f"{reminder.minute} {reminder.hour} * * * {command}"


def agent(reminder: Reminder) -> str:
    """Return launchd's agent; one that was missed in sleep runs on waking."""
    table: dict[str, object] = {
        "Label": LABEL,
        "ProgramArguments": list(reminder.words),
        "StartCalendarInterval": {"Hour": reminder.hour, "Minute": reminder.minute},
        "ProcessType": "Background",
    }
    if reminder.variables:
        table["EnvironmentVariables"] = dict(reminder.variables)
    return plistlib.dumps(table).decode()


def task(reminder: Reminder, first: date) -> str:
    """Return Windows' task, to be saved as UTF-16; a day that was missed is made up for.

    It has no way to set variables.
    """
    root = Xml.Element("Task", {"version": "1.2", "xmlns": _TASKS})
    at = f"{first}T{reminder.hour:02}:{reminder.minute:02}:00"
    program, *arguments = reminder.words
    tree: list[tuple[str, str]] = [
        ("RegistrationInfo/Description", SUMMARY),
        ("Triggers/CalendarTrigger/StartBoundary", at),
        ("Triggers/CalendarTrigger/ScheduleByDay/DaysInterval", "1"),
        ("Principals/Principal/LogonType", "InteractiveToken"),
        ("Principals/Principal/RunLevel", "LeastPrivilege"),
        ("Settings/MultipleInstancesPolicy", "IgnoreNew"),
        ("Settings/DisallowStartIfOnBatteries", "false"),
        ("Settings/StopIfGoingOnBatteries", "false"),
        ("Settings/StartWhenAvailable", "true"),
        ("Settings/ExecutionTimeLimit", "PT5M"),
        ("Actions/Exec/Command", program),
        ("Actions/Exec/Arguments", " ".join(map(_windows_word, arguments))),
    ]
    for path, text in tree:
        _element(root, path).text = text
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{Xml.tostring(root, "unicode")}\n'


def time_in(kind: Kind, text: str) -> tuple[int, int] | None:
    """Return the hour and minute that an installed reminder has; None if it is not ours."""
    found = _TIMES[kind].search(text)
    return (int(found["hour"]), int(found["minute"])) if found else None


def next_run(at: tuple[int, int], now: datetime) -> datetime:
    """Return when a daily run at this time of day is next."""
    today = now.replace(hour=at[0], minute=at[1], second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def _unit_word(word: str) -> str:
    """Quote a word of a unit, in which % begins what systemd fills in."""
    word = word.replace("%", "%%")
    if _PLAIN.fullmatch(word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _windows_word(word: str) -> str:
    """Quote a word as programs on Windows read their command line."""
    if word and not re.search(r'[\s"]', word):
        return word
    doubled = re.sub(r'(\\*)("|$)', lambda m: m[1] * 2 + ("\\" if m[2] else "") + m[2], word)
    return f'"{doubled}"'


def _element(root: Xml.Element, path: str) -> Xml.Element:
    """Return the element at a path, made where it is missing."""
    here = root
    for name in path.split("/"):
        found = here.find(name)
        here = Xml.SubElement(here, name) if found is None else found
    return here


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"
