"""What the laws of the EEA, the UK and Switzerland say of requests, with their sources."""

from datetime import date
from typing import get_args

from privacy_check.domain.law import Complaint, Kind, Law, Reminder, Time, source

GDPR = Law(
    name="GDPR",
    grounds={
        "access": "Under Article 15 GDPR",
        "erasure": "Under Article 17 GDPR",
        "objection": "Under Article 21(1) GDPR",
        "opt-out": "Under Article 21(2) GDPR",
    },
    sources=(
        source(
            "law",
            "Regulation (EU) 2016/679, Articles 12, 15, 17, 21, 57, 77 and 78",
            "EUR-Lex",
            "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
            date=date(2016, 4, 27),
            kind="authority",
        ),
    ),
    times=dict.fromkeys(
        get_args(Kind),
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


UK = Law(
    name="UK GDPR",
    grounds={kind: f"{said[:-4]}UK GDPR" for kind, said in GDPR.grounds.items()},
    sources=(
        source(
            "law",
            "UK GDPR, Chapter III: rights of the data subject",
            "legislation.gov.uk",
            "https://www.legislation.gov.uk/eur/2016/679/chapter/III/section/1/data.html",
            kind="authority",
        ),
        source(
            "changes",
            "Data (Use and Access) Act 2025: changes now in force",
            "Bratby Law, June 2026",
            "https://bratby.law/data-use-and-access-act-2025-commencement/",
            kind="press",
        ),
    ),
    times=dict.fromkeys(
        get_args(Kind),
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
            source(
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
            source(
                "ico",
                "What do I need to do before I can complain to the ICO?",
                "Information Commissioner's Office",
                "https://ico.org.uk/make-a-complaint/data-protection-complaints/what-to-expect/",
                kind="authority",
            ),
            source(
                "section-165",
                "Data (Use and Access) Act 2025, section 103(3): section 165 covers the UK GDPR",
                "legislation.gov.uk",
                "https://www.legislation.gov.uk/ukpga/2025/18/section/103",
                kind="authority",
            ),
            source(
                "section-166",
                "Data Protection Act 2018, section 166: orders to progress complaints",
                "LexisNexis",
                "https://www.lexisnexis.co.uk/legal/legislation/uk-parliament-acts/data-protection-act-2018-c12/part-6/section-166",
                kind="other",
            ),
        ),
    ),
)


SWISS = Law(
    name="FADP",
    grounds={"access": "Under Article 25 of the Swiss Federal Act on Data Protection"},
    sources=(
        source(
            "law",
            "Federal Act on Data Protection (FADP), Article 25",
            "Lawbrary",
            "https://lawbrary.ch/law/art/DSG-v2023.09-en-art-25",
            kind="other",
        ),
        source(
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
            source(
                "fdpic",
                "Eine Anzeige beim EDÖB erstatten",
                "Federal Data Protection and Information Commissioner (FDPIC)",
                "https://www.edoeb.admin.ch/de/anzeige-einreichen",
                kind="authority",
            ),
            source(
                "fdpic-form",
                "Requirements for filing a report by data subjects",
                "Federal Data Protection and Information Commissioner (FDPIC)",
                "https://www.edoeb.admin.ch/edoeb/en/home/deredoeb/kontakt/info_anzeige_betroffene.html",
                kind="authority",
            ),
        ),
    ),
)
