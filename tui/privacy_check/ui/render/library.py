"""All checklists as text: services or categories, and the checklists of one of them."""

import re
from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from privacy_check.domain import applicability, formatting, search, wording
from privacy_check.domain.checklist import Checklist
from privacy_check.domain.person import Person
from privacy_check.domain.standing import Standing
from privacy_check.ui.render.text import (
    ACCENT,
    DIM,
    GOOD,
    STATE_STYLES,
    LazyContent,
    apart,
    fit,
    named_title,
)

_TOKEN = re.compile(r"\S+")
SERVICE, WIDE_SERVICE, WIDE_ROW = 15, 19, 90
"""Cells for a service's name where a row also has a title; the second in rows from the third on."""
OWN = "Your own"
"""The group of what is about no service, where the others are by service."""
_LEAST_REASON = 12
"""Cells under which what is left of a reason would say nothing."""
TITLE_ONLY = 50
"""Cells under which a row has room for the title alone."""


def head(count: int, right: int, width: int, *, by_category: bool) -> Content:
    """Name the screen, how it is arranged, and how much of it is right."""
    view = "by category" if by_category else "by service"
    left = Content.assemble(("All checklists", f"bold {ACCENT}"), f"   {view}")
    counts = Content.assemble(f"{count} checklists", (f"   {right} right" if right else "", GOOD))
    return apart(left, counts, width) if width >= TITLE_ONLY else left


def group(name: str, members: Sequence[Standing]) -> LazyContent:
    """Show a service or a category, how many of its checklists are right, and of how many."""
    right = sum(standing.state == "right" for standing in members)
    needy = any(standing.state == "needs-you" for standing in members)
    count = f"{right}/{len(members)}" if right else str(len(members))
    sign = Content.styled(*(("! ", "bold $text-error") if needy else ("  ", "")))

    def make(width: int) -> Content:
        shown = fit(name, width - cell_len(count) - 3)
        tone = GOOD if right == len(members) else DIM
        return Content.assemble(sign, (shown, "bold"), " ", (count, tone))

    return LazyContent(make)


def member(standing: Standing, person: Person) -> LazyContent:
    """Show a checklist of the highlighted group: state, title, and how long it takes."""
    place = elsewhere(standing.checklist, person)
    return LazyContent(lambda width: _member(standing, place, width))


def _member(standing: Standing, place: str, width: int) -> Content:
    sign, style = wording.SIGNS[standing.state], STATE_STYLES[standing.state]
    where = _where_it_stands(standing)
    right = "  ".join(part for part in (place, where) if part)
    title = fit(standing.checklist.title, max(1, width - 3 - cell_len(right)))
    return Content.assemble((f"{sign} ", style), title, " ", (right, DIM))


def find_title(query: str, count: int, most: int) -> Content:
    """Name the search, and say how many checklists match; of all of them only `most` are listed."""
    said = formatting.count(count, "checklist") if not query else _matches(count)
    listed = f", {most} shown" if query and count > most else ""
    return Content.assemble("Find", (f"   {said}{listed}", DIM))


def _matches(count: int) -> str:
    return f"{count} match{'' if count == 1 else 'es'}"


def found(standing: Standing, person: Person, query: str) -> LazyContent:
    """Show a checklist among those of many services: with its service where there is room.

    The words of the query are marked in both; where one is in neither, it says where that is.
    """
    place = elsewhere(standing.checklist, person)
    return LazyContent(lambda width: _found(standing, place, width, query))


def _found(standing: Standing, place: str, width: int, query: str) -> Content:
    words = search.normalize(query).split()
    sign = (f"{wording.SIGNS[standing.state]} ", STATE_STYLES[standing.state])
    if width < TITLE_ONLY:
        title = Content(fit(standing.checklist.title, width - 2))
        return Content.assemble(sign, marked(title, words))
    right = "  ".join(part for part in (place, _where_it_stands(standing)) if part)
    column = WIDE_SERVICE if width >= WIDE_ROW else SERVICE
    name = named_title(standing.checklist, column, width - 3 - cell_len(right))
    why = Content.styled(search.why_found(standing.checklist, query), DIM)
    shown = _with_reason(marked(name, words), why)
    return Content.assemble(sign, shown, " ", (right, DIM))


def _with_reason(name: Content, why: Content) -> Content:
    """Put why it was found where the title leaves blanks, at the right; not a stub of it."""
    title = name.rstrip()
    room = name.cell_length - title.cell_length - 3
    if not why or room < min(why.cell_length, _LEAST_REASON):
        return name
    return apart(title, why.truncate(room, ellipsis=True), name.cell_length - 1) + " "


def marked(shown: Content, words: Sequence[str]) -> Content:
    """Mark what these normalized words match, or the whole of a word that has them respelt."""
    for token in _TOKEN.finditer(shown.plain):
        for word in words:
            if word not in search.normalize(token[0]):
                continue
            inside = token[0].casefold().find(word) if token[0].isascii() else -1
            start = token.start() + max(0, inside)
            end = start + len(word) if inside >= 0 else token.end()
            shown = shown.stylize(f"bold {ACCENT}", start, end)
    return shown


def _where_it_stands(standing: Standing) -> str:
    if standing.state == "new":
        return f"{standing.checklist.minutes} min"
    return wording.headline(standing)


def elsewhere(checklist: Checklist, person: Person) -> str:
    """Say for which regions alone a checklist is, where that is not the person's own."""
    if not all(step.regions for step in checklist.steps):
        return ""
    regions = tuple(dict.fromkeys(r for step in checklist.steps for r in step.regions))
    if person.regions & set(regions):
        return ""
    return applicability.region(regions[0]) if len(regions) == 1 else f"{len(regions)} regions"
