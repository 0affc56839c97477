"""The pane beside Home's list: what the highlighted checklist is about, without a key."""

from textual.content import Content

from privacy_check.domain import applicability, backing, backing_wording, formatting, wording
from privacy_check.domain.past_reviews import reviews
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.ui.render.step import MARK_SIGNS
from privacy_check.ui.render.text import DIM, LOUD, columns, facts, hanging

TWO_COLUMNS = 56
"""Cells from which the steps stand in two columns."""
MOST_DATES = 3
TAKES = "Takes"
"""The name of the fact that says how long a walk takes."""


def pane(
    standing: Standing, width: int, *, own: bool, folder: str = "", paragraphs: int = 1
) -> Content:
    """Say what a checklist is, why it needs the person, when it was checked, what backs it.

    `folder` is where it came from, if that is one that config.toml names. It has room for so many
    `paragraphs` of why it matters.
    """
    checklist = standing.checklist
    parts = [
        Content.styled(checklist.title, "bold"),
        _reasons(standing, width),
        Content(checklist.summary) if standing.state == "new" else None,
        background(standing, width, own=own, folder=folder, paragraphs=paragraphs),
    ]
    return Content("\n\n").join([part for part in parts if part])


def background(
    standing: Standing,
    width: int,
    *,
    own: bool,
    folder: str = "",
    takes: bool = True,
    paragraphs: int = 1,
) -> Content:
    """Say what a checklist is made of, when it was checked, what backs it, why it matters.

    How long it `takes` is another matter where only one look at it is asked for.
    """
    rows = known_facts(standing, own=own, folder=folder)
    rows = [fact for fact in rows if takes or fact[0] != TAKES]
    known = facts(rows, width)
    return _with_why([_steps(standing, width), known], standing, paragraphs)


def steps_and_why(standing: Standing, width: int) -> Content:
    """Say what a checklist is made of, and why it matters, where its facts stand already."""
    return _with_why([_steps(standing, width)], standing)


def _with_why(parts: list[Content], standing: Standing, paragraphs: int = 1) -> Content:
    """Put the reason after these, if the checklist gives one."""
    if why := "\n\n".join(standing.checklist.why.split("\n\n")[:paragraphs]):
        parts.append(Content.assemble(("Why it matters\n", f"bold {DIM}"), why))
    return Content("\n\n").join(parts)


def short(standing: Standing, width: int) -> Content:
    """Say the first two facts on one line, where there is no room for the pane."""
    first, more = _first_facts(standing)
    whole = Content.assemble(first, more)
    if whole.cell_length <= width or not more.plain.startswith(" · "):
        return whole.truncate(width, ellipsis=True)
    return first.truncate(width, ellipsis=True)


def _first_facts(standing: Standing) -> tuple[Content, Content]:
    minutes = formatting.count(standing.checklist.minutes, "minute")
    steps = formatting.count(len(standing.counting), "step")
    if standing.state == "new":
        about = standing.checklist.summary or "Your own, or of a folder that you named"
        return Content(about), Content.styled(f" · {minutes} · {steps}", DIM)
    style = LOUD if standing.state == "needs-you" else ""
    sign = wording.SIGNS[standing.state]
    first = Content.styled(f"{sign} {wording.headline(standing)}", style)
    reason = standing.reason
    if reason and reason.change:
        return first, Content(f": {reason.change.note}")
    return first, Content.styled(f" · {wording.last_checked(standing)}", DIM)


def _reasons(standing: Standing, width: int) -> Content | None:
    if standing.state not in ("needs-you", "snoozed"):
        return None
    sign, style = ("! ", LOUD) if standing.state == "needs-you" else ("z ", DIM)
    lines = []
    for number, reason in enumerate(standing.reasons):
        said = wording.reason(reason, standing) if number else wording.headline(standing)
        head = Content.styled(f"{sign}{said}", style)
        news = f"  {reason.change.note}" if reason.change else ""
        lines.append(hanging(Content.assemble(head, news), 2, width))
    return Content("\n").join(lines)


def _steps(standing: Standing, width: int) -> Content:
    shown = [step for step in standing.steps if not step.is_folded]
    steps = [_step(step) for step in shown]
    if folded := [step for step in standing.steps if step.is_folded]:
        steps.append(Content.styled(f"– {applicability.folded(folded, alone=not shown)}", DIM))
    longest = max(step.cell_length for step in steps)
    if width >= TWO_COLUMNS and len(steps) > 3 and longest <= width // 2 - 2:
        return columns(steps, 2, width)
    return Content("\n").join(hanging(step, 2, width) for step in steps)


def _step(step: StepStanding) -> Content:
    if step.doubt or step.drift:
        return Content.assemble(("! ", LOUD), (step.step.title, "bold"))
    sign, style = MARK_SIGNS[step.mark]
    tone = "" if step.applies and not step.step.optional else DIM
    aside = "  optional" if step.step.optional else ""
    return Content.assemble((f"{sign} ", style), (step.step.title, tone), (aside, DIM))


def known_facts(standing: Standing, *, own: bool, folder: str = "") -> list[tuple[str, Content]]:
    """Name what is known of a checklist: when it was checked, how often, what backs it."""
    checklist, today = standing.checklist, standing.today
    rows: list[tuple[str, str]] = []
    if standing.checked:
        days = [review.day for review in reviews(standing.history, standing.zone)]
        ago = formatting.ago(standing.checked, today)
        rows.append(("Last checked", f"{formatting.day(standing.checked)}, {ago}"))
        rows.append(("Before that", " · ".join(map(formatting.day, days[1 : 1 + MOST_DATES]))))
    if standing.open_review is not None:
        rows.append(("So far", f"{wording.progress(standing)}{wording.optional(standing)}"))
    every = formatting.count(standing.interval, "day")
    rows.append(("Asked again", f"every {every}, or when something changes"))
    rows.append(_backing(standing, own=own))
    rows.append(("From", folder))
    rows.append(("Audited", backing_wording.audited(checklist, today)))
    rows.append((TAKES, formatting.count(checklist.minutes, "minute")))
    rows.append(("Your note", standing.note))
    return [(name, Content(value)) for name, value in rows]


def _backing(standing: Standing, *, own: bool) -> tuple[str, str]:
    """Say what backs the whole: what backs the weakest of the steps that count."""
    checklist = standing.checklist
    weakest = None if own else backing.weakest(checklist, (s.step for s in standing.counting))
    return backing_wording.backing_fact(weakest, checklist, standing.today)
