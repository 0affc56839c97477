"""Which folders are used, and what is reported if there are none or they are another user's."""

import os
import sys
from pathlib import Path

import pytest

from privacy_check.cli.fast_due import main as door
from privacy_check.cli.main import main
from privacy_check.session import open_session
from privacy_check.storage import paths, profiles
from privacy_check.system import folders
from tests import pretend
from tests.anothers import ALICE, NOBODY, acting_as, home_of, owners

NOT_WHOLE = ["x", "./x", "../x", "~/x", "$HOME/x", "${HOME}/x", " ", ".", "~"]
EVERY = ["list", "due", "show linkedin-ai-training", "history", "stale", "validate", "paths"]
EVERY += ["mark linkedin-ai-training turn-off done", "undo linkedin-ai-training"]


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which one works, and in which nothing may ever land."""
    folder = tmp_path / "away"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    return folder


@pytest.mark.needs("posix-paths")
@pytest.mark.parametrize("folder", ["", *NOT_WHOLE])
def test_a_relative_xdg_folder_is_ignored(
    away: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    known = folders.folders()
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, folder)
    assert folders.folders() == known
    assert paths.start_up_file("fish").is_relative_to(os.environ["HOME"])
    assert main(["mark", "linkedin-ai-training", "turn-off", "done"]) == 0
    assert not list(away.iterdir())


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        *((folder, "list") for folder in NOT_WHOLE),
        *(("~/x", words) for words in ("", "review", *EVERY)),
        *(("~/x", f"shell-hook bash {how}") for how in ("", "--install", "--remove")),
    ],
)
def test_a_relative_privacy_check_home_is_reported_in_one_line(
    away: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: str,
    words: str,
) -> None:
    monkeypatch.setenv("PRIVACY_CHECK_HOME", folder)
    monkeypatch.setattr(sys, "argv", ["privacy-check", *words.split()])
    monkeypatch.setattr("privacy_check.cli.commands.app._terminal_problem", lambda: "")
    assert door() == 1
    output = capsys.readouterr()
    whole = r"such as C:\Data" if pretend.SYSTEM == "win32" else "it must start with /"
    problem = f"PRIVACY_CHECK_HOME: {folder!r} is not an absolute path; {whole}"
    assert (output.out, output.err) == ("", f"privacy-check: {problem}\n")
    assert not list(away.iterdir())


@pytest.mark.needs("posix-paths")
@pytest.mark.parametrize("value", [None, "", *NOT_WHOLE])
def test_without_home_the_user_database_is_used(
    away: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv("HOME")
    else:
        monkeypatch.setenv("HOME", value)
    import pwd

    known = Path(pwd.getpwuid(os.geteuid()).pw_dir)
    assert paths.locate().config.is_relative_to(known)
    assert paths.display_path(known / "x") == "~/x"


@pytest.mark.needs("root", "xdg")
def test_an_unknown_user_learns_what_to_set(
    away: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HOME")
    with home_of(ALICE) as folder:
        monkeypatch.setenv("PRIVACY_CHECK_HOME", str(folder))
        warm(folder)
        capsys.readouterr()
        with acting_as(ALICE):
            assert [main(words.split()) for words in EVERY] == [0] * len(EVERY)
            monkeypatch.delenv("PRIVACY_CHECK_HOME")
            for words in (*EVERY, "shell-hook zsh --install"):
                capsys.readouterr()
                assert main(words.split()) == 1
                output = capsys.readouterr().err
                assert output.startswith("privacy-check: HOME is not set, and the system lists no")
                assert output.endswith(
                    "set PRIVACY_CHECK_HOME to a folder where the program can keep its files\n"
                )
    assert not list(away.iterdir())


def warm(home: Path) -> None:
    """Let every module be loaded that another user might not be able to."""
    for words in EVERY:
        main(words.split())
    for path in (home, *home.rglob("*")):
        os.chown(path, ALICE, ALICE)


BARRED = ["alice/.config/privacy-check", "alice/.config", "alice"]


@pytest.mark.needs("root", "xdg")
@pytest.mark.parametrize("blocked", BARRED)
@pytest.mark.parametrize("owner", [0, ALICE])
def test_an_inaccessible_config_folder_is_reported_with_its_fix(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    blocked: str,
    owner: int,
) -> None:
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    with home_of(ALICE) as home:
        monkeypatch.setenv("HOME", str(home))
        warm(home)
        folder = home.parent / blocked
        folder.chmod(0 if owner == ALICE else 0o700)
        os.chown(folder, owner, owner)
        if owner == ALICE:
            mend = f"to fix that, run: chmod u+rwx {folder}"
        else:
            mend = f"{folder} belongs to root"
            mend += (
                f"; to fix that, run: sudo chown -R {ALICE} {folder}" if blocked != "alice" else ""
            )
        capsys.readouterr()
        monkeypatch.setattr("privacy_check.cli.commands.app._terminal_problem", lambda: "")
        with acting_as(ALICE):
            for words in ["open", "review", *EVERY]:
                assert main(words.split()) == 1
                problem = f"privacy-check: your settings and journal cannot be read: {mend}\n"
                assert capsys.readouterr() == ("", problem), words
        folder.chmod(0o755)


@pytest.mark.needs("root", "xdg")
@pytest.mark.parametrize("what", ["profiles/default", "profiles", "journal", "config.toml"])
def test_another_users_file_is_reported_with_its_fix(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    with home_of(ALICE) as home:
        monkeypatch.setenv("HOME", str(home))
        places = paths.locate()
        places.config.mkdir(parents=True)
        places.config_file.write_text("region = 'uk'\n")
        warm(home)
        journal = next(places.profile("default").iterdir())
        path = journal if what == "journal" else places.config / what
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.chown(path, 0, 0)
        capsys.readouterr()
        with acting_as(ALICE):
            statuses = [main(words.split()) for words in EVERY]
        output = capsys.readouterr().err
        recursive = "-R " if path.is_dir() else ""
        mend = f"{path} belongs to root; to fix that, run: sudo chown {recursive}{ALICE} {path}"
        assert f"Permission denied: {mend}\n" in output
        assert what == "config.toml" or 1 in statuses


@pytest.mark.needs("root", "xdg")
def test_unlistable_own_checklists_are_reported_and_not_taken_for_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    with home_of(ALICE) as home:
        monkeypatch.setenv("HOME", str(home))
        places = paths.locate()
        places.own_checklists.mkdir(parents=True)
        warm(home)
        places.own_checklists.chmod(0)
        capsys.readouterr()
        with acting_as(ALICE):
            assert main(["list"]) == 1
        folder = paths.display_path(places.own_checklists)
        problem = f"{folder}: cannot be read: Permission denied: to fix that, run: chmod"
        assert f"privacy-check: {problem}" in capsys.readouterr().err
        places.own_checklists.chmod(0o700)


@pytest.mark.needs("root", "xdg")
def test_under_sudo_the_owner_is_named_and_files_keep_their_owners(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    monkeypatch.setenv("SUDO_UID", str(ALICE))
    with home_of(ALICE) as home:
        monkeypatch.setenv("HOME", str(home))
        assert main(["mark", "linkedin-ai-training", "turn-off", "done"]) == 0
        problem = (
            f"you are root through sudo, but ~/.config/privacy-check belongs to {ALICE}; "
            "do this without sudo"
        )
        assert capsys.readouterr().err == f"privacy-check: warning: {problem}\n"
        session = open_session(paths.locate(), profile="work")
        session.save_setting("region", "uk")
        session.mark("linkedin-ai-training", "turn-off", "done")
        profiles.remember(session.home, session.profile)
        assert owners(home) == {ALICE}
        with acting_as(ALICE):
            assert main(["mark", "linkedin-ai-training", "turn-off", "todo"]) == 0
        assert capsys.readouterr().err == ""


@pytest.mark.needs("root", "xdg")
@pytest.mark.parametrize("who", ["", "0", str(NOBODY), "x", "²"])
def test_nobody_else_gets_a_sudo_warning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], who: str
) -> None:
    monkeypatch.setenv("SUDO_UID", who)
    assert main(["list"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.needs("root", "xdg")
def test_another_users_state_folder_is_reported_and_the_rest_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    with home_of(ALICE) as home:
        monkeypatch.setenv("HOME", str(home))
        warm(home)
        state = paths.locate().state
        os.chown(state, 0, 0)
        capsys.readouterr()
        with acting_as(ALICE):
            for _ in range(2):
                assert main(["mark", "linkedin-ai-training", "turn-off", "done"]) == 0
        problem = f"{state} belongs to root; to fix that, run: sudo chown -R {ALICE} {state}"
        warning = (
            f"privacy-check: warning: the shell reminder cannot be kept up to date: {problem}\n"
        )
        assert capsys.readouterr().err == warning * 2
        journals = sorted(path.name for path in paths.locate().profile("default").iterdir())
        assert len(journals) == 2, "root's, and one for all that could not learn its name"
