"""Finding one's way in the library: search, filter, a handful."""

import random
import unicodedata
from datetime import UTC, date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.journal import Event
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.search import Index, Names, normalize, why_found
from privacy_check.domain.selection import (
    FIRST,
    Card,
    Filter,
    Service,
    by_precedence,
    handful,
    services,
    still_asked,
    what_next,
)
from privacy_check.domain.standing import Standing
from tests.samples import SOURCE, checklist, event, step

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
        ("", ["linkedin", "tv", "slack"]),
        ("  ", ["linkedin", "tv", "slack"]),
        ("?!", []),
    ],
)
def test_a_search_finds_by_every_word_best_first(query: str, found: list[str]) -> None:
    assert [c.id for c in INDEX.find(query)] == found


def found(query: str, *known: Checklist) -> list[str]:
    return [c.id for c in Index(known).find(query)]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("N\u00e3o Me Perturbe", "nao"),
        ("N\u00e3o Me Perturbe", "Na\u0303o"),
        ("Na\u0303o Me Perturbe", "N\u00c3O"),
        ("Smørrebrød i Łódź", "smorrebrod lodz"),
        ("Straße", "STRASSE"),
        ("Don\u2019t sell", "don't"),
        ("Don't sell", "don\u2019t"),
        ("Don't sell", "dont"),
        ("'Ads' are off", "ads"),
        ("Apollo.io", "apolloio"),
        ("AT&T", "at&t"),
        ("Opt out (US), (UK)", "us"),
        ("Disney+", "disney+"),
        ("광고 설정", "광고"),
    ],
)
def test_accents_quotes_dots_and_case_do_not_matter(written: str, typed: str) -> None:
    assert found(typed, checklist(title=Clean(written))) == ["acme"]


