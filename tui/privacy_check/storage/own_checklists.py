"""Writes a checklist into the folder of the person's own ones, never over another."""

from pathlib import Path
from typing import Any

import tomli_w

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.letters import Kind
from privacy_check.domain.requests import Entry, checklist_table
from privacy_check.errors import ChecklistError
from privacy_check.storage import checklist_file
from privacy_check.storage.companies import directory
from privacy_check.storage.files import atomic_write
from privacy_check.storage.paths import Places, display_path


def write_new(home: Places, table: dict[str, Any]) -> Path:
    """Write a checklist's table to a new file, which only the person can read; return its path.

    Raises ChecklistError if there is such a file, StoreError if it can't be written.
    """
    path = home.own_checklists / f"{table['id']}.toml"
    if path.exists():
        raise ChecklistError(f"{display_path(path)}: is there already; walk it, or remove it")
    atomic_write(path, tomli_w.dumps(table, multiline_strings=True).encode())
    return path


def write_letter(
    home: Places, kind: Kind, company: Entry, region: str | None, origin: str
) -> Checklist:
    """Write the checklist of a request to a company, by the law of a region; return it.

    `origin` says where the address is from. Raises like `write_new`.
    """
    authorities = directory().authorities_of(region)
    path = write_new(home, checklist_table(kind, company, region, authorities, origin))
    checklist, faults = checklist_file.read(path, display_path(path))
    if checklist is None:
        path.unlink()
        raise ChecklistError(str(faults[0]))
    return checklist
