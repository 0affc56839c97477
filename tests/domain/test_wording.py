"""The sentences that both faces say."""

from datetime import UTC, date
from typing import Any

import msgspec
import pytest

from privacy_check.domain import backing, regions, wording
from privacy_check.domain.checklist import REGIONS, Change
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Standing
from tests.samples import SOURCE, checklist, event, step

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (TODAY, "today"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 12), "12 days ago"),
        (date(2026, 8, 12), "3 months ago"),
        (date(2024, 11, 1), "2 years ago"),
        (date(2026, 11, 30), "in 6 days"),
    ],
)
def test_an_age_is_formatted_in_a_fitting_unit(day: date, expected: str) -> None:
    assert wording.ago(day, TODAY) == expected


def test_a_date_that_is_near_is_formatted_without_its_year() -> None:
    assert wording.near_day(date(2027, 2, 10), TODAY) == "10 Feb"
    assert wording.near_day(date(2026, 2, 10), TODAY) == "10 Feb"
    assert wording.near_day(date(2025, 12, 1), TODAY) == "1 Dec 2025"
    assert wording.near_day(date(2027, 11, 24), TODAY) == "24 Nov 2027"


def test_a_date_of_this_year_is_formatted_without_its_year() -> None:
    assert wording.short_day(date(2026, 11, 3), TODAY) == "3 Nov"
    assert wording.short_day(date(2025, 11, 3), TODAY) == "3 Nov 2025"
    assert wording.week_day(TODAY) == "Tue 24 Nov 2026"


def test_a_count_agrees_with_its_noun() -> None:
    assert [wording.count(n, "day") for n in (0, 1, 2, 1234)] == [
        "0 days",
        "1 day",
        "2 days",
        "1,234 days",
    ]


def test_regions_are_named() -> None:
    limited = step("a", regions=("eu", "uk", "us-tx"), platforms=("ios",), plans=("free",))
    assert wording.only_for(limited) == "EU, UK and Texas, iPhone, free plans only"


def test_every_region_has_a_name_of_its_own_in_words() -> None:
    names = {code: wording.region(code) for code in REGIONS}
    assert names["us-tx"] == "Texas, US"
    assert names["us-ca"] == "California, US"
    assert names["cz"] == "Czechia"
    assert len(set(names.values())) == len(REGIONS)
    assert [c for c, name in names.items() if c.upper() == name] == ["uk", "us", "eu", "eea"]
    assert regions.NAMES.keys() == REGIONS.keys()
    assert regions.ALSO.keys() <= REGIONS.keys()


NEWS = Change(date=date(2026, 11, 3), note=Clean("On by default."))
DONE = [
    event(f"{n}", "2026-08-12T12:00", "done", review=1, step=name, finished=name == "c")
    for n, name in enumerate("abc")
]


def standing(events: list[Any], **fields: Any) -> Standing:
    return evaluate(checklist(**fields), events, Person(), TODAY, UTC)


@pytest.mark.parametrize(
    ("events", "fields", "headline"),
    [
        ([], {}, "3 minutes"),
        (DONE[:1], {}, "left halfway, 1 of 3 done"),
        (DONE, {}, "14 days overdue"),
        (DONE, {"recheck_days": 104}, "due today"),
        (DONE, {"recheck_days": 144}, "again in 40 days"),
        (DONE, {"changes": (NEWS,)}, "changed 3 Nov"),
        (DONE, {"retired": date(2026, 10, 1)}, "gone since 1 Oct"),
        (
            [*DONE, event("s", "2026-11-23T12:00", "snoozed", until=date(2026, 12, 5))],
            {},
            "snoozed until 5 Dec",
        ),
        (
            [event("a", "2026-11-23T12:00", "done", review=1, step="a")],
            {},
            "1 of 3 done",
        ),
        (
            [*DONE, event("b", "2026-11-22T12:00", "changed-back", review=2)],
            {},
            "changed back 2 days ago",
        ),
        (
            [*DONE, event("w", "2026-11-15T12:00", "waiting", review=1, step="c")],
            {"recheck_days": 365},
            "asked 9 days ago",
        ),
        (
            [*DONE, event("w", "2026-10-15T12:00", "waiting", review=1, step="c")],
            {"recheck_days": 365},
            "answer 10 days overdue",
        ),
        (
            [*DONE, event("t", "2026-11-15T12:00", "todo", review=1, step="c")],
            {"recheck_days": 365},
            "1 step open",
        ),
    ],
)
def test_the_headline_describes_where_a_checklist_stands(
    events: list[Any], fields: dict[str, Any], headline: str
) -> None:
    assert wording.headline(standing(events, **fields)) == headline


