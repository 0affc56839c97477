"""Every built-in checklist: loads, keeps the rules for content, and says nothing twice."""

import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from privacy_check import catalog, checklist_file, paths
from privacy_check.checklist import Checklist
from tests.content_rules import broken_rules, paragraphs

FOLDER = paths.builtin_checklists()
FILES = sorted(FOLDER.glob("*.toml"))
LIBRARY = catalog.load(FOLDER, Path("none"))


def read(path: Path) -> Checklist:
    checklist, faults = checklist_file.read(path, path.name)
    assert not faults
    assert checklist
    return checklist


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_checklist_keeps_the_rules(path: Path) -> None:
    assert list(broken_rules(read(path), datetime.now(UTC).date())) == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_file_is_toml_of_1_0_and_points_at_its_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tomllib.loads(text)
    assert text.startswith("#:schema ../docs/checklist.schema.json\n")


def test_the_library_loads_whole() -> None:
    assert LIBRARY.faults == ()
    assert len(LIBRARY.checklists) == len(FILES)


def twice(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def test_no_title_and_no_paragraph_stands_in_two_files() -> None:
    everything = LIBRARY.checklists.values()
    assert twice([c.title for c in everything]) == []
    assert twice([p for c in everything for p in paragraphs(c)]) == []
