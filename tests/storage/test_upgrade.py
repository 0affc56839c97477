"""What any released version wrote is read for ever; what a newer one wrote is left as it is.

data/released has what each version left behind, with its own output about it.
"""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import tomli

from privacy_check.cli import json_output
from privacy_check.domain.checklist import Change, Checklist, Confirm, Source, Step
from privacy_check.domain.journal import MARKS
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from tests.conftest import DATA, Clock

RELEASED = sorted((DATA / "released").iterdir())
WORDS = "still-right changed-back started noted snoozed interval looks-different undone".split()

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.now = datetime(2026, 6, 1, 8, tzinfo=UTC)
    return clock


def inherit(home: Places, version: Path) -> Path:
    """Put what a version left behind into the person's folder; return the journal."""
    shutil.copytree(version / "checklists", home.own_checklists)
    shutil.copytree(version / "profiles", home.config / "profiles")
    for name in ("config.toml", "choices.toml", "profiles.toml"):
        shutil.copy(version / name, home.config)
    home.profile("default").mkdir(parents=True)
    return Path(shutil.copy(next(version.glob("journal-*")), home.profile("default")))


def outputs(session: Session) -> dict[str, str]:
    """Return what the commands with `--json` say of the version's own checklists."""
    needy = [
        (s.profile, n) for s in session.everyone() for n in s.begun() if n.state == "needs-you"
    ]
    own = [s for s in session.standings() if s.checklist.id in session.catalog.own]
    return {
        "list.json": json_output.summaries(own),
        "history.json": json_output.history(session, session.ids_with_events()),
        "due.json": json_output.due(needy),
    }


def due(session: Session) -> Any:
    """Return what `due --json` says of every profile."""
    return json.loads(outputs(session)["due.json"])


def as_json(session: Session) -> tuple[Any, Any]:
    """Return the version's checklists and the whole history as the command line's JSON."""
    said = outputs(session)
    return json.loads(said["list.json"]), json.loads(said["history.json"])


@pytest.mark.parametrize("version", RELEASED, ids=lambda v: v.name)
def test_the_files_of_every_released_version_read_the_same(
    home: Places, clock: Clock, version: Path, record_property: Callable[[str, object], None]
) -> None:
    inherit(home, version)
    session = open_session(home, clock)
    _, history = as_json(session)
    assert session.faults == ()
    said = outputs(session) | {"show.json": json_output.whole(session.standing("every-key"))}
    for name, text in said.items():
        check_golden(version / name, f"{text}\n".encode())
    assert session.settings.person.region == "de"
    assert session.settings.services == {"Acme", "Beta"}
    anna = session.of_profile("Anna Lee")
    assert anna.faults == ()
    assert anna.settings.person == Person("us-ca", plans=frozenset({"free"}))
    assert anna.settings.services == frozenset(), "an empty list means all"
    assert anna.settings.theme == "nord"
    record_property("events of a released journal", len(history))


