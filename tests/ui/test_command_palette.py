"""The command palette finds every action and every checklist, as plain text."""

import pytest
from textual.command import CommandList, CommandPalette
from textual.content import Content

from privacy_check.ui.render.text import ACCENT
from tests.ui.conftest import RunApp, Screen, check_golden
from tests.ui.test_home import SIZES


async def test_a_checklist_is_found_and_walked(run_app: RunApp) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("ctrl+p", *"notes out")
        await screen.pilot.pause(0.5)
        assert "Acme: Keep your notes out" in screen.text
        await screen.press("enter", "enter")
        assert "▸○ 1" in screen.text

    await run_app(find, size=(120, 40))


async def test_a_checklist_is_one_line_with_its_service_bold_and_the_match_marked(
    run_app: RunApp,
) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("ctrl+p", *"notes")
        await screen.pilot.pause(0.5)
        shown = screen.app.screen.query_one(CommandList).options[0].prompt
        assert isinstance(shown, Content)
        assert "\n" not in shown.plain
        styled = [(shown.plain[s.start : s.end], str(s.style)) for s in shown.spans]
        assert styled[0] == ("Acme", "bold")
        assert "".join(part for part, style in styled if ACCENT in style) == "notes"

    await run_app(find, size=(120, 40))


async def test_an_action_is_found_by_what_it_does(run_app: RunApp) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("ctrl+p", *"what was checked")
        await screen.pilot.pause(0.5)
        assert "history  h" in screen.text
        await screen.press("enter", "enter")
        assert "History" in screen.text

    await run_app(find, size=(120, 40))


@pytest.mark.parametrize(
    "word", ["reset", "restart", "uncheck", "start over", "begin again", "rest"]
)
async def test_begin_again_is_found_by_the_words_that_people_use(
    run_app: RunApp, word: str
) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("ctrl+p", *word)
        await screen.pilot.pause(0.5)
        first = screen.text.splitlines()[5:9]
        assert "Begin again from step 1" in "\n".join(first), screen.text

    await run_app(find, start="acme", size=(120, 40))


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("snooze", "Leave me alone"),
        ("undo", "Undo what I just did"),
        ("interval", "Change how often I'm asked"),
        ("theme", "Settings, profiles"),
        ("services", "Choose the services I use"),
        ("confirm", "Check with one look"),
        ("review", "Go through everything"),
        ("find", "Find a checklist as I type"),
        ("filter", "Show only one kind"),
        ("history", "What was checked, and when"),
        ("all", "Browse all checklists"),
        ("note", "Write a note"),
        ("ten minutes", "Something for ten minutes"),
        ("quit", "Quit; everything is saved"),
    ],
)
async def test_an_action_is_found_first_by_the_word_of_the_footer(
    run_app_with_all: RunApp, word: str, found: str
) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("ctrl+p", *("space" if letter == " " else letter for letter in word))
        await screen.pilot.pause(0.7)
        first = "\n".join(screen.text.splitlines()[5:9])
        assert found in first

    await run_app_with_all(find, size=(120, 40))


async def test_a_checklist_comes_first_where_no_action_is_named(run_app_with_all: RunApp) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("ctrl+p", *"chatgpt")
        await screen.pilot.pause(0.7)
        assert "ChatGPT" in "\n".join(screen.text.splitlines()[5:9])

    await run_app_with_all(find, size=(120, 40))


async def test_the_settings_are_found_in_a_walk_too(run_app: RunApp) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("ctrl+p", *"theme")
        await screen.pilot.pause(0.7)
        assert "Where I live" in await screen.press("enter")
        assert "Keep your notes out" in await screen.press("escape")

    await run_app(find, start="acme", size=(120, 40))


async def test_hostile_text_is_text_there_too(run_app: RunApp) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("ctrl+p", *"evil")
        await screen.pilot.pause(0.5)
        assert "Evil [/] [Privacy] [@click=app.quit]x[/]" in screen.text
        assert isinstance(screen.app.screen, CommandPalette)

    await run_app(find, size=(120, 40))


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_palette_looks_as_it_was_agreed(run_app: RunApp, size: tuple[int, int]) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("ctrl+p", *"snooze")
        await screen.pilot.pause(0.5)
        check_golden(f"palette-{size[0]}x{size[1]}", screen.text)

    await run_app(look, size=size)
