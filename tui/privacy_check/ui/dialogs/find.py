"""Finds a checklist as one types."""

from textual.content import Content
from textual.widgets.option_list import Option

from privacy_check.domain import wording
from privacy_check.domain.search import Index
from privacy_check.session import Session
from privacy_check.ui.dialogs.narrow import NarrowDialog
from privacy_check.ui.render import library as render_library

MAX_RESULTS = 100


class FindDialog(NarrowDialog[str]):
    """Finds a checklist by service, title, tag and step text, best first, as one types."""

    FRAME = "frame tall wide"
    HINT = "↑ ↓ choose"
    WORDS = {"narrow.choose": "walk"}
    placeholder = "a service, or words of a title or a step"

    def __init__(self, session: Session) -> None:
        super().__init__("Find")
        self.session = session
        self._count = 0
        self._index = Index(session.catalog.checklists.values())

    def nothing(self) -> str:
        """Return what is said when no checklist matches."""
        return wording.no_match(self.query_line.value)

    def options(self, query: str) -> list[Option]:
        """Show what a query finds."""
        found = self._index.find(query)
        self._count = len(found)
        person = self.session.settings.person
        standings = map(self.session.standing, (c.id for c in found[:MAX_RESULTS]))
        return [
            Option(render_library.found(s, person, query), id=s.checklist.id) for s in standings
        ]

    def title_for(self, query: str) -> Content:
        """Say how many checklists match, and if not all of them are listed."""
        return render_library.find_title(query, self._count, MAX_RESULTS)

    def choose(self, name: str) -> None:
        """Hand the checklist back."""
        self.dismiss(name)
