"""Exports and bookmarks: the hosts in them, and what no file may do."""

import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from struct import pack
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privacy_check.errors import AddressFileError
from privacy_check.storage.address_files import STDIN, Found, read
from tests.exports import BITWARDEN_CSV, BITWARDEN_JSON, MARKERS, all_exports, archive

EXPORTS = all_exports()


def made(folder: Path, data: bytes | str, name: str = "file") -> Path:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def names(found: Found) -> set[str]:
    return {one.name for one in found.seen}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_hosts_of_each_format_are_read_and_nothing_else(tmp_path: Path, name: str) -> None:
    program, data = EXPORTS[name]
    found = read(made(tmp_path, data, name))
    kept = {
        n.removeprefix("open.").removeprefix("acme-corp.").removeprefix("www.")
        for n in names(found)
    }
    assert kept & {"slack.com"}
    assert kept & {"spotify.com", "com.spotify.music"}
    assert "reddit.com" not in kept  # it stands in a password, a note and an attachment
    assert found.program == program
    is_bookmarks = "ookmarks" in name
    assert found.is_export is not is_bookmarks
    assert not [
        marker
        for marker in MARKERS
        if marker.lower() in str([tuple(one) for one in found.seen]).lower()
    ]


def test_stdin_is_read_without_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(BITWARDEN_CSV.encode())))
    found = read(STDIN)
    assert "slack.com" in names(found)
    assert not found.is_export
    assert {one.source for one in found.seen} == {"stdin"}


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfurl,password\nhttps://slack.com,x\n",
        "url,password\nhttps://slack.com,x\n".encode("utf-16"),
        b"name;URL;password\r\nx;https://slack.com;y\r\n",
        b"name\tLogin URL\tpassword\nx\thttps://slack.com\ty\n",
        b"url,password\nhttps://slack.com,\xff\xfe\xfa\n",
        b"url,password\n\nshort\nhttps://slack.com\n,,,,,\n",
        b'url\n"=1+1"\n"@SUM(1)"\n"https://slack.com"\n',
    ],
    ids=["bom", "utf-16", "semicolons", "tabs", "no-utf-8", "ragged", "formulas"],
)
def test_a_csv_that_another_program_saved_is_read(tmp_path: Path, data: bytes) -> None:
    assert "slack.com" in names(read(made(tmp_path, data)))


