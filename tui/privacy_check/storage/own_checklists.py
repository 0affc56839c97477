"""A checklist that the person begins with a few answers: its id, its file, what else it may say."""

import re
import unicodedata
from collections.abc import Callable
from itertools import count
from pathlib import Path
from textwrap import shorten

import tomli_w
from msgspec import Struct

from privacy_check.domain.catalog import Catalog
from privacy_check.domain.checklist import DEFAULT_DAYS
from privacy_check.domain.sanitize import clean_name
from privacy_check.domain.task_list import TaskList
from privacy_check.errors import ChecklistError, StoreError
from privacy_check.storage import exports
from privacy_check.storage.files import MIB, make_folders
from privacy_check.storage.paths import display_path
from privacy_check.system.ownership import error_text

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID, _LONGEST_NEW_ID = 64, 48
"""Characters of an id; and of one that is made here, so that a number can follow."""
_LONGEST_TITLE = 79

_EXPLANATION = """\
# Your own checklist: privacy-check reads this file, and changes it only if you let `import` replace
# it. It needs no more than what follows this comment. Here is what else it can say: take the "# "
# away where you want it.
# Once you have begun, keep the ids: what you did is remembered by them.
#
# Above [[steps]]:
# service = "Acme"            # what it is about, where that is not the title
# summary = "In one line."
# why = "Why it matters."
# after = "What happens afterwards."
# category = "account"        # ai-training ads telemetry visibility voice location account broker
# worth = 2                   # 3 comes first, 1 comes last
# minutes = 5                 # how long it takes
# recheck_days = 180          # how often you are asked, from 7 to 730 days
# hosts = ["acme.example"]    # its own addresses: links elsewhere are pointed out
# [confirm]
# question = "Is it still as you left it?"
# url = "https://acme.example/settings"
#
# In a step, after its title:
# body = "What to do, in more words."
# path = ["Settings", "Privacy"]
# url = "https://acme.example/settings"
# expect = "What you should see."
# copy = "A text to send."
# answer_days = 30            # an answer is awaited for so long
# optional = true
"""


class DraftStep(Struct, frozen=True):
    """One thing to do."""

    title: str
    body: str = ""
    url: str = ""

    @classmethod
    def said(cls, text: str) -> "DraftStep":
        """Return a step from what a person typed; what is too long for a title is its body, too."""
        title = shorten(text, _LONGEST_TITLE, placeholder=" …")
        title = title if title != "…" else text[: _LONGEST_TITLE - 1] + "…"
        return cls(title, text if len(text) > _LONGEST_TITLE else "")


class Draft(Struct, frozen=True):
    """What the person answered, or brought along in a task list."""

    title: str
    steps: tuple[DraftStep, ...]
    service: str = ""
    days: int = DEFAULT_DAYS
    why: str = ""

    @classmethod
    def of(cls, whole: TaskList) -> "Draft":
        """Return a task list as a checklist; what is ticked in it is no part of that."""
        steps = (DraftStep(task.title, task.body, task.url) for task in whole.tasks)
        return cls(whole.title, tuple(steps), why=whole.why)


def made_id(title: str) -> str:
    """Return an id from the letters and digits of a title: `ueber-uns` for `Über uns`."""
    spelt = title.casefold().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain))
    short = "-".join(words)
    if len(short) > _LONGEST_NEW_ID:
        short = short[: _LONGEST_NEW_ID + 1].rpartition("-")[0] or short[:_LONGEST_NEW_ID]
    return short


def free_id(title: str, catalog: Catalog, folder: Path) -> str:
    """Return an id from a title that no checklist has or had; a number tells it from others."""
    return numbered_id(made_id(title) or "my-list", catalog, folder)


def numbered_id(made: str, catalog: Catalog, folder: Path) -> str:
    """Return an id that no checklist has or had: the one that was made, else with a number."""
    return _first_free(made, lambda name: not _taken(name, catalog, folder))


def check_id(name: str, catalog: Catalog, folder: Path) -> None:
    """Raise ChecklistError where a new checklist can't have this id, and say what to do."""
    if not _ID.fullmatch(name) or len(name) > _LONGEST_ID:
        near = f", such as {made}" if (made := made_id(name)) else ""
        raise ChecklistError(
            f"{clean_name(name)!r} can't be an id: lower-case letters, digits and single "
            f"hyphens, at most {_LONGEST_ID}{near}"
        )
    if is_there(name, folder):
        where = display_path(_file(name, folder))
        raise ChecklistError(f"there is a checklist {name!r} already; edit its file: {where}")
    if _taken(name, catalog, folder):
        free = free_id(name, catalog, folder)
        raise ChecklistError(f"{name!r} is the id of another checklist; take another: {free}")


def write(name: str, draft: Draft, folder: Path) -> Path:
    """Write a new file, and return its path. Raises StoreError, also if there is one already."""
    return create(name, _text_of_a_file(name, draft, folder), folder)


def create(name: str, content: str, folder: Path) -> Path:
    """Write a new file with this text, and return its path. Raises like `write`."""
    path = _file(name, folder)
    try:
        make_folders(folder)
    except OSError as error:
        raise StoreError(f"{display_path(folder)}: {error_text(error, folder)}") from error
    if not exports.create(path, content):
        raise StoreError(f"{display_path(path)}: is there already, and was not changed")
    return path


def replace(name: str, draft: Draft, folder: Path) -> Path:
    """Write over a file that the person agreed to lose, and return its path. Raises StoreError."""
    path = _file(name, folder)
    exports.replace(path, _text_of_a_file(name, draft, folder))
    return path


def is_there(name: str, folder: Path) -> bool:
    """Tell whether the person's folder has a file for this id."""
    path = _file(name, folder)
    return path.exists() or path.is_symlink()


def _text_of_a_file(name: str, draft: Draft, folder: Path) -> str:
    """Return the text of a file that can be read again. Raises StoreError where it is too long."""
    said = text(name, draft)
    if len(said.encode()) > MIB:
        where = display_path(_file(name, folder))
        raise StoreError(f"{where}: would be larger than 1 MiB; nothing was written")
    return said


def text(name: str, draft: Draft) -> str:
    """Return the text of a new file, with a comment on what else it can say."""
    lines = [_EXPLANATION, "schema = 1", _pair("id", name), _pair("title", draft.title)]
    lines += [_pair("service", draft.service)] if draft.service else []
    lines += [_pair("why", draft.why)] if draft.why else []
    lines += [_pair("recheck_days", draft.days)]
    taken: set[str] = set()
    for number, step in enumerate(draft.steps, 1):
        made = made_id(step.title) or f"step-{number}"
        step_id = _first_free(made, lambda name: name not in taken)
        taken.add(step_id)
        lines += ["", "[[steps]]", _pair("id", step_id), _pair("title", step.title)]
        lines += [_pair("body", step.body)] if step.body else []
        lines += [_pair("url", step.url)] if step.url else []
    return "\n".join(lines) + "\n"


def _pair(key: str, value: str | int) -> str:
    return tomli_w.dumps({key: value}, multiline_strings=True).rstrip("\n")


def _taken(name: str, catalog: Catalog, folder: Path) -> bool:
    return name in catalog.checklists or name in catalog.former or is_there(name, folder)


def _first_free(made: str, is_free: Callable[[str], bool]) -> str:
    numbered = (made if number == 1 else f"{made}-{number}" for number in count(1))
    return next(filter(is_free, numbered))


def _file(name: str, folder: Path) -> Path:
    return folder / f"{name}.toml"
