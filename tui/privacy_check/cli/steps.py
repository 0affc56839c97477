"""What is to be changed on this machine, step by step: shown first, then done."""

import shlex
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from privacy_check.domain.reminder import WRITTEN_BY
from privacy_check.domain.sanitize import MAX_PATH, clean, clean_name
from privacy_check.errors import DesktopError, PrivacyCheckError, SettingsError, StoreError
from privacy_check.storage.files import atomic_write, read_limited
from privacy_check.storage.paths import display_path
from privacy_check.system import environment, schedulers
from privacy_check.system.ownership import error_text


class Write(Struct, frozen=True):
    """A file that is written."""

    file: Path
    text: str
    encoding: str = "utf-8"


class Run(Struct, frozen=True):
    """A program that is run, with what it reads."""

    words: tuple[str, ...]
    data: bytes | None = None
    about: str = ""
    """What the data is, for the person: what differs from what the program has now."""
    may_fail: bool = False


class Delete(Struct, frozen=True):
    """A file that is deleted, with the folders in which nothing else is left."""

    file: Path
    folders: tuple[Path, ...] = ()


Step = Write | Run | Delete


def shown(steps: Iterable[Step]) -> str:
    """Return what the steps write, delete and run, for the person to read."""
    lines: list[str] = []
    for step in steps:
        match step:
            case Write(file, text):
                lines += [f"Write {display_path(file)}:", *_indented(text)]
            case Delete(file):
                lines.append(f"Delete {display_path(file)}")
            case Run(words, about=about):
                command = clean_name(" ".join(map(environment.quoted, words)), MAX_PATH)
                lines += [f"Run: {command}", *_indented(about)]
    return "\n".join(lines)


def do(steps: Iterable[Step]) -> None:
    """Do the steps, none if a file is somebody else's; when one fails, what they wrote goes again.

    Raises DesktopError, SettingsError and StoreError.
    """
    todo, made = list(steps), list[Path]()
    _refuse_others(step.file for step in todo if not isinstance(step, Run))
    try:
        for step in todo:
            match step:
                case Write(file, text, encoding):
                    made += [] if file.exists() else [file]
                    atomic_write(file, text.encode(encoding))
                case Run():
                    _run(step)
                case Delete(file, folders):
                    _delete(file, folders)
    except PrivacyCheckError:
        for file in made:
            with suppress(OSError):
                file.unlink(missing_ok=True)
        raise


def _refuse_others(files: Iterable[Path]) -> None:
    """Refuse to replace or delete a unit that somebody else wrote."""
    for file in files:
        if file.suffix in (".service", ".timer") and file.exists():
            try:
                ours = read_limited(file).startswith(WRITTEN_BY.encode())
            except OSError as error:
                raise StoreError(f"{display_path(file)}: {error_text(error, file)}") from error
            if not ours:
                where = display_path(file)
                raise SettingsError(f"{where} is not from this program; it was left alone")


def _run(step: Run) -> None:
    done = schedulers.run(list(step.words), step.data)
    if done.status and not step.may_fail:
        said = done.err or clean(done.out.decode(errors="replace").strip()) or "it does not say why"
        raise DesktopError(f"{shlex.join(step.words)} failed: {clean(said)}")


def _delete(file: Path, folders: Iterable[Path]) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{display_path(file)}: {error_text(error, file)}") from error
    with suppress(OSError):  # the first that is not empty ends it
        for folder in folders:
            if folder.exists():
                folder.rmdir()


def _indented(text: str) -> list[str]:
    return [f"  {clean(line, MAX_PATH)}" for line in text.splitlines()]
