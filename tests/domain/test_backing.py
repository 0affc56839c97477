"""What backs a step: the kinds of sources, the best of a step's, the weakest of the steps."""

import random
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy_check.domain import backing
from privacy_check.domain.checklist import Backing, Checklist, Source
from privacy_check.domain.sanitize import Clean
from tests.samples import checklist, step

ACME = checklist()
KINDS = get_args(Backing)


def source(name: str = "help", url: str = "https://acme.com/help", **fields: Any) -> Source:
    values = {"id": Clean(name), "title": Clean("T"), "publisher": Clean("P"), "url": Clean(url)}
    return Source(**values | fields)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://acme.com/off", "vendor"),
        ("https://help.acme.com:8443/off", "vendor"),
        ("https://notacme.com/off", "other"),
        ("https://acme.com.example.net/off", "other"),
        ("https://example.net/acme.com", "other"),
        ("mailto:privacy@acme.com", "vendor"),
        ("https://github.com/acme/app/blob/main/settings.py", "vendor"),
        ("https://raw.githubusercontent.com/ACME/app/main/README.md", "vendor"),
        ("https://github.com/acme-fans/app", "other"),
        ("https://github.com/somebody/acme", "other"),
        ("https://github.com/OpenTermsArchive/pga-versions/blob/x/Acme.md", "vendor"),
        ("https://edit.tosdr.org/documents/1", "vendor"),
        ("https://github.com/privacyguides/privacyguides.org/blob/main/a.md", "press"),
        ("https://www.ftc.gov/off", "authority"),
        ("https://eur-lex.europa.eu/eli/reg/2016/679", "authority"),
        ("https://www.legislation.gov.uk/ukpga", "authority"),
        ("https://priv.gc.ca/en", "authority"),
        ("https://ico.org.uk/your-data", "authority"),
        ("https://ftc.gov.example.net/off", "other"),
        ("https://mygov/off", "other"),
        ("https://www.theverge.com/2026/1", "press"),
        ("https://www.bbc.co.uk/news", "press"),
        ("https://theverge.com.example.net/", "other"),
        ("https://someblog.example/acme", "other"),
    ],
)
def test_a_source_is_of_the_kind_that_its_address_shows(url: str, kind: Backing) -> None:
    assert backing.kind(source(url=url), ACME) == kind


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/settings/copilot", "vendor"),
        ("https://docs.github.com/en/copilot", "vendor"),
        ("https://github.com/orgs/community/discussions/1", "vendor"),
        ("https://github.com/github/docs/blob/main/a.md", "vendor"),
        ("https://github.com/somebody/github-notes", "other"),
    ],
)
def test_a_repository_at_github_is_its_owners_not_githubs(url: str, kind: Backing) -> None:
    github = checklist(hosts=(Clean("github.com"),), service=Clean("GitHub"))
    assert backing.kind(source(url=url), github) == kind


@given(st.sampled_from(KINDS), st.sampled_from(["https://acme.com/", "https://a.example/"]))
def test_what_the_file_says_wins_over_the_address(kind: Backing, url: str) -> None:
    assert backing.kind(source(url=url, kind=kind), ACME) == kind


days = st.none() | st.dates(date(2020, 1, 1), date(2026, 11, 28))
sources = st.lists(st.tuples(st.sampled_from(KINDS), days, days), min_size=1, max_size=5)


def of_sources(rows: list[tuple[Backing, date | None, date | None]]) -> Checklist:
    made = [source(f"s{n}", kind=k, date=d, seen=s) for n, (k, d, s) in enumerate(rows)]
    names = tuple(s.id for s in made)
    return checklist(sources=tuple(made), steps=(step("a", sources=names), step("b")))


@given(sources, st.randoms())
def test_a_step_rests_on_its_strongest_source_and_of_these_on_the_newest(
    rows: list[tuple[Backing, date | None, date | None]], chance: random.Random
) -> None:
    best = backing.best((known := of_sources(rows)).steps[0], known)
    assert best
    assert backing.STRENGTH[best.kind] == min(backing.STRENGTH[kind] for kind, *_ in rows)
    alike = [row for row in rows if row[0] == best.kind]
    assert best.source.date == max((d for _, d, _ in alike if d), default=None)
    if best.source.date is None:
        assert best.source.seen == max((s for *_, s in alike if s), default=None)
    chance.shuffle(rows)
    again = backing.best((known := of_sources(rows)).steps[0], known)
    assert again
    assert (again.kind, again.source.date) == (best.kind, best.source.date)


@given(st.lists(st.tuples(st.sampled_from(KINDS), days, st.booleans()), min_size=1, max_size=6))
def test_a_checklist_rests_on_its_weakest_required_step(
    rows: list[tuple[Backing, date | None, bool]],
) -> None:
    known = checklist(
        sources=tuple(source(f"s{n}", kind=k, date=d) for n, (k, d, _) in enumerate(rows)),
        steps=tuple(
            step(f"a{n}", sources=(Clean(f"s{n}"),), optional=optional)
            for n, (*_, optional) in enumerate(rows)
        ),
    )
    required = [row for row in rows if not row[2]] or rows
    weakest = backing.weakest(known)
    assert weakest
    assert backing.STRENGTH[weakest.kind] == max(backing.STRENGTH[k] for k, *_ in required)
    alike = [d for k, d, _ in required if k == weakest.kind]
    oldest = None if None in alike else min(d for d in alike if d)
    assert weakest.source.date == oldest
    assert backing.hands(known) == max(0, backing.STRENGTH[weakest.kind] - 1)
    of_one = backing.weakest(known, [known.steps[0]])
    assert of_one == backing.best(known.steps[0], known)


def test_without_a_source_nothing_backs_a_step_nor_the_whole_and_it_went_through_no_hands() -> None:
    known = checklist(steps=(step("a"), step("b", sources=())))
    assert backing.best(known.steps[1], known) is None
    assert backing.weakest(known) is None
    assert backing.weakest(known, [known.steps[0]])
    assert backing.hands(known) == 0


def test_the_age_of_a_checklist_is_that_of_its_oldest_required_step() -> None:
    known = checklist(
        sources=(
            source("new", date=date(2026, 8, 1)),
            source("old", date=date(2024, 1, 1)),
            source("none"),
        ),
        steps=(
            step("a", sources=(Clean("new"), Clean("old"))),
            step("b", sources=(Clean("old"), Clean("none"))),
            step("c", sources=(Clean("none"),), optional=True),
        ),
    )
    assert [backing.backed_on(s, known) for s in known.steps] == [
        date(2026, 8, 1),
        date(2024, 1, 1),
        None,
    ]
    assert backing.oldest(known) == (known.steps[1], date(2024, 1, 1))


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://edition.cnn.com/a", "cnn.com"),
        ("https://cnn.com/a", "cnn.com"),
        ("https://a.b.gov.uk/", "b.gov.uk"),
        ("https://x.co/a", "x.co"),
    ],
)
def test_the_domain_of_an_address_is_the_one_that_somebody_registered(
    url: str, domain: str
) -> None:
    assert backing.domain(url) == domain


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("https://github.com/Acme/App/blob/main/a.md", "acme/app"),
        ("https://raw.githubusercontent.com/acme/app/main/a.md", "acme/app"),
        ("https://github.com/acme", ""),
        ("https://github.com/settings/copilot", ""),
        ("https://acme.com/acme/app", ""),
    ],
)
def test_the_repository_of_an_address_is_named(url: str, repository: str) -> None:
    assert backing.repository(url) == repository
