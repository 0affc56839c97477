"""The report as one HTML page: no script, nothing from elsewhere, the year as a drawing."""

from datetime import date

from privacy_check.domain import formatting, report_sections
from privacy_check.domain.html import Html, tag, together
from privacy_check.domain.report_sections import Section
from privacy_check.domain.report_style import CSS
from privacy_check.domain.status_report import Done, Entry, Month, StatusReport

_HIGH = 84
"""Pixels of the month in which most was checked."""
_BASE = 118
"""Pixels from the drawing's upper edge to the ground on which the months stand."""
_SAFE = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(report: StatusReport) -> str:
    """Return the whole page."""
    head = together(
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_SAFE),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"Privacy settings, {formatting.day(report.date)}"),
        tag("style", Html(CSS)),
    )
    body = together(
        _header(report),
        _year(report),
        *(_section(s, report) for s in report_sections.sections(report)),
        _coming(report),
        _done(report),
        _footer(),
    )
    page = tag("html", tag("head", head), tag("body", tag("main", body)), lang="en")
    return f"<!doctype html>\n{page}\n"


def _header(report: StatusReport) -> Html:
    whose = f" · {report.profile}" if report.profile else ""
    counts = [
        tag("li", tag("span", str(number), class_=f"number {tone}"), said)
        for said, number, tone in report_sections.counts(report)
    ]
    return tag(
        "header",
        tag("p", "privacy-check", class_="brand"),
        tag("h1", "Privacy settings"),
        tag("p", _time(report.date, formatting.week_day(report.date)), whose, class_="when"),
        tag("ul", *counts, class_="counts") if counts else "",
    )


def _time(when: date, shown: str) -> Html:
    return tag("time", shown, datetime=when.isoformat())


def _year(report: StatusReport) -> Html:
    """Draw the last twelve months: how often something was checked, and had changed back."""
    most = max((m.right + m.changed_back for m in report.months), default=0)
    columns = [_column(n, month, most) for n, month in enumerate(report.months)]
    told = "; ".join(f"{_long(m)}: {_told(m)}" for m in report.months if m.right + m.changed_back)
    drawing = tag(
        "svg",
        tag("title", "Checks by month", id="year"),
        tag("desc", told or "None.", id="months"),
        *columns,
        role="img",
        aria_labelledby="year months",
    )
    return tag("figure", drawing, tag("figcaption", report_sections.year(report)))


def _column(number: int, month: Month, most: int) -> Html:
    """Draw a month: its bar, how many above it, its name below; an empty one is a dot."""
    middle, left, count = (
        _share(number + 0.5),
        _share(number + 0.22),
        month.right + month.changed_back,
    )
    name = tag("text", report_sections.month_name(month.month), x=middle, y=_BASE + 20)
    if not count:
        return together(_bar(_share(number + 0.43), _BASE - 3, "1.2%", 3, "none"), name)
    good, back = (round(_HIGH * part / most) for part in (month.right, month.changed_back))
    bars = [_bar(left, _BASE - good, "4.67%", good, "good")] if good else []
    bars += [_bar(left, _BASE - good - back, "4.67%", back, "back")] if back else []
    top = _BASE - good - back - 7
    above = [tag("text", str(count), x=middle, y=top, class_="count")]
    if back:
        above.append(tag("text", f"×{month.changed_back}", x=middle, y=top - 15, class_="back"))
    return together(*bars, *above, name)


def _share(months: float) -> str:
    return f"{months / 12:.2%}"


def _bar(x: str, y: int, width: str, height: int, kind: str) -> Html:
    return tag("rect", x=x, y=y, width=width, height=height, rx=2, class_=kind)


def _long(month: Month) -> str:
    return f"{report_sections.month_name(month.month)} {month.month[:4]}"


def _told(month: Month) -> str:
    checks = formatting.count(month.right + month.changed_back, "check")
    return f"{checks}, {month.changed_back} changed back" if month.changed_back else checks


def _section(section: Section, report: StatusReport) -> Html:
    name = section.name.lower().replace(" ", "-")
    columns = [
        tag("th", column, scope="col", role="columnheader")
        for column in ("checklist", *section.columns)
    ]
    rows = [
        tag("tr", _what(entry, section), *map(_cell, section.columns, cells), role="row")
        for entry, cells in section.rows
    ]
    table = tag(
        "table",
        tag("thead", tag("tr", *columns, role="row"), role="rowgroup"),
        tag("tbody", together(*rows), role="rowgroup"),
        role="table",
        aria_labelledby=name,
    )
    heading = tag("h2", section.name, " ", tag("span", str(len(section.rows))), id=name)
    return tag("section", heading, table)


def _what(entry: Entry, section: Section) -> Html:
    """Name a checklist, with the sign of its state and the person's notes."""
    notes = [
        tag("blockquote", f"{note.step}: {note.note}" if note.step else note.note)
        for note in entry.notes
    ]
    sign = tag("span", section.sign, class_=f"sign {section.tone}", aria_hidden="true")
    return tag("td", tag("div", sign, _name(entry), *notes, class_="what"), role="cell")


def _name(entry: Entry) -> Html:
    service = tag("b", entry.service) if entry.service else ""
    return tag("span", service, " " if service else "", entry.title)


def _cell(column: str, said: str) -> Html:
    kind = "why" if column in ("why", "so far", "gone") else "date"
    return tag("td", said, class_=kind, data_column=column, role="cell")


def _coming(report: StatusReport) -> Html | str:
    rows = [
        tag(
            "li",
            tag("span", _time(day, formatting.day(day)), class_="date"),
            tag("ul", *(tag("li", _name(entry)) for entry in entries)),
        )
        for day, entries in report_sections.coming(report)
    ]
    return _list("What is next", "next", rows)


def _done(report: StatusReport) -> Html | str:
    named = {entry.id: entry for entry in report.checklists}
    rows = [
        tag(
            "li",
            tag("span", _time(day, formatting.day(day)), class_="date"),
            tag("ul", *(_deed(done, named[done.checklist]) for done in found)),
        )
        for day, found in report_sections.done_by_day(report)
    ]
    return _list("What was done when", "done", rows)


def _deed(done: Done, entry: Entry) -> Html:
    sign, tone = report_sections.DID_SIGNS[done.did]
    shown = tag("span", sign, class_=f"sign {tone}", aria_hidden="true")
    name = tag("span", _name(entry), " ", tag("span", done.said, class_="said"))
    return tag("li", shown, name, class_="what")


def _list(name: str, key: str, rows: list[Html]) -> Html | str:
    if not rows:
        return ""
    listed = tag("ul", together(*rows), class_="list")
    return tag("section", tag("h2", name, id=key), listed, aria_labelledby=key)


def _footer() -> Html:
    return tag(
        "footer",
        tag(
            "p",
            "Right means that the person looked, and found it so on that day. privacy-check keeps "
            "this on their own machine, and sends nothing to anybody.",
        ),
    )
