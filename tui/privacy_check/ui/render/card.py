"""The cards of a review as text: a checklist's question, an answer that is due, the end."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from privacy_check.domain import follow_up, formatting, summary, wording
from privacy_check.domain.checklist import Change, Checklist
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.domain.summary import Outcome
from privacy_check.ui.render.text import (
    ACCENT,
    BESIDE,
    DIM,
    GOOD,
    LOUD,
    PATH,
    PROSE_WIDTH,
    STATE_STYLES,
    WARN,
    apart,
    aside_width,
    beside,
    fit,
    key,
    labelled,
    link,
    wrapped,
)
from privacy_check.ui.render.walk import named

Facts = Sequence[tuple[str, Content]]

_SIGNS: dict[Outcome | None, tuple[str, str]] = {
    "still-right": ("✓", GOOD),
    "answered": ("✓", GOOD),
    "walked": ("✓", GOOD),
    "again": ("…", WARN),
    "refused": ("–", DIM),
    "changed-back": ("!", LOUD),
    "put-off": ("z", DIM),
    None: ("○", DIM),
}
_LEAD = 3
"""Cells of the cursor and the sign before a card in the list."""
_HEADINGS = {heading: outcome for outcome, heading in summary.HEADINGS.items()}


def head(name: str, place: str, left: str, width: int) -> Content:
    """Name the screen and the card's place, and say how long the rest takes."""
    said = Content.assemble((name, f"bold {ACCENT}"), (f"   {place}" if place else ""))
    return apart(said, Content.styled(left, DIM), width)


def line(
    standing: Standing, step: str | None, outcome: Outcome | None, width: int, *, here: bool
) -> list[Content]:
    """Show one card in the list: what it came to, and what it is about."""
    service, title = standing.checklist.service, _title(standing, step)
    title = "" if title == service else title
    mark = Content.assemble(("▸" if here else " ", ACCENT), _SIGNS[outcome], " ")
    name = Content.assemble(mark, (fit(service, width - _LEAD).rstrip(), "bold"))
    said = wrapped(Content.styled(title, "" if here else DIM), width - _LEAD) if title else []
    return [name, *(part.pad_left(_LEAD) for part in said)]


def line_width(standing: Standing, step: str | None) -> int:
    """Return the cells that a card needs in the list, so that its title is not broken."""
    return _LEAD + max(cell_len(standing.checklist.service), cell_len(_title(standing, step)))


def _title(standing: Standing, step: str | None) -> str:
    return standing.step(step).step.title if step else standing.checklist.title


def question(standing: Standing, width: int, known: Facts = (), *, framed: bool = False) -> Content:
    """Show the checklist's own question, where to look, and what made it worth asking.

    The frame, where there is one, has the service's name.
    """
    checklist = standing.checklist
    asked = Content.styled(checklist.confirm.question, "bold")
    doubted = [s for s in standing.steps if s.doubt]
    reason = standing.reason
    change = reason.change if reason else None
    waiting = ", ".join(s.step.title for s in standing.steps if s.applies and s.awaited)
    narrow = width < BESIDE
    address = link(standing.url, checklist) if standing.url else Content("")
    facts = [
        ("Link", Content("") if narrow else address),
        ("Changed", _change(change, standing) if change else Content("")),
        *(("Look at" if s is doubted[0] else "", _way(s)) for s in doubted),
        ("Still waiting", Content(waiting)),
        *(fact for fact in known if fact[0] != "Last checked"),  # it stands above
        ("If it changed", Content(_redoing(standing)) if standing.checked else Content("")),
    ]
    blocks = [
        [_name(checklist, framed=framed)],
        [_stands(standing)],
        _asked(asked, address if narrow else None, width),
    ]
    return _laid([*_wrapped(blocks, width), _facts(facts, width)])


