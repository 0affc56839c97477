"""Writes the checklist of a request to a company into the folder of the person's own ones."""

from pathlib import Path
from typing import Any

import tomli
import tomli_w

from privacy_check.domain.catalog import Catalog
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.law import Entry, Kind
from privacy_check.domain.requests import checklist_table
from privacy_check.errors import ChecklistError
from privacy_check.storage import checklist_file, own_checklists
from privacy_check.storage.companies import directory
from privacy_check.storage.paths import Places, display_path
from privacy_check.system import environment


def write(
    home: Places, catalog: Catalog, kind: Kind, company: Entry, region: str | None, origin: str
) -> Checklist:
    """Write a request by the law of a region, with what follows it; return its checklist.

    `origin` says where the address is from. Raises ChecklistError if it is written already, and
    StoreError if it can't be.
    """
    folder = home.own_checklists
    table = checklist_table(kind, company, region, directory().authorities_of(region), origin)
    _, checklist = _read(table, table["id"], folder)
    if there := _written(checklist, catalog):
        walk = f"{environment.command_in_words()} walk {there}"
        raise ChecklistError(f"this letter to {company.name} is there already; walk it: {walk}")
    name = own_checklists.numbered_id(table["id"], catalog, folder)
    text, checklist = _read(table, name, folder)
    own_checklists.create(name, text, folder)
    return checklist


def _read(table: dict[str, Any], name: str, folder: Path) -> tuple[str, Checklist]:
    """Return the text of a file of this name, and the checklist that it is."""
    text = tomli_w.dumps({**table, "id": name}, multiline_strings=True)
    shown = display_path(folder / f"{name}.toml")
    checklist, faults = checklist_file.checklist_of(text, tomli.loads(text), name, shown)
    if checklist is None:
        raise ChecklistError(str(faults[0]))
    return text, checklist


def _written(letter: Checklist, catalog: Catalog) -> str | None:
    """Return the id of the same letter to the same address, where the person has one."""
    asks = letter.steps[0]
    return next(
        (
            name
            for name in sorted(catalog.own)
            if name.startswith(letter.id)
            and catalog.checklists[name].service == letter.service
            and (catalog.checklists[name].steps[0].body, catalog.checklists[name].steps[0].copy)
            == (asks.body, asks.copy)
        ),
        None,
    )
