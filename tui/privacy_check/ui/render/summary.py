"""The end of a checklist's review, in the place of its steps."""

from collections.abc import Sequence

from textual.content import Content

from privacy_check.domain.standing import Standing
from privacy_check.domain.summary import Came, of_checklist, proposal
from privacy_check.ui.render.text import (
    DIM,
    GOOD,
    PROSE_WIDTH,
    WARN,
    KeyNames,
    aside_width,
    beside,
    key,
    wrapped,
)

_SIGNS: dict[Came, tuple[str, str]] = {
    "done": ("✓", GOOD),
    "waiting": ("…", WARN),
    "skipped": ("–", DIM),
}


def page(standing: Standing, following: Standing | None, width: int, keys: KeyNames) -> Content:
    """Say what is right now, when it is asked again and why, what comes next, and what stays."""
    summary = of_checklist(standing)
    praised = standing.state in ("right", "waiting") and summary.came != "skipped"
    sign, style = _SIGNS[summary.came]
    parts = [
        Content.styled(f"{sign} {summary.done}", f"bold {style}"),
        Content(f"{'Good work: ' if praised else ''}{summary.settled}"),
        _with_key(summary.asked_again, keys("app.interval"), "changes how often"),
        _with_key(summary.left, keys("walk.next"), "shows it"),
        _next(following, keys),
    ]
    after = _after(summary.after)
    room = aside_width(width) if after else 0
    if room:
        aside = [Content(""), Content(""), *wrapped(after, room)]
        return beside(_laid(parts, PROSE_WIDTH), Content("\n").join(aside))
    return _laid([*parts, after], min(width, PROSE_WIDTH))


def _after(text: str) -> Content:
    return Content.assemble(("Afterwards\n", f"bold {DIM}"), text) if text else Content("")


def _laid(parts: Sequence[Content], width: int) -> Content:
    blocks = (wrapped(part, width) for part in parts if part)
    return Content("\n\n").join(Content("\n").join(block) for block in blocks)


def _with_key(text: str, name: str, does: str) -> Content:
    if not text:
        return Content("")
    return Content.assemble(f"{text}  ", key(name), (f" {does}", DIM))


def _next(following: Standing | None, keys: KeyNames) -> Content:
    name = keys("walk.on" if following else "walk.home")
    does = "opens it" if following else "goes home"
    return _with_key(proposal(following), name, does)
