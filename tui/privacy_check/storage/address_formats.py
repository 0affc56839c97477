"""Tells by its first bytes which format a file of addresses has, and reads it.

Each reader is bounded: in bytes, in what an archive unpacks to, in what XML may declare.
"""

import re
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from privacy_check.storage import address_csv, address_json
from privacy_check.storage.addresses import FORMATS, MAX_TEXT, MIB, Addresses, NotReadableError

_MAX_DIRECTORY = 8 * MIB
_HEAD = 4096
_LINK = re.compile(rb'<A\s+HREF="([^"<>]{1,4096})', re.IGNORECASE)


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
        return address_json.read(data)
    if b"netscape-bookmark-file" in head.lower():
        return _links(data)
    if start[:1] == b"<":
        from privacy_check.storage import address_xml  # expat, which few exports need

        return address_xml.read(data)
    return address_csv.read(data)


def _known_but_closed(head: bytes) -> str:
    """Say what a file is that could only be read in another form; empty for any other."""
    closed = {
        b"\x03\xd9\xa2\x9a": "is KeePass's own, encrypted database; export it as CSV or XML",
        b"mozLz40\0": "is Firefox's compressed backup; name places.sqlite beside its folder",
        b"-----BEGIN PGP": "is encrypted; export it again, without encryption",
        b"SQLite format 3\0": "is a database, which can only be read as a file",
    }
    return next((what for magic, what in closed.items() if head.startswith(magic)), "")


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
        raise NotReadableError(what if closed else f"is not {FORMATS}")
    with archive.open(member) as opened:
        data = opened.read(MAX_TEXT + 1)
    if len(data) > MAX_TEXT:
        raise NotReadableError(f"unpacks to more than {MAX_TEXT // MIB} MiB")
    return address_json.read(data)


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