def bomb() -> bytes:
    """An archive whose entries unpack to 80 MiB."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as opened:
        opened.writestr("export.data", b" " * (80 << 20))
    return file.getvalue()


def lying_bomb() -> bytes:
    """The same, and it says that it unpacks to ten bytes."""
    packed = bomb()
    return packed.replace(pack("<I", 80 << 20), pack("<I", 10))


def many_members() -> bytes:
    """An archive that says that its list of members has 512 MiB."""
    data = bytearray(archive("export.data", "{}"))
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = pack("<I", 512 << 20)
    return bytes(data)


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    "<KeePassFile><Root>&b;</Root></KeePassFile>"
)
FILE_ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<KeePassFile><Root>&a;</Root></KeePassFile>"
)
SECRET = "hunter2-SECRET"
HOSTILE: dict[str, tuple[bytes | str, str]] = {
    "empty": (b"", "is empty"),
    "text": (f"dear diary, {SECRET}\n", "no column is called url"),
    "one-line": (SECRET, "no column is called url"),
    "header-without-addresses": (f"name,{SECRET}\na,b\n", "no column is called url"),
    "nul": (f"url,password\n\0{SECRET}\0", "is not a password manager's export"),
    "binary": (bytes(range(256)) * 20, "is not a password manager's export"),
    "open-quote": (b'url,password\n"' + b"x" * (5 << 20), "a quote in it is never closed"),
    "json-cut": (BITWARDEN_JSON[:200], "is not a password manager's export"),
    "json-other": ('{"items": [{"login": {"uris": "x"}}]}', "is not a password manager's export"),
    "json-list": (f'["{SECRET}"]', "is not a password manager's export"),
    "json-deep": ('{"children":[' * 100_000, "is not a password manager's export"),
    "json-encrypted": ('{"encrypted": true, "data": "2.x"}', "is encrypted; export it again"),
    "json-surrogate": (b'{"items":[{"login":{"uris":[{"uri":"\xed\xa0\x80"}]}}]}', "is not a"),
    "xml-entities": (ENTITIES, "declares a document type"),
    "xml-file": (FILE_ENTITY, "declares a document type"),
    "xml-other": (f"<html>{SECRET}</html>", "is not a password manager's export"),
    "xml-cut": (f"<KeePassFile><Root>{SECRET}", "is not well-formed XML"),
    "xml-deep": ("<KeePassFile>" + "<Group>" * 100_000, "is nested too deeply"),
    "zip-bomb": (bomb(), "unpacks to more than 64 MiB"),
    "zip-lying": (lying_bomb(), "cannot be read"),
    "zip-members": (many_members(), "too many members"),
    "zip-cut": (archive("export.data", "{}")[:60], "is a damaged archive"),
    "zip-other": (archive("other.txt", SECRET), "is not a password manager's export"),
    "zip-pgp": (archive("Proton Pass/data.pgp", SECRET), "is encrypted; export it again"),
    "kdbx": (b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5" + b"x" * 100, "KeePass's own, encrypted"),
    "pgp": ("-----BEGIN PGP MESSAGE-----\n", "is encrypted"),
    "mozlz4": (b"mozLz40\0" + b"x" * 100, "Firefox's compressed backup"),
    "no-database": (b"SQLite format 3\0" + b"\xff" * 2000, "cannot be read as a database"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_line_that_repeats_nothing_of_it(tmp_path: Path, name: str) -> None:
    data, says = HOSTILE[name]
    with pytest.raises(AddressFileError) as caught:
        read(made(tmp_path, data, "evil"))
    text = str(caught.value)
    assert says in text
    assert text.startswith(f"{tmp_path}") or "evil: " in text
    assert "\n" not in text
    assert SECRET not in text
    # nor does its traceback lead to a frame that holds the file
    assert caught.value.__cause__ is caught.value.__context__ is None


def sites(count: int) -> str:
    return "url\n" + "".join(f"a{number}.example\n" for number in range(count))


MIB = 1 << 20
SWELLING: dict[str, tuple[Callable[[], bytes], str]] = {
    "objects": (lambda: b'{"items":[' + b"{}," * (20 * MIB) + b"{}]}", "objects"),
    "strings": (
        lambda: (
            b'{"vaults":{"v":{"items":[{"data":{"content":{"urls":['
            + b'"ab",' * (12 * MIB)
            + b'""]}}}]}}}'
        ),
        "objects",
    ),
    "columns": (lambda: b"url" + b"," * (60 * MIB), "cells"),
    "sites": (lambda: sites(300_000).encode(), "sites"),
    "text": (lambda: b"<KeePassFile><Key>" + b"a" * (60 * MIB), "well-formed"),
}
"""What takes far more memory than bytes, and what is said of it."""


@pytest.mark.needs("limits")
@pytest.mark.parametrize("name", SWELLING)
def test_a_file_that_swells_takes_no_more_than_half_a_gigabyte(tmp_path: Path, name: str) -> None:
    make, says = SWELLING[name]
    file = made(tmp_path, make(), "swelling")
    code = (
        "import resource, sys; from pathlib import Path;"
        "resource.setrlimit(resource.RLIMIT_AS, (512 << 20, 512 << 20));"
        "from privacy_check.storage.address_files import read; read(Path(sys.argv[1]))"
    )
    run = [sys.executable, "-c", code, str(file)]
    done = subprocess.run(run, capture_output=True, text=True, timeout=60)
    file.unlink()
    assert done.stderr.splitlines()[-1].endswith(says) or says in done.stderr.splitlines()[-1]
    assert "AddressFileError" in done.stderr


@settings(max_examples=300)
@given(st.sampled_from(sorted(EXPORTS)), st.data())
def test_no_bytes_break_a_reader(name: str, data: st.DataObject) -> None:
    content = bytearray(EXPORTS[name][1])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    with TemporaryDirectory() as folder:
        try:
            read(made(Path(folder), bytes(content)))
        except AddressFileError as error:
            assert not [m for m in MARKERS if m.lower() in str(error).lower()]  # noqa: PT017  it may raise


@pytest.mark.parametrize("size", [65 << 20, 2 << 30])
def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, size: int) -> None:
    file = made(tmp_path, "url\nhttps://slack.com\n", "huge.csv")
    os.truncate(file, size)
    with pytest.raises(AddressFileError, match=r"is larger than (64|1024) MiB"):
        read(file)


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(AddressFileError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(AddressFileError, match="No such file"):
        read(tmp_path / "gone")


@pytest.mark.needs("pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(AddressFileError, match="not a regular file; to read a pipe, pass -"):
        read(tmp_path / "pipe")


def test_whatever_a_parser_raises_stays_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(address: str) -> str:
        raise RuntimeError(f"cannot parse {address} {SECRET}")

    monkeypatch.setattr("privacy_check.storage.addresses.host_of", fail)
    with pytest.raises(AddressFileError, match="it is damaged") as caught:
        read(made(tmp_path, BITWARDEN_CSV))
    assert caught.value.__context__ is None


def test_a_cut_export_gives_what_is_whole_or_one_line(tmp_path: Path) -> None:
    for name in ("bitwarden.csv", "bitwarden.json", "keepassxc.xml", "export.1pux"):
        data = EXPORTS[name][1]
        for end in range(0, len(data), max(1, len(data) // 60)):
            file = made(tmp_path, data[:end], "cut")
            try:
                found = read(file)
            except AddressFileError as error:
                assert not [m for m in MARKERS if m in str(error)]  # noqa: PT017  it may raise
            else:
                assert not [
                    m
                    for m in MARKERS
                    if m.lower() in str([tuple(one) for one in found.seen]).lower()
                ]


def test_deflated_entries_are_read(tmp_path: Path) -> None:
    file = tmp_path / "export.zip"
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=zlib.Z_BEST_COMPRESSION) as opened:
        opened.writestr("data.json", BITWARDEN_JSON)
    assert "slack.com" in names(read(file))
