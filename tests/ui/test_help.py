"""Help: every key that works on a screen, by what it is about."""

import pytest

from privacy_check.session import Session
from privacy_check.ui.render import help as render_help
from privacy_check.ui.render.help import HelpKey
from tests.ui.conftest import RunApp, Screen, check_golden
from tests.ui.test_home import SIZES


def test_a_key_is_listed_in_the_group_of_its_binding() -> None:
    keys = [
        HelpKey("walk.later", "l", "later", "Ask me later"),
        HelpKey("walk.done", "space", "done", "Done, and on to the next step"),
    ]
    lines = [line.strip() for line in render_help.page(keys, narrow=False).plain.splitlines()]
    assert lines.index("MARK") < lines.index("space   done     Done, and on to the next step")
    assert lines.index("THIS CHECKLIST") < lines.index("l       later    Ask me later")


def test_the_keys_that_one_needs_first_stand_first() -> None:
    keys = [
        HelpKey("app.quit", "q", "quit", "Quit"),
        HelpKey("app.help", "?", "help", "All keys"),
        HelpKey("walk.done", "space", "done", "Done"),
        HelpKey("walk.on", "enter", "on", "Show the step"),
    ]
    lines = render_help.page(keys, narrow=True).plain.splitlines()
    assert lines[0] == "FIRST OF ALL"
    assert [line.split("  ")[0] for line in lines[1:5]] == ["enter", "↑ ↓", "?", "q"]
    assert sum("Quit" in line for line in lines) == 1, "each key stands in one group"


def test_a_group_without_keys_is_left_out() -> None:
    page = render_help.page([HelpKey("walk.done", "space", "done", "Done")], narrow=False)
    assert "CHECK AGAIN" not in page.plain


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_help_looks_as_it_was_agreed(run_app: RunApp, size: tuple[int, int]) -> None:
    async def look(screen: Screen) -> None:
        check_golden(f"help-{size[0]}x{size[1]}", await screen.press("question_mark"))

    await run_app(look, size=size, start="acme")


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_find_looks_as_it_was_agreed(
    run_app: RunApp, session: Session, size: tuple[int, int]
) -> None:
    session.confirm("acme", still_right=True)

    async def look(screen: Screen) -> None:
        check_golden(f"find-{size[0]}x{size[1]}", await screen.press("slash", *"note"))

    await run_app(look, size=size)
