"""All checklists together: the person's own beside the built-in ones, and what is kept of them."""

import os
from pathlib import Path

import pytest

from privacy_check.domain.catalog import Catalog
from privacy_check.errors import ChecklistError
from privacy_check.storage.catalog import load
from privacy_check.storage.paths import builtin_checklists
from tests.conftest import DATA
from tests.samples import PRIVATE

ACME = (DATA / "checklists" / "acme.toml").read_text(encoding="utf-8")


def own(tmp_path: Path, name: str, text: str) -> Catalog:
    folder = tmp_path / "own"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return load(DATA / "checklists", folder)


def test_a_bad_file_never_hides_the_good_ones(tmp_path: Path) -> None:
    catalog = own(tmp_path, "bad.toml", "schema = [")
    assert set(catalog.checklists) == {"acme", "hostile"}
    assert len(catalog.faults) == 1


@pytest.mark.needs("any-name")
def test_a_file_name_that_is_not_unicode_is_reported_and_harmless(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"a\xff\x1b.toml")).write_text(ACME, encoding="utf-8")
    catalog = load(DATA / "checklists", tmp_path, tmp_path / "kept")
    assert set(catalog.checklists) == {"acme", "hostile"}
    assert ["a\ufffd\ufffd.toml" in str(fault) for fault in catalog.faults] == [True]


def test_a_bad_file_hides_no_other_where_paths_are_too_long_to_show(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 150) / ("e" * 150)
    (deep / "own").mkdir(parents=True)
    (deep / "own" / "bad.toml").write_text("x = 1", encoding="utf-8")
    assert own(deep, "acme.toml", ACME.replace("acme-notes", "old")).own == {"acme"}


def test_the_users_file_wins_over_a_built_in_one(tmp_path: Path) -> None:
    catalog = own(tmp_path, "acme.toml", ACME.replace("One switch and a letter.", "Mine."))
    assert catalog.checklists["acme"].summary == "Mine."
    assert catalog.own == {"acme"}


def test_the_cache_is_used_until_a_file_changes(tmp_path: Path) -> None:
    kept, folder = tmp_path / "kept", tmp_path / "own"
    folder.mkdir()
    first = load(DATA / "checklists", folder, kept)
    assert load(DATA / "checklists", folder, kept) == first
    (folder / "acme.toml").write_text(ACME.replace("One switch", "Two switches"), encoding="utf-8")
    assert load(DATA / "checklists", folder, kept).checklists["acme"].summary.startswith("Two")
    (folder / "acme.toml").write_text("schema = [", encoding="utf-8")
    changed = load(DATA / "checklists", folder, kept)
    assert load(DATA / "checklists", folder, kept) == changed
    assert len(changed.faults) == 1


def test_a_broken_cache_is_ignored_and_written_anew(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    first = load(DATA / "checklists", tmp_path, kept)
    good = kept.read_bytes()
    in_a_checklist = good.index(b"summary") + len("summary")  # a byte that says what follows
    for damaged in (
        good[:-100],
        good[:in_a_checklist] + b"\xc1" + good[in_a_checklist + 1 :],
        good[4:],
        b"",
    ):
        kept.write_bytes(damaged)
        assert load(DATA / "checklists", tmp_path, kept) == first


def test_a_former_id_finds_the_current_checklist() -> None:
    assert load(DATA / "checklists", Path("none")).former == {"acme-notes": "acme"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("figma-ai-training", "figma-content-training"),
        ("linkedn", "linkedin-ai-training"),
        ("LinkedIn", "linkedin-ai-training"),
        ("twitter", "x-grok-training"),
        ("linkedin-jobs", "linkedin-job-data"),
    ],
)
def test_an_unknown_id_suggests_a_service_or_the_id_that_shares_its_words(
    typed: str, meant: str
) -> None:
    library = load(builtin_checklists(), Path("none"))
    with pytest.raises(ChecklistError) as unknown:
        library.find(typed)
    assert str(unknown.value) == f"no checklist {typed!r}; did you mean {meant!r}?"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('replaces = ["acme"]', "replaces: 'acme' is also the id of a checklist"),
        ('replaces = ["acme-notes"]', "replaces: 'acme-notes' is already claimed by 'acme'"),
        ('instead = "acmee"', "instead: no checklist 'acmee'; did you mean 'acme'?"),
    ],
)
def test_references_between_files_must_be_valid(tmp_path: Path, line: str, why: str) -> None:
    text = ACME.replace('id = "acme"', 'id = "mine"').replace('replaces = ["acme-notes"]', line)
    catalog = own(tmp_path, "mine.toml", text)
    assert set(catalog.checklists) == {"acme", "hostile"}
    assert any(why in str(fault) for fault in catalog.faults)


def test_a_cached_fault_names_its_file_where_it_is_now(tmp_path: Path) -> None:
    own, kept = tmp_path / "own", tmp_path / "catalog"
    own.mkdir()
    (own / "mine.toml").write_text("spoilt")
    assert load(DATA / "checklists", own, kept).faults[0].file == f"{own}/mine.toml"
    own = own.rename(tmp_path / "moved")
    assert load(DATA / "checklists", own, kept).faults[0].file == f"{own}/mine.toml"


def test_a_private_list_without_a_service_adds_none_and_survives_the_cache(tmp_path: Path) -> None:
    kept, folder = tmp_path / "kept", tmp_path / "own"
    folder.mkdir()
    (folder / "backups.toml").write_text(PRIVATE, encoding="utf-8")
    for _ in range(2):
        catalog = load(DATA / "checklists", folder, kept)
        assert catalog.faults == ()
        assert catalog.checklists["backups"].steps[1].title == "Label the disk"
        assert catalog.checklists["backups"].why == ""
        assert catalog.services == load(DATA / "checklists", Path("none")).services
