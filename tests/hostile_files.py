"""Files that nobody should have to meet: what each holds, or is, and the fault that it gives."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.conftest import DATA

ACME = (DATA / "checklists" / "acme.toml").read_bytes().replace(b'replaces = ["acme-notes"]', b"")
MIB = 1024 * 1024

NOT_TOML: dict[str, tuple[bytes, str]] = {
    "arrays": (b"a = " + b"[" * 100_000, "invalid TOML: "),
    "tables": (b"a = " + b"{a=" * 100_000, "invalid TOML: "),
    "dots-4000": (b"a" + b".a" * 4_000 + b" = 1", "invalid TOML"),
    "dots-65000": (b"a" + b".a" * 65_000 + b" = 1", "invalid TOML"),
    "header-65000": (b"[a" + b".a" * 65_000 + b"]", "invalid TOML"),
    "digits-4301": (b"a = " + b"1" * 4301, "invalid TOML: "),
    "bytes": (bytes(range(256)), "cannot be read: byte 128 is not UTF-8"),
    "utf-16": ('a = "é"'.encode("utf-16"), "cannot be read: byte 0 is not UTF-8"),
    "latin-1": ('a = "é"'.encode("latin-1"), "cannot be read: byte 5 is not UTF-8"),
    "key-twice": (b"a = 1\na = 2", ":2: invalid TOML: "),
    "table-twice": (b"[a]\n[a]", ":2: invalid TOML: "),
    "30-february": (b"a = 2026-02-30", ":1: invalid TOML: "),
    "year-0": (b"a = 0000-01-01", ":1: invalid TOML: "),
    "second-60": (b"a = 2026-01-01T10:00:60Z", ":1: invalid TOML"),
    "bare-cr": (b"a = 1\rb = 2", ":1: invalid TOML"),
    "zero": (b"a = 1\n\0", ":2: invalid TOML"),
    "nul-in-a-text": (b'a = "\0"', ":1: invalid TOML: "),
    "too-large": (b"#" * (MIB + 1), "cannot be read: larger than 1 MiB"),
}
"""Name → bytes that are not TOML, and the fault after the file's name."""

NO_CHECKLIST: dict[str, tuple[bytes, str]] = {
    "empty": (b"", ": title: missing"),
    "empty-key": (b'"" = 1\n' + ACME, ":1: unknown key"),
    "nul-key": (b'"\\u0000" = 1\n' + ACME, ":1: \N{REPLACEMENT CHARACTER}: unknown key"),
    "dotted-key": (b'"a.b" = 1\n' + ACME, ":1: a.b: unknown key"),
    "deep": (b"a = " + b"[" * 390 + b"]" * 390 + b"\n" + ACME, ":1: a[0][0][0][0][0][0]: is nest"),
    "inf": (ACME.replace(b"minutes = 3", b"minutes = inf"), ":14: minutes: must be a whole number"),
    "nan": (ACME.replace(b"minutes = 3", b"minutes = nan"), ":14: minutes: must be a whole number"),
    "hex": (ACME.replace(b"minutes = 3", b"minutes = 0x" + b"f" * 500_000), ":14: minutes: must"),
    "newer": (b"strange = [1, 2]\n" + ACME.replace(b"schema = 1", b"schema = 2"), ":2: schema: ne"),
    "ACME": (ACME, ":2: id: must be the file's name, 'ACME'"),
    "unknown-keys": (b"".join(b"k%d = 1\n" % n for n in range(90_000)), ": and more"),
    "steps": (b"[[steps]]\n" * 100_000, ": and more"),
    "long-key": (b"k" * MIB, ":1: invalid TOML"),
    "\udcff": (b"a", ":1: invalid TOML"),
}
"""Name → bytes that are no checklist, and the fault after the file's name."""

GOOD: dict[str, bytes] = {
    "acme": ACME,
    "with-bom": b"\xef\xbb\xbf" + ACME,
    "crlf": ACME.replace(b"\n", b"\r\n"),
    "toml-1-1": ACME.replace(b"'Training'", rb"'\e\x41'").replace(
        b'["help", "law"]', b'["help",\n"law",\n]'
    ),
    "con": ACME,
    "nul": ACME,
    "aux": ACME,
    "com1": ACME,
}
"""Name → what is a checklist all the same; Windows keeps some of these names to itself."""


def good(name: str) -> bytes:
    """Return what the file of a good checklist holds."""
    return GOOD[name].replace(b'id = "acme"', f'id = "{name}"'.encode())


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _link(to: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(to)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * MIB)


def _socket(path: Path) -> None:
    listening = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's whole path may have 108 bytes only
    try:
        listening.bind(path.name)
    finally:
        os.chdir(here)
        listening.close()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


NO_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (_pipe, "not a regular file"),
    "socket": (_socket, "not a regular file"),
    "folder": (Path.mkdir, "not a regular file"),
    "loop": (_loop, "Too many levels of symbolic links"),
    "nowhere": (_link("not-there"), "No such file"),
    "device": (_link("/dev/zero"), "not a regular file"),
    "sparse": (_sparse, "larger than"),
}
"""Name → how to make something that cannot be read as a file, and its fault."""


def plant(folder: Path) -> dict[str, str]:
    """Put every hostile file into a folder, and the good ones; return the faults by name."""
    folder.mkdir(parents=True)
    for name in GOOD:
        (folder / f"{name}.toml").write_bytes(good(name))
    for name, (data, _) in (NOT_TOML | NO_CHECKLIST).items():
        (folder / f"{name}.toml").write_bytes(data)
    for name, (make, _) in NO_FILES.items():
        make(folder / f"{name}.toml")
    return {name: problem for name, (_, problem) in (NOT_TOML | NO_CHECKLIST | NO_FILES).items()}
