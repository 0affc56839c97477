"""Whom a step is for, in words."""

from privacy_check.domain import (
    applicability,
    regions,
)
from privacy_check.domain.checklist import REGIONS
from tests.samples import step


def test_regions_are_named() -> None:
    limited = step("a", regions=("eu", "uk", "us-tx"), platforms=("ios",), plans=("free",))
    assert applicability.only_for(limited) == "EU, UK and Texas, iPhone, free plans only"


def test_every_region_has_a_name_of_its_own_in_words() -> None:
    names = {code: applicability.region(code) for code in REGIONS}
    assert names["us-tx"] == "Texas, US"
    assert names["us-ca"] == "California, US"
    assert names["cz"] == "Czechia"
    assert len(set(names.values())) == len(REGIONS)
    assert [c for c, name in names.items() if c.upper() == name] == ["uk", "us", "eu", "eea"]
    assert regions.NAMES.keys() == REGIONS.keys()
    assert regions.ALSO.keys() <= REGIONS.keys()
