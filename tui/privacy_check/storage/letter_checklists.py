"""Writes the checklist of a request to a company into the folder of the person's own ones."""

import tomli_w

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.law import Entry, Kind
from privacy_check.domain.requests import checklist_table
from privacy_check.errors import ChecklistError
from privacy_check.storage import checklist_file, own_checklists
from privacy_check.storage.companies import directory
from privacy_check.storage.paths import Places, display_path


def write(home: Places, kind: Kind, company: Entry, region: str | None, origin: str) -> Checklist:
    """Write a request by the law of a region, with what follows it; return its checklist.

    `origin` says where the address is from. Raises ChecklistError, StoreError if there is such a
    file already or it can't be written.
    """
    authorities = directory().authorities_of(region)
    table = checklist_table(kind, company, region, authorities, origin)
    text = tomli_w.dumps(table, multiline_strings=True)
    path = own_checklists.create(table["id"], text, home.own_checklists)
    checklist, faults = checklist_file.read(path, display_path(path))
    if checklist is None:
        path.unlink()
        raise ChecklistError(str(faults[0]))
    return checklist
