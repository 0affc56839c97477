"""The end of a checklist's review, in the place of its steps."""

from collections.abc import Sequence

from textual.content import Content

from privacy_check.domain.standing import Standing
from privacy_check.domain.summary import of_checklist, proposal
from privacy_check.ui.render.text import (
    DIM,
    GOOD,
    PROSE_WIDTH,
    KeyNames,
    aside_width,
    beside,
    key,
    wrapped,
)


def page(standing: Standing, following: Standing | None, width: int, keys: KeyNames) -> Content:
    """Say what is right now, when it is asked again and why, what comes next, and what stays."""
    summary = of_checklist(standing)
    settled = standing.state in ("right", "waiting")
    parts = [
        Content.styled(f"✓ {summary.done}", f"bold {GOOD}"),
        Content(f"{'Good work: ' if settled else ''}{summary.settled}"),
        _with_key(summary.asked_again, keys("app.interval"), "changes how often"),
        _with_key(summary.left, keys("walk.next"), "goes there"),
        _next(following, keys),
    ]
    if not summary.after:
        return _laid(parts, min(width, PROSE_WIDTH))
    after = Content.assemble(("Afterwards\n", f"bold {DIM}"), summary.after)
    room = aside_width(width)
    if room:
        aside = [Content(""), Content(""), *wrapped(after, room)]
        return beside(_laid(parts, PROSE_WIDTH), Content("\n").join(aside))
    return _laid([*parts, after], min(width, PROSE_WIDTH))


def _laid(parts: Sequence[Content], width: int) -> Content:
    blocks = (wrapped(part, width) for part in parts if part)
    return Content("\n\n").join(Content("\n").join(block) for block in blocks)


def _with_key(text: str, name: str, does: str) -> Content:
    if not text:
        return Content("")
    return Content.assemble(f"{text}  ", key(name), (f" {does}", DIM))


def _next(following: Standing | None, keys: KeyNames) -> Content:
    name = keys("walk.on" if following else "walk.home")
    does = "goes there" if following else "goes home"
    return _with_key(proposal(following), name, does)
