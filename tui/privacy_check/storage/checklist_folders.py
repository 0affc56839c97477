"""Folders of checklists from elsewhere, such as a team's Git clone: config.toml names them.

They are only ever read. What is wrong with one is a fault of the line that names it.
"""

from pathlib import Path

from msgspec import Struct

from privacy_check.domain.sanitize import MAX_PATH, clean, clean_name
from privacy_check.errors import MAX_FAULTS, Fault
from privacy_check.storage import fingerprint
from privacy_check.storage.files import read_limited, read_toml
from privacy_check.storage.paths import display_path
from privacy_check.system import folders
from privacy_check.system.ownership import error_text
from privacy_check.system.platforms import on_windows

KEY = "checklist_folders"
_BEGINS = "C:\\ or ~\\" if on_windows() else "/ or ~/"
_TAKE_OUT = f"or take it out of {KEY}"


class Folders(Struct, frozen=True):
    """The folders that a config.toml names, in its order; a lower number wins."""

    config: Path
    typed: tuple[str, ...] = ()
    """The folders as they stand there."""

    @property
    def paths(self) -> list[str]:
        """The absolute paths of those that have one."""
        return list(filter(None, map(_expanded, self.typed)))

    @property
    def state(self) -> str:
        """What the faults of these folders depend on, besides the folders' own states."""
        if not self.typed:
            return ""
        return "\n".join([str(self.config), fingerprint.stat_of(str(self.config)), *self.paths])


NO_FOLDERS = Folders(Path())


def read(config: Path) -> Folders:
    """Return the folders that a config.toml names; none if what it says is no list of words.

    `storage.settings` reports that; here the file is parsed only where it can name any.
    """
    try:
        if KEY.encode() not in read_limited(config):
            return Folders(config)
    except OSError:
        return Folders(config)
    found = read_toml(config, "", [])
    typed = found[1].get(KEY) if found else None
    if not isinstance(typed, list) or not all(isinstance(name, str) for name in typed):
        return Folders(config)
    return Folders(config, tuple(dict.fromkeys(typed)))


def files_in(named: Folders, faults: list[Fault]) -> list[tuple[Path, list[Path] | None]]:
    """Return each folder with its checklist files, None if it can't be read; adds the faults."""
    found: list[tuple[Path, list[Path] | None]] = []
    for typed in named.typed[:MAX_FAULTS]:
        folder = _expanded(typed)
        path, files = Path(folder), None
        problem = "" if folder else f"is not a whole path: begin it with {_BEGINS}"
        try:
            files = [path / name for name in fingerprint.shared_names(folder)] if folder else []
        except OSError as error:
            problem = _problem(path, error)
        if not (files or problem):
            problem = f"has no checklist in it, no file that ends in .toml{_hint(path)}"
        if folder:
            found.append((path, files))
        if problem:
            faults.append(_fault(named.config, typed, problem))
    return found


def _expanded(typed: str) -> str:
    try:
        return folders.expanded(typed) if "\0" not in typed else ""
    except folders.NoFolderError:
        return ""


def _problem(path: Path, error: OSError) -> str:
    """Say what is wrong with a folder, and what to do."""
    if isinstance(error, FileNotFoundError):
        return f"is not there: clone or mount it, {_TAKE_OUT}"
    if isinstance(error, NotADirectoryError):
        return f"is no folder: name the folder with the checklists, {_TAKE_OUT}"
    if isinstance(error, PermissionError):
        return f"can't be read: {error_text(error, path)}"
    return f"can't be read: {clean(error.strerror or str(error))}; name another folder, {_TAKE_OUT}"


def _hint(path: Path) -> str:
    """Name the folder within, where a clone keeps its checklists apart."""
    inner = path / "checklists"
    try:
        there = bool(fingerprint.shared_names(str(inner)))
    except OSError:
        there = False
    return f"; did you mean {display_path(inner)}?" if there else f": name another, {_TAKE_OUT}"


def _fault(config: Path, typed: str, what: str) -> Fault:
    """Return a fault of the line that names a folder: in a list over several lines, its own."""
    from privacy_check.storage.toml_lines import line_numbers, line_of

    found = read_toml(config, "", [])
    line = line_of(line_numbers(found[0]), (KEY,)) if found else None
    if found and line:
        rest = found[0].split("\n")[line - 1 :]
        line = next((n for n, text in enumerate(rest, line) if typed in text), line)
    return Fault(display_path(config), f"{clean_name(typed, MAX_PATH)!r} {what}", line, KEY)
