"""Letters: blanks filled from what is known, and what becomes of the text."""

from datetime import UTC, date
from email import message_from_string
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from privacy_check.domain import letters
from privacy_check.domain.checklist import Answer
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.letters import Blank, Letter, Me
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.session import Session
from tests.samples import checklist, event, step

TEXT = "To [company]\n\nI object.\n\nAccount: [account: user name]\n[your name]\n[date]"
MAILTO = Clean("mailto:privacy@acme.example?subject=My%20objection")


def letter(text: str, answers: dict[str, str] | None = None, **fields: object) -> Letter:
    written = letters.write(step("a", copy=Clean(text), **fields), answers or {})
    assert written
    return written


def test_a_text_says_which_blanks_it_has_each_once() -> None:
    assert letters.blanks(f"{TEXT} [your name] [Privacy]") == (
        Blank("company", "company", ""),
        Blank("account: user name", "account", "user name"),
        Blank("your name", "your name", ""),
        Blank("date", "date", ""),
    )


def test_a_blank_is_asked_for_in_words() -> None:
    asked = [blank.question for blank in letters.blanks(TEXT)]
    assert asked == ["Company", "Your account: user name", "Your name", "Date"]


def test_blanks_are_filled_by_their_whole_text_or_by_their_name() -> None:
    written = letter(TEXT, {"company": "Acme", "account: user name": "anna7", "date": "today"})
    assert written.text == "To Acme\n\nI object.\n\nAccount: anna7\n[your name]\ntoday"
    assert [blank.name for blank in written.missing] == ["your name"]


def test_an_answer_is_never_filled_in_a_second_time() -> None:
    assert letter("[company] [account]", {"company": "[account]", "account": "a"}).text == (
        "[account] a"
    )


def test_other_brackets_stay() -> None:
    assert letter("Settings > [Privacy]").text == "Settings > [Privacy]"
    assert letter("[Privacy]").missing == ()


def test_the_lines_of_a_tools_file_have_no_blanks() -> None:
    written = letter("[account]\nenabled = false", {"account": "a"}, commands=(Clean("acme"),))
    assert written.text == "[account]\nenabled = false"
    assert written.missing == ()


def test_a_step_without_text_has_no_letter() -> None:
    assert letters.write(step("a"), {}) is None


@pytest.mark.parametrize(
    ("url", "to", "subject"),
    [
        (MAILTO, "privacy@acme.example", "My objection"),
        ("mailto:privacy@acme.example", "privacy@acme.example", "Do a"),
        ("https://acme.example/form", "", "Do a"),
        (None, "", "Do a"),
    ],
)
def test_the_link_says_where_a_letter_goes(url: str | None, to: str, subject: str) -> None:
    written = letter("I object.", url=url)
    assert (written.to, written.subject) == (to, subject)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"copy": Clean("PO Box 1")}, False),
        ({"copy": Clean("PO Box 1"), "url": MAILTO}, True),
        ({"copy": Clean("I object."), "answer_days": 30}, True),
        ({"copy": Clean("[your name]")}, True),
        ({"copy": Clean("[date]\nx = 1"), "commands": (Clean("acme"),)}, False),
        ({"url": MAILTO}, False),
    ],
)
def test_a_letter_is_a_text_to_send(fields: dict[str, object], *, expected: bool) -> None:
    assert letters.is_letter(step("a", **fields)) is expected


def test_the_mail_program_gets_recipient_subject_and_text() -> None:
    url, is_whole = letters.mail_url(letter("Größe & Maß?\nI object.", url=MAILTO))
    assert is_whole
    assert url.isascii()
    assert urlsplit(url).path == "privacy@acme.example"
    assert parse_qs(urlsplit(url).query) == {
        "subject": ["My objection"],
        "body": ["Größe & Maß?\r\nI object."],
    }


def test_a_text_that_no_mail_address_can_hold_is_left_out() -> None:
    url, is_whole = letters.mail_url(letter("no " * 700, url=MAILTO))
    assert not is_whole
    assert url == "mailto:privacy@acme.example?subject=My%20objection"


