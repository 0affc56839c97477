"""`verify` and `env`: what this machine says about its settings, and how to put them right."""

from argparse import Namespace

from privacy_check import verification
from privacy_check.cli import json_output, verify_report
from privacy_check.cli.opening import report_faults, session_for
from privacy_check.cli.streams import print_answer, print_signs
from privacy_check.domain.mending import Shell
from privacy_check.due_cache import write_agenda
from privacy_check.verification import Look

SOMETHING_DRIFTED = 4
"""The exit status that `--exit-code` asks for."""


def verify(args: Namespace) -> int:
    """Print what this machine says about each step that it can answer."""
    session = session_for(args)
    names = [session.catalog.find(name).id for name in args.id] or None
    looks = verification.verify(session, names, is_theirs=args.profile is not None)
    write_agenda(session)
    drifted = {(s.checklist.id, n.step.id) for s in session.begun() for n in s.steps if n.drift}
    if args.json:
        print_answer(json_output.looks(looks, drifted))
    elif looks:
        print_signs(verify_report.looks(looks, drifted))
    else:
        print_answer("This machine can't answer any step that applies here.")
    status = report_faults(session)
    return SOMETHING_DRIFTED if drifted and args.exit_code else status


def env(args: Namespace) -> int:
    """Print the lines that turn off, by a variable, what is still on. Nothing is written."""
    session = session_for(args)
    shell = args.shell or verification.login_shell()
    looks = verification.look_at(verification.steps_to_look_at(session))
    wrong = [look for look in looks if look.finding.answer == "wrong"]
    print_answer("\n".join(_lines(wrong, shell)) or "# Nothing to add: all that is here is off.")
    return report_faults(session)


def _lines(wrong: list[Look], shell: Shell) -> list[str]:
    """Return a comment and a line for each, the same variable once."""
    found: dict[str, str] = {}
    for look in wrong:
        if line := verification.variable(look, shell):
            found.setdefault(line, look.step.title)
    return [f"# {title}\n{line}" for line, title in found.items()]
