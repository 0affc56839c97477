"""The way in. One question may be answered at the door: `due`, where the answer is known.

Everything else, and every doubt, goes the long way. No rule is written here a second time: the
agenda's days and the answer of today were worked out by the rules, and hold as long as the
fingerprint at their head does.
"""

import os
import sys
import time

from privacy_check.storage import fingerprint
from privacy_check.system import encoding, folders


def main() -> int:
    """Run the command that was typed, and return the exit status."""
    if sys.argv[1:] == ["due"]:
        answer = cached_answer(time.strftime("%Y-%m-%d"))
        if answer == "" or (answer and _print(answer)):
            return 0
    from privacy_check.cli.main import main as run

    return run()


def cached_answer(today: str) -> str | None:
    """Return what `due` says today (YYYY-MM-DD); nothing for silence, None where one must look.

    Silence holds until the agenda's first day, an answer in words for the day on which it was
    given. Not known: without an agenda, with one of another state of things or of a later day
    (some clock was wrong), and where something is amiss that `due` has to tell.
    """
    try:
        config, state = folders.folders()
    except folders.NoFolderError:
        return None
    agenda = _lines(os.path.join(state, "agenda"))
    head = agenda[0].split() if agenda else []
    if len(head) != 5 or head[2] > today or head[3] != "whole":
        return None
    names = folders.profiles(config)
    journal_folder = [
        (name, fingerprint.file_states(folders.journal_folder(config, name))) for name in names
    ]
    if head[4] != fingerprint.fingerprint(fingerprint.input_state(config), journal_folder):
        return None
    if len(agenda) == 1 or agenda[1][:10] > today:
        return ""
    answer = _lines(os.path.join(state, "due"))
    return "".join(answer[1:]) if answer[:1] == agenda[:1] and head[2] == today else None


def _lines(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8") as file:
            return file.readlines()
    except (OSError, UnicodeDecodeError):
        return []


def _print(answer: str) -> bool:
    """Say it; False where that is not as plain as this, and the long way knows how."""
    try:
        if sys.stdout is None or encoding.output_encoding() != "utf-8":
            return False
        print(answer, flush=True)
    except OSError:
        return False
    return True
