"""`new`: four questions, and a checklist of one's own that is valid at once."""

import re
import sys
from argparse import Namespace
from pathlib import Path

from privacy_check.cli.opening import session_for
from privacy_check.cli.plain.dialogue import Dialogue
from privacy_check.cli.streams import print_answer, print_error
from privacy_check.domain import formatting
from privacy_check.domain.checklist import DEFAULT_DAYS, LEAST_DAYS, MOST_DAYS
from privacy_check.domain.sanitize import clean, clean_name
from privacy_check.due_cache import write_agenda
from privacy_check.errors import Fault
from privacy_check.session import Session
from privacy_check.storage import own_checklists, paths
from privacy_check.storage.own_checklists import Draft, DraftStep
from privacy_check.storage.paths import display_path
from privacy_check.system import editor, environment

_MOST_STEPS = 20
_LONGEST_NUMBER = 4
_SPAN = re.compile(
    r"(?:every )?(?:(\d+|an?|half a) ?)?"
    r"(?:(d)(?:ays?)?|(w)(?:eek(?:s|ly)?)?|(m)(?:onth(?:s|ly)?)?|(y)(?:ear(?:s|ly)?)?)?"
)
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}


def new(args: Namespace) -> int:
    """Ask what a checklist is about, write it, and let the person go on in their editor."""
    if not _has_terminal():
        return _say_how_without_asking(args.id)
    session = session_for(args)
    folder = session.home.own_checklists
    if args.id:
        own_checklists.check_id(args.id, session.catalog, folder)
    dialogue = Dialogue()
    try:
        draft = _ask(dialogue, session)
    except EOFError:
        dialogue.say("Nothing was written.")
        return 1
    name = args.id or own_checklists.free_id(draft.title, session.catalog, folder)
    path = own_checklists.write(name, draft, folder)
    dialogue.say_whole(f"Written: {display_path(path)}")
    try:
        is_good = _edited(dialogue, session, path)
    except EOFError:
        is_good = not _faults(session, path)
    write_agenda(session)
    if is_good:
        command = environment.command_in_words()
        dialogue.say(f"Home shows it from now on. To walk it: {command} {name}")
        return 0
    dialogue.say("Until that is put right, it is not among your checklists. To check it again:")
    file = paths.shell_path(path)
    dialogue.say_whole(f"{environment.command_in_words()} validate {file}")
    return 1


def _has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _say_how_without_asking(name: str | None) -> int:
    folder = display_path(paths.locate().own_checklists)
    name = clean_name(name or "my-list")
    least = f'schema = 1\nid = "{name}"\ntitle = "…"\n\n[[steps]]\nid = "first"\ntitle = "…"'
    print_error(
        "new asks its questions at a terminal. Without one, write the file yourself, "
        f"{folder}/{name}.toml; it needs no more than this:"
    )
    print_answer(least)
    return 2


def _ask(dialogue: Dialogue, session: Session) -> Draft:
    """Ask the four things. EOFError if the person leaves."""
    dialogue.say("A checklist of your own, in four answers. ctrl+d leaves, and writes nothing.")
    service = clean(dialogue.ask("1. Which service or device is it about? (empty: none)"))
    known = {name.casefold(): name for name in session.catalog.services}
    title = ""
    while not title:
        title = clean(dialogue.ask("2. Its title: what should be true afterwards?"))
    steps = [DraftStep.said(_first_step(dialogue))]
    while len(steps) < _MOST_STEPS and (
        more := clean(dialogue.ask("   And then? (empty: no more)"))
    ):
        steps.append(DraftStep.said(more))
    return Draft(title, tuple(steps), known.get(service.casefold(), service), _ask_days(dialogue))


def _first_step(dialogue: Dialogue) -> str:
    while not (step := clean(dialogue.ask("3. What is to be done?"), 2000)):
        pass
    return step


def _ask_days(dialogue: Dialogue) -> int:
    question = (
        f"4. How often shall I ask? In days, or for example '3 months' (empty: {DEFAULT_DAYS} days)"
    )
    while True:
        said = dialogue.ask(question)
        days = days_of(said)
        if days is not None:
            return days
        dialogue.say(f"'{clean(said, 20)}' is not from {LEAST_DAYS} to {MOST_DAYS} days.")


def days_of(said: str) -> int | None:
    """Return the days that an answer means: `90`, `3 months`, `a year`; None for what is none."""
    if not said:
        return DEFAULT_DAYS
    found = _SPAN.fullmatch(said.lower().strip())
    if found is None or not any(found.groups()):
        return None
    number, *units = found.groups()
    if number and number.isdigit() and len(number) > _LONGEST_NUMBER:
        return None
    times = int(number) if number and number.isdigit() else 1
    days = times * _UNITS[next(filter(None, units), "d")]
    if number == "half a":
        days //= 2
    return days if LEAST_DAYS <= days <= MOST_DAYS else None


def _edited(dialogue: Dialogue, session: Session, path: Path) -> bool:
    """Offer the editor until the file is good or the person has had enough; tell which.

    EOFError if they leave.
    """
    words = editor.command()
    if not words:
        dialogue.say(
            "What else can be set stands at its top. EDITOR names no editor to open it in."
        )
        return not _faults(session, path)
    name = clean_name(Path(words[0]).name)
    wanted = dialogue.ask(f"Open it in {name}, to say more? [y/N]").lower() in ("y", "yes")
    while wanted:
        if problem := editor.edit(path, words):
            dialogue.say(f"{clean(problem)}.")
        faults = _faults(session, path)
        if not faults:
            return True
        for fault in faults:
            print_error(str(fault))
        few = formatting.count(len(faults), "fault")
        wanted = dialogue.ask(f"{few}. Edit it again? [Y/n]").lower() not in ("n", "no")
    return not _faults(session, path)


def _faults(session: Session, path: Path) -> list[Fault]:
    """Return what is wrong with a file now, by itself and among the others."""
    if read := session.changed_checklists():
        session.take_up(read)
    return [fault for fault in session.catalog.faults if fault.file == display_path(path)]
