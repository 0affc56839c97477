"""Hostile addresses: refused by file, line and reason, or opened exactly as they were shown."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from privacy_check.domain.checklist import Checklist
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.person import Person
from privacy_check.storage.checklist_file import read
from privacy_check.ui.render import card as render_card
from privacy_check.ui.render import step as render_step
from tests.conftest import DATA
from tests.hostile_strings import in_toml
from tests.scale import scaled

ACME = (DATA / "checklists" / "acme.toml").read_text(encoding="utf-8")
OWN = "https://acme.com/settings/training"
PLAIN = re.compile(r"(https?|mailto):[A-Za-z0-9._~:/?#\[\]@!&*+,=%-]+")
HOSTS = ["acme.com", "evil.example", "linkedin.com"]

REFUSED: dict[str, list[str]] = {
    "a scheme of another kind": [
        *("javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:x", "\x01javascript:x"),
        *(
            "data:text/html,<script>x</script>",
            "file:///etc/passwd",
            "ftp://acme.com/",
            "//acme.com",
        ),
        *(
            "vbscript:x",
            "about:blank",
            "chrome://settings",
            "view-source:https://acme.com",
            "acme.com",
        ),
        *(
            "https:acme.com",
            "https:/acme.com",
            "https:///acme.com",
            "HTTPS://acme.com",
            " https://a.de",
        ),
        *("--remote-debugging-port=1", "-h", "", " ", "tel:+1", "mailto", "intent://x#Intent;end"),
    ],
    "somebody in front of the host": [
        f"https://{who}@{host}/"
        for host in HOSTS
        for who in (
            "acme.com",
            "acme.com:443",
            "a:b",
            "a%40b",
            "",
            "acme.com\\",
            "acme.com%2f",
            "\u202e",
        )
    ],
    "a character that parsers drop or turn": [
        f"https://acme.com{c}evil.example/"
        for c in "\\\t\r\n \x00\x1f\x7f\x85\u2028\u202e\u200b\u2066\ufeff\xad%@<>^`{|}\"'"
    ],
    "a space or a control in the path": [
        f"https://acme.com/a{c}b" for c in "\\\t\r\n \x00\x1b\x7f\x9b\u2028\u202e\u200b\u3000\ue000"
    ],
    "a host that is a number, or none": [
        f"https://{host}/x"
        for host in (
            *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "1.1"),
            *("[::1]", "[::ffff:127.0.0.1]", "localhost", "com", ".", "..", "a..b", ".acme.com"),
            *("acme.com.", "-a.de", "a-.de", "a_b.de", "xn--a.de", "xn--.com", f"{'a' * 64}.de"),
            *(".".join(["a" * 60] * 5) + ".de", "１２７.0.0.1", "acme.com%00.evil.example"),
        )
    ],
    "a port that is none": [
        f"https://acme.com:{port}/"
        for port in ("", "x", "-1", "65536", "99999999", "80x", "8 0", "４４３", "80@evil.example")
    ],
    "more headers than may be set": [
        f"mailto:a@acme.com?{query}"
        for query in (
            *(
                "bcc=b@evil.example",
                "BCC=b",
                "b%63c=b",
                "subject=x&cc=b",
                "to=b",
                "attach=/etc/passwd",
            ),
            *(
                "subject=x%0aBcc:b",
                "subject=x%0D%0ABcc:b",
                "body=x\nBcc:b",
                "subject=x#&bcc=b",
                "from=b",
            ),
        )
    ],
    "not one plain email address": [
        f"mailto:{who}"
        for who in (
            "",
            "a",
            "a@b",
            "a@acme.com,b@evil.example",
            "a@acme.com;b@c.de",
            "a%40b@c.de",
            "ä@b.de",
        )
    ],
    "too long": [f"https://acme.com/{'a' * 2000}", f"https://acme.com/{'ü' * 400}"],
}
SHELL = [
    f"https://acme.com/x{c}touch${{IFS}}pwned{c}"
    for c in ("'", '"', ";", "$", "|", "<", ">", "(", ")", "`")
]
NAMES = """
аpple.com ⓛinkedin.com linkedin。com faß.de раураl.com xn--pple-43d.com
ＡＣＭＥ.com 例え.jp acme.com.evil.example acme.com-evil.example s.co
"""
ODD = [
    *SHELL,
    *(f"https://{name}/" for name in NAMES.split()),
    *(f"https://acme.com/{c}" for c in "~!*+,=:&?#[]\u3164\u0301\u2800\U0001f600"),
    *(f"https://acme.com{c}@evil.example/" for c in "?#/"),
    *(
        "https://acme.com/ü?q=ß#é",
        "https://acme.com/%0d%0aX:y",
        "https://acme.com/%",
        "https://acme.com/%E2%80%AE",
    ),
    *("https://acme.com:8443/", "https://evil.example/https://acme.com/", "http://acme.com/"),
    *("https://acme.com/[/][b]$x[/b]", "https://acme.com/?q=%s%n{x}", "https://acme.com/--flag"),
    *("https://acme.com/?a=[@click=app.quit]", f"https://acme.com/{'a' * 1980}"),
    *(
        "mailto:a@acme.com",
        "mailto:a+b@acme.com",
        "mailto:a@acme.com?subject=Hi%20you&body=1;2|3",
        "mailto:-x@acme.com",
    ),
]


def checklist_with(folder: Path, *addresses: str) -> Path:
    """Write Acme's checklist with these links, one a step."""
    step = '[[steps]]\nid = "s{}"\ntitle = "S"\nbody = "B"\nurl = {}\nsources = ["help"]\n'
    steps = [step.format(number, in_toml(url)) for number, url in enumerate(addresses)]
    head, _, rest = ACME.partition("[[steps]]")
    sources = "[[sources]]" + rest.partition("[[sources]]")[2]
    path = folder / "acme.toml"
    path.write_text(head + "".join(steps) + sources, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", REFUSED)
def test_an_address_that_deceives_is_refused_by_file_line_and_reason(
    tmp_path: Path, kind: str, record_property: Callable[[str, object], None]
) -> None:
    for url in REFUSED[kind]:
        checklist, faults = read(checklist_with(tmp_path, url), "acme.toml")
        assert checklist is None, url
        (fault,) = map(str, faults)
        assert re.match(r"acme\.toml:\d+: steps\[0\]\.url: (must|has|is|sets) .+", fault)
        line = int(fault.split(":")[1])
        assert (tmp_path / "acme.toml").read_text(encoding="utf-8").splitlines()[line - 1][
            :3
        ] == "url"
        assert fault.isprintable()
    record_property("addresses refused", len(REFUSED[kind]))


@pytest.mark.needs("scripts")
def test_what_is_opened_is_byte_for_byte_what_was_shown(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    addresses = ODD[:: max(1, len(ODD) // scaled(len(ODD)))]
    path = checklist_with(tmp_path, *addresses)
    checklist, faults = read(path, "acme.toml")
    assert checklist, faults
    seen = [step.url or "" for step in checklist.steps]
    assert all(PLAIN.fullmatch(url) for url in seen)
    assert shown(path) == seen
    assert on_screen(checklist) == seen
    assert opened(tmp_path, seen) == [["1", url] for url in seen], "each as one argument"
    record_property("addresses opened", len(seen))


def shown(path: Path) -> list[str]:
    """The addresses of the steps, as the command shows them."""
    home = path.parent / "home"
    (home / "checklists").mkdir(parents=True)
    path.rename(home / "checklists" / path.name)
    command = [sys.executable, "-m", "privacy_check", "show", "acme"]
    environment = os.environ | {"PRIVACY_CHECK_HOME": str(home)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return re.findall(r"^   (\w+:\S+)$", done.stdout, re.M)


def on_screen(checklist: Checklist) -> list[str]:
    """The addresses as they stand on each step's page, its lines put together."""
    now = datetime(2026, 11, 23, tzinfo=UTC)
    standing = evaluate(checklist, frozenset(), Person(), now.date(), UTC)
    pages_ = [render_step.page(standing, step, 80, str).plain for step in standing.steps]
    together = ["".join(line.strip() for line in page.splitlines()) for page in pages_]
    return [re.split(r"Link +|  ?\([a-z]|Backed by|Second-hand", page)[1] for page in together]


OPENS = """
import sys
from privacy_check.system import browser
for url in sys.argv[1:]:
    print(browser.opens_here(url) and browser.open_in_browser(url))
"""


def run_opener(browser: str, addresses: list[str], folder: Path, **environment: str) -> list[str]:
    """Open addresses with this `BROWSER` alone, in a process of its own; say how that went."""
    alone = OPENS.replace(
        "import browser\n", "import browser\nbrowser._commands_of_system = tuple\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", alone, *addresses],
        env=os.environ | {"BROWSER": browser} | environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


def opened(folder: Path, addresses: list[str]) -> list[list[str]]:
    """What a browser is given as its arguments, with their number."""
    script = folder / "browser"
    script.write_text(
        f"#!/bin/sh\nprintf '%s\\0' \"$#\" \"$@\" >>'{folder}/given'\necho >>'{folder}/given'\n"
    )
    script.chmod(0o755)
    assert run_opener(str(script), addresses, folder) == ["True"] * len(addresses)
    given = (folder / "given").read_text().split("\0\n")[:-1]
    return [arguments.split("\0") for arguments in given]


@pytest.mark.needs("scripts")
def test_no_shell_runs_anything_of_an_address(tmp_path: Path) -> None:
    checklist, _ = read(checklist_with(tmp_path, *SHELL, "https://acme.com/?a=1&b=2"), "acme.toml")
    assert checklist
    seen = [step.url or "" for step in checklist.steps]
    went = run_opener(f'sh -c "echo %s >>{tmp_path}/given"', seen, tmp_path)
    assert went == ["True"] * len(SHELL) + ["False"], "an & is not put into a command line"
    assert (tmp_path / "given").read_text().split() == seen[:-1]
    assert {path.name for path in tmp_path.iterdir()} == {"acme.toml", "given"}


@pytest.mark.needs("scripts")
@pytest.mark.parametrize("browser", ["sh -c 'x:y %s'", '"', "'%s", ":", "%s", "nowhere", "a b:c d"])
def test_a_browser_that_cannot_be_is_no_crash(tmp_path: Path, browser: str) -> None:
    assert run_opener(browser, ["https://acme.com/"], tmp_path) == ["False"]


SHOWS = """#!/bin/sh
printf '%s\\n' "$PWD" "$@" >"$(dirname "$0")/given"
"""


@pytest.mark.needs("scripts")
def test_the_browsers_words_are_split_as_a_shell_would(tmp_path: Path) -> None:
    browser = tmp_path / "my browser"
    browser.write_text(SHOWS)
    browser.chmod(0o755)
    for named, words in {
        f"'{browser}' --new-window": ["--new-window", OWN],
        f"'{browser}' --app=%s --flag": [f"--app={OWN}", "--flag"],
        f'"{browser}" "two words" a\\ b': ["two words", "a b", OWN],
        f"nowhere:'{browser}'": [OWN],
        f"false:'{browser}' -x": ["-x", OWN],
        f"  '{browser}'  ": [OWN],
    }.items():
        assert run_opener(named, [OWN], tmp_path) == ["True"], named
        assert (tmp_path / "given").read_text().splitlines() == ["/", *words]


EVIL = """#!/bin/sh
touch "$(dirname "$0")/pwned"
"""


@pytest.mark.needs("scripts")
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS opens links by its own programs")
@pytest.mark.parametrize("path", [".", "", "bin:.:", "./bin", "::"])
@pytest.mark.parametrize("browser", ["", "firefox", "./firefox", "bin/firefox --flag", "xdg-open"])
def test_nothing_of_the_folder_in_which_one_works_is_run(
    tmp_path: Path, browser: str, path: str
) -> None:
    for name in ("webbrowser", "os", "shlex", "sitecustomize", "usercustomize"):
        (tmp_path / f"{name}.py").write_text("open('pwned', 'w').close()\n")
    (tmp_path / "bin").mkdir()
    for name in ("firefox", "xdg-open", "sensible-browser", "www-browser", "x-www-browser"):
        for folder in (tmp_path, tmp_path / "bin"):
            (folder / name).write_text(EVIL)
            (folder / name).chmod(0o755)
    elsewhere = {"PYTHONPATH": path, "PATH": path, "DISPLAY": ":99", "PYTHONSTARTUP": "os.py"}
    script = f"import sys; sys.path[:] = {sys.path[1:]!r}\n{OPENS}"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, OWN],
        env=os.environ | {"BROWSER": browser} | elsewhere,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False"]
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (OWN, ""),
        ("https://www.acme.com/", ""),
        ("https://acme.com.evil.example/", "(acme.com.evil.example is not Acme's own)"),
        ("https://notacme.com/", "(notacme.com is not Acme's own)"),
        ("https://аcme.com/", "(xn--cme-5cd.com is not Acme's own)"),
        ("mailto:a@acme.com.evil.example", "(acme.com.evil.example is not Acme's own)"),
        ("http://acme.com/", "(not encrypted)"),
    ],
)
def test_a_link_elsewhere_is_pointed_out_on_the_walk_and_on_the_card(
    tmp_path: Path, url: str, shown: str
) -> None:
    path = checklist_with(tmp_path, url)
    path.write_text(path.read_text(encoding="utf-8").replace(OWN, url), encoding="utf-8")
    checklist, faults = read(path, "acme.toml")
    assert checklist, faults
    standing = evaluate(
        checklist, frozenset(), Person(), datetime(2026, 11, 23, tzinfo=UTC).date(), UTC
    )
    for page in (
        render_step.page(standing, standing.steps[0], 80, str),
        render_card.question(standing, 80),
    ):
        words = " ".join(page.plain.split())
        assert f"{standing.url} {shown}".strip() in words
        assert ("is not Acme's" in words) == ("is not Acme's" in shown)
        assert standing.url
        assert standing.url.isascii()
