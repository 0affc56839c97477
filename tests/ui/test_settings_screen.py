"""Settings, the first run, profiles."""

import re

import pytest

from privacy_check.domain import applicability
from privacy_check.domain.checklist import REGIONS
from privacy_check.session import Session, open_session
from privacy_check.storage import profiles
from privacy_check.storage.paths import Places
from privacy_check.ui.app import PrivacyCheckApp, is_first_visit
from tests.conftest import Clock
from tests.ui.conftest import RunApp, Screen, check_golden

SIZES = [(80, 24), (40, 12), (120, 40), (160, 50)]


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_settings_look_as_they_were_agreed(
    run_app: RunApp, session: Session, size: tuple[int, int]
) -> None:
    session.save_setting("region", "de")
    session.save_setting("services", ["Acme"])

    async def look(screen: Screen) -> None:
        check_golden(f"settings-{size[0]}x{size[1]}", await screen.press("comma", *["down"] * 3))

    await run_app(look, size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_first_run_says_what_this_is_and_goes_to_home(
    home: Places,
    library: object,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setattr(
        "privacy_check.storage.paths.display_path", lambda path: "~/.config/privacy-check"
    )
    app = PrivacyCheckApp(open_session(home, clock))
    async with app.run_test(size=size) as pilot:
        screen = Screen(app, pilot)
        await pilot.pause()
        check_golden(f"first-run-{size[0]}x{size[1]}", screen.text)
        assert "Nothing started yet" in await screen.press("enter")
    assert app.session.settings.person.region == "uk"
    assert not is_first_visit(open_session(home, clock))


async def test_an_id_goes_straight_into_its_walk(
    home: Places, library: object, clock: Clock
) -> None:
    app = PrivacyCheckApp(open_session(home, clock), "acme")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "▸○ 1" in Screen(app, pilot).text


async def test_region_and_platforms_are_chosen_and_kept(run_app: RunApp, session: Session) -> None:
    async def choose(screen: Screen) -> None:
        assert "anywhere" in await screen.press("comma")
        await screen.press("enter", "down", "down", "enter")
        assert "UK" in screen.text
        await screen.press("down", "enter", "space", "enter")
        assert "the web" in screen.text
        await screen.press("up", "enter", "home", "enter")
        assert "anywhere" in screen.text
        assert "START WITH" in await screen.press("escape")

    await run_app(choose)
    assert session.settings.person.platforms == {"web"}
    assert session.settings.person.region is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_help_beside_a_setting_says_what_the_present_choice_does(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async def choose(screen: Screen) -> None:
        assert "Steps for every place are shown. Choose yours" in await screen.press("comma")
        await screen.press("enter", "down", "down", "enter")
        assert "Steps for other places are folded away." in screen.text

    await run_app(choose, size=size)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("texas", "us-tx"),
        ("us-tx", "us-tx"),
        ("new york", "us-ny"),
        ("de", "de"),
        ("england", "uk"),
        ("usa", "us"),
        ("turkiye", "tr"),
    ],
)
async def test_a_region_is_found_by_its_name_or_code(
    run_app: RunApp, session: Session, typed: str, code: str
) -> None:
    keys = ["space" if letter == " " else letter for letter in typed]

    async def choose(screen: Screen) -> None:
        await screen.press("comma", "enter", *keys, "enter")
        assert applicability.region(code) in screen.text

    await run_app(choose)
    assert session.settings.person.region == code


async def test_no_region_shows_as_a_code(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        listed = await screen.press("comma", "enter")
        for name in ("Japan", "Texas, US", "Wyoming, US", "Czechia", "South Africa"):
            assert f" {name}" in listed
        shown = re.findall(r"[·✓] (.*?) *│", listed)
        assert len(shown) == len(REGIONS) + 1
        assert not {name.lower() for name in shown} & (REGIONS.keys() - {"eu", "eea", "uk", "us"})

    await run_app(look, size=(80, 130))


async def test_what_config_decides_is_shown_and_not_changed(
    run_app: RunApp, session: Session
) -> None:
    session.home.config_file.write_text('region = "us"')
    session.settings = session.of_profile("default").settings

    async def choose(screen: Screen) -> None:
        assert "set in config.toml" in await screen.press("comma")
        await screen.press("enter", "down", "enter")
        assert "config.toml: sets your region" in screen.toasts

    await run_app(choose, size=(200, 40))


async def test_a_theme_is_previewed_and_remembered(run_app: RunApp, session: Session) -> None:
    async def choose(screen: Screen) -> None:
        await screen.press("comma", *["down"] * 5, "enter")
        await screen.press("home")
        assert screen.app.theme == "ansi-dark"
        await screen.press("escape")
        assert screen.app.theme == "privacy-check-dark"
        await screen.press("enter", "home", "enter")

    await run_app(choose)
    assert session.settings.theme == "ansi-dark"


async def test_another_profile_is_made_and_shown(run_app: RunApp, session: Session) -> None:
    session.mark("acme", "switch", "done")

    async def switch(screen: Screen) -> None:
        assert "IN PROGRESS" in screen.text
        await screen.press("comma", "end", "up", "enter", "end", "enter", *"work", "enter")
        assert "privacy-check   work" in screen.text
        assert "IN PROGRESS" not in screen.text

    await run_app(switch, size=(200, 40))
    assert session.home.profile_file.read_text() == "work\n"
    assert profiles.find(session.home, "work") in profiles.known(session.home)


PROFILE = ("comma", "end", "up", "enter")
"""The keys from Home to the dialog that asks whose journal."""


async def test_a_name_that_is_refused_stays_to_be_mended(run_app: RunApp, session: Session) -> None:
    profiles.add(session.home, "Anna Lee")

    async def mend(screen: Screen) -> None:
        await screen.press(*PROFILE, "end", "enter", *"Anna Lee", "enter")
        assert "there is already a profile 'Anna Lee'" in screen.text
        assert "│  Anna Lee  " in screen.text
        await screen.press(*" 2", "enter")
        assert "privacy-check   Anna Lee 2" in screen.text
        await screen.press(*PROFILE, "end", "up", "up", "enter", "enter")
        assert "a profile needs a name" in screen.text
        await screen.press("escape", "escape")
        assert "privacy-check   Anna Lee 2" in screen.text

    await run_app(mend)
    assert [p.folder for p in profiles.known(session.home)] == ["default", "anna-lee", "anna-lee-2"]


async def test_a_profile_is_renamed_and_removed_after_asking(
    run_app: RunApp, session: Session
) -> None:
    anna = session.of_profile("Anna")
    anna.mark("acme", "switch", "done")

    async def change(screen: Screen) -> None:
        await screen.press(*PROFILE, "end", "up", "enter")
        assert "privacy-check   Anna" in screen.text
        await screen.press(*PROFILE, "end", "up", "enter")
        assert "Rename Anna" in screen.text
        await screen.press(*" Lee", "enter")
        assert "Anna Lee" in screen.text
        assert "privacy-check   Anna Lee" in await screen.press("escape")
        await screen.press(*PROFILE, "end", "enter")
        assert "This removes Anna Lee from this machine" in screen.text
        await screen.press("n")
        assert anna.store.file.exists()
        await screen.press("enter", "end", "enter", "y")
        assert "privacy-check   default" in screen.text
        assert "Anna Lee was removed: 1 line" in screen.text

    await run_app(change, size=(100, 30))
    assert not anna.store.folder.exists()
    assert profiles.known(session.home) == [profiles.DEFAULT]
    assert session.home.profile_file.read_text() == "default\n"


async def test_the_default_profile_is_neither_renamed_nor_removed(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        await screen.press(*PROFILE)
        assert "new profile" in screen.text
        assert "rename" not in screen.text
        assert "remove" not in screen.text

    await run_app(look)


async def test_no_profile_is_left_while_something_of_it_is_not_saved(
    run_app: RunApp, session: Session
) -> None:
    profiles.add(session.home, "Anna")
    session.store.folder.parent.mkdir()
    session.store.folder.touch()  # in place of a folder: no save can work

    async def stay(screen: Screen) -> None:
        session.mark("acme", "switch", "done")
        await screen.press(*PROFILE, "down", "enter")
        assert "1 action of default not saved yet" in screen.text
        session.store.folder.unlink()
        await screen.press("enter", "down", "enter")
        assert screen.app.session.profile.name == "Anna"

    await run_app(stay, size=(120, 30))
    assert session.of_profile("default").standing("acme").state == "in-progress"


async def test_each_profile_shows_what_its_own_person_chose(
    run_app: RunApp, session: Session
) -> None:
    session.home.config_file.write_text('region = "uk"')
    anna = session.of_profile("Anna")
    anna.save_setting("region", "de")
    session.settings = session.of_profile("default").settings

    async def look(screen: Screen) -> None:
        assert "privacy-check   default · UK" in screen.text
        await screen.press(*PROFILE, "down", "enter")
        assert "privacy-check   Anna · Germany" in screen.text
        assert "config.toml decides" not in await screen.press("comma")

    await run_app(look, size=(120, 30))


async def test_home_says_that_another_profile_needs_its_person_and_goes_there(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    session.of_profile("Anna").confirm("acme", still_right=True)
    clock.forward(days=200)

    async def look(screen: Screen) -> None:
        assert "Anna: 1 needs you" in screen.text
        await screen.press("home", "enter")
        assert "privacy-check   Anna" in screen.text
        assert "1 needs you" in screen.text
        assert "Anna: 1 needs you" not in screen.text

    await run_app(look)


async def test_forget_asks_and_then_nothing_is_left(run_app: RunApp, session: Session) -> None:
    session.mark("acme", "switch", "done")

    async def forget(screen: Screen) -> None:
        await screen.press("comma", "end", "enter")
        assert "It can't be undone" in screen.text
        await screen.press("n", "end", "enter", "y")
        assert "In progress" not in await screen.press("escape")

    await run_app(forget)
    assert session.history("acme") == []


async def test_one_checklist_can_be_forgotten_where_its_history_stands(
    run_app: RunApp, session: Session
) -> None:
    session.mark("acme", "switch", "done")

    async def forget(screen: Screen) -> None:
        await screen.press("h", "delete")
        assert "It can't be undone" in screen.text
        await screen.press("n")
        assert session.history("acme")
        await screen.press("delete", "y")
        assert "1 line erased" in screen.text

    await run_app(forget)
    assert session.history("acme") == []
