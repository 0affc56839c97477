"""Addresses in a CSV that a password manager or a browser exported."""

import csv
import re
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper

from privacy_check.storage.addresses import FORMATS, MIB, Addresses, NotReadableError

MAX_FIELD = 4 * MIB
_MAX_CELLS = 8_000_000
_HEAD = 4096

_ADDRESS_COLUMNS = frozenset(
    "url urls uri uris login_uri login_url loginurl website web_site web_address hostname".split()
)
_PROGRAMS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Bitwarden", frozenset({"login_uri", "login_password"})),
    ("KeePassXC", frozenset({"group", "title", "url", "password", "notes"})),
    ("KeePass", frozenset({"account", "login_name", "web_site"})),
    ("Firefox", frozenset({"url", "httprealm", "formactionorigin"})),
    ("Proton Pass", frozenset({"url", "createtime", "vault"})),
    ("1Password", frozenset({"title", "url", "favorite", "archived"})),
    ("Safari", frozenset({"title", "url", "otpauth"})),
    ("LastPass", frozenset({"url", "extra", "grouping"})),
    ("Chrome or Edge", frozenset({"name", "url", "username", "password"})),
)
"""Program → columns that only its export has, the more particular first."""


def read(data: bytes) -> Addresses:
    """Return the addresses in its columns. Raises NotReadableError."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding != "utf-16" and b"\0" in data:
        raise NotReadableError(f"is not {FORMATS}")
    text = TextIOWrapper(BytesIO(data), encoding, errors="replace", newline="")
    first = text.readline(_HEAD)
    delimiter = max(",;\t", key=first.count)
    if data.count(delimiter.encode()) > _MAX_CELLS:
        raise NotReadableError(f"has more than {_MAX_CELLS:,} cells")
    text.seek(0)
    before = csv.field_size_limit(MAX_FIELD)
    try:
        return _rows(csv.reader(text, delimiter=delimiter))
    except csv.Error:
        raise NotReadableError("is not a CSV: a quote in it is never closed") from None
    finally:
        csv.field_size_limit(before)


def _rows(rows: Iterator[list[str]]) -> Addresses:
    """Take the addresses out of the rows below a header."""
    header = [re.sub(r"[\s-]+", "_", name.strip().casefold()) for name in next(rows, [])]
    columns = [i for i, name in enumerate(header) if name in _ADDRESS_COLUMNS]
    if not columns:
        raise NotReadableError(f"is not {FORMATS}: no column is called url or the like")
    named = frozenset(header)
    program = next((name for name, columns in _PROGRAMS if columns <= named), "")
    found = Addresses("passwords", program)
    for row in rows:
        for column in columns:
            if column < len(row) and row[column]:
                found.add_cell(row[column])
    return found
