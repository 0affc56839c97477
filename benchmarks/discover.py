"""How long `discover` takes with exports of 50,000 entries, and how much memory.

.venv/bin/python benchmarks/discover.py [rounds]
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

ENTRIES = 50_000
HEADER = (
    "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,"
    "login_totp"
)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PRIVACY_CHECK_HOME"] = os.environ["HOME"] = folder
        one = write_csv(Path(folder, "one.csv"), 1)
        measure(one)  # the first run reads the checklists
        for name, file in (
            ("an export of one entry", one),
            (f"a CSV of {ENTRIES:,}", write_csv(Path(folder, "bitwarden.csv"), ENTRIES)),
            (f"a JSON of {ENTRIES:,}", write_json(Path(folder, "bitwarden.json"))),
            (f"a 1PUX of {ENTRIES:,}", write_1pux(Path(folder, "export.1pux"))),
        ):
            times, sizes = zip(*(measure(file) for _ in range(rounds)), strict=True)
            mib = file.stat().st_size / 2**20
            print(f"| {name}, {mib:.1f} MiB | {median(times):.2f} s | {max(sizes)} MiB |")


def addresses(count: int) -> Iterator[str]:
    known = ["https://slack.com/x", "https://accounts.google.com/", "https://www.amazon.fr/ap"]
    for i in range(count):
        other = f"https://www.site{i}.example{i % 700}.co.uk/login?x={i}"
        yield known[i % 3] if i % 10 == 0 else other


def write_csv(file: Path, count: int) -> Path:
    with file.open("w", newline="", encoding="utf-8") as opened:
        rows = csv.writer(opened)
        rows.writerow(HEADER.split(","))
        for i, url in enumerate(addresses(count)):
            note = "some note " * 10
            rows.writerow(["", "", "login", f"Name {i}", note, "", 0, url, f"u{i}", "p" * 24, ""])
    return file


def write_json(file: Path) -> Path:
    with file.open("wb") as opened:
        write_items(opened, '{"encrypted": false, "items": [', "]}", bitwarden_item)
    return file


def write_1pux(file: Path) -> Path:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive, archive.open("export.data", "w") as opened:
        write_items(opened, '{"accounts": [{"vaults": [{"items": [', "]}]}]}", onepassword_item)
    return file


def write_items(opened: IO[bytes], start: str, end: str, make: Callable[[str], object]) -> None:
    """Write one item after the other: a child's peak memory begins with its parent's."""
    opened.write(start.encode())
    for number, url in enumerate(addresses(ENTRIES)):
        opened.write((", " * bool(number) + json.dumps(make(url))).encode())
    opened.write(end.encode())


def bitwarden_item(url: str) -> object:
    login = {"uris": [{"match": None, "uri": url}], "username": "u", "password": "p" * 24}
    return {"name": "x", "notes": "some note " * 10, "login": login}


def onepassword_item(url: str) -> object:
    return {"overview": {"url": url}, "details": {"x": "p" * 200}}


def measure(file: Path) -> tuple[float, int]:
    """Return the seconds and the MiB that one run takes."""
    command = [sys.executable, "-m", "privacy_check", "discover", str(file)]
    begin = perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = perf_counter() - begin
    process.returncode = status
    assert status == 0
    return took, usage.ru_maxrss // 1024


if __name__ == "__main__":
    main()
