"""A file is read whole, or refused with all its faults by line and key."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from privacy_check.domain.checklist import LIBRARY_KEYS, Checklist
from privacy_check.storage.checklist_file import future_dates, read, schema
from tests.conftest import DATA
from tests.samples import PRIVATE

ACME = (DATA / "checklists" / "acme.toml").read_text(encoding="utf-8")


STRINGS = [
    '""""""',
    '"""""a"""',
    '"""a"""""',
    '"""a\n\\""""',
    '"""a ""b\n"""',
    '"""\\\\"""',
    '"""a]"]"""',
    '"""\n]\n""""',
    '""""\n"""',
    "''''''",
    "'''''a'''''",
    "'''a\n\"b'''",
    "'a\"b'",
    '"a\\"b#\\\\"',
    '""',
    "''",
]
"""TOML strings whose ends are hard to see."""


def faults(tmp_path: Path, text: str, name: str = "acme.toml") -> list[str]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    checklist, wrong = read(path, f"checklists/{name}", library=True)
    assert (checklist is None) == bool(wrong)
    return [str(fault) for fault in wrong]


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    checklist, wrong = read(DATA / "checklists" / "acme.toml", "acme.toml")
    assert not wrong
    assert checklist
    assert [s.id for s in checklist.steps] == ["switch", "letter", "europe", "friend"]
    assert checklist.why == "Acme reads your notes.\n\nAll of them."
    assert checklist.step("toggle") == checklist.steps[0]
    assert [s.id for s in checklist.backing(checklist.steps[1])] == ["help", "law"]


