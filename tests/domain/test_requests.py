"""Letters to any company: what the law says where the person lives, and valid checklists."""

from pathlib import Path
from typing import get_args

import pytest
import tomli_w
from msgspec.structs import replace

from privacy_check.domain import letters, requests
from privacy_check.domain.checklist import REGIONS, Checklist
from privacy_check.domain.law import KIND_NAMES, Entry, Kind
from privacy_check.domain.sanitize import Clean
from privacy_check.storage import checklist_file, companies
from tests.conftest import HOSTILE
from tests.content_rules import unknown_blanks

BOLT = Entry(Clean("Bolt Ltd"), Clean("1 High St, Leeds"), Clean("privacy@bolt.example"))
CNIL = Entry(Clean("CNIL"), Clean("Paris"), form=Clean("https://www.cnil.fr/fr/plaintes"))
UODO = Entry(Clean("UODO"), Clean("Warsaw"), Clean("kancelaria@uodo.gov.pl"))


def written(
    folder: Path,
    kind: Kind = "access",
    company: Entry = BOLT,
    region: str | None = "fr",
    authorities: tuple[Entry, ...] = (CNIL,),
    origin: str = "the directory",
) -> Checklist:
    """Return the checklist that a file of this request is read as."""
    table = requests.checklist_table(kind, company, region, authorities, origin)
    path = folder / f"{table['id']}.toml"
    path.write_text(tomli_w.dumps(table, multiline_strings=True), encoding="utf-8")
    checklist, faults = checklist_file.read(path, path.name)
    assert faults == ()
    assert checklist
    return checklist


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("region", [None, *sorted(REGIONS)])
def test_every_letter_in_every_region_is_a_valid_checklist(
    tmp_path: Path, kind: Kind, region: str | None
) -> None:
    checklist = written(tmp_path, kind, region=region)
    for step in checklist.steps:
        assert unknown_blanks(step.copy or "") == []
        assert all(checklist.step(name) for name in (step.answer.then if step.answer else ()))


@pytest.mark.parametrize(
    ("kind", "region", "begins", "days", "law", "longer"),
    [
        ("access", "de", "Under Article 15 GDPR please tell", 31, "GDPR, Article 12(3)", 61),
        ("opt-out", "no", "Under Article 21(2) GDPR I object", 31, "GDPR, Article 12(3)", 61),
        (
            "erasure",
            "uk",
            "Under Article 17 UK GDPR please",
            31,
            "UK GDPR, Articles 12(3) and 12A",
            61,
        ),
        (
            "access",
            "us-ca",
            "Under the California Consumer Privacy Act (Civil Code 1798.110) please",
            45,
            "CCPA regulations, 11 CCR 7021(b)",
            45,
        ),
        (
            "opt-out",
            "us-ca",
            "Under the California Consumer Privacy Act (Civil Code 1798.120) please do not sell",
            26,
            "CCPA regulations, 11 CCR 7026(f): 15 business days",
            None,
        ),
        ("objection", "us-ca", "I object to this use", 30, None, None),
        ("access", "ch", "Under Article 25 of the Swiss", 30, "Swiss FADP, Article 25(7)", None),
        ("erasure", "ch", "Please erase my personal data", 30, None, None),
        ("access", "br", "Under Articles 18 and 19 of the", 15, "LGPD, Article 19, II", None),
        ("erasure", "br", "Under Article 18 of the", 30, None, None),
        ("access", "ca", "Under the Personal Information", 30, "PIPEDA, section 8(3)", 30),
        ("erasure", "ca", "Please erase my personal data", 30, None, None),
        ("access", "au", "Under Australian Privacy Principle 12 please", 30, None, None),
        (
            "access",
            "nz",
            "Under information privacy principle 6",
            33,
            "Privacy Act 2020, section 44: 20 working days",
            None,
        ),
        ("access", "in", "Please tell me whether", 30, None, None),
        ("access", None, "Please tell me whether", 30, None, None),
    ],
)
def test_the_law_is_the_one_where_the_person_lives(
    tmp_path: Path,
    kind: Kind,
    region: str | None,
    begins: str,
    days: int,
    law: str | None,
    longer: int | None,
) -> None:
    request = written(tmp_path, kind, region=region).steps[0]
    assert (request.copy or "").split("\n\n")[1].startswith(begins)
    assert request.answer_days == days
    assert request.answer
    assert (request.answer.law, request.answer.extension_days) == (law, longer)
    assert bool(request.answer.sources) == bool(law)


