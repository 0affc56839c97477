"""The daily reminder's files: what a scheduler reads back is what was meant."""

import plistlib
import re
import shlex
from datetime import UTC, date, datetime
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy_check.domain import reminder as forms
from privacy_check.domain.reminder import Kind, Reminder

PROGRAM = "/home/neil/my apps/50% off/privacy-check"
HOME = '/home/o\'neil/a "b" \\ 100% $x'
NASTY = Reminder((PROGRAM, "notify"), (("PRIVACY_CHECK_HOME", HOME),), 7, 5)
PLAIN = Reminder(("/usr/bin/privacy-check", "notify"))
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "))
NAMES = TEXT.map(lambda text: f"/{text}")
REMINDERS = st.builds(
    Reminder,
    st.tuples(NAMES, TEXT, TEXT),
    st.lists(st.tuples(st.just("PRIVACY_CHECK_HOME"), NAMES), max_size=1).map(tuple),
    st.integers(0, 23),
    st.integers(0, 59),
)
WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
AGENT_KEYS = {
    *("Label", "ProgramArguments", "StartCalendarInterval", "ProcessType"),
    "EnvironmentVariables",
}
"""Of launchd.plist(5)."""
TASK_ELEMENTS = {
    "Task": {"RegistrationInfo", "Triggers", "Settings", "Data", "Principals", "Actions"},
    "RegistrationInfo": {
        *("URI", "SecurityDescriptor", "Source", "Date"),
        *("Author", "Version", "Description", "Documentation"),
    },
    "Triggers": {"CalendarTrigger"},
    "CalendarTrigger": {"Enabled", "StartBoundary", "EndBoundary", "ScheduleByDay"},
    "ScheduleByDay": {"DaysInterval"},
    "Principals": {"Principal"},
    "Principal": {"UserId", "LogonType", "GroupId", "DisplayName", "RunLevel"},
    "Settings": {
        *("AllowStartOnDemand", "MultipleInstancesPolicy", "DisallowStartIfOnBatteries"),
        *("StopIfGoingOnBatteries", "StartWhenAvailable", "ExecutionTimeLimit", "Enabled"),
    },
    "Actions": {"Exec"},
    "Exec": {"Command", "Arguments", "WorkingDirectory"},
}
"""What may stand in each element, of the Task Scheduler's schema."""


def read_by_systemd(text: str, *, expands: bool) -> list[str]:
    """Read the words of a line as systemd.syntax(7) and systemd.unit(5) say."""
    words = []
    for quoted, plain in WORD.findall(text):
        word = re.sub(r"\\(.)", r"\1", quoted) if quoted else plain
        words.append(word.replace("%%", "%"))
    return [words[0], *(word.replace("$$", "$") for word in words[1:])] if expands else words


