"""What a law says of a person's requests to a company, as values."""

from datetime import date
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from privacy_check.domain.sanitize import Clean

Kind: TypeAlias = Literal["access", "erasure", "objection", "opt-out"]
"""What a letter to any company can ask for."""

KIND_NAMES: dict[Kind, str] = {
    "access": "a copy of my data",
    "erasure": "the erasure of my data",
    "objection": "an end to one use of my data",
    "opt-out": "no more ads, and no selling of my data",
}
"""Each kind in the person's own words."""

COURTESY_DAYS = 14
"""Days that a reminder gives where no law says how long: a courtesy."""


COMPLAINT_DAYS = 90
"""Days after which to ask about a complaint where no law says how long."""


OPENED = date(2026, 11, 29)


class Entry(Struct, frozen=True):
    """A company or an authority: where it is, and how it is reached."""

    name: Clean
    address: Clean = Clean("")
    email: Clean = Clean("")
    web: Clean = Clean("")
    form: Clean = Clean("")
    runs: tuple[Clean, ...] = ()
    """What a company runs: services and former names under which people search for it."""
    regions: tuple[Clean, ...] = ()
    """The regions of an authority."""

    @property
    def where(self) -> Clean:
        """What tells it from another office of its name, on one line."""
        form = "" if self.email else self.form
        return Clean(", ".join(filter(None, (self.email, self.address, form))))

    @property
    def in_a_letter(self) -> Clean:
        """Its name and address on one line."""
        return Clean(", ".join(filter(None, (self.name, self.address))))


class Time(Struct, frozen=True):
    """How long an answer may take, and what says so."""

    days: int
    article: str
    in_time: str = ""
    """How a letter says it: `within one month`."""
    extension_days: int | None = None
    what: str = "answer"
    """What must be done by then, where the law does not ask for an answer: `do this`."""


class Reminder(Struct, frozen=True):
    """What the letter after the first asks for, and until when."""

    asks: str = "Please answer within two weeks."
    body: str = "For when no answer came in time. The two weeks that it gives are a courtesy."
    days: int = COURTESY_DAYS
    article: str = ""
    """What sets the days, if a law does; a source of the reminder backs it."""
    sources: tuple[dict[str, Any], ...] = ()


class Complaint(Struct, frozen=True):
    """Where a complaint goes, what it must say, and what to expect."""

    body: str
    under: str = ""
    """The words by which it calls on the law: ` under Article 77 GDPR`."""
    says: str = ""
    """What the authority has to know first, as a line of the letter."""
    days: int = COMPLAINT_DAYS
    article: str = ""
    """What sets the days within which the authority must report."""
    sources: tuple[dict[str, Any], ...] = ()
    """Empty if the law's own sources back it."""


class Law(Struct, frozen=True):
    """What the law of a region says of these requests."""

    name: str
    grounds: dict[Kind, str]
    """Kind → the words by which a letter calls on it; none where it has no such right."""
    sources: tuple[dict[str, Any], ...]
    times: dict[Kind, Time]
    """Kind → the time for an answer, where the law sets one."""
    asks: dict[Kind, str] = {}
    """Kind → what the letter asks for, where the right is another than elsewhere."""
    reminder: Reminder = Reminder()
    complaint: Complaint | None = None
    """None where it is not known to whom a complaint goes."""


def source(name: str, title: str, publisher: str, url: str, **more: Any) -> dict[str, Any]:
    """Return a source as a checklist's table has it: dated, or opened when the laws were read."""
    seen = {} if "date" in more else {"seen": OPENED}
    return {"id": name, "title": title, "publisher": publisher, "url": url, **seen, **more}
