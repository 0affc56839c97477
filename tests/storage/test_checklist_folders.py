"""Folders of checklists from elsewhere: whose file of an id counts, what is wrong with one."""

import os
from pathlib import Path

import pytest

from privacy_check.domain.catalog import Catalog
from privacy_check.session import Session, open_session
from privacy_check.storage import checklist_folders, fingerprint
from privacy_check.storage.catalog import load, reload_personal
from privacy_check.storage.checklist_folders import Folders
from privacy_check.storage.paths import Places
from tests.conftest import DATA, Clock
from tests.samples import PRIVATE

BUILTIN = DATA / "checklists"
ACME = (BUILTIN / "acme.toml").read_text(encoding="utf-8")


def put(folder: Path, name: str, summary: str) -> None:
    """Write a version of Acme's checklist that one can tell from the others."""
    folder.mkdir(parents=True, exist_ok=True)
    text = ACME.replace("One switch and a letter.", summary).replace('"acme"', f'"{name}"')
    text = text.replace('replaces = ["acme-notes"]\n', "")
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


class Trial:
    """An own folder, two others, and what is read of them."""

    def __init__(self, place: Path) -> None:
        self.own, self.first, self.second = place / "own", place / "one", place / "two"
        self.config = place / "config.toml"
        self.name(self.first, self.second)

    def name(self, *folders: Path | str) -> None:
        named = "".join(f'  "{folder}",\n' for folder in folders)
        self.config.write_text(f'theme = "dark"\nchecklist_folders = [\n{named}]\n')

    def read(self) -> Catalog:
        return load(BUILTIN, self.own, shared=checklist_folders.read(self.config))

    def again(self, known: Catalog) -> Catalog:
        """Read again, which must give what a new start gives."""
        shared = checklist_folders.read(self.config)
        found, fresh = reload_personal(known, BUILTIN, self.own, shared), self.read()
        assert dict(found.checklists) == dict(fresh.checklists)
        assert (found.own, found.former, found.shared) == (fresh.own, fresh.former, fresh.shared)
        assert sorted(map(str, found.faults)) == sorted(map(str, fresh.faults))
        return found


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return Trial(tmp_path)


def summary(catalog: Catalog, name: str = "acme") -> str:
    return catalog.checklists[name].summary


def test_of_one_id_the_persons_own_counts_then_the_folders_in_order_then_the_built_in(
    trial: Trial,
) -> None:
    put(trial.second, "acme", "Second.")
    known = trial.read()
    assert (summary(known), known.shared) == ("Second.", {"acme": str(trial.second)})
    put(trial.first, "acme", "First.")
    known = trial.again(known)
    assert (summary(known), known.shared) == ("First.", {"acme": str(trial.first)})
    put(trial.own, "acme", "Mine.")
    known = trial.again(known)
    assert (summary(known), set(known.own), dict(known.shared)) == ("Mine.", {"acme"}, {})
    for folder, then in ((trial.own, "First."), (trial.first, "Second.")):
        (folder / "acme.toml").unlink()
        known = trial.again(known)
        assert summary(known) == then
    (trial.second / "acme.toml").unlink()
    assert summary(trial.again(known)) == "One switch and a letter."
    assert trial.read().is_built_in("acme")


def test_only_checklists_of_the_folder_itself_are_read(trial: Trial) -> None:
    put(trial.first, "team", "Ours.")
    put(trial.second, "team", "Theirs.")
    for name in (".hidden", "~lock", "README.md", "team.toml~", "team.toml.orig"):
        (trial.first / name).write_text("not = [read")
    put(trial.first / ".git", "objects", "No.")
    put(trial.first / "old", "older", "No.")
    known = trial.read()
    assert known.faults == ()
    assert known.checklists.keys() - load(BUILTIN, trial.own).checklists.keys() == {"team"}


def test_a_bad_file_there_is_named_and_the_next_of_its_id_counts(trial: Trial) -> None:
    put(trial.first, "acme", "First.")
    put(trial.second, "acme", "Second.")
    (trial.first / "acme.toml").write_text("id = 'acme'\nsteps = nonsense")
    known = trial.read()
    assert summary(known) == "Second."
    assert [fault.place for fault in known.faults] == [f"{trial.first}/acme.toml:2"]


