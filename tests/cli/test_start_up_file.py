"""A shell's start-up file stays the person's: only our own lines in it ever differ."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy_check.cli.commands import files
from privacy_check.cli.main import main
from privacy_check.cli.shell_reminder import BEGIN, END, SHELLS, lines
from privacy_check.cli.start_up_file import (
    file_of,
    install,
    installed,
    missing_conditions,
    outdated,
    read,
    remove,
    removed,
)
from privacy_check.errors import SettingsError, StoreError
from privacy_check.storage import paths
from privacy_check.storage.paths import Places
from tests import needs, pretend
from tests.anothers import ALICE, home_of, owners

LINES = lines("bash", Path("/home/o'neil/state/agenda"), "privacy-check")
OLDER = LINES.replace("daily", "weekly")
LIVES = st.binary(max_size=60) | st.lists(
    st.sampled_from([b"a", b"\n", b"\r\n", b"\r", b"\0", b"\xff", BEGIN.encode()[:9], b" "])
).map(b"".join)


@given(LIVES)
def test_nothing_but_our_lines_is_added_and_taking_them_out_leaves_every_byte(old: bytes) -> None:
    once = installed(old, OLDER)
    assert once.startswith(old)
    assert removed(once) == old
    twice = installed(once, LINES)
    assert twice == installed(old, LINES), "newer lines take the place of older ones"
    assert installed(twice, LINES) == twice
    assert removed(twice) == old


@given(LIVES, LIVES)
def test_what_is_written_around_them_since_stays_where_it_is(before: bytes, after: bytes) -> None:
    now = installed(before, OLDER) + after
    start = now.index(BEGIN.encode())
    newer = installed(now, LINES)
    assert (newer[:start], newer.endswith(after)) == (now[:start], True)
    left = removed(newer)
    assert left.startswith(before)
    assert left.endswith(after)
    assert left.replace(b"\n", b"") == (before + after).replace(b"\n", b"")
    assert not (before and after) or before.endswith(b"\n") or left[len(before) :][:1] == b"\n"


def test_they_are_found_again_with_other_line_ends_and_when_there_are_two() -> None:
    once = installed(b"alias a=b\r\n", LINES)
    assert removed(once.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")) == b"alias a=b\r\n"
    doubled = once + b"c\n" + once.removeprefix(b"alias a=b\r\n")
    assert removed(doubled) == b"alias a=b\r\nc\n"
    assert installed(doubled, LINES) == once + b"c\n"


@pytest.mark.parametrize("lost", [f"{END}\n", f"{END}"])
def test_lines_that_begin_and_do_not_end_are_told_and_nothing_is_touched(
    tmp_path: Path, lost: str
) -> None:
    file = tmp_path / ".bashrc"
    spoilt = b"one\n" + installed(b"", LINES).replace(lost.encode(), b"") + b"precious\n"
    for data in (spoilt, spoilt + installed(b"", LINES)):
        file.write_bytes(data)
        for act in (lambda: install(file, LINES), lambda: remove(file), lambda: read(file)):
            with pytest.raises(SettingsError, match=r"\.bashrc:2: our lines begin here but never"):
                act()
        assert file.read_bytes() == data


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_that_no_shell_can_read_is_told_and_left(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / ".bashrc"
    file.write_bytes(data := "alias a=b\n".encode(encoding))
    with pytest.raises(SettingsError, match=r"is UTF-(16|32)-[LB]E, which no shell reads"):
        install(file, LINES)
    assert file.read_bytes() == data


@pytest.mark.needs("modes", "links")
@pytest.mark.parametrize("mode", [0o644, 0o600, 0o664, 0o444, 0o755])
def test_mode_owner_and_links_stay(tmp_path: Path, mode: int) -> None:
    dotfiles, file = tmp_path / "dotfiles", tmp_path / ".bashrc"
    dotfiles.write_bytes(b"caf\xe9\r\nno end")
    dotfiles.chmod(mode)
    os.link(dotfiles, tmp_path / "other-name")
    if os.geteuid() == 0:
        os.chown(dotfiles, ALICE, ALICE + 1)
    elif not mode & 0o200:
        needs.require("root")  # nobody else may write what is read-only
    file.symlink_to("dotfiles")
    before = dotfiles.stat()
    install(file, LINES)
    assert BEGIN.encode() in (tmp_path / "other-name").read_bytes()
    remove(file)
    now = dotfiles.stat()
    kept = ("st_ino", "st_mode", "st_uid", "st_gid", "st_nlink", "st_size")
    assert [getattr(now, name) for name in kept] == [getattr(before, name) for name in kept]
    assert dotfiles.read_bytes() == b"caf\xe9\r\nno end"
    assert file.is_symlink()


@pytest.mark.needs("modes")
def test_a_file_that_was_made_for_them_goes_with_them_and_an_empty_one_stays(
    tmp_path: Path,
) -> None:
    made, empty = tmp_path / "made", tmp_path / "empty"
    empty.touch()
    old = os.umask(0o022)
    try:
        for file in (made, empty):
            install(file, LINES)
    finally:
        os.umask(old)
    assert stat.S_IMODE(made.stat().st_mode) == 0o644, "as any program of the person's makes it"
    for file in (made, empty):
        remove(file)
    assert (made.exists(), empty.exists()) == (False, True)
    install(made, LINES)
    made.write_bytes(made.read_bytes() + b"mine\n")
    remove(made)
    assert made.read_bytes() == b"mine\n"


def put_pipe(file: Path) -> None:
    os.mkfifo(file)


def put_link(file: Path) -> None:
    file.symlink_to("nowhere")


def put_null(file: Path) -> None:
    file.symlink_to(os.devnull)


@pytest.mark.needs("pipes", "links")
@pytest.mark.parametrize(
    ("put", "note"),
    [
        (put_pipe, "not a regular file"),
        (put_link, "is a broken link"),
        (put_null, "not a regular file"),
        (Path.mkdir, "directory"),
    ],
)
def test_what_is_no_file_is_told_and_left(
    tmp_path: Path, put: Callable[[Path], None], note: str
) -> None:
    file = tmp_path / ".bashrc"
    put(file)
    with pytest.raises(StoreError, match=rf"^{file}: .*{note}"):
        install(file, LINES)
    assert not (tmp_path / "nowhere").exists()


def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".bashrc"
    file.write_bytes(b"precious")
    write = os.write

    def part(descriptor: int, data: bytes) -> int:
        if len(data) < 100:
            raise OSError(28, "No space left on device")
        return write(descriptor, data[:100])

    monkeypatch.setattr(os, "write", part)
    with pytest.raises(StoreError, match="No space left on device"):
        install(file, LINES)
    assert file.read_bytes() == b"precious"


@pytest.mark.needs("posix-paths")
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("meanwhile", ["added to", "exchanged", "made"])
def test_a_change_made_while_it_asks_is_kept(
    home: object, monkeypatch: pytest.MonkeyPatch, shell: str, meanwhile: str
) -> None:
    file = paths.start_up_file(shell)
    file.parent.mkdir(parents=True)
    if meanwhile != "made":
        file.write_bytes(b"one\n")

    def change(question: str) -> bool:
        new = file.with_name("new")
        new.write_bytes((file.read_bytes() if file.exists() else b"") + b"two\n")
        if meanwhile == "exchanged":
            new.replace(file)
        else:
            file.write_bytes(new.read_bytes())
        return True

    monkeypatch.setattr(files, "ask_yes_no", change)
    assert main(["shell-hook", shell, "--install"]) == 0
    before = b"" if meanwhile == "made" else b"one\n"
    assert file.read_bytes().startswith(before + b"two\n")
    assert main(["shell-hook", shell, "--remove"]) == 0
    assert file.read_bytes() == before + b"two\ntwo\n"


@pytest.mark.needs("root")
@pytest.mark.parametrize("shell", SHELLS)
def test_root_in_a_users_home_leaves_everything_the_users(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shell: str
) -> None:
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    monkeypatch.setattr(files, "ask_yes_no", lambda _: True)
    monkeypatch.setenv("SUDO_UID", str(ALICE))
    with home_of(ALICE) as home:
        monkeypatch.setenv("HOME", str(home))
        file = paths.start_up_file(shell)
        assert main(["shell-hook", shell, "--install"]) == 0
        config = paths.display_path(paths.locate().config)
        note = f"you are root through sudo, but {config} belongs to {ALICE}; do this without sudo"
        assert capsys.readouterr().err == f"privacy-check: warning: {note}\n"
        assert owners(home) == {ALICE}
        assert file.stat().st_mode & 0o600 == 0o600


@pytest.mark.needs("posix-paths")
def test_bash_says_which_login_file_passes_the_reminder_over(home: object, tmp_path: Path) -> None:
    folder = paths.home_folder()
    folder.mkdir(parents=True)
    file = folder / ".bashrc"
    (note,) = missing_conditions("bash", file)
    assert note.startswith("a login shell (ssh, a console) reads ~/.bash_profile and not ~/.bashrc")
    (folder / ".profile").write_text(". ~/.bashrc\n")
    assert not list(missing_conditions("bash", file))
    (folder / ".bash_profile").write_text("export A=1\n")
    (note,) = missing_conditions("bash", file)
    assert "reads ~/.bash_profile and" in note
    (folder / ".bash_profile").write_text(". ~/.profile\n")
    assert not list(missing_conditions("bash", file))
    line = note.partition("add this line to it: ")[2]
    (folder / ".bash_profile").write_text(f"set -eu\n{line}\n")
    assert not list(missing_conditions("bash", file))


@pytest.mark.needs("scripts")
def test_a_bash_without_a_clock_is_told_of(
    home: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bash").write_text("#!/bin/sh\necho 'GNU bash, version 3.2.57(1)-release'\n")
    (tmp_path / "bash").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert any(
        "older than 4.2" in note for note in missing_conditions("bash", tmp_path / ".bashrc")
    )
    assert not list(missing_conditions("fish", tmp_path / "config.fish"))


@pytest.mark.needs("posix-paths")
def test_zsh_says_that_another_folder_may_be_meant(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = paths.home_folder()
    folder.mkdir(parents=True)
    assert not list(missing_conditions("zsh", folder / ".zshrc"))
    (folder / ".zshenv").write_text("ZDOTDIR=~/.config/zsh\n")
    (note,) = missing_conditions("zsh", folder / ".zshrc")
    assert note.startswith("~/.zshenv mentions ZDOTDIR")
    monkeypatch.setenv("ZDOTDIR", str(folder / ".config" / "zsh"))
    assert not list(missing_conditions("zsh", paths.start_up_file("zsh")))


@pytest.fixture
def mac_home(home: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    pretend.pretend(monkeypatch, "darwin")
    monkeypatch.setattr(files, "ask_yes_no", lambda _: True)
    folder = paths.home_folder()
    folder.mkdir(parents=True)
    return folder


@pytest.mark.needs("posix-paths")
@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        ([".bashrc"], ".bash_profile"),
        ([".bashrc", ".profile"], ".profile"),
        ([".profile", ".bash_login"], ".bash_login"),
        ([".profile", ".bash_login", ".bash_profile"], ".bash_profile"),
    ],
)
def test_on_macos_bash_gets_the_file_that_a_terminal_there_reads(
    mac_home: Path, capsys: pytest.CaptureFixture[str], there: list[str], chosen: str
) -> None:
    for name in there:
        (mac_home / name).write_text("export A=1\n")
    assert main(["shell-hook", "bash", "--install"]) == 0
    found = {path.name for path in mac_home.glob(".*") if BEGIN in path.read_text()}
    assert found == {chosen}
    assert "a login shell" not in capsys.readouterr().out
    assert main(["shell-hook", "bash", "--remove"]) == 0
    assert {path.name: path.read_text() for path in mac_home.glob(".*")} == dict.fromkeys(
        there, "export A=1\n"
    )


@pytest.mark.needs("posix-paths")
def test_lines_that_another_version_put_elsewhere_are_found_renewed_and_removed(
    mac_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = mac_home / ".bashrc"
    install(file, OLDER)
    assert main(["shell-hook", "bash", "--install"]) == 0
    assert [path.name for path in mac_home.glob(".*")] == [".bashrc"]
    assert "weekly" not in file.read_text()
    assert "a login shell (ssh, a console) reads ~/.bash_profile" in capsys.readouterr().out
    assert main(["shell-hook", "bash", "--remove"]) == 0
    assert not file.exists()


def test_one_start_up_file_that_cannot_be_read_does_not_hide_the_others(home: object) -> None:
    folder = paths.home_folder()
    folder.mkdir(parents=True)
    (folder / ".profile").write_bytes("a=b\n".encode("utf-16"))
    install(folder / ".bash_login", LINES)
    assert file_of("bash") == folder / ".bash_login"


def test_lines_of_ours_that_are_no_utf_8_are_outdated_and_no_crash(
    home: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def strict(name: bytes) -> str:
        return name.decode()  # as on Windows

    monkeypatch.setattr(os, "fsdecode", strict)
    file = paths.start_up_file("zsh")
    install(file, lines("zsh", home.agenda_file, "privacy-check"))
    assert list(outdated(home.agenda_file)) == []
    file.write_bytes(b"# caf\xe9\n" + file.read_bytes().replace(b"$n due:", b"$n f\xe4llig:"))
    (warning,) = outdated(home.agenda_file)
    assert "has an older version of the reminder" in warning
    install(file, lines("zsh", home.agenda_file, "privacy-check"))
    assert list(outdated(home.agenda_file)) == []
    assert file.read_bytes().startswith(b"# caf\xe9\n")
