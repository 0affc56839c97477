"""`make run` and `make test` set up what they need: with which Python, and when again."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from privacy_check.system.environment import EXTRAS

ROOT = Path(__file__).parents[1]
TOOLS = ["sh", "make", "dirname", "cat", "rm", "touch", "mkdir", "cp", "chmod", "sed"]
PYTHON = """#!/bin/sh
echo "${0##*/} $*" >>'@LOG@'
case $1 in
  -c) exit @STATUS@ ;;
  -m) [ $2 = pip ] || { mkdir -p .venv/bin && cp "$0" .venv/bin/python; } ;;
esac
"""
UV = """#!/bin/sh
echo "uv $*" >>'@LOG@'
[ $1 != venv ] || { mkdir -p .venv/bin && cp '@FOLDER@/a-python' .venv/bin/python; }
"""

pytestmark = pytest.mark.needs("make", "scripts")


class Checkout:
    """A copy of what sets up, on a PATH with nothing but stand-ins that log how they are called."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bin, self.log = folder / "a checkout", folder / "bin", folder / "log"
        (self.folder / ".ci").mkdir(parents=True)
        self.bin.mkdir()
        for name in ("Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt"):
            shutil.copy(ROOT / name, self.folder)
        shutil.copy(ROOT / ".ci" / "environment", self.folder / ".ci")
        for name in TOOLS:
            (self.bin / name).symlink_to(shutil.which(name) or name)
        self.program("uname", "#!/bin/sh\necho Darwin\n")
        self.program("a-python", PYTHON)

    def program(self, name: str, text: str = PYTHON, status: int = 0) -> None:
        for key, value in (("LOG", self.log), ("STATUS", status), ("FOLDER", self.bin)):
            text = text.replace(f"@{key}@", str(value))
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def make(self, *words: str) -> tuple[int, str, list[str]]:
        """Return the exit status, what was said, and the calls."""
        self.log.write_text("")
        done = subprocess.run(
            [self.bin / "make", "--silent", *words],
            cwd=self.folder,
            env={"PATH": str(self.bin)},
            capture_output=True,
            text=True,
            check=False,
        )
        calls = [line for line in self.log.read_text().splitlines() if " -c" not in line]
        return done.returncode, done.stderr, calls


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_the_newest_good_python_is_taken(checkout: Checkout) -> None:
    checkout.program("python3.14", status=127)  # as a shim that leads nowhere
    for name in ("python3.13", "python3.12", "python3", "python"):
        checkout.program(name)
    status, said, calls = checkout.make(".venv/runs")
    assert (status, said) == (0, "Setting up .venv, once: less than a minute.\n")
    assert calls[0] == "python3.13 -m venv --clear .venv"
    assert checkout.make(".venv/runs", "PYTHON=python3.12")[2] == [], "it is there already"
    (checkout.folder / ".venv" / "runs").unlink()
    calls = checkout.make(".venv/runs", "PYTHON=python3.12")[2]
    assert calls[0] == "python3.12 -m venv --clear .venv"


def test_uv_is_used_where_it_is_and_brings_a_python_if_there_is_none(checkout: Checkout) -> None:
    checkout.program("uv", UV)
    checkout.program("python3", status=1)  # macOS has 3.9
    calls = checkout.make(".venv/runs")[2]
    assert calls[0] == "uv venv --quiet --clear --python >=3.11 .venv"
    (checkout.folder / ".venv" / "runs").unlink()
    checkout.program("python3.12")
    calls = checkout.make(".venv/runs")[2]
    assert calls[0] == f"uv venv --quiet --clear --python {checkout.bin}/python3.12 .venv"


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("Darwin", "brew install python "),
        ("Linux", "sudo apt install python3 python3-venv"),
        ("MINGW64_NT-10.0", "winget install Python.Python.3.13"),
    ],
)
def test_without_any_it_says_what_to_install(checkout: Checkout, system: str, command: str) -> None:
    checkout.program("uname", f"#!/bin/sh\necho {system}\n")
    checkout.program("python3", status=1)
    status, said, calls = checkout.make("run")
    assert status == 2
    assert "privacy-check needs Python 3.11 or newer, or uv, which brings one." in said
    assert command in said
    assert calls == []


def test_a_checkout_that_was_moved_sets_up_again(checkout: Checkout, tmp_path: Path) -> None:
    checkout.program("python3.13")
    assert len(checkout.make(".venv/ready")[2]) == 4
    assert checkout.make(".venv/ready")[2] == []
    checkout.folder = checkout.folder.rename(tmp_path / "moved")
    assert checkout.make(".venv/ready")[2][0] == "python3.13 -m venv --clear .venv"
    assert checkout.make(".venv/ready")[2] == []
    (checkout.folder / ".venv" / "bin" / "python").unlink()  # its Python was upgraded away
    assert checkout.make(".venv/runs")[2][0] == "python3.13 -m venv --clear .venv"


def test_running_needs_no_tool_of_development(checkout: Checkout) -> None:
    checkout.program("python3.13")
    calls = " ".join(checkout.make(".venv/runs")[2])
    assert "requirements.txt" in calls
    assert "requirements-dev.txt" not in calls
    assert "requirements-dev.txt" in " ".join(checkout.make(".venv/ready")[2])


def test_the_packages_of_extras_are_put_back(checkout: Checkout) -> None:
    checkout.program("python3.13")
    assert "--constraint" not in " ".join(checkout.make(".venv/runs")[2])
    for package in ("icalendar", "desktop_notifier", "another"):
        (checkout.folder / ".venv/lib/python3.12/site-packages" / package).mkdir(parents=True)
    (checkout.folder / ".venv" / "bin" / "python").unlink()  # nothing of the old one can be run
    calls = checkout.make(".venv/runs")[2]
    assert calls[-1].endswith("--constraint .venv/pins icalendar desktop_notifier")
    pins = (checkout.folder / ".venv" / "pins").read_text().splitlines()
    assert len(pins) == len(pinned("requirements-dev.txt"))
    assert "--hash" not in " ".join(pins)
    versions = {line.split("==")[0]: line for line in pins}
    assert pinned("requirements-dev.txt")["icalendar"].startswith(f"{versions['icalendar']} \\")


def test_the_packages_of_every_extra_are_looked_for() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = pyproject["project"]["optional-dependencies"]
    named = {extra: re.split("[<>=]", packages[0])[0] for extra, packages in extras.items()}
    assert named == EXTRAS
    script = (ROOT / ".ci" / "environment").read_text(encoding="utf-8")
    modules = " ".join(package.replace("-", "_") for package in EXTRAS.values())
    assert f"for package in {modules}; do" in script


def pinned(file: str) -> dict[str, str]:
    """Each package of a file with its version and hashes."""
    blocks = re.split(r"(?m)^(?=\S)", (ROOT / file).read_text(encoding="utf-8"))
    return {block.split("==")[0]: block for block in blocks if block}


def test_both_files_pin_the_same_and_one_has_no_tool_of_development() -> None:
    run, ready = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert {name: ready.get(name) for name in run} == run
    assert not {"taplo", "mypy", "ruff", "pytest", "hypothesis"} & run.keys()
    assert {"taplo", "mypy", "tzdata", "textual"} <= ready.keys()
    assert os.access(ROOT / ".ci" / "environment", os.X_OK)


def test_the_gate_checks_the_types_of_every_system() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "for system in darwin win32; do" in makefile
    assert "mypy --platform $$system" in makefile
