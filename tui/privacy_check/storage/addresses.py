"""The hosts and apps that a file names: all that leaves a reader of exports and bookmarks."""

import re
from collections import Counter

from privacy_check.domain.discovery import Kind, app_of, host_of

MIB = 1024 * 1024
MAX_TEXT = 64 * MIB
"""Bytes of a text; an export with 50,000 entries has some 10 MiB."""
MAX_CELL = 64 * 1024
"""Characters of a cell that are looked at for addresses."""
MAX_NAMES = 200_000
"""Different hosts in one file; more is no person's."""
FORMATS = "a password manager's export (CSV, JSON, XML, 1PUX) or a browser's bookmarks"

_BETWEEN_ADDRESSES = re.compile(r"[\r\n]+|[,;|]\s*(?=[A-Za-z]+://)")


class NotReadableError(Exception):
    """A file has none of the formats, or too much of one; the text repeats nothing of it."""


class Addresses:
    """The hosts and apps that a file names, and how often."""

    def __init__(self, kind: Kind, program: str, note: str = "") -> None:
        self.kind: Kind = kind
        self.program = program
        self.note = note
        self.names: Counter[str] = Counter()

    def add(self, address: str, times: int = 1) -> None:
        """Keep the host of an address, or the app that it names."""
        if name := host_of(address) or app_of(address):
            self.names[name] += times
            if len(self.names) > MAX_NAMES:
                raise NotReadableError(f"names more than {MAX_NAMES:,} sites")

    def add_cell(self, cell: str) -> None:
        """Keep the hosts of the addresses in a cell: several stand in lines, or after commas."""
        for address in _BETWEEN_ADDRESSES.split(cell[:MAX_CELL]):
            self.add(address)
