"""`new`: answers in, a valid file out; the editor until the file is good or the person leaves."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from privacy_check.cli.commands import new
from privacy_check.cli.main import main
from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from privacy_check.system import editor
from tests.conftest import Clock

ANSWERS = (
    "acme",
    "Keep the backups readable",
    "Restore one file",
    "Label the disk",
    "",
    "3 months",
)
WRITTEN = "keep-the-backups-readable"

Ask = Callable[..., tuple[int, str, str]]
"""Words and answers → the exit status, what was said without line breaks, and the errors."""


@pytest.fixture
def ask(
    session: Session,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Ask:
    monkeypatch.setattr(new, "_has_terminal", lambda: True)
    monkeypatch.setattr(editor, "command", list)

    def call(words: str, *answers: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{a}\n" for a in answers)))
        status = main(words.split(), clock)
        out, err = capsys.readouterr()
        return status, " ".join(out.split()), err

    return call


@pytest.fixture
def edits(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[Path], object]]:
    """What the person does to the file in their editor, one after the other."""
    todo: list[Callable[[Path], object]] = []

    def edit(path: Path, words: list[str]) -> str:
        todo.pop(0)(path)
        return ""

    monkeypatch.setattr(editor, "edit", edit)
    return todo


def with_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor, "command", lambda: ["/usr/bin/ed"])


def test_four_answers_make_a_checklist_that_is_there_at_once(
    ask: Ask, home: Places, clock: Clock
) -> None:
    status, said, err = ask("new", *ANSWERS)
    assert (status, err) == (0, "")
    assert f"privacy-check {WRITTEN}" in said
    assert "EDITOR names no editor" in said
    known = open_session(home, clock).catalog.checklists[WRITTEN]
    assert (known.service, known.recheck_days) == ("Acme", 90), "as the library spells it"
    assert [s.title for s in known.steps] == ["Restore one file", "Label the disk"]


def test_what_must_be_said_is_asked_again_and_the_id_may_be_named(
    ask: Ask, home: Places, clock: Clock
) -> None:
    status, said, _ = ask("new attic", "", "", "Air the attic", "", "Open it", "", "soon", "3", "")
    assert status == 0
    assert "'soon' is not from 7 to 730 days." in said
    assert "'3' is not from 7 to 730 days." in said
    known = open_session(home, clock).catalog.checklists["attic"]
    assert (known.title, known.has_service, known.recheck_days) == ("Air the attic", False, 180)


def test_no_id_is_given_twice(ask: Ask, home: Places) -> None:
    ask("new", *ANSWERS)
    before = (home.own_checklists / f"{WRITTEN}.toml").read_bytes()
    assert ask("new", *ANSWERS)[0] == 0
    assert (home.own_checklists / f"{WRITTEN}-2.toml").exists()
    status, _, err = ask(f"new {WRITTEN}", *ANSWERS)
    assert status == 1
    assert "there is a checklist" in err
    assert (home.own_checklists / f"{WRITTEN}.toml").read_bytes() == before
    assert "is the id of another checklist" in ask("new acme", *ANSWERS)[2]


@pytest.mark.parametrize("answered", range(5))
def test_whoever_leaves_before_the_end_has_written_nothing(
    ask: Ask, home: Places, answered: int
) -> None:
    status, said, _ = ask("new", *ANSWERS[:answered])
    assert status == 1
    assert said.endswith("Nothing was written.")
    assert not home.own_checklists.exists()


def test_the_editor_comes_back_until_the_file_is_good(
    ask: Ask,
    home: Places,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    edits: list[Callable[[Path], object]],
) -> None:
    with_editor(monkeypatch)
    edits += [
        lambda path: path.write_text(path.read_text().replace("recheck_days", "recheck_day")),
        lambda path: path.write_text(path.read_text().replace("recheck_day ", "recheck_days ")),
    ]
    status, said, err = ask("new", *ANSWERS, "y", "")
    assert "Open it in ed, to say more?" in said
    assert "1 fault. Edit it again?" in said
    line = 1 + home.own_checklists.joinpath(f"{WRITTEN}.toml").read_text().split("\nrecheck")[
        0
    ].count("\n")
    assert (
        f"{WRITTEN}.toml:{line + 1}: recheck_day: unknown key; did you mean 'recheck_days'?" in err
    )
    assert status == 0
    assert open_session(home, clock).catalog.faults == ()


def test_whoever_leaves_it_wrong_is_told_how_to_check_it_again(
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
    edits: list[Callable[[Path], object]],
) -> None:
    with_editor(monkeypatch)
    edits.append(lambda path: path.write_text("schema = ["))
    status, said, err = ask("new", *ANSWERS, "y", "n")
    assert status == 1
    assert f"{WRITTEN}.toml:1: invalid TOML" in err
    assert "it is not among your checklists" in said
    assert "privacy-check validate" in said


def test_whoever_wants_no_editor_gets_none(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    with_editor(monkeypatch)  # it would fail: there are no edits
    assert ask("new", *ANSWERS, "")[0] == 0
    assert ask("new", *ANSWERS)[0] == 0, "ctrl+d is no"


def test_without_a_terminal_it_says_what_to_do_instead(
    home: Places, clock: Clock, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "attic"], clock) == 2
    out, err = capsys.readouterr()
    assert "attic.toml" in err
    home.own_checklists.mkdir(parents=True)
    (home.own_checklists / "attic.toml").write_text(out, encoding="utf-8")
    assert main(["validate"], clock) == 0


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("", 180),
        ("90", 90),
        ("90 days", 90),
        ("every 2 weeks", 14),
        ("a week", 7),
        ("monthly", 30),
        ("3 Months", 90),
        ("half a year", 182),
        ("year", 365),
        ("2y", 730),
        ("731", None),
        ("6", None),
        ("0", None),
        ("99999", None),
        ("monday", None),
        ("never", None),
        ("-90", None),
        ("٣٠", 30),
    ],
)
def test_an_interval_is_understood_as_people_say_it(said: str, days: int | None) -> None:
    assert new.days_of(said) == days
