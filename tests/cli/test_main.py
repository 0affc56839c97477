"""The commands, as a person or a program calls them."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

import privacy_check
from privacy_check.cli import grammar
from privacy_check.cli.main import main
from privacy_check.domain.search import Index
from privacy_check.session import Session
from privacy_check.storage import paths, profiles
from privacy_check.storage.catalog import load
from privacy_check.storage.paths import Places
from privacy_check.system import clock as system_clock
from tests import pretend
from tests.conftest import DATA, Clock

pytestmark = pytest.mark.usefixtures("library")


@dataclass(frozen=True)
class Result:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], clock: Clock) -> Run:
    def call(*words: str) -> Result:
        try:
            status = main(words, clock)
        except SystemExit as left:
            status = int(left.code or 0)
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return call


def test_list_shows_where_every_checklist_stands(run: Run) -> None:
    assert run("mark", "acme", "switch", "done").status == 0
    listed = run("list")
    assert listed.status == 0
    assert listed.out == (
        "◐  acme  1 of 3 done  never  Acme  Keep your notes out of Acme's models\n"
        "1 not started: list --all, --find WORDS, --category NAME\n"
    )
    assert run("mark", "hostile", "one", "done").status == 0
    assert "not started" not in run("list").out


def ids(listed: Result) -> list[str]:
    return [line.split()[1] for line in listed.out.splitlines()]


def test_list_all_shows_what_was_begun_and_then_the_rest_by_worth(run: Run, home: Places) -> None:
    home.own_checklists.mkdir(parents=True)
    for name, worth, minutes in (("long", 3, 9), ("short", 3, 1), ("little", 1, 1)):
        text = (DATA / "checklists" / "acme.toml").read_text(encoding="utf-8")
        for old, new in (
            ('"acme"', f'"{name}"'),
            ("worth = 3", f"worth = {worth}"),
            ("minutes = 3", f"minutes = {minutes}"),
            ('replaces = ["acme-notes"]', ""),
        ):
            text = text.replace(old, new)
        (home.own_checklists / f"{name}.toml").write_text(text, encoding="utf-8")
    run("mark", "hostile", "one", "done")
    everything = run("list", "--all")
    assert ids(everything)[0] == "hostile"
    assert [name for name in ids(everything) if name in ("long", "short", "little")] == [
        "short",
        "long",
        "little",
    ]
    assert set(ids(run("list", "--category", "ai-training"))) == {"acme", "short", "long", "little"}
    assert len(json.loads(run("list", "--json").out)) == 5


def test_find_shows_the_best_match_first_in_any_state(run: Run) -> None:
    run("mark", "hostile", "one", "done")
    assert ids(run("list", "--find", "acme")) == ["acme"]
    both = Index(load(DATA / "checklists", Path("none")).checklists.values()).find("a")
    assert ids(run("list", "--find", "a")) == [c.id for c in both]
    found = json.loads(run("list", "--find", "a", "--json").out)
    assert [record["id"] for record in found] == [c.id for c in both]
    nothing = run("list", "--find", "zzzz")
    assert (nothing.status, nothing.out) == (0, "No match.\n")
    nothing = run("list", "--find", "zzzz acme")
    assert nothing.out == "Nothing has all of these words. Try fewer.\n"


def test_find_includes_services_that_the_person_does_not_use(run: Run, home: Places) -> None:
    home.config.mkdir(parents=True)
    home.config_file.write_text('services = ["Other"]')
    assert ids(run("list", "--find", "acme")) == ["acme"]


def test_due_is_silent_until_something_needs_the_person(run: Run, clock: Clock) -> None:
    run("confirm", "acme", "--still-right")
    quiet = run("due", "--exit-code")
    assert (quiet.status, quiet.out, quiet.err) == (0, "", "")
    clock.forward(days=27)
    due = run("due", "--exit-code")
    assert due.status == 3
    assert due.out == (
        "! acme: changed 20 Dec (The switch went back on for everybody). "
        "See it: privacy-check acme\n"
    )
    assert run("due").status == 0


def test_a_clock_that_was_set_back_is_reported(run: Run, clock: Clock) -> None:
    run("confirm", "acme", "--still-right")
    clock.forward(days=-60)
    assert run("due").out == (
        "! acme: the clock is behind (last checked 23 Nov 2026). See it: privacy-check acme\n"
    )
    listed = run("list").out
    assert "the clock is behind  23 Nov 2026" in listed
    assert "The clock says 24 Sep 2026, but you checked things on 23 Nov 2026." in listed
    assert json.loads(run("due", "--json").out)[0]["reason"] == "due"
    run("confirm", "acme", "--still-right")
    assert run("due").out == ""


def test_the_shape_of_the_json_output(run: Run, clock: Clock) -> None:
    run("confirm", "acme", "--still-right")
    clock.forward(days=27)
    first, second = json.loads(run("list", "--json").out)
    assert first == {
        "id": "acme",
        "title": "Keep your notes out of Acme's models",
        "service": "Acme",
        "category": "ai-training",
        "state": "needs-you",
        "reason": "changed",
        "reasons": [
            {
                "reason": "changed",
                "since": "2026-12-20",
                "note": "The switch went back on for everybody.",
            }
        ],
        "last_checked": "2026-11-23",
        "next": None,
        "marked": 3,
        "counts": 3,
        "url": "https://acme.com/settings/training",
    }
    assert second["state"] == "new"
    assert second["last_checked"] is None
    assert json.loads(run("due", "--json").out) == [first | {"profile": "default"}]
    assert [c["id"] for c in json.loads(run("list", "--category", "ads", "--json").out)] == [
        "hostile"
    ]


def test_the_region_in_the_settings_decides_which_steps_count(run: Run, home: Places) -> None:
    home.config.mkdir(parents=True)
    home.config_file.write_text('region = "us-ca"')
    assert json.loads(run("list", "--json").out)[-1]["counts"] == 2


def test_show_prints_steps_marks_and_sources(run: Run) -> None:
    run("mark", "acme", "letter", "waiting")
    run("note", "acme", "switch", "both accounts")
    run("note", "acme", "for mum, too")
    shown = run("show", "acme").out
    assert "1. Turn it off [switch] (open)" in shown
    assert "2. Write to Acme [letter] (waiting for an answer, 23 Nov 2026 (today))" in shown
    assert "Your note: both accounts" in shown
    assert "Your note: for mum, too" in shown
    assert "   Backed by Acme itself, 1 Aug 2026 (4 months ago)" in shown
    assert "   Second-hand from Example, undated" in shown
    assert "\nSecond-hand from Example, undated.\nAudited: 20 Nov 2026 (3 days ago).\n" in shown
    assert "  Training (Acme Help, 1 Aug 2026)" in shown
    whole = json.loads(run("show", "acme", "--json").out)
    assert whole["audited"] == "2026-11-20"
    steps = whole["steps"]
    assert [s["backing"] for s in steps] == ["vendor", "vendor", "other", "vendor"]
    assert steps[1]["mark"] == "waiting"
    assert steps[1]["date"] == "2026-11-23"
    assert steps[0]["sources"] == ["https://acme.com/help/training"]


def test_stale_begins_with_what_nobody_audited_and_names_the_oldest_backing(run: Run) -> None:
    head, *rows = run("stale").out.splitlines()
    assert head.split("  ")[0] == "audited"
    assert rows[-1].split() == "3 days ago undated acme (step europe)".split()
    assert rows[0].startswith("never ")


def test_an_unknown_id_or_step_suggests_the_nearest(run: Run) -> None:
    unknown = run("show", "acne")
    assert (unknown.status, unknown.out) == (1, "")
    assert unknown.err == "privacy-check: no checklist 'acne'; did you mean 'acme'?\n"
    assert "did you mean 'switch'" in run("mark", "acme", "swtch", "done").err


def test_nothing_to_take_back_is_reported(run: Run) -> None:
    result = run("mark", "acme", "switch", "todo")
    assert result.status == 1
    assert "nothing was written" in result.err
    assert run("undo", "acme").status == 1
    assert run("confirm", "acme", "--changed-back").status == 1


def test_an_answer_that_came_is_recorded_with_one_event_for_each_step(
    run: Run, clock: Clock
) -> None:
    run("confirm", "acme", "--still-right")
    run("mark", "acme", "letter", "waiting")
    early = run("confirm", "acme", "--answered")
    assert early.status == 1
    assert early.err == "privacy-check: acme: no answer is due; nothing was written\n"
    assert early.out == (
        "acme: Write to Acme: an answer is due in 30 days. "
        "When it has come: privacy-check mark acme letter done\n"
    )
    clock.forward(days=26)
    assert run("confirm", "acme", "--still-right").out == early.out.replace("30", "4")
    clock.forward(days=6)
    late = run("confirm", "acme", "--still-right")
    assert (late.status, late.err) == (0, "")
    assert late.out == (
        "acme: Write to Acme: the answer is 2 days overdue. "
        "When it has come: privacy-check confirm acme --answered\n"
    )
    assert "answer 2 days overdue" in run("due").out, "still right answers no letter"
    came = run("confirm", "acme", "--answered")
    assert (came.status, came.out) == (0, "acme: the answer came: Write to Acme\n")
    assert run("due").out == ""
    assert json.loads(run("history", "--json").out)[-1]["did"] == "done"


def test_an_answer_awaited_in_another_profile_is_recorded_there(run: Run) -> None:
    anna = ("--profile", "Anna Lee")
    run(*anna, "mark", "acme", "letter", "waiting")
    result = run(*anna, "confirm", "acme", "--still-right").out
    assert "privacy-check --profile 'Anna Lee' mark acme letter done" in result


def test_undo_snooze_interval_and_start_over(run: Run, clock: Clock) -> None:
    run("confirm", "acme", "--still-right")
    assert run("interval", "acme", "10").status == 0
    clock.forward(days=10)
    assert "due today" in run("due").out
    assert run("snooze", "acme", "5").status == 0
    assert run("due").out == ""
    assert run("undo", "acme").out == (
        "Undone: the snooze until 8 Dec 2026 (Acme, Keep your notes out of Acme's models)\n"
    )
    assert "due today" in run("due").out
    assert run("interval", "acme", "auto").status == 0
    assert run("due").out == ""
    assert run("start-over", "acme").status == 0
    assert json.loads(run("list", "--json").out)[0]["state"] == "in-progress"
    result = run("history", "acme").out
    assert "2026-12-03 10:02  acme  snoozed until 2026-12-08  (undone)" in result
    assert len(json.loads(run("history", "--json").out)) == 6


@pytest.mark.parametrize(
    "words",
    [
        ["mark", "acme", "switch", "finished"],
        ["snooze", "acme", "0"],
        ["snooze", "acme", "soon"],
        ["interval", "acme", "3651"],
        ["confirm", "acme"],
        ["list", "--category", "nonsense"],
        ["--nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_reported_with_exit_status_2(run: Run, words: list[str]) -> None:
    wrong = run(*words)
    assert wrong.status == 2
    assert "usage: privacy-check" in wrong.err


def test_suggested_commands_use_the_name_that_works_here(
    run: Run, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "privacy_check.system.environment.command", lambda: "/src/.venv/bin/privacy-check"
    )
    run("confirm", "acme", "--still-right")
    clock.forward(days=27)
    assert "See it: /src/.venv/bin/privacy-check acme\n" in run("due").out
    assert (
        'Run: %s\\n\' "$n" "$ids" \'/src/.venv/bin/privacy-check\'' in run("shell-hook", "bash").out
    )
    assert "/src/.venv/bin/privacy-check walk ID --plain works here" in run("acme").err


@pytest.mark.parametrize(
    "option", [["--profile=work"], ["--profile", "work"], ["--prof", "work"]], ids=" ".join
)
def test_a_profile_may_stand_before_an_id_a_command_or_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, option: list[str]
) -> None:
    opened: list[tuple[str, str | None]] = []

    def show(session: Session, start: str | None, *, review: bool) -> int:
        opened.append((session.profile.name, start))
        return 0

    monkeypatch.setattr("privacy_check.cli.commands.app._terminal_problem", lambda: "")
    monkeypatch.setattr("privacy_check.ui.app.run", show)
    for words in (["acme"], ["open", "acme"], []):
        assert run(*option, *words).status == 0
    assert opened == [("work", "acme"), ("work", "acme"), ("work", None)]
    assert json.loads(run(*option, "list", "--json").out)[0]["state"] == "new"


def test_a_profile_may_stand_after_the_command_too(run: Run, home: Places) -> None:
    assert run("mark", "acme", "switch", "done", "--profile", "work").status == 0
    assert run("--profile", "x", "note", "--profile=work", "acme", "both accounts").status == 0
    assert [p.name for p in (home.config / "profiles").iterdir()] == ["work"]
    assert "both accounts" in run("show", "acme", "--profile", "work").out


def test_help_lists_every_command_and_each_has_its_own(run: Run) -> None:
    lines = run("--help").out.splitlines()
    assert max(map(len, lines)) < 80
    for name in grammar.COMMANDS:
        assert any(line.split()[:1] == [name] for line in lines), name
        own = run(name, "--help")
        assert not {"--color", "--profile"} & {*own.out.replace("]", " ").split()}
        assert (own.status, own.err) == (0, "")
        assert own.out.startswith(f"usage: privacy-check {name}")


def test_without_a_terminal_the_app_suggests_the_text_commands(run: Run) -> None:
    assert run().status == 2
    assert "needs a terminal" in run("acme").err


def test_a_checklist_that_did_not_load_is_reported_with_exit_status_1(
    run: Run, home: Places
) -> None:
    home.own_checklists.mkdir(parents=True)
    bad = home.own_checklists / "mine.toml"
    bad.write_text("schema = 1\n")
    listed = run("list", "--all")
    assert listed.status == 1
    assert "acme" in listed.out
    assert "mine.toml: title: missing" in listed.err
    assert run("due").status == 1
    assert run("validate").status == 1


def test_validate_checks_files_and_warns_of_the_future(run: Run, library: Path) -> None:
    checked = run("validate", str(library / "acme.toml"))
    assert checked.status == 0
    assert checked.out == "1 good, 0 faults\n"
    assert "warning: acme: changes[0].date: 2026-12-20 is in the future" in checked.err


def test_validate_counts_one_fault_as_one(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("schema = [")
    checked = run("validate", str(bad))
    assert (checked.status, checked.out) == (1, "0 good, 1 fault\n")
    assert "bad.toml:1: invalid TOML: " in checked.err


def test_lines_that_are_no_events_are_reported_by_paths_and_never_by_due(
    run: Run, home: Places
) -> None:
    run("mark", "acme", "switch", "done")
    journal = next(home.profile("default").iterdir())
    journal.write_text(journal.read_text() + "acme.x = { no = 1 }\n")
    assert run("due").err == ""
    result = run("paths")
    assert result.status == 1
    assert f"{journal.name}:2: is not an event" in result.err
    assert "To remove everything it knows about you" in result.out
    assert run("validate").status == 1


def test_one_folder_holds_everything_where_the_home_is_set(
    run: Run, home: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("paths").out
    assert "delete this folder:\n" in result
    assert result.splitlines()[-1].strip() == str(home.config)


@pytest.mark.skipif(pretend.SYSTEM != "linux", reason="other systems have one folder")
def test_two_folders_are_named_unless_one_holds_the_other(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    two = run("paths").out
    assert "delete these two folders:\n" in two
    assert two.splitlines()[-2:] == ["  ~/.config/privacy-check", "  ~/.local/state/privacy-check"]
    for config, state in (("", "privacy-check/inner"), ("privacy-check/inner", "")):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(Path.home() / config))
        monkeypatch.setenv("XDG_STATE_HOME", str(Path.home() / state))
        assert run("paths").out.endswith(", delete this folder:\n  ~/privacy-check\n")


@pytest.mark.needs("posix-paths")
def test_on_macos_the_folder_to_delete_can_be_pasted_into_a_shell(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend.pretend(monkeypatch, "darwin")
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    out = run("paths").out
    assert "this machine's        ~/Library/Application Support/privacy-check/state\n" in out
    folder = out.splitlines()[-1].strip()
    assert out.endswith(f", delete this folder:\n  {folder}\n")
    shell = ["sh", "-c", f"printf %s {folder}"]
    said = subprocess.run(shell, capture_output=True, text=True, check=True).stdout
    assert Path(said) == Path.home() / "Library" / "Application Support" / "privacy-check"


@pytest.mark.skipif(pretend.SYSTEM == "win32", reason="pretended here, with a link")
def test_on_windows_paths_are_whole_and_those_to_which_the_system_redirects(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local, packaged = Path.home() / "AppData" / "Local", tmp_path / "home" / "a package"
    packaged.mkdir(parents=True)
    local.parent.mkdir(parents=True)
    local.symlink_to(packaged)
    pretend.pretend(monkeypatch, "win32")
    monkeypatch.delenv("PRIVACY_CHECK_HOME")
    out = run("paths").out
    assert "~" not in out
    assert f"settings you write    {packaged}/privacy-check/config.toml\n" in out
    assert f"this machine's        {packaged}/privacy-check/state\n" in out
    assert out.endswith(f', delete this folder:\n  "{packaged}/privacy-check"\n')


@pytest.mark.parametrize("command", ["due", "list", "history"])
def test_a_journal_that_is_not_here_is_reported_wherever_its_events_are_missed(
    run: Run, home: Places, command: str
) -> None:
    run("mark", "acme", "switch", "done")
    journal = next(home.profile("default").iterdir())
    journal.rename(journal.with_name(f".{journal.name}.icloud"))
    result = run(command)
    assert result.status == 1
    assert result.err.endswith(f".{journal.name}.icloud: a journal is still in the cloud\n")
    assert result.err.count("\n") == 1


def test_an_action_that_could_not_be_saved_has_exit_status_1(run: Run, home: Places) -> None:
    home.profile("default").parent.mkdir(parents=True)
    home.profile("default").touch()
    failed = run("mark", "acme", "switch", "done")
    assert failed.status == 1
    assert "not saved" in failed.err


def test_a_profile_is_named_and_never_leaves_its_folder(run: Run, home: Places) -> None:
    made = run("--profile", "work", "mark", "acme", "switch", "done")
    assert (made.status, made.err) == (
        0,
        "privacy-check: there is no profile 'work' yet. Your first action in it will create it.\n",
    )
    assert json.loads(run("list", "--json").out)[0]["state"] == "new"
    assert run("--profile", "../x", "mark", "acme", "switch", "done").status == 0
    assert {p.name for p in (home.config / "profiles").iterdir()} == {"work", "x"}


def state(run: Run, *words: str) -> str:
    return str(json.loads(run(*words, "list", "--json").out)[0]["state"])


def test_commands_act_on_default_unless_another_is_named(
    run: Run, home: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--profile", "Anna Lee", "mark", "acme", "switch", "done")
    profiles.remember(home, profiles.find(home, "Anna Lee"))
    assert state(run) == "new", "what the screen showed last decides nothing"
    for named in (["--profile", "Anna Lee"], ["--profile=Anna Lee"], ["--profile", "anna-lee"]):
        assert state(run, *named) == "in-progress"
    monkeypatch.setenv("PRIVACY_CHECK_PROFILE", "Anna Lee")
    assert state(run) == "in-progress"
    assert state(run, "--profile", "default") == "new"
    monkeypatch.setenv("PRIVACY_CHECK_PROFILE", "")
    assert state(run) == "new"
    nobody = run("--profile", "", "list")
    assert (nobody.status, nobody.err) == (1, "privacy-check: a profile needs a name\n")


def test_only_home_reopens_the_profile_that_the_screen_showed_last(
    run: Run, home: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def show(session: Session, start: str | None, *, review: bool) -> int:
        shown.append(session.profile.name)
        return 0

    monkeypatch.setattr("privacy_check.cli.commands.app._terminal_problem", lambda: "")
    monkeypatch.setattr("privacy_check.ui.app.run", show)
    run("--profile", "Anna Lee", "mark", "acme", "switch", "done")
    for words in ([], ["--profile", "Anna Lee"], [], ["acme"], [], ["--profile=Anna Lee"]):
        run(*words)
    assert shown == ["default", "Anna Lee", "Anna Lee", "default", "default", "Anna Lee"]
    run("review")
    assert shown.pop() == "default", "a command acts on default"
    monkeypatch.setenv("PRIVACY_CHECK_PROFILE", "Anna Lee")
    run("acme")
    assert shown.pop() == "Anna Lee"


def test_a_mistyped_profile_name_is_reported(run: Run) -> None:
    run("--profile", "Anna Lee", "mark", "acme", "switch", "done")
    slipped = run("--profile", "Ana Lee", "list").err
    assert slipped == (
        "privacy-check: there is no profile 'Ana Lee' yet; did you mean 'Anna Lee'? "
        "Your first action in it will create it.\n"
    )


def test_due_prints_what_every_profile_needs_and_names_each_but_the_default(
    run: Run, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for named in ([], ["--profile", "Anna Lee"], ["--profile=-x"]):
        run(*named, "confirm", "acme", "--still-right")
    run("--profile", "Anna Lee", "confirm", "acme", "--changed-back")
    clock.forward(days=27)
    change = "changed 20 Dec (The switch went back on for everybody)"
    annas = (
        "! Anna Lee: acme: changed back 27 days ago. "
        "See it: privacy-check --profile 'Anna Lee' acme\n"
    )
    result = run("due", "--exit-code")
    assert result.status == 3
    assert result.out == (
        f"{annas}! acme: {change}. See it: privacy-check acme\n"
        f"! -x: acme: {change}. See it: privacy-check --profile=-x acme\n"
    )
    assert run("--profile", "Anna Lee", "due").out == annas
    assert run("--profile", "default", "due").out == (
        f"! acme: {change}. See it: privacy-check acme\n"
    )
    found = json.loads(run("due", "--json").out)
    assert [r["profile"] for r in found] == ["Anna Lee", "default", "-x"]
    monkeypatch.setenv("PRIVACY_CHECK_PROFILE", "-x")
    assert run("due").out == result.out, "only --profile narrows it"


def test_due_reports_a_journal_that_is_not_here_in_any_profile(run: Run, home: Places) -> None:
    run("--profile", "work", "mark", "acme", "switch", "done")
    journal = next(home.profile("work").iterdir())
    journal.rename(journal.with_name(f".{journal.name}.icloud"))
    result = run("due")
    assert (result.status, result.err.count("\n")) == (1, 1)
    assert "work/" in result.err
    assert run("--profile", "default", "due").status == 0


def test_paths_names_every_profiles_folder(run: Run, home: Places) -> None:
    run("--profile", "Anna Lee", "mark", "acme", "switch", "done")
    result = run("paths").out
    assert "profile 'default'" in result
    assert "profile 'Anna Lee'    " in result
    assert str(home.profile("anna-lee")) in result


def test_paths_reports_a_reminder_that_another_version_put_into_a_start_up_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = paths.start_up_file("bash")
    file.parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr("privacy_check.cli.commands.files.ask_yes_no", lambda question: True)
    assert run("shell-hook", "bash", "--install").status == 0
    assert run("paths").err == ""
    file.write_text(file.read_text().replace("privacy-check: %d due:%s", "%d due:%s"))
    assert run("paths").err == (
        f"privacy-check: warning: {paths.display_path(file)} has an older version of the reminder, "
        "or one for other folders; to update it, run: privacy-check shell-hook bash --install\n"
    )
    assert run("shell-hook", "bash", "--install").status == 0
    assert run("paths").err == ""


@pytest.mark.needs("tzset")
def test_the_machines_zone_decides_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    winter = datetime(2026, 1, 10, 3, tzinfo=UTC).astimezone(system_clock.LOCAL)
    summer = datetime(2026, 7, 10, 3, 59, tzinfo=UTC).astimezone(system_clock.LOCAL)
    assert (winter.day, winter.hour) == (9, 22)
    assert (summer.day, summer.hour) == (9, 23)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


def test_version_prints_the_version(run: Run) -> None:
    assert run("--version").out.startswith("privacy-check 0.")


def test_a_source_tree_that_is_not_installed_has_no_version_and_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_installed(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", not_installed)
    told = run("--version")
    source = Path(privacy_check.__file__).parent.parent
    assert (told.status, told.err) == (0, "")
    assert told.out == f"privacy-check, not installed; running from source in {source}\n"


def test_forget_asks_first_and_without_a_terminal_it_does_nothing(
    run: Run, home: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("mark", "acme", "switch", "done")
    assert run("forget", "acme").status == 1
    assert run("forget").status == 2
    monkeypatch.setattr("privacy_check.cli.commands.act.ask_yes_no", lambda question: True)
    done = run("forget", "acme")
    assert done.status == 0
    assert "1 line blanked" in done.out
    assert "bring them back" in done.out
    assert run("history").out == ""


def test_the_shell_hook_is_printed_and_installed_only_if_agreed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = run("shell-hook", "bash")
    assert "privacy-check reminder" in printed.out
    file = paths.start_up_file("bash")
    assert run("shell-hook", "bash", "--install").status == 1
    assert not file.exists()
    file.parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr("privacy_check.cli.commands.files.ask_yes_no", lambda question: True)
    assert run("shell-hook", "bash", "--install").status == 0
    assert set(printed.out.splitlines()) <= set(file.read_text().splitlines())
    assert run("shell-hook", "bash", "--remove").status == 0
    assert not file.exists()
    assert "nothing to change" in run("shell-hook", "bash", "--remove").out


def test_fields_of_a_newer_version_are_in_the_json_and_override_nothing(
    run: Run, home: Places
) -> None:
    home.profile("default").mkdir(parents=True)
    (home.profile("default") / "j.toml").write_text(
        "acme.aa = { at = 2026-11-23T10:02:11Z, did = 'started', review = 1,"
        " id = 'mine', checklist = 'other', days-of = [2026-11-23, 10:00:00], part = 1.5 }"
    )
    (event,) = json.loads(run("history", "--json").out)
    assert (event["id"], event["checklist"]) == ("aa", "acme")
    assert (event["days-of"], event["part"]) == (["2026-11-23", "10:00:00"], 1.5)


@pytest.mark.parametrize("name", ["machine", "profile", "agenda", "due", "catalog"])
@pytest.mark.parametrize("data", [b"", b"../x\n", b"\xff\x1b[31m", b"\0" * 5000], ids=repr)
def test_files_that_can_be_made_again_may_be_damaged(
    run: Run, home: Places, name: str, data: bytes
) -> None:
    assert run("mark", "acme", "switch", "done").status == 0
    (home.state / name).write_bytes(data)
    assert run("mark", "acme", "letter", "done").status == 0
    assert json.loads(run("list", "--json").out)[0]["marked"] == 2
