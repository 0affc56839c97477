"""Dates as text: the year's strip, the reviews, each step's last day and note."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from privacy_check.domain import backing_wording, formatting, tables, wording
from privacy_check.domain.checklist import Confirm
from privacy_check.domain.journal import Mark, mark_of
from privacy_check.domain.past_reviews import (
    LONGEST_NAME,
    MONTHS,
    Review,
    ReviewOutcome,
    by_month,
    last_months,
    outcome_name,
    reviews,
)
from privacy_check.domain.standing import Standing, State
from privacy_check.ui.render.text import (
    ACCENT,
    DIM,
    GOOD,
    LOUD,
    PROSE_WIDTH,
    STATE_STYLES,
    LazyContent,
    apart,
    facts,
    hanging,
    key,
    named_title,
    wrapped,
)

_SIGNS: dict[ReviewOutcome | None, tuple[str, str]] = {
    "walked": ("✓", GOOD),
    "still-right": ("✓", GOOD),
    "changed-back": ("×", LOUD),  # not `!`: in front of a row that says that it needs the person
    None: ("·", DIM),
}
NARROW_ROW = 60
"""Cells under which a row's strip and date stand below its title."""
_ROOMY_ROW = 80
"""Cells from which a row has room for a strip with blanks between the months."""
_WIDE_ROW = 116
"""Cells from which a row also has the dates of its last and next check."""
_DATE = 11


def head(today: date, width: int, *, by_date: bool) -> Content:
    """Name the screen and the day."""
    view = "by date" if by_date else "by checklist"
    left = Content.assemble(("History", f"bold {ACCENT}"), f"   {view}")
    return apart(left, Content.styled(formatting.day(today), DIM), width)


def columns(today: date, width: int) -> Content:
    """Say what the signs mean, and name the strip's months; both stand above the rows."""
    initials = [formatting.month(m)[0] for _, m in last_months(today)]
    months = Content.styled(_gap(width).join(initials), DIM)
    if width < NARROW_ROW:
        return months.pad_left(max(0, width - months.cell_length))
    states: list[State] = ["needs-you", "in-progress"]
    kinds: list[ReviewOutcome] = ["still-right", "changed-back"]
    rows = [((wording.SIGNS[s], STATE_STYLES[s]), wording.STATE_NAMES[s].lower()) for s in states]
    strip = [(_SIGNS[kind], outcome_name(kind, Confirm())) for kind in kinds]
    legend = _legend([*rows, *strip])
    if legend.cell_length + 2 + months.cell_length > width:
        legend = _legend(strip)
    named = Content.assemble(("last 12 months   ", DIM), months)
    wide = width >= _WIDE_ROW
    dates = f"   {'last checked':<{_DATE + 1}}  {'next':<{_DATE}}" if wide else ""
    if legend.cell_length + 4 + named.cell_length + len(dates) <= width:
        months = named
    return apart(legend, Content.assemble(months, (dates, DIM)), width)


def _legend(signs: Sequence[tuple[tuple[str, str], str]]) -> Content:
    said = Content("  ").join(Content.assemble(sign, (f" {name}", DIM)) for sign, name in signs)
    return said.pad_left(2)


def _gap(width: int) -> str:
    """Return what stands between two months in a row of so many cells."""
    return " " if width >= _ROOMY_ROW else ""


def _strip(standing: Standing, gap: str) -> Content:
    """Draw the last twelve months of one checklist: ✓ reviewed, × changed back, · nothing."""
    outcomes = by_month(reviews(standing.history, standing.zone), last_months(standing.today))
    return Content(gap).join([Content.styled(*_SIGNS[outcome]) for outcome in outcomes])


def row(standing: Standing, service: int) -> LazyContent:
    """Show one checklist: its service in so many cells, its title, its year at the right."""
    return LazyContent(lambda width: _row(standing, service, width), _height)


def _height(width: int) -> int:
    return 1 if width >= NARROW_ROW else 2