@given(st.text(max_size=30))
def test_normalizing_twice_changes_nothing(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(st.text(max_size=30))
def test_composed_and_decomposed_letters_match(text: str) -> None:
    assert normalize(unicodedata.normalize("NFD", text)) == normalize(
        unicodedata.normalize("NFC", text)
    )


@pytest.mark.parametrize(
    "typed", ["linkedin.com", "www.linkedin.com", "https://www.linkedin.com", "LinkedIn.com"]
)
def test_a_service_is_found_by_its_address(typed: str) -> None:
    known = checklist("li", service=Clean("LinkedIn"), hosts=(Clean("linkedin.com"),))
    assert found(typed, known, checklist()) == ["li"]


def test_a_service_is_found_by_the_other_names_that_people_use() -> None:
    x = checklist("x", service=Clean("X"), also=(Clean("Twitter"), Clean("x.com")))
    assert found("twitter", x, checklist()) == ["x"]
    assert found("x.com", x, checklist("max", service=Clean("Max"))) == ["x"]


def test_the_whole_name_comes_before_its_start_then_also_tags_titles_and_steps() -> None:
    plain = Clean("Keep it")
    ranked = [
        checklist("h-whole", service=Clean("Box")),
        checklist("g-start", service=Clean("Boxed")),
        checklist("f-also", service=Clean("F"), also=(Clean("Box"),)),
        checklist("e-tag", service=Clean("E"), tags=(Clean("box"),), title=plain),
        checklist("d-title", service=Clean("D"), title=Clean("Tick the box")),
        checklist("c-step", service=Clean("C"), steps=(step("a", path=(Clean("Box"),)),)),
        checklist("b-body", service=Clean("B"), steps=(step("a", body=Clean("Tick the box.")),)),
    ]
    assert found("box", *reversed(ranked)) == [c.id for c in ranked]
    assert found("BOX", *ranked) == [c.id for c in ranked]


def test_equal_matches_are_ordered_by_worth_and_reach_not_by_the_alphabet() -> None:
    known = [
        checklist("a", title=Clean("Aaa"), worth=1, reach=2),
        checklist("b", title=Clean("Bbb"), worth=2, reach=2),
        checklist("c", title=Clean("Ccc"), worth=3, reach=3),
    ]
    assert found("acme", *known) == ["c", "b", "a"]


def test_a_name_is_ranked_by_how_whole_it_is() -> None:
    names = Names.of("Google Chrome", ["Chrome browser", "CR"])
    typed = ["google chrome", "goog", "cr", "chrome", "browser"]
    assert [names.rank(query) for query in typed] == [0, 1, 2, 3, 4]
    assert names.has("browser")
    assert names.has("chrome cr")
    assert not names.has("google safari")


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
    return evaluate(known, [], Person(), date(2026, 11, 24), UTC)


def test_what_is_not_started_is_ordered_by_worth_times_reach_then_minutes_then_id() -> None:
    known = [
        checklist("b", worth=3, reach=1, minutes=2),
        checklist("a", worth=3, reach=1, minutes=2),
        checklist("c", worth=1, reach=3, minutes=1),
        checklist("d", worth=2, reach=3, minutes=9),
        checklist("e", worth=3, reach=2, minutes=20),
    ]
    ordered = [s.checklist.id for s in by_precedence(map(standing, known))]
    assert ordered == ["d", "e", "c", "a", "b"]


def test_of_what_matters_alike_the_vendor_and_the_law_come_before_press_and_hearsay() -> None:
    kinds = {"a": "other", "b": "press", "c": "vendor", "d": "authority"}
    known = [
        checklist(name, minutes=n, sources=(msgspec.structs.replace(SOURCE, kind=kind),))
        for n, (name, kind) in enumerate(kinds.items(), 1)
    ]
    known.append(checklist("z", worth=2, minutes=1))
    ordered = [s.checklist.id for s in by_precedence(map(standing, known))]
    assert ordered == ["c", "d", "b", "a", "z"]


@given(st.lists(st.tuples(*[st.integers(1, 3)] * 2, st.integers(1, 600)), max_size=6), st.randoms())
def test_linkedin_comes_first_whatever_else_there_is(
    others: list[tuple[int, int, int]], chance: random.Random
) -> None:
    known = [checklist(FIRST, worth=1, reach=1, minutes=600)]
    known += [
        checklist(f"a{n}", worth=worth, reach=reach, minutes=minutes)
        for n, (worth, reach, minutes) in enumerate(others)
    ]
    ordered = [s.checklist for s in by_precedence(map(standing, known))]
    chance.shuffle(known)
    assert [s.checklist for s in by_precedence(map(standing, known))] == ordered
    assert ordered[0].id == FIRST
    values = [c.worth * c.reach for c in ordered[1:]]
    assert values == sorted(values, reverse=True)


def test_a_handful_fits_into_the_time() -> None:
    chosen = handful(map(standing, (SLACK, LINKEDIN, TV)), 10)
    assert {s.checklist.id for s in chosen} == {"linkedin", "tv"}
    assert sum(s.checklist.minutes for s in chosen) <= 10


MARKED = [event("01", "2026-11-23T10:00:00", "done", review=1, step="a")]
LEFT = [event("01", "2026-10-01T10:00:00", "done", review=1, step="a")]
LEFT_BEFORE = [event("01", "2026-09-01T10:00:00", "done", review=1, step="a")]
CHECKED = [event("01", "2026-11-23T10:00:00", "still-right", review=1, steps=("a", "b", "c"))]
OVERDUE = [event("01", "2025-11-23T10:00:00", "still-right", review=1, steps=("a", "b", "c"))]

LITTLE, MUCH = {"worth": 1}, {"worth": 3, "reach": 3}
ACME, BOX = {"service": Clean("Acme")}, {"service": Clean("Box")}


@pytest.mark.parametrize(
    ("known", "proposed"),
    [
        ([], None),
        ([("a", BOX, CHECKED)], None),
        ([("a", BOX, OVERDUE), ("b", ACME, [])], "a"),
        ([("a", BOX, LEFT), ("b", BOX, LEFT_BEFORE)], "b"),
        ([("a", BOX, LEFT_BEFORE), ("b", BOX, LEFT)], "a"),
        ([("a", BOX | MUCH, []), ("b", ACME | LITTLE, [])], "b"),
        ([("a", ACME | LITTLE, []), ("b", ACME | MUCH, [])], "b"),
        ([("a", ACME | MUCH, []), ("b", ACME | LITTLE, MARKED)], "b"),
        ([("a", BOX | LITTLE, []), ("b", BOX | MUCH, [])], "b"),
        ([("a", BOX | LITTLE, []), ("b", BOX | MUCH, MARKED)], "a"),
        ([("a", BOX | MUCH, []), (FIRST, BOX | LITTLE, [])], FIRST),
        ([("this", ACME, OVERDUE), ("a", BOX, [])], "a"),
    ],
    ids=[
        "nothing-there",
        "all-is-right",
        "what-needs-the-person-first",
        "what-needs-the-person-longest",
        "in-whatever-order-they-come",
        "the-same-service-before-what-matters-more",
        "of-the-same-service-what-matters-most",
        "of-the-same-service-what-is-begun",
        "else-what-matters-most",
        "of-another-service-only-what-is-new",
        "linkedin-before-what-matters-most",
        "never-the-same-again",
    ],
)
def test_after_a_checklist_comes_what_needs_the_person_its_service_or_a_good_start(
    known: list[tuple[str, dict[str, Any], list[Event]]], proposed: str | None
) -> None:
    standings = [
        evaluate(checklist(name, **fields), events, Person(), date(2026, 11, 24), UTC)
        for name, fields, events in known
    ]
    found = what_next(standings, checklist("this", service=Clean("Acme")))
    assert (found.checklist.id if found else None) == proposed


def test_services_with_the_most_checklists_come_first() -> None:
    second = checklist("slack-2", service=Clean("Slack"))
    assert services([LINKEDIN, SLACK, second]) == [
        Service("Slack", (), 2),
        Service("LinkedIn", (), 1),
    ]


def test_what_is_for_everyone_is_no_service_to_choose() -> None:
    broker = checklist("broker", service=Clean("Acxiom"), everyone=True)
    assert [s.name for s in services([LINKEDIN, broker])] == ["LinkedIn"]


LETTER = step("a", answer_days=20)
SENT = [event("w", "2026-10-01T10:00:00", "waiting", review=1, step="a", finished=True)]
ANSWERED = [*SENT, event("d", "2026-11-24T10:00:00", "done", review=1, step="a")]
OWN_OVERDUE = [event("w", "2025-10-01T10:00:00", "waiting", review=1, step="a", finished=True)]


@pytest.mark.parametrize(
    ("events", "card", "asked"),
    [
        (SENT, "a", True),
        (ANSWERED, "a", False),
        (ANSWERED, None, False),
        (OWN_OVERDUE, None, True),
    ],
    ids=["answer-due", "it-came", "nothing-left-to-ask", "its-own-question-is-left"],
)
def test_a_card_is_asked_while_the_answers_before_it_have_left_something(
    events: list[Event], card: str | None, *, asked: bool
) -> None:
    stands = evaluate(checklist(steps=(LETTER,)), events, Person(), date(2026, 11, 24), UTC)
    both = [Card("acme", "a", 1), Card("acme", None, 1)]
    assert still_asked(next(c for c in both if c.step == card), both, stands) == asked
    assert still_asked(Card("acme", None, 1), both[1:], stands), "asked for by hand"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("acme", ""),
        ("models acme", ""),
        ("", ""),
        ("akme", "also: Akme Inc."),
        ("location", "tag: location"),
        ("acme LOCATION", "tag: location"),
        ("training", "category: ai-training"),
        ("acme.com", "site: acme.com"),
        ("flick", "in its summary"),
        ("precise", "step: Share precise location"),
        ("whereabouts", "label: Whereabouts"),
        ("compass", "step: Share precise location"),
        ("acm3", ""),
    ],
)
def test_a_match_that_the_title_does_not_show_is_named(query: str, expected: str) -> None:
    known = checklist(
        also=(Clean("Akme Inc."),),
        tags=(Clean("location"),),
        summary=Clean("Flick it."),
        steps=(
            step(
                "a",
                title=Clean("Share precise location"),
                body=Clean("The compass."),
                path=(Clean("Whereabouts"),),
            ),
        ),
    )
    assert why_found(known, query) == expected
