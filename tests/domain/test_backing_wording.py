"""What is said of sources and addresses."""

from datetime import date
from typing import Any

import msgspec
import pytest

from privacy_check.domain import (
    backing,
    backing_wording,
)
from privacy_check.domain.sanitize import Clean
from tests.samples import SOURCE, checklist

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Backed by Acme itself, 1 Jun 2025"),
        ({"date": None, "seen": TODAY}, "Backed by Acme itself, read 24 Nov 2026"),
        ({"date": None}, "Backed by Acme itself, undated"),
        (
            {"date": None, "kind": "press", "publisher": "WIRED, May 2026"},
            "Reported by WIRED, May 2026",
        ),
        ({"url": "https://archive.example/", "kind": "vendor"}, "Backed by Acme Help, 1 Jun 2025"),
        ({"kind": "authority"}, "Backed by Acme Help, 1 Jun 2025"),
        ({"kind": "press"}, "Reported by Acme Help, 1 Jun 2025"),
        ({"url": "https://blog.example/"}, "Second-hand from Acme Help, 1 Jun 2025"),
    ],
)
def test_what_a_step_rests_on_is_named_by_its_kind_and_day(
    fields: dict[str, Any], said: str
) -> None:
    known = checklist(sources=(msgspec.structs.replace(SOURCE, **fields),))
    best = backing.best(known.steps[0], known)
    assert (
        backing_wording.backing_sentence(best, known, TODAY).removesuffix(" (18 months ago)")
        == said
    )


@pytest.mark.parametrize(
    ("service", "url", "name"),
    [
        ("Acme", "https://acme.com/", "Acme itself"),
        ("Acme", "https://github.com/OpenTermsArchive/pga-versions", "Acme itself"),
        ("Acme", "https://copies.example/acme", "Acme Help"),
        ("Acme OS", "https://acme.com/", "Acme Help"),
        ("Ac", "https://acme.com/", "Acme Help"),
    ],
)
def test_a_vendor_is_named_itself_where_its_name_is_the_services(
    service: str, url: str, name: str
) -> None:
    source = msgspec.structs.replace(SOURCE, url=Clean(url), kind="vendor")
    known = checklist(service=Clean(service), sources=(source,))
    best = backing.best(known.steps[0], known)
    assert best
    said = backing_wording.backed_by(best, known, TODAY)
    assert said == f"{name}, 1 Jun 2025 (18 months ago)"


def test_the_wording_tells_when_a_checklist_was_audited() -> None:
    assert backing_wording.audited(checklist(), TODAY) == ""
    known = checklist(audited=date(2026, 11, 20))
    assert backing_wording.audited(known, TODAY) == "20 Nov 2026 (4 days ago)"


@pytest.mark.parametrize(
    ("url", "warned"),
    [
        ("https://acme.com/off", []),
        ("https://help.acme.com/off", []),
        ("https://notacme.com/off", ["notacme.com is not Acme's own"]),
        ("http://acme.com/off", ["not encrypted"]),
        ("http://law.example.org/", ["law.example.org is not Acme's own", "not encrypted"]),
    ],
)
def test_an_address_is_warned_of_that_leads_elsewhere_or_in_the_open(
    url: str, warned: list[str]
) -> None:
    assert backing_wording.warnings(url, checklist()) == warned
