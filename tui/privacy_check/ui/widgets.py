"""The widgets that screens and dialogs share."""

from collections.abc import Sequence

from textual.content import Content
from textual.selection import Selection
from textual.visual import VisualType
from textual.widgets import OptionList, Static

from privacy_check.session import Session
from privacy_check.ui.render import home as render_home
from privacy_check.ui.render import text
from privacy_check.ui.render.wrapping import Wrapped

Keys = Sequence[tuple[str, str, str]]
"""What can be done now, the most useful first: (key, words, action)."""

NARROW = 70
HELP = ("?", "help", "screen.help")


class KeyLine(Static):
    """The keys that matter here and now: six of them at 80 columns, two at 40."""

    def show(self, pairs: Keys) -> None:
        """Show these keys, help among them; a click on one does the same as the key."""
        if self.app.size.width < NARROW:
            self.update(text.keys([*pairs[:1], HELP]))
        else:
            self.update(text.keys([*pairs[:-1][:4], HELP, pairs[-1]]))


class PathText(Static):
    """A text in which paths are broken only after a `/`, and copied as they are."""

    def __init__(self, content: Content | None = None, *, id: str | None = None) -> None:  # noqa: A002  as every widget's
        super().__init__(Wrapped(content or Content("")), id=id)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show another text."""
        super().update(Wrapped(content) if isinstance(content, Content) else content, layout=layout)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what the mouse selected: the text as it is, not as it is laid out."""
        visual = self.visual
        if isinstance(visual, Wrapped):
            return visual.selected(selection, self.content_size.width), "\n"
        return super().get_selection(selection)


class UnsavedLine(PathText):
    """Loud, and there only while something is not saved."""

    def show(self, session: Session) -> None:
        """Show what is not saved, or nothing at all."""
        self.display = session.unsaved > 0
        if session.unsaved:
            self.update(render_home.not_saved(session.unsaved, session.save_error))


class SafeOptionList(OptionList):
    """Rows to choose from; they are not paged through where the screen has no room for one."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Textual looks for a line to go to, and fails where none was laid out."""
        return not action.startswith("page_") or bool(self.scrollable_content_region)