def test_a_letter_asks_for_no_more_than_the_law_sets_a_time_for(tmp_path: Path) -> None:
    access = written(tmp_path, region="us-ca").steps[0].copy or ""
    assert access.endswith("Please answer within 45 days, as the regulations say (11 CCR 7021(b)).")
    opt_out = written(tmp_path, "opt-out", region="us-ca").steps[0].copy or ""
    assert "Please do this within 15 business days" in opt_out
    assert "Please answer within 30 days." in (written(tmp_path, region=None).steps[0].copy or "")


def test_a_mail_address_gets_the_letter_by_mail(tmp_path: Path) -> None:
    request, _, remind, complain = written(tmp_path).steps
    assert letters.recipient(request) == ("privacy@bolt.example", "Request for a copy of my data")
    assert letters.recipient(remind)[1] == "Reminder: Request for a copy of my data"
    assert (request.copy or "").startswith("To Bolt Ltd\n1 High St, Leeds\n\n")
    assert complain.url == "https://www.cnil.fr/fr/plaintes"
    assert "Its page: https://www.cnil.fr/fr/plaintes" in complain.body


def test_the_complaint_goes_to_the_authority_by_mail_where_it_has_one(tmp_path: Path) -> None:
    complain = written(tmp_path, region="pl", authorities=(UODO,)).steps[-1]
    to, subject = letters.recipient(complain)
    assert (to, subject) == ("kancelaria@uodo.gov.pl", "Complaint against Bolt Ltd")
    several = written(tmp_path, region="de", authorities=(UODO, CNIL)).steps[-1]
    assert several.url is None
    assert "the letter asks which is yours" in several.body


@pytest.mark.parametrize(
    ("region", "kind"), [("in", "access"), (None, "access"), ("au", "erasure")]
)
def test_where_no_authority_is_known_there_is_no_complaint(
    tmp_path: Path, region: str | None, kind: Kind
) -> None:
    steps = written(tmp_path, kind, region=region).steps
    assert [s.id for s in steps] == ["request", "read", "remind"]
    assert steps[-1].answer_days == 14
    assert "complain" not in (steps[-1].copy or "")


@pytest.mark.parametrize(
    ("region", "begins", "page", "days", "law"),
    [
        ("fr", "Complaint under Article 77 GDPR", "https://www.cnil.fr", 92, "GDPR, Article 78(2)"),
        (
            "uk",
            "Complaint under section 165 of the Data Protection Act 2018",
            "https://ico.org.uk/",
            92,
            "Data Protection Act 2018, section 166",
        ),
        ("ch", "Complaint", "https://www.edoeb.admin.ch/", 90, None),
        (
            "us-ca",
            "Complaint under the California Consumer Privacy Act",
            "https://cppa.ca.gov/webapplications/complaint",
            90,
            None,
        ),
        ("br", "Complaint (petição de titular) under Article 18", "https://gov.br/anpd/", 90, None),
        ("ca", "Complaint under PIPEDA", "https://www.priv.gc.ca/en/report-a-concern/", 90, None),
        ("au", "Complaint under the Privacy Act 1988", "mailto:enquiries@oaic.gov.au", 90, None),
        ("nz", "Complaint under the Privacy Act 2020", "https://www.privacy.org.nz/", 90, None),
    ],
)
def test_the_complaint_goes_to_the_authority_where_the_person_lives(
    tmp_path: Path, region: str, begins: str, page: str, days: int, law: str | None
) -> None:
    authorities = companies.directory().authorities_of(region)
    complain = written(tmp_path, region=region, authorities=authorities).steps[-1]
    assert (complain.copy or "").split("\n\n")[1].startswith(begins)
    assert (complain.url or "").startswith(page)
    assert complain.answer_days == days
    assert (complain.answer.law if complain.answer else None) == law
    assert complain.sources


def test_california_is_told_that_a_californian_writes(tmp_path: Path) -> None:
    complain = written(tmp_path, region="us-ca").steps[-1]
    assert "I am a California resident. I asked for a copy of my data" in (complain.copy or "")


@pytest.mark.parametrize(
    ("region", "days", "law", "asks"),
    [
        ("fr", 14, None, "Please answer within two weeks. After that I will complain"),
        ("uk", 30, "Data Protection Act 2018, section 164A(3)", "under section 164A of the Data"),
        ("au", 30, None, "This is a complaint about how you handle my personal information."),
        ("nz", 30, None, "This is also a complaint about how you handle my request."),
    ],
)
def test_a_reminder_is_a_complaint_where_the_authority_wants_one_first(
    tmp_path: Path, region: str, days: int, law: str | None, asks: str
) -> None:
    remind = next(s for s in written(tmp_path, region=region).steps if s.id == "remind")
    assert remind.answer_days == days
    assert remind.answer
    assert remind.answer.law == law
    assert remind.answer.then == ("complain",)
    assert asks in (remind.copy or "")


