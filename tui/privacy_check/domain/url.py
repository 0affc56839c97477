"""Checks a URL from a file, and returns the one form in which it is both shown and opened."""

import re
from urllib.parse import parse_qsl, quote, urlsplit

from privacy_check.domain.sanitize import Clean

MAX_URL = 2000

_SCHEMES = ("https://", "http://", "mailto:")
_IN_HOST = r"[^\x00-\x20\x7f\\/?#@%:]+"
_WEB_URL = re.compile(
    rf"https?://(?P<host>{_IN_HOST})(?P<port>:[0-9]{{1,5}})?(?P<rest>[/?#].*)?", re.S
)
_MAILTO_URL = re.compile(r"mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}(\?[^\s#]*)?")
_MAILBOX = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@(?P<host>[^\s@:/?#\\]+)")
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_PLAIN_HTTPS = re.compile(
    r"https://(?=.{1,253}(?:/|$))(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
    r"(?:/[A-Za-z0-9._~:/?#@!&*+,=%-]*)?"
)
_SAFE = "._~:/?#[]@!&*+,=%-"  # quotes, ; $ | < > ( ) and ` are for a shell, not for a path


def checked(text: str) -> Clean:
    """Return the URL in the form in which it is both shown and opened.

    An international host name is converted to ASCII (`xn--…`, UTS 46), and characters that a
    browser or a shell might interpret are percent-encoded. Raises ValueError, which says why, for
    a URL that could look like one place and lead to another.
    """
    if _PLAIN_HTTPS.fullmatch(text) and "xn--" not in text and len(text) <= MAX_URL:
        return Clean(text)  # the fast path, for nearly every URL
    if not text.startswith(_SCHEMES):
        raise ValueError("must start with https://, http:// or mailto:")
    if len(text) > MAX_URL:
        raise ValueError(f"is longer than {MAX_URL:,} characters")
    if any(c.isspace() or c == "\\" or not c.isprintable() for c in text):
        raise ValueError("has a space, a backslash or an invisible character")
    result = _mail(text) if text.startswith("mailto:") else _web(text)
    if len(result) > MAX_URL:
        raise ValueError(f"is longer than {MAX_URL:,} characters once encoded")
    return result


def is_mail_address(text: str) -> bool:
    """Tell whether a text can be one mail address, with letters of any script."""
    match = _MAILBOX.fullmatch(text)
    try:
        return bool(match and checked(f"https://{match['host']}"))
    except ValueError:
        return False


def host(url: str) -> str:
    """Return the host of a checked web URL, or the domain of a checked mailto URL."""
    parts = urlsplit(url)
    if parts.scheme == "mailto":
        return parts.path.rpartition("@")[2].lower()
    return parts.hostname or ""


def is_on_hosts(url: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether a checked URL is on one of these hosts or on a subdomain of one."""
    actual = host(url)
    return any(actual == name or actual.endswith(f".{name}") for name in hosts)


def _web(text: str) -> Clean:
    match = _WEB_URL.fullmatch(text)
    if not match:
        raise ValueError("has no plain host name (no user, no %, no brackets)")
    name = match["host"].lower()
    if not name.isascii() or "xn--" in name:
        name = _ascii_host(name)
    if not _HOST.fullmatch(name):
        raise ValueError(f"has an invalid host name: {name}")
    port = match["port"] or ""
    if port and int(port[1:]) > 65535:
        raise ValueError("has a port that does not exist")
    scheme = text.partition(":")[0]
    return Clean(f"{scheme}://{name}{port}{quote(match['rest'] or '', safe=_SAFE)}")


def _ascii_host(name: str) -> str:
    import idna  # slow to import, and rarely needed

    try:
        return idna.encode(name, uts46=True, std3_rules=True).decode("ascii")
    except idna.IDNAError as error:
        raise ValueError("has an invalid international host name") from error


def _mail(text: str) -> Clean:
    if not text.isascii() or not _MAILTO_URL.fullmatch(text):
        raise ValueError("must be mailto: with one plain email address")
    query = urlsplit(text).query
    if re.search(r"%0[ad]", query, re.I):
        raise ValueError("has a line break in a mail header")
    for header, _ in parse_qsl(query, keep_blank_values=True):
        if header.lower() not in ("subject", "body"):
            raise ValueError(f"sets the mail header {header!r}; only subject and body may be set")
    return Clean(quote(text, safe=_SAFE))
