"""Names that mean one thing: no local name hides what the module imports or defines."""

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path

import pytest

import privacy_check

PACKAGE = Path(privacy_check.__file__).parent
TESTS = Path(__file__).parent
FILES = sorted([*PACKAGE.rglob("*.py"), *TESTS.rglob("*.py")])

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def imported_names(tree: ast.Module) -> set[str]:
    """The names that a module imports at its top level."""
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    aliases = [alias for node in imports for alias in node.names]
    return {alias.asname or alias.name.partition(".")[0] for alias in aliases}


def local_names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name that is bound inside of a function, with its line."""
    for function in ast.walk(tree):
        if not isinstance(function, Function):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.arg):
                yield node.arg, node.lineno
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id, node.lineno


def shadowed(source: str) -> list[str]:
    tree = ast.parse(source)
    imported = imported_names(tree) - set(dir(builtins))
    return sorted({f"{line}: {name}" for name, line in local_names(tree) if name in imported})


@pytest.mark.parametrize(
    "source",
    [
        "import os\ndef f(os): pass",
        "from a import os\ndef f():\n    os = 1",
        "from a import b as os\nasync def f():\n    for os in (): pass",
        "import os.path\nx = lambda os: os",
    ],
)
def test_a_shadowed_import_is_found(source: str) -> None:
    assert [found.partition(": ")[2] for found in shadowed(source)] == ["os"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(path.parents[2])))
def test_no_local_name_shadows_an_import(path: Path) -> None:
    assert shadowed(path.read_text(encoding="utf-8")) == []
