"""The widgets that screens and dialogs share."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from textual import events
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import Screen
from textual.selection import Selection
from textual.visual import VisualType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from privacy_check.session import Session
from privacy_check.ui.render import home as render_home
from privacy_check.ui.render import text
from privacy_check.ui.render.wrapping import Wrapped

NARROW = 70
"""Columns under which a screen has room for one thing at a time."""
TALL = 20
"""Lines from which a screen has room for frames and blank lines."""
TWO_PANES = 100
"""Columns from which a list has a pane beside it."""


def shown_keys(
    screen: Screen[Any], ids: Sequence[str], words: Mapping[str, str]
) -> list[tuple[ActiveBinding, text.Key]]:
    """Return those of these bindings that are active on a screen, as a line of keys shows them.

    `words` has better words than the binding's own description, by the binding's id.
    """
    bound = reversed(screen.active_bindings.values())  # of two keys the first is shown
    active = {a.binding.id: a for a in bound if a.enabled}
    shown = []
    for name in ids:
        if found := active.get(name):
            binding = found.binding
            word = words.get(name, binding.description)
            key = text.Key(screen.app.get_key_display(binding), word, binding.action)
            shown.append((found, key))
    return shown


def key_names(screen: Screen[Any]) -> text.KeyNames:
    """Return what names a binding's key in a sentence: the person's own key, if they chose one.

    It knows the bindings of this screen and of those below it, whatever has the focus: a sentence
    may name a key that works only after the next step.
    """
    app = screen.app
    below = [other for other in reversed(app.screen_stack) if other is not screen]

    def name(wanted: str) -> str:
        for other in (screen, *below):
            for node in (other, *other.query(Widget)):
                for _, binding in node._bindings:
                    if binding.id == wanted:
                        first = app._keymap.get(wanted, binding.key).split(",")[0]
                        return app.get_key_display(replace(binding, key=first))
        return ""

    return name


class KeyLine(Static):
    """The keys that matter here and now, by the ids of their bindings.

    What it shows of a key is what the screen's active bindings say of it: the person's own key,
    and the binding's own word, unless the screen knows a better one for the moment.
    """

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._ids: Sequence[str] = ()
        self._words: Mapping[str, str] = {}
        self._spare: Sequence[str] = ()
        self._shown: Sequence[tuple[ActiveBinding, text.Key]] = ()

    def on_mount(self) -> None:
        """Follow the focus: what a list binds is active while the list has it."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._draw())

    def on_resize(self) -> None:
        """Show as many as there is room for now."""
        self._draw()

    def show(
        self,
        ids: Sequence[str],
        words: Mapping[str, str] | None = None,
        spare: Sequence[str] = (),
    ) -> None:
        """Show these, in this order.

        When there is no room for all, the `spare` ones go first, then the last but two, and so on.
        """
        self._ids, self._words, self._spare = ids, words or {}, spare
        self._draw()

    def _draw(self) -> None:
        shown = shown_keys(self.screen, self._ids, self._words)
        spare = list(self._spare)
        while len(shown) > 1 and text.keys_width(key for _, key in shown) > self.app.size.width:
            names = [active.binding.id for active, _ in shown]
            going = next((name for name in spare if name in names), None)
            shown.pop(names.index(going) if going else -3 if len(shown) > 2 else 0)
        if [key for _, key in shown] != [key for _, key in self._shown]:
            self.update(text.key_line([key for _, key in shown]), layout=False)
        self._shown = shown

    def word(self, binding: Binding) -> str:
        """Return the word that stands beside a key, or would."""
        return self._words.get(binding.id or "", binding.description)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        start = 1
        for active, key in self._shown:
            if start <= event.x < start + text.key_width(key) - 3:
                await self.app.run_action(key.action, default_namespace=active.node)
                return
            start += text.key_width(key)


def keyline_word(screen: Screen[Any], binding: Binding) -> str:
    """Return the word that a screen's line of keys has for a key."""
    line = screen.query(KeyLine)
    return line.first().word(binding) if line else binding.description


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
        log = session.event_log
        self.display = log.unsaved > 0
        if log.unsaved:
            quit_key = key_names(self.screen)("app.quit")
            self.update(render_home.not_saved(log.unsaved, log.save_error, quit_key))


class SafeOptionList(OptionList):
    """Rows to choose from; they are not paged through where the screen has no room for one."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Textual looks for a line to go to, and fails where none was laid out."""
        return not action.startswith("page_") or bool(self.scrollable_content_region)