def _row(standing: Standing, service: int, width: int) -> Content:
    sign = (f"{wording.SIGNS[standing.state]} ", STATE_STYLES[standing.state])
    year = _strip(standing, _gap(width))
    if width < NARROW_ROW:
        return _in_two_lines(sign, standing, year, width)
    if width >= _WIDE_ROW:
        last, following = wording.checked(standing), wording.next_day(standing)
        year = Content.assemble(year, (f"   {last:<{_DATE + 1}}  {following:<{_DATE}}", DIM))
    name = named_title(standing.checklist, service, width - year.cell_length - 4)
    return apart(Content.assemble(sign, name), year, width)


def _in_two_lines(sign: tuple[str, str], standing: Standing, right: Content, width: int) -> Content:
    """Show a title over two lines, with something short at the end of the second."""
    first, *rest = wrapped(Content(standing.checklist.title), width - 2)
    second = Content(" ").join(rest)
    return Content.assemble(sign, first, "\n", apart(second.pad_left(2), right, width))


def rows_width(standings: Sequence[Standing], service: int) -> int:
    """Return the cells that these rows need for whole titles, and blanks between the months."""
    titles = max((cell_len(s.checklist.title) for s in standings), default=0)
    return 2 + service + 1 + titles + 2 + 2 * MONTHS - 1


def day(when: date, today: date) -> Content:
    """Name a day above what was reviewed on it."""
    return Content.assemble(
        (formatting.day(when).upper(), f"bold {DIM}"), (f"  {formatting.ago(when, today)}", DIM)
    )


def entry(review: Review, standing: Standing, service: int) -> LazyContent:
    """Show one review of a day: its outcome, and of which checklist."""
    return LazyContent(lambda width: _entry(review, standing, service, width), _height)


def _entry(review: Review, standing: Standing, service: int, width: int) -> Content:
    sign, style = _SIGNS[review.outcome]
    outcome = outcome_name(review.outcome, standing.checklist.confirm)
    if width < NARROW_ROW:
        return _in_two_lines((f"{sign} ", style), standing, Content.styled(outcome, DIM), width)
    said = f"{outcome:<{LONGEST_NAME}}  "
    name = named_title(standing.checklist, service, width - 2 - cell_len(said))
    return Content.assemble((f"{sign} ", style), (said, DIM), name)


def short(standing: Standing, width: int) -> Content:
    """Say the dates of one checklist on one line, where there is no room for the pane."""
    ago = f" ({formatting.ago(standing.checked, standing.today)})" if standing.checked else ""
    following, last = wording.next_day(standing), wording.last_checked(standing)
    last = f"{last}{ago}" if width >= NARROW_ROW else last.removeprefix("last ")
    parts = [last, f"next {following}" if following else ""]
    return Content.styled(" · ".join(filter(None, parts)), DIM)


def nothing(back: str, walk: str) -> Content:
    """Say why there is no history yet, and with which keys it begins."""
    said = ("Nothing checked yet. ", key(back), " goes back, and there ", key(walk))
    return Content.assemble(*said, " walks you through the first one.")


def page(standing: Standing, done: Sequence[Review], width: int = PROSE_WIDTH) -> Content:
    """Show everything of one checklist by its dates."""
    months = "  ".join(formatting.month(m)[:1] for _, m in last_months(standing.today))
    outcomes = by_month(done, last_months(standing.today))
    signs = Content("  ").join([Content.styled(*_SIGNS[outcome]) for outcome in outcomes])
    checked = wording.checked(standing)
    ago = f" ({formatting.ago(standing.checked, standing.today)})" if standing.checked else ""
    dates = [
        ("Last checked", Content(f"{checked}{ago}")),
        ("Next", Content(wording.next_day(standing) or "–")),
        ("So far", Content(_so_far(standing))),
        ("Asked again", Content(f"every {formatting.count(standing.interval, 'day')}")),
        ("Audited", Content(backing_wording.audited(standing.checklist, standing.today))),
        ("Your note", Content(standing.note)),
    ]
    ended = [_review(r, standing, width) for r in done]
    parts = [
        Content("\n").join(wrapped(Content(standing.checklist.title).stylize("bold"), width)),
        Content.assemble((months, DIM), "\n", signs),
        facts(dates, width),
        _listed("REVIEWS", ended or [Content("No review ended yet.")]),
        _listed("STEPS", _steps(standing, width)),
    ]
    return Content("\n\n").join(parts)


