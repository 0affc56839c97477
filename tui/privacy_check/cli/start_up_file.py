"""A shell's start-up file, in which only the lines of the reminder are ever changed.

The file may have any encoding and any line ends. Removing the lines restores what was there
before, byte for byte; a note among them says what had to be added around them.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from privacy_check.cli.shell_reminder import BEGIN, END, SHELLS, is_current, quoted
from privacy_check.errors import SettingsError
from privacy_check.storage import paths
from privacy_check.storage.files import edit, encoding_of, read_limited
from privacy_check.system import environment
from privacy_check.system.ownership import error_text

_ENDED = "# The line above had no end; it is taken away again with these."
_MADE = "# This file was made for these lines; it goes with them."
_BEGIN = re.compile(rb"^%s[ \t]*\r?\n" % re.escape(BEGIN.encode()), re.M)
_BLOCK = re.compile(
    rb"%s(?:(?!%s).*\n)*?%s[ \t]*(?:\r?\n|\Z)"
    % (_BEGIN.pattern, re.escape(BEGIN.encode()), re.escape(END.encode())),
    re.M,
)
_FIRST_BASH = (4, 2)


def installed(old: bytes, lines: str, *, made: bool = False) -> bytes:
    """Return a start-up file with the reminder in place of an older one, or else at its end.

    `made` says that there was no file before.
    """
    if found := _BLOCK.search(old):
        notes = [note for note in (_ENDED, _MADE) if note.encode() in found[0]]
        rest = _BLOCK.sub(b"", old[found.end() :])
        return old[: found.start()] + _block(lines, notes) + rest
    if old and not old.endswith(b"\n"):
        return old + b"\n" + _block(lines, [_ENDED])
    return old + _block(lines, [_MADE] if made else [])


def removed(old: bytes) -> bytes:
    """Return a start-up file as it was before, with what was written into it since."""
    while found := _BLOCK.search(old):
        before, rest = old[: found.start()], old[found.end() :]
        if _ENDED.encode() in found[0] and not rest:
            before = before.removesuffix(b"\n")
        old = before + rest
    return old


def block_in(old: bytes) -> str:
    """Return our lines in a file; empty if there are none."""
    found = _BLOCK.search(old)
    return found[0].decode("utf-8", "replace") if found else ""


def install(file: Path, lines: str) -> None:
    """Put the reminder into a start-up file, whatever was written there until this moment.

    Raises SettingsError if it is unclear which lines are ours, StoreError if it can't be written.
    """
    made = not file.exists()
    edit(file, lambda old: installed(readable(file, old), lines, made=made))


def remove(file: Path) -> None:
    """Take the reminder out of a start-up file; one that was made for it goes with it."""
    made = _MADE.encode() in read(file)
    edit(file, lambda old: removed(readable(file, old)))
    if made and not file.stat().st_size:
        file.unlink()


def read(file: Path) -> bytes:
    """Return what a start-up file holds, nothing if there is none. Raises SettingsError."""
    try:
        return readable(file, read_limited(file)) if file.exists() else b""
    except OSError as error:
        raise SettingsError(
            f"{paths.display_path(file)}: cannot be read: {error_text(error, file)}"
        ) from error


def file_of(shell: str) -> Path:
    """Return the start-up file that has our lines, or else the one that should get them.

    Raises SettingsError.
    """
    files = paths.possible_start_up_files(shell)
    return next(filter(_has_our_lines, files), files[0])


def _has_our_lines(file: Path) -> bool:
    with suppress(SettingsError):  # if it is this one that counts, it is reported later
        return bool(_BLOCK.search(read(file)))
    return False


def outdated(agenda: Path) -> Iterator[str]:
    """Yield a warning for each shell whose reminder is another version's, or reads other files."""
    for shell in SHELLS:
        with suppress(SettingsError):
            file = file_of(shell)
            if _is_outdated(shell, file, agenda):
                update = f"{environment.command_in_words()} shell-hook {shell} --install"
                yield (
                    f"{paths.display_path(file)} has an older version of the reminder, or one "
                    f"for other folders; to update it, run: {update}"
                )


def _is_outdated(shell: str, file: Path, agenda: Path) -> bool:
    found = _BLOCK.search(read(file))
    if found is None:
        return False
    lines = found[0].decode("utf-8", "replace").splitlines()
    text = "\n".join(line for line in lines if line not in (_ENDED, _MADE))
    return not is_current(shell, text) or quoted(shell, str(agenda)) not in text


def missing_conditions(shell: str, file: Path) -> Iterator[str]:
    """Yield in which shells the reminder will stay silent all the same, and what helps."""
    here = paths.display_path(file)
    texts = {
        path: path.read_bytes()
        for path in paths.earlier_start_up_files(shell)
        if _is_readable(path)
    }
    if shell == "zsh":
        for path in (path for path, text in texts.items() if b"ZDOTDIR" in text):
            yield (
                f"{paths.display_path(path)} mentions ZDOTDIR: if that is not the folder "
                f"of {here}, run this again in zsh, after: export ZDOTDIR"
            )
    if shell == "bash":
        first = next(iter(texts), paths.earlier_start_up_files(shell)[0])
        if file != first and file.name.encode() not in _with_sourced_files(first, texts):
            line = '[ -n "$BASH_VERSION" ] && [ -r ~/.bashrc ] && . ~/.bashrc'
            yield (
                f"a login shell (ssh, a console) reads {paths.display_path(first)} and not {here}: "
                f"to be reminded there, add this line to it: {line}"
            )
        version = _version(shell)
        if version and version < _FIRST_BASH:
            yield "this bash is older than 4.2 and has no clock: it cannot remind you; use zsh"


def _is_readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def _with_sourced_files(first: Path, texts: Mapping[Path, bytes]) -> bytes:
    """Return a login shell's file with the others that it may read in turn."""
    text = texts.get(first, b"")
    return text + b"".join(other for path, other in texts.items() if path.name.encode() in text)


def _block(lines: str, notes: list[str]) -> bytes:
    text = lines.replace(f"{BEGIN}\n", "\n".join([BEGIN, *notes, ""]), 1)
    return f"{text}\n".encode()


def readable(file: Path, data: bytes) -> bytes:
    """Return what a start-up file holds, if a shell can read it and our lines in it are whole."""
    if other := encoding_of(data):
        name = paths.display_path(file)
        raise SettingsError(f"{name}: is {other.upper()}, which no shell reads; save it as UTF-8")
    whole = {found.start() for found in _BLOCK.finditer(data)}
    for begin in _BEGIN.finditer(data):
        if begin.start() not in whole:
            line = data.count(b"\n", 0, begin.start()) + 1
            raise SettingsError(
                f"{paths.display_path(file)}:{line}: our lines begin here but never end; "
                f"remove them by hand, then try again"
            )
    return data


def _version(shell: str) -> tuple[int, int] | None:
    """Return a shell's version, if it tells."""
    program = environment.program(shell)
    try:
        output = subprocess.run(
            [program or "", "--version"], capture_output=True, check=True, timeout=5, cwd=os.sep
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(rb"(\d+)\.(\d+)", output)
    return (int(found[1]), int(found[2])) if found else None
