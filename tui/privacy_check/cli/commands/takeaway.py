"""`calendar` and `report`: what a person takes out of the program, to stdout or into a file."""

from argparse import Namespace
from pathlib import Path

from privacy_check import takeaway
from privacy_check.cli.handing_out import hand_out
from privacy_check.cli.opening import report_faults, session_for
from privacy_check.cli.streams import print_answer, print_error
from privacy_check.domain.sanitize import clean_name

_FORMS: dict[str, takeaway.Form] = {
    **dict.fromkeys(("", ".md", ".markdown", ".txt"), "markdown"),
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
    return hand_out(text, args.output) or report_faults(session)


def report(args: Namespace) -> int:
    """Print the report, or write it."""
    session = session_for(args)
    suffix = Path(args.output or "").suffix.lower()
    form = args.form or _FORMS.get(suffix)
    if form is None:
        print_error(f"a report can't be {clean_name(suffix)}; it can be .md, .html, .csv or .json")
        return 2
    text = takeaway.report(session, form, names=args.names, notes=args.notes)
    if form == "markdown" and args.output in (None, "-"):
        print_answer(text)  # to be read, in what the terminal can show
        return report_faults(session)
    return hand_out(text, args.output) or report_faults(session)