def _so_far(standing: Standing) -> str:
    """Say how far the review is that is not ended; empty without one."""
    if standing.open_review is None:
        return ""
    return f"{wording.progress(standing)}{wording.optional(standing)}"


def _listed(name: str, lines: Sequence[Content]) -> Content:
    return Content("\n").join([Content.styled(name, f"bold {DIM}"), *lines])


def _review(review: Review, standing: Standing, width: int) -> Content:
    sign, style = _SIGNS[review.outcome]
    counts = ", ".join(f"{n} {wording.MARK_NAMES[mark]}" for mark, n in _named(review))
    outcome = outcome_name(review.outcome, standing.checklist.confirm)
    said = f"{formatting.day(review.day):>{_DATE}}  {outcome}"
    shown = Content.assemble((f"{sign} ", style), said, (f"  {counts}" if counts else "", DIM))
    return hanging(shown, 2 + _DATE + 2, width)


def _named(review: Review) -> list[tuple[Mark, int]]:
    return [(mark, review.marks[mark]) for mark in wording.MARK_NAMES if mark in review.marks]


def _steps(standing: Standing, width: int) -> list[Content]:
    lines = []
    for number, step in enumerate(standing.steps, 1):
        event = standing.history.latest_marks.get(step.step.id)
        said = wording.dated_mark(event, standing) if mark_of(event) != "todo" and event else "open"
        title, dated = Content(f"{number:>2}  {step.step.title}"), Content.styled(said, DIM)
        if title.cell_length + 2 + dated.cell_length <= width:
            lines.append(Content.assemble(title, "  ", dated))
        else:
            lines += [hanging(title, 4, width), *_indented(dated, width)]
        if step.note:
            lines += _indented(Content.styled(step.note, ACCENT), width)
    return lines


def _indented(text: Content, width: int) -> list[Content]:
    return [line.pad_left(4) for line in wrapped(text, width - 4)]


def as_markdown(standings: Iterable[Standing]) -> str:
    """Write out the reviews, steps and notes of these, to be taken away."""
    return "\n\n".join(map(_markdown, standings))


def _markdown(standing: Standing) -> str:
    lines = [f"# {wording.full_title(standing.checklist)}", ""]
    lines.append(f"Last checked: {wording.checked(standing)}")
    if following := wording.next_day(standing):
        lines.append(f"Next: {following}")
    if standing.note:
        lines += ["", *(f"> {line}" for line in standing.note.splitlines())]
    lines += ["", "## Reviews", ""]
    for review in reviews(standing.history, standing.zone):
        counts = ", ".join(f"{n} {wording.MARK_NAMES[mark]}" for mark, n in _named(review))
        outcome = outcome_name(review.outcome, standing.checklist.confirm)
        said = f"{review.day.isoformat()}: {outcome}"
        lines.append(f"- {said} ({counts})" if counts else f"- {said}")
    lines += ["", "## Steps", ""]
    for number, step in enumerate(standing.steps, 1):
        event = standing.history.latest_marks.get(step.step.id)
        marked = event is not None and mark_of(event) != "todo"
        said = wording.dated_mark(event, standing) if event and marked else "open"
        lines.append(f"{number}. {step.step.title}: {said}")
        lines += [f"   > {line}" for line in step.note.splitlines()]
    return "\n".join(lines)


def as_csv(standings: Iterable[Standing]) -> str:
    """Write out one line a review, for a spreadsheet."""
    rows = [["date", "service", "checklist", "outcome", "done", "skipped", "not mine"]]
    for standing in standings:
        named = [standing.checklist.service, standing.checklist.title]
        for review in reviews(standing.history, standing.zone):
            marks = [review.marks.get(m, 0) for m in ("done", "skipped", "not-applicable")]
            day = review.day.isoformat()
            outcome = outcome_name(review.outcome, standing.checklist.confirm)
            rows.append([day, *named, outcome, *map(str, marks)])
    return tables.as_csv(rows)
