"""The commands about files and the installation: checklist files, folders, the shell's start-up."""

from argparse import Namespace
from pathlib import Path

from privacy_check.cli import shell_reminder, start_up_file
from privacy_check.cli.opening import session_for, warn_about_ownership
from privacy_check.cli.streams import ask_yes_no, print_answer, print_error
from privacy_check.domain import formatting
from privacy_check.domain.sanitize import MAX_PATH, clean_name, clean_path
from privacy_check.session import Session
from privacy_check.storage import paths
from privacy_check.storage.files import too_permissive
from privacy_check.storage.paths import Places
from privacy_check.system import environment, folders


def validate(args: Namespace) -> int:
    """Check files, and report what is wrong with them."""
    from privacy_check.storage import checklist_file  # 19 ms that the other commands need not pay

    session = session_for(args)
    faults = list(session.faults)
    checklists = list(session.catalog.checklists.values())
    if args.file:
        library = paths.builtin_checklists().resolve()
        read = [
            checklist_file.read(
                Path(name), clean_path(name), library=Path(name).resolve().parent == library
            )
            for name in args.file
        ]
        checklists = [checklist for checklist, _ in read if checklist]
        faults = [fault for _, wrong in read for fault in wrong]
    for fault in faults:
        print_error(str(fault))
    for checklist in checklists:
        for warning in checklist_file.future_dates(checklist, session.today):
            print_error(f"warning: {checklist.id}: {warning}")
    print_answer(f"{len(checklists)} good, {formatting.count(len(faults), 'fault')}")
    return 1 if faults else 0


def schema(_: Namespace) -> int:
    """Print the JSON Schema of a person's own checklist; that of the library is in docs/."""
    from privacy_check.storage import checklist_file

    print_answer(checklist_file.schema())
    return 0


def list_paths(args: Namespace) -> int:
    """Print where everything lives, and how to remove it."""
    session = session_for(args)
    home = session.home
    _print_places(session)
    roots = _outermost(home.config, home.state)
    these = "this folder" if len(roots) == 1 else "these two folders"
    print_answer(f"To remove everything it knows about you, delete {these}:")
    print_answer("\n".join(f"  {paths.shell_path(paths.actual_path(root))}" for root in roots))
    if home.reminder_file.exists():
        print_answer(f"and before that, run: {environment.command_in_words()} remind remove")
    for path, mode in too_permissive(home.program_files()):
        name = clean_name(environment.quoted(str(path)), MAX_PATH)
        print_error(f"warning: others can get at this; to fix that, run: chmod {mode:o} {name}")
    for warning in start_up_file.outdated(home.agenda_file):
        print_error(f"warning: {warning}")
    for fault in session.event_log.faults:
        print_error(str(fault))
    return 1 if session.event_log.faults else 0


def _outermost(*roots: Path) -> list[Path]:
    """Return the folders that lie in no other of them."""
    return [
        root
        for root in roots
        if not any(root != other and root.is_relative_to(other) for other in roots)
    ]


def _print_places(session: Session) -> None:
    home = session.home
    for name, path in (
        ("settings you write", home.config_file),
        ("settings it writes", home.choices_file),
        ("profiles' settings", home.profiles_file),
        ("your name and address", home.profiles_file),
        ("your checklists", home.own_checklists),
        *(("more checklists", Path(folder)) for folder in session.shared.paths),
        *((f"profile {p.name!r}", home.profile(p.folder)) for p in session.profiles()),
        ("this machine's", home.state),
        *(("daily reminder", file) for file in _reminder_files(home)),
        ("built-in checklists", paths.builtin_checklists()),
    ):
        print_answer(f"{name:<21} {paths.display_path(paths.actual_path(path))}")


def _reminder_files(home: Places) -> list[Path]:
    """Return the files of the daily reminder, if one was installed that has any."""
    if not home.reminder_file.exists():
        return []
    from privacy_check.cli import schedule  # which few people have

    return [file for file in schedule.places() if file.exists()]


def print_or_install_hook(args: Namespace) -> int:
    """Print the lines that remind the person in a shell, or add them or take them out."""
    hook = shell_reminder.lines(args.shell, paths.locate().agenda_file, environment.command())
    if not (args.install or args.remove):
        print_answer(hook)
        return 0
    file = start_up_file.file_of(args.shell)
    old = start_up_file.read(file)
    new = start_up_file.removed(old) if args.remove else start_up_file.installed(old, hook)
    if new == old:
        print_answer(f"{paths.display_path(file)}: nothing to change")
    elif not _change_start_up_file(file, hook, remove=args.remove):
        return 1
    if args.install:
        for note in start_up_file.missing_conditions(args.shell, file):
            print_answer(f"Note: {note}")
    return 0


def print_completion(args: Namespace) -> int:
    """Print the lines that let a shell complete what is typed."""
    from privacy_check.cli import completion

    print_answer(completion.script(args.shell, environment.command()))
    return 0


def print_manual(_: Namespace) -> int:
    """Print the manual page, for man."""
    from privacy_check.cli import manual

    print_answer(manual.page())
    return 0


def _change_start_up_file(file: Path, hook: str, *, remove: bool) -> bool:
    """Add the hook to a start-up file or take it out, after asking; False if refused."""
    warn_about_ownership(paths.locate())
    if not remove:
        print_answer(hook)
    where = paths.display_path(file)
    question = f"Remove the reminder from {where}?" if remove else f"Add these lines to {where}?"
    if not ask_yes_no(question):
        print_answer("Nothing was changed.")
        return False
    if remove:
        start_up_file.remove(file)
    else:
        start_up_file.install(file, hook)
    print_answer("Done. New shells will use it.")
    return True


def version(_: Namespace) -> int:
    """Print which version this is."""
    from importlib import metadata  # 30 ms that only this answer needs

    try:
        print_answer(f"{folders.NAME} {metadata.version(folders.NAME)}")
    except metadata.PackageNotFoundError:
        source = paths.display_path(Path(folders.PACKAGE).parent)
        print_answer(f"{folders.NAME}, not installed; running from source in {source}")
    return 0
