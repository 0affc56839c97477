"""`privacy-check letter`: from a company's name to its answer, the reminder and the complaint."""

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from privacy_check import correspondence
from privacy_check.cli.main import main
from privacy_check.domain.letters import Me
from privacy_check.domain.requests import checklist_table
from privacy_check.domain.sanitize import Clean
from privacy_check.session import open_session
from privacy_check.storage import letter_checklists
from privacy_check.storage.paths import Places
from tests.conftest import Clock


@pytest.fixture(autouse=True)
def in_ireland(home: Places, library: Path) -> None:
    home.config.mkdir(parents=True)
    home.choices_file.touch()
    home.config_file.write_text('region = "ie"\n')


class Terminal(io.StringIO):
    """What is typed into a terminal."""

    def isatty(self) -> bool:
        return True


def run(clock: Clock, *words: str) -> int:
    return main(["letter", *words], clock)


def test_a_request_is_written_awaited_reminded_and_complained_about(
    home: Places, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(clock, "access", "Spotify") == 0
    said = capsys.readouterr().out
    assert "Spotify AB: privacy@spotify.com\nFrom: datarequests.org" in said
    assert "version 0a29c3d6 of 2026-07-21" in said
    assert "The letter is ready: privacy-check walk letter-access-spotify-ab" in said
    name = "letter-access-spotify-ab"
    session = open_session(home, clock)
    anna = Me(Clean("Anna Lee"), Clean("anna@example.org"), Clean("1 Main St, Cork"))
    correspondence.save_me(session, anna)
    asked = {"account: account, e-mail or customer number": "anna7"}
    correspondence.fill(session, "Spotify AB", asked, remember=True)
    letter = correspondence.letter(session, name, "request")
    assert letter
    assert letter.missing == ()
    assert letter.text.endswith(
        "You know me by: anna7\nName: Anna Lee\n\n"
        "Please answer within one month, as Article 12(3) says."
    )
    session.mark(name, "request", "waiting")
    clock.forward(days=31)
    assert session.standing(name).state == "waiting"
    clock.forward(days=1)
    assert [s.step.id for s in session.standing(name).answers_due] == ["request"]
    reminder = correspondence.letter(session, name, "remind")
    assert reminder
    assert "I wrote to you on 23 Nov 2026 and have had no answer." in reminder.text
    session.mark(name, "remind", "waiting")
    assert session.standing(name).state == "waiting"
    clock.forward(days=14)
    assert [s.step.id for s in session.standing(name).answers_due] == ["remind"]
    complaint = correspondence.letter(session, name, "complain")
    assert complaint
    assert complaint.to == "info@dataprotection.ie"
    assert [blank.name for blank in complaint.missing] == ["choice"]
    assert complaint.text.startswith(
        "To Irish Data Protection Commission, 21 Fitzwilliam Square South, Dublin 2, D02 RD28, "
        "Ireland\n\nComplaint under Article 77 GDPR\n\nAgainst: Spotify AB, Birger Jarlsgatan 61"
    )
    assert "on 23 Nov 2026, and reminded them on 25 Dec 2026." in complaint.text
    session.mark(name, "complain", "waiting")
    assert [s.step.id for s in session.standing(name).steps if s.awaited] == ["complain"]


@pytest.mark.needs("modes")
def test_only_the_person_can_read_the_file(home: Places, clock: Clock) -> None:
    assert run(clock, "erasure", "Spotify") == 0
    path = home.own_checklists / "letter-erasure-spotify-ab.toml"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_letter_that_is_there_is_walked_instead(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(clock, "access", "Spotify") == 0
    assert run(clock, "access", "Spotify") == 1
    assert capsys.readouterr().err == (
        "privacy-check: this letter to Spotify AB is there already; walk it: privacy-check walk "
        "letter-access-spotify-ab\n"
    )


def test_a_name_of_several_words_takes_no_quotes(home: Places, clock: Clock) -> None:
    assert run(clock, "access", "Foo", "Ltd", "--email", "a@b.example") == 0
    assert run(clock, "access", "Foo  Ltd", "--email", "a@b.example") == 1
    catalog = open_session(home, clock).catalog
    assert catalog.checklists["letter-access-foo-ltd"].service == "Foo Ltd"


def test_two_companies_never_share_a_file(
    home: Places, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("株式会社", "ООО", "株式会社"):
        run(clock, "access", name, "--email", "a@b.example")
    assert "walk letter-access-company\n" in capsys.readouterr().err
    home.own_checklists.joinpath("letter-access-company-3.toml").write_text("mine = [")
    assert run(clock, "access", "公司", "--email", "a@b.example") == 0
    catalog = open_session(home, clock).catalog
    assert {name: catalog.checklists[name].service for name in catalog.own} == {
        "letter-access-company": "株式会社",
        "letter-access-company-2": "ООО",
        "letter-access-company-4": "公司",
    }
    assert home.own_checklists.joinpath("letter-access-company-3.toml").read_text() == "mine = ["


def test_another_address_of_a_company_is_another_letter(home: Places, clock: Clock) -> None:
    for email in ("old@bolt.example", "new@bolt.example"):
        assert run(clock, "access", "Bolt", "--email", email) == 0
    assert run(clock, "access", "Bolt", "--email", "new@bolt.example") == 1
    assert sorted(file.name for file in home.own_checklists.iterdir()) == [
        "letter-access-bolt-2.toml",
        "letter-access-bolt.toml",
    ]


def test_a_letter_that_could_not_be_read_again_is_not_written(
    home: Places,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*args: Any) -> dict[str, Any]:
        return {**checklist_table(*args), "minutes": -1}

    monkeypatch.setattr(letter_checklists, "checklist_table", broken)
    assert run(clock, "access", "Spotify") == 1
    assert "letter-access-spotify-ab.toml" in capsys.readouterr().err
    assert not home.own_checklists.exists()


def test_several_companies_are_named(
    home: Places,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run(clock, "access", "Meta") == 1
    err = capsys.readouterr().err
    assert "several companies have 'Meta' in their name:\n1: Meta Platforms Ireland" in err
    assert not home.own_checklists.exists()


def test_one_name_in_two_countries_is_asked_about(
    home: Places,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run(clock, "access", "Vinted UAB") == 1
    *rows, remedy = capsys.readouterr().err.splitlines()[1:]
    assert remedy == "ask at a terminal, or say which by its --email or --address"
    assert sorted(row.partition("UAB, ")[2].partition(",")[0] for row in rows) == [
        "ddpo@vinted.fr",
        "dpo@vinted.co.uk",
        "dpo@vinted.cz",
        "dpo@vinted.de",
        "dpo@vinted.lt",
        "dpo@vinted.pl",
    ]
    assert run(clock, "access", "crif gmbh") == 1
    assert not home.own_checklists.exists()


def test_one_of_several_is_chosen_by_its_number(
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("1\n"))
    assert run(clock, "opt-out", "Meta") == 0
    said = capsys.readouterr().out
    assert "Meta Platforms Ireland Limited: https://www.facebook.com/help/contact" in said
    for answer in ("\n", "99\n", ""):
        monkeypatch.setattr(sys, "stdin", Terminal(answer))
        assert run(clock, "erasure", "Meta") == 1
        assert "Nothing was written." in capsys.readouterr().out


def test_an_unknown_company_is_asked_for_its_address(
    home: Places,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("dpo@nobody.example\n2 Low St\n"))
    assert run(clock, "objection", "Nobody Knows This Firm") == 0
    assert "is not among the companies that are known here" in capsys.readouterr().out
    session = open_session(home, clock)
    letter = correspondence.letter(session, "letter-objection-nobody-knows-this-firm", "request")
    assert letter
    assert letter.to == "dpo@nobody.example"
    assert letter.text.startswith("To Nobody Knows This Firm\n2 Low St\n")


def test_the_address_can_be_given(
    home: Places, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(clock, "access", "Spotify", "--email", "x@y.example") == 0
    assert "Spotify: x@y.example\nWritten:" in capsys.readouterr().out


def test_what_can_be_no_mail_address_is_refused(
    home: Places,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert run(clock, "access", "Bolt", "--email", "bolt.example") == 1
    assert capsys.readouterr().err == (
        "privacy-check: 'bolt.example' is no e-mail address: write it like privacy@shop.example, "
        "or give --address instead of --email\n"
    )
    assert not home.own_checklists.exists()
    monkeypatch.setattr(sys, "stdin", Terminal("bolt\nprivacy@bolt.example\n\n"))
    assert run(clock, "access", "Nobody Knows This Firm") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "'bolt' is no e-mail address: write it like privacy@shop.example." in said
    assert "Nobody Knows This Firm: privacy@bolt.example" in said


def test_without_a_region_it_says_that_the_law_is_missing(
    home: Places, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    home.config_file.write_text("")
    assert run(clock, "access", "Spotify") == 0
    assert "Say so (settings, or region in config.toml)" in capsys.readouterr().out


def test_a_name_is_needed(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(clock, "access", "  ") == 1
    assert "a company needs a name" in capsys.readouterr().err
