"""The directory of companies and authorities that comes with the program."""

import gzip
import json
import runpy
from collections import Counter
from pathlib import Path

import pytest

from privacy_check.domain.checklist import REGIONS
from privacy_check.domain.url import is_mail_address
from privacy_check.storage.companies import directory

SCRIPT = Path(__file__).parents[2] / "docs" / "pack_companies.py"
EEA = {code for code, wider in REGIONS.items() if "eea" in wider} - {"eu"}


def test_it_is_small_and_says_of_when_it_is() -> None:
    packed = runpy.run_path(str(SCRIPT))["PACKED"]
    assert packed.stat().st_size < 300_000
    assert directory().origin == (
        "datarequests.org (github.com/datenanfragen/data), CC0 1.0, version 0a29c3d6 of 2026-07-21"
    )
    assert len(directory().companies) == 3067


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Spotify", "Spotify AB"),
        ("spotify ab", "Spotify AB"),
        ("linkedin", "LinkedIn Ireland Unlimited Company"),
        ("Messenger (www.messenger.com)", "Meta Platforms Ireland Limited"),
    ],
)
def test_a_company_is_found_by_its_name_or_by_what_it_runs(typed: str, name: str) -> None:
    assert directory().find(typed)[0].name == name


def test_a_whole_name_is_not_one_of_several() -> None:
    found = directory().find("Meta Platforms Ireland Limited")
    assert [entry.address for entry in found] == [
        "4 Grand Canal Square, Grand Canal Harbour, Dublin 2, Ireland"
    ]


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        (
            "CRIF GmbH",
            [
                "auskunft@crif.com, Rothschildplatz 3/Top 3.06.B, 1020 Wien, Österreich",
                "datenschutz.de@crif.com, Leopoldstraße 244, 80807 München, Deutschland",
            ],
        ),
        (
            "sfr",
            [
                "Service client SFR, TSA 10101, 69947 LYON CEDEX 20, France",
                "TSA 10101, 69947 Lyon CEDEX 20, France",
            ],
        ),
    ],
)
def test_all_offices_of_one_name_are_found(typed: str, where: list[str]) -> None:
    assert sorted(entry.where for entry in directory().find(typed)) == where


def test_companies_of_one_name_are_told_apart_by_where_they_are() -> None:
    assert len(directory().find("Vinted UAB")) == 6
    shown = Counter((entry.name, entry.where) for entry in directory().companies)
    assert [row for row, count in shown.items() if count > 1] == []


def test_every_address_of_the_directory_can_be_written_to() -> None:
    known = (*directory().companies, *directory().authorities)
    assert [e.email for e in known if e.email and not is_mail_address(e.email)] == []
    assert all(entry.where for entry in directory().companies)


def test_nobody_is_found_under_a_name_that_is_not_there() -> None:
    assert directory().find("Nobody Knows This Firm") == []
    assert directory().find("株式無") == []


def test_every_country_of_the_eea_has_its_authority() -> None:
    known = Counter(region for a in directory().authorities for region in a.regions)
    assert known.keys() == EEA | {"uk", "ch", "us-ca", "br", "ca", "au", "nz"}
    assert {region for region, count in known.items() if count > 1} == {"de"}
    in_europe = [a for a in directory().authorities if EEA & {*a.regions}]
    assert all(a.address for a in in_europe)
    assert all(a.web or a.form for a in directory().authorities)


def test_where_nobody_lives_there_is_no_authority() -> None:
    assert directory().authorities_of(None) == ()
    assert directory().authorities_of("us-ny") == ()
    assert [a.name for a in directory().authorities_of("ie")] == [
        "Irish Data Protection Commission"
    ]


def test_packing_takes_facts_alone_and_is_the_same_each_time(tmp_path: Path) -> None:
    records = {
        "companies/bolt.json": {
            "name": "Bolt",
            "address": "1 High St\nLeeds ",
            "email": "a@bolt.example",
            "webform": "https://bolt.example/form",
            "runs": ["Bolt Ride"],
            "comments": ["not a fact"],
            "phone": "1",
        },
        "companies/bolt2.json": {
            "name": "Bolt",
            "address": "1 High St\nLeeds",
            "email": "a@bolt.example",
            "web": "https://bolt.example/again",
            "webform": "https://bolt.example/form",
            "runs": ["Bolt Ride"],
        },
        "companies/bolt3.json": {"name": "Bolt", "address": "2 Low St\nYork"},
        "supervisory-authorities/gbico.json": {
            "slug": "gbico",
            "relevant-countries": ["gb"],
            "name": "ICO",
            "address": "Wilmslow",
        },
        "supervisory-authorities/derf.json": {"slug": "derf", "name": "of one broadcaster"},
    }
    for name, record in records.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(record))
    packed = runpy.run_path(str(SCRIPT))["packed"]
    data = packed(tmp_path, "abc", "2026-01-01")
    assert data == packed(tmp_path, "abc", "2026-01-01")
    table = json.loads(gzip.decompress(data))
    assert table["companies"] == [
        {
            "name": "Bolt",
            "address": "1 High St, Leeds",
            "email": "a@bolt.example",
            "form": "https://bolt.example/form",
            "runs": ["Bolt Ride"],
        },
        {"name": "Bolt", "address": "2 Low St, York"},
    ]
    assert table["authorities"] == [{"name": "ICO", "address": "Wilmslow", "regions": ["uk"]}]
