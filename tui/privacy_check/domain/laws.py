"""What the law says of a person's requests where they live, and who takes a complaint.

Each law stands here with its sources. What no source backs is left out: then a letter calls on no
law, has no clock, or no complaint follows it.
"""

from datetime import date
from typing import Any

from msgspec import Struct

from privacy_check.domain.checklist import REGIONS
from privacy_check.domain.sanitize import Clean

COURTESY_DAYS = 14
"""Days that a reminder gives where no law says how long: a courtesy."""
COMPLAINT_DAYS = 90
"""Days after which to ask about a complaint where no law says how long."""
_OPENED = date(2026, 11, 29)


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
    """None if the law's own sources back it."""


class Law(Struct, frozen=True):
    """What the law of a region says of these requests."""

    name: str
    grounds: dict[str, str]
    """Kind → the words by which a letter calls on it; none where it has no such right."""
    sources: tuple[dict[str, Any], ...]
    times: dict[str, Time]
    """Kind → the time for an answer, where the law sets one."""
    asks: dict[str, str] = {}
    """Kind → what the letter asks for, where the right is another than elsewhere."""
    reminder: Reminder = Reminder()
    complaint: Complaint | None = None
    """None where it is not known to whom a complaint goes."""


def _source(name: str, title: str, publisher: str, url: str, **more: Any) -> dict[str, Any]:
    seen = {} if "date" in more else {"seen": _OPENED}
    return {"id": name, "title": title, "publisher": publisher, "url": url, **seen, **more}


