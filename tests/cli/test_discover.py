"""`discover`: what it proposes, what it saves, and that it keeps every secret."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from privacy_check.cli.discover_report import chosen
from privacy_check.cli.main import main
from privacy_check.domain.discovery import Proposal
from privacy_check.domain.sanitize import Clean
from privacy_check.session import open_session
from privacy_check.storage.paths import Places
from privacy_check.system import environment, programs
from tests.conftest import Clock
from tests.exports import MARKERS, all_exports, places

EXPORTS = all_exports()
Run = Callable[..., str]
"""Runs `discover` with these words and answers, and returns what it printed."""


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find nothing installed, whatever this machine has."""
    monkeypatch.setattr(programs, "installed", lambda: iter(()))
    monkeypatch.setattr(programs, "commands", lambda wanted: [])


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Run:
    def go(*words: str, answers: tuple[str, ...] = (), status: int = 0) -> str:
        left = iter(answers)

        def answer(question: str) -> str:
            print(question)  # noqa: T201  as a terminal shows it
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", answer)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(environment, "is_interactive", lambda: True)
        assert main(["discover", *words], clock) == status
        printed = capsys.readouterr()
        return printed.out + printed.err

    return go


def export(folder: Path, name: str = "bitwarden.csv") -> Path:
    file = folder / name
    file.write_bytes(EXPORTS[name][1])
    return file


def services(home: Places) -> set[str]:
    return set(open_session(home).settings.services)


def test_it_proposes_and_saves_what_the_person_takes(
    run: Run, home: Places, tmp_path: Path
) -> None:
    text = run(str(export(tmp_path)), answers=("2", "later"))
    assert "bitwarden.csv: Bitwarden passwords, 3 addresses" in text
    assert "   1  Slack                   bitwarden.csv: slack.com\n" in text
    assert "   2  Spotify                 bitwarden.csv: com.spotify.music\n" in text
    assert services(home) == {"Spotify"}
    assert "2  " not in run(str(export(tmp_path)), answers=("",)), "Spotify is chosen already"


@pytest.mark.parametrize("answers", [("",), ("n", "9", "1-99"), ()], ids=["none", "wrong", "eof"])
def test_nothing_is_chosen_without_the_person(
    run: Run, home: Places, tmp_path: Path, answers: tuple[str, ...]
) -> None:
    assert "Nothing was chosen" in run(str(export(tmp_path)), answers=answers)
    assert services(home) == set()


def test_services_are_added_to_those_chosen_before(run: Run, home: Places, tmp_path: Path) -> None:
    open_session(home).save_setting("services", ["LinkedIn"])
    run(str(export(tmp_path)), answers=("a",))
    assert services(home) == {"LinkedIn", "Slack", "Spotify"}


def test_it_says_how_to_delete_an_export_and_looks_whether_it_is_gone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = export(tmp_path)
    text = run(str(file), answers=("", "", "later"))
    assert "This file holds your passwords in plain text" in text
    assert f"rm {file}" in text or f"Remove-Item -LiteralPath {file}" in text
    assert "It is still there" in text
    really_gone = iter([False, True])
    monkeypatch.setattr("privacy_check.discovery.is_gone", lambda found: next(really_gone))
    assert "Good: it is gone." in run(str(file), answers=("", "", ""))
    bookmarks = export(tmp_path, "bookmarks.html")
    assert "plain text" not in run(str(bookmarks), answers=("",))


