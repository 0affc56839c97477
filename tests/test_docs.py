"""What is generated is current, and what the README says of keys is true."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from textual.binding import Binding

from privacy_check.storage import catalog, paths
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.screens.home import HomeScreen, Rows
from privacy_check.ui.screens.step import StepScreen
from privacy_check.ui.screens.walk import WalkScreen

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


@pytest.mark.parametrize(
    "name",
    [
        "checklists.md",
        "open-questions.md",
        "command-line.md",
        "checklist.schema.json",
        "json-output.schema.json",
    ],
)
def test_what_is_generated_is_current(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == generated()[name], "run: make docs"


@pytest.mark.parametrize(
    "page", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=lambda p: p.name
)
def test_no_page_has_the_marks_of_an_unfinished_merge(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.startswith(("<<<<<<< ", ">>>>>>> "))]


def test_every_open_question_stands_under_its_service_and_names_its_step() -> None:
    page = generated()["open-questions.md"]
    found = catalog.load(paths.builtin_checklists(), Path("none")).checklists.values()
    sections = dict(part.split("\n", 1) for part in page.split("\n## ")[1:])
    count = 0
    for checklist in found:
        for step in checklist.steps:
            for question in step.unknown:
                assert question in sections[checklist.service]
                assert f"*{step.title}*" in sections[checklist.service]
                count += 1
    assert f"\n{count} questions in " in page
    assert list(sections) == sorted(sections, key=str.lower)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_open_questions_are_linked(page: str) -> None:
    assert "(docs/open-questions.md)" in (ROOT / page).read_text(encoding="utf-8")


def test_the_readme_names_every_key() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = set(re.findall(r"`([^`]+)`", "\n".join(re.findall(r"^\| `.*$", readme, re.M))))
    bound = {
        SHOWN.get(binding.key, binding.key)
        for screen in (CheckScreen, HomeScreen, StepScreen, WalkScreen, Rows)
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
    assert tried - set(named) == {"tests/system/test_encoding.py"}


def loaded_by_svg(text: str) -> Iterator[str]:
    """Yield every address outside that a picture names anywhere but in what it says."""
    for element in ElementTree.fromstring(text).iter():
        style = element.text or "" if element.tag.endswith("}style") else ""
        for named in (style, *element.attrib.values()):
            yield from re.findall(r"(?:https?:)?//[^\s\"')]+", named)
            yield from re.findall(r"@import[^;]*", named)


def loaded_by_markdown(text: str) -> Iterator[str]:
    """Yield every address outside that a page loads by itself; a link is only followed."""
    images = re.findall(r"!\[[^\]]*\]\(([^)]*)\)", text)
    labels = re.findall(r"!\[([^\]]*)\](?!\()(?:\[([^\]]*)\])?", text)
    targets = dict(re.findall(r"^\[([^\]]+)\]:\s*(\S+)", text, re.M))
    images += [targets.get(label or alt, "") for alt, label in labels]
    tags = re.findall(r"<(?!a\b)[a-z][^>]*?(?:src|srcset|href|data|poster)\s*=\s*([^\s>]+)", text)
    yield from (address for address in (*images, *tags) if "//" in address)


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.svg")), ids=lambda p: p.name)
def test_a_picture_loads_nothing_from_outside(path: Path) -> None:
    assert list(loaded_by_svg(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "path", [*ROOT.glob("*.md"), *sorted((ROOT / "docs").glob("*.md"))], ids=lambda p: p.name
)
def test_a_page_loads_nothing_from_outside(path: Path) -> None:
    assert list(loaded_by_markdown(path.read_text(encoding="utf-8"))) == []


def test_docs_has_no_file_of_a_kind_whose_loads_nobody_looks_at() -> None:
    kinds = {path.suffix for path in (ROOT / "docs").iterdir() if path.is_file()}
    assert kinds == {".md", ".svg", ".json", ".py"}


@pytest.mark.parametrize(
    "element",
    [
        "<style>@font-face { src: url('https://example.org/f.woff2') }</style>",
        "<style>@import '//example.org/a.css';</style>",
        '<image href="http://example.org/a.png"/>',
        '<rect style="fill: url(//example.org/a.svg#x)"/>',
    ],
)
def test_a_picture_that_loads_is_found_out(element: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{element}<text>https://example.org</text></svg>'
    assert list(loaded_by_svg(svg))


@pytest.mark.parametrize(
    ("page", "loads"),
    [
        ("![a](https://example.org/a.png)", 1),
        ("![a][b]\n\n[b]: https://example.org/a.png", 1),
        ("![b]\n\n[b]: https://example.org/a.png", 1),
        ('<img width="1" src="//example.org/a.png">', 1),
        ("![a](docs/a.svg), [a link](https://example.org), <https://example.org>", 0),
        ('<a href="https://example.org">a link</a>', 0),
    ],
)
def test_a_page_that_loads_is_found_out(page: str, loads: int) -> None:
    assert len(list(loaded_by_markdown(page))) == loads


def test_the_architecture_names_modules_that_are_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    package = ROOT / "tui" / "privacy_check"
    folders = "domain|system|storage|cli|ui"
    named = set(re.findall(rf"`((?:{folders})/[a-z_/]+)`", text))
    assert len(named) > 20
    gone = [n for n in named if not (package / n).is_dir() and not (package / f"{n}.py").exists()]
    assert gone == []


def test_the_architecture_lists_every_module_of_the_pure_and_the_file_folders() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    tree = text.split("```")[1]
    package = ROOT / "tui" / "privacy_check"
    modules = [p.stem for f in ("domain", "system", "storage") for p in (package / f).glob("*.py")]
    assert [m for m in modules if m != "__init__" and not re.search(rf"\b{m}\b", tree)] == []
