"""Choosing among many: find, filter, my services, a handful."""

from privacy_check.session import Session
from tests.ui.conftest import Screen, Sitting


async def test_find_narrows_as_one_types_and_walks_the_best(sit: Sitting) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("slash")
        found = await screen.press(*"acme")
        assert "Acme" in found
        assert "Evil" not in found
        assert "step 1 of 4" in await screen.press("enter")

    await sit(find)


async def test_find_says_when_nothing_is_found_and_shows_hostile_text_as_text(
    sit: Sitting,
) -> None:
    async def find(screen: Screen) -> None:
        assert "Evil [/]" in await screen.press("slash", *"evil")
        assert "Nothing has all of these words" in await screen.press(*"zzz")
        await screen.press("enter", "down", "escape")

    await sit(find)


async def test_a_filter_narrows_home_and_says_so(sit: Sitting) -> None:
    async def choose(screen: Screen) -> None:
        await screen.press("f", "down", "enter")
        assert "Showing 1: AI training" in screen.text
        assert "Evil" not in screen.text
        await screen.press("f", "home", "enter")
        assert "Evil" in screen.text

    await sit(choose)


async def test_what_needs_me_passes_every_filter(
    sit: Sitting, session: Session, clock: object
) -> None:
    session.confirm("acme", still_right=False)
    session.confirm("acme", still_right=True)
    session.confirm("acme", still_right=False)

    async def choose(screen: Screen) -> None:
        await screen.press("f", "down", "down", "enter")
        assert "Acme" in screen.text

    await sit(choose)


async def test_services_that_are_not_mine_are_folded_away(sit: Sitting, session: Session) -> None:
    async def choose(screen: Screen) -> None:
        listed = await screen.press("m")
        assert "· Acme" in listed
        assert "✓ Acme" in await screen.press("space")
        home = await screen.press("enter")
        assert "More (1)" in home
        assert "Evil" not in home
        assert "Evil" in await screen.press("end", "enter")

    await sit(choose)
    assert session.settings.services == {"Acme"}


async def test_services_are_narrowed_by_typing(sit: Sitting) -> None:
    async def choose(screen: Screen) -> None:
        await screen.press("m", "slash", *"evi")
        assert "Acme" not in screen.text
        await screen.press("escape")

    await sit(choose)


async def test_what_config_decides_is_told(sit: Sitting, session: Session) -> None:
    session.home.config.mkdir(parents=True, exist_ok=True)
    session.home.config_file.write_text('services = ["Acme"]')
    session.settings = session.of_profile("default").settings
    assert session.settings.services == {"Acme"}

    async def choose(screen: Screen) -> None:
        assert "decides your services" in await screen.press("m", "space", "enter")

    await sit(choose, size=(200, 40))


async def test_ten_minutes_propose_a_handful(sit: Sitting) -> None:
    async def choose(screen: Screen) -> None:
        page = await screen.press("t")
        assert "These take 4 minutes together" in page
        assert "step 1 of" in await screen.press("enter")

    await sit(choose)


async def test_what_looks_different_is_kept_with_a_text_for_an_author(
    sit: Sitting, session: Session
) -> None:
    async def tell(screen: Screen) -> None:
        page = await screen.press("d", *"moved", "enter")
        assert "file: checklists/acme.toml" in page
        assert "step: switch" in page
        assert "found: moved" in page
        await screen.press("Y")
        assert screen.app.clipboard.startswith("A step looks different")
        assert "You found" in await screen.press("escape")

    await sit(tell, start="acme")
    assert session.standing("acme").state == "new"
