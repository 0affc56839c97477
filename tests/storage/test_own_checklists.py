"""A checklist of one's own as it is first written: valid at once, and never over another."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy_check.domain.catalog import Catalog
from privacy_check.domain.sanitize import clean
from privacy_check.errors import ChecklistError, StoreError
from privacy_check.storage import own_checklists
from privacy_check.storage.catalog import load
from privacy_check.storage.checklist_file import read
from privacy_check.storage.own_checklists import Draft, DraftStep, check_id, free_id, made_id
from tests.conftest import DATA

LIBRARY = load(DATA / "checklists", Path("none"))
STEPS = (DraftStep("Restore one file"), DraftStep("Label the disk"))
DRAFT = Draft("Keep the backups readable", STEPS, "Disk", 90)


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Keep the backups readable", "keep-the-backups-readable"),
        ("  What's   new?! ", "whats-new"),
        ("Über uns: Größe & Mæß 2", "ueber-uns-groesse-mss-2"),
        ("Ça va, señor", "ca-va-senor"),
        ("密码", ""),
        ("a" * 60, "a" * 48),
        ("a long title that goes on and on until it would not fit into an id", None),
    ],
)
def test_an_id_is_made_from_the_letters_of_a_title(title: str, made: str | None) -> None:
    found = made_id(title)
    assert found == (
        made if made is not None else "a-long-title-that-goes-on-and-on-until-it-would"
    )
    assert len(found) <= 48


def test_a_title_that_is_taken_gets_a_number_whoever_has_it(tmp_path: Path) -> None:
    assert free_id("Backups", LIBRARY, tmp_path) == "backups"
    (tmp_path / "backups.toml").write_text("spoilt")
    assert free_id("Backups", LIBRARY, tmp_path) == "backups-2"
    assert free_id("Acme", LIBRARY, tmp_path) == "acme-2", "a built-in one"
    assert free_id("Acme notes", LIBRARY, tmp_path) == "acme-notes-2", "a former id of one"
    assert free_id("密码", LIBRARY, tmp_path) == "my-list"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("My list", "'My list' can't be an id: lower-case letters, digits and single hyphens, at "),
        ("a" * 65, "at most 64"),
        ("../up", "such as up"),
        ("acme", "'acme' is the id of another checklist; take another: acme-2"),
        ("mine", "there is a checklist 'mine' already; edit its file: "),
    ],
)
def test_an_id_that_cannot_be_had_is_refused_with_what_to_do(
    tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "mine.toml").write_text("spoilt")
    with pytest.raises(ChecklistError, match=re.escape(said)):
        check_id(name, LIBRARY, tmp_path)
    check_id("backups", LIBRARY, tmp_path)


def test_what_is_written_is_valid_private_and_says_what_was_answered(tmp_path: Path) -> None:
    folder = tmp_path / "checklists"
    path = own_checklists.write("backups", DRAFT, folder)
    known, wrong = read(path, path.name)
    assert wrong == ()
    assert known
    assert (known.title, known.service, known.recheck_days) == (DRAFT.title, "Disk", 90)
    assert [(s.id, s.title) for s in known.steps] == [
        ("restore-one-file", "Restore one file"),
        ("label-the-disk", "Label the disk"),
    ]


def test_a_file_that_is_there_is_not_changed(tmp_path: Path) -> None:
    path = own_checklists.write("backups", DRAFT, tmp_path)
    path.write_text("mine")
    with pytest.raises(StoreError, match="is there already, and was not changed"):
        own_checklists.write("backups", DRAFT, tmp_path)
    assert path.read_text() == "mine"


WORDS = st.text(min_size=1, max_size=300).map(lambda t: clean(t.strip(), 2000)).filter(bool)


@given(WORDS, st.lists(WORDS, min_size=1, max_size=5), st.text(max_size=50).map(clean))
def test_whatever_is_answered_the_file_is_valid_and_says_it(
    title: str, steps: list[str], service: str
) -> None:
    draft = Draft(clean(title), tuple(map(DraftStep.said, steps)), service.strip())
    name = free_id(title, Catalog({}), Path("none"))
    with TemporaryDirectory() as folder:
        known, wrong = read(own_checklists.write(name, draft, Path(folder)), "new")
    assert wrong == ()
    assert known
    assert known.title == draft.title
    said = [s.body or s.title for s in known.steps]
    assert [" ".join(text.split()) for text in said] == [" ".join(s.split()) for s in steps]


def test_all_that_the_comment_offers_can_be_set_as_it_stands_there(tmp_path: Path) -> None:
    text = own_checklists.text("backups", DRAFT)
    comment, _, rest = text.partition("schema = 1")
    above, _, below = comment.partition("# In a step")
    offered = re.compile(r"^# ((?:\w+ = |\[).*)$", re.MULTILINE)
    top, _, question = "\n".join(offered.findall(above)).partition("[confirm]")
    head, _, steps = rest.partition("[[steps]]")
    kept = "\n".join(line for line in head.splitlines() if not line.startswith(("serv", "rech")))
    whole = [
        f"schema = 1{kept}\n{top}",
        f"[confirm]{question}",
        f"[[steps]]{steps}",
        "\n".join(offered.findall(below)),
    ]
    path = tmp_path / "backups.toml"
    path.write_text("\n".join(whole), encoding="utf-8")
    known, wrong = read(path, path.name)
    assert wrong == ()
    assert known
    assert known.service == "Acme"
    assert known.confirm.url == "https://acme.example/settings"
    assert known.steps[-1].answer_days == 30
    assert len(offered.findall(comment)) == 19
