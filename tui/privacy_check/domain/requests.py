"""A person's own letter to any company: the checklist of a request, from the law where they live.

The checklist has a request, what to look for in the answer, a reminder and, where it is known to
whom it goes, a complaint. What the law says of them is in `laws`, with its sources.
"""

from typing import Any
from urllib.parse import quote

from msgspec.structs import replace

from privacy_check.domain.law import Complaint, Entry, Kind, Law, Reminder, Time
from privacy_check.domain.laws import law_of
from privacy_check.domain.sanitize import Clean, clean
from privacy_check.domain.search import normalize
from privacy_check.domain.url import checked, host, is_mail_address, is_on_hosts

_ANSWER_DAYS = 30
"""Days after which to ask about an answer that no law sets a time for."""
_RECHECK_DAYS = 365
_LONGEST_STEM = 40

_TITLES: dict[Kind, str] = {
    "access": "Ask {name} for a copy of your data",
    "erasure": "Have {name} erase your data",
    "objection": "Object to what {name} does with your data",
    "opt-out": "Keep {name} from using your data for ads",
}
_SUBJECTS: dict[Kind, str] = {
    "access": "Request for a copy of my data",
    "erasure": "Request to erase my data",
    "objection": "Objection to the use of my data",
    "opt-out": "Objection to marketing and to passing on my data",
}
_ASKS: dict[Kind, str] = {
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
        "selling or passing it on for that. Please put my details on your block list."
    ),
}
_DONE: dict[Kind, str] = {
    "access": "The copy, or a reason why not.",
    "erasure": "A confirmation that it is erased, or a reason why not.",
    "objection": "A confirmation that they stopped, or a reason why not.",
    "opt-out": "A confirmation, and no more ads from them.",
}
_READ: dict[Kind, str] = {
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

    `origin` says where the address is from; empty if the person gave it. What can't be an e-mail
    address is none.
    """
    if not is_mail_address(company.email):
        company = replace(company, email=Clean(""))
    law, name = law_of(region), company.name
    ground, time = law.grounds.get(kind, ""), law.times.get(kind)
    complaint = law.complaint if ground else None
    reminder = law.reminder if ground else Reminder()
    sources = _sources(law, reminder, complaint, has_law=bool(ground), origin=origin)
    backed = [source["id"] for source in (law.sources if ground else sources)]
    request: dict[str, Any] = {
        "id": "request",
        "title": "Send the request",
        "body": _where_to(company),
        "expect": _DONE[kind],
        "copy": _request(kind, company, law),
        "answer_days": time.days if time else _ANSWER_DAYS,
        "sources": backed,
        **_mailto(company, _SUBJECTS[kind]),
        "answer": {"then": ["remind"], **_by_law(time, backed)},
    }
    remind: dict[str, Any] = {
        "id": "remind",
        "title": "Remind them",
        "body": reminder.body,
        "copy": _reminder(company, reminder, time, complains=bool(complaint)),
        "optional": True,
        "answer_days": reminder.days,
        "sources": backed,
        **_mailto(company, f"Reminder: {_SUBJECTS[kind]}"),
    }
    by_law = _by_law(
        Time(reminder.days, reminder.article) if reminder.article else None,
        [source["id"] for source in reminder.sources],
    )
    if complaint or by_law:
        remind["answer"] = by_law | ({"then": ["complain"]} if complaint else {})
    read = {
        "id": "read",
        "title": "Read the answer",
        "body": _READ[kind],
        "optional": True,
        "sources": backed,
    }
    steps = [request, read, remind]
    if complaint:
        steps.append(_complaint(kind, company, complaint, authorities, backed))
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


def _by_law(time: Time | None, sources: list[str]) -> dict[str, Any]:
    """Return what a step says of the law that sets its days; nothing if none does."""
    if time is None:
        return {}
    longer = {"extension_days": time.extension_days} if time.extension_days else {}
    return {"law": time.article, "sources": sources, **longer}


def _sources(
    law: Law, reminder: Reminder, complaint: Complaint | None, *, has_law: bool, origin: str
) -> list[dict[str, Any]]:
    """Return what backs a letter: the law, and where the address is from, if from anywhere."""
    by_law = [*law.sources, *reminder.sources, *(complaint.sources if complaint else ())]
    directory = {
        "id": "directory",
        "title": origin,
        "publisher": "datarequests.org",
        "url": "https://www.datarequests.org/company/",
        "kind": "other",
    }
    return [*(by_law if has_law else ()), *([directory] if origin else ())]


def _where_to(company: Entry) -> str:
    if company.email:
        return f"It goes to {company.email}. Send it from the address that they know."
    if company.form:
        return f"They have a form: {company.form}. Paste the text there, or send it by post."
    if company.address:
        return f"Send it by post to {company.address}."
    return "Look for a privacy address in their notice."


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
    """Return a company's own hosts; its mail may be with a provider that millions use."""
    urls = []
    for url in filter(None, (company.web, company.form)):
        try:
            urls.append(checked(url))
        except ValueError:
            continue
    hosts = [host(url).removeprefix("www.") for url in urls]
    mail = company.email.rpartition("@")[2].lower()
    is_own = any(is_on_hosts(url, (mail,)) for url in urls)
    return list(dict.fromkeys([*hosts, *([mail] if is_own else [])]))


def _head(company: Entry) -> str:
    """Name whom a letter is to; one that is mailed needs no postal address."""
    address = company.address or ("" if company.email else "[company address]")
    return f"To {company.name}\n{address}".rstrip()


def _request(kind: Kind, company: Entry, law: Law) -> str:
    ground = law.grounds.get(kind, "")
    asks = law.asks.get(kind, _ASKS[kind])
    asks = asks if ground else asks[0].upper() + asks[1:]
    time = law.times.get(kind)
    in_time = f"{time.what} {time.in_time}" if time else f"answer within {_ANSWER_DAYS} days"
    return (
        f"{_head(company)}\n\n{f'{ground} ' if ground else ''}{asks}\n\n"
        "You know me by: [account: account, e-mail or customer number]\n"
        f"{_signed(company)}\n\nPlease {in_time}."
    )


def _signed(company: Entry) -> str:
    return "Name: [your name]" if company.email else "Name: [your name]\nAddress: [your address]"


def _reminder(company: Entry, reminder: Reminder, time: Time | None, *, complains: bool) -> str:
    late = f" The time that the law gives you is over ({time.article})." if time else ""
    then = " After that I will complain to the data protection authority." if complains else ""
    return (
        f"{_head(company)}\n\nI wrote to you on [asked on] and have had no answer."
        f"{late}\n\n{reminder.asks}{then}\n\n"
        "You know me by: [account: account, e-mail or customer number]\n"
        f"{_signed(company)}"
    )


_FOR: dict[Kind, str] = {
    "access": "a copy of my data",
    "erasure": "the erasure of my data",
    "objection": "them to stop a use of my data",
    "opt-out": "them to stop using my data for marketing",
}


def _complaint(
    kind: Kind,
    company: Entry,
    complaint: Complaint,
    authorities: tuple[Entry, ...],
    backed: list[str],
) -> dict[str, Any]:
    """Return the step of the complaint; where there is one authority, it goes there."""
    body = complaint.body
    one = authorities[0] if len(authorities) == 1 else None
    if one:
        body = f"{body} Its page: {one.form or one.web}"
    elif authorities:
        body = f"{body} There are several where you live: the letter asks which is yours."
    sources = [source["id"] for source in complaint.sources] or backed
    time = Time(complaint.days, complaint.article) if complaint.article else None
    by_law = _by_law(time, sources)
    says = f"{complaint.says} " if complaint.says else ""
    return {
        "id": "complain",
        "title": "Complain to the authority",
        "body": body,
        "copy": (
            f"To [authority]\n\nComplaint{complaint.under}\n\n"
            f"Against: {company.name}, {company.address or company.email or '[company address]'}\n"
            f"{says}I asked for {_FOR[kind]} on [asked on], and reminded them on [reminded on]. "
            "What they did: [choice: no answer / they refused / they went on].\n\n"
            "I ask you to look into it. Copies of my letters are attached.\n\n"
            "[your name]\n[your address]\n[your e-mail]\n[date]"
        ),
        "optional": True,
        "answer_days": complaint.days,
        "sources": sources,
        **({"answer": by_law} if by_law else {}),
        **(_mailto(one, f"Complaint against {company.name}") if one else {}),
    }