_KINDS = ("access", "erasure", "objection", "opt-out")
_GDPR = Law(
    name="GDPR",
    grounds={
        "access": "Under Article 15 GDPR",
        "erasure": "Under Article 17 GDPR",
        "objection": "Under Article 21(1) GDPR",
        "opt-out": "Under Article 21(2) GDPR",
    },
    sources=(
        _source(
            "law",
            "Regulation (EU) 2016/679, Articles 12, 15, 17, 21, 57, 77 and 78",
            "EUR-Lex",
            "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
            date=date(2016, 4, 27),
            kind="authority",
        ),
    ),
    times=dict.fromkeys(
        _KINDS,
        Time(31, "GDPR, Article 12(3)", "within one month, as Article 12(3) says", 61),
    ),
    complaint=Complaint(
        under=" under Article 77 GDPR",
        body=(
            "An authority looks into it free of charge. It has a form of its own, or takes this "
            "text. If it says nothing for three months, you may go to court (Article 78)."
        ),
        days=92,
        article="GDPR, Article 78(2)",
    ),
)
_UK = Law(
    name="UK GDPR",
    grounds={kind: f"{said[:-4]}UK GDPR" for kind, said in _GDPR.grounds.items()},
    sources=(
        _source(
            "law",
            "UK GDPR, Chapter III: rights of the data subject",
            "legislation.gov.uk",
            "https://www.legislation.gov.uk/eur/2016/679/chapter/III/section/1/data.html",
            kind="authority",
        ),
        _source(
            "changes",
            "Data (Use and Access) Act 2025: changes now in force",
            "Bratby Law, June 2026",
            "https://bratby.law/data-use-and-access-act-2025-commencement/",
            kind="press",
        ),
    ),
    times=dict.fromkeys(
        _KINDS,
        Time(
            31,
            "UK GDPR, Articles 12(3) and 12A",
            "within one month, as Articles 12(3) and 12A say",
            61,
        ),
    ),
    # the regulator mostly wants people to have complained to the firm itself before
    reminder=Reminder(
        asks=(
            "This is also a complaint under section 164A of the Data Protection Act 2018. Please "
            "acknowledge it within 30 days, and answer my request without undue delay."
        ),
        body=(
            "For when no answer came in time. It is a complaint to the firm as well: in most cases "
            "the ICO wants that to come first, and 30 days to pass."
        ),
        days=30,
        article="Data Protection Act 2018, section 164A(3)",
        sources=(
            _source(
                "section-164a",
                "Data (Use and Access) Act 2025, section 103: complaints by data subjects",
                "legislation.gov.uk",
                "https://www.legislation.gov.uk/ukpga/2025/18/section/103",
                kind="authority",
            ),
        ),
    ),
    complaint=Complaint(
        under=" under section 165 of the Data Protection Act 2018",
        body=(
            "Send it within three months of the last contact with the firm. The ICO decides how "
            "far it looks into it. It has a form of its own, or takes this text."
        ),
        days=92,
        article="Data Protection Act 2018, section 166",
        sources=(
            _source(
                "ico",
                "What do I need to do before I can complain to the ICO?",
                "Information Commissioner's Office",
                "https://ico.org.uk/make-a-complaint/data-protection-complaints/what-to-expect/",
                kind="authority",
            ),
            _source(
                "section-165",
                "Data (Use and Access) Act 2025, section 103(3): section 165 covers the UK GDPR",
                "legislation.gov.uk",
                "https://www.legislation.gov.uk/ukpga/2025/18/section/103",
                kind="authority",
            ),
            _source(
                "section-166",
                "Data Protection Act 2018, section 166: orders to progress complaints",
                "LexisNexis",
                "https://www.lexisnexis.co.uk/legal/legislation/uk-parliament-acts/data-protection-act-2018-c12/part-6/section-166",
                kind="other",
            ),
        ),
    ),
)
_SWISS = Law(
    name="FADP",
    grounds={"access": "Under Article 25 of the Swiss Federal Act on Data Protection"},
    sources=(
        _source(
            "law",
            "Federal Act on Data Protection (FADP), Article 25",
            "Lawbrary",
            "https://lawbrary.ch/law/art/DSG-v2023.09-en-art-25",
            kind="other",
        ),
        _source(
            "ordinance",
            "Art. 18 DSV: Frist",
            "Datenschutzpartner",
            "https://www.datenschutzpartner.ch/dsv/dsv-18/",
            kind="other",
        ),
    ),
    times={
        "access": Time(30, "Swiss FADP, Article 25(7)", "within 30 days, as Article 25(7) says")
    },
    complaint=Complaint(
        body=(
            "The commissioner (FDPIC) has a form of its own. It acts only where there are signs "
            "enough of a breach of weight, and not in your place: for that there are the courts."
        ),
        sources=(
            _source(
                "fdpic",
                "Eine Anzeige beim EDÖB erstatten",
                "Federal Data Protection and Information Commissioner (FDPIC)",
                "https://www.edoeb.admin.ch/de/anzeige-einreichen",
                kind="authority",
            ),
            _source(
                "fdpic-form",
                "Requirements for filing a report by data subjects",
                "Federal Data Protection and Information Commissioner (FDPIC)",
                "https://www.edoeb.admin.ch/edoeb/en/home/deredoeb/kontakt/info_anzeige_betroffene.html",
                kind="authority",
            ),
        ),
    ),
)
_CALIFORNIA = Law(
    name="CCPA",
    grounds={
        "access": "Under the California Consumer Privacy Act (Civil Code 1798.110)",
        "erasure": "Under the California Consumer Privacy Act (Civil Code 1798.105)",
        "opt-out": "Under the California Consumer Privacy Act (Civil Code 1798.120)",
    },
    sources=(
        _source(
            "law",
            "11 CCR 7021: timelines for responding to requests",
            "Advisori",
            "https://advisori.com/cpra/%C2%A7-7021-timelines-for-responding-to-requests-to-delete-requests-to-correct-and-requests-to-know/",
            kind="other",
        ),
        _source(
            "opt-outs",
            "Cal. Code Regs. Tit. 11, § 7026: requests to opt-out of sale/sharing",
            "Legal Information Institute, Cornell",
            "https://www.law.cornell.edu/regulations/california/11-CCR-7026",
            kind="other",
        ),
        _source(
            "opt-out-days",
            "How to process an opt-out (do not sell) request",
            "CookieBeam, 2026",
            "https://cookiebeam.com/guides/how-to-process-opt-out-do-not-sell-request-2026",
            kind="other",
        ),
    ),
    times={
        kind: Time(
            45,
            "CCPA regulations, 11 CCR 7021(b)",
            "within 45 days, as the regulations say (11 CCR 7021(b))",
            45,
        )
        for kind in ("access", "erasure")
    }
    # three weeks, and as long as three public holidays and a weekend can make them;
    # the law wants the sale stopped by then, and no answer
    | {
        "opt-out": Time(
            26,
            "CCPA regulations, 11 CCR 7026(f): 15 business days",
            "within 15 business days, as the regulations say (11 CCR 7026(f)), and confirm it",
            what="do this",
        )
    },
    # the right is to be left out of sale and sharing, and not to be left alone
    asks={
        "opt-out": (
            "please do not sell or share my personal information. Please also leave me out of "
            "your marketing."
        )
    },
    complaint=Complaint(
        under=" under the California Consumer Privacy Act",
        says="I am a California resident.",
        body=(
            "CalPrivacy takes complaints in a form of its own: paste the text there. It does not "
            "act for you alone, and can ask back only if you say how to reach you."
        ),
        sources=(
            _source(
                "calprivacy",
                "Submit a complaint",
                "CalPrivacy (California Privacy Protection Agency)",
                "https://privacy.ca.gov/tips/submit-complaint",
                kind="authority",
            ),
        ),
    ),
)
_BRAZIL = Law(
    name="LGPD",
    grounds={
        "access": "Under Articles 18 and 19 of the Brazilian data protection law (LGPD)",
        "erasure": "Under Article 18 of the Brazilian data protection law (LGPD)",
    },
    sources=(
        _source(
            "law",
            "LGPD, Article 19",
            "LGPD Brazil",
            "https://lgpd-brazil.info/chapter_03/article_19",
            kind="other",
        ),
    ),
    times={
        "access": Time(15, "LGPD, Article 19, II", "within 15 days, as Article 19, II says"),
    },
    complaint=Complaint(
        under=" (petição de titular) under Article 18 LGPD",
        body=(
            "The ANPD takes it online, in Portuguese, and never without your name: sign in with "
            "your gov.br account and choose 'Petição'. Attach your letters to the firm."
        ),
        sources=(
            _source(
                "anpd",
                "Denúncias ou petições de titular",
                "ANPD",
                "https://gov.br/anpd/pt-br/canais_atendimento/cidadao-titular-de-dados/peticao-de-titular-contra-controlador-de-dados/reclamacao",
                kind="authority",
            ),
        ),
    ),
)
_CANADA = Law(
    name="PIPEDA",
    grounds={
        "access": (
            "Under the Personal Information Protection and Electronic Documents Act (PIPEDA, "
            "Schedule 1, clause 4.9)"
        )
    },
    sources=(
        _source(
            "law",
            "Personal Information Protection and Electronic Documents Act, section 8",
            "Department of Justice Canada",
            "https://github.com/justicecanada/laws-lois-xml/blob/main/eng/acts/P-8.6.xml",
            kind="authority",
        ),
    ),
    times={
        "access": Time(30, "PIPEDA, section 8(3)", "within 30 days, as section 8(3) says", 30),
    },
    complaint=Complaint(
        under=" under PIPEDA",
        body=(
            "It costs nothing, and there is a form online. In Alberta, British Columbia and Quebec "
            "a firm may come under the province's own law, and its commissioner."
        ),
        sources=(
            _source(
                "opc",
                "File a complaint under PIPEDA",
                "Office of the Privacy Commissioner of Canada",
                "https://www.priv.gc.ca/en/report-a-concern/file-a-formal-privacy-complaint/file-a-complaint-about-a-business/file-a-complaint-under-pipeda",
                kind="authority",
            ),
            _source(
                "opc-address",
                "To file a complaint under the Privacy Act",
                "Office of the Privacy Commissioner of Canada",
                "http://www.priv.gc.ca/complaint-plainte/pa_e.asp",
                kind="authority",
            ),
        ),
    ),
)
_AUSTRALIA = Law(
    name="Privacy Act",
    grounds={"access": "Under Australian Privacy Principle 12"},
    sources=(
        _source(
            "law",
            "Chapter 12: APP 12, access to personal information",
            "Office of the Australian Information Commissioner",
            "https://www.oaic.gov.au/privacy/australian-privacy-principles/australian-privacy-principles-guidelines/chapter-12-app-12-access-to-personal-information",
            date=date(2019, 7, 22),
            kind="authority",
        ),
    ),
    times={},
    # the regulator wants people to have complained to the firm itself before
    reminder=Reminder(
        asks=(
            "This is a complaint about how you handle my personal information. Please answer it "
            "within 30 days."
        ),
        body=(
            "It is a complaint to the firm: the OAIC wants that to come first, and 30 days to pass "
            "or an answer that you are not happy with."
        ),
        days=30,
    ),
    complaint=Complaint(
        under=" under the Privacy Act 1988",
        body=(
            "The OAIC takes it in writing, free of charge: in its form, or by e-mail, which is not "
            "encrypted. For banks, power and phones an outside scheme may take it as well."
        ),
        sources=(
            _source(
                "oaic",
                "Lodge a privacy complaint with us",
                "Office of the Australian Information Commissioner",
                "https://www.oaic.gov.au/privacy/privacy-complaints/lodge-a-privacy-complaint-with-us",
                kind="authority",
            ),
        ),
    ),
)
_NEW_ZEALAND = Law(
    name="Privacy Act",
    grounds={"access": "Under information privacy principle 6 of the Privacy Act 2020"},
    sources=(
        _source(
            "law",
            "How long does an agency have to respond to my request?",
            "Office of the Privacy Commissioner, New Zealand",
            "https://privacy.org.nz/tools/knowledge-base/view/7",
            kind="authority",
        ),
    ),
    # four weeks, and as long as Easter with Anzac Day can make them; the summer is left out
    times={
        "access": Time(
            33,
            "Privacy Act 2020, section 44: 20 working days",
            "within 20 working days, as the Privacy Act says",
        ),
    },
    # the regulator wants people to have complained to the agency itself before
    reminder=Reminder(
        asks="This is also a complaint about how you handle my request. Please answer in 30 days.",
        body=(
            "It is a complaint to the firm as well: the commissioner wants that to come first, and "
            "30 days to pass. The days from 25 December to 15 January are no working days."
        ),
        days=30,
    ),
    complaint=Complaint(
        under=" under the Privacy Act 2020",
        body=(
            "The form begins with questions on whether it is a case for the commissioner. Attach "
            "your request, any answer, and your reminder: without them it can't be assessed."
        ),
        sources=(
            _source(
                "opc",
                "Complaints form self-assessment",
                "Office of the Privacy Commissioner, New Zealand",
                "https://www.privacy.org.nz/your-rights/making-a-complaint/complaint-form",
                kind="authority",
            ),
            _source(
                "opc-first",
                "Lodge a privacy issue with another agency",
                "Office of the Privacy Commissioner, New Zealand",
                "https://privacy.org.nz/your-rights/resolving-privacy-issues/lodge-a-privacy-complaint-with-another-agency",
                kind="authority",
            ),
        ),
    ),
)
_NONE = Law(name="", grounds={}, sources=(), times={})

