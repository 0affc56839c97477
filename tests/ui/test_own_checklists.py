"""The person's own checklists on screen: a private list, and files that change meanwhile."""

from pathlib import Path

import pytest

from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from privacy_check.ui.app import PrivacyCheckApp
from privacy_check.ui.screens.home import HomeScreen
from tests.conftest import Clock
from tests.samples import PRIVATE
from tests.ui.conftest import RunApp, Screen

TITLE = "Keep the backups readable"
ODD = ("None", "Why it matters", "Afterwards", "Sources", "itself", f"{TITLE} {TITLE}")
"""What a list without reasons and sources must not say."""


@pytest.fixture
def backups(home: Places) -> Path:
    home.own_checklists.mkdir(parents=True)
    file = home.own_checklists / "backups.toml"
    file.write_text(PRIVATE, encoding="utf-8")
    return file


@pytest.fixture
def session(library: Path, home: Places, backups: Path, clock: Clock) -> Session:
    home.choices_file.touch()
    return open_session(home, clock)


async def refreshed(screen: Screen) -> str:
    """Let the second pass after which files are looked at."""
    screen.app._refresh()
    return await screen.press()


def check(text: str, *odd: str) -> None:
    flowing = " ".join(text.split())
    for said in odd or ODD:
        assert said not in flowing, text


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (160, 50)], ids=str)
async def test_a_private_list_is_named_once_and_has_no_empty_headings(
    run_app: RunApp, clock: Clock, size: tuple[int, int]
) -> None:
    async def look(screen: Screen) -> None:
        home = await screen.press("home")
        assert TITLE in home
        check(home, *ODD[:1], f"{TITLE} {TITLE}")
        walk = await screen.press("enter")
        assert "Restore one file" in walk
        assert "its own file alone" in walk or size == (40, 12)  # there it is below the edge
        check(walk)
        why = await screen.press("w")
        assert "Its file gives no reasons" in why
        check(await screen.press("escape", "space"))
        summary = await screen.press("space")
        assert f"Done: {TITLE}" in summary
        check(summary)
        await screen.press("escape")
        clock.forward(days=180)
        await refreshed(screen)
        card = await screen.press("home", "c")
        assert "Is it still as you left it?" in " ".join(card.split())
        check(card)
        await screen.press("y")
        history = await screen.press("h")
        assert "Keep the backups" in history
        check(history)
        check(await screen.press("enter"))

    await run_app(look, size=size)


async def test_a_new_file_a_change_and_a_fault_show_up_and_the_cursor_stays(
    run_app: RunApp, session: Session, backups: Path, home: Places
) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("down")
        assert isinstance(screen.app.screen, HomeScreen)
        here = screen.app.screen.highlighted()
        assert here != "backups"
        other = PRIVATE.replace('"backups"', '"attic"').replace(TITLE, "Air the attic")
        (home.own_checklists / "attic.toml").write_text(other, encoding="utf-8")
        assert "Air the attic" in await refreshed(screen)
        assert screen.app.screen.highlighted() == here
        backups.write_text(PRIVATE.replace(TITLE, "Keep two backups"), encoding="utf-8")
        assert "Keep two backups" in await refreshed(screen)
        backups.write_text("schema = [", encoding="utf-8")
        shown = await refreshed(screen)
        assert "1 file could not be fully read" in shown
        assert "backups.toml:1: invalid TOML" in screen.toasts
        assert "Keep two backups" in shown, "it says what it said before"
        assert screen.app.screen.highlighted() == here
        backups.write_text(PRIVATE, encoding="utf-8")
        shown = await refreshed(screen)
        assert "could not be" not in shown.replace("…", "")
        assert TITLE in shown

    await run_app(look, size=(120, 40))


@pytest.mark.needs("posix-paths")
async def test_a_folder_that_the_config_names_shows_where_it_is_and_is_noticed(
    library: Path, home: Places, clock: Clock, tmp_path: Path
) -> None:
    folder = tmp_path / "home" / "src" / "lists"
    folder.mkdir(parents=True)
    (folder / "backups.toml").write_text(PRIVATE, encoding="utf-8")
    home.config.mkdir(parents=True)
    home.config_file.write_text('checklist_folders = ["~/src/lists"]')
    app = PrivacyCheckApp(open_session(home, clock))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = Screen(app, pilot)
        shown = await screen.press()
        assert TITLE in shown
        assert "~/src/lists" in shown
        changed = PRIVATE.replace(TITLE, "Keep two backups")
        (folder / "backups.toml").write_text(changed, encoding="utf-8")
        assert "Keep two backups" in await refreshed(screen)
        folder.rename(tmp_path / "away")
        assert "Keep two backups" in await refreshed(screen), "it may come back"
        assert "config.toml:1: checklist_folders: '~/src/lists' is not there" in screen.toasts
        (tmp_path / "away").rename(folder)
        assert "could not be" not in await refreshed(screen)
        (folder / "backups.toml").unlink()
        assert "Keep two backups" not in await refreshed(screen)


async def test_the_step_that_is_walked_may_change_its_words_its_id_or_go(
    run_app: RunApp, session: Session, backups: Path
) -> None:
    async def look(screen: Screen) -> None:
        assert "Label the disk" in await screen.press("right")
        backups.write_text(
            PRIVATE.replace('id = "label"', 'id = "name"\nwas = ["label"]').replace(
                "Label the disk", "Name the disk"
            ),
            encoding="utf-8",
        )
        assert "Name the disk" in await refreshed(screen)
        await screen.press("space")
        assert [e.step for e in session.history("backups")] == ["name"]
        backups.write_text("schema = [", encoding="utf-8")
        await refreshed(screen)
        assert "Restore one file" in await screen.press("left")
        backups.write_text(PRIVATE[: PRIVATE.rindex("[[steps]]")], encoding="utf-8")
        assert "Restore one file" in await refreshed(screen)

    await run_app(look, start="backups", size=(120, 40))


@pytest.mark.parametrize("keys", [[], ["c"], ["h"]], ids=["walk", "card", "page"])
async def test_where_the_file_is_deleted_its_walk_ends_and_nothing_breaks(
    library: Path, home: Places, backups: Path, session: Session, keys: list[str]
) -> None:
    app = PrivacyCheckApp(session, "backups")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = Screen(app, pilot)
        await screen.press(*keys)
        backups.unlink()
        await refreshed(screen)
        if keys == ["h"]:  # a dialog is left first
            assert TITLE in await screen.press("escape")
            await refreshed(screen)
        assert isinstance(app.screen, HomeScreen)
        await refreshed(screen)
        assert "its file was changed" in screen.toasts
        assert TITLE not in screen.text
        await screen.press("u")
        assert "nothing to undo" in screen.toasts
