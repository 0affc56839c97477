"""A link as a QR code, for a phone's camera; as an address where no code can be shown."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.sanitize import Clean
from privacy_check.system import encoding
from privacy_check.ui.render import qr, text
from privacy_check.ui.render import walk as render_walk


class QrDialog(ModalScreen[None]):
    """The code on the whole screen, with its address below where there is room."""

    BINDINGS = [Binding("escape,enter,p,q", "close", "back", id="qr.back")]

    def __init__(self, checklist: Checklist, address: Clean) -> None:
        super().__init__()
        self._checklist, self._address = checklist, address

    def compose(self) -> ComposeResult:
        """Lay it out in the middle of the screen."""
        yield Static(id="code")

    def on_mount(self) -> None:
        """Draw it for the size there is."""
        self._draw()

    def on_resize(self) -> None:
        """Draw it for the size there is now."""
        self._draw()

    def _draw(self) -> None:
        width, height = self.app.size
        name = render_walk.named(self._checklist)
        link = text.link(self._address, self._checklist)
        self.query_one("#code", Static).update(
            qr.page(self._code(), name, link, width=width, height=height)
        )

    def _code(self) -> Content | None:
        """Draw the code where there are signs for it, and colours: a reader needs dark on light."""
        if encoding.output_encoding() != "utf-8" or self.app.no_color:
            return None
        return qr.code(self._address, *self.app.size)

    def action_close(self) -> None:
        """Go back to the step."""
        self.dismiss()
