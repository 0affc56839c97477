"""The formats of passwords' exports and bookmarks; of each, only the addresses are looked at.

Each parser is bounded: in bytes, in what an archive unpacks to, in what XML may declare. JSON is
decoded into models that have no field but the addresses, so that the rest is never decoded.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO, TextIOWrapper
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from privacy_check.domain.discovery import Kind, app_of, host_of

MIB = 1024 * 1024
MAX_TEXT = 64 * MIB
"""Bytes of a text; an export with 50,000 entries has some 10 MiB."""
MAX_FIELD = 4 * MIB
MAX_CELL = 64 * 1024
"""Characters of a cell that are looked at for addresses."""
MAX_NAMES = 200_000
"""Different hosts in one file; more is no person's."""
_MAX_OBJECTS, _MAX_QUOTES, _MAX_CELLS = 1_000_000, 8_000_000, 8_000_000
"""What a text may have of what takes far more memory than it takes bytes: `{},{},{}`."""
_MAX_DIRECTORY = 8 * MIB
_HEAD = 4096
_FORMATS = "a password manager's export (CSV, JSON, XML, 1PUX) or a browser's bookmarks"

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

_BETWEEN_ADDRESSES = re.compile(r"[\r\n]+|[,;|]\s*(?=[A-Za-z]+://)")
_LINK = re.compile(rb'<A\s+HREF="([^"<>]{1,4096})', re.IGNORECASE)


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


def read(stream: BinaryIO) -> Addresses:
    """Return the addresses in a file that is no database. Raises NotReadableError, and others."""
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head:
        raise NotReadableError("is empty")
    if head.startswith(b"PK\x03\x04"):
        return _archive(stream)
    if problem := _known_but_closed(head):
        raise NotReadableError(problem)
    data = stream.read(MAX_TEXT + 1)
    if len(data) > MAX_TEXT:
        raise NotReadableError(f"is larger than {MAX_TEXT // MIB} MiB")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return _json(data)
    if b"netscape-bookmark-file" in head.lower():
        return _links(data)
    if start[:1] == b"<":
        return _xml(data)
    return _csv(data)


def _known_but_closed(head: bytes) -> str:
    """Say what a file is that could only be read in another form; empty for any other."""
    closed = {
        b"\x03\xd9\xa2\x9a": "is KeePass's own, encrypted database; export it as CSV or XML",
        b"mozLz40\0": "is Firefox's compressed backup; name places.sqlite beside its folder",
        b"-----BEGIN PGP": "is encrypted; export it again, without encryption",
        b"SQLite format 3\0": "is a database, which can only be read as a file",
    }
    return next((what for magic, what in closed.items() if head.startswith(magic)), "")


def _csv(data: bytes) -> Addresses:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding != "utf-16" and b"\0" in data:
        raise NotReadableError(f"is not {_FORMATS}")
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
        raise NotReadableError(f"is not {_FORMATS}: no column is called url or the like")
    named = frozenset(header)
    program = next((name for name, columns in _PROGRAMS if columns <= named), "")
    found = Addresses("passwords", program)
    for row in rows:
        for column in columns:
            if column < len(row) and row[column]:
                found.add_cell(row[column])
    return found


class _Uri(Struct):
    uri: str | None = None
    url: str | None = None


class _Login(Struct):
    uris: list[_Uri] | None = None


class _Content(Struct):
    urls: list[str] = []


class _Data(Struct):
    content: _Content | None = None


class _Overview(Struct):
    url: str | None = None
    urls: list[_Uri] | None = None


class _Item(Struct):
    login: _Login | None = None
    """Bitwarden's."""
    data: _Data | None = None
    """Proton Pass'."""
    overview: _Overview | None = None
    """1Password's."""

    def addresses(self) -> Iterator[str | None]:
        uris = [*((self.login and self.login.uris) or [])]
        if self.overview:
            yield self.overview.url
            uris += self.overview.urls or []
        for uri in uris:
            yield uri.uri or uri.url
        if self.data and self.data.content:
            yield from self.data.content.urls


class _Vault(Struct):
    items: list[_Item] = []


class _Account(Struct):
    vaults: list[_Vault] = []


class _Node(Struct):
    """A bookmark or a folder: Chrome says `url`, Firefox `uri`."""

    url: str | None = None
    uri: str | None = None
    children: list["_Node"] = []


class _Document(Struct):
    """All that is looked at in a JSON file, whoever wrote it."""

    encrypted: bool = False
    items: list[_Item] | UnsetType = UNSET
    accounts: list[_Account] | UnsetType = UNSET
    vaults: dict[str, _Vault] | UnsetType = UNSET
    roots: dict[str, Raw] | UnsetType = UNSET
    children: list[_Node] | UnsetType = UNSET


