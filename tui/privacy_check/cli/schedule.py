"""Putting the daily reminder on this machine's schedule, and taking it off again, in steps.

Each step can be shown before it is done. In a crontab only our own lines ever change, as in a
shell's start-up file.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from privacy_check.cli import start_up_file
from privacy_check.cli.shell_reminder import BEGIN, END
from privacy_check.cli.steps import Delete, Run, Step, Write
from privacy_check.domain import reminder as forms
from privacy_check.domain.reminder import Kind, Reminder
from privacy_check.domain.sanitize import MAX_PATH, clean_name
from privacy_check.errors import DesktopError, SettingsError
from privacy_check.storage import paths
from privacy_check.storage.files import read_limited
from privacy_check.system import environment, registry, schedulers
from privacy_check.system.platforms import on_macos, on_windows

NAMES: dict[Kind, str] = {
    "systemd": "a timer of your systemd",
    "cron": "your crontab",
    "launchd": "an agent of launchd",
    "task": "a task of Windows' Task Scheduler",
}
_TIMER = f"{forms.NAME}.timer"
_SERVICE = f"{forms.NAME}.service"
_NO_CRONTAB = ("no crontab for", "No such file")
"""What crontab says of somebody who has none; the second is BusyBox's."""


def reminder_here(at: tuple[int, int]) -> Reminder:
    """Return the reminder for this installation. Raises SettingsError where it can't be written."""
    words = (*environment.absolute_command(), "notify")
    variables = tuple(environment.folder_variables())
    for text in (*words, *(value for _, value in variables)):
        if clean_name(text, MAX_PATH) != text:
            raise SettingsError(f"{clean_name(text, MAX_PATH)}: a schedule cannot hold this path")
    return Reminder(words, variables, *at)


def installation(kind: Kind, reminder: Reminder, today: date) -> list[Step]:
    """Return the steps that install the reminder. Raises SettingsError and DesktopError."""
    program = _program(kind)
    match kind:
        case "systemd":
            return [
                Write(_unit("service"), forms.service(reminder)),
                Write(_unit("timer"), forms.timer(reminder)),
                Run((program, "--user", "daemon-reload")),
                Run((program, "--user", "enable", "--now", _TIMER)),
            ]
        case "cron":
            old = crontab()
            lines = f"{BEGIN}\n{forms.cron_line(reminder)}\n{END}"
            new = start_up_file.installed(old, lines)
            return [
                Run(
                    (program, "-"),
                    new,
                    about=f"Writes your crontab back with these lines added:\n{lines}",
                )
            ]
        case "launchd":
            file, domain = _agent(), schedulers.gui_domain()
            out = (program, "bootout", f"{domain}/{forms.LABEL}")
            before: list[Step] = [Run(out, may_fail=True)] if file.exists() else []
            load = Run((program, "bootstrap", domain, str(file)))
            return [*before, Write(file, forms.agent(reminder)), load]
        case "task":
            _refuse_variables_of_this_terminal(reminder)
            file = paths.locate().task_file
            create = ("/Create", "/F", "/TN", forms.NAME, "/XML", str(file))
            return [
                Write(file, forms.task(reminder, today), "utf-16"),
                Run((program, *create)),
            ]


def removal(kind: Kind) -> list[Step]:
    """Return the steps that take the reminder away again. Raises SettingsError and DesktopError."""
    if kind == "systemd":
        return _removal_from_systemd()
    program = _program(kind)
    match kind:
        case "cron":
            old = crontab()
            left = start_up_file.removed(old)
            if not left:
                return [
                    Run(
                        (program, "-r"),
                        about="Removes your crontab, which holds nothing but our lines.",
                    )
                ]
            about = f"Writes your crontab back without these lines:\n{start_up_file.block_in(old)}"
            return [Run((program, "-"), left, about=about)]
        case "launchd":
            out = (program, "bootout", f"{schedulers.gui_domain()}/{forms.LABEL}")
            return [Run(out, may_fail=True), Delete(_agent())]
        case "task":
            delete = ("/Delete", "/F", "/TN", forms.NAME)
            return [Run((program, *delete)), Delete(paths.locate().task_file)]


def _removal_from_systemd() -> list[Step]:
    units = paths.systemd_units()
    link = units / "timers.target.wants" / _TIMER  # which systemd made, and removes itself
    deleted = [
        Delete(link, (link.parent,)),
        Delete(_unit("timer")),
        Delete(_unit("service"), (units, units.parent)),
    ]
    if not schedulers.user_manager():
        return [*deleted]
    program = _program("systemd")
    return [
        Run((program, "--user", "disable", "--now", _TIMER)),
        Run((program, "--user", "stop", _SERVICE), may_fail=True),  # it may wait for another try
        Run((program, "--user", "reset-failed", _SERVICE), may_fail=True),
        Run((program, "--user", "clean", "--what=state", _TIMER), may_fail=True),
        *deleted,
        Run((program, "--user", "daemon-reload")),
    ]


