"""What is generated is current, and what the README says of keys is true."""

import re
import sys
from pathlib import Path

import pytest
from textual.binding import Binding

from privacy_check.ui.home import HomeScreen, Rows
from privacy_check.ui.walk import WalkScreen
from privacy_check.ui.widgets import CheckScreen

ROOT = Path(__file__).parent.parent
SHOWN = {
    "left": "←",
    "right": "→",
    "question_mark": "?",
    "escape": "esc",
    "slash": "/",
    "comma": ",",
}


def generated() -> dict[str, str]:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import generate

        return generate.pages()
    finally:
        sys.path.remove(str(ROOT / "docs"))


@pytest.mark.parametrize("name", ["checklists.md", "checklist.schema.json"])
def test_what_is_generated_is_current(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == generated()[name], "run: make docs"


def test_the_readme_names_every_key() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = set(re.findall(r"`([^`]+)`", "\n".join(re.findall(r"^\| `.*$", readme, re.M))))
    bound = {
        SHOWN.get(binding.key, binding.key)
        for screen in (CheckScreen, HomeScreen, WalkScreen, Rows)
        for binding in screen.BINDINGS
        if isinstance(binding, Binding)
    }
    assert bound <= table


def test_each_promise_names_tests_that_are_there() -> None:
    text = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[a-z_/]+\.py)`", text)
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []
    tried = {f"tests/system/{p.name}" for p in (ROOT / "tests" / "system").glob("test_*.py")}
    assert tried - set(named) == {"tests/system/test_letters.py"}
