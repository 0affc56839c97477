"""`verify` looks, and does nothing else: strace sees what it opens, starts and connects to."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import privacy_check
from privacy_check.domain.checklist import Checklist
from privacy_check.storage import catalog, paths
from tests.system.terminal import Terminal

pytestmark = pytest.mark.needs("strace", "xdg")

CALLS = "open,openat,openat2,creat,execve,execveat,fork,vfork,clone,clone3,%network"
OPENS = re.compile(
    r'open\w*\((?:(?:AT_FDCWD|\d+)<(?P<folder>[^>]*)>, )?"(?P<path>[^"]*)", (?P<how>\S+)'
)
XDG = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
OF_THE_SYSTEM = [
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/proc/self", "/dev/null"),
    *("/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/localtime", "/usr/share/zoneinfo"),
    *("/usr/share/locale", "/usr/share/coreutils"),
]
"""What any Python opens: shared libraries, the language and the time zone."""


class Watch:
    """A home folder in which every file is that a probe may look for, and what is opened there."""

    def __init__(self, folder: Path) -> None:
        self.home, self.own, self.trace = folder / "home", folder / "own", folder / "trace"
        self.home.mkdir()
        self.before = f"strace -f -y -qq -s 4096 -e trace={CALLS} -o {self.trace}".split()
        self.checklists = {
            name: checklist
            for name, checklist in _library().items()
            if any(step.probe for step in checklist.steps)
        }
        self.places = [
            place
            for checklist in self.checklists.values()
            for step in checklist.steps
            for probe in step.probe
            for file in probe.file
            if (not probe.os or "linux" in probe.os) and (place := self._expanded(file))
        ]

    def _expanded(self, file: str) -> str | None:
        if file.startswith("/"):
            return file
        for kind, folder in XDG.items():
            file = file.replace(f"$XDG_{kind}_HOME/", f"~/{folder}/")
        return f"{self.home}/{file[2:]}" if file.startswith("~/") else None

    def fill(self) -> None:
        """Put a file at each place in the home folder, and others that are nobody's business."""
        for place in [*self.places, f"{self.home}/.ssh/id_ed25519", f"{self.home}/.netrc"]:
            file = Path(place.replace("*", "some"))
            if file.is_relative_to(self.home):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text("{}\n" if file.suffix == ".json" else "\n")

    def opened(self) -> Iterator[tuple[str, bool]]:
        """Yield what was opened, and whether as a folder."""
        for line in self.trace.read_text().splitlines():
            if match := OPENS.search(line):
                path = os.path.join(match["folder"] or "/", match["path"])  # noqa: PTH118  as text
                yield os.path.normpath(path), "O_DIRECTORY" in match["how"]

    def wrong(self) -> list[str]:
        """Return the calls that should not be there."""
        lines = self.trace.read_text().splitlines()
        others = [line for line in lines if not OPENS.search(line) and "+++" not in line]
        strange = [
            path for path, folder in self.opened() if not self._may_open(path, folder=folder)
        ]
        return others[1:] + strange  # the first is the program's own start

    def _may_open(self, path: str, *, folder: bool) -> bool:
        within = [*OF_THE_SYSTEM, sys.prefix, sys.base_prefix, str(self.own)]
        within += [str(Path(privacy_check.__file__).parents[1]), str(paths.builtin_checklists())]
        if any(Path(path).is_relative_to(top) for top in within):
            return True
        if folder:  # the one it runs in, those above its own, which a save syncs, and profiles
            many = [place.partition("*")[0] for place in self.places if "*" in place]
            above = Path(path) == Path.cwd() or self.own.is_relative_to(path)
            return above or path in {place.rpartition("/")[0] for place in many}
        named = {*self.places, f"{self.home}/.bashrc"}  # where the line to mend it would go
        return any(
            fnmatchcase(path, place) and path.count("/") == place.count("/") for place in named
        )


def _library() -> dict[str, Checklist]:
    return dict(catalog.load(paths.builtin_checklists(), Path("/nonexistent")).checklists)


def test_verify_opens_only_what_probes_name_and_starts_and_connects_to_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    watch = Watch(tmp_path)
    watch.fill()
    terminal = Terminal(
        watch.own,
        *("verify", *watch.checklists),
        before=watch.before,
        environment={"HOME": str(watch.home), "SHELL": "/bin/bash", "DO_NOT_TRACK": None}
        | {f"XDG_{kind}_HOME": None for kind in XDG},
    )
    assert terminal.leave() == 0
    assert b"right" in terminal.output
    assert watch.wrong() == []
    looked_at = {path for path, _ in watch.opened() if Path(path).is_relative_to(watch.home)}
    assert f"{watch.home}/.config/Code/User/settings.json" in looked_at
    assert f"{watch.home}/.mozilla/firefox/some/prefs.js" in looked_at
    record_property("files of other programs looked at", len(looked_at))


@pytest.mark.parametrize(
    "code",
    [
        "open('{home}/.netrc')",
        "import os; os.listdir('{home}/.ssh')",
        "open('{home}/.config/Code/User/keybindings.json', 'w')",
        "import subprocess; subprocess.run('true')",
        "import socket; socket.socket(socket.AF_UNIX)",
    ],
)
def test_the_watch_detects_a_program_that_does_more(tmp_path: Path, code: str) -> None:
    watch = Watch(tmp_path)
    watch.fill()
    command = [*watch.before, sys.executable, "-c", code.format(home=watch.home)]
    subprocess.run(command, check=True, capture_output=True)
    assert watch.wrong()


def test_the_watch_lets_python_itself_start(tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    subprocess.run([*watch.before, sys.executable, "-c", "pass"], check=True)
    assert watch.wrong() == []
