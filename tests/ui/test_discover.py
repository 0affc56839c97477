"""Finding my services on screen: from the first run, and from the list of services."""

import re
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from privacy_check.domain.discovery import Matcher
from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from privacy_check.system import environment, programs
from privacy_check.ui.app import PrivacyCheckApp
from tests.conftest import Clock
from tests.exports import BITWARDEN_CSV, MARKERS
from tests.ui.conftest import RunApp, Screen


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find nothing installed but Discord, whatever this machine has."""
    monkeypatch.setattr(programs, "installed", lambda: iter([("discord", "an application")]))
    monkeypatch.setattr(programs, "commands", lambda wanted: [])


@pytest.fixture
def export() -> Path:
    """An export of 120 entries in the folder for downloads; the library has some of them."""
    sites = ["reddit.com", "github.com", "www.netflix.com", "accounts.google.com", "twitter.com"]
    sites += ["mozilla.org", *(f"shop{number}.example" for number in range(112))]
    rows = [f",,login,NOTE-MARK,,,0,https://{s}/x,USER-MARK,PASS-MARK,\n" for s in sites]
    file = Path(environment.variable("HOME"), "Downloads", "bitwarden_export_20261123.csv")
    file.parent.mkdir(parents=True)
    file.write_text(BITWARDEN_CSV + "".join(rows), encoding="utf-8")
    return file


async def test_a_newcomer_with_an_export_has_their_home_in_under_ten_keys(
    home: Places, clock: Clock, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    session = open_session(home, clock)
    app = PrivacyCheckApp(session)
    keys = iter(range(1, 10))

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = Screen(app, pilot)

        async def press(key: str) -> str:
            next(keys)
            return await screen.press(key)

        await press("up")
        assert "Find them in a file" in await press("enter")
        assert "bitwarden_export_20261123.csv" in await press("enter")
        listed = await press("enter")
        assert "8 services seen, and perhaps 2 more" in listed
        assert "· Tick all 8" in listed
        assert "Slack" in listed
        await press("space")
        assert "8 ticked" in screen.text
        page = await press("enter")
        assert "Delete the export" in page
        assert "passwords in plain text" in page
        export.unlink()
        settings = await press("y")
        assert "8 services" in settings
        assert "START WITH" in await press("enter")
    assert session.settings.services >= {"Slack", "Spotify", "Reddit", "Netflix", "Google"}
    assert "Firefox" not in session.settings.services, "only perhaps"


async def test_services_are_found_from_their_list_and_added(
    run_app_with_all: RunApp, whole_library: Session, export: Path
) -> None:
    whole_library.save_setting("services", ["LinkedIn"])

    async def find(screen: Screen) -> None:
        await screen.press("m", *"canva", "space")
        assert "tab find mine" in screen.text
        assert "Find my services" in await screen.press("tab")
        await screen.press("down", "enter")
        assert "Discord" in screen.text
        await screen.press("space", "enter")
        assert "START WITH" in screen.text

    await run_app_with_all(find)
    assert whole_library.settings.services == {"LinkedIn", "Canva", "Discord"}


async def test_one_can_be_left_out_and_a_perhaps_taken(
    run_app_with_all: RunApp, whole_library: Session, export: Path
) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("m", "tab", "enter", "space")
        assert "· Tick all 8" in await screen.press(*"reddit", "space")
        await screen.press(*"firefox", "space")
        assert "8 ticked" in screen.text
        await screen.press("enter", "n")

    await run_app_with_all(find)
    assert "Firefox" in whole_library.settings.services
    assert "Reddit" not in whole_library.settings.services
    assert export.exists()


async def test_a_file_can_be_typed_and_what_is_wrong_with_it_is_told(
    run_app_with_all: RunApp, whole_library: Session, tmp_path: Path
) -> None:
    bad = tmp_path / "diary.csv"
    bad.write_text("dear diary, PASS-MARK")

    async def find(screen: Screen) -> None:
        await screen.press("m", "tab", "down", "enter", *str(bad), "enter")
        assert "is not a password manager's export" in screen.toasts
        assert "PASS-MARK" not in screen.toasts
        assert "Find my services" in screen.text
        await screen.press("enter", *"-", "enter")
        assert "No such file" in screen.toasts, "stdin is the terminal's"
        await screen.press("escape")

    await run_app_with_all(find, size=(120, 40))
    assert whole_library.settings.services == frozenset()


async def test_nothing_is_chosen_by_looking(
    run_app_with_all: RunApp, whole_library: Session, export: Path
) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("m", "tab", "enter")
        await screen.press("enter")  # nothing is ticked
        await screen.press("n")
        assert "Find my services" in screen.text
        await screen.press("escape")

    await run_app_with_all(find)
    assert whole_library.settings.services == frozenset()


async def test_an_export_that_is_still_there_is_asked_about_again(
    run_app_with_all: RunApp, export: Path
) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("m", "tab", "enter", "enter", "y")
        assert "still there" in screen.toasts
        assert "Delete the export" in screen.text
        await screen.press("n")

    await run_app_with_all(find)


async def test_a_crash_shows_no_secret_and_no_site_though_it_prints_values(
    run_app_with_all: RunApp,
    export: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(Matcher, "proposals", fail)

    async def find(screen: Screen) -> None:
        await screen.press("m", "tab", "enter")

    with pytest.raises(WorkerFailed, match="a bug"):
        await run_app_with_all(find)
    shown = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().err)
    assert "_look_and_take" in shown
    assert "Seen('passwords', …)" in shown
    for hidden in (*MARKERS, "shop1", "acme-corp"):
        assert hidden.lower() not in shown.lower()


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_it_fits_small_screens(
    run_app_with_all: RunApp, export: Path, size: tuple[int, int]
) -> None:
    async def find(screen: Screen) -> None:
        assert "bitwarden_export" in await screen.press("m", "tab")
        assert "Tick all 8" in await screen.press("enter")
        assert "later" in await screen.press("enter")
        await screen.press("n", "escape")

    await run_app_with_all(find, size=size)
