"""`remind`: the daily notification on this machine's schedule. Nothing changes without a yes."""

from argparse import Namespace
from collections.abc import Callable
from datetime import datetime, timedelta

from privacy_check.cli import schedule, steps
from privacy_check.cli.opening import warn_about_ownership
from privacy_check.cli.steps import Step
from privacy_check.cli.streams import ask_yes_no, print_answer
from privacy_check.domain import formatting, reminder
from privacy_check.domain.reminder import Kind
from privacy_check.errors import DesktopError, StoreError
from privacy_check.storage import paths, reminder_log
from privacy_check.storage.files import atomic_write
from privacy_check.system import environment, notifications, schedulers

_LEFT_NO_RECORD = timedelta(minutes=10)
"""Time after a start, at the end of which a run has left its record."""


def remind(args: Namespace) -> int:
    """Install the daily reminder, tell about it, or remove it."""
    if args.action == "status":
        return _status(args.clock())
    warn_about_ownership(paths.locate())
    return _install(args) if args.action == "install" else _remove()


def _install(args: Namespace) -> int:
    notifications.require_package()
    kinds = schedulers.kinds()
    if not kinds:
        raise DesktopError("nothing here runs programs on a schedule: neither systemd nor cron")
    kind, before = next(schedule.installed(), (kinds[0], ""))
    at = args.at or reminder.time_in(kind, before) or reminder.USUAL_TIME
    here = schedule.reminder_here(at)
    today = args.clock().date()
    question = f"Install the daily reminder with {schedule.NAMES[kind]}?"
    if not _agreed_and_done(question, lambda: schedule.installation(kind, here, today)):
        return 1
    atomic_write(paths.locate().reminder_file, f"{kind}\n".encode())
    print_answer(f"Done. It runs every day at {here.hour:02}:{here.minute:02}.")
    _note_what_it_lacks(kind)
    return 0


def _note_what_it_lacks(kind: Kind) -> None:
    try:
        notifications.require_desktop()
    except DesktopError as error:
        print_answer(f"Note: {error}; the reminder needs one at that time.")
    if kind == "cron":
        print_answer(
            "Note: cron makes up for nothing: while the machine is off, no reminder comes."
        )


def _remove() -> int:
    found = [kind for kind, _ in schedule.installed()]
    if not found:
        print_answer("No daily reminder is installed.")
        _forget()
        return 0
    if not _agreed_and_done(
        "Remove the daily reminder?",
        lambda: [step for kind in found for step in schedule.removal(kind)],
    ):
        return 1
    _forget()
    print_answer("Done. It is gone.")
    return 0


def _forget() -> None:
    for file in (paths.locate().reminder_file, paths.locate().reminded_file):
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(f"{paths.display_path(file)}: {error.strerror}") from error


def _status(now: datetime) -> int:
    found = list(schedule.installed())
    if not found:
        install = f"{environment.command_in_words()} remind install"
        print_answer(f"No daily reminder is installed. To install it: {install}")
    last = reminder_log.read(paths.locate().reminded_file)
    for kind, text in found:
        at = reminder.time_in(kind, text)
        daily = f", every day at {at[0]:02}:{at[1]:02}" if at else ""
        print_answer(f"installed   with {schedule.NAMES[kind]}{daily}")
        print_answer(
            f"ran last    {_when(last[0], now)}: {last[1]}" if last else "ran last    never yet"
        )
        obstacle = schedule.obstacle(kind)
        if at and not obstacle:
            print_answer(f"runs next   {_when(reminder.next_run(at, now), now)}")
        for note in _notes(kind, text, last[0] if last else None, obstacle, now):
            print_answer(f"Note: {note}")
    return 0


def _notes(kind: Kind, text: str, last: datetime | None, obstacle: str, now: datetime) -> list[str]:
    command = environment.command_in_words()
    notes = [f"{obstacle}; to have it again: {command} remind install"] if obstacle else []
    if schedule.differs(kind, text):
        notes.append(
            "it was changed by hand, or is for another version or folder; "
            f"to renew it: {command} remind install"
        )
    started = schedule.started(now) if kind == "systemd" and not obstacle else None
    if started and now - started > _LEFT_NO_RECORD and (not last or last < started):
        notes.append(
            f"it was started {_when(started, now)} but left no record; to see why: {command} notify"
        )
    return notes


def _when(time: datetime, now: datetime) -> str:
    local = time.astimezone(now.tzinfo)
    return f"{formatting.week_day(local.date())} {local:%H:%M}"


def _agreed_and_done(question: str, plan: Callable[[], list[Step]]) -> bool:
    """Show the steps, ask, and do them; without a terminal the answer is no.

    Raises DesktopError if by then others would be needed: somebody else was at work.
    """
    todo = plan()
    print_answer(steps.shown(todo))
    if not ask_yes_no(question):
        print_answer("Nothing was changed.")
        return False
    if plan() != todo:
        raise DesktopError("what was there changed meanwhile; nothing was done, run it again")
    steps.do(todo)
    return True
