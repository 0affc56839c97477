"""`import` and `export`: a task list is a checklist at once, and asks before it replaces one."""

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from privacy_check.cli import handing_out
from privacy_check.cli.commands import tasks
from privacy_check.cli.main import main
from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from tests.conftest import DATA, Clock

LIST = (DATA / "acme.md").read_text(encoding="utf-8")
ID = "keep-your-notes-out-of-acmes-models"
LAPTOP = "# A new laptop\n\n- [x] Encrypt the disk\n- [ ] Lock it\n"


class Person:
    """Somebody at a terminal, or none, who answers what is asked."""

    def __init__(self, session: Session, clock: Clock, capfd: pytest.CaptureFixture[str]) -> None:
        self.home, self.clock, self.capfd = session.home, clock, capfd
        self.asked: list[str] = []
        self.answers: list[bool] = []

    def agree(self, question: str, *_: object) -> bool:
        self.asked.append(question)
        return self.answers.pop(0)

    def run(self, *words: str) -> tuple[int, str, str]:
        status = main(list(words), self.clock)
        return status, *self.capfd.readouterr()

    @property
    def session(self) -> Session:
        return open_session(self.home, self.clock)

    def file(self, name: str = ID) -> Path:
        return self.home.own_checklists / f"{name}.toml"


