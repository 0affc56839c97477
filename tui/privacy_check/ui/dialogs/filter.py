"""Shows one kind of checklist only."""

from collections.abc import Sequence
from typing import get_args

from msgspec.structs import replace
from textual.widgets.option_list import Option

from privacy_check.domain.checklist import Category, Plan, Platform
from privacy_check.domain.search import Item, Names, matching
from privacy_check.domain.selection import Filter
from privacy_check.session import Session
from privacy_check.ui.dialogs.narrow import NarrowDialog
from privacy_check.ui.render import home as render_home
from privacy_check.ui.render import text


class FilterDialog(NarrowDialog[Filter]):
    """Chooses what to see: a category, a region, a platform, a plan; one of each at most."""

    def __init__(self, session: Session, chosen: Filter) -> None:
        super().__init__("Show only")
        self.session, self.chosen = session, chosen

    def options(self, query: str) -> list[Option]:
        """Show every choice with how many checklists it leaves; headings while nothing is typed."""
        found: list[Option] = []
        if not query:
            found.append(Option(text.plain("Everything"), id=_EVERYTHING))
        for kind, values in self._kinds():
            items = [
                Item(v, render_home.value_name(v), Names.of(render_home.value_name(v), [v]))
                for v in values
            ]
            lines = [self._option(kind, item.value) for item in matching(items, query)]
            if not query:
                found.append(Option(text.heading(kind), disabled=True))
            found += lines if not query else [line for line in lines if not line.disabled]
        return found

    def _kinds(self) -> Sequence[tuple[str, Sequence[str]]]:
        checklists = self.session.catalog.checklists.values()
        regions = {r for c in checklists for s in c.steps for r in s.regions}
        return (
            ("category", get_args(Category)),
            ("platform", get_args(Platform)),
            ("plan", get_args(Plan)),
            ("region", sorted(regions, key=render_home.value_name)),
        )

    def _option(self, kind: str, value: str) -> Option:
        with_it = replace(self.chosen, **{kind: value})
        count = sum(map(with_it.passes, self.session.catalog.checklists.values()))
        line = render_home.choice(value, count, chosen=getattr(self.chosen, kind) == value)
        return Option(line, id=f"{kind}:{value}", disabled=not count)

    def choose(self, name: str) -> None:
        """Add the choice to the others; choosing it again takes it away."""
        if name == _EVERYTHING:
            self.dismiss(Filter())
            return
        kind, _, value = name.partition(":")
        again = getattr(self.chosen, kind) == value
        self.dismiss(replace(self.chosen, **{kind: None if again else value}))


_EVERYTHING = "everything"
