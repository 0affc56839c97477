"""The entry point: answers a plain `due` from its cache, and hands over everything else.

No rule is repeated here: the agenda's days and today's answer were worked out by the rules, and
hold as long as the fingerprint in their head matches. In any doubt the full program runs.
"""

import gc
import os
import sys
import time

from privacy_check.cli import color
from privacy_check.storage import agenda_header, fingerprint
from privacy_check.system import encoding, folders


def main() -> int:
    """Run the command that was typed, and return the exit status."""
    if sys.argv[1:] == ["due"]:
        answer = cached_answer(time.strftime("%Y-%m-%d"))
        if answer == "" or (answer and _print(answer)):
            return 0
    gc.disable()  # a command ends before there is garbage; the app turns it on again
    from privacy_check.cli.main import main as run

    status = run()
    gc.freeze()  # else the interpreter looks through everything once more as it exits
    return status


def cached_answer(today: str) -> str | None:
    """Return what `due` prints today (YYYY-MM-DD); "" for nothing, None if it is not known.

    Both hold for the day on which they were written: on the next, the machine is looked at first.
    It is not known without an agenda, if anything changed since, and if there is a fault that `due`
    has to report.
    """
    try:
        config, state = folders.folders()
    except folders.NoFolderError:
        return None
    agenda = _lines(os.path.join(state, "agenda"))
    header = agenda_header.parse_header(agenda[0]) if agenda else None
    if header is None:
        return None
    day, agenda_fingerprint = header
    if day != today:
        return None
    names = folders.profiles(config)
    journals = [
        (name, fingerprint.file_states(folders.journal_folder(config, name))) for name in names
    ]
    # without this file, or with an older one, the fingerprint differs, as it has their states
    typed = [line.rstrip("\n") for line in _lines(os.path.join(state, "folders"))]
    shared = [folder for folder in map(folders.expanded, typed) if folder]
    current = fingerprint.input_state(config, shared)
    if agenda_fingerprint != fingerprint.fingerprint(current, journals):
        return None
    if len(agenda) == 1 or agenda[1][:10] > today:
        return ""
    answer = _lines(os.path.join(state, "due"))
    return "".join(answer[1:]) if answer[:1] == agenda[:1] else None


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8") as file:
            return file.readlines()
    except (OSError, UnicodeDecodeError):
        return []


def _print(answer: str) -> bool:
    """Print it; False if stdout needs the care that the full program takes."""
    try:
        if sys.stdout is None or encoding.output_encoding() != "utf-8":
            return False
        wanted = color.is_wanted("auto", sys.stdout)
        print(color.paint(answer) if wanted else answer, flush=True)
    except OSError:
        return False
    return True