def test_progress_counts_what_a_review_needs_and_names_what_is_optional_apart() -> None:
    steps = (step("a"), step("b"), step("c", optional=True), step("d", regions=("eu",)))
    of_us = evaluate(
        checklist(steps=steps),
        [event("a", "2026-11-23T12:00", "done", review=1, step="a")],
        Person("us"),
        TODAY,
        UTC,
    )
    assert (wording.progress(of_us), wording.optional(of_us)) == ("1 of 2 done", ", 1 optional")
    in_doubt = standing(DONE, changes=(NEWS,), recheck_days=365)
    assert (wording.progress(in_doubt), wording.optional(in_doubt)) == ("0 of 3 done", "")


def test_a_clock_that_is_behind_is_reported_instead_of_due_today() -> None:
    ahead = [event("r", "2036-01-10T12:00", "still-right", review=1, steps=("a", "b", "c"))]
    assert wording.headline(standing(ahead)) == "the clock is behind"
    assert wording.clock_warning([standing([]), standing(ahead)]) == (
        "The clock says 24 Nov 2026, but you checked things on 10 Jan 2036. "
        "Correct it, or confirm those again."
    )
    assert wording.clock_warning([standing(DONE)]) == ""
    again = [*ahead, event("s", "2026-11-24T12:00", "still-right", review=2, n=2**33)]
    assert wording.clock_warning([standing(again)]) == ""


@pytest.mark.parametrize(
    ("did", "fields", "back"),
    [
        ("done", {"review": 1, "step": "a"}, "'done' for 'Do a'"),
        ("not-applicable", {"review": 1, "step": "gone"}, "'not mine' for 'gone'"),
        ("todo", {"review": 1, "step": "a"}, "removing the mark for 'Do a'"),
        ("still-right", {"review": 1}, "the answer 'still right'"),
        ("changed-back", {"review": 1}, "the answer 'it changed back'"),
        ("started", {"review": 1}, "beginning again"),
        ("noted", {"note": "x"}, "the note"),
        ("noted", {"note": "x", "step": "b"}, "the note for 'Do b'"),
        ("snoozed", {"until": date(2026, 12, 8)}, "the snooze until 8 Dec 2026"),
        ("interval", {"days": 10}, "the interval of 10 days"),
        ("interval", {"days": 0}, "the interval"),
        ("looks-different", {"step": "a", "note": "x"}, "what you found for 'Do a'"),
    ],
)
def test_an_undo_names_the_undone_action(did: str, fields: dict[str, Any], back: str) -> None:
    taken = event("x", "2026-11-24T12:00", did, **fields)
    whose = "Acme, Keep your data out of Acme's models"
    assert wording.undo_message(taken, checklist()) == f"Undone: {back} ({whose})"


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
    assert wording.backing_sentence(best, known, TODAY).removesuffix(" (18 months ago)") == said


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
    said = wording.backed_by(best, known, TODAY)
    assert said == f"{name}, 1 Jun 2025 (18 months ago)"


def test_the_wording_tells_when_a_checklist_was_audited() -> None:
    assert wording.audited(checklist(), TODAY) == ""
    known = checklist(audited=date(2026, 11, 20))
    assert wording.audited(known, TODAY) == "20 Nov 2026 (4 days ago)"


def test_the_wording_tells_when_an_answer_is_due() -> None:
    asked = event("w", "2026-11-15T12:00", "waiting", review=1, step="c")
    early = standing([*DONE[:2], asked], steps=(*checklist().steps[:2], step("c", answer_days=14)))
    assert wording.answer(early.step("c"), early) == "an answer is due in 5 days"
    assert wording.answer(early.step("a"), early) == ""
    today, late = (
        standing([event("w", f"2026-{day}T12:00", "waiting", review=1, step="c")])
        for day in ("10-25", "10-15")
    )
    assert wording.answer(today.step("c"), today) == "the answer is due today"
    assert wording.answer(late.step("c"), late) == "the answer is 10 days overdue"
    assert (
        wording.answer_question(late.step("c"), late)
        == "You asked Acme on 15 Oct. Has the answer come?"
    )


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
    assert wording.warnings(url, checklist()) == warned
