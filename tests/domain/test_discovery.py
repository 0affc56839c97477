"""Which services an address, an app or a command means."""

import pytest

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.discovery import Kind, Matcher, Seen, app_key, app_of, host_of
from privacy_check.domain.discovery_wording import where
from privacy_check.domain.sanitize import Clean
from privacy_check.storage.public_suffixes import registrable_domain
from tests.samples import checklist, step


def of(name: str, service: str, *hosts: str, **fields: object) -> Checklist:
    return checklist(name, service=Clean(service), hosts=tuple(map(Clean, hosts)), **fields)


LIBRARY = [
    of("google", "Google", "google.com"),
    of("gmail", "Gmail", "google.com", "mail.google.com"),
    of("gemini", "Gemini", "google.com", also=(Clean("Bard"),)),
    of("slack", "Slack", "slack.com", apps=(Clean("com.slack.Slack"), Clean("slack"))),
    of("amazon", "Amazon", "amazon.com"),
    of("line", "LINE", "line.me"),
    of("x", "X", "x.com", also=(Clean("Twitter"),)),
    of("mozilla", "Firefox", "mozilla.org"),
    of("bird", "Thunderbird", "mozilla.org"),
    of("shop", "Shop", "myshopify.com"),
    of("broker", "Spokeo", "spokeo.com", everyone=True),
    of("tools", "Developer tools", "github.com", steps=(step("gh", commands=(Clean("gh"),)),)),
]


def found(name: str, kind: Kind = "passwords") -> dict[str, bool]:
    matcher = Matcher(LIBRARY, registrable_domain)
    proposals = matcher.proposals([Seen(kind, name, Clean("a file"))])
    return {proposal.service: proposal.certain for proposal in proposals}


@pytest.mark.parametrize(
    ("host", "services"),
    [
        ("slack.com", {"Slack": True}),
        ("acme-corp.slack.com", {"Slack": True}),
        ("notslack.com", {}),
        ("slack.com.evil.example", {}),
        ("google.com", {"Google": True}),  # it bears this name of the three that have it
        ("accounts.google.com", {"Google": True}),
        ("mail.google.com", {"Gmail": True}),
        ("mozilla.org", {"Firefox": False, "Thunderbird": False}),
        ("www.amazon.co.uk", {"Amazon": False}),
        ("amazon.de", {"Amazon": False}),
        ("amazon.evil.dev", {}),
        ("twitter.com", {"X": False}),
        ("line.de", {}),  # too short a name to mean the same company
        ("myshopify.com", {"Shop": True}),
        ("somebody.myshopify.com", {}),  # a suffix that is lent: that shop is somebody's own
        ("spokeo.com", {}),  # nobody signs up there
        ("github.com", {}),  # many tools: only their commands tell
        ("com.slack.Slack", {"Slack": True}),  # the app that a password is for
    ],
)
def test_a_host_means_the_service_that_it_fits_best(host: str, services: dict[str, bool]) -> None:
    assert found(host) == services


@pytest.mark.parametrize(
    ("kind", "name", "services"),
    [
        ("app", "com.slack.Slack", {"Slack": True}),
        ("app", "Slack.app", {"Slack": True}),
        ("app", "Slack 4.35.121", {"Slack": True}),
        ("app", "Google (x64)", {"Google": False}),
        ("app", "Slackware", {}),
        ("command", "slack", {"Slack": True}),
        ("command", "com.slack.Slack", {}),
        ("command", "gh", {"Developer tools": True}),
        ("command", "google", {}),
    ],
)
def test_an_app_or_a_command_means_its_service(
    kind: Kind, name: str, services: dict[str, bool]
) -> None:
    assert found(name, kind) == services


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://slack.com/signin?x=https://reddit.com", "slack.com"),
        ("https://user:secret@Slack.com:443/x?y#z", "slack.com"),
        ("HTTPS://SLACK.COM.", "slack.com"),
        ("slack.com/login", "slack.com"),
        (" http://slack.com ", "slack.com"),
        ("https://bücher.de", "xn--bcher-kva.de"),
        ("https://slack.com\\@reddit.com", None),
        ("anna@slack.com", None),
        ('=HYPERLINK("https://slack.com")', None),
        ("javascript:alert(1)", None),
        ("ftp://slack.com", None),
        ("https://127.0.0.1/", None),
        ("https://[::1]/", None),
        ("http://localhost:8080", None),
        ("https://", None),
        ("", None),
        ("correct horse battery staple", None),
        ("https://sla\x00ck.com", None),
        ("https://" + "a" * 5000, None),
        ("https://slack.com/" + "a" * 5000, "slack.com"),
    ],
)
def test_of_an_address_the_host_is_kept(address: str, host: str | None) -> None:
    assert host_of(address) == host


def test_an_app_has_an_address_too() -> None:
    assert app_of("android://hash==@com.slack.Slack/") == "com.slack.Slack"
    assert app_of("androidapp://com.Slack") == "com.Slack"
    assert app_of("https://slack.com") is None
    assert app_key("Mozilla Firefox (x64 en-US)") == "mozilla firefox"


def test_what_was_seen_in_several_places_is_one_proposal_and_names_no_workspace() -> None:
    seen = [
        Seen("history", "slack.com", Clean("Firefox history"), 41),
        Seen("passwords", "acme-corp.slack.com", Clean("export.csv"), 2),
        Seen("passwords", "slack.com", Clean("export.csv")),
        Seen("app", "com.slack.Slack", Clean("Flatpak")),
    ]
    (proposal,) = Matcher(LIBRARY, registrable_domain).proposals(seen)
    assert where(proposal) == (
        "export.csv: slack.com; Flatpak: com.slack.Slack; Firefox history: slack.com, 41 visits"
    )
    assert proposal.sightings[0].count == 3


def test_the_certain_come_first() -> None:
    seen = [Seen("passwords", host, Clean("x")) for host in ("amazon.de", "slack.com", "x.com")]
    proposals = Matcher(LIBRARY, registrable_domain).proposals(seen)
    assert [p.service for p in proposals] == ["Slack", "X", "Amazon"]
