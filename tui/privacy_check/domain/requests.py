"""A person's own letter to any company: the checklist of a request, from the law where they live.

The checklist has a request, what to look for in the answer, a reminder and, where the authorities
are known, a complaint. What the law says is here with its source, and nothing that has none.
"""

from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit

from msgspec import Struct

from privacy_check.domain.checklist import REGIONS
from privacy_check.domain.letters import Kind
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.domain.search import normalize
from privacy_check.domain.url import checked

REMINDER_DAYS = 14
"""Days that a reminder gives: a courtesy, and no law's."""
_RECHECK_DAYS = 365
_LONGEST_STEM = 40


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
    def in_a_letter(self) -> Clean:
        """Its name and address on one line."""
        return Clean(", ".join(filter(None, (self.name, self.address))))


class Law(Struct, frozen=True):
    """What the law of a region says of these requests."""

    name: str
    grounds: dict[str, str]
    """Kind → the words by which a letter calls on it; none where it has no such right."""
    source: dict[str, Any]
    days: dict[str, int]
    """Kind → the days for an answer; those that the law sets."""
    article: str = ""
    """What sets them."""
    extension_days: int | None = None
    in_time: str = "within 30 days"
    is_supervised: bool = False
    """Whether the directory knows the authorities of these regions."""


_GDPR = Law(
    name="GDPR",
    grounds={
        "access": "Under Article 15 GDPR",
        "erasure": "Under Article 17 GDPR",
        "objection": "Under Article 21(1) GDPR",
        "opt-out": "Under Article 21(2) GDPR",
    },
    source={
        "id": "law",
        "title": "Regulation (EU) 2016/679, Articles 12, 15, 17, 21 and 77",
        "publisher": "EUR-Lex",
        "url": "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
        "date": date(2016, 4, 27),
        "kind": "authority",
    },
    days=dict.fromkeys(("access", "erasure", "objection", "opt-out"), 31),
    article="GDPR, Article 12(3)",
    extension_days=61,
    in_time="within one month, as Article 12(3) says",
    is_supervised=True,
)
_UK = Law(
    name="UK GDPR",
    grounds={kind: f"{said[:-4]}UK GDPR" for kind, said in _GDPR.grounds.items()},
    source={
        "id": "law",
        "title": "UK GDPR, Chapter III: rights of the data subject",
        "publisher": "legislation.gov.uk",
        "url": "https://www.legislation.gov.uk/eur/2016/679/chapter/III/section/1/data.html",
        "seen": date(2026, 11, 28),
        "kind": "authority",
    },
    days=_GDPR.days,
    article="UK GDPR, Article 12(3)",
    extension_days=61,
    in_time=_GDPR.in_time,
    is_supervised=True,
)
_SWISS = Law(
    name="FADP",
    grounds={"access": "Under Article 25 of the Swiss Federal Act on Data Protection"},
    source={
        "id": "law",
        "title": "Federal Act on Data Protection (FADP), Article 25",
        "publisher": "Lawbrary",
        "url": "https://lawbrary.ch/law/art/DSG-v2023.09-en-art-25",
        "seen": date(2026, 11, 29),
        "kind": "other",
    },
    days={"access": 30},
    article="Swiss FADP, Article 25(7)",
    is_supervised=True,
)
_CALIFORNIA = Law(
    name="CCPA",
    grounds={
        "access": "Under the California Consumer Privacy Act (Civil Code 1798.110)",
        "erasure": "Under the California Consumer Privacy Act (Civil Code 1798.105)",
        "opt-out": "Under the California Consumer Privacy Act (Civil Code 1798.120)",
    },
    source={
        "id": "law",
        "title": "11 CCR 7021: timelines for responding to requests",
        "publisher": "Advisori",
        "url": "https://advisori.com/cpra/%C2%A7-7021-timelines-for-responding-to-requests-to-delete-requests-to-correct-and-requests-to-know/",
        "seen": date(2026, 11, 29),
        "kind": "other",
    },
    days={"access": 45, "erasure": 45},
    article="CCPA regulations, 11 CCR 7021(b)",
    extension_days=45,
    in_time="within the time that the law sets",
)
_BRAZIL = Law(
    name="LGPD",
    grounds={
        "access": "Under Articles 18 and 19 of the Brazilian data protection law (LGPD)",
        "erasure": "Under Article 18 of the Brazilian data protection law (LGPD)",
    },
    source={
        "id": "law",
        "title": "LGPD, Article 19",
        "publisher": "LGPD Brazil",
        "url": "https://lgpd-brazil.info/chapter_03/article_19",
        "seen": date(2026, 11, 29),
        "kind": "other",
    },
    days={"access": 15},
    article="LGPD, Article 19, II",
)
_NONE = Law(name="", grounds={}, source={}, days={})


