"""Dates as text: the year's strip, the reviews, each step's last day and note."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from privacy_check.domain import wording
from privacy_check.domain.journal import Mark, mark_of
from privacy_check.domain.reviews import (
    Outcome,
    Review,
    by_month,
    last_months,
    reviews,
)
from privacy_check.domain.standing import Standing
from privacy_check.ui.render.text import ACCENT, DIM, GOOD, LOUD, apart, fit

_SIGNS: dict[Outcome | None, tuple[str, str]] = {
    "walked": ("✓", GOOD),
    "still-right": ("✓", GOOD),
    "changed-back": ("!", LOUD),
    None: ("·", DIM),
}
_OUTCOMES: dict[Outcome, str] = {
    "walked": "walked to the end",
    "still-right": "still right",
    "changed-back": "it had changed back",
}
MATRIX = 24
"""Cells of a year's strip: twelve months, two each."""


def head(today: date, width: int, *, by_date: bool) -> Content:
    """Name the screen and the day."""
    view = "by date" if by_date else "by checklist"
    left = Content.assemble(("History", f"bold {ACCENT}"), f"   {view}")
    return apart(left, Content(wording.day(today)), width + 1)


def overview(begun: Sequence[Standing], width: int, *, by_date: bool) -> Content:
    """Name the strip's columns, above the rows."""
    if not begun or by_date:
        return Content("")
    initials = " ".join(wording.month(m)[0] for _, m in last_months(begun[0].today))
    if width < 60:
        return Content.styled(" " * (width - MATRIX) + initials, DIM)
    return Content.styled(f"{'':15}{initials}   last checked  next", DIM)


def strip(standing: Standing) -> Content:
    """Draw the last twelve months of one checklist: ✓ reviewed, ! changed back, · nothing."""
    outcomes = by_month(reviews(standing.history, standing.zone), last_months(standing.today))
    parts = [Content.styled(*_SIGNS[outcome]) for outcome in outcomes]
    return Content(" ").join(parts)


def row(standing: Standing, width: int) -> Content:
    """Show one checklist: its year, when it was last checked, and when it is next."""
    service = standing.checklist.service
    if width < 60:
        name = fit(service, width - MATRIX - 1)
        return Content.assemble((name, "bold"), " ", strip(standing))
    dates = f"  {wording.checked(standing):<12}  {wording.next_day(standing):<12}"
    title = fit(standing.checklist.title, width - 15 - MATRIX - len(dates) - 1).rstrip()
    sign = wording.SIGNS[standing.state]
    name = fit(service, 12)
    return Content.assemble(
        f"{sign} ", (name, "bold"), " ", strip(standing), f" {dates} ", (title, DIM)
    )


def entry(review: Review, standing: Standing, width: int) -> Content:
    """Show one review with its day and outcome."""
    sign = _SIGNS[review.outcome]
    said = f"{wording.day(review.day):>11}  "
    what = f"{fit(standing.checklist.service, 13)} {_OUTCOMES[review.outcome]}"
    rest = fit(f"  {standing.checklist.title}", max(0, width - 3 - len(said) - len(what))).rstrip()
    return Content.assemble((f"{sign[0]} ", sign[1]), said, what, (rest, DIM))


def nothing() -> Content:
    """Say why there is no history yet."""
    return Content("Nothing was checked yet. esc goes back; enter there walks the first one.")


def page(standing: Standing, done: Sequence[Review]) -> Content:
    """Show everything of one checklist by its dates."""
    months = "  ".join(wording.month(m)[:1] for _, m in last_months(standing.today))
    outcomes = by_month(done, last_months(standing.today))
    signs = Content("  ").join([Content.styled(*_SIGNS[outcome]) for outcome in outcomes])
    checked = wording.checked(standing)
    ago = f" ({wording.ago(standing.checked, standing.today)})" if standing.checked else ""
    following = wording.next_day(standing)
    parts = [
        Content.assemble((months, DIM), "\n", signs),
        Content.assemble(
            ("Last checked  ", DIM), f"{checked}{ago}", ("   Next  ", DIM), following or "–"
        )
        + _audited(standing),
        Content.styled("Reviews", "bold"),
        Content("\n").join([_review(r) for r in done]) if done else Content("None ended yet."),
        Content.styled("Steps", "bold"),
        Content("\n").join(_steps(standing)),
    ]
    if standing.note:
        parts += [Content.styled("Your note", "bold"), Content(standing.note)]
    return Content("\n\n").join(parts)


def _audited(standing: Standing) -> Content:
    """Say when the checklist was audited, on a line of its own; nothing if it never was."""
    said = wording.audited(standing.checklist, standing.today)
    return Content.assemble(("\nChecklist audited  ", DIM), said) if said else Content("")


def _review(review: Review) -> Content:
    sign, style = _SIGNS[review.outcome]
    counts = ", ".join(f"{n} {wording.MARK_NAMES[mark]}" for mark, n in _named(review))
    said = f"{wording.day(review.day):>11}  {_OUTCOMES[review.outcome]}"
    return Content.assemble((f"{sign} ", style), said, (f"  {counts}" if counts else "", DIM))


def _named(review: Review) -> list[tuple[Mark, int]]:
    return [(mark, review.marks[mark]) for mark in wording.MARK_NAMES if mark in review.marks]


def _steps(standing: Standing) -> list[Content]:
    lines = []
    for number, step in enumerate(standing.steps, 1):
        event = standing.history.latest_marks.get(step.step.id)
        said = wording.dated_mark(event, standing) if mark_of(event) != "todo" and event else "open"
        line = Content.assemble(f"{number:>2}  {step.step.title}  ", (said, DIM))
        lines.append(line)
        if step.note:
            lines.append(Content.assemble("    ", (step.note, ACCENT)))
    return lines
