"""The way in. One question is answered at the door: `due`, when the agenda knows that nothing is.

Everything else, and every doubt, goes the long way. No rule is written here a second time: the
agenda's days were worked out by the rules, and hold as long as its fingerprint does.
"""

import os
import sys
import time

from privacy_check import footprint


def main() -> int:
    """Run the command that was typed, and return the exit status."""
    if sys.argv[1:] == ["due"] and nothing_is_due(time.strftime("%Y-%m-%d")):
        return 0
    from privacy_check.cli import main as run

    return run()


def nothing_is_due(today: str) -> bool:
    """Tell whether the agenda holds, and its first day is later than today (YYYY-MM-DD).

    False where that can't be told: no agenda, one of another state of things, one that was written
    on a later day (some clock was wrong), or one with something amiss that `due` has to tell.
    """
    config, state = footprint.folders()
    try:
        with open(os.path.join(state, "agenda"), encoding="utf-8") as file:
            head, first = file.readline().split(), file.readline()
    except (OSError, UnicodeDecodeError):
        return False
    if len(head) != 5 or head[2] > today or head[3] != "whole":
        return False
    if head[4] != footprint.fingerprint(config, state):
        return False
    return not first or first[:10] > today
