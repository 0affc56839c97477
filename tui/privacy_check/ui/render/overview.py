"""How everything stands, in two lines: what needs the person, and the coming year."""

from collections.abc import Sequence

from textual.content import Content

from privacy_check.domain import formatting, wording
from privacy_check.domain.past_reviews import coming_months
from privacy_check.domain.standing import Standing, State
from privacy_check.ui.render.text import ACCENT, DIM, GOOD, LOUD, STATE_STYLES, KeyNames, apart, key

NARROW_ROW = 60
"""Cells under which there is room for the shortest words alone."""
_WITH_SPAN = 98
"""Cells from which there is room for what the months are."""
BARS = "·▁▂▃▄▅▆▇"


def overview(
    standings: Sequence[Standing], width: int, keys: KeyNames, *, grouped: bool
) -> Content:
    """Say how things stand, and what the coming months bring, where there is room for it.

    Where the rows are not `grouped` under headings, it says what their signs mean.
    """
    now, following = _counts(standings, keys, width, signs=not grouped), _following(standings)
    if width < NARROW_ROW:
        return now
    months = year_ahead(standings)
    if months is None or now.cell_length + months[0].cell_length + 4 > width:
        return Content("\n").join([now, following]) if following else now
    initials = months[0]
    named = Content.assemble(("next 12 months   ", DIM), initials)
    if width >= _WITH_SPAN and now.cell_length + named.cell_length + 4 <= width:
        initials = named
    return Content("\n").join([apart(now, initials, width), apart(following, months[1], width)])


def _counts(standings: Sequence[Standing], keys: KeyNames, width: int, *, signs: bool) -> Content:
    states = [standing.state for standing in standings]
    due, progress = states.count("needs-you"), states.count("in-progress")
    waiting, right = states.count("waiting"), states.count("right")
    if not due + progress + waiting + right + states.count("snoozed"):
        enter = key(keys("home.walk"))
        return Content.assemble("Nothing started yet. ", enter, " walks you through the first one.")
    said: list[tuple[State, int]] = [
        ("needs-you", due),
        ("in-progress", progress),
        ("waiting", waiting),
        ("right", right),
    ]
    parts = [] if due else [Content.styled("Nothing needs you today", GOOD)]
    for state, number in said:
        sign = (f"{wording.SIGNS[state]} ", STATE_STYLES[state]) if signs else ""
        style = LOUD if state == "needs-you" else ""
        count = (f"{number} {wording.state_word(state, number)}", style)
        parts += [Content.assemble(sign, count)] if number else []
    return _in_lines(parts, width)


def _in_lines(parts: Sequence[Content], width: int) -> Content:
    """Put these beside each other, closer where that makes them fit, and below each other else."""
    roomy = Content("   ").join(parts)
    if roomy.cell_length <= width:
        return roomy
    lines: list[Content] = []
    for part in parts:
        longer = Content.assemble(lines[-1], " ", part) if lines else part
        if lines and longer.cell_length <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return Content("\n").join(lines)


def _following(standings: Sequence[Standing]) -> Content:
    coming = min((s for s in standings if s.next), key=lambda s: s.next or s.today, default=None)
    if coming is None or coming.next is None:
        return Content("")
    lead = "next after that" if any(s.state == "needs-you" for s in standings) else "next"
    days = formatting.until(coming.next, coming.today)
    return Content.styled(f"{lead}: {coming.checklist.service}, {days}", DIM)


def year_ahead(standings: Sequence[Standing]) -> tuple[Content, Content] | None:
    """Draw the coming twelve months, their initials above their bars; None for an empty year.

    What is overdue counts in this month.
    """
    if not standings:
        return None
    today = standings[0].today
    days = [today if s.state == "needs-you" else s.next for s in standings]
    months = coming_months(today)
    counts = [sum(d is not None and (d.year, d.month) == m for d in days) for m in months]
    if not any(counts):
        return None
    heights = [max(1, round(7 * n / max(counts))) if n else 0 for n in counts]
    initials = "  ".join(formatting.month(month)[0] for _, month in months)
    bars = "  ".join(BARS[height] for height in heights)
    return Content.styled(initials, DIM), Content.styled(bars, ACCENT)
