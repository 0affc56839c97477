"""The suite on other systems: it loads there, and no test comes near the person's own files."""

import ntpath
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from privacy_check.storage import paths
from tests import needs, pretend

ROOT = Path(__file__).parents[1]
LOADS = """
import os, sys, time
import importlib, pathlib
import pytest, hypothesis, textual.app, textual.drivers.linux_driver, platformdirs
import multiprocessing.synchronize, xdist
for name in {modules!r}:
    sys.modules[name] = None
for name in {names!r}:
    if hasattr(os, name):
        delattr(os, name)
del time.tzset
for path in sorted(pathlib.Path("tests").rglob("*.py")):
    if "system" not in path.parts[1:-1] and not path.name.startswith("real_"):
        importlib.import_module(".".join(path.with_suffix("").parts))
"""


@pytest.mark.needs("nothing-pretended")
@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_no_system_finds_the_persons_own_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    assert Path(ntpath.expanduser("~")).is_relative_to(tmp_path), "by USERPROFILE"
    pretend.pretend(monkeypatch, system)
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    home = paths.locate()
    places = (home.config, home.state, paths.documents_folder(), paths.home_folder())
    assert [place for place in places if not place.is_relative_to(tmp_path)] == []


def test_every_test_module_loads_without_what_only_posix_has() -> None:
    names = ["mkfifo", "chown", "geteuid", "getuid", "O_NOFOLLOW", "O_DIRECTORY"]
    code = LOADS.format(modules=pretend.MODULES_NOT_ON_WINDOWS, names=names)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""


@pytest.mark.parametrize("must_run", ["", "1"])
def test_what_a_system_never_has_is_skipped_with_the_reason_everywhere(
    monkeypatch: pytest.MonkeyPatch, must_run: str
) -> None:
    monkeypatch.setattr(pretend, "SYSTEM", "win32")
    monkeypatch.setenv(needs.MUST_RUN, must_run)
    for name in ("pipes", "links", "modes", "tzset", "root"):
        with pytest.raises(pytest.skip.Exception, match=f"needs {name}"):
            needs.require(name)


@pytest.mark.needs("nothing-pretended")
def test_a_stand_in_writes_as_windows_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend.pretend(monkeypatch, "win32")
    text = os.open(tmp_path / "text", os.O_RDWR | os.O_CREAT)
    assert os.write(text, b"a\n") == 2
    os.close(text)
    binary = os.open(tmp_path / "text", os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0))
    os.write(binary, b"b\n")
    os.close(binary)
    assert (tmp_path / "text").read_bytes() == b"a\r\nb\n"


def test_the_gate_pretends_each_system_that_it_cannot_be() -> None:
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "for system in darwin win32; do\n  PRETEND=$system " in gate


@pytest.mark.needs("git")
def test_lines_end_alike_on_every_system_but_those_of_data_stay(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    files = ["README.md", ".ci/run", "tests/ui/goldens/walk.txt", "tests/data/broke/x.toml"]
    command = ["git", "check-attr", "text", "eol", "--", *files]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        *(f"{file}: {attribute}" for file in files[:3] for attribute in ("text: auto", "eol: lf")),
        f"{files[3]}: text: unset",
        f"{files[3]}: eol: lf",
    ]
