"""What can be done with a step besides marking it: open, copy, save, note, report."""

import asyncio
from collections.abc import Sequence
from functools import partial

from textual import work
from textual.binding import Binding

from privacy_check import correspondence
from privacy_check.domain import letters
from privacy_check.domain.letters import Blank, Letter
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.errors import PrivacyCheckError
from privacy_check.session import Session
from privacy_check.storage import exports, paths
from privacy_check.ui.clipboard import copy
from privacy_check.ui.dialogs.base import notify_error
from privacy_check.ui.dialogs.letter import ask_blanks, file_dialog, remember_dialog
from privacy_check.ui.dialogs.page import PageDialog
from privacy_check.ui.dialogs.qr import QrDialog
from privacy_check.ui.links import follow, opens
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
        Binding("l", "letter", "fill in", tooltip="Fill in the letter", id="walk.letter"),
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

    @property
    def letter(self) -> Letter | None:
        """The step's text, with its blanks filled as far as is known."""
        return correspondence.letter(self.session, self.name_of_checklist, self.here.step.id)

    @work(exclusive=True)
    async def action_open(self) -> None:
        """Open the step's link; for a letter that is mailed, the mail program with it."""
        step = self.here.step
        if letters.is_mailed(step):
            if letter := await self._finished_letter():
                self._mail(letter)
        elif step.url:
            self._follow(step.url)

    @work(exclusive=True, group=BACKGROUND)
    async def _follow(self, url: Clean) -> None:
        await follow(self, url)

    @work(exclusive=True, group=BACKGROUND)
    async def _mail(self, letter: Letter) -> None:
        """Open the mail program with a letter; what that can't take is on the clipboard."""
        url, is_whole = letters.mail_url(letter)
        to = f" to {letter.to}" if letter.to else ""
        if not await opens(url):
            self.notify(
                f"No mail program was found here: paste the text into a mail{to}.", markup=False
            )
        elif not is_whole:
            self.notify("The letter is too long for a link: paste it.", markup=False)
        else:
            return
        await copy(self, letter.text, "The text", save="walk.save")

    @work(exclusive=True)
    async def action_copy(self) -> None:
        """Copy the step's text, else the line that puts it right here, else its link."""
        step, seen = self.here.step, self.seen
        if step.copy:
            if letter := await self._finished_letter():
                self._copy(letter.text, "The text")
        elif seen and seen.mend:
            self._copy(seen.mend.line, "The line")
        elif step.url:
            self._copy(step.url, "The link")

    @work(exclusive=True, group=BACKGROUND)
    async def _copy(self, text: str, what: str) -> None:
        await copy(self, text, what, save="walk.save")

    async def _finished_letter(self) -> Letter | None:
        """Ask for the blanks whose answers are not known; None if the person went back."""
        letter = self.letter
        if letter and letter.missing and not await self._fill(letter.missing):
            return None
        return self.letter

    async def _fill(self, blanks: Sequence[Blank]) -> bool:
        """Ask for blanks, and whether to remember them; False if the person went back."""
        checklist, step = self.standing.checklist, self.here.step
        now = correspondence.blanks(self.session, self.name_of_checklist, step.id)
        me = self.session.details.me
        proposed = {blank: now[blank] or letters.proposal(blank, me) for blank in blanks}
        about = render_walk.named(checklist, step)
        answers = await ask_blanks(
            self, about, proposed, partial(correspondence.choices, self.session)
        )
        if answers is None:
            return False
        before = {blank.text: now[blank] for blank in blanks}
        changed = {text: said for text, said in answers.items() if said != before[text]}
        if not changed:
            return True
        remember = False
        if any(map(letters.can_be_remembered, changed)):
            asked = await self.app.push_screen_wait(remember_dialog(checklist.service))
            remember = bool(asked)  # who goes back keeps what was typed, until they quit
        try:
            correspondence.fill(self.session, checklist.service, changed, remember=remember)
        except PrivacyCheckError as error:
            notify_error(self, str(error))
        self.redraw()
        return True

    @work(exclusive=True)
    async def action_letter(self) -> None:
        """Fill in the letter's blanks, or change what fills them."""
        blanks = correspondence.blanks(self.session, self.name_of_checklist, self.here.step.id)
        if blanks:
            await self._fill(list(blanks))
        else:
            self.say("This step has no letter with blanks.")

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

    @work(exclusive=True)
    async def action_save(self) -> None:
        """Save the step's text to a new file, and say where that is."""
        step, letter, suffix = self.here.step, None, "txt"
        if step.copy:
            letter = await self._finished_letter()
            if letter is None:
                return
        if letter and letters.is_mailed(step):
            chosen = await self.app.push_screen_wait(file_dialog(letter))
            if chosen is None:
                return
            suffix = chosen
        self._save(letter, suffix)

    def _save(self, letter: Letter | None, suffix: str) -> None:
        stem = f"{self.name_of_checklist}-{self.here.step.id}"
        if letter is None:
            text = render_step.as_text(self.standing, self.here)
        elif suffix == "eml":
            text = letters.as_mail(letter, self.session.details.me.email)
        else:
            text = letters.as_text(letter)
        try:
            path = exports.save_new(paths.documents_folder(), stem, suffix, text)
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
