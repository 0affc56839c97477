"""The report as text: Markdown for people, CSV for spreadsheets, JSON for programs."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import to_builtins

from privacy_check.domain import formatting, report_sections, tables
from privacy_check.domain.status_report import Done, Entry, StatusReport

_MARKUP = re.compile(r"([\\`*_\[\]<>|#&~])")
COLUMNS = (
    *("service", "title", "category", "state", "says", "right since", "last checked"),
    *("checked on", "asked", "answer due", "next"),
)
"""The columns of the CSV; with notes there is one more."""


def as_json(report: StatusReport) -> str:
    """Return the report as JSON; see docs/report.md."""
    return json.dumps(to_builtins(report), indent=2)


def as_csv(report: StatusReport, *, notes: bool) -> str:
    """Write out a row for each checklist; days in the form that a spreadsheet knows."""
    head = [*COLUMNS, "notes"] if notes else COLUMNS
    return tables.as_csv([head, *(_row(entry, notes=notes) for entry in report.checklists)])


def _row(entry: Entry, *, notes: bool) -> Iterator[str]:
    yield from (entry.service, entry.title, entry.category, entry.state, entry.says)
    yield from (_iso(entry.right_since), _iso(entry.last_checked))
    yield " ".join(map(_iso, entry.checked_on))
    yield from map(_iso, (entry.asked, entry.answer_due, entry.next))
    if notes:
        yield "\n".join(f"{n.step}: {n.note}" if n.step else n.note for n in entry.notes)


def _iso(when: date | None) -> str:
    return when.isoformat() if when else ""


def as_markdown(report: StatusReport) -> str:
    """Write out the report to be read as it is, or shown by whatever shows Markdown."""
    return "\n".join(_lines(report))


def _lines(report: StatusReport) -> Iterator[str]:
    name = f", {_plain(report.profile)}" if report.profile else ""
    yield f"# Privacy settings on {formatting.day(report.date)}{name}"
    yield ""
    if found := report_sections.counts(report):
        yield from (" · ".join(f"{number} {said}" for said, number, _ in found), "")
    yield report_sections.year(report)
    for section in report_sections.sections(report):
        yield from ("", f"## {section.name}", "")
        for entry, cells in section.rows:
            facts = zip(section.columns, cells, strict=True)
            said = ", ".join(_fact(name, cell) for name, cell in facts if cell != "–")
            yield f"- {section.sign} {_titled(entry)}: {said}"
            yield from _notes(entry)
    following = [
        (day, [_titled(e) for e in found]) for day, found in report_sections.coming(report)
    ]
    yield from _days("What is next", following)
    titles = {name: _plain(title) for name, title in report.titles.items()}
    done = [
        (day, [f"{_sign(d)} {d.said}: {titles[d.checklist]}" for d in found])
        for day, found in report_sections.done_by_day(report)
    ]
    yield from _days("What was done when", done)


def _sign(done: Done) -> str:
    return report_sections.DID_SIGNS[done.did][0]


def _fact(name: str, cell: str) -> str:
    return cell if name in ("why", "so far", "gone") else f"{name} {cell}"


def _titled(entry: Entry) -> str:
    service = f"**{_plain(entry.service)}**, " if entry.service else ""
    return f"{service}{_plain(entry.title)}"


def _notes(entry: Entry) -> Iterator[str]:
    for note in entry.notes:
        first, *rest = note.note.splitlines()
        yield f"  > {_plain(f'{note.step}: {first}' if note.step else first)}"
        yield from (f"  > {_plain(line)}" for line in rest)


def _days(name: str, days: Iterable[tuple[date, list[str]]]) -> Iterator[str]:
    for number, (day, said) in enumerate(days):
        yield from () if number else ("", f"## {name}", "")
        yield from (f"- {formatting.day(day)}  {text}" for text in said)


def _plain(text: str) -> str:
    """Let a text be read as it is, whatever Markdown would take it for."""
    return _MARKUP.sub(r"\\\1", text)
