"""`due`: what needs the person, in every profile.

A new shell may ask this each time it starts, so nothing here imports argparse.
"""

from typing import TYPE_CHECKING

from privacy_check.cli import report
from privacy_check.cli.opening import open_profile, report_faults
from privacy_check.cli.streams import print_answer, print_signs
from privacy_check.domain.standing import Standing
from privacy_check.due_cache import cache_answer
from privacy_check.session import Session
from privacy_check.storage.profiles import Profile
from privacy_check.system import environment
from privacy_check.system.clock import Clock

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

SOMETHING_IS_DUE = 3
"""The exit status that `--exit-code` asks for."""


def due(args: "Namespace") -> int:
    """Print what needs the person, as the arguments ask."""
    return print_due(args.clock, args.profile, as_json=args.json, exit_code=args.exit_code)


def print_due(
    clock: Clock, profile: str | None = None, *, as_json: bool = False, exit_code: bool = False
) -> int:
    """Print what needs the person, in every profile if none is named."""
    session = open_profile(profile, clock)
    sessions = session.everyone() if profile is None else [session]
    needy = what_needs_the_person(sessions)
    if as_json:
        from privacy_check.cli import json_output  # `due` in words does without it

        print_answer(json_output.due(needy))
    else:
        answer = report.due(needy, environment.command_in_words())
        print_signs(answer)
        if profile is None:
            cache_answer(session, answer)
    status = report_faults(*sessions)
    return SOMETHING_IS_DUE if needy and exit_code else status


def what_needs_the_person(sessions: "Iterable[Session]") -> list[tuple[Profile, Standing]]:
    """Return what needs the person in these profiles, the most urgent first."""
    needy = [(s.profile, n) for s in sessions for n in s.begun() if n.state == "needs-you"]
    return sorted(needy, key=lambda pair: pair[1].urgency)