@pytest.fixture
def person(
    session: Session,
    clock: Clock,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Person:
    person = Person(session, clock, capfd)
    monkeypatch.setattr(tasks, "_agreed", person.agree)
    monkeypatch.setattr(tasks, "ask_yes_no", person.agree)
    monkeypatch.setattr(handing_out, "ask_yes_no", person.agree)
    return person


@pytest.fixture
def laptop(tmp_path: Path) -> str:
    file = tmp_path / "laptop.md"
    file.write_text(LAPTOP, encoding="utf-8")
    return str(file)


def test_a_task_list_is_a_checklist_at_once_and_its_ticks_are_asked_about(
    person: Person, laptop: str
) -> None:
    person.answers = [True]
    status, out, err = person.run("import", laptop)
    assert (status, err) == (0, "")
    assert person.asked == ["Record the 1 ticked as done today?"]
    assert out == (
        f"Written: {person.file('a-new-laptop')}\n"
        "2 steps came in, 1 of them ticked.\n"
        "1 step done, as of today.\n"
        "To walk it: privacy-check a-new-laptop\n"
    )
    standing = person.session.standing("a-new-laptop")
    assert [(s.step.id, s.mark) for s in standing.steps] == [
        ("encrypt-the-disk", "done"),
        ("lock-it", "todo"),
    ]
    assert person.run("validate", str(person.file("a-new-laptop")))[1] == "1 good, 0 faults\n"


def test_ticks_are_no_marks_unless_the_person_says_so(person: Person, laptop: str) -> None:
    person.answers = [False]
    out = person.run("import", laptop)[1]
    assert "Nothing was marked as done (--done marks what is ticked, as of today).\n" in out
    assert not person.session.events("a-new-laptop")
    assert person.run("import", laptop, "--replace", "--done")[0] == 0
    assert [e.did for e in person.session.events("a-new-laptop")] == ["done"]
    assert person.run("import", laptop, "--replace", "--done")[0] == 0
    assert len(person.session.events("a-new-laptop")) == 1, "it stands done already"


def test_it_asks_before_it_replaces_a_checklist_of_mine(person: Person, laptop: str) -> None:
    person.answers = [False]
    person.run("import", laptop)
    Path(laptop).write_text("# A new laptop\n- [ ] Lock it\n", encoding="utf-8")
    before = person.file("a-new-laptop").read_bytes()
    person.answers = [False]
    status, out, err = person.run("import", laptop)
    assert (status, out) == (1, "")
    assert err == (
        "privacy-check: a-new-laptop: is there already, and was not changed (--replace, --id)\n"
    )
    assert person.asked[-1] == "You have a checklist a-new-laptop already. Replace it?"
    assert person.file("a-new-laptop").read_bytes() == before
    person.answers = [True]
    assert person.run("import", laptop)[1].startswith("Written: ")
    assert len(person.session.catalog.checklists["a-new-laptop"].steps) == 1


def test_a_title_that_another_checklist_has_and_two_alike_get_a_number(
    person: Person, tmp_path: Path
) -> None:
    file = tmp_path / "two.md"
    file.write_text("# Acme\n- [ ] a\n\n# Twice\n- [ ] b\n\n# Twice\n- [ ] c\n")
    assert person.run("import", str(file))[0] == 0
    own = person.session.catalog.own
    assert own == {"acme-2", "twice", "twice-2"}
    assert person.run("import", str(file), "--id", "x")[2] == (
        "privacy-check: there are 3 lists in it, and an id is for one\n"
    )


def test_an_id_may_be_named_and_another_checklists_is_refused(person: Person, laptop: str) -> None:
    assert person.run("import", laptop, "--id", "mine", "--done")[0] == 0
    assert person.session.standing("mine").steps[0].mark == "done"
    assert (
        "'acme' is the id of another checklist; take another: acme-2"
        in (person.run("import", laptop, "--id", "acme")[2])
    )
    assert "can't be an id" in person.run("import", laptop, "--id", "../x")[2]


def test_what_did_not_come_in_is_told_by_its_lines(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("- [ ] [a](x:y)\n- b\n\nc\n\n" + "d\n\n" * 30)
    out = person.run("import", str(file))[1]
    assert f"Written: {person.file('notes')}\n1 step came in.\n" in out
    lead = "Changed: line 1: the address was left out, it must start with https://"
    assert lead in out
    lines = "2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, …"
    assert out.endswith(f"Left out (no task, or nested too deep): 32 lines: {lines}\n")


def test_export_and_import_give_the_same_checklist(person: Person, tmp_path: Path) -> None:
    person.run("mark", "acme", "switch", "done")
    status, out, err = person.run("export", "acme")
    assert (status, err) == (0, "")
    assert out == LIST
    file = tmp_path / "out.md"
    assert person.run("export", "-o", str(file))[1] == f"Written: {file}\n"
    assert file.read_text(encoding="utf-8") == LIST
    assert person.run("import", str(file), "--done")[0] == 0
    assert person.run("export", ID)[1] == LIST


def test_without_a_name_all_that_was_begun_is_exported(person: Person) -> None:
    assert person.run("export") == (
        1,
        "",
        "privacy-check: nothing is begun yet: name a checklist, as `list --all` prints it\n",
    )
    person.run("mark", "acme", "switch", "done")
    person.run("mark", "hostile", "one", "done")
    assert person.run("export")[1].count("\n# ") == 1
    assert person.run("export", "acme", "acme-notes")[1] == LIST, "one id and a former one of it"
    assert "no checklist 'acne'; did you mean 'acme'?" in person.run("export", "acne")[2]


@pytest.mark.needs("modes")
def test_a_file_that_tells_of_a_person_is_theirs_alone_and_replaced_only_if_they_agree(
    person: Person, tmp_path: Path
) -> None:
    file = tmp_path / "out.md"
    file.write_text("mine")
    person.answers = [False]
    assert person.run("export", "acme", "-o", str(file)) == (
        1,
        "",
        f"privacy-check: {file} is there already; nothing was written\n",
    )
    assert file.read_text() == "mine"
    person.answers = [True]
    assert person.run("export", "acme", "-o", str(file))[0] == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    person.answers = [True]
    assert "is not a regular file" in person.run("export", "acme", "-o", str(tmp_path))[2]


def from_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_stdin_is_read_too(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from_stdin(monkeypatch, b"\xef\xbb\xbf- [ ] a\r\n- [ ] b\r\n")
    assert person.run("import", "-")[:2] == (
        0,
        f"Written: {person.file('my-list')}\n2 steps came in.\nTo walk it: privacy-check my-list\n",
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no task\n", "there is no task in it: a task is a line such as '- [ ] Turn it off'"),
        (b"", "there is no task in it: a task is a line such as '- [ ] Turn it off'"),
        ("- [ ] a".encode("utf-16"), "stdin: is UTF-16-LE; save it as UTF-8"),
        (b"- [ ] \xff", "stdin: cannot be read: byte 6 is not UTF-8; save it as UTF-8"),
        (b"- [ ] a\n" * 200_000, "stdin: is larger than 1 MiB; nothing was written"),
        (b"- [ ] a\n" * 501, "'My list' has 501 tasks; a checklist can have 500: import it"),
        (
            b"".join(b"- [ ] %d\n\n  %s\n" % (n, b"x" * 3000) for n in range(345)),
            "my-list.toml: would be larger than 1 MiB; nothing was written",
        ),
    ],
    ids=["text", "nothing", "utf-16", "latin-1", "large", "many", "too much"],
)
def test_what_cannot_come_in_is_one_clear_line(
    person: Person, monkeypatch: pytest.MonkeyPatch, data: bytes, said: str
) -> None:
    from_stdin(monkeypatch, data)
    status, out, err = person.run("import", "-")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert said in err
    assert not person.home.own_checklists.exists() or not list(person.home.own_checklists.iterdir())


@pytest.mark.needs("pipes", "links")
def test_a_pipe_a_folder_and_what_is_missing_are_one_clear_line(
    person: Person, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for name, said in (
        ("pipe", "cannot be read: not a regular file; a pipe can be read as '-'"),
        ("nothing", "cannot be read: No such file or directory"),
        (".", "cannot be read: not a regular file"),
        ("loop", "cannot be read: Too many levels of symbolic links"),
    ):
        status, out, err = person.run("import", str(tmp_path / name))
        assert (status, out) == (1, "")
        assert err.endswith(f"{said}\n")


def test_a_gigabyte_is_refused_without_being_read(person: Person, tmp_path: Path) -> None:
    with (tmp_path / "big.md").open("wb") as file:
        file.truncate(2**30)
    assert person.run("import", str(tmp_path / "big.md"))[2].endswith("larger than 1 MiB\n")


def test_zero_bytes_and_escapes_come_in_inert(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "- [x] a\0b\x1b[31mc\u202ed<script>\n  <b onclick=x>e</b>\n"
    from_stdin(monkeypatch, text.encode())
    assert person.run("import", "-", "--done")[0] == 0
    (step,) = person.session.catalog.checklists["my-list"].steps
    assert step.title == "a\ufffdb\ufffd[31mcd<script> <b onclick=x>e</b>"
    assert not set("\0\x1b\u202e") & set(person.file("my-list").read_text(encoding="utf-8"))


def test_without_a_terminal_nothing_is_replaced_and_nothing_marked(
    session: Session, clock: Clock, laptop: str, home: Places, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", laptop], clock) == 0
    assert "Nothing was marked as done" in capfd.readouterr().out
    assert main(["import", laptop], clock) == 1
    assert "is there already" in capfd.readouterr().err
    assert not open_session(home, clock).events("a-new-laptop")
