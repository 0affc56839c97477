"""A link as a QR code, for a phone's camera; as an address where no code can be shown."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.sanitize import Clean
from privacy_check.system import encoding
from privacy_check.ui.dialogs.base import Dialog
from privacy_check.ui.render import qr, text
from privacy_check.ui.render import walk as render_walk


class QrDialog(Dialog[None]):
    """The code on the whole screen, with its address below where there is room."""

    BINDINGS = [Binding("enter,p,q", "leave", "back", id="qr.close")]

    def __init__(self, checklist: Checklist, address: Clean) -> None:
        super().__init__(render_walk.named(checklist))
        self._checklist, self._address = checklist, address
        self._keys: Sequence[text.Key] = ()

    def compose(self) -> ComposeResult:
        """Lay it out in the middle of the screen."""
        yield Static(id="code")

    def on_resize(self) -> None:
        """Draw it for the size there is now."""
        self._draw()

    def show_keys(self, keys: Sequence[text.Key]) -> None:
        """Show the keys below the code."""
        self._keys = keys
        self._draw()

    def _draw(self) -> None:
        width, height = self.app.size
        link = text.link(self._address, self._checklist)
        self.query_one("#code", Static).update(
            qr.page(
                self._code(),
                self.frame_title,
                link,
                text.key_names(self._keys),
                width=width,
                height=height,
            )
        )

    def _code(self) -> Content | None:
        """Draw the code where there are signs for it, and colours: a reader needs dark on light."""
        if encoding.output_encoding() != "utf-8" or self.app.no_color:
            return None
        return qr.code(self._address, *self.app.size)