def law_of(region: str | None) -> Law:
    """Return the law of a person's region; one that says nothing where none is known here."""
    wider = {region or ""} | REGIONS.get(region or "", frozenset())
    known = (("uk", _UK), ("eea", _GDPR), ("ch", _SWISS), ("us-ca", _CALIFORNIA), ("br", _BRAZIL))
    return next((law for code, law in known if code in wider), _NONE)


_TITLES: dict[str, str] = {
    "access": "Ask {name} for a copy of your data",
    "erasure": "Have {name} erase your data",
    "objection": "Object to what {name} does with your data",
    "opt-out": "Keep {name} from using your data for ads",
}
_SUBJECTS: dict[str, str] = {
    "access": "Request for a copy of my data",
    "erasure": "Request to erase my data",
    "objection": "Objection to the use of my data",
    "opt-out": "Objection to marketing and to passing on my data",
}
_ASKS: dict[str, str] = {
    "access": (
        "please tell me whether you hold personal data about me. If so, send me a copy, and tell "
        "me what you use it for, who received it, how long you keep it, and where you got it."
    ),
    "erasure": (
        "please erase my personal data: [choice: all of it / what you don't have to keep by law]. "
        "Please also tell those who got it from you. If you must keep something, name it and why."
    ),
    "objection": (
        "I object to this use of my personal data: [details: what they do]. My reasons: [reason: "
        "from your own life]. Please stop it now."
    ),
    "opt-out": (
        "I object to the use of my personal data for marketing, to profiles made for it, and to "
        "selling or passing it on. Please put my details on your block list."
    ),
}
_DONE: dict[str, str] = {
    "access": "The copy, or a reason why not.",
    "erasure": "A confirmation that it is erased, or a reason why not.",
    "objection": "A confirmation that they stopped, or a reason why not.",
    "opt-out": "A confirmation, and no more ads from them.",
}
_READ: dict[str, str] = {
    "access": (
        "Look for two lines: where your data came from, and who got it. Each of these can get a "
        "letter of its own. If something is missing or wrong, answer at once and say what."
    ),
    "erasure": "See what they kept, and whether they say why. A copy that you need is gone now.",
    "objection": "If they go on, they must say why their reasons outweigh yours.",
    "opt-out": "Watch whether ads still come. If they do, keep one as proof.",
}


def file_stem(kind: Kind, company: str) -> str:
    """Return the id of the checklist of a request, which is its file's name."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in normalize(company)).split()
    stem = "-".join(words)[:_LONGEST_STEM].strip("-") or "company"
    return f"letter-{kind}-{stem}"


def checklist_table(
    kind: Kind, company: Entry, region: str | None, authorities: tuple[Entry, ...], origin: str
) -> dict[str, Any]:
    """Return the checklist of a request to a company, as its TOML file says it.

    `origin` says where the address is from; empty if the person gave it.
    """
    law, name = law_of(region), company.name
    ground = law.grounds.get(kind, "")
    has_time = kind in law.days and bool(law.article)
    sources = _sources(law, has_law=bool(ground), origin=origin)
    backed = [sources[0]["id"]]
    complains = bool(ground) and law.is_supervised
    request: dict[str, Any] = {
        "id": "request",
        "title": "Send the request",
        "body": _where_to(company),
        "expect": _DONE[kind],
        "copy": _request(kind, company, law),
        "answer_days": law.days.get(kind, 30),
        "sources": backed,
        **_mailto(company, _SUBJECTS[kind]),
        "answer": {"then": ["remind"]},
    }
    if has_time:
        request["answer"] |= {"law": law.article, "sources": ["law"]}
        request["answer"] |= {"extension_days": law.extension_days} if law.extension_days else {}
    remind: dict[str, Any] = {
        "id": "remind",
        "title": "Remind them",
        "body": "For when no answer came in time. The two weeks that it gives are a courtesy.",
        "copy": _reminder(company, law, complains=complains, has_time=has_time),
        "optional": True,
        "answer_days": REMINDER_DAYS,
        "sources": backed,
        **_mailto(company, f"Reminder: {_SUBJECTS[kind]}"),
        **({"answer": {"then": ["complain"]}} if complains else {}),
    }
    read = {
        "id": "read",
        "title": "Read the answer",
        "body": _READ[kind],
        "optional": True,
        "sources": backed,
    }
    steps = [request, read, remind]
    if complains:
        steps.append(_complaint(kind, company, law, authorities))
    return {
        "schema": 1,
        "id": file_stem(kind, name),
        "title": clean(_TITLES[kind].format(name=name)),
        "service": name,
        "hosts": _hosts(company),
        "category": "account",
        "worth": 2,
        "summary": clean(f"Your own letter to {name}, with what comes after it.", 500),
        "why": f"{name} may hold data about you. You can ask, and then wait for the answer here.",
        "after": "When the answer is due you are asked whether it came, and what to send next.",
        "minutes": 5,
        "recheck_days": _RECHECK_DAYS,
        "everyone": True,
        "tags": ["letter", kind],
        "confirm": {"question": clean(f"Has {name} done what you asked for?", 500)},
        "steps": steps,
        "sources": sources,
    }


def _sources(law: Law, *, has_law: bool, origin: str) -> list[dict[str, Any]]:
    own = {
        "id": "you",
        "title": origin or "The address that you gave",
        "publisher": "datarequests.org" if origin else "you",
        "url": "https://www.datarequests.org/company/",
        "kind": "other",
    }
    return [law.source, own] if has_law else [own]


def _where_to(company: Entry) -> str:
    ways = [company.email, company.form, company.address]
    known = next(filter(None, ways), "")
    if company.email:
        return f"It goes to {company.email}. Send it from the address that they know."
    if company.form:
        return f"They have a form: {company.form}. Paste the text there, or send it by post."
    return (
        f"Send it by post to {known}." if known else "Look for a privacy address in their notice."
    )


def _mailto(company: Entry, subject: str) -> dict[str, str]:
    """Return the step's link: a mail to them, else their form; none if neither is an address."""
    mail = f"mailto:{company.email}?subject={quote(subject, safe='')}" if company.email else ""
    for url in filter(None, (mail, company.form)):
        try:
            return {"url": checked(url)}
        except ValueError:
            continue
    return {}