def test_no_answer_can_add_a_recipient_or_a_header() -> None:
    hostile = "x&cc=eve@evil.example\nBcc: eve@evil.example"
    written = letter("[account]", {"account": hostile}, url=MAILTO)
    query = parse_qs(urlsplit(letters.mail_url(written).url).query)
    assert query.keys() == {"subject", "body"}
    mail = message_from_string(letters.as_mail(written, hostile), policy=default)
    assert sorted(mail.keys()) == sorted(
        ["X-Unsent", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
    )


def test_a_mail_file_is_a_draft_that_mail_programs_read() -> None:
    written = letter("Größe\n\n.\nFrom here", url=MAILTO)
    text = letters.as_mail(written, "anna@example.org")
    assert text.isascii()
    assert "\n" not in text.replace("\r\n", "")
    mail = message_from_string(text, policy=default)
    assert mail["From"] == "anna@example.org"
    assert mail["To"] == "privacy@acme.example"
    assert mail["Subject"] == "My objection"
    assert mail["X-Unsent"] == "1"
    assert mail.get_content().replace("\r\n", "\n") == "Größe\n\n.\nFrom here\n"


def test_as_plain_text_it_says_where_it_goes() -> None:
    assert letters.as_text(letter("I object.", url=MAILTO)) == (
        "To: privacy@acme.example\nSubject: My objection\n\nI object."
    )
    assert letters.as_text(letter("I object.")) == "I object."


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("de", {"your country": "Germany"}),
        ("us-ca", {"your country": "US", "your state": "California"}),
        ("uk", {"your country": "UK"}),
        ("eu", {}),
        (None, {}),
    ],
)
def test_what_the_person_told_needs_no_asking(
    session: Session, region: str | None, expected: dict[str, str]
) -> None:
    me = Me(name=Clean("Anna Lee"), phone=Clean("123"))
    known = letters.known(session.standing("acme"), "a", me, region)
    assert known == {
        "your name": "Anna Lee",
        "your phone": "123",
        "date": "23 Nov 2026",
        **expected,
    }


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (
            ["2025-01-02 request", "2025-02-10 remind"],
            {"asked on": "2 Jan 2025", "reminded on": "10 Feb 2025"},
        ),
        (
            ["2025-01-02 request", "2025-02-10 remind", "2026-06-01 request"],
            {"asked on": "1 Jun 2026"},
        ),
        (
            ["2025-02-10 remind", "2026-06-01 request", "2026-06-01 remind"],
            {"asked on": "1 Jun 2026", "reminded on": "1 Jun 2026"},
        ),
        (
            ["2026-06-01 request", "2026-07-02 remind", "2026-07-20 again"],
            {"asked on": "1 Jun 2026", "reminded on": "20 Jul 2026"},
        ),
        (
            ["2025-01-10 remind", "2025-02-10 again", "2026-06-01 request"],
            {"asked on": "1 Jun 2026"},
        ),
        (
            ["2025-02-10 again", "2026-06-01 request", "2026-07-02 remind"],
            {"asked on": "1 Jun 2026", "reminded on": "2 Jul 2026"},
        ),
    ],
)
def test_days_of_an_earlier_round_are_in_no_letter(
    sent: list[str], expected: dict[str, str]
) -> None:
    following = {
        "request": ("remind",),
        "remind": ("again", "complain"),
        "again": ("complain",),
        "complain": (),
    }
    steps = tuple(
        step(name, answer_days=14, answer=Answer(then=tuple(map(Clean, then))))
        for name, then in following.items()
    )
    events = [
        event(f"{n:02}", f"{day}T12:00:00", "waiting", review=1, step=Clean(name), n=n)
        for n, (day, name) in enumerate(line.split() for line in sent)
    ]
    standing = evaluate(checklist(steps=steps), events, Person(), date(2026, 11, 24), UTC)
    names = ("asked on", "reminded on")
    known = letters.known(standing, "complain", Me(), None)
    assert {name: known[name] for name in names if name in known} == expected


def test_the_address_is_decoded_before_it_is_a_recipient() -> None:
    written = letter("I object.", url="mailto:privacy%2Beu@acme.example")
    assert written.to == "privacy+eu@acme.example"
    assert unquote(letters.mail_url(written).url).startswith("mailto:privacy+eu@acme.example?")
