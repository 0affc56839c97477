"""Journals in git: every line of two merged branches is read, even with conflict markers."""

import os
import random
import subprocess
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from privacy_check.domain.journal import Event
from privacy_check.domain.sanitize import Clean
from privacy_check.storage.journal_files import Store, format_line
from tests.samples import event
from tests.scale import scaled

UNION = "profiles/**/*.toml text eol=lf merge=union\n"
TOLD = "merged by Git but not committed yet"
MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
WAYS = {
    "merge": "git merge -q -m both left",
    "rebase": "git rebase -q left",
    "stash": "git reset -q --soft HEAD~; git stash -q; git checkout -q left; git stash pop -q",
}
"""What puts branch `left` and the branch `right`, on which one is, together."""
DONE = {
    "merge": "git add -A && git commit -q -m both",
    "rebase": "git add -A && git rebase --continue",
    "stash": "git add -A && git commit -q -m both && git stash clear",
}


class Repository:
    """A config folder in git, with two machines that write in it."""

    def __init__(self, root: Path, attributes: str, **settings: str) -> None:
        self.root, self.folder = root, root / "profiles" / "default"
        self.stores = [Store(self.folder, root.parent / f"machine-{n}", f"host{n}") for n in (1, 2)]
        self.chance = random.Random(str(settings))
        self.numbers = count()
        self.written: set[Event] = set()
        self.environment = {"PATH": os.environ["PATH"], "GIT_EDITOR": "true"}
        self.environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        for who in ("AUTHOR", "COMMITTER"):
            self.environment |= {f"GIT_{who}_NAME": "A", f"GIT_{who}_EMAIL": "a@example.org"}
        root.mkdir()
        self.git("git init -q -b base")
        for name, value in settings.items():
            self.git(f"git config {name.replace('_', '.')} {value}")
        (root / ".gitattributes").write_text(attributes)
        self.git("git add -A && git commit -q -m first")

    def git(self, command: str) -> bool:
        """Run a line of git; False where it says that there is a conflict."""
        shell = ["bash", "-c", command]
        done = subprocess.run(shell, cwd=self.root, env=self.environment, capture_output=True)
        assert done.returncode == 0 or b"CONFLICT" in done.stdout + done.stderr, done
        return done.returncode == 0

    def write_apart(self) -> None:
        """Let two branches add lines, some to one machine's file, and a save that was cut."""
        for branch in ("left", "right"):
            self.git(f"git checkout -q -B {branch} base")
            for store in self.chance.choices(self.stores, k=self.chance.randint(1, 4)):
                number = next(self.numbers)
                note = Clean("é" * self.chance.randint(0, 9))
                said = event(f"{number:08x}", "2026-11-23T10:02:11", "noted", note=note)
                store.add("acme", said)
                self.written.add(said)
            if self.chance.random() < 0.3:
                cut = self.chance.randint(1, 40)
                with self.chance.choice(self.stores).file.open("ab") as file:
                    file.write(format_line("acme", said).encode()[:cut])
            self.git(f"git add -A && git commit -q -m {branch}")

    def clear(self) -> None:
        """Take the markers out, as a person would."""
        for file in self.folder.iterdir():
            lines = file.read_bytes().splitlines(keepends=True)
            kept = [line for line in lines if not line.startswith(tuple(map(str.encode, MARKERS)))]
            file.write_bytes(b"".join(kept))


@pytest.mark.parametrize(
    ("attributes", "style", "crlf", "pairs"),
    [
        pytest.param(UNION, "merge", "false", 300, id="union"),
        pytest.param("", "merge", "false", 100, id="merge"),
        pytest.param("", "diff3", "true", 100, id="diff3"),
        pytest.param("", "zdiff3", "false", 100, id="zdiff3"),
    ],
)
def test_every_line_of_both_merged_branches_is_read(
    tmp_path: Path,
    attributes: str,
    style: str,
    crlf: str,
    pairs: int,
    record_property: Callable[[str, object], None],
) -> None:
    config = {"merge_conflictStyle": style, "core_autocrlf": crlf}
    repository = Repository(tmp_path / "config", attributes, **config)
    conflicts = 0
    for _ in range(scaled(pairs)):
        repository.write_apart()
        way = repository.chance.choice(sorted(WAYS))
        clean = repository.git(WAYS[way])
        conflicts += not clean
        reading = Store(repository.folder, tmp_path / "other", "other").read()
        assert reading.journal == {"acme": repository.written}, way
        marked = [f for f in repository.folder.iterdir() if b"\n>>>>>>> " in f.read_bytes()]
        assert sorted(f.file for f in reading.faults) == sorted(map(str, marked))
        assert {fault.what for fault in reading.faults} <= {TOLD}
        if not clean:
            assert marked
            if repository.chance.random() < 0.5:
                repository.clear()
            repository.git(DONE[way])
        elif way == "stash":
            repository.git(DONE[way])
        repository.git("git checkout -q -B base")
    assert bool(conflicts) == (not attributes), "union knows no conflict"
    record_property("pairs of branches", scaled(pairs))
    record_property("of them in conflict", conflicts)
    record_property("lines, all read", len(repository.written))