AUTHORITIES = (
    Entry(
        Clean("California Privacy Protection Agency (CalPrivacy)"),
        web=Clean("https://privacy.ca.gov/submit-a-complaint"),
        form=Clean("https://cppa.ca.gov/webapplications/complaint"),
        regions=(Clean("us-ca"),),
    ),
    Entry(
        Clean("ANPD (Brazil's data protection authority)"),
        form=Clean(_BRAZIL.complaint.sources[0]["url"] if _BRAZIL.complaint else ""),
        regions=(Clean("br"),),
    ),
    Entry(
        Clean("Office of the Privacy Commissioner of Canada"),
        Clean("30 Victoria Street, Gatineau, Quebec K1A 1H3"),
        form=Clean(
            "https://www.priv.gc.ca/en/report-a-concern/file-a-formal-privacy-complaint/file-a-complaint-about-a-business/file-a-complaint-under-pipeda"
        ),
        regions=(Clean("ca"),),
    ),
    Entry(
        Clean("Office of the Australian Information Commissioner (OAIC)"),
        email=Clean("enquiries@oaic.gov.au"),
        form=Clean(
            "https://www.oaic.gov.au/privacy/privacy-complaints/lodge-a-privacy-complaint-with-us"
        ),
        regions=(Clean("au"),),
    ),
    Entry(
        Clean("Office of the Privacy Commissioner (New Zealand)"),
        form=Clean("https://www.privacy.org.nz/your-rights/making-a-complaint/complaint-form"),
        regions=(Clean("nz"),),
    ),
)
"""The authorities that the directory of companies does not have, from their own pages."""

_LAWS = (
    ("uk", _UK),
    ("eea", _GDPR),
    ("ch", _SWISS),
    ("us-ca", _CALIFORNIA),
    ("br", _BRAZIL),
    ("ca", _CANADA),
    ("au", _AUSTRALIA),
    ("nz", _NEW_ZEALAND),
)


def law_of(region: str | None) -> Law:
    """Return the law of a person's region; one that says nothing where none is known here."""
    wider = {region or ""} | REGIONS.get(region or "", frozenset())
    return next((law for code, law in _LAWS if code in wider), _NONE)
