"""Choosing checklists: find one as one types, or show one kind only."""

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from textual.widgets.option_list import Option

from privacy_check.checklist import Category, Plan, Platform
from privacy_check.library import Filter, Index, Names
from privacy_check.session import Session
from privacy_check.ui import rows, text
from privacy_check.ui.narrowing import Item, NarrowDialog, matching

MOST_FOUND = 100


class FindDialog(NarrowDialog[str]):
    """Finds a checklist by service, title, tag and step text, best first, as one types."""

    title_text = "Find"
    keys_text = "↑ ↓ choose   enter walk   esc back"
    placeholder = "a service, or words of a title or a step"
    nothing_text = "Nothing has all of these words. Try fewer."

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._index = Index(session.checklists.values())

    def options(self, query: str) -> list[Option]:
        """Show what a query finds."""
        found = self._index.find(query)[:MOST_FOUND]
        return [Option(rows.row(self.session.standing(c.id)), id=c.id) for c in found]

    def take(self, name: str) -> None:
        """Hand the checklist back."""
        self.dismiss(name)


class FilterDialog(NarrowDialog[Filter]):
    """Chooses what to see: a category, a region, a platform, a plan; one of each at most."""

    title_text = "Show only"
    keys_text = "type to narrow   enter choose   esc back"

    def __init__(self, session: Session, chosen: Filter) -> None:
        super().__init__()
        self.session, self.chosen = session, chosen

    def options(self, query: str) -> list[Option]:
        """Show every choice with how many checklists it leaves; headings while nothing is typed."""
        found: list[Option] = []
        if not query:
            found.append(Option(text.plain("Everything"), id=_EVERYTHING))
        for kind, values in self._kinds():
            items = [Item(v, rows.value_name(v), Names.of(rows.value_name(v), [v])) for v in values]
            lines = [self._option(kind, item.value) for item in matching(items, query)]
            if not query:
                found.append(Option(text.plain(kind.capitalize()), disabled=True))
            found += lines if not query else [line for line in lines if not line.disabled]
        return found

    def _kinds(self) -> Sequence[tuple[str, Sequence[str]]]:
        checklists = self.session.checklists.values()
        regions = {r for c in checklists for s in c.steps for r in s.regions}
        return (
            ("category", get_args(Category)),
            ("platform", get_args(Platform)),
            ("plan", get_args(Plan)),
            ("region", sorted(regions, key=rows.value_name)),
        )

    def _option(self, kind: str, value: str) -> Option:
        with_it = replace(self.chosen, **{kind: value})
        count = sum(map(with_it.passes, self.session.checklists.values()))
        line = rows.choice(value, count, chosen=getattr(self.chosen, kind) == value)
        return Option(line, id=f"{kind}:{value}", disabled=not count)

    def take(self, name: str) -> None:
        """Add the choice to the others; choosing it again takes it away."""
        if name == _EVERYTHING:
            self.dismiss(Filter())
            return
        kind, _, value = name.partition(":")
        again = getattr(self.chosen, kind) == value
        self.dismiss(replace(self.chosen, **{kind: None if again else value}))


_EVERYTHING = "everything"
