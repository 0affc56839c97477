"""What the palette writes to a file: where the person wants it, and never over another unasked."""

from pathlib import Path

import pytest

from privacy_check.session import Session
from privacy_check.storage import paths
from privacy_check.system import environment
from privacy_check.ui.dialogs.line import LineDialog
from tests.ui.conftest import RunApp, Screen

pytestmark = pytest.mark.needs("posix-paths")  # elsewhere ~ is no home folder


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home" / "papers"
    folder.mkdir(parents=True)
    monkeypatch.setattr(paths, "documents_folder", lambda: folder)
    return folder


async def choose(screen: Screen, *letters: str) -> str:
    await screen.press("ctrl+p", *letters)
    await screen.pilot.pause(0.7)
    await screen.press("enter")
    for _ in range(50):
        if isinstance(screen.app.screen, LineDialog) or screen.toasts:
            break
        await screen.pilot.pause(0.1)  # the library is imported
    return await screen.press()


async def test_a_calendar_file_is_written_and_the_screen_says_where(
    run_app: RunApp, session: Session, documents: Path
) -> None:
    session.mark("acme", "switch", "done")

    async def write(screen: Screen) -> None:
        assert "Write a calendar file" in await choose(screen, *"calendar")
        assert "~/papers/privacy-check.ics" in screen.text
        await screen.press("enter")
        await screen.pilot.pause(0.3)
        assert "Written: ~/papers/privacy-check.ics" in screen.toasts

    await run_app(write, size=(120, 40))
    assert (documents / "privacy-check.ics").read_text().startswith("BEGIN:VCALENDAR")


async def test_a_file_that_is_there_is_replaced_only_after_asking(
    run_app: RunApp, session: Session, documents: Path
) -> None:
    session.mark("acme", "switch", "done")
    file = documents / "privacy-check.ics"
    file.write_text("mine")

    async def write(screen: Screen) -> None:
        await choose(screen, *"calendar")
        assert "is there already" in await screen.press("enter")
        await screen.press("n")
        assert file.read_text() == "mine"
        assert "is there already" in await screen.press("enter")  # the path can be changed
        await screen.press("y")
        await screen.pilot.pause(0.3)
        assert "Written" in screen.toasts

    await run_app(write, size=(120, 40))
    assert file.read_text().startswith("BEGIN:VCALENDAR")


async def test_a_path_that_cannot_be_written_is_told_and_can_be_mended(
    run_app: RunApp, session: Session, documents: Path
) -> None:
    session.mark("acme", "switch", "done")

    async def write(screen: Screen) -> None:
        await choose(screen, *"calendar")
        await screen.press("home", *"gone", "enter")
        assert "could not be saved" in screen.text
        await screen.press("escape")

    await run_app(write, size=(120, 40))
    assert list(documents.iterdir()) == []


async def test_what_is_missing_is_said(
    run_app: RunApp, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def write(screen: Screen) -> None:
        await choose(screen, *"calendar")
        assert "nothing has a day to come yet" in screen.toasts
        monkeypatch.setattr(environment, "is_installed", lambda extra: False)
        await choose(screen, *"calendar")
        assert "library icalendar" in screen.toasts

    await run_app(write, size=(120, 40))


async def test_a_report_is_written_as_a_page(
    run_app: RunApp, session: Session, documents: Path
) -> None:
    session.mark("acme", "switch", "done")
    session.note("acme", "both accounts")

    async def write(screen: Screen) -> None:
        assert "~/papers/privacy-report.html" in await choose(screen, *"report")
        await screen.press("enter")
        await screen.pilot.pause(0.3)
        assert "Written: ~/papers/privacy-report.html" in screen.toasts

    await run_app(write, size=(120, 40))
    page = (documents / "privacy-report.html").read_text(encoding="utf-8")
    assert "1 of 3 done" in page
    assert "both accounts" not in page