def test_an_address_that_no_link_can_hold_stands_in_the_text(tmp_path: Path) -> None:
    email = Clean("datenschutz@günstiger.example")
    company = Entry(Clean("Bolt"), email=email, form=Clean("https://bolt.example/form"))
    checklist = written(tmp_path, company=company)
    request, complain = checklist.steps[0], checklist.steps[-1]
    assert request.url == "https://bolt.example/form"
    assert request.body == f"It goes to {email}. Send it from the address that they know."
    assert (request.copy or "").startswith("To Bolt\n\n")
    assert f"Against: Bolt, {email}\n" in (complain.copy or "")


@pytest.mark.parametrize("email", ["no address", "a@b", "a@@b.example", "a@b.example/c"])
def test_what_can_be_no_address_is_none_throughout_the_letter(tmp_path: Path, email: str) -> None:
    company = Entry(Clean("Bolt"), email=Clean(email))
    assert written(tmp_path, company=company) == written(tmp_path, company=Entry(Clean("Bolt")))
    with_form = replace(company, form=Clean("https://bolt.example/form"))
    request, _, _, complain = written(tmp_path, company=with_form).steps
    assert request.url == "https://bolt.example/form"
    assert request.body == (
        "They have a form: https://bolt.example/form. Paste the text there, or send it by post."
    )
    assert "Address: [your address]" in (request.copy or "")
    assert "Against: Bolt, [company address]\n" in (complain.copy or "")


@pytest.mark.parametrize("region", ["fr", None])
def test_an_address_that_the_person_gave_has_no_source(tmp_path: Path, region: str | None) -> None:
    sources = written(tmp_path, region=region, origin="").sources
    assert [source.publisher for source in sources] == (["EUR-Lex"] if region else [])
    of_directory = written(tmp_path, region=region).sources[-1]
    assert (of_directory.title, of_directory.publisher) == ("the directory", "datarequests.org")


@pytest.mark.parametrize(
    ("entry", "hosts"),
    [
        (Entry(Clean("Bolt"), email=Clean("bolt@gmail.com")), ()),
        (
            Entry(Clean("B"), email=Clean("b@gmail.com"), web=Clean("https://www.bolt.example/")),
            ("bolt.example",),
        ),
        (
            Entry(
                Clean("B"), email=Clean("b@bolt.example"), web=Clean("https://shop.bolt.example")
            ),
            ("shop.bolt.example", "bolt.example"),
        ),
        (
            Entry(Clean("B"), email=Clean("b@bolt.example"), form=Clean("https://bolt.example/f")),
            ("bolt.example",),
        ),
    ],
)
def test_a_mail_provider_is_no_host_of_the_company(
    tmp_path: Path, entry: Entry, hosts: tuple[str, ...]
) -> None:
    assert written(tmp_path, company=entry).hosts == hosts


def test_each_kind_has_a_name() -> None:
    assert tuple(KIND_NAMES) == get_args(Kind)


def test_a_company_with_a_postal_address_alone_is_written_to_by_post(tmp_path: Path) -> None:
    company = Entry(Clean("Bolt"), Clean("1 High St, Leeds"))
    assert written(tmp_path, company=company).steps[0].body == (
        "Send it by post to 1 High St, Leeds."
    )


def test_a_letter_that_is_mailed_asks_for_no_postal_address(tmp_path: Path) -> None:
    company = Entry(Clean("Bolt"), email=Clean("privacy@bolt.example"))
    checklist = written(tmp_path, company=company)
    assert not [s.id for s in checklist.steps if "[company address]" in (s.copy or "")]
    complaint = next(s.copy or "" for s in checklist.steps if s.id == "complain")
    assert "Against: Bolt, privacy@bolt.example\n" in complaint


def test_a_company_without_any_address_can_be_written_to(tmp_path: Path) -> None:
    request = written(tmp_path, company=Entry(Clean("Bolt"))).steps[0]
    assert request.url is None
    assert "Address: [your address]" in (request.copy or "")


def test_a_hostile_name_is_text(tmp_path: Path) -> None:
    name = Clean(f'{HOSTILE} """ \\ [your name] &body=x')
    checklist = written(tmp_path, company=Entry(name, email=Clean("a@b.example")))
    assert checklist.service == name


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Bolt Ltd.", "letter-access-bolt-ltd"),
        ("Größe & Söhne GmbH", "letter-access-grosse-sohne-gmbh"),
        ("株式会社", "letter-access-company"),
        ("x" * 90, f"letter-access-{'x' * 40}"),
    ],
)
def test_the_file_is_named_after_the_company(name: str, stem: str) -> None:
    assert requests.file_stem("access", name) == stem
