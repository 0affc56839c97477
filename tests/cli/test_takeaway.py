"""`calendar` and `report`: to stdout or into a file, never over another one without asking."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import vobject

from privacy_check.cli import handing_out
from privacy_check.cli.main import main
from privacy_check.storage.paths import Places
from privacy_check.system import environment
from tests.conftest import Clock
from tests.samples import PRIVATE

Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], clock: Clock, library: Path) -> Run:
    def run(*words: str, status: int = 0) -> tuple[str, str]:
        assert main(words, clock) == status
        out, err = capfdbinary.readouterr()
        return out.decode(), err.decode()

    return run


@pytest.fixture
def begun(run: Run) -> None:
    run("mark", "acme", "switch", "done")
    run("mark", "acme", "letter", "waiting")
    run("mark", "acme", "europe", "not-applicable")


def days(text: str) -> dict[str, date]:
    events = vobject.readOne(text).contents["vevent"]
    return {event.summary.value: event.dtstart.value for event in events}


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("words", [(), ("-o", "-"), ("--output", "-")])
def test_the_days_to_come_go_to_stdout(run: Run, words: tuple[str, ...]) -> None:
    text, err = run("calendar", *words)
    assert days(text) == {
        "Check: Acme, Keep your notes out of Acme's models": date(2026, 12, 20),  # the change
        "Answer due: Acme, Keep your notes out of Acme's models": date(2026, 12, 23),
    }
    assert (text.count("\r\n"), err) == (text.count("\n"), "")


@pytest.mark.usefixtures("begun")
@pytest.mark.needs("modes")
def test_a_file_is_the_persons_alone(run: Run, tmp_path: Path) -> None:
    assert run("calendar", "-o", "my days.ics") == ("Written: my days.ics\n", "")
    file = tmp_path / "my days.ics"
    assert len(days(file.read_bytes().decode())) == 2
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("begun")
def test_a_file_that_is_there_is_kept_unless_the_person_agrees(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, asked = tmp_path / "a.ics", list[str]()

    def agree(question: str) -> bool:
        asked.append(question)
        return True

    file.write_text("mine")
    assert run("calendar", "-o", "a.ics", status=1) == (
        "",
        "privacy-check: a.ics is there already; nothing was written\n",
    )
    assert file.read_text() == "mine"
    monkeypatch.setattr(handing_out, "ask_yes_no", agree)
    run("calendar", "-o", "a.ics")
    assert asked == ["a.ics is there already. Replace it?"]
    assert len(days(file.read_bytes().decode())) == 2


@pytest.mark.usefixtures("begun")
def test_what_is_no_file_is_never_replaced(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.setattr(handing_out, "ask_yes_no", lambda _: True)
    _, err = run("calendar", "-o", "folder", status=1)
    assert err == "privacy-check: folder: is not a regular file; nothing was written\n"
    assert (tmp_path / "folder").is_dir()


def test_a_profile_has_entries_of_its_own_by_its_name(run: Run) -> None:
    run("--profile", "Anna Lee", "mark", "acme", "switch", "done")
    text, _ = run("--profile", "Anna Lee", "calendar")
    assert list(days(text)) == ["Anna Lee: Go on with: Acme, Keep your notes out of Acme's models"]


def test_without_a_day_to_come_nothing_is_written(run: Run, tmp_path: Path) -> None:
    said = "privacy-check: nothing has a day to come yet: that begins with the first step done\n"
    assert run("calendar", "-o", "a.ics", status=1) == ("", said)
    assert not (tmp_path / "a.ics").exists()


@pytest.mark.usefixtures("begun")
def test_without_the_library_one_sentence_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "is_installed", lambda extra: False)
    out, err = run("calendar", status=1)
    assert (out, err.count("\n")) == ("", 1)
    assert "icalendar" in err


@pytest.mark.usefixtures("begun")
def test_the_report_is_markdown_to_read(run: Run) -> None:
    out, err = run("report")
    assert (out, err) == (
        "# Privacy settings on 23 Nov 2026\n\n1 waiting\n\n1 check in the last twelve months.\n\n"
        "## Waiting for an answer\n\n"
        "- … **Acme**, Keep your notes out of Acme's models: "
        "asked 23 Nov 2026, answer due 23 Dec 2026, last checked 23 Nov 2026\n\n"
        "## What is next\n\n- 20 Dec 2026  **Acme**, Keep your notes out of Acme's models\n\n"
        "## What was done when\n\n"
        "- 23 Nov 2026  ✓ walked: Acme, Keep your notes out of Acme's models\n"
        "- 23 Nov 2026  … asked: Acme, Keep your notes out of Acme's models\n",
        "",
    )


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("form", "begins"),
    [("html", "<!doctype html>"), ("csv", "service,title,"), ("json", '{\n  "schema": 1,')],
)
def test_the_report_has_other_forms(run: Run, tmp_path: Path, form: str, begins: str) -> None:
    text, _ = run("report", f"--{form}")
    assert text.startswith(begins)
    run("report", f"--{form}", "-o", "report")
    assert (tmp_path / "report").read_bytes().decode().rstrip("\n") == text.rstrip("\n")


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.HTML", "<!doctype"), ("a.csv", "service,"), ("a.json", "{"), ("a.md", "# "), ("a", "# ")],
)
def test_the_files_name_decides_where_no_option_does(
    run: Run, tmp_path: Path, name: str, begins: str
) -> None:
    run("report", "-o", name)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    run("report", "--json", "-o", f"as-{name}")
    assert (tmp_path / f"as-{name}").read_text(encoding="utf-8").startswith("{")


@pytest.mark.usefixtures("begun")
def test_notes_and_names_are_in_the_report_only_when_they_are_asked_for(run: Run) -> None:
    run("--profile", "Anna Lee", "mark", "acme", "switch", "done")
    run("--profile", "Anna Lee", "note", "acme", "switch", "both accounts")
    for form in ("markdown", "html", "csv", "json"):
        text, _ = run("--profile", "Anna Lee", "report", f"--{form}")
        assert "both accounts" not in text
        assert "Anna" not in text
        text, _ = run("--profile", "Anna Lee", "report", f"--{form}", "--notes", "--names")
        assert "both accounts" in text
        assert ("Anna Lee" in text) == (form != "csv")  # a table has no room for it


def test_a_checklist_of_ones_own_is_named_only_when_asked(run: Run, home: Places) -> None:
    home.own_checklists.mkdir(parents=True)
    (home.own_checklists / "backups.toml").write_text(PRIVATE, encoding="utf-8")
    run("mark", "backups", "restore", "done")
    for form in ("markdown", "html", "csv", "json"):
        text, _ = run("report", f"--{form}")
        assert "backups" not in text
        assert "own checklist" in text.replace("checklist of my own", "own checklist")
        assert "Keep the backups readable" in run("report", f"--{form}", "--names")[0]


def test_a_report_of_a_kind_that_there_is_none_of_is_refused(run: Run, tmp_path: Path) -> None:
    _, err = run("report", "-o", "r.pdf", status=2)
    assert err == "privacy-check: a report can't be .pdf; it can be .md, .html, .csv or .json\n"
    assert not (tmp_path / "r.pdf").exists()
