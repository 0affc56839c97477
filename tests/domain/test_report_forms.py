"""The report's forms: HTML with nothing from elsewhere, Markdown, CSV and JSON, all inert."""

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from privacy_check.domain import html, report_style
from privacy_check.domain.report_html import as_html
from privacy_check.domain.report_sections import counts, year
from privacy_check.domain.report_text import COLUMNS, as_csv, as_json, as_markdown
from privacy_check.domain.status_report import StatusReport
from privacy_check.domain.tables import as_csv as table
from privacy_check.ui.theme import THEMES
from tests.conftest import HOSTILE
from tests.reports import FULL, MARKUP, NOTHING, entry


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(as_html(FULL))


def test_each_element_is_closed(page: Page) -> None:
    assert page.open == []


def test_the_page_has_no_script_and_no_address(page: Page) -> None:
    assert {name for name, _ in page.tags} <= set(
        "html head meta title style body main header p h1 h2 ul li span b time section figure "
        "figcaption svg desc rect text table thead tbody tr th td div blockquote footer".split()
    )
    allowed = {
        *("class", "id", "role", "scope", "lang", "datetime", "data-column", "x", "y", "rx"),
        *("width", "height", "charset", "name", "content", "http-equiv", "aria-hidden"),
        "aria-labelledby",
    }
    assert {key for _, attributes in page.tags for key in attributes} <= allowed
    outside = re.sub(r"[^<]*evil\.example[^<]*", "", as_html(FULL))  # what it says
    assert not re.search(r"//|url\(|@import|javascript:", outside)


def test_a_strangers_text_is_text(page: Page) -> None:
    texts = "".join(page.texts)
    assert MARKUP in texts
    assert HOSTILE in texts
    assert "Anna <Lee>" in texts


def test_each_id_is_there_once_and_each_label_is_there(page: Page) -> None:
    ids = [a["id"] for _, a in page.tags if "id" in a]
    named = [n for _, a in page.tags for n in (a.get("aria-labelledby") or "").split()]
    assert len(set(ids)) == len(ids)
    assert set(named) <= set(ids)


def test_the_drawing_says_in_words_what_it_shows(page: Page) -> None:
    texts = "".join(page.texts)
    assert "Jan 2026: 1 check; Feb 2026: 3 checks, 1 changed back" in texts
    bars = [a for name, a in page.tags if name == "rect"]
    assert len(bars) == 3 + 8 + 4  # months without, with a check, with one that changed back


@given(st.text(), st.text())
def test_no_text_becomes_an_element(text: str, value: str) -> None:
    class Only(HTMLParser):
        seen: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.seen.append(tag)

    only = Only()
    only.seen = []
    only.feed(html.tag("p", text, class_=value))
    assert only.seen == ["p"]


def test_the_colours_are_those_of_the_app() -> None:
    for theme, colours in zip(THEMES, (report_style.DARK, report_style.LIGHT), strict=True):
        assert colours == {
            "ground": theme.background,
            "raised": theme.panel,
            "text": theme.foreground,
            "dim": theme.variables["text-muted"],
            "accent": theme.accent,
            "alarm": theme.error,
            "warning": theme.warning,
            "right": theme.success,
            "line": theme.variables["border-blurred"],
        }


def test_an_empty_report_says_so() -> None:
    assert as_markdown(NOTHING) == (
        "# Privacy settings on 23 Nov 2026\n\nNothing was checked in the last twelve months."
    )
    assert "Nothing was checked in the last twelve months." in as_html(NOTHING)


def test_the_markdown_reads_as_it_is() -> None:
    lines = as_markdown(FULL).split("\n")
    assert lines[:5] == [
        r"# Privacy settings on 23 Nov 2026, Anna \<Lee\>",
        "",
        "2 need you · 1 in progress · 1 waiting · 2 right · 1 snoozed · 1 left as it is "
        "· 1 retired",
        "",
        "22 checks in the last twelve months; 4 found that it had changed back (×).",
    ]
    for line in (
        "- ! **Needy**, Keep needy quiet: 12 days overdue, last checked 12 Aug 2026",
        "- ◐ **Halfway**, Keep halfway quiet: 1 of 3 done, next 8 Feb 2027",
        "- … **Asked**, Keep asked quiet: asked 1 Nov 2026, answer due 1 Dec 2026, "
        "last checked 12 Aug 2026",
        "- ✓ **Good**, Keep good quiet: right since 24 Dec 2025, last checked 12 Aug 2026, "
        "next 8 Feb 2027",
        "  > both accounts",
        "  > really",
        "- – **Left**, Keep left quiet: last checked 12 Aug 2026, next 8 Feb 2027",
        "- 8 Dec 2026  **Later**, Keep later quiet",
        "- 12 Aug 2026  × listed again: Needy, Keep needy quiet",
    ):
        assert line in lines


def test_what_shows_markdown_shows_a_strangers_text_as_text() -> None:
    shown = MarkdownIt("commonmark").render(as_markdown(FULL))
    found = Page(shown)
    assert {name for name, _ in found.tags} <= {*"h1 h2 p ul li strong blockquote".split()}
    assert MARKUP in "".join(found.texts)
    assert HOSTILE in "".join(found.texts)


def test_the_csv_has_a_row_for_each_checklist() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(FULL, notes=False))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[4] == {
        "service": "Good",
        "title": "Keep good quiet",
        "category": "ads",
        "state": "right",
        "says": "in 3 months",
        "right since": "2025-12-24",
        "last checked": "2026-08-12",
        "checked on": "2026-08-12",
        "asked": "",
        "answer due": "",
        "next": "2027-02-08",
    }
    rows = list(csv.DictReader(io.StringIO(as_csv(FULL, notes=True))))
    assert rows[4]["notes"] == f"both accounts\nreally\nTurn it off: {MARKUP}"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\n="])
def test_no_cell_is_a_formula(begins: str) -> None:
    title = f"{begins}HYPERLINK(0)"
    report = StatusReport(1, FULL.date, None, (), (entry("a", title=title),), ())
    (row,) = csv.DictReader(io.StringIO(as_csv(report, notes=False)))
    assert row["title"] == f"'{title}"


@given(st.lists(st.lists(st.text(), min_size=1), min_size=1))
def test_a_table_comes_back_with_no_formula_in_it(rows: list[list[str]]) -> None:
    rows = [[cell.replace("\r", "").replace("\0", "") for cell in row] for row in rows]
    read = list(csv.reader(io.StringIO(table(rows), newline="")))
    assert [[c.removeprefix("'") for c in row] for row in read] == [
        [c.removeprefix("'") for c in row] for row in rows
    ]
    assert not any(c.lstrip()[:1] in "=+-@" for row in read for c in row if c.strip())


def test_the_json_is_what_the_schema_says() -> None:
    text = as_json(FULL)
    assert msgspec.json.decode(text, type=StatusReport) == FULL
    first = json.loads(text)["checklists"][4]
    assert first["right_since"] == "2025-12-24"
    assert first["notes"][0] == {"step": None, "note": "both accounts\nreally"}


def test_the_head_counts_as_home_does() -> None:
    one = StatusReport(1, date(2026, 1, 1), None, FULL.months, (entry("a", state="needs-you"),), ())
    assert counts(one) == [("needs you", 1, "alarm")]
    assert year(one).startswith("22 checks")
