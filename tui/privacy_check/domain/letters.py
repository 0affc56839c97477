"""Letters: a step's text with its blanks filled, ready to be copied, saved or mailed.

A blank is `[name]` or `[name: what exactly]`; its name comes from one closed list.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlsplit

from msgspec import Struct

from privacy_check.domain import applicability, formatting, regions
from privacy_check.domain.checklist import REGIONS, Step
from privacy_check.domain.journal import mark_of
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.domain.standing import Standing

OF_THE_PERSON = {
    "your name": "name",
    "your e-mail": "email",
    "your address": "address",
    "your phone": "phone",
}
"""Blanks that what the person said of themselves fills: blank → field of `Me`."""

QUESTIONS: dict[str, str] = {
    "your name": "Your name",
    "your e-mail": "Your e-mail",
    "your address": "Your postal address",
    "your phone": "Your phone number",
    "your country": "Your country",
    "your state": "Your state",
    "date": "Date",
    "asked on": "The day you asked",
    "reminded on": "The day you reminded them",
    "authority": "The authority, with its address",
    "account": "Your account",
    "user name": "Your user name",
    "number": "Number",
    "company": "Company",
    "company address": "Its address",
    "birthday": "Date of birth",
    "other names": "Other names",
    "addresses": "Addresses",
    "link": "Link",
    "place": "Place",
    "reason": "Reason",
    "choice": "Which of these",
    "details": "Details",
}
"""Every blank that a letter may have, with the words in which it is asked for."""

OF_A_DAY = frozenset(("date", "asked on", "reminded on"))
"""Blanks whose answers hold for one letter: the next one has other days."""

MAX_ANSWER = 500
MAX_TEXT = 20_000
MAX_MAIL_URL = 1900
"""Characters of a mail address with subject and body that mail programs and systems take."""

_BLANK = re.compile(r"\[([^\[\]\n]+)\]")
_MAIL = "mailto:"


class Me(Struct, frozen=True):
    """What the person said of themselves, for their letters; empty where they did not."""

    name: Clean = Clean("")
    email: Clean = Clean("")
    address: Clean = Clean("")
    phone: Clean = Clean("")


class Blank(NamedTuple):
    """A blank of a letter."""

    text: str
    """What stands between its brackets, as written."""
    name: str
    hint: str
    """What exactly is asked for; empty if the name says it."""

    @property
    def choices(self) -> tuple[str, ...]:
        """What there is to choose from; empty if it is typed."""
        said = tuple(part.strip() for part in self.hint.split(" / "))
        return said if self.name == "choice" and len(said) > 1 else ()

    @property
    def question(self) -> str:
        """The words in which it is asked for."""
        asked = QUESTIONS[self.name]
        return f"{asked}: {self.hint}" if self.hint else asked


class Letter(Struct, frozen=True):
    """A step's text, with its blanks filled as far as their answers are known."""

    text: Clean
    to: str
    """The e-mail address that it goes to; empty if the step has none."""
    subject: Clean
    missing: tuple[Blank, ...]
    """The blanks that are still in the text."""


def blanks(text: str) -> tuple[Blank, ...]:
    """Return the blanks of a text in their order, each once."""
    found = [_blank(match[1]) for match in _BLANK.finditer(text)]
    return tuple(dict.fromkeys(blank for blank in found if blank.name in QUESTIONS))


def can_be_remembered(text: str) -> bool:
    """Tell whether the answer for a blank, as it is written, holds for later letters too."""
    return _blank(text).name not in OF_A_DAY


def _blank(inner: str) -> Blank:
    name, _, hint = inner.partition(":")
    return Blank(inner, name.strip(), hint.strip())


def known(standing: Standing, name: str, me: Me, region: str | None) -> dict[str, str]:
    """Return the blanks of a step's text that need no asking, with what fills them."""
    said = {blank: getattr(me, field) for blank, field in OF_THE_PERSON.items()}
    said["date"] = formatting.day(standing.today)
    said |= _letters_before(standing, name)
    if region:
        parents = REGIONS[region]
        country = "us" if region.startswith("us-") else region
        said["your country"] = "" if region in ("eu", "eea") else applicability.region(country)
        said["your state"] = regions.NAMES[region] if "us" in parents else ""
    return {blank: text for blank, text in said.items() if text}


def _letters_before(standing: Standing, name: str) -> dict[str, str]:
    """Return when the letters that this one follows were sent: the first, and the last reminder.

    One that was sent before the letter that it follows belongs to an earlier round.
    """
    days: list[date] = []
    seen: set[str] = set()
    while before := _sent_before(standing, name, seen):
        days.append(before[0])
        name = before[1]
        seen.add(name)
    if not days:
        return {}
    asked, *reminders = reversed(days)
    said = {"asked on": formatting.day(asked)}
    last = max(reminders, default=None)
    return said | ({"reminded on": formatting.day(last)} if last and last >= asked else {})


