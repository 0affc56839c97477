"""Finding one's way in the library: search, filter, a handful."""

from datetime import UTC, date
from typing import Any

import pytest

from privacy_check.inert import Clean
from privacy_check.library import Filter, Index, by_worth, handful, services
from privacy_check.person import Person
from privacy_check.rules import stand
from privacy_check.standing import Standing
from tests.samples import checklist, step

LINKEDIN = checklist(
    "linkedin",
    title=Clean("Keep your posts out of AI training"),
    service=Clean("LinkedIn"),
    tags=(Clean("microsoft"),),
    steps=(step("a", path=(Clean("Me"), Clean("Data privacy"))), step("b", platforms=("ios",))),
)
SLACK = checklist(
    "slack",
    title=Clean("Ask Slack not to learn"),
    service=Clean("Slack"),
    worth=2,
    minutes=8,
    category="telemetry",
    steps=(step("a", regions=("eu",)), step("b", body=Clean("Not LinkedIn, but alike."))),
)
TV = checklist(
    "tv", title=Clean("Blind the TV"), service=Clean("TV"), steps=(step("a", platforms=("tv",)),)
)
INDEX = Index([SLACK, TV, LINKEDIN])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("linkedin", ["linkedin", "slack"]),
        ("LinkedIn training", ["linkedin"]),
        ("microsoft", ["linkedin"]),
        ("data privacy", ["linkedin"]),
        ("lnkdin", ["linkedin"]),
        ("slac", ["slack"]),
        ("nothing-like-it", []),
        ("", ["slack", "tv", "linkedin"]),
    ],
)
def test_a_search_finds_by_every_word_best_first(query: str, found: list[str]) -> None:
    assert [c.id for c in INDEX.find(query)] == found


@pytest.mark.parametrize(
    ("chosen", "passing"),
    [
        (Filter(), {"linkedin", "slack", "tv"}),
        (Filter(category="telemetry"), {"slack"}),
        (Filter(platform="tv"), {"tv"}),
        (Filter(platform="ios"), {"linkedin"}),
        (Filter(platform="web"), {"linkedin", "slack"}),
        (Filter(region="de", category="telemetry"), {"slack"}),
    ],
)
def test_a_filter_lets_pass_what_has_a_step_for_it(chosen: Filter, passing: set[str]) -> None:
    assert {c.id for c in (LINKEDIN, SLACK, TV) if chosen.passes(c)} == passing
    assert bool(chosen) == (chosen != Filter())


def standing(known: Any) -> Standing:
    return stand(known, [], Person(), date(2026, 11, 24), UTC)


def test_what_is_not_started_is_ordered_by_worth_then_minutes() -> None:
    longer = checklist("longer", minutes=9)
    ordered = by_worth(map(standing, (SLACK, longer, LINKEDIN)))
    assert [s.checklist.id for s in ordered] == ["linkedin", "longer", "slack"]


def test_a_handful_fits_into_the_time() -> None:
    chosen = handful(map(standing, (SLACK, LINKEDIN, TV)), 10)
    assert {s.checklist.id for s in chosen} == {"linkedin", "tv"}
    assert sum(s.checklist.minutes for s in chosen) <= 10


def test_services_with_the_most_checklists_come_first() -> None:
    second = checklist("slack-2", service=Clean("Slack"))
    assert services([LINKEDIN, SLACK, second]) == [("Slack", 2), ("LinkedIn", 1)]