@pytest.mark.parametrize("version", RELEASED, ids=lambda v: v.name)
def test_what_is_done_and_chosen_is_written_as_every_released_version_wrote_it(
    home: Places, clock: Clock, version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = count(1)
    monkeypatch.setattr("privacy_check.session.random_hex", lambda _: f"{next(numbers):08x}")
    inherited = inherit(home, version)
    before = inherited.read_bytes()
    session = open_session(home, clock)
    do_everything(session, clock)
    choose_everything(session)
    choose_everything(session.of_profile("Anna Lee"))
    assert inherited.read_bytes() == before
    (journal,) = (file for file in inherited.parent.iterdir() if file != inherited)
    written = {"journal.toml": journal, "choices.toml": home.choices_file}
    written["profiles.toml"] = home.profiles_file
    for name, file in written.items():
        check_golden(version / "written" / name, file.read_bytes())


def do_everything(session: Session, clock: Clock) -> None:
    """Do each thing that writes an event, a second apart."""
    acts: list[Callable[[], object]] = [
        lambda: session.mark("every-key", "switch", "done"),
        lambda: session.mark("every-key", "letter", "waiting", 'sent "it", §5\nby post'),
        lambda: session.mark("every-key", "letter", "todo"),
        lambda: session.mark("few-keys", "off", "skipped"),
        lambda: session.mark("few-keys", "off", "not-applicable"),
        lambda: session.confirm("every-key", still_right=True),
        lambda: session.confirm("every-key", still_right=False),
        lambda: session.start_over("every-key"),
        lambda: session.note("every-key", "naïve – 私"),
        lambda: session.note("every-key", "", Clean("switch")),
        lambda: session.looks_different("few-keys", Clean("off"), "a \\ [b]"),
        lambda: session.snooze("few-keys", 7),
        lambda: session.set_interval("few-keys", 90),
        session.undo,
    ]
    for act in acts:
        clock.forward(seconds=1)
        assert act() is not None
    assert session.event_log.unsaved == 0


def choose_everything(session: Session) -> None:
    """Choose what config.toml leaves open."""
    choices: dict[str, str | list[str]] = {
        "region": "us-ca",
        "platforms": ["web", "ios"],
        "plans": [],
        "services": ["Beta", "Acme"],
        "theme": "nord",
    }
    for key, choice in choices.items():
        if key not in session.settings.locked:
            session.save_setting(key, choice)


def check_golden(path: Path, data: bytes) -> None:
    """Compare with what the version wrote, byte for byte; write it where there is nothing yet."""
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        pytest.fail(f"{path.name} was not there: look at it, then run again")
    assert data == path.read_bytes()


def test_a_home_from_before_profiles_toml_reads_the_same_for_each_profile(
    home: Places, clock: Clock
) -> None:
    inherit(home, RELEASED[0])
    before = due(open_session(home, clock))
    home.profiles_file.unlink()
    session = open_session(home, clock)
    now = due(session)
    assert {(r["profile"], r["id"]) for r in now} == {
        (r["profile"].replace("Anna Lee", "anna-lee"), r["id"]) for r in before
    }
    assert [r for r in now if r["profile"] == "default"] == [
        r for r in before if r["profile"] == "default"
    ]
    anna = session.of_profile("anna-lee").settings
    assert (anna.person.region, sorted(anna.services)) == ("de", ["Acme", "Beta"])


ADDED_KEYS = {"probe", "commands", "apps", "answer", "by_search"}
"""Keys of a checklist that came after the newest release whose files are kept here."""


def test_the_newest_released_journal_has_every_event_type() -> None:
    history = json.loads((RELEASED[-1] / "history.json").read_text())
    assert {event["did"] for event in history} == {*MARKS, *WORDS}
    table = tomli.loads((RELEASED[-1] / "checklists" / "every-key.toml").read_text())
    rows = {Checklist: [table], Confirm: [table["confirm"]]}
    rows |= {Step: table["steps"], Change: table["changes"], Source: table["sources"]}
    for model, said_of_it in rows.items():
        known = get_type_hints(model).keys() - ADDED_KEYS
        assert {key for row in said_of_it for key in row} == known


MARKED = {"switch", "letter", "few", "friend"}
CHANGED = {
    "steps lost": ('id = "letter"', 'id = "another"', MARKED - {"letter"}),
    "a step renamed": (
        'id = "switch"\nwas = ["toggle"]',
        'id = "off"\nwas = ["toggle", "switch"]',
        MARKED - {"switch"} | {"off"},
    ),
    "retired": (
        "retired = 2099-01-01",
        "retired = 2026-01-01",
        {"switch", "letter", "few", "friend"},
    ),
    "of a newer schema": ("schema = 1", "schema = 2\nnovel = [{ a = 1.5 }]", None),
    "gone wrong": ("minutes = 3", "minuets = 3", None),
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_checklist_that_changes_loses_no_mark(home: Places, clock: Clock, change: str) -> None:
    inherit(home, RELEASED[-1])
    before = as_json(open_session(home, clock))
    file = home.own_checklists / "every-key.toml"
    old, new, marked = CHANGED[change]
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    now, session = file.stat(), open_session(home, clock)
    assert as_json(session)[1] == before[1]
    if marked is not None:
        assert session.standing("every-key").history.latest_marks.keys() == marked
    else:
        assert "every-key.toml" in str(session.faults[0])
    assert ("needs a newer privacy-check" in str(session.faults)) == (change == "of a newer schema")
    assert file.read_text() == text.replace(old, new)
    assert file.stat().st_mtime_ns == now.st_mtime_ns
    file.write_text(text)
    assert as_json(open_session(home, clock)) == before


def test_a_checklist_that_is_renamed_keeps_all_that_was_done(home: Places, clock: Clock) -> None:
    inherit(home, RELEASED[-1])
    (listed, _), history = as_json(open_session(home, clock))
    file = home.own_checklists / "every-key.toml"
    text = file.read_text().replace('id = "every-key"', 'id = "new-name"')
    text = text.replace('replaces = ["former-name"]', 'replaces = ["former-name", "every-key"]')
    file.with_stem("new-name").write_text(text)
    file.unlink()
    session = open_session(home, clock)
    (now, _), renamed = as_json(session)
    assert session.faults == ()
    assert now == listed | {"id": "new-name"}
    assert {e["id"] for e in renamed} == {e["id"] for e in history}


def test_a_newer_versions_fields_survive_count_for_the_order_and_are_ignored(
    home: Places, clock: Clock
) -> None:
    journal = inherit(home, RELEASED[-1])
    before, _ = as_json(open_session(home, clock))
    far = 2**40
    newer = (
        f'few-keys.aa = {{ at = 2026-05-30T08:00:00Z, did = "dreamt", n = {far}, of = 3 }}\n'
        'few-keys.bb = { at = 2026-05-01T08:00:00Z, did = "noted", note = "x", mood = [1.5] }\n'
    )
    journal.write_text(journal.read_text() + newer)
    session = open_session(home, clock)
    assert session.event_log.faults == ()
    assert as_json(session)[0] == before
    event = session.note("few-keys", "later")
    assert event
    assert event.n == far + 1
    assert newer in journal.read_text()
    assert {"aa", "bb"} <= {e["id"] for e in as_json(session)[1]}
