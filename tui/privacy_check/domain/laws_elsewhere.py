"""What laws outside of Europe say of requests, with their sources."""

from datetime import date

from privacy_check.domain.law import Complaint, Law, Reminder, Time, source

CALIFORNIA = Law(
    name="CCPA",
    grounds={
        "access": "Under the California Consumer Privacy Act (Civil Code 1798.110)",
        "erasure": "Under the California Consumer Privacy Act (Civil Code 1798.105)",
        "opt-out": "Under the California Consumer Privacy Act (Civil Code 1798.120)",
    },
    sources=(
        source(
            "law",
            "11 CCR 7021: timelines for responding to requests",
            "Advisori",
            "https://advisori.com/cpra/%C2%A7-7021-timelines-for-responding-to-requests-to-delete-requests-to-correct-and-requests-to-know/",
            kind="other",
        ),
        source(
            "opt-outs",
            "Cal. Code Regs. Tit. 11, § 7026: requests to opt-out of sale/sharing",
            "Legal Information Institute, Cornell",
            "https://www.law.cornell.edu/regulations/california/11-CCR-7026",
            kind="other",
        ),
        source(
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
            source(
                "calprivacy",
                "Submit a complaint",
                "CalPrivacy (California Privacy Protection Agency)",
                "https://privacy.ca.gov/tips/submit-complaint",
                kind="authority",
            ),
        ),
    ),
)


BRAZIL = Law(
    name="LGPD",
    grounds={
        "access": "Under Articles 18 and 19 of the Brazilian data protection law (LGPD)",
        "erasure": "Under Article 18 of the Brazilian data protection law (LGPD)",
    },
    sources=(
        source(
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
            source(
                "anpd",
                "Denúncias ou petições de titular",
                "ANPD",
                "https://gov.br/anpd/pt-br/canais_atendimento/cidadao-titular-de-dados/peticao-de-titular-contra-controlador-de-dados/reclamacao",
                kind="authority",
            ),
        ),
    ),
)


CANADA = Law(
    name="PIPEDA",
    grounds={
        "access": (
            "Under the Personal Information Protection and Electronic Documents Act (PIPEDA, "
            "Schedule 1, clause 4.9)"
        )
    },
    sources=(
        source(
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
            source(
                "opc",
                "File a complaint under PIPEDA",
                "Office of the Privacy Commissioner of Canada",
                "https://www.priv.gc.ca/en/report-a-concern/file-a-formal-privacy-complaint/file-a-complaint-about-a-business/file-a-complaint-under-pipeda",
                kind="authority",
            ),
            source(
                "opc-address",
                "To file a complaint under the Privacy Act",
                "Office of the Privacy Commissioner of Canada",
                "http://www.priv.gc.ca/complaint-plainte/pa_e.asp",
                kind="authority",
            ),
        ),
    ),
)


AUSTRALIA = Law(
    name="Privacy Act",
    grounds={"access": "Under Australian Privacy Principle 12"},
    sources=(
        source(
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
            source(
                "oaic",
                "Lodge a privacy complaint with us",
                "Office of the Australian Information Commissioner",
                "https://www.oaic.gov.au/privacy/privacy-complaints/lodge-a-privacy-complaint-with-us",
                kind="authority",
            ),
        ),
    ),
)


NEW_ZEALAND = Law(
    name="Privacy Act",
    grounds={"access": "Under information privacy principle 6 of the Privacy Act 2020"},
    sources=(
        source(
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
            source(
                "opc",
                "Complaints form self-assessment",
                "Office of the Privacy Commissioner, New Zealand",
                "https://www.privacy.org.nz/your-rights/making-a-complaint/complaint-form",
                kind="authority",
            ),
            source(
                "opc-first",
                "Lodge a privacy issue with another agency",
                "Office of the Privacy Commissioner, New Zealand",
                "https://privacy.org.nz/your-rights/resolving-privacy-issues/lodge-a-privacy-complaint-with-another-agency",
                kind="authority",
            ),
        ),
    ),
)