def test_what_was_good_stays_while_its_file_is_bad(trial: Trial) -> None:
    put(trial.first, "acme", "First.")
    put(trial.second, "team", "Ours.")
    known = trial.read()
    (trial.first / "acme.toml").write_text("id = ")
    shared = checklist_folders.read(trial.config)
    found = reload_personal(known, BUILTIN, trial.own, shared)
    assert (summary(found), len(found.faults)) == ("First.", 1)
    assert found.shared["acme"] == str(trial.first)


def loop(trial: Trial) -> None:
    trial.first.symlink_to(trial.first)


def pipe(trial: Trial) -> None:
    os.mkfifo(trial.first)


def file(trial: Trial) -> None:
    trial.first.write_text("schema = 1")


def missing(trial: Trial) -> None: ...


def empty(trial: Trial) -> None:
    trial.first.mkdir()


def clone(trial: Trial) -> None:
    put(trial.first / "checklists", "team", "Ours.")


def huge(trial: Trial) -> None:
    trial.first.mkdir()
    for number in range(fingerprint.MOST_NAMES + 1):
        (trial.first / f"{number}").touch()


def many(trial: Trial) -> None:
    trial.first.mkdir()
    for number in range(fingerprint.MOST_FILES + 1):
        (trial.first / f"{number}.toml").touch()


