"""Each hostile file gives one line of fault; the rest works, within limits of time and memory."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from privacy_check.errors import SettingsError
from privacy_check.session import open_session
from privacy_check.storage.journal_files import format_line
from privacy_check.storage.paths import Places
from privacy_check.storage.settings import Settings, read, save
from privacy_check.ui.app import PrivacyCheckApp
from tests.conftest import Clock
from tests.hostile_files import GOOD, NO_FILES, NOT_TOML, plant
from tests.samples import event

MOST_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 10
MARK = event("aa", "2026-11-23T10:02:11", "started", review=1)

Figure = Callable[[str, object], None]
Made = tuple[Places, dict[str, str]]


def bounded(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the real command, with an end to its memory and its computing; blocked it is killed."""

    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))

    return subprocess.run(
        [sys.executable, "-m", "privacy_check", *words],
        env=os.environ | {"PRIVACY_CHECK_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=MOST_SECONDS * 10,
        preexec_fn=limit,
    )


def states(folder: Path) -> dict[str, object]:
    """Return what each file of a folder is and holds, and when it was last written."""

    def state(path: Path) -> object:
        now = path.lstat()
        data = path.read_bytes() if path.is_file() and now.st_size < 2**24 else b""
        return now.st_mode, now.st_size, now.st_mtime_ns, hashlib.sha256(data).hexdigest()

    return {path.name: state(path) for path in folder.iterdir()}


def make(folder: Path, name: str) -> None:
    """Make one hostile file, of whatever name."""
    if name in NO_FILES:
        NO_FILES[name][0](folder)
    else:
        folder.write_bytes(NOT_TOML[name][0])


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A home in which everything is hostile, beside good checklists and one good journal."""
    home = Places(tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("home") / "state")
    problems = plant(home.own_checklists)
    profile = home.profile("default")
    profile.mkdir(parents=True)
    for name in (*NOT_TOML, *NO_FILES):
        make(profile / f"{name}.toml", name)
    (profile / "zz-good.toml").write_text(format_line("acme", MARK))
    os.mkfifo(home.config_file)
    make(home.choices_file, "dots-65000")
    bounded(home.config, "list")  # the day's first look at this machine may be news
    return home, problems


def faults_of(output: str, file: str) -> list[str]:
    shown = file.replace("\udcff", "\N{REPLACEMENT CHARACTER}")
    return [line for line in output.splitlines() if f"{shown}:" in line]


@pytest.mark.needs("limits", "pipes", "links", "any-name")
@pytest.mark.parametrize("command", ["list --all", "due", "validate", "show acme"])
def test_each_hostile_file_is_reported_by_name_and_the_good_ones_load(
    planted: Made, command: str, record_property: Figure
) -> None:
    home, problems = planted
    before = states(home.own_checklists), states(home.profile("default"))
    done = bounded(home.config, *command.split())
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name, what in problems.items():
        lines = faults_of(done.stderr, f"{home.own_checklists}/{name}.toml")
        assert any(what in line for line in lines), (name, lines[:3])
        assert len(lines) == 1 or len(lines) <= 51, name
    for file in (home.config_file, home.choices_file):
        assert len(faults_of(done.stderr, str(file))) == 1
    if command == "list --all":
        listed = {line.split()[1] for line in done.stdout.splitlines()}
        assert set(GOOD) <= listed
        assert not listed & set(problems)
    assert (states(home.own_checklists), states(home.profile("default"))) == before
    record_property("hostile checklists", len(problems))


@pytest.mark.needs("limits", "pipes", "links", "any-name")
def test_each_unreadable_journal_is_reported_and_the_good_one_is_read(
    planted: Made, record_property: Figure
) -> None:
    home, _ = planted
    before = states(home.profile("default"))
    assert "acme  started" in bounded(home.config, "history").stdout
    done = bounded(home.config, "paths")
    for name in NO_FILES:
        assert len(faults_of(done.stderr, f"{home.profile('default')}/{name}.toml")) == 1, name
    assert states(home.profile("default")) == before
    record_property("hostile journals", len(before) - 1)


@pytest.mark.needs("pipes", "links")
@pytest.mark.parametrize("name", [*NOT_TOML, *NO_FILES])
def test_unreadable_settings_are_reported_and_left_alone(home: Places, name: str) -> None:
    home.config.mkdir(parents=True)
    what = (NOT_TOML | NO_FILES)[name][1]
    for file in (home.config_file, home.choices_file):
        make(file, name)
        before = states(home.config)
        chosen = read(home.config_file, home.choices_file)
        assert [str(file) in str(fault) and what in str(fault) for fault in chosen.faults] == [True]
        assert Settings(faults=chosen.faults) == chosen
        with pytest.raises(SettingsError, match=file.name):
            save(file, "region", "uk")
        assert states(home.config) == before
        file.rmdir() if file.is_dir() else file.unlink()


@pytest.mark.parametrize("data", ["x = 0x" + "f" * 9000, "x = " + "[" * 390 + "]" * 390])
def test_choices_that_cannot_be_written_back_are_reported_and_left_alone(
    home: Places, data: str
) -> None:
    home.config.mkdir(parents=True)
    home.choices_file.write_text(data)
    assert len(read(home.config_file, home.choices_file).faults) == 1
    with pytest.raises(
        SettingsError, match=r"choices\.toml: contains something that cannot be written back"
    ):
        save(home.choices_file, "region", "uk")
    assert home.choices_file.read_text() == data


@pytest.mark.needs("pipes", "links", "any-name")
async def test_a_session_on_screen_leaves_each_hostile_file_unchanged(
    home: Places, clock: Clock, library: Path
) -> None:
    plant(home.own_checklists)
    make(home.config_file, "zero")
    before = states(home.own_checklists), states(home.config)
    session = open_session(home, clock)
    assert set(GOOD) <= set(session.catalog.checklists)
    app = PrivacyCheckApp(session, "acme")
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("space", "s", "escape", "comma", "escape", "h", "escape", "q"):
            await pilot.press(key)
            await pilot.pause()
    assert app.return_code == 0
    assert session.events("acme")
    after = states(home.config)
    assert states(home.own_checklists) == before[0]
    assert after["config.toml"] == before[1]["config.toml"]
