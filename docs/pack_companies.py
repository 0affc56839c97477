"""Packs the companies and authorities of datarequests.org into the file that the program reads.

Run it on a checkout of the repository datenanfragen/data, whose contents are in the public domain
(CC0 1.0): `python docs/pack_companies.py CHECKOUT`. It takes facts only: names, addresses, e-mail
addresses, web pages. Where two records say the same, but for the web page, it takes the first. The
same checkout always gives the same bytes.
"""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PACKED = Path(__file__).parent.parent / "tui/privacy_check/storage/companies.json.gz"
_REGIONS = {"gb": "uk"}
_SPECIAL = ("deekd", "dekath", "derf")
"""Authorities of churches and broadcasters, which supervise nobody else."""


def packed(checkout: Path, version: str, day: str) -> bytes:
    """Return what the program reads, compressed."""
    authorities = [
        {**_entry(record), "regions": [_REGIONS.get(c, c) for c in record["relevant-countries"]]}
        for record in _records(checkout / "supervisory-authorities")
        if not record["slug"].startswith(_SPECIAL)
    ]
    companies = _without_twins(
        {**_entry(record), **({"runs": record["runs"]} if record.get("runs") else {})}
        for record in _records(checkout / "companies")
    )
    table = {
        "source": "datarequests.org (github.com/datenanfragen/data), CC0 1.0",
        "version": version,
        "day": day,
        "authorities": authorities,
        "companies": companies,
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return gzip.compress(text.encode(), 9, mtime=0)


def _records(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def _without_twins(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the first of those between which nobody could choose."""
    first: dict[str, dict[str, Any]] = {}
    for entry in entries:
        told_apart_by = {key: value for key, value in entry.items() if key != "web"}
        first.setdefault(json.dumps(told_apart_by), entry)
    return list(first.values())


def _entry(record: dict[str, Any]) -> dict[str, str]:
    address = ", ".join(line.strip() for line in record.get("address", "").split("\n") if line)
    known = {"name": record["name"], "address": address}
    known |= {key: record[key] for key in ("email", "web") if record.get(key)}
    return known | ({"form": record["webform"]} if record.get("webform") else {})


def main() -> None:
    """Pack the checkout that was named."""
    checkout = Path(sys.argv[1])

    def git(*words: str) -> str:
        command = ["git", "-C", str(checkout), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    version, day = git("log", "-1", "--format=%h %cs").split()
    data = packed(checkout, version, day)
    PACKED.write_bytes(data)
    print(f"{PACKED.name}: {len(data):,} bytes, version {version} of {day}")


if __name__ == "__main__":
    main()
