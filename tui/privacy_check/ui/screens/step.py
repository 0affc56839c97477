"""What can be done with a step besides marking it: open, copy, save, note, report."""

import asyncio

from textual import work
from textual.binding import Binding

from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.errors import PrivacyCheckError
from privacy_check.session import Session
from privacy_check.storage import exports, paths
from privacy_check.ui.clipboard import copy
from privacy_check.ui.dialogs.page import PageDialog
from privacy_check.ui.dialogs.qr import QrDialog
from privacy_check.ui.links import follow
from privacy_check.ui.render import step as render_step
from privacy_check.ui.render import walk as render_walk
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.type_ahead import BACKGROUND
from privacy_check.verification import Look, look_at, mend, record, steps_to_look_at


class StepScreen(CheckScreen[None]):
    """A screen that shows one step of a checklist at a time."""

    BINDINGS = [
        Binding("o", "open", "open", tooltip="Open the link in the browser", id="walk.open"),
        Binding("Y", "copy", "copy", tooltip="Copy the text, else the link", id="walk.copy"),
        Binding("S", "save", "save", tooltip="Save the step's text to a new file", id="walk.save"),
        Binding("p", "code", "QR code", tooltip="The link as a QR code", id="walk.code"),
        Binding("v", "verify", "verify", tooltip="Look at this machine", id="walk.verify"),
        Binding("e", "note", "note", tooltip="Write a note on this step", id="walk.note"),
        Binding("d", "different", "differs", tooltip="This looks different", id="walk.differs"),
        Binding("w", "why", "why", tooltip="Why it matters, and what backs it", id="walk.why"),
    ]

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session)
        self.name_of_checklist = name

    @property
    def standing(self) -> Standing:
        """Where the checklist stands now."""
        return self.session.standing(self.name_of_checklist)

    @property
    def subject(self) -> str | None:
        """The checklist that is walked."""
        return self.name_of_checklist

    @property
    def here(self) -> StepStanding:
        """The step that is shown."""
        raise NotImplementedError

    @work(exclusive=True, group=BACKGROUND)
    async def action_open(self) -> None:
        """Open the step's link."""
        if self.here.step.url:
            await follow(self, self.here.step.url)

    @work(exclusive=True, group=BACKGROUND)
    async def action_copy(self) -> None:
        """Copy the step's text, else the line that puts it right here, else its link."""
        step, seen = self.here.step, self.seen
        mended = seen.mend.line if seen and seen.mend else None
        what = "The text" if step.copy else "The line" if mended else "The link"
        if text := step.copy or mended or step.url:
            await copy(self, text, what, save="walk.save")

    @property
    def seen(self) -> render_step.Seen | None:
        """What this machine said of the step when it was looked at last; None if it was not."""
        step = self.here.step
        finding = self.session.findings.get((self.name_of_checklist, step.id))
        if finding is None:
            return None
        look = Look(self.standing.checklist, step, finding)
        return render_step.Seen(finding, mend(look) if finding.answer == "wrong" else None)

    @work(exclusive=True)
    async def action_verify(self) -> None:
        """Look at this machine whether the step is right."""
        asked = steps_to_look_at(self.session, [self.name_of_checklist])
        looks = [pair for pair in asked if pair[1].id == self.here.step.id]
        if looks:
            record(self.session, await asyncio.to_thread(lambda: list(look_at(looks))))
            self.redraw()
        else:
            self.say("This machine can't answer this step.")

    def action_save(self) -> None:
        """Save the step's text to a new file, and say where that is."""
        stem = f"{self.name_of_checklist}-{self.here.step.id}"
        text = render_step.as_text(self.standing, self.here)
        try:
            path = exports.save_new(paths.documents_folder(), stem, "txt", text)
        except PrivacyCheckError as error:
            self.notify(str(error), severity="warning", markup=False)
        else:
            self.notify(f"Saved in {paths.display_path(path)}", timeout=10, markup=False)

    def action_code(self) -> None:
        """Show the link as a QR code, for a phone's camera."""
        if url := self.here.step.url:
            self.app.push_screen(QrDialog(self.standing.checklist, Clean(url)))

    @work(exclusive=True)
    async def action_note(self) -> None:
        """Write a note on the step that is shown."""
        here = self.here
        about = render_walk.named(self.standing.checklist, here.step)
        note = await self.write_note("Your note on this step", about, here.note)
        if note is not None and note != here.note:
            self.session.note(self.name_of_checklist, note, here.step.id)
            self.redraw()

    @work(exclusive=True)
    async def action_different(self) -> None:
        """Save what the person found instead, and show a text to report it with."""
        about = render_walk.named(self.standing.checklist, self.here.step)
        found = await self.write_note("What did you find here instead?", about, "")
        if not found or not found.strip():
            return
        self.session.looks_different(self.name_of_checklist, self.here.step.id, found)
        self.redraw()
        region = self.session.settings.person.region
        report = render_walk.correction(self.standing, self.here, region)
        self.app.push_screen(
            PageDialog("Report to the authors", render_walk.plain_page(report), report)
        )

    def action_why(self) -> None:
        """Show why it matters, and what backs it."""
        self.app.push_screen(PageDialog("Why it matters", render_walk.why(self.standing)))