def answer(
    standing: Standing, step: StepStanding, width: int, known: Facts = (), *, framed: bool = False
) -> Content:
    """Ask whether an answer has come: who was asked and when, the step, its link and note."""
    asked = Content.styled(wording.answer_question(step, standing), "bold")
    late = wording.answer(step, standing)
    narrow = width < BESIDE
    address = link(step.step.url, standing.checklist) if step.step.url else Content("")
    facts = [
        ("Link", Content("") if narrow else address),
        ("Step", Content(step.step.title)),
        ("", Content.styled(late, WARN) if late else Content("")),
        ("By law", Content(wording.answer_rule(step.step))),
        ("Your note", Content(step.note)),
        *known,
    ]
    blocks = [
        [_name(standing.checklist, framed=framed)],
        _asked(asked, address if narrow else None, width),
    ]
    return _laid([*_wrapped(blocks, width), _facts(facts, width)])


def no_answer(standing: Standing, step: StepStanding) -> Content:
    """Name the step that got no answer, and say what asking later puts off."""
    about = named(standing.checklist, step.step)
    return Content.assemble(about, (f"\n{follow_up.puts_off(standing)}", DIM))


def offer(offered: follow_up.Offer, *, narrow: bool) -> Content:
    """Show one thing that may have become of an answer, and what saying so does."""
    name = f"{offered.name}\n  " if narrow else f"{offered.name:<20}"
    return Content.assemble(name, (offered.does, DIM))


def end(
    outcomes: Sequence[tuple[Outcome, Standing]],
    begun: Sequence[Standing],
    following: Standing | None,
    width: int,
    enter: str,
) -> Content:
    """Say what the cards came to, what needs the person still, and what is next."""
    room = min(width, PROSE_WIDTH)
    blocks: list[list[Content]] = []
    for heading, lines in summary.of_review(outcomes):
        sign, style = _SIGNS[_HEADINGS[heading]]
        block = [Content.assemble((f"{sign} ", style), (heading, "bold"))]
        for said in lines:
            block += [part.pad_left(2) for part in wrapped(Content(said), room - 2)]
        blocks.append(block)
    coming = [Content(summary.ahead(begun))]
    if following:
        goes = ("  ", key(enter), (" opens it", DIM))
        coming.append(Content.assemble(summary.proposal(following), *goes))
    if side := aside_width(width):
        above = [Content.styled("What is next", f"bold {DIM}")]
        return beside(_laid(blocks), _laid([above, *(wrapped(part, side) for part in coming)]))
    return _laid([*blocks, *(wrapped(part, room) for part in coming)])


def _asked(question: Content, address: Content | None, width: int) -> list[Content]:
    """Ask, and where there is room for little else give the address right below."""
    asked = wrapped(question, min(width, PROSE_WIDTH))
    return [*asked, *(wrapped(address, width) if address else [])]


def _name(checklist: Checklist, *, framed: bool) -> Content:
    return Content.styled(checklist.title, "bold") if framed else named(checklist)


def _redoing(standing: Standing) -> str:
    return f"redoing it takes about {formatting.count(standing.checklist.minutes, 'minute')}"


def _stands(standing: Standing) -> Content:
    """Say why it is asked, and when it was last checked."""
    checked = wording.last_checked(standing)
    if standing.checked:
        checked += f" ({formatting.ago(standing.checked, standing.today)})"
    sign, says = wording.SIGNS[standing.state], wording.headline(standing)
    if not says or standing.state == "new":
        return Content.styled(checked, DIM)
    return Content.assemble(
        (f"{sign} {says}", STATE_STYLES[standing.state]), (f" · {checked}", DIM)
    )


def _change(change: Change, standing: Standing) -> Content:
    day = formatting.short_day(change.date, standing.today)
    return Content.assemble((f"{day}  ", WARN), change.note)


def _way(step: StepStanding) -> Content:
    way = " › ".join(step.step.path)
    return Content.assemble(step.step.title, (f"\n{way}" if way else "", PATH))


def _facts(facts: Facts, width: int) -> list[Content]:
    """Lay out the facts; an address may use all the room there is, to stay whole."""
    rows: list[Content] = []
    for name, value in facts:
        if value:
            rows += labelled(name, value, width if name == "Link" else min(width, PROSE_WIDTH))
    return rows


def _wrapped(blocks: Sequence[Sequence[Content]], width: int) -> list[list[Content]]:
    return [[part for text in block for part in wrapped(text, width)] for block in blocks]


def _laid(blocks: Sequence[Sequence[Content]]) -> Content:
    return Content("\n\n").join(Content("\n").join(block) for block in blocks if block)
