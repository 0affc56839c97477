"""A step's letter as lines of text: filled in, copied, saved, handed to the mail program."""

from privacy_check import correspondence
from privacy_check.cli.plain.dialogue import Dialogue, chosen
from privacy_check.domain import formatting, letters
from privacy_check.domain.letters import Blank, Letter
from privacy_check.domain.standing import StepStanding
from privacy_check.errors import PrivacyCheckError
from privacy_check.session import Session
from privacy_check.storage import exports, paths
from privacy_check.system import browser, clipboard


class LetterDesk:
    """What can be done with the letters of one checklist."""

    def __init__(self, session: Session, dialogue: Dialogue, checklist: str) -> None:
        self._session, self._dialogue, self._checklist = session, dialogue, checklist

    def verbs(self, here: StepStanding) -> dict[str, str]:
        """Return the letters to answer with at a step, and what each does."""
        step = here.step
        verbs = {"Y": "copy the text to the clipboard"} if step.copy else {}
        if correspondence.blanks(self._session, self._checklist, step.id):
            verbs["l"] = "fill in the letter"
        if letters.is_mailed(step):
            verbs["o"] = "open the letter in your mail program"
        return verbs

    def page(self, here: StepStanding) -> list[str]:
        """Say a step's text whole, with what is still to fill in."""
        letter = correspondence.letter(self._session, self._checklist, here.step.id)
        if letter is None:
            return []
        asked = "; ".join(blank.question for blank in letter.missing)
        missing = formatting.count(len(letter.missing), "blank")
        return [
            "Text to send (S saves it to a file):",
            f"To: {letter.to}\nSubject: {letter.subject}" if letter.to else "",
            letter.text,
            "End of the text.",
            f"{missing} to fill in: {asked}. l asks for them." if asked else "",
        ]

    def fill(self, here: StepStanding) -> None:
        """Ask for every blank of a letter, with what fills it now."""
        blanks = correspondence.blanks(self._session, self._checklist, here.step.id)
        if blanks:
            self._ask(blanks)
            self._dialogue.say(*self.page(here))
        else:
            self._dialogue.say("This step has no letter with blanks.")

    def finished(self, here: StepStanding) -> Letter | None:
        """Return a step's letter, after asking for what is missing; None if it has none."""
        letter = correspondence.letter(self._session, self._checklist, here.step.id)
        if letter and letter.missing:
            self._ask(dict.fromkeys(letter.missing, ""))
            letter = correspondence.letter(self._session, self._checklist, here.step.id)
        return letter

    def copy(self, here: StepStanding) -> None:
        """Copy a step's text to the system's clipboard."""
        letter = self.finished(here)
        if letter is None:
            self._dialogue.say("There is no text here.")
        elif clipboard.copy(letter.text):
            self._dialogue.say("The text was copied.")
        else:
            self._dialogue.say("There is no clipboard here. S saves it to a file.")

    def mail(self, here: StepStanding) -> None:
        """Open the mail program with a letter; say what it could not take."""
        letter = self.finished(here)
        if letter is None:
            return
        url, is_whole = letters.mail_url(letter)
        if not (browser.opens_here(url) and browser.open_in_browser(url)):
            self._dialogue.say("No mail program was found here. Y copies the text, S saves it.")
        elif is_whole:
            self._dialogue.say("Opened in your mail program.")
        else:
            copied = clipboard.copy(letter.text)
            paste = "it was copied, paste it" if copied else "S saves it to a file"
            self._dialogue.say(f"The letter is too long for a link: {paste}.")

    def save(self, here: StepStanding, otherwise: str) -> None:
        """Save a letter as text or as a mail; `otherwise` is saved where a step has none."""
        letter, suffix, text = self.finished(here), "txt", otherwise
        if letter:
            text = letters.as_text(letter)
            kinds = {"t": "text file", "m": "mail draft, which a mail program opens (.eml)"}
            asked = "Save as t text, m mail"
            if letters.is_mailed(here.step) and self._dialogue.choose(asked, kinds) == "m":
                suffix, text = "eml", letters.as_mail(letter, self._session.details.me.email)
        try:
            folder = paths.documents_folder()
            file = exports.save_new(folder, f"{self._checklist}-{here.step.id}", suffix, text)
        except PrivacyCheckError as error:
            self._dialogue.say_whole(str(error))
        else:
            self._dialogue.say_whole(f"Saved: {paths.display_path(file)}")

    def _ask(self, now: dict[Blank, str]) -> None:
        """Ask for blanks, and whether to remember them."""
        changed: dict[str, str] = {}
        for blank, filled in now.items():
            typed = self._ask_one(blank, filled)
            if typed != filled:
                changed[blank.text] = typed
        if not changed:
            return
        service = self._session.catalog.checklists[self._checklist].service
        asked = f"Remember this on this machine, for {service}? y n"
        does = {"y": "remember it in profiles.toml", "n": "forget it when I quit"}
        is_asked = any(map(letters.can_be_remembered, changed))
        remember = is_asked and self._dialogue.choose(asked, does) == "y"
        try:
            correspondence.fill(self._session, service, changed, remember=remember)
        except PrivacyCheckError as error:
            self._dialogue.say_whole(str(error))

    def _ask_one(self, blank: Blank, filled: str) -> str:
        proposed = filled or letters.proposal(blank, self._session.details.me)
        keeps = "an empty line leaves it open"
        if proposed:
            keeps = f"an empty line takes '{proposed}', a hyphen leaves it open"
        choices = blank.choices or correspondence.choices(self._session, blank.name)
        self._dialogue.say(*(f"{n}: {choice}" for n, choice in enumerate(choices, 1)))
        number = "a number or your own words; " if choices else ""
        typed = self._dialogue.ask(f"{blank.question}; {number}{keeps}:")
        choice = chosen(typed, choices)
        if choice is not None:
            return choice
        return "" if typed == "-" else typed or proposed