def _document(data: bytes) -> _Document:
    if data.count(b"{") > _MAX_OBJECTS or data.count(b'"') > _MAX_QUOTES:
        raise NotReadableError(f"has more than {_MAX_OBJECTS:,} objects")
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Document)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        raise NotReadableError(f"is not {_FORMATS}") from None


def _json(data: bytes) -> Addresses:
    document = _document(data)
    if document.encrypted:
        raise NotReadableError("is encrypted; export it again, without encryption")
    if document.roots is not UNSET:
        return _bookmarks("Chrome", map(_root, document.roots.values()))
    if document.children is not UNSET:
        return _bookmarks("Firefox", document.children)
    if document.items is not UNSET:
        return _items("Bitwarden", document.items)
    if document.accounts is not UNSET:
        vaults = [vault for account in document.accounts for vault in account.vaults]
        return _items("1Password", (item for vault in vaults for item in vault.items))
    if document.vaults is not UNSET:
        vaults = list(document.vaults.values())
        return _items("Proton Pass", (item for vault in vaults for item in vault.items))
    raise NotReadableError(f"is not {_FORMATS}")


def _items(program: str, items: Iterable[_Item]) -> Addresses:
    found = Addresses("passwords", program)
    for item in items:
        for address in filter(None, item.addresses()):
            found.add(address)
    return found


def _root(raw: Raw) -> _Node:
    """Decode one of Chrome's roots; some versions keep a number among them."""
    return msgspec.json.decode(raw, type=_Node) if bytes(raw)[:1] == b"{" else _Node()


def _bookmarks(program: str, nodes: Iterable[_Node]) -> Addresses:
    found = Addresses("bookmarks", program)
    left = list(nodes)
    while left:
        node = left.pop()
        left += node.children
        found.add(node.url or node.uri or "")
    return found


def _links(data: bytes) -> Addresses:
    found = Addresses("bookmarks", "")
    for match in _LINK.finditer(data):
        found.add(match[1].decode("ascii", "replace"))
    return found


def _archive(stream: BinaryIO) -> Addresses:
    """Read 1Password's or Proton Pass' archive; only the one member that has the entries."""
    _check_directory(stream)
    try:
        archive = ZipFile(stream)
    except BadZipFile:
        raise NotReadableError("is a damaged archive") from None
    members = {info.filename.rpartition("/")[2]: info for info in archive.infolist()}
    member = members.get("export.data") or members.get("data.json")
    if member is None or member.flag_bits & 1:
        closed = member is not None or "data.pgp" in members
        what = "is encrypted; export it again, without encryption"
        raise NotReadableError(what if closed else f"is not {_FORMATS}")
    with archive.open(member) as opened:
        data = opened.read(MAX_TEXT + 1)
    if len(data) > MAX_TEXT:
        raise NotReadableError(f"unpacks to more than {MAX_TEXT // MIB} MiB")
    return _json(data)


def _check_directory(stream: BinaryIO) -> None:
    """Refuse an archive whose list of members would fill the memory."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    length = int.from_bytes(tail[end + 12 : end + 16], "little")
    if end < 0 or length > _MAX_DIRECTORY or b"PK\x06\x07" in tail[max(0, end - 20) : end]:
        raise NotReadableError("is a damaged archive, or one with too many members")
    stream.seek(0)


class _KeePassXml:
    """Takes the addresses out of KeePass' XML as it streams by; nothing else is kept."""

    def __init__(self) -> None:
        self.found = Addresses("passwords", "KeePass")
        self._path: list[str] = []
        self._key = ""
        self._text: list[str] | None = None

    def doctype(self, *_: object) -> None:
        """Refuse what may declare entities, which can unpack to any size or name files."""
        raise NotReadableError("declares a document type, which no export does")

    def start(self, name: str, _: object) -> None:
        if not self._path and name not in ("KeePassFile", "pwlist"):
            raise NotReadableError(f"is not {_FORMATS}")
        if len(self._path) > 500:
            raise NotReadableError("is nested too deeply")
        self._path.append(name)
        is_address = self._key == "URL" or self._key.startswith("KP2A_URL")
        wanted = name == "Key" or (name == "Value" and is_address) or name == "url"
        self._text = [] if wanted else None

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end(self, name: str) -> None:
        self._path.pop()
        if self._text is not None:
            text = "".join(self._text)
            if name == "Key":
                self._key = text[:MAX_CELL]
            else:
                self.found.add_cell(text)
        if name in ("Value", "String"):
            self._key = ""
        self._text = None


def _xml(data: bytes) -> Addresses:
    from xml.parsers import expat

    handler = _KeePassXml()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = handler.doctype
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    try:
        parser.Parse(data, True)  # noqa: FBT003  expat takes it by place
    except expat.ExpatError:
        raise NotReadableError("is not well-formed XML") from None
    return handler.found
