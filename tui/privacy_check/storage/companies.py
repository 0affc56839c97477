"""Where companies and data protection authorities are: the directory that comes with the program.

It is made from the public-domain data of datarequests.org by docs/pack_companies.py. The
authorities outside Europe are in `domain/laws`.
"""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from privacy_check.domain.law import Entry
from privacy_check.domain.laws import AUTHORITIES
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.domain.search import Item, Names, matching, normalize

_FILE = Path(__file__).with_name("companies.json.gz")


class Directory(Struct, frozen=True):
    """The companies and authorities that are known, and as of when."""

    origin: Clean
    companies: tuple[Entry, ...]
    authorities: tuple[Entry, ...]
    items: tuple[Item, ...]
    """The companies by their place, with the names that find them."""

    def places(self, typed: str) -> list[int]:
        """Return where the companies stand that a name finds, best match first.

        Those that have the whole name are alone: one, or the offices of one company.
        """
        found = [int(item.value) for item in matching(self.items, typed)]
        name = normalize(typed)
        whole = [n for n in found if self.items[n].names.own == name]
        return whole or found

    def find(self, typed: str) -> list[Entry]:
        """Return the companies that a name finds, best match first."""
        return [self.companies[n] for n in self.places(typed)]

    def authorities_of(self, region: str | None) -> tuple[Entry, ...]:
        """Return the authorities of a region; several where each of its states has one."""
        return tuple(a for a in self.authorities if region in a.regions)


@cache
def directory() -> Directory:
    """Read the directory: some 20 ms, which only letters need."""
    table = json.loads(gzip.decompress(_FILE.read_bytes()))
    origin = f"{table['source']}, version {table['version']} of {table['day']}"
    companies = tuple(map(_entry, table["companies"]))
    items = (
        Item(str(n), entry.name, Names.of(entry.name, entry.runs))
        for n, entry in enumerate(companies)
    )
    authorities = (*map(_entry, table["authorities"]), *AUTHORITIES)
    return Directory(clean(origin), companies, authorities, tuple(items))


def _entry(table: dict[str, Any]) -> Entry:
    def cleaned(value: Any) -> Any:
        return list(map(cleaned, value)) if isinstance(value, list) else clean(value, 500)

    return msgspec.convert({key: cleaned(value) for key, value in table.items()}, Entry)
