"""`import` and `export`: Markdown task lists in and out."""

import sys
from argparse import Namespace
from pathlib import Path

from privacy_check.cli.handing_out import hand_out
from privacy_check.cli.opening import report_faults, session_for
from privacy_check.cli.streams import (
    ask_at_terminal,
    ask_yes_no,
    print_answer,
    print_error,
)
from privacy_check.domain import formatting
from privacy_check.domain.sanitize import clean
from privacy_check.domain.task_list import TaskList, markdown, of_standing
from privacy_check.due_cache import write_agenda
from privacy_check.errors import ChecklistError
from privacy_check.session import Session
from privacy_check.storage import own_checklists, task_list_file
from privacy_check.storage.files import MIB, encoding_of, read_limited
from privacy_check.storage.own_checklists import Draft
from privacy_check.storage.paths import display_path
from privacy_check.storage.task_list_file import Found
from privacy_check.system import environment
from privacy_check.system.ownership import error_text

STDIN = "-"
_MOST_LINES = 12
"""The most ranges of lines that are named; nobody reads more."""


def import_tasks(args: Namespace) -> int:
    """Make a checklist of the person's own from each task list in a file."""
    text = _text_of(args.file)
    session = session_for(args)
    stem = "" if args.file == STDIN else clean(Path(args.file).stem).strip()
    found = task_list_file.read(text, stem or "My list")
    if not found.lists:
        print_error("there is no task in it: a task is a line such as '- [ ] Turn it off'")
        return 1
    if args.id and len(found.lists) > 1:
        print_error(f"there are {len(found.lists)} lists in it, and an id is for one")
        return 1
    written: list[str] = []
    status = max(_import_one(session, whole, args, written) for whole in found.lists)
    _say_what_did_not_come_in(found)
    write_agenda(session)
    return status


def _text_of(name: str) -> str:
    """Return what is in a file or on stdin. Raises ChecklistError, which says what to do."""
    if name == STDIN:
        if environment.is_interactive():
            print_error("reading stdin; end with ctrl+d, or pipe a task list into it")
        shown, data = "stdin", sys.stdin.buffer.read(MIB + 1)
        if len(data) > MIB:
            raise ChecklistError("stdin: is larger than 1 MiB; nothing was written")
    else:
        shown = display_path(Path(name))
        try:
            data = read_limited(Path(name))
        except OSError as error:
            pipe = "; a pipe can be read as '-'" if Path(name).is_fifo() else ""
            said = error_text(error, Path(name))
            raise ChecklistError(f"{shown}: cannot be read: {said}{pipe}") from error
    if encoding := encoding_of(data):
        raise ChecklistError(f"{shown}: is {encoding.upper()}; save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"byte {error.start} is not UTF-8"
        raise ChecklistError(f"{shown}: cannot be read: {where}; save it as UTF-8") from error


def _import_one(session: Session, whole: TaskList, args: Namespace, written: list[str]) -> int:
    """Write one list as a checklist, after asking if there is one of that id."""
    folder, draft = session.home.own_checklists, Draft.of(whole)
    name = _id_of(session, whole, args.id, written)
    if own_checklists.is_there(name, folder):
        if not (args.replace or _agreed(f"You have a checklist {name} already. Replace it?", args)):
            print_error(f"{name}: is there already, and was not changed (--replace, --id)")
            return 1
        path = own_checklists.replace(name, draft, folder)
    else:
        path = own_checklists.write(name, draft, folder)
    written.append(name)
    if read := session.changed_checklists():
        session.take_up(read)
    ticked = sum(task.done for task in whole.tasks)
    print_answer(f"Written: {display_path(path)}")
    few = formatting.count(len(whole.tasks), "step")
    print_answer(f"{few} came in{f', {ticked} of them ticked' if ticked else ''}.")
    if wrong := [f for f in session.catalog.faults if f.file == display_path(path)]:
        print_error(str(wrong[0]))
        return 1
    _record_ticks(session, name, whole, args)
    print_answer(f"To walk it: {environment.command_in_words()} {name}")
    return 1 if session.event_log.unsaved else 0


def _id_of(session: Session, whole: TaskList, named: str | None, written: list[str]) -> str:
    """Return the id that is named, or one from the title; ChecklistError if it is another's."""
    folder = session.home.own_checklists
    name = named or own_checklists.made_id(whole.title) or "my-list"
    if own_checklists.is_there(name, folder) and name not in written:
        return name
    if named:
        own_checklists.check_id(name, session.catalog, folder)
        return name
    return own_checklists.free_id(whole.title, session.catalog, folder)


def _record_ticks(session: Session, name: str, whole: TaskList, args: Namespace) -> None:
    """Mark what is ticked as done, if the person says so: the journal is what they did here."""
    steps = session.catalog.checklists[name].steps
    ticked = [step for step, task in zip(steps, whole.tasks, strict=True) if task.done]
    if not ticked:
        return
    if not (args.done or _agreed(f"Record the {len(ticked)} ticked as done today?", args)):
        print_answer("Nothing was marked as done (--done marks what is ticked, as of today).")
        return
    for step in ticked:
        if session.standing(name).step(step.id).mark != "done":
            session.mark(name, step.id, "done")
    if session.event_log.unsaved:
        print_error(f"not saved. {session.event_log.save_error}")
    else:
        print_answer(f"{formatting.count(len(ticked), 'step')} done, as of today.")


def _agreed(question: str, args: Namespace) -> bool:
    """Ask at the terminal; without one the answer is no."""
    if args.file != STDIN:
        return ask_yes_no(question)
    answer = ask_at_terminal(f"{question} [y/N]", aside=True)
    return (answer or "").lower() in ("y", "yes")


def _say_what_did_not_come_in(found: Found) -> None:
    for note in found.notes[:_MOST_LINES]:
        print_answer(f"Changed: {note}")
    if len(found.notes) > _MOST_LINES:
        print_answer(f"Changed: {len(found.notes) - _MOST_LINES} more")
    if found.left_out:
        few = formatting.count(len(found.left_out), "line")
        print_answer(f"Left out (no task, or nested too deep): {few}: {_ranges(found.left_out)}")


def _ranges(numbers: tuple[int, ...]) -> str:
    """Name lines: `3, 10-12`."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    named = ["-".join(map(str, span)) for span in spans[:_MOST_LINES]]
    return ", ".join([*named, *(["…"] if len(spans) > _MOST_LINES else [])])


def export_tasks(args: Namespace) -> int:
    """Write checklists as Markdown task lists, ticked where steps are done."""
    session = session_for(args)
    begun = [s.checklist.id for s in session.begun() if session.has_begun(s.checklist.id)]
    names = [session.catalog.find(name).id for name in args.id] or begun
    if not names:
        print_error("nothing is begun yet: name a checklist, as `list --all` prints it")
        return 1
    text = "\n".join(markdown(of_standing(session.standing(n))) for n in dict.fromkeys(names))
    return hand_out(text, args.output) or report_faults(session)
