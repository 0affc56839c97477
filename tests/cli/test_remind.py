"""`remind`: what is shown, asked, written and run, with stand-ins for each system's scheduler."""

import plistlib
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from privacy_check.cli.commands import remind
from privacy_check.cli.main import main
from privacy_check.cli.shell_reminder import BEGIN
from privacy_check.storage import reminder_log
from privacy_check.storage.paths import Places
from privacy_check.system import environment, notifications, schedulers
from privacy_check.system.schedulers import Done
from tests import pretend
from tests.conftest import Clock

Ask = Callable[..., tuple[int, str, str]]


class Machine:
    """Stands in for the programs that speak to schedulers: what was run, and what they keep."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.crontab: bytes | None = None
        self.fails: dict[str, str] = {}
        self.says: dict[str, bytes] = {}

    def run(self, words: list[str], data: bytes | None = None) -> Done:
        command = " ".join(words)
        self.ran.append(command)
        for part, error in self.fails.items():
            if part in command:
                return Done(1, b"", error)
        if command == "/usr/bin/crontab -l":
            none = Done(1, b"", "no crontab for anna")
            return none if self.crontab is None else Done(0, self.crontab, "")
        if command in ("/usr/bin/crontab -", "/usr/bin/crontab -r"):
            self.crontab = data
        said = next((said for part, said in self.says.items() if part in command), b"")
        return Done(0, said, "")

    def changed(self) -> list[str]:
        """What was run but to look."""
        looks = ("crontab -l", " show ", " print ", "/Query")
        return [command for command in self.ran if not any(look in command for look in looks)]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(schedulers, "run", machine.run)
    monkeypatch.setattr(environment, "absolute_command", lambda: ["/opt/my apps/privacy-check"])
    monkeypatch.setattr(notifications, "require_package", lambda: None)
    monkeypatch.setattr(notifications, "require_desktop", lambda: None)
    return machine


@pytest.fixture
def systemd(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Machine:
    pretend.pretend(monkeypatch, "linux")
    monkeypatch.setattr(schedulers, "user_manager", lambda: Path("/run/user/1000"))
    programs = {"systemctl": "/usr/bin/systemctl", "crontab": "/usr/bin/crontab"}
    monkeypatch.setattr(environment, "program", programs.get)
    machine.says["ActiveState"] = b"ActiveState=active\n"
    return machine


@pytest.fixture
def cron(systemd: Machine, monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setattr(schedulers, "user_manager", lambda: None)
    return systemd


@pytest.fixture
def launchd(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Machine:
    pretend.pretend(monkeypatch, "darwin")
    monkeypatch.setattr(schedulers, "user_id", lambda: 501)
    return machine


@pytest.fixture
def windows(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Machine:
    pretend.pretend(monkeypatch, "win32")
    monkeypatch.setattr(environment, "windows_program", lambda name: f"/windows/{name}")
    return machine


@pytest.fixture
def ask(clock: Clock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    def call(
        words: str, *, yes: bool = True, before: Callable[[], object] = list
    ) -> tuple[int, str, str]:
        def answer(question: str) -> bool:
            before()
            return yes

        monkeypatch.setattr(remind, "ask_yes_no", answer)
        status = main(words.split(), clock)
        out, err = capsys.readouterr()
        return status, out, err

    return call


def units() -> Path:
    return Path.home() / ".config" / "systemd" / "user"


linux = pytest.mark.needs("xdg")


@linux
def test_systemd_gets_two_units_that_are_shown_first(
    systemd: Machine, ask: Ask, home: Places
) -> None:
    status, out, err = ask("remind install --at 07:30", yes=False)
    assert (status, err) == (1, "")
    assert 'ExecStart="/opt/my apps/privacy-check" notify' in out
    assert f"Environment=PRIVACY_CHECK_HOME={home.config}" in out
    assert "OnCalendar=*-*-* 07:30:00" in out
    assert "Run: /usr/bin/systemctl --user enable --now privacy-check-notify.timer" in out
    assert out.endswith("Nothing was changed.\n")
    assert not units().exists()
    assert systemd.changed() == []
    status, again, _ = ask("remind install --at 07:30")
    assert status == 0
    assert again == out.replace("Nothing was changed.", "Done. It runs every day at 07:30.")
    assert systemd.changed() == [
        "/usr/bin/systemctl --user daemon-reload",
        "/usr/bin/systemctl --user enable --now privacy-check-notify.timer",
    ]
    for file in units().iterdir():
        written = file.read_text(encoding="utf-8")
        assert all(f"  {line}".rstrip() in out for line in written.splitlines())


@linux
def test_what_systemd_got_is_told_and_removed_whole(
    systemd: Machine, ask: Ask, home: Places
) -> None:
    assert "No daily reminder is installed." in ask("remind status")[1]
    ask("remind install")
    status, out, _ = ask("paths")
    assert str(units().relative_to(Path.home()) / "privacy-check-notify.timer") in out
    assert out.endswith("and before that, run: privacy-check remind remove\n")
    systemd.ran.clear()
    status, out, _ = ask("remind remove")
    assert status == 0
    assert systemd.changed() == [
        "/usr/bin/systemctl --user disable --now privacy-check-notify.timer",
        "/usr/bin/systemctl --user stop privacy-check-notify.service",
        "/usr/bin/systemctl --user reset-failed privacy-check-notify.service",
        "/usr/bin/systemctl --user clean --what=state privacy-check-notify.timer",
        "/usr/bin/systemctl --user daemon-reload",
    ]
    assert not units().parent.exists()
    assert not home.reminder_file.exists()
    assert ask("remind remove") == (0, "No daily reminder is installed.\n", "")
    assert "remind remove" not in ask("paths")[1]


@linux
def test_other_units_stay(systemd: Machine, ask: Ask) -> None:
    units().mkdir(parents=True)
    (units() / "mine.service").write_text("[Service]\n", encoding="utf-8")
    ask("remind install")
    ask("remind remove")
    assert [file.name for file in units().iterdir()] == ["mine.service"]


@linux
def test_a_unit_of_somebody_else_is_never_written_over(systemd: Machine, ask: Ask) -> None:
    units().mkdir(parents=True)
    other = units() / "privacy-check-notify.service"
    other.write_text("[Service]\nExecStart=/bin/true\n", encoding="utf-8")
    status, _, err = ask("remind install")
    assert status == 1
    assert "privacy-check-notify.service is not from this program" in err
    assert other.read_text(encoding="utf-8") == "[Service]\nExecStart=/bin/true\n"


@linux
def test_what_systemd_refuses_leaves_nothing_behind(
    systemd: Machine, ask: Ask, home: Places
) -> None:
    systemd.fails["enable"] = "Failed to enable unit: no"
    status, _, err = ask("remind install")
    assert status == 1
    assert err == (
        "privacy-check: /usr/bin/systemctl --user enable --now privacy-check-notify.timer "
        "failed: Failed to enable unit: no\n"
    )
    assert list(units().iterdir()) == []
    assert not home.reminder_file.exists()


@linux
def test_status_tells_the_last_run_and_the_next(
    systemd: Machine, ask: Ask, home: Places, clock: Clock
) -> None:
    ask("remind install")
    assert ask("remind status")[1].splitlines()[1:] == [
        "ran last    never yet",
        f"runs next   {next_run(clock, 9)}",
    ]
    reminder_log.write(home.reminded_file, clock.now, "2 shown")
    said = f"ran last    Mon 23 Nov 2026 {clock.now:%H:%M}: 2 shown\n"
    assert said in ask("remind status")[1]


def next_run(clock: Clock, hour: int) -> str:
    now = clock.now
    day = now.day if now.hour < hour else now.day + 1
    return f"{'Mon' if day == 23 else 'Tue'} {day} Nov 2026 {hour:02}:00"


@linux
def test_status_tells_what_is_wrong(
    systemd: Machine, ask: Ask, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("remind install")
    systemd.says["ActiveState"] = b"ActiveState=inactive\n"
    out = ask("remind status")[1]
    assert "runs next" not in out
    assert "Note: systemd does not run this timer now; to have it again" in out
    systemd.says["ActiveState"] = b"ActiveState=active\n"
    local = datetime(2026, 11, 23, 9, 0, 4, tzinfo=UTC)
    systemd.says["LastTriggerUSec"] = (
        f"LastTriggerUSec=Mon {local:%Y-%m-%d %H:%M:%S} CET\n".encode()
    )
    out = ask("remind status")[1]
    assert f"it was started Mon 23 Nov 2026 {local:%H:%M} but left no record" in out
    monkeypatch.setattr(environment, "absolute_command", lambda: ["/elsewhere/privacy-check"])
    assert "it was changed by hand, or is for another version or folder" in ask("remind status")[1]
    ask("remind install")
    assert "changed by hand" not in ask("remind status")[1]


@linux
def test_a_renewed_reminder_keeps_its_time(systemd: Machine, ask: Ask) -> None:
    ask("remind install --at 21:45")
    assert "every day at 21:45." in ask("remind install")[1]
    assert "every day at 06:00." in ask("remind install --at 06:00")[1]


@linux
def test_it_is_removed_where_systemd_no_longer_runs(
    systemd: Machine, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("remind install")
    wants = units() / "timers.target.wants"
    wants.mkdir()
    (wants / "privacy-check-notify.timer").symlink_to(units() / "privacy-check-notify.timer")
    monkeypatch.setattr(schedulers, "user_manager", lambda: None)
    systemd.ran.clear()
    assert "no systemd of yours runs now" in ask("remind status")[1]
    assert ask("remind remove")[0] == 0
    assert systemd.changed() == []
    assert not units().parent.exists()


@linux
def test_a_crontab_gets_marked_lines_and_loses_them_again(cron: Machine, ask: Ask) -> None:
    cron.crontab = b"MAILTO=me\n5 4 * * * /bin/true"
    line = "0 9 * * * PRIVACY_CHECK_HOME="
    status, out, _ = ask("remind install", yes=False)
    assert (status, cron.changed()) == (1, [])
    assert f"  {BEGIN}\n  {line}" in out
    status, out, _ = ask("remind install")
    assert status == 0
    assert "cron makes up for nothing" in out
    assert cron.crontab.startswith(b"MAILTO=me\n5 4 * * * /bin/true\n")
    assert cron.crontab.decode().count(line) == 1
    assert "installed   with your crontab, every day at 09:00" in ask("remind status")[1]
    assert ask("paths")[1].endswith("and before that, run: privacy-check remind remove\n")
    ask("remind install --at 10:00")
    assert cron.crontab.decode().count(BEGIN) == 1
    assert ask("remind remove")[0] == 0
    assert cron.crontab == b"MAILTO=me\n5 4 * * * /bin/true"


@linux
def test_a_crontab_that_was_made_for_it_goes_with_it(cron: Machine, ask: Ask) -> None:
    ask("remind install")
    assert cron.crontab is not None
    ask("remind remove")
    assert cron.ran[-1] == "/usr/bin/crontab -r"
    assert cron.crontab is None


@linux
def test_a_crontab_that_cannot_be_read_is_left_alone(cron: Machine, ask: Ask) -> None:
    cron.fails["-l"] = "you are not allowed to use this program (crontab)"
    status, _, err = ask("remind install")
    assert (status, cron.changed()) == (1, [])
    assert err == (
        "privacy-check: your crontab cannot be read: "
        "you are not allowed to use this program (crontab)\n"
    )
    cron.fails.clear()
    cron.crontab = f"{BEGIN}\n0 9 * * * x\n".encode()
    status, _, err = ask("remind install")
    assert status == 1
    assert "crontab:1: our lines begin here but never end" in err


@linux
def test_a_forbidden_crontab_is_no_matter_where_systemd_runs(systemd: Machine, ask: Ask) -> None:
    systemd.fails["crontab -l"] = "you are not allowed to use this program (crontab)"
    assert ask("remind install")[0] == 0
    assert "a timer of your systemd" in ask("remind status")[1]
    assert ask("remind remove")[0] == 0


@linux
def test_a_unit_of_that_name_that_somebody_else_wrote_is_never_removed(
    systemd: Machine, ask: Ask
) -> None:
    units().mkdir(parents=True)
    timer = units() / "privacy-check-notify.timer"
    timer.write_text("[Timer]\nOnCalendar=*-*-* 09:00:00\n")
    status, _, err = ask("remind remove")
    assert (status, systemd.changed()) == (1, [])
    assert "is not from this program; it was left alone" in err
    assert timer.exists()


@linux
def test_a_step_that_is_refused_leaves_no_file_behind(systemd: Machine, ask: Ask) -> None:
    (units() / "privacy-check-notify.timer").mkdir(parents=True)
    assert ask("remind install")[0] == 1
    assert not (units() / "privacy-check-notify.service").exists()


@linux
def test_what_changed_while_it_asked_is_not_written_over(cron: Machine, ask: Ask) -> None:
    cron.crontab = b"a\n"

    def add() -> None:
        cron.crontab = b"a\nb\n"

    status, _, err = ask("remind install", before=add)
    assert (status, cron.crontab) == (1, b"a\nb\n")
    assert "changed meanwhile; nothing was done" in err


@linux
def test_where_nothing_runs_on_a_schedule_it_says_so(
    cron: Machine, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "program", lambda name: None)
    status, _, err = ask("remind install")
    assert status == 1
    assert err == (
        "privacy-check: nothing here runs programs on a schedule: neither systemd nor cron\n"
    )


@linux
def test_a_path_with_line_ends_is_refused(
    systemd: Machine, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "absolute_command", lambda: ["/opt/a\nb/privacy-check"])
    assert "a schedule cannot hold this path" in ask("remind install")[2]
    assert systemd.changed() == []


def test_macos_gets_an_agent(launchd: Machine, ask: Ask, home: Places) -> None:
    file = Path.home() / "Library" / "LaunchAgents" / "local.privacy-check.notify.plist"
    status, out, _ = ask("remind install --at 08:15")
    assert status == 0
    assert launchd.changed() == [f"/bin/launchctl bootstrap gui/501 {file}"]
    table = plistlib.loads(file.read_bytes())
    assert table["ProgramArguments"] == ["/opt/my apps/privacy-check", "notify"]
    assert table["EnvironmentVariables"] == {"PRIVACY_CHECK_HOME": str(home.config)}
    assert table["StartCalendarInterval"] == {"Hour": 8, "Minute": 15}
    assert str(file.name) in ask("paths")[1]
    assert "installed   with an agent of launchd, every day at 08:15" in ask("remind status")[1]
    launchd.fails[" print "] = "Could not find service"
    assert "Note: launchd has not loaded it" in ask("remind status")[1]
    launchd.ran.clear()
    ask("remind install")
    assert launchd.changed()[0] == "/bin/launchctl bootout gui/501/local.privacy-check.notify"
    launchd.fails["bootout"] = "No such process"
    assert ask("remind remove")[0] == 0, "it need not be loaded"
    assert not file.exists()


def test_windows_gets_a_task(
    windows: Machine, ask: Ask, home: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, _, err = ask("remind install")
    assert (status, windows.changed()) == (1, [])
    assert "PRIVACY_CHECK_HOME is set in this terminal only, where no task can see it" in err
    assert f"run: setx PRIVACY_CHECK_HOME {home.config}" in err
    kept = {("HKCU", "Environment", "PRIVACY_CHECK_HOME"): str(home.config)}
    monkeypatch.setitem(sys.modules, "winreg", pretend.winreg(dict(kept)))
    status, out, _ = ask("remind install")
    assert status == 0
    assert "<Command>/opt/my apps/privacy-check</Command>" in out
    create = "/windows/schtasks.exe /Create /F /TN privacy-check-notify /XML"
    assert windows.changed() == [f"{create} {home.task_file}"]
    assert home.task_file.read_bytes()[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert "<Arguments>notify</Arguments>" in home.task_file.read_text("utf-16")
    out = ask("remind status")[1]
    assert "installed   with a task of Windows' Task Scheduler, every day at 09:00" in out
    assert "Note" not in out
    assert ask("remind remove")[0] == 0
    assert windows.changed()[-1] == "/windows/schtasks.exe /Delete /F /TN privacy-check-notify"
    assert not home.task_file.exists()


def test_without_the_package_nothing_is_installed(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "desktop_notifier", None)
    monkeypatch.setattr(environment, "is_installed", lambda extra: False)
    status, out, err = ask("remind install")
    assert (status, out) == (1, "")
    assert "notifications need the package desktop-notifier, which is not installed" in err


@pytest.mark.parametrize("text", ["9:0", "24:00", "09:60", "0900", "٠٩:٠٠", "ab:cd"])
def test_a_time_that_is_none_is_wrong_usage(
    text: str, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["remind", "install", "--at", text], clock)
    assert left.value.code == 2
    assert "must be a time from 00:00 to 23:59" in capsys.readouterr().err
