"""`calendar` and `report`: what a person takes out of the program, to stdout or into a file."""

from argparse import Namespace
from pathlib import Path

from privacy_check import takeaway
from privacy_check.cli.opening import report_faults, session_for
from privacy_check.cli.streams import ask_yes_no, print_answer, print_error, print_exactly
from privacy_check.storage import exports
from privacy_check.storage.paths import display_path

_FORMS: dict[str, takeaway.Form] = {
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".json": "json",
}
"""What a file's name asks for where no option does."""


def calendar(args: Namespace) -> int:
    """Print the coming days as a calendar file, or write it."""
    session = session_for(args)
    text = takeaway.calendar(session)
    return _hand_out(text, args.output) or report_faults(session)


def report(args: Namespace) -> int:
    """Print the report, or write it."""
    session = session_for(args)
    suffix = Path(args.output or "").suffix.lower()
    form = args.form or _FORMS.get(suffix, "markdown")
    text = takeaway.report(session, form, names=args.names, notes=args.notes)
    if form == "markdown" and args.output in (None, "-"):
        print_answer(text)  # to be read, in what the terminal can show
        return report_faults(session)
    return _hand_out(text, args.output) or report_faults(session)


def _hand_out(text: str, output: str | None) -> int:
    """Print a file's text, or write it to a file; return the exit status."""
    if output in (None, "-"):
        print_exactly(text)
        return 0
    path = Path(output)
    if not exports.create(path, text):
        where = display_path(path)
        if not ask_yes_no(f"{where} is there already. Replace it?"):
            print_error(f"{where} is there already; nothing was written")
            return 1
        exports.replace(path, text)
    print_answer(f"Written: {display_path(path)}")
    return 0