def _sent_before(standing: Standing, name: str, seen: set[str]) -> tuple[date, str] | None:
    """Return the letter that led to this one: the last to be sent, with its day."""
    before = [s for s in standing.checklist.steps_before(name) if s.id not in seen]
    sent = [(day, str(s.id)) for s in before if (day := _sent_on(standing, s)) is not None]
    return max(sent, default=None)


def _sent_on(standing: Standing, step: Step) -> date | None:
    """Return the day on which a step's letter was sent last; None if it never was."""
    names = {step.id, *step.was}
    sent = (e for e in reversed(standing.history.events) if e.step in names)
    event = next((e for e in sent if mark_of(e) == "waiting"), None)
    return event.day(standing.zone) if event else None


def proposal(blank: Blank, me: Me) -> str:
    """Return what is proposed for a blank that is asked for: most accounts go by one's e-mail."""
    by_mail = blank.name == "account" and (not blank.hint or "e-mail" in blank.hint)
    return me.email if by_mail else ""


def values(step: Step, answers: Mapping[str, str]) -> dict[Blank, str]:
    """Return the blanks of a step's text, each with its answer: empty if it is not known.

    `answers` has blanks as they are written, or their names alone. The lines for a tool's file
    have no blanks: brackets are their own.
    """
    found = blanks(step.copy or "") if not step.commands else ()
    return {blank: answers.get(blank.text) or answers.get(blank.name, "") for blank in found}


def write(step: Step, answers: Mapping[str, str]) -> Letter | None:
    """Fill in a step's text; None if it has none."""
    if not step.copy:
        return None
    filled = values(step, answers)

    def fill(match: re.Match[str]) -> str:
        return filled.get(_blank(match[1])) or match[0]

    text = clean(_BLANK.sub(fill, step.copy), MAX_TEXT, lines=True)
    to, subject = recipient(step)
    return Letter(text, to, subject, tuple(blank for blank, answer in filled.items() if not answer))


def recipient(step: Step) -> tuple[str, Clean]:
    """Return the e-mail address that a step's text goes to, and its subject."""
    parts = urlsplit(step.url or "")
    if parts.scheme != "mailto":
        return "", Clean(step.title)
    subject = parse_qs(parts.query).get("subject", [step.title])[0]
    return unquote(parts.path), clean(subject)


def is_letter(step: Step) -> bool:
    """Tell whether a step's text is one to send, not a line for a terminal or an address."""
    if not step.copy or step.commands:
        return False
    mailed = (step.url or "").startswith(_MAIL)
    return mailed or step.answer_days is not None or bool(blanks(step.copy))


def is_mailed(step: Step) -> bool:
    """Tell whether a step's text goes by mail: to its address, or to one that the person has."""
    return is_letter(step) and (not step.url or step.url.startswith(_MAIL))


class MailUrl(NamedTuple):
    """An address that opens the mail program with a letter in it."""

    url: Clean
    is_whole: bool
    """Whether the text is in it; if it is too long, it is not."""


def mail_url(letter: Letter) -> MailUrl:
    """Return the address that opens the mail program with recipient, subject and text."""
    start = f"{_MAIL}{quote(letter.to, safe='@+')}?subject={quote(letter.subject, safe='')}"
    body = quote(letter.text.replace("\n", "\r\n"), safe="")
    whole = f"{start}&body={body}"
    fits = len(whole) <= MAX_MAIL_URL
    return MailUrl(Clean(whole if fits else start), fits)


def as_mail(letter: Letter, sender: str) -> str:
    """Write a letter as a file that mail programs open as a draft (.eml)."""
    from email.message import EmailMessage  # slow to import, and rarely needed
    from email.policy import SMTP

    mail = EmailMessage(SMTP.clone(cte_type="7bit"))
    mail["X-Unsent"] = "1"  # Outlook opens it as a draft
    if sender.isascii() and re.fullmatch(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+", sender):
        mail["From"] = sender
    if letter.to:
        mail["To"] = letter.to
    mail["Subject"] = letter.subject
    mail.set_content(f"{letter.text}\n", cte="quoted-printable")
    return mail.as_string()


def as_text(letter: Letter) -> str:
    """Write a letter as plain text, with its recipient and subject where it has them."""
    head = f"To: {letter.to}\nSubject: {letter.subject}\n\n" if letter.to else ""
    return f"{head}{letter.text}"
