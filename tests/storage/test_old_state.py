"""An older version kept the state beside the settings; it is found, and nothing is lost."""

from pathlib import Path

import pytest

from privacy_check.cli import start_up_file
from privacy_check.cli.main import main
from privacy_check.cli.shell_reminder import lines
from privacy_check.session import open_session
from privacy_check.storage import old_state, paths
from privacy_check.storage.paths import Places
from tests import pretend

NAME = "a1b2c3-mac"
OLD = {
    "machine": f"\n{NAME}\n",
    "profile": "anna-lee",
    "agenda": "# privacy-check 2026-11-23 whole 0123abcd\n",
    "due": "# privacy-check 2026-11-23 whole 0123abcd\n",
    "catalog": "x",
    "shown": "2026-11-23\n",
}


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> Places:
    """A Mac on which an older version ran."""
    pretend.pretend(monkeypatch, "darwin")
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    monkeypatch.setattr("privacy_check.system.environment.host_name", lambda: "mac")
    home = paths.locate()
    home.config.mkdir(parents=True, mode=0o700)
    for name, text in OLD.items():
        (home.config / name).write_text(text, encoding="utf-8")
    return home


def test_a_mac_keeps_its_name_and_goes_on_with_its_journal(mac: Places) -> None:
    assert mac.state == mac.config / "state"
    assert main(["mark", "linkedin-ai-training", "turn-off", "done"]) == 0
    assert [path.name for path in mac.profile("default").iterdir()] == [f"journal-{NAME}.toml"]
    assert mac.profile_file.read_text() == "anna-lee"
    kept = {path.name for path in mac.config.iterdir()}
    assert kept == {"machine", "profile", "profiles", "state"}, "the rest is made again, in state"
    assert mac.agenda_file.exists()
    assert old_state.adopt(mac) is False, "once is enough"


def test_what_the_new_version_knows_already_is_not_replaced(mac: Places) -> None:
    mac.state.mkdir()
    mac.machine_file.write_text("\nffffff-mac\n")
    assert old_state.adopt(mac) is True
    assert mac.machine_file.read_text() == "\nffffff-mac\n"
    assert not (mac.config / "agenda").exists()


def test_another_programs_files_of_such_names_are_left_alone(home: Places) -> None:
    theirs = {"agenda": "Monday: dentist\n", "machine": "lathe\n", "due": "rent\n", "now": ""}
    home.config.mkdir(parents=True)
    for name, text in theirs.items():
        (home.config / name).write_text(text, encoding="utf-8")
    open_session(home)
    assert main(["list"]) == 0
    assert {name: (home.config / name).read_text() for name in theirs} == theirs


@pytest.mark.needs("posix-paths")
def test_a_reminder_that_reads_the_old_agenda_is_reported_with_what_renews_it(
    mac: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    file = paths.start_up_file("zsh")
    start_up_file.install(file, lines("zsh", mac.config / "agenda", "privacy-check"))
    problem = (
        "privacy-check: warning: ~/.zshrc has an older version of the reminder, or one for other "
        "folders; to update it, run: privacy-check shell-hook zsh --install\n"
    )
    for command in ("due", "paths"):
        main([command])
        assert capsys.readouterr().err == problem
    start_up_file.install(file, lines("zsh", mac.agenda_file, "privacy-check"))
    main(["paths"])
    assert capsys.readouterr().err == ""


def test_only_nested_state_is_looked_for(tmp_path: Path) -> None:
    home = Places(tmp_path / "config", tmp_path / "elsewhere")
    home.config.mkdir()
    (home.config / "machine").write_text(f"{NAME}\n")
    assert old_state.adopt(home) is False
