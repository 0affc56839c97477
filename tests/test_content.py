"""Every built-in checklist: loads, keeps the rules for content, and says nothing twice."""

import tomllib
import warnings
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from privacy_check.domain.checklist import LIBRARY_KEYS, Checklist
from privacy_check.domain.search import Index
from privacy_check.domain.selection import FIRST, precedence
from privacy_check.storage import catalog, checklist_file, paths
from tests import content_rules, source_rules
from tests.content_rules import broken_rules, paragraphs

FOLDER = paths.builtin_checklists()
TODAY = max(datetime.now(UTC).date(), date(2026, 11, 28))  # a clock behind that is wrong
FILES = sorted(FOLDER.glob("*.toml"))
LIBRARY = catalog.load(FOLDER, Path("none"))
INDEX = Index(LIBRARY.checklists.values())


def read(path: Path) -> Checklist:
    checklist, faults = checklist_file.read(path, path.name, library=True)
    assert not faults
    assert checklist
    return checklist


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_checklist_keeps_the_rules(path: Path) -> None:
    assert list(broken_rules(read(path), TODAY)) == []


@pytest.mark.filterwarnings("always::UserWarning")
def test_old_audits_are_warned_of() -> None:
    for checklist in LIBRARY.checklists.values():
        for said in content_rules.warnings(checklist, TODAY):
            warnings.warn(said, stacklevel=1)


def test_every_step_that_counts_rests_on_who_can_know() -> None:
    known = set(source_rules.exceptions())
    new = [w for w in source_rules.library() if w.line not in known]
    assert [f"{w.line}: {w.why}" for w in new] == []


def test_no_exception_is_left_that_is_no_longer_needed() -> None:
    weak = {w.line for w in source_rules.library()}
    named = source_rules.exceptions()
    again = "run: python -m tests.source_rules"
    assert [line for line in named if line not in weak] == [], again
    assert len(named) == len(set(named))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_file_is_toml_of_1_0_and_points_at_its_schema(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tomllib.loads(text)
    assert text.startswith("#:schema ../docs/checklist.schema.json\n")


def test_a_built_in_file_without_what_only_a_private_list_may_leave_out_is_refused_alone(
    tmp_path: Path,
) -> None:
    bare = (
        'schema = 1\nid = "bare"\ntitle = "Bare"\n\n[confirm]\n\n[[steps]]\nid = "a"\ntitle = "A"\n'
    )
    (tmp_path / "bare.toml").write_text(bare, encoding="utf-8")
    good = FILES[0]
    (tmp_path / good.name).write_bytes(good.read_bytes())
    loaded = catalog.load(tmp_path, Path("none"))
    assert list(loaded.checklists) == [good.stem]
    left_out = {fault.key for fault in loaded.faults if fault.what == "missing"}
    asked = {k for model, keys in LIBRARY_KEYS.items() if model is Checklist for k in keys}
    assert left_out == (asked - {"confirm"}) | {
        "confirm.question",
        "steps[0].body",
        "steps[0].sources",
    }


def test_the_library_loads_whole() -> None:
    assert LIBRARY.faults == ()
    assert len(LIBRARY.checklists) == len(FILES)


def test_what_comes_after_a_missing_answer_is_a_step_or_a_checklist() -> None:
    followed = [
        (f"{checklist.id}.{step.id}", name)
        for checklist in LIBRARY.checklists.values()
        for step in checklist.steps
        for name in (step.answer.then if step.answer else ())
        if not checklist.step(name) and name not in LIBRARY.checklists
    ]
    assert followed == []


def test_the_first_checklist_is_in_the_library_and_comes_first() -> None:
    assert min(LIBRARY.checklists.values(), key=precedence).id == FIRST


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("icloud", "Apple"),
        ("twitter", "X"),
        ("x.com", "X"),
        ("linkedin.com", "LinkedIn"),
        ("office", "Microsoft 365"),
        ("bard", "Gemini"),
        ("fb", "Facebook"),
        ("nao me perturbe", "Não Me Perturbe"),
    ],
)
def test_a_service_is_found_by_what_people_call_it(typed: str, service: str) -> None:
    assert INDEX.find(typed)[0].service == service


def twice(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def test_no_title_and_no_paragraph_stands_in_two_files() -> None:
    everything = LIBRARY.checklists.values()
    assert twice([c.title for c in everything]) == []
    assert twice([p for c in everything for p in paragraphs(c)]) == []