def read_by_windows(text: str) -> list[str]:
    """Split a command line as the C runtime of Windows does."""
    words, word, quoted, begun = [], "", False, False
    for slashes, sign in re.findall(r"(\\*)([^\\]|$)", text):
        word += slashes if sign != '"' else "\\" * (len(slashes) // 2)
        begun = begun or bool(slashes)
        if sign == '"' and len(slashes) % 2:
            word += sign
        elif sign == '"':
            quoted, begun = not quoted, True
        elif sign in ("", " ") and not quoted:
            words += [word] if begun or word else []
            word, begun = "", False
        else:
            word += sign
    return words


def lines_of(unit: str, key: str) -> list[str]:
    return [line.partition("=")[2] for line in unit.splitlines() if line.startswith(f"{key}=")]


def test_the_units_are_as_systemd_wants_them() -> None:
    assert forms.service(NASTY) == (
        "# Written by `privacy-check remind install`; `privacy-check remind remove` removes it.\n"
        "[Unit]\n"
        "Description=Show what privacy-check has due\n"
        "StartLimitIntervalSec=1h\n"
        "StartLimitBurst=6\n"
        "\n"
        "[Service]\n"
        'ExecStart="/home/neil/my apps/50%% off/privacy-check" notify\n'
        'Environment="PRIVACY_CHECK_HOME=/home/o\'neil/a \\"b\\" \\\\ 100%% $x"\n'
        "Restart=on-failure\n"
        "RestartSec=5min\n"
    )
    assert lines_of(forms.timer(NASTY), "OnCalendar") == ["*-*-* 07:05:00"]
    assert lines_of(forms.timer(PLAIN), "OnCalendar") == ["*-*-* 09:00:00"]
    assert lines_of(forms.service(PLAIN), "ExecStart") == ["/usr/bin/privacy-check notify"]


@given(REMINDERS)
def test_systemd_reads_every_word_and_value_as_it_is(reminder: Reminder) -> None:
    unit = forms.service(reminder)
    words = read_by_systemd(lines_of(unit, "ExecStart")[0], expands=True)
    assert not set("'\"\\$") & set(words[0]), "systemd refuses them there"
    assert words in (list(reminder.words), ["/bin/sh", "-c", 'exec "$0" "$@"', *reminder.words])
    for (name, value), line in zip(reminder.variables, lines_of(unit, "Environment"), strict=True):
        assert read_by_systemd(line, expands=False) == [f"{name}={value}"]


def test_the_line_of_a_crontab() -> None:
    assert forms.cron_line(PLAIN) == "0 9 * * * /usr/bin/privacy-check notify"
    assert forms.cron_line(NASTY).startswith("5 7 * * * PRIVACY_CHECK_HOME='/home/o'\"'\"'neil/")


@given(REMINDERS)
def test_a_shell_started_by_cron_reads_every_word_as_it_is(reminder: Reminder) -> None:
    minute, hour, *_, command = forms.cron_line(reminder).split(" ", 5)
    assert (int(hour), int(minute)) == (reminder.hour, reminder.minute)
    assert not re.search(r"(?<!\\)%", command), "cron would end the command there"
    words = shlex.split(command.replace("\\%", "%"))
    variables = [f"{name}={value}" for name, value in reminder.variables]
    assert words == [*variables, *reminder.words]


@given(REMINDERS)
def test_an_agent_has_documented_keys_and_reads_back_as_it_is(reminder: Reminder) -> None:
    table = plistlib.loads(forms.agent(reminder).encode())
    assert table.keys() <= AGENT_KEYS
    assert table["Label"] == "local.privacy-check.notify"
    assert table["ProgramArguments"] == list(reminder.words)
    assert table["StartCalendarInterval"] == {"Hour": reminder.hour, "Minute": reminder.minute}
    assert table.get("EnvironmentVariables", {}) == dict(reminder.variables)


@given(REMINDERS)
def test_a_task_has_documented_elements_and_reads_back_as_it_is(reminder: Reminder) -> None:
    text = forms.task(reminder, date(2026, 11, 29))
    root = Xml.fromstring(text.encode("utf-16"))
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert (root.tag, root.attrib) == (f"{space}Task", {"version": "1.2"})
    for element in root.iter():
        inner = [child.tag.removeprefix(space) for child in element]
        assert set(inner) <= TASK_ELEMENTS.get(element.tag.removeprefix(space), set())
        assert len(inner) == len(set(inner)), "each at most once"
    start = root.findtext(f"{space}Triggers/{space}CalendarTrigger/{space}StartBoundary")
    assert start == f"2026-11-29T{reminder.hour:02}:{reminder.minute:02}:00"
    run = root.find(f"{space}Actions/{space}Exec")
    assert run is not None
    program, *arguments = reminder.words
    assert run.findtext(f"{space}Command") == program
    assert read_by_windows(run.findtext(f"{space}Arguments") or "") == arguments


@pytest.mark.parametrize("text", ["C:\\my folder\\", 'say "hi"', '\\"', "a b\\\\", "", "-m"])
def test_words_reach_a_program_on_windows_whole(text: str) -> None:
    assert read_by_windows(f"{forms._windows_word(text)} {forms._windows_word('x')}") == [text, "x"]


@given(REMINDERS)
def test_the_time_is_found_again(reminder: Reminder) -> None:
    written: dict[Kind, str] = {
        "systemd": forms.timer(reminder),
        "cron": f"# a line\n{forms.cron_line(reminder)}\n",
        "launchd": forms.agent(reminder),
        "task": forms.task(reminder, date(2026, 1, 2)),
    }
    for kind, text in written.items():
        assert forms.time_in(kind, text) == (reminder.hour, reminder.minute)
        assert forms.time_in(kind, "[Timer]\nOnCalendar=weekly\n") is None


def test_the_next_run_is_today_until_it_is_over() -> None:
    now = datetime(2026, 11, 30, 8, 59, 59, tzinfo=UTC)
    assert forms.next_run((9, 0), now) == datetime(2026, 11, 30, 9, tzinfo=UTC)
    assert forms.next_run((8, 59), now) == datetime(2026, 12, 1, 8, 59, tzinfo=UTC)