def installed() -> Iterator[tuple[Kind, str]]:
    """Yield each scheduler that has the reminder, with what stands there. Raises DesktopError."""
    if schedulers.program("cron") and not on_windows() and not on_macos():
        ours = _our_lines()
        if ours and forms.time_in("cron", ours):
            yield "cron", ours
    for kind, file in _files().items():
        with suppress(OSError, UnicodeDecodeError):
            yield kind, read_limited(file).decode("utf-16" if kind == "task" else "utf-8")


def _our_lines() -> str:
    """Return our lines in the crontab; where it is forbidden and not needed, there are none."""
    try:
        return start_up_file.block_in(crontab())
    except DesktopError:
        if schedulers.kinds() == ["cron"]:
            raise
        return ""


def differs(kind: Kind, text: str) -> bool:
    """Tell whether an installed reminder is for another place, or was changed by hand."""
    at = forms.time_in(kind, text)
    if at is None:
        return True
    now = reminder_here(at)
    match kind:
        case "systemd":
            with suppress(OSError, UnicodeDecodeError):
                service = read_limited(_unit("service")).decode()
                return text != forms.timer(now) or service != forms.service(now)
            return True
        case "cron":
            return forms.cron_line(now) not in text.splitlines()
        case "launchd":
            return text != forms.agent(now)
        case "task":
            return text.replace("\r\n", "\n") != forms.task(now, _first_day(text))


def places() -> list[Path]:
    """Return the files that the reminder may have on this system; in a crontab it has lines."""
    files = list(_files().values())
    return [_unit("service"), *files] if "systemd" in _files() else files


def obstacle(kind: Kind) -> str:
    """Return what keeps an installed reminder from running; empty if nothing is known to."""
    program = schedulers.program(kind)
    if program is None:
        return f"{NAMES[kind]} is not here any more"
    match kind:
        case "systemd":
            if not schedulers.user_manager():
                return "no systemd of yours runs now"
            state = schedulers.run([program, "--user", "show", _TIMER, "--property=ActiveState"])
            return "" if b"=active" in state.out else "systemd does not run this timer now"
        case "launchd":
            label = f"{schedulers.gui_domain()}/{forms.LABEL}"
            is_known = schedulers.run([program, "print", label]).status == 0
            return "" if is_known else "launchd has not loaded it"
        case "task":
            is_known = schedulers.run([program, "/Query", "/TN", forms.NAME]).status == 0
            return "" if is_known else "the Task Scheduler does not know it"
        case "cron":
            return ""


def started(now: datetime) -> datetime | None:
    """Return when systemd started the reminder last, as it says; None if it never did."""
    words = [_program("systemd"), "--user", "show", _TIMER, "--property=LastTriggerUSec"]
    found = re.search(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)", schedulers.run(words).out.decode())
    return datetime.fromisoformat(found[1]).replace(tzinfo=now.tzinfo) if found else None


def crontab() -> bytes:
    """Return the person's crontab; empty if there is none. Raises DesktopError, SettingsError."""
    done = schedulers.run([_program("cron"), "-l"])
    if done.status == 0:
        return start_up_file.readable(Path("crontab"), done.out)
    if any(said in done.err for said in _NO_CRONTAB):
        return b""
    raise DesktopError(f"your crontab cannot be read: {done.err or 'crontab says nothing'}")


def _program(kind: Kind) -> str:
    program = schedulers.program(kind)
    if program is None:
        raise DesktopError(f"{NAMES[kind]}: the program that changes it is not here any more")
    return program


def _unit(ending: str) -> Path:
    return paths.systemd_units() / f"{forms.NAME}.{ending}"


def _agent() -> Path:
    return paths.launch_agents() / f"{forms.LABEL}.plist"


def _files() -> dict[Kind, Path]:
    """Return the file of each scheduler of this system that has one."""
    if environment.system() == "macos":
        return {"launchd": _agent()}
    if on_windows():
        return {"task": paths.locate().task_file}
    return {"systemd": _unit("timer")}


def _first_day(text: str) -> date:
    return date.fromisoformat(text.partition("<StartBoundary>")[2][:10])


def _refuse_variables_of_this_terminal(reminder: Reminder) -> None:
    """Refuse what only this terminal has set: a task gets the variables that Windows keeps."""
    for name, value in reminder.variables:
        kept = None
        with suppress(OSError):
            kept = registry.value("HKCU/Environment", name)
        if kept != value:
            raise SettingsError(
                f"{name} is set in this terminal only, where no task can see it; "
                f"to keep it, run: setx {name} {clean_name(environment.quoted(value), MAX_PATH)}"
            )
