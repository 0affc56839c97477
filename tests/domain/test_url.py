"""An address is shown and opened in one and the same form, or refused with the reason."""

import pytest

from privacy_check.domain.url import checked, host, is_mail_address, is_on_hosts


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://acme.com", "https://acme.com"),
        ("https://ACME.com:8443/a?b=1&c=[2]#d", "https://acme.com:8443/a?b=1&c=[2]#d"),
        ("https://faß.de/ü", "https://xn--fa-hia.de/%C3%BC"),
        ("https://аpple.com/", "https://xn--pple-43d.com/"),
        ("https://linkedin。com/", "https://linkedin.com/"),
        (
            "https://acme.com/a;b$c|d(e)`'\"<>",
            "https://acme.com/a%3Bb%24c%7Cd%28e%29%60%27%22%3C%3E",
        ),
        ("mailto:a@acme.com?subject=Hi&body=x", "mailto:a@acme.com?subject=Hi&body=x"),
    ],
)
def test_a_good_address_is_brought_into_its_one_form(address: str, shown: str) -> None:
    assert checked(address) == shown
    assert checked(shown) == shown


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("javascript:alert(1)", "must start with"),
        ("java\nscript:x", "must start with"),
        ("file:///etc/passwd", "must start with"),
        ("http:acme.com", "must start with"),
        ("https://acme.com\\@evil.example/", "backslash"),
        ("https://acme.com/a b", "space"),
        ("https://a.b\r\nX: y", "space"),
        ("https://user@acme.com/", "no user"),
        ("https://acme%2ecom/", "no user"),
        ("https:///x", "no plain host"),
        ("https://[::1]/", "no plain host"),
        ("https://127.0.0.1/", "invalid host name"),
        ("https://0x7f.1/", "invalid host name"),
        ("https://localhost/", "invalid host name"),
        ("https://-a.de/", "invalid host name"),
        ("https://a_b.de/", "invalid host name"),
        ("https://xn--a.de/", "international"),
        ("https://acme.com:99999/", "port"),
        ("https://acme.com/" + "a" * 2000, "longer than"),
        ("mailto:a@acme.com?bcc=b@evil.example", "mail header 'bcc'"),
        ("mailto:a@acme.com?subject=x%0aBcc:b@evil.example", "line break"),
        ("mailto:a@acme.com?subject=x#&bcc=b@evil.example", "one plain email address"),
        ("https://acme.com:４４３/", "no plain host"),
        ("https://acme.com/" + "ü" * 1000, "longer than"),
        ("mailto:a@acme.com,b@evil.example", "one plain email address"),
    ],
)
def test_an_address_that_could_deceive_is_refused(address: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        checked(address)


def test_a_host_belongs_to_itself_and_to_what_is_above_it() -> None:
    assert host("https://www.acme.com/x") == "www.acme.com"
    assert is_on_hosts("https://www.acme.com/x", ("acme.com",))
    assert not is_on_hosts("https://notacme.com/", ("acme.com",))
    assert is_on_hosts("mailto:a@mail.acme.com", ("acme.com",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dpo+eu@acme.example", True),
        ("datenschutz@günstiger.example", True),
        ("jürgen@acme.example", True),
        ("", False),
        ("no address", False),
        ("a@b", False),
        ("a@@acme.example", False),
        ("a@acme..example", False),
        ("a@acme.example/path", False),
        ("a b@acme.example", False),
        ("a@acme.example,b@acme.example", False),
        ("mailto:a@acme.example", False),
    ],
)
def test_a_mail_address_is_told_from_other_text(text: str, *, expected: bool) -> None:
    assert is_mail_address(text) is expected