def _hosts(company: Entry) -> list[str]:
    hosts = []
    for url in filter(None, (company.web, company.form)):
        try:
            host = urlsplit(checked(url)).hostname or ""
        except ValueError:
            continue
        hosts.append(host.removeprefix("www."))
    mail = company.email.rpartition("@")[2].lower()
    try:
        checked(f"https://{mail}")
    except ValueError:
        mail = ""
    return list(dict.fromkeys(filter(None, (*hosts, mail))))


def _head(company: Entry) -> str:
    """Name whom a letter is to; one that is mailed needs no postal address."""
    is_mailed = _mailto(company, "").get("url", "").startswith("mailto:")
    address = company.address or ("" if is_mailed else "[company address]")
    return f"To {company.name}\n{address}".rstrip()


def _request(kind: Kind, company: Entry, law: Law) -> str:
    ground = law.grounds.get(kind, "")
    asks = _ASKS[kind] if ground else _ASKS[kind][0].upper() + _ASKS[kind][1:]
    return (
        f"{_head(company)}\n\n{f'{ground} ' if ground else ''}{asks}\n\n"
        "You know me by: [account: account, e-mail or customer number]\n"
        f"{_signed(company)}\n\nPlease answer {law.in_time}."
    )


def _signed(company: Entry) -> str:
    return "Name: [your name]" if company.email else "Name: [your name]\nAddress: [your address]"


def _reminder(company: Entry, law: Law, *, complains: bool, has_time: bool) -> str:
    late = f" {law.article} gave you the time for an answer, and it is over." if has_time else ""
    then = " After that I will complain to the data protection authority." if complains else ""
    return (
        f"{_head(company)}\n\nI wrote to you on [asked on] and have had no answer."
        f"{late}\n\nPlease answer within two weeks.{then}\n\n"
        "You know me by: [account: account, e-mail or customer number]\n"
        f"{_signed(company)}"
    )


_FOR: dict[str, str] = {
    "access": "a copy of my data",
    "erasure": "the erasure of my data",
    "objection": "them to stop a use of my data",
    "opt-out": "them to stop using my data for marketing",
}


def _complaint(
    kind: Kind, company: Entry, law: Law, authorities: tuple[Entry, ...]
) -> dict[str, Any]:
    """Return the step of the complaint; where there is one authority, it goes there."""
    right = " under Article 77 GDPR" if law is _GDPR else ""
    body = "An authority takes it up free of charge. It has a form of its own, or takes this text."
    one = authorities[0] if len(authorities) == 1 else None
    if one:
        body = f"{body} Its page: {one.form or one.web}"
    elif authorities:
        body = f"{body} There are several where you live: the letter asks which is yours."
    return {
        "id": "complain",
        "title": "Complain to the authority",
        "body": body,
        "copy": (
            f"To [authority]\n\nComplaint{right}\n\n"
            f"Against: {company.name}, {company.address or company.email or '[company address]'}\n"
            f"I asked for {_FOR[kind]} on [asked on], and reminded them on [reminded on]. "
            "What they did: [choice: no answer / they refused / they went on].\n\n"
            "I ask you to look into it. Copies of my letters are attached.\n\n"
            "[your name]\n[your address]\n[your e-mail]\n[date]"
        ),
        "optional": True,
        "answer_days": 90,
        "sources": ["law"],
        **(_mailto(one, f"Complaint against {company.name}") if one else {}),
    }
