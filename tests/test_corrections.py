"""What an update corrects in what a person has begun is told once, by name; nothing else is."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from privacy_check import corrections, due_cache
from privacy_check.domain import corrections as rules
from privacy_check.domain.evaluation import evaluate
from privacy_check.session import Session, open_session
from privacy_check.storage import known_changes
from privacy_check.storage.paths import Places
from tests.conftest import DATA, Clock
from tests.samples import PRIVATE

ACME = (DATA / "checklists" / "acme.toml").read_text(encoding="utf-8")
MOVED = """
[[changes]]
date = 2026-11-03
note = "The switch moved from Labs to Privacy."
steps = ["switch"]
"""
EVERYWHERE = """
[[changes]]
date = 2026-11-20
note = "On by default."
"""
ABROAD = '[[changes]]\ndate = 2026-11-21\nnote = "Only there."\nregions = ["jp"]\n'
TOLD = "1 of your checklists was corrected: Acme"


class Machine:
    """One machine of a person: its version of the checklists, and the journal that they share."""

    def __init__(self, name: str, place: Path, shared: Path, clock: Clock) -> None:
        self.home = Places(place / name / "config", place / name / "state")
        self.home.config.mkdir(parents=True)
        self.home.state.mkdir(parents=True)
        self.home.config_file.write_text('region = "uk"\nchecklist_folders = ["lists"]')
        (self.home.config / "profiles").symlink_to(shared)
        self.library, self.clock = place / name / "library", clock
        self.library.mkdir()
        self.update(ACME)

    def update(self, *texts: str) -> None:
        """Install a version of the program, whose checklist has this text."""
        (self.library / "acme.toml").write_text("".join(texts), encoding="utf-8")

    def open(self, profile: str | None = None) -> Session:
        """Open the program, as a command does."""
        os.environ["LIBRARY"] = str(self.library)
        session = open_session(self.home, self.clock, profile)
        due_cache.write_agenda(session)
        return session

    def news(self, profile: str | None = None) -> list[str]:
        found = corrections.news(self.open(profile))
        return [line for correction in found for line in rules.news(correction)]

    def tell(self) -> None:
        session = self.open()
        corrections.record_told(session, corrections.news(session))


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRARY", "")
    found = "privacy_check.system.folders.builtin_checklists"
    monkeypatch.setattr(found, lambda: os.environ["LIBRARY"])


pytestmark = pytest.mark.needs("links")


@pytest.fixture
def laptop(tmp_path: Path, shared: Path, clock: Clock) -> Machine:
    return Machine("laptop", tmp_path, shared, clock)


@pytest.fixture
def desktop(tmp_path: Path, shared: Path, clock: Clock) -> Machine:
    return Machine("desktop", tmp_path, shared, clock)


def begin(machine: Machine, profile: str | None = None) -> None:
    session = machine.open(profile)
    session.mark("acme", "switch", "done")
    due_cache.write_agenda(session)


def test_what_an_update_corrected_in_what_was_begun_is_told_once(laptop: Machine) -> None:
    begin(laptop)
    assert laptop.news() == []
    laptop.update(ACME, MOVED, EVERYWHERE)
    said = [
        "20 Nov 2026  On by default.",
        "3 Nov 2026  The switch moved from Labs to Privacy.",
    ]
    for _ in range(3):
        assert laptop.news() == said, "it stays until it is read"
    assert rules.headline(corrections.news(laptop.open())) == TOLD
    laptop.tell()
    assert laptop.news() == []
    assert laptop.news() == []


def test_what_was_not_begun_before_is_no_news(laptop: Machine) -> None:
    laptop.open()
    laptop.update(ACME, MOVED)
    assert laptop.news() == []
    begin(laptop)
    assert laptop.news() == [], "it was begun with what is right today"
    laptop.update(ACME, MOVED, EVERYWHERE)
    assert laptop.news() == ["20 Nov 2026  On by default."]


def test_of_two_that_became_one_the_news_is_told_once(laptop: Machine) -> None:
    beta = laptop.library / "beta.toml"
    text = ACME.replace('id = "acme"', 'id = "beta"')
    claims = 'replaces = ["acme-notes"]'
    beta.write_text(text.replace(claims, ""), encoding="utf-8")
    session = laptop.open()
    session.mark("acme", "switch", "done")
    session.mark("beta", "switch", "done")
    due_cache.write_agenda(session)
    (laptop.library / "acme.toml").unlink()
    beta.write_text(text.replace(claims, 'replaces = ["acme"]') + MOVED, encoding="utf-8")
    assert len(corrections.news(laptop.open())) == 1
    laptop.tell()
    told = [e for e in laptop.open().history("beta") if e.did == "told"]
    assert len(told) == 1
    assert laptop.news() == []


def test_better_words_another_region_and_a_renamed_step_are_no_news(laptop: Machine) -> None:
    laptop.update(ACME, MOVED)
    begin(laptop)
    laptop.update(ACME, MOVED.replace("moved from Labs to", "is now in"), ABROAD)
    assert laptop.news() == []
    former = 'id = "off"\nwas = ["toggle", "switch"]'
    renamed = ACME.replace('id = "switch"\nwas = ["toggle"]', former)
    laptop.update(renamed, MOVED.replace('"switch"', '"off"'))
    assert laptop.open().catalog.checklists["acme"].steps[0].id == "off"
    assert laptop.news() == []


def test_a_checklist_that_got_another_id_is_known_by_its_former_one(laptop: Machine) -> None:
    begin(laptop)
    (laptop.library / "acme.toml").unlink()
    new = ACME.replace('id = "acme"', 'id = "acme-ai"').replace('["acme-notes"]', '["acme"]')
    (laptop.library / "acme-ai.toml").write_text(new + MOVED, encoding="utf-8")
    assert laptop.news() == ["3 Nov 2026  The switch moved from Labs to Privacy."]
    laptop.tell()
    assert laptop.news() == []


def test_a_person_is_told_once_whatever_machine_they_use(laptop: Machine, desktop: Machine) -> None:
    begin(laptop)
    assert desktop.news() == []
    laptop.update(ACME, MOVED)
    assert len(laptop.news()) == 1
    laptop.tell()
    desktop.update(ACME, MOVED, EVERYWHERE)  # updated later, and to a newer version
    assert desktop.news() == ["20 Nov 2026  On by default."]
    desktop.tell()
    laptop.update(ACME, MOVED, EVERYWHERE)
    assert laptop.news() == []


def test_each_person_on_a_machine_is_told_by_themselves(laptop: Machine) -> None:
    begin(laptop)
    begin(laptop, "mum")
    laptop.update(ACME, MOVED)
    laptop.tell()
    assert laptop.news() == []
    assert laptop.news("mum") == ["3 Nov 2026  The switch moved from Labs to Privacy."]


def test_being_told_moves_no_date_opens_nothing_and_is_not_undone(
    laptop: Machine, clock: Clock
) -> None:
    begin(laptop)
    laptop.update(ACME, MOVED)
    before = laptop.open().standing("acme")
    laptop.tell()
    clock.forward(days=1)
    session = laptop.open()
    after = evaluate(
        before.checklist,
        session.events("acme"),
        session.settings.person,
        before.today,
        before.zone,
    )
    assert (after.state, after.next, after.steps) == (before.state, before.next, before.steps)
    undone = session.undo_last("acme")
    assert undone is not None
    assert undone.did == "done"
    told = [e.table() for e in session.history("acme") if e.did == "told"]
    assert [(t["steps"], str(t["change"])) for t in told] == [(("switch",), "2026-11-03")]


def test_a_folder_that_is_away_for_a_while_hides_no_correction(
    laptop: Machine, tmp_path: Path
) -> None:
    team = tmp_path / "team"
    team.mkdir()
    laptop.home.config_file.write_text(f'checklist_folders = ["{team}"]')
    text = PRIVATE.replace("[[steps]]", "[[steps]]", 1)
    (team / "backups.toml").write_text(text, encoding="utf-8")
    session = laptop.open()
    session.mark("backups", "restore", "done")
    due_cache.write_agenda(session)
    team.rename(tmp_path / "away")
    assert laptop.news() == []
    (tmp_path / "away").rename(team)
    (team / "backups.toml").write_text(text + EVERYWHERE, encoding="utf-8")
    assert laptop.news() == ["20 Nov 2026  On by default."]


def test_what_i_wrote_myself_is_no_news_to_me(laptop: Machine) -> None:
    laptop.home.own_checklists.mkdir()
    file = laptop.home.own_checklists / "backups.toml"
    file.write_text(PRIVATE, encoding="utf-8")
    session = laptop.open()
    session.mark("backups", "restore", "done")
    due_cache.write_agenda(session)
    file.write_text(PRIVATE + EVERYWHERE, encoding="utf-8")
    assert laptop.news() == []


def test_forgetting_forgets_what_was_begun_here_too(laptop: Machine) -> None:
    begin(laptop)
    session = laptop.open()
    assert "acme" in laptop.home.known_changes_file.read_text()
    due_cache.forget(session, "acme")
    assert "acme" not in laptop.home.known_changes_file.read_text()


@pytest.mark.parametrize("data", [b"", b"[]", b'{"default": 3}', b"\xff\x00", b"x" * 5_000_000])
def test_a_damaged_file_begins_anew(laptop: Machine, data: bytes) -> None:
    begin(laptop)
    laptop.home.known_changes_file.write_bytes(data)
    assert laptop.news() == []
    laptop.update(ACME, MOVED)
    assert len(laptop.news()) == 1


def test_odd_scopes_in_that_file_are_harmless(laptop: Machine) -> None:
    begin(laptop)
    odd = {"default": {"acme": ["", "never", "2026-13-99 x", "2026-11-03 gone"], "nothing": ["x"]}}
    known_changes.write(laptop.home.known_changes_file, odd)
    assert [line[:11] for line in laptop.news()] == ["20 Dec 2026"], "it had no such change before"


def test_a_change_of_the_future_is_told_when_it_comes(laptop: Machine, clock: Clock) -> None:
    begin(laptop)
    day = clock.now.date() + timedelta(days=40)
    laptop.update(ACME, EVERYWHERE.replace("2026-11-20", str(day)))
    assert laptop.news() == ["2 Jan 2027  On by default."]


def test_several_are_counted_and_named_once(laptop: Machine) -> None:
    begin(laptop)
    laptop.update(ACME, MOVED)
    (one,) = corrections.news(laptop.open())
    assert rules.headline([one, one]) == "2 of your checklists were corrected: Acme"
