"""Which module may know which: the directions of import, held by a test."""

import ast
import os
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import privacy_check

PACKAGE = Path(privacy_check.__file__).parent

STORED = {"errors", "domain", "system", "storage"}
ON_A_SESSION = {"corrections", "verification", "discovery", "correspondence", "takeaway"}
BELOW_UI = {*STORED, *ON_A_SESSION, "profile_state", "session", "due_cache"}
MAY_KNOW: dict[str, set[str]] = {
    "errors": set(),
    "domain": {"errors"},
    "system": {"errors", "domain"},
    "storage": {"errors", "domain", "system"},
    "profile_state": STORED,
    "session": {*STORED, "profile_state"},
    **{module: {*STORED, "session"} for module in ON_A_SESSION},
    "due_cache": {*STORED, "session", "corrections"},
    "ui": BELOW_UI,
    "cli": {*BELOW_UI, "ui"},
    "__main__": {"cli"},
}
"""Each folder, and the module beside them, with those that it may import from besides itself."""

UI_MAY_KNOW: dict[str, set[str]] = {
    "render": set(),
    "dialogs": {"render", "widgets", "links", "clipboard", "type_ahead"},
    "screens": {"render", "widgets", "links", "clipboard", "type_ahead", "dialogs"},
}
"""The folders within ui, likewise; what stands beside them may know all of them."""

KNOWS_FILES_OR_CLOCKS = {"os", "pathlib", "socket", "subprocess", "time", "tempfile", "shutil"}


READS_THE_ENVIRONMENT = {"storage/paths.py", "storage/fingerprint.py"}


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
def test_a_folder_imports_only_from_those_that_it_may_know(path: Path) -> None:
    here = room(path)
    known = {n.split(".")[1] for n in imported(path) if n.startswith("privacy_check.")}
    assert known <= MAY_KNOW[here] | {here}


UI_MODULES = [p for p in MODULES if room(p) == "ui" and len(p.relative_to(PACKAGE).parts) == 3]


@pytest.mark.parametrize("path", UI_MODULES, ids=lambda p: str(p.relative_to(PACKAGE / "ui")))
def test_screens_know_dialogs_and_both_know_render_but_never_the_other_way(path: Path) -> None:
    here = path.parent.name
    parts = [n.split(".") for n in imported(path) if n.startswith("privacy_check.ui.")]
    assert {part[2] for part in parts} <= UI_MAY_KNOW[here] | {here}


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    names = {".".join(p.relative_to(PACKAGE).with_suffix("").parts): p for p in MODULES}
    graph = {
        name: {n for n in names if f"privacy_check.{n}" in imported_modules(path)}
        for name, path in names.items()
    }
    TopologicalSorter(graph).prepare()


def imported_modules(path: Path) -> set[str]:
    """The dotted names of the modules from which names are imported, and of imported modules."""
    names = imported(path)
    return names | {name.rpartition(".")[0] for name in names}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_path_is_shown_by_one_function(path: Path) -> None:
    by_hand = r"clean_name\(str\([^()]*\)\)"  # it cuts at the end, where the name is
    assert re.findall(by_hand, path.read_text(encoding="utf-8")) == [], "use paths.display_path"


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) == "domain"], ids=lambda p: p.stem)
def test_a_pure_module_knows_no_file_no_clock_and_no_screen(path: Path) -> None:
    outside = {name.split(".")[0] for name in imported(path)}
    assert not outside & (KNOWS_FILES_OR_CLOCKS | {"textual", "rich", "platformdirs"})


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_system_and_paths_read_the_environment(path: Path) -> None:
    source = path.read_text(encoding="utf-8").replace("environment", "")
    named = path.relative_to(PACKAGE).as_posix() in READS_THE_ENVIRONMENT
    assert room(path) == "system" or named or "environ" not in source


def test_the_command_line_starts_without_textual() -> None:
    code = (
        "import sys, privacy_check.cli.main; print('textual' in sys.modules, 'rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_fast_due_starts_without_what_a_shell_need_not_pay_for() -> None:
    code = "import sys, privacy_check.cli.fast_due; print(*sys.modules)"
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


def test_due_starts_without_a_parser_and_without_what_other_commands_need(tmp_path: Path) -> None:
    code = (
        "import sys; from privacy_check.cli.main import main; main(['due']); "
        "print(*sys.modules, file=sys.stderr)"
    )
    home = {"PRIVACY_CHECK_HOME": str(tmp_path)}
    first = [sys.executable, "-m", "privacy_check", "due"]  # this one looks at the machine
    subprocess.run(first, env=os.environ | home, check=True)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | home,
        capture_output=True,
        text=True,
        check=True,
    )
    unneeded = {
        "argparse",
        "json",
        "privacy_check.cli.shell_reminder",
        "privacy_check.domain.search",
        "privacy_check.verification",
    }
    assert not unneeded & set(done.stderr.split())


def bare() -> list[str]:
    """What the interpreter has loaded by itself."""
    code = "import sys; print(*sys.modules)"
    command = [sys.executable, "-I", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
