"""`notify`: one notification on the desktop for what needs the person; nothing if nothing does."""

from argparse import Namespace

from privacy_check.cli import report
from privacy_check.cli.commands.due import what_needs_the_person
from privacy_check.cli.opening import open_profile, report_faults
from privacy_check.errors import DesktopError
from privacy_check.storage import reminder_log
from privacy_check.system import environment, notifications


def notify(args: Namespace) -> int:
    """Show what needs the person, in every profile if none is named."""
    on_schedule = not environment.is_interactive()
    session = open_profile(args.profile, args.clock, on_schedule=on_schedule)
    sessions = session.everyone() if args.profile is None else [session]
    needy = what_needs_the_person(sessions)
    said = f"{len(needy)} shown" if needy else "nothing was due"
    try:
        if needy:
            notifications.show(*report.notification(needy, environment.command_in_words()))
    except DesktopError as error:
        said = f"failed: {error}"
        raise
    finally:
        if on_schedule:
            reminder_log.write(session.home.reminded_file, args.clock(), said)
    return report_faults(*sessions)
