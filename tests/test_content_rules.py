"""The rules for content say no where they should, and only there."""

import re
from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy_check.domain import backing
from privacy_check.domain.checklist import Backing, Checklist, Source
from privacy_check.domain.sanitize import Clean
from tests import content_rules
from tests.content_rules import broken_rules
from tests.samples import checklist, step
from tests.source_rules import KNOWN_OWNERS, REFUSED, published, refusal, weak_backing, weaknesses

AUDITED = date(2026, 11, 28)
NEWS = date(2026, 3, 1)


def source(name: str, url: str, publisher: str | None = None, **fields: Any) -> Source:
    return Source(
        id=Clean(name),
        title=Clean("T"),
        publisher=Clean(publisher or name),
        url=Clean(url),
        **fields,
    )


def press(name: str, day: date | None = NEWS, **fields: Any) -> Source:
    return source(name, f"https://{name}.example/", date=day, kind="press", **fields)


def resting_on(*sources: Source, **fields: Any) -> Checklist:
    on = step("a", sources=tuple(s.id for s in sources), **fields)
    return checklist(sources=sources, steps=(on, step("b")), audited=AUDITED)


def why(*sources: Source, **fields: Any) -> str:
    known = resting_on(*sources, **fields)
    return weak_backing(known.steps[0], known)


VENDOR = source("vendor", "https://acme.com/help", seen=AUDITED)
BLOG = source("blog", "https://blog.example/", date=NEWS)
STRANGER = source("stranger", "https://github.com/somebody/notes", date=NEWS)


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ([VENDOR], ""),
        ([BLOG, VENDOR], ""),
        ([source("law", "https://www.ftc.gov/a")], ""),
        ([press("one"), press("two")], ""),
        ([press("one", None, publisher="One, March 2026"), press("two")], ""),
        ([BLOG], "second-hand alone"),
        ([BLOG, STRANGER], "second-hand alone"),
        ([STRANGER], "refused sources alone"),
        ([source("copy", "https://www.tengele.com/a", kind="vendor")], "refused sources alone"),
        ([press("one"), BLOG], "one press source"),
        ([press("one"), press("two", publisher="one, June 2026")], "one press source"),
        ([press("one"), press("two", None, seen=AUDITED)], "press without a day"),
        ([press("one"), press("two", date(2024, 11, 27))], "old press"),
        ([press("one"), press("two", date(2024, 11, 28))], ""),
    ],
)
def test_a_step_that_counts_rests_on_the_vendor_an_authority_or_two_of_the_press(
    sources: list[Source], said: str
) -> None:
    assert why(*sources) == said
    assert why(*sources, optional=True) == ""


def test_two_pages_of_one_publisher_are_one_source() -> None:
    pages = [
        source(name, url, name, date=NEWS, kind="press")
        for name, url in (("a", "https://a.example/1"), ("b", "https://www.a.example/2"))
    ]
    assert why(*pages) == "one press source"


def test_what_is_retired_may_rest_on_what_it_did() -> None:
    known = checklist(sources=(BLOG,), retired=AUDITED, steps=(step("a", sources=(BLOG.id,)),))
    assert list(weaknesses(known)) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(get_args(Backing)), st.dates(date(2022, 1, 1), AUDITED), st.integers(0)
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda row: row[2],
    )
)
def test_one_more_source_never_makes_a_step_weaker(rows: list[tuple[Backing, date, int]]) -> None:
    made = [source(f"s{n}", f"https://s{n}.example/", date=day, kind=kind) for kind, day, n in rows]
    recent = [s for s in made if s.kind == "press" and s.date and s.date >= date(2024, 11, 28)]
    strong = any(s.kind in ("vendor", "authority") for s in made) or len(recent) > 1
    assert (why(*made) == "") == strong
    if why(*made[:-1] or made) == "" and made[:-1]:
        assert why(*made) == ""


@pytest.mark.parametrize(
    ("publisher", "day"),
    [
        ("WIRED, June 2026", date(2026, 6, 1)),
        ("WIRED, Sept 2025", date(2025, 9, 1)),
        ("Mayor's Office, 2024", date(2024, 1, 1)),
        ("Acme Help", None),
    ],
)
def test_a_month_or_year_in_the_publisher_counts_from_its_first_day(
    publisher: str, day: date | None
) -> None:
    assert published(press("one", None, publisher=publisher, seen=AUDITED)) == day
    assert published(press("one", NEWS, publisher=publisher)) == NEWS


@pytest.mark.parametrize(
    ("url", "kind", "said"),
    [
        ("https://particle.news/a", None, "a refused publisher"),
        ("https://privacygpt.lynicis.dev/a", None, "a refused publisher"),
        ("https://notparticle.news/a", None, ""),
        ("https://github.com/somebody/notes", None, "a stranger's repository"),
        ("https://github.com/somebody/notes", "press", "a stranger's repository"),
        ("https://github.com/somebody/app", "vendor", ""),
        ("https://github.com/acme/app", None, ""),
        ("https://github.com/privacyguides/privacyguides.org/blob/main/a.md", None, ""),
        ("https://github.com/cloudflare/cloudflare-docs", None, ""),
        ("https://github.com/OpenTermsArchive/pga-versions", None, ""),
    ],
)
def test_reposts_and_strangers_are_no_source(url: str, kind: Backing | None, said: str) -> None:
    assert refusal(source("a", url, kind=kind), checklist()) == said


def test_every_name_in_the_lists_is_whole() -> None:
    whole = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*")
    lists = (REFUSED, KNOWN_OWNERS, backing.PRESS, backing.AUTHORITIES)
    assert [name for names in lists for name in names if not whole.fullmatch(name)] == []
    assert [name for name in (*REFUSED, *backing.PRESS) if "." not in name] == []
    assert not REFUSED & backing.PRESS


def test_what_is_no_blank_is_named() -> None:
    text = "To [company] [firm], [account: user name] [your nmae: all of it]"
    assert content_rules.unknown_blanks(text) == ["firm", "your nmae: all of it"]


def test_a_source_says_its_day_or_when_it_was_read() -> None:
    known = resting_on(source("vendor", "https://acme.com/help"))
    assert [(w.place, w.why) for w in weaknesses(known) if "undated" in w.place] == [
        ("source vendor undated", "neither date nor seen")
    ]
    assert (
        list(weaknesses(checklist(sources=(VENDOR,), steps=(step("a", sources=(VENDOR.id,)),))))
        == []
    )


def test_an_audit_is_required_and_never_of_the_future() -> None:
    never = " ".join(broken_rules(checklist(), AUDITED))
    assert "no audited" in never
    tomorrow = AUDITED + timedelta(days=1)
    early = " ".join(broken_rules(checklist(audited=tomorrow), AUDITED))
    assert f"audited: {tomorrow} is in the future" in early
    on_the_day = " ".join(broken_rules(checklist(audited=AUDITED), AUDITED))
    assert "audited" not in on_the_day


def test_an_audit_of_more_than_nine_months_is_warned_of() -> None:
    known = checklist(audited=AUDITED)
    assert list(content_rules.warnings(known, AUDITED + timedelta(days=274))) == []
    assert list(content_rules.warnings(known, AUDITED + timedelta(days=275))) == [
        "acme: audited 9 months ago: read it again"
    ]
