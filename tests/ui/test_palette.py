"""The command palette finds every action and every checklist, as plain text."""

from textual.command import CommandPalette

from tests.ui.conftest import Screen, Sitting


async def test_a_checklist_is_found_and_walked(sit: Sitting) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("ctrl+p", *"notes out")
        await screen.pilot.pause(0.5)
        assert "Acme: Keep your notes out" in screen.text
        await screen.press("enter", "enter")
        assert "step 1 of 4" in screen.text

    await sit(find, size=(120, 40))


async def test_an_action_is_found_by_what_it_does(sit: Sitting) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("ctrl+p", *"what was checked")
        await screen.pilot.pause(0.5)
        assert "the key h" in screen.text
        await screen.press("enter", "enter")
        assert "History" in screen.text

    await sit(find, size=(120, 40))


async def test_hostile_text_is_text_there_too(sit: Sitting) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("ctrl+p", *"evil")
        await screen.pilot.pause(0.5)
        assert "Evil [/] [Privacy] [@click=app.quit]x[/]" in screen.text
        assert isinstance(screen.app.screen, CommandPalette)

    await sit(find, size=(120, 40))
