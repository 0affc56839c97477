"""Handing a file's text to the person: on stdout, or in the file that they name."""

from pathlib import Path

from privacy_check.cli.streams import ask_yes_no, print_answer, print_error, print_exactly
from privacy_check.storage import exports
from privacy_check.storage.paths import display_path

STDOUT = "-"


def hand_out(text: str, output: str | None) -> int:
    """Print a text, or write it to a file, after asking if there is one; return the exit status.

    Raises StoreError if it can't be written.
    """
    if output in (None, STDOUT):
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