@pytest.mark.parametrize("string", STRINGS)
def test_the_line_of_a_fault_is_right_after_any_string(tmp_path: Path, string: str) -> None:
    text = f"summary = {string}\nwhy = {string}\nminuets = 3\n"
    line = text[: text.index("minuets")].count("\n") + 1
    assert f"checklists/acme.toml:{line}: minuets: unknown key" in "\n".join(faults(tmp_path, text))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("minutes = 3", "minuets = 3", "minuets: unknown key; did you mean 'minutes'?"),
        ("minutes = 3", "minutes = true", "minutes: must be a whole number from 1 to 600"),
        ("minutes = 3", "minutes = 3.5", "minutes: must be a whole number"),
        (
            "recheck_days = 90",
            "recheck_days = 3",
            "recheck_days: must be a whole number from 7 to 730",
        ),
        (
            'category = "ai-training"',
            'category = "ai"',
            "category: must be account, ads, ai-training",
        ),
        ('title = "Turn it off"', 'title = ""', "steps[0].title: is empty"),
        ('id = "switch"', 'id = "Switch!"', "steps[0].id: must be lower-case letters"),
        ('id = "letter"', 'id = "switch"', "steps[1].id: 'switch' is already used"),
        (
            '["help", "law"]',
            '["help", "lwa"]',
            "steps[1].sources[1]: no source 'lwa'; did you",
        ),
        ('regions = ["eu", "uk"]', 'regions = ["eu", "ux"]', "steps[2].regions[1]: no region 'ux'"),
        (
            'steps = ["toggle"]',
            'steps = ["swich"]',
            "changes[0].steps[0]: no step 'swich'; did you",
        ),
        ('id = "acme"', 'id = "acne"', "id: must be the file's name, 'acme'"),
        ("https://law.example.org/acme", "ftp://law.example.org", "url: must start with https://"),
        (
            "date = 2026-12-20",
            'date = "2026-12-20"',
            "changes[0].date: must be a date without quotes",
        ),
        (
            "date = 2026-12-20",
            "date = 2026-12-20T10:00:00Z",
            "changes[0].date: must be a date without quotes or time",
        ),
        ("schema = 1", "schema = 2", "schema: needs a newer privacy-check"),
        ("[confirm]", "[confrim]", "confrim: unknown key; did you mean 'confirm'?"),
        ("schema = 1", "schema = 1\nschema = 1", "invalid TOML: "),
    ],
)
def test_a_fault_is_reported_by_line_and_key(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    before, found, _ = ACME.partition(old)
    assert found
    line = 1 + before.count("\n") + new.count("\n")
    output = "\n".join(faults(tmp_path, ACME.replace(old, new, 1)))
    assert re.search(rf"^checklists/acme.toml:{line}: .*{re.escape(fault)}", output, re.M)


def test_a_missing_key_is_reported_at_its_table(tmp_path: Path) -> None:
    output = faults(tmp_path, ACME.replace('title = "Write to Acme"', ""))
    line = 1 + ACME.partition('id = "letter"')[0].count("\n")
    assert output == [f"checklists/acme.toml:{line - 1}: steps[1].title: missing"]


def test_all_faults_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    text = ACME.replace("minutes = 3", "minutes = 0").replace('title = "Turn it off"', "")
    text = text.replace('title = "Training"', "titel = 1").replace("date = 2026-12-20", "date = 1")
    output = "\n".join(faults(tmp_path, text))
    for key in ("minutes: ", "steps[0].title: missing", "sources[0].titel: ", "changes[0].date: "):
        assert key in output


def test_a_private_list_needs_only_its_title_and_those_of_its_steps(tmp_path: Path) -> None:
    path = tmp_path / "backups.toml"
    path.write_text(PRIVATE, encoding="utf-8")
    known, wrong = read(path, path.name)
    assert not wrong
    assert known
    assert (known.service, known.has_service) == ("Keep the backups readable", False)
    assert (known.category, known.worth, known.recheck_days) == ("account", 2, 180)
    assert known.confirm.question == "Is it still as you left it?"
    assert (known.summary, known.why, known.after, known.steps[0].body) == ("", "", "", "")
    assert (known.hosts, known.sources, known.steps[0].sources) == ((), (), ())


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('title = "Keep the backups readable"\n', "", "backups.toml: title: missing"),
        ('title = "Label the disk"\n', "", "backups.toml:9: steps[1].title: missing"),
        ('id = "label"\n', "", "backups.toml:9: steps[1].id: missing"),
        ("schema = 1\n", "", "backups.toml: schema: missing"),
        (
            'id = "label"',
            'id = "label"\nsources = ["a"]',
            ":11: steps[1].sources[0]: no source 'a'",
        ),
        (
            'id = "backups"',
            'id = "backup"',
            "backups.toml:2: id: must be the file's name, 'backups'",
        ),
    ],
)
def test_what_a_private_list_needs_is_asked_for_by_line_and_key(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    path = tmp_path / "backups.toml"
    path.write_text(PRIVATE.replace(old, new, 1), encoding="utf-8")
    checklist, wrong = read(path, path.name)
    assert checklist is None
    assert any(fault in str(said) for said in wrong), wrong


def test_a_private_list_may_leave_its_question_out_beside_an_address(tmp_path: Path) -> None:
    path = tmp_path / "backups.toml"
    path.write_text(f'{PRIVATE}\n[confirm]\nurl = "https://disk.example/"\n', encoding="utf-8")
    checklist, _ = read(path, path.name)
    assert checklist
    assert checklist.confirm.url == "https://disk.example/"
    assert checklist.confirm.question == "Is it still as you left it?"


def test_the_schema_of_the_library_asks_for_what_that_of_private_lists_does_not() -> None:
    own, library = (json.loads(schema(library=whole))["$defs"] for whole in (False, True))
    assert own["Checklist"]["required"] == ["schema", "id", "title", "steps"]
    assert own["Step"]["required"] == ["id", "title"]
    assert own["Checklist"]["properties"]["recheck_days"]["default"] == 180
    asked = set(library["Checklist"]["required"]) - set(own["Checklist"]["required"])
    assert asked == set(LIBRARY_KEYS[Checklist])
    assert library["Step"]["required"] == ["id", "title", "body", "sources"]


def test_a_date_in_the_future_is_a_warning() -> None:
    checklist, _ = read(DATA / "checklists" / "acme.toml", "acme.toml")
    assert checklist
    assert future_dates(checklist, date(2026, 11, 23)) == [
        "changes[0].date: 2026-12-20 is in the future"
    ]
    source = replace(checklist.sources[0], date=None, seen=date(2027, 1, 2))
    later = replace(checklist, sources=(source,), audited=date(2027, 1, 1))
    assert future_dates(later, date(2026, 12, 31)) == [
        "sources[0].seen: 2027-01-02 is in the future",
        "audited: 2027-01-01 is in the future",
    ]


def test_hostile_text_is_sanitized_on_load() -> None:
    checklist, wrong = read(DATA / "checklists" / "hostile.toml", "hostile.toml")
    assert not wrong
    assert checklist
    assert len(checklist.title) <= 200
    assert all(c.isprintable() or c in "\n" for c in repr(checklist))


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ('law = "GDPR"\nthen = ["europe", "another-one"]\nextension_days = 61', None),
        ('lwa = "GDPR"', "steps[1].answer.lwa: unknown key; did you mean 'law'?"),
        ("extension_days = 0", "steps[1].answer.extension_days: must be"),
        ('then = "europe"', "steps[1].answer.then: must be a list in brackets"),
        ('then = ["letter"]', "steps[1].answer.then[0]: is this very step"),
    ],
)
def test_what_comes_after_an_answer_is_checked(
    tmp_path: Path, table: str, fault: str | None
) -> None:
    text = ACME.replace("answer_days = 30\n", "answer_days = 30\nsources = ['law']\n", 1)
    text = text.replace('sources = ["help", "law"]', f"[steps.answer]\n{table}")
    found = faults(tmp_path, text)
    assert [fault in said for said in found if fault] == ([True] if fault else [])
    assert fault or not found


def test_an_answer_needs_its_days_and_is_a_table(tmp_path: Path) -> None:
    without = ACME.replace("answer_days = 30\n", "answer = {law = 'GDPR'}\n")
    assert "steps[1].answer: needs answer_days" in "".join(faults(tmp_path, without))
    no_table = ACME.replace("answer_days = 30\n", "answer = 'GDPR'\n")
    assert "must be written as a table, [steps.answer]" in "".join(faults(tmp_path, no_table))
