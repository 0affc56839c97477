"""The library: all checklists by service and by category."""

import pytest

from privacy_check.session import Session
from tests.ui.conftest import RunApp, Screen


async def test_a_service_shows_its_checklists_and_enter_walks_one(run_app_with_all: RunApp) -> None:
    async def look(screen: Screen) -> None:
        text = await screen.press("a")
        assert "All checklists   by service" in text
        assert "Services" in text
        await screen.press("enter", "enter")
        assert screen.app.screen.__class__.__name__ == "WalkScreen"

    await run_app_with_all(look, size=(120, 40))


async def test_under_100_columns_one_pane_is_shown_at_a_time(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        assert "Keep your notes" not in await screen.press("a")
        assert "Keep your notes" in await screen.press("enter")
        assert "Keep your notes" not in await screen.press("escape")
        assert "Home" not in await screen.press("escape")

    await run_app(look)


async def test_tab_arranges_by_category_and_back(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("a")
        assert "AI training" in await screen.press("tab")
        assert "Acme" in await screen.press("tab")

    await run_app(look)


async def test_the_counts_say_how_many_are_right(run_app: RunApp, session: Session) -> None:
    session.confirm("acme", still_right=True)

    async def look(screen: Screen) -> None:
        assert "1 right" in await screen.press("a")
        assert "1/" in screen.text

    await run_app(look)


async def test_a_filter_stands_on_top_and_goes_with_esc(run_app_with_all: RunApp) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("a", "f", *"voice", "enter")
        assert "Showing" in screen.text
        assert "All checklists" in await screen.press("escape")

    await run_app_with_all(look, size=(120, 40))


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (160, 50)])
async def test_it_can_be_used_at_every_size(
    run_app_with_all: RunApp, size: tuple[int, int]
) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("a", "down", "down", "enter", "down", "escape", "tab", "pagedown")
        assert screen.text.strip()

    await run_app_with_all(look, size=size)
