"""What the dialogs share: a frame with a title, the keys that work in it, and the way back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from privacy_check.ui.render import text
from privacy_check.ui.widgets import shown_keys

T = TypeVar("T")
WIDTH = 84
"""Cells of a frame, as app.tcss has it, where the window is not narrower."""
_CORNERS = 6
"""Cells of a frame's border that its title and keys leave free."""


class Dialog(ModalScreen[T | None], Generic[T]):
    """Asks one thing and returns the answer; None if the person went back."""

    BINDINGS = [
        # with priority, as a text field would take the key first
        Binding("escape", "leave", "back", tooltip="Go back", priority=True, id="dialog.back")
    ]

    FRAME: ClassVar[str] = "frame"
    """The CSS classes of the frame."""
    HINT: ClassVar[str] = ""
    """What the frame says of keys that have no binding with an id, like the arrows."""
    KEYS: ClassVar[tuple[str, ...]] = ("dialog.back",)
    """The ids of the bindings that the frame shows."""
    WORDS: ClassVar[Mapping[str, str]] = {}
    """Binding id → a better word than the binding's own description."""

    def __init__(self, title: Content | str) -> None:
        super().__init__()
        self.frame_title = text.plain(title) if isinstance(title, str) else title

    def frame(self) -> Widget:
        """Return the frame's container."""
        return Vertical(classes=self.FRAME)

    def body(self) -> Iterable[Widget]:
        """Return what the frame contains."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out the body in the frame."""
        with self.frame() as frame:
            frame.border_title = self.frame_title
            yield from self.body()

    def on_mount(self) -> None:
        """Show the keys, and follow the focus: a list's bindings are active while it has it."""
        self.bindings_updated_signal.subscribe(self, lambda _: self._show_keys())
        self._show_keys()

    def words(self) -> Mapping[str, str]:
        """Return what the keys do in this dialog, where there is a better word."""
        return self.WORDS

    def on_resize(self) -> None:
        """Show as much of the hint and the keys as there is room for now."""
        self._show_keys()

    def show_keys(self, keys: Sequence[text.Key]) -> None:
        """Show the keys in the frame's lower border; the hint only where there is room for it."""
        shown = text.key_names(keys)
        hinted = Content.assemble(f"{self.HINT}   ", shown) if self.HINT else shown
        for frame in self.query(".frame"):
            room = min(self.app.size.width, WIDTH) - _CORNERS
            frame.border_subtitle = hinted if hinted.cell_length <= room else shown

    def key_name(self, name: str) -> str:
        """Return how the key of a binding is shown."""
        return "".join(key.name for _, key in shown_keys(self, [name], {}))

    def _show_keys(self) -> None:
        self.show_keys([key for _, key in shown_keys(self, self.KEYS, self.words())])

    def action_leave(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)


def notify_error(screen: Screen[Any], message: str) -> None:
    """Show what went wrong for long enough to be read."""
    screen.notify(message, severity="error", timeout=10, markup=False)
