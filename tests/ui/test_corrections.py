"""Home names what an update corrected in what was begun, until the person has read it."""

from pathlib import Path

import pytest

from privacy_check.due_cache import write_agenda
from privacy_check.session import open_session
from privacy_check.storage.paths import Places
from privacy_check.ui.app import PrivacyCheckApp
from tests.conftest import DATA, HOSTILE, Clock
from tests.ui.conftest import Screen

ACME = (DATA / "checklists" / "acme.toml").read_text(encoding="utf-8")
CHANGE = '\n[[changes]]\ndate = 2026-11-03\nnote = "{}"\nsteps = ["switch"]\n'


@pytest.fixture
def library(tmp_path: Path, home: Places, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for name in ("acme", "slack"):
        text = ACME.replace('"acme"', f'"{name}"').replace('"Acme"', f'"{name.title()}"')
        text = text.replace('replaces = ["acme-notes"]\n', "")
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("privacy_check.system.folders.builtin_checklists", lambda: str(folder))
    home.config.mkdir(parents=True)
    home.choices_file.touch()
    return folder


def update(library: Path, *notes: str) -> None:
    for name, note in zip(("acme", "slack"), notes, strict=False):
        file = library / f"{name}.toml"
        file.write_text(file.read_text() + CHANGE.format(note), encoding="utf-8")


def begun(home: Places, clock: Clock) -> None:
    session = open_session(home, clock)
    for name in ("acme", "slack"):
        session.mark(name, "switch", "done")
    write_agenda(session)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)], ids=str)
async def test_a_line_on_home_names_them_and_is_gone_once_its_page_was_read(
    library: Path, home: Places, clock: Clock, size: tuple[int, int]
) -> None:
    begun(home, clock)
    update(library, "The switch moved.", HOSTILE)
    session = open_session(home, clock)
    app = PrivacyCheckApp(session)
    async with app.run_test(size=size) as pilot:
        screen = Screen(app, pilot)
        shown = " ".join((await screen.press("home")).split())
        assert "2 of your checklists were corrected" in shown
        page = " ".join((await screen.press("enter")).split())
        assert "What was corrected" in page
        if size != (40, 12):
            assert "3 Nov 2026 The switch moved." in page
            assert HOSTILE in page
        assert "were corrected" not in await screen.press("escape")
    assert [e.did for e in session.history("slack")] == ["done", "told"]
    app = PrivacyCheckApp(open_session(home, clock))
    async with app.run_test(size=size) as pilot:
        assert "corrected" not in await Screen(app, pilot).press()


async def test_what_a_folder_corrects_while_the_app_is_open_shows_at_once(
    library: Path, home: Places, clock: Clock, tmp_path: Path
) -> None:
    team = tmp_path / "team"
    team.mkdir()
    (library / "slack.toml").rename(team / "slack.toml")
    home.config_file.write_text(f"checklist_folders = ['{team}']")
    begun(home, clock)
    app = PrivacyCheckApp(open_session(home, clock))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Screen(app, pilot)
        assert "corrected" not in await screen.press()
        file = team / "slack.toml"
        file.write_text(file.read_text() + CHANGE.format("It moved."), encoding="utf-8")
        app._refresh()
        assert "1 of your checklists was corrected: Slack" in await screen.press()