def test_a_file_that_cannot_be_read_is_told_and_the_others_count(
    run: Run, home: Places, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("dear diary, PASS-MARK")
    text = run(str(bad), str(export(tmp_path)), answers=("a",), status=1)
    assert "bad.csv: is not a password manager's export" in text
    assert services(home) == {"Slack", "Spotify"}
    alone = run(str(bad), status=1)
    assert alone.count("\n") == 1


def test_files_that_are_found_are_asked_about(run: Run, home: Places) -> None:
    person = Path(environment.variable("HOME"))
    downloads = person / "Downloads"
    downloads.mkdir(parents=True)
    (downloads / "bitwarden_export_20261123.csv").write_bytes(EXPORTS["bitwarden.csv"][1])
    (downloads / "holiday.csv").write_bytes(EXPORTS["chrome.csv"][1])
    text = run(answers=("n",))
    assert "Read bitwarden_export_20261123.csv, " in text
    assert "holiday" not in text
    assert "Slack" not in text
    run(answers=("y", "1", "later"))
    assert services(home) == {"Slack"}


@pytest.mark.needs("xdg")
def test_histories_are_offered_only_when_asked_for(run: Run) -> None:
    profile = Path(environment.variable("HOME"), ".mozilla/firefox/x.default")
    profile.mkdir(parents=True)
    places(profile / "places.sqlite")
    assert "history" not in run(answers=("y", ""))
    text = run("--history", answers=("n", "y", ""))
    assert "Read Firefox history, " in text
    assert "Reddit                  Firefox history: reddit.com, 42 visits" in text


def test_json_asks_nothing_and_changes_nothing(
    home: Places, clock: Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["discover", "--json", str(export(tmp_path))], clock) == 0
    slack = json.loads(capsys.readouterr().out)[0]
    assert slack == {
        "service": "Slack",
        "certain": True,
        "seen": [
            {"kind": "passwords", "where": "bitwarden.csv", "names": ["slack.com"], "count": 2}
        ],
    }
    assert services(home) == set()


def test_installed_programs_and_commands_are_proposed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "installed", lambda: iter([("com.slack.Slack", "Flatpak")]))
    monkeypatch.setattr(programs, "commands", lambda wanted: sorted({"gh", "code"} & set(wanted)))
    text = run(answers=("",))
    assert "Slack                   Flatpak: com.slack.Slack" in text
    assert "Developer tools         the PATH: gh" in text
    assert "Visual Studio Code      the PATH: code" in text


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        ("a", ["A", "B"]),
        ("all", ["A", "B"]),
        ("a 3", ["A", "B", "C"]),
        ("1, 3", ["A", "C"]),
        ("2-3", ["B", "C"]),
        ("", []),
        ("0", None),
        ("4", None),
        ("1-4", None),
        ("3-2", None),
        ("y", None),
        ("1 x", None),
        ("99999999999", None),
    ],
)
def test_an_answer_takes_numbers_spans_and_all(answer: str, taken: list[str] | None) -> None:
    found = [Proposal(Clean(name), (), name != "C") for name in "ABC"]
    result = chosen(answer, found)
    assert (result if result is None else [p.service for p in result]) == taken


def written(folder: Path, besides: Path) -> Iterator[tuple[Path, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file() and path != besides:
            yield path, path.read_bytes()


@pytest.mark.parametrize("name", EXPORTS)
def test_no_secret_of_an_export_is_printed_or_written_anywhere(
    run: Run, tmp_path: Path, name: str
) -> None:
    file = export(tmp_path, name)
    printed = run(str(file), answers=("a", "", "later"))
    printed += run("--json", str(file))
    assert "Slack" in printed
    for marker in MARKERS:
        assert marker.lower() not in printed.lower()
        for path, data in written(tmp_path, file):
            assert marker.lower().encode() not in data.lower(), path


CRASH = """
import sys
from privacy_check import discovery
from privacy_check.cli.main import main
from privacy_check.domain import discovery as matching
from privacy_check.storage import addresses

def fail(*_, **__):
    raise RuntimeError("a bug")

{patch}
sys.exit(main(["discover", {file!r}]))
"""
BUGS = {
    "while-matching": "matching.Matcher.proposals = fail",
    "after-reading": "discovery.propose = fail",
    "while-counting": "addresses.Addresses.add = fail",
    "in-the-parser": "addresses.host_of = fail",
    "out-of-memory": "addresses.host_of = lambda _: (_ for _ in ()).throw(MemoryError())",
}


@pytest.mark.parametrize("bug", BUGS)
@pytest.mark.parametrize("name", ["bitwarden.csv", "bitwarden.json", "export.1pux"])
def test_no_secret_is_in_what_a_crash_says_or_leaves(tmp_path: Path, name: str, bug: str) -> None:
    file = export(tmp_path, name)
    code = CRASH.format(patch=BUGS[bug], file=str(file))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 1
    assert "a bug" in done.stderr or "cannot be read" in done.stderr
    for marker in MARKERS:
        assert marker.lower() not in (done.stdout + done.stderr).lower()
        for path, data in written(tmp_path, file):
            assert marker.lower().encode() not in data.lower(), path
