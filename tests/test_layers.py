"""Which module may know which: the directions of import, held by a test."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import privacy_check

PACKAGE = Path(privacy_check.__file__).parent

LAYERS = [  # lowest first; modules of one layer do not know each other
    {"footprint"},
    {"errors"},
    {"inert"},
    {"address"},
    {"checklist"},
    {"person", "regions"},
    {"journal"},
    {"standing"},
    {"rules"},
    {"actions", "library", "reviews"},
    {"words"},
    {"ownership"},
    {"paths"},
    {"disk"},
    {"machine", "checklist_file", "streams", "journal_lines"},
    {"catalog", "store", "settings", "links", "agenda", "reminder"},
    {"record", "profiles", "start_up"},
    {"session"},
    {"report", "ui"},
    {"commands"},
    {"cli"},
    {"door"},
    {"__main__"},
]
PURE = set().union(*LAYERS[1:11])
KNOWS_FILES_OR_CLOCKS = {"os", "pathlib", "socket", "subprocess", "time", "tempfile", "shutil"}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_lower_layers(path: Path) -> None:
    here = room(path)
    own = next(i for i, layer in enumerate(LAYERS) if here in layer)
    allowed = set().union(*LAYERS[:own]) | {here}
    ours = {n.split(".")[1] for n in imported(path) if n.startswith("privacy_check.")}
    assert ours <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_path_is_shown_by_one_function(path: Path) -> None:
    by_hand = r"clean_name\(str\([^()]*\)\)"  # it cuts at the end, where the name is
    assert re.findall(by_hand, path.read_text(encoding="utf-8")) == [], "use paths.in_words"


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) in PURE], ids=lambda p: p.stem)
def test_a_pure_module_knows_no_file_no_clock_and_no_screen(path: Path) -> None:
    outside = {name.split(".")[0] for name in imported(path)}
    assert not outside & (KNOWS_FILES_OR_CLOCKS | {"textual", "rich", "platformdirs"})


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_two_modules_read_the_environment(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert room(path) in ("paths", "footprint") or "environ" not in source.replace(
        "environment", ""
    )


def test_the_command_line_starts_without_textual() -> None:
    code = "import sys, privacy_check.cli; print('textual' in sys.modules, 'rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_door_opens_without_what_a_shell_need_not_pay_for() -> None:
    code = "import sys, privacy_check.door; print(*sys.modules)"
    heavy = {"argparse", "pathlib", "re", "dataclasses", "msgspec", "tomli", "json", "platformdirs"}
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); {code}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not heavy & set(done.stdout.split()) - set(bare())


def bare() -> list[str]:
    """What the interpreter has loaded by itself."""
    code = "import sys; print(*sys.modules)"
    command = [sys.executable, "-I", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
