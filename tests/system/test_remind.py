"""The reminder with the real programs: what systemd makes of the units, what crontab keeps."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from privacy_check.domain import reminder as forms
from privacy_check.domain.reminder import Reminder
from privacy_check.storage.paths import Places
from tests.system.terminal import Terminal

IN_A_MOUNT_OF_ITS_OWN = ["unshare", "--mount", "sh", "-c"]


@pytest.mark.needs("systemd-analyze")
@pytest.mark.parametrize(
    "name", ["plain", "o'neil", "my apps", "50% off", 'a "b"', "back\\slash", "cost $5", "ü"]
)
def test_systemd_takes_the_units_and_finds_the_program_in_any_folder(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    program = folder / "privacy-check"
    shutil.copy("/bin/true", program)
    daily = Reminder((str(program), "notify", "50%", "$x"), (("PRIVACY_CHECK_HOME", str(folder)),))
    units = tmp_path / "units"
    units.mkdir()
    (units / f"{forms.NAME}.service").write_text(forms.service(daily), encoding="utf-8")
    (units / f"{forms.NAME}.timer").write_text(forms.timer(daily), encoding="utf-8")
    assert verified(units) == (0, "")
    if not set(name) & set("'\"\\$"):  # else a shell starts it
        program.unlink()
        status, said = verified(units)
        assert status, said
        assert f"Command {program} is not executable: No such file or directory" in said


def verified(units: Path) -> tuple[int, str]:
    command = ["systemd-analyze", "verify", "--user", *map(str, sorted(units.iterdir()))]
    runtime = units.parent / "runtime"
    runtime.mkdir(exist_ok=True)
    environment = os.environ | {"XDG_RUNTIME_DIR": str(runtime), "SYSTEMD_LOG_LEVEL": "warning"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    ours = [line for line in done.stderr.splitlines() if forms.NAME in line]
    return done.returncode, "\n".join(ours)


@pytest.mark.needs("systemd-analyze")
def test_systemd_reads_the_day_as_every_day(tmp_path: Path) -> None:
    text = forms.timer(Reminder(("/x",), (), 7, 5))
    day = next(line for line in text.splitlines() if line.startswith("OnCalendar=")).partition("=")[
        2
    ]
    done = subprocess.run(
        ["systemd-analyze", "calendar", "--base-time=2026-11-29 08:00:00 UTC", day],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TZ": "UTC"},
    )
    assert "Normalized form: *-*-* 07:05:00" in done.stdout
    assert "Mon 2026-11-30 07:05:00 UTC" in done.stdout


@pytest.mark.needs("root", "crontab")
def test_a_real_crontab_gets_the_lines_and_is_restored(home: Places, tmp_path: Path) -> None:
    """The crontabs of this machine are hidden meanwhile."""
    program = f"{sys.executable} -m privacy_check"
    script = f"""
    mount -t tmpfs tmpfs /var/spool/cron && mkdir -m 1730 /var/spool/cron/crontabs || exit 9
    cd {tmp_path}
    printf 'MAILTO=""\\n5 4 * * * /bin/true\\n' > old
    crontab old
    {program} remind install --at 07:05 && crontab -l > installed
    {program} remind status > status
    {program} remind remove && crontab -l > removed
    crontab -r
    {program} remind install && {program} remind remove && ! crontab -l > none
    """
    terminal = Terminal(home.config, command=[*IN_A_MOUNT_OF_ITS_OWN, script])
    for question in ("Install the", "Remove the", "Install the", "Remove the"):
        terminal.wait_until(lambda q=question: q in terminal.output.decode(), question)  # type: ignore[misc]
        terminal.output = b""
        terminal.type("y\r")
    assert terminal.leave() == 0
    old = (tmp_path / "old").read_text(encoding="utf-8")
    installed = (tmp_path / "installed").read_text(encoding="utf-8")
    assert installed.startswith(old)
    assert f"\n5 7 * * * PRIVACY_CHECK_HOME={home.config} " in installed
    assert installed.splitlines()[-2].endswith(" notify")
    assert (tmp_path / "removed").read_text(encoding="utf-8") == old
    assert (tmp_path / "none").read_bytes() == b""
    status = (tmp_path / "status").read_text(encoding="utf-8").splitlines()
    assert status[:2] == [
        "installed   with your crontab, every day at 07:05",
        "ran last    never yet",
    ]
    assert "changed by hand" not in "".join(status)