@pytest.mark.needs("links", "pipes", "modes", "posix-paths")
@pytest.mark.parametrize(
    ("make", "said"),
    [
        (missing, "is not there: clone or mount it, or take it out of checklist_folders"),
        (file, "is no folder: name the folder with the checklists, or take it out of"),
        (pipe, "is no folder: name the folder with the checklists, or take it out of"),
        (loop, "can't be read: Too many levels of symbolic links; name another folder, or take"),
        (empty, "has no checklist in it, no file that ends in .toml: name another, or take it out"),
        (
            clone,
            "has no checklist in it, no file that ends in .toml; did you mean {first}/checklists?",
        ),
        (huge, "can't be read: holds more than 10,000 files and folders; name another folder"),
        (many, "can't be read: holds more than 1,000 TOML files; name another folder"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_folder_that_is_none_is_one_warning_with_file_line_and_remedy(
    trial: Trial, make: object, said: str
) -> None:
    assert callable(make)
    make(trial)
    put(trial.second, "team", "Ours.")
    known = trial.read()
    (fault,) = known.faults
    lead = f"{trial.config}:3: checklist_folders: '{trial.first}' "
    assert str(fault).startswith(lead + said.format(first=trial.first))
    assert summary(known, "team") == "Ours."
    assert trial.again(known).faults == (fault,)


@pytest.mark.parametrize("typed", ["lists", "./lists", "../x", "$HOME/lists", "~somebody/x"])
def test_a_path_that_is_not_whole_is_not_guessed_at(trial: Trial, typed: str) -> None:
    trial.name(typed)
    (fault,) = trial.read().faults
    assert str(fault) == (
        f"{trial.config}:3: checklist_folders: {typed!r} is not a whole path: begin it with / or ~/"
    )


def test_a_path_with_a_zero_byte_or_an_escape_is_inert(trial: Trial) -> None:
    trial.config.write_text('checklist_folders = ["/a\\u0000b", "/a\\u001b[2Jb", "/a\\u202eb"]')
    said = "\n".join(map(str, trial.read().faults))
    assert said.count("\n") == 2
    assert not set("\0\x1b\u202e") & set(said)


def test_one_folder_cannot_bury_the_faults_of_others(trial: Trial) -> None:
    put(trial.second, "acme", "Second.")
    (trial.second / "bad.toml").write_text("x = ")
    for number in range(60):
        put(trial.first, f"bad-{number}", "")
        (trial.first / f"bad-{number}.toml").write_text("x = ")
    said = [fault for fault in trial.read().faults if str(fault).startswith(str(trial.first))]
    assert (len(said), str(said[-1])) == (51, f"{trial.first}: and more")


def test_no_more_is_read_than_a_team_can_have_written(trial: Trial) -> None:
    for number in range(20):
        put(trial.first, f"big-{number:02}", "Big.")
        with (trial.first / f"big-{number:02}.toml").open("a") as opened:
            opened.write("#" * 1_000_000)
    put(trial.second, "team", "Ours.")
    known = trial.read()
    assert len([name for name in known.shared if name.startswith("big-")]) == 16
    (fault,) = known.faults
    assert str(fault) == (
        f"{trial.first}/big-16.toml: is not read, nor is what follows it: together over 16 MiB"
    )


@pytest.mark.parametrize("value", ['"~/lists"', "[1]", "{ a = 1 }", "true"])
def test_a_value_that_is_no_list_of_folders_is_a_fault_of_the_setting(
    home: Places, library: Path, value: str
) -> None:
    home.config.mkdir(parents=True)
    home.config_file.write_text(f"checklist_folders = {value}\n")
    session = open_session(home)
    assert session.shared == Folders(home.config_file)
    (fault,) = session.settings.faults
    assert str(fault) == f"{home.config_file}: checklist_folders: must be a list of words"


@pytest.fixture
def team(home: Places, library: Path) -> Path:
    """A folder that the person's config.toml names, by its place in their home."""
    home.config.mkdir(parents=True)
    home.choices_file.touch()
    home.config_file.write_text('checklist_folders = ["~/src/lists"]\n')
    folder = Path(os.environ["HOME"], "src", "lists")
    folder.mkdir(parents=True)
    (folder / "backups.toml").write_text(PRIVATE, encoding="utf-8")
    return folder


@pytest.mark.needs("posix-paths")
def test_a_session_reads_them_shows_them_and_notices_a_change(
    home: Places, team: Path, clock: Clock
) -> None:
    session = open_session(home, clock)
    assert session.catalog.shared == {"backups": "~/src/lists"}
    assert session.is_mine(session.standing("backups"))
    assert session.changed_checklists() is None
    text = PRIVATE.replace("Label the disk", "Name the disk")
    (team / "backups.toml").write_text(text, encoding="utf-8")
    read = session.changed_checklists()
    assert read is not None
    session.take_up(read)
    assert session.catalog.checklists["backups"].steps[1].title == "Name the disk"
    assert session.input_state == open_session(home, clock).input_state
    assert session.changed_checklists() is None


@pytest.mark.needs("posix-paths")
def test_what_was_kept_of_the_parsed_checklists_does_not_hide_a_change(
    home: Places, team: Path, clock: Clock
) -> None:
    assert open_session(home, clock).catalog == open_session(home, clock).catalog
    for change, known in (
        (lambda: (team / "backups.toml").unlink(), 1),
        (lambda: team.rmdir(), 1),
        (lambda: home.config_file.write_text("\n\nchecklist_folders = ['~/src/lists']"), 1),
        (lambda: home.config_file.unlink(), 0),
    ):
        change()
        catalog = open_session(home, clock).catalog
        assert (len(catalog.faults), dict(catalog.shared)) == (known, {})
    home.config_file.write_text("\n\nchecklist_folders = ['~/src/lists']")
    assert open_session(home, clock).catalog.faults[0].line == 3


@pytest.mark.needs("posix-paths")
def test_each_profile_has_them(home: Places, team: Path, clock: Clock) -> None:
    session = open_session(home, clock, "mum")
    session.mark("backups", "restore", "done")
    assert [s.catalog.shared.keys() for s in session.refresh_everyone()] == [{"backups"}] * 2


def test_a_person_without_such_folders_pays_for_no_parse(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.home.config_file.write_text("theme = 'dark'\n")
    monkeypatch.setattr(checklist_folders, "read_toml", lambda *_: pytest.fail("parsed"))
    assert checklist_folders.read(session.home.config_file).typed == ()


@pytest.mark.needs("modes")
def test_a_folder_that_others_locked_says_so(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: str) -> list[str]:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr(fingerprint, "shared_names", refuse)  # root may read everything
    first, _ = trial.read().faults
    assert str(first).startswith(
        f"{trial.config}:3: checklist_folders: '{trial.first}' can't be read: Permission denied"
    )
