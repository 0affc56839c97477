"""Everyday use: snooze, interval, begin again, review, history."""

from pathlib import Path

import pytest

from privacy_check.domain.sanitize import Clean
from privacy_check.session import Session
from privacy_check.ui.screens.history import HistoryScreen
from tests.conftest import Clock
from tests.ui.conftest import RunApp, Screen, check_golden, press_in_background


def due(session: Session, clock: Clock) -> None:
    session.confirm("acme", still_right=True)
    clock.forward(days=28)


async def test_snooze_leaves_me_alone_and_shows_until_when(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    due(session, clock)

    async def snooze(screen: Screen) -> None:
        assert "3 days   until Thu 24 Dec 2026" in await screen.press("z")
        assert "SNOOZED" in await screen.press("enter")
        assert "24 Dec" in screen.text
        assert "end the snooze" in await screen.press("up", "z")
        assert "1 needs you" in await screen.press("end", "enter")

    await run_app(snooze)


async def test_a_snooze_that_no_row_shows_is_said_by_name(run_app: RunApp) -> None:
    async def snooze(screen: Screen) -> None:
        await screen.press("z", "enter")
        said = "Acme, Keep your notes out of Acme's models: snoozed until Thu 26 Nov"
        assert said in screen.toasts

    await run_app(snooze, size=(120, 24))


async def test_a_holiday_snoozes_everything_that_was_begun(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    session.confirm("hostile", still_right=True)
    due(session, clock)

    async def pause(screen: Screen) -> None:
        await screen.press("z", "end", "enter")
        assert "Nothing needs you today" in screen.text

    await run_app(pause)
    assert all(s.snoozed_until for s in session.standings())


async def test_the_interval_is_mine(run_app: RunApp, session: Session) -> None:
    session.confirm("acme", still_right=True)

    async def choose(screen: Screen) -> None:
        assert "90 days, as the checklist says" in await screen.press("down", "up", "i")
        await screen.press("down", "enter")

    await run_app(choose)
    assert session.standing("acme").interval == 30


async def test_begin_again_starts_a_new_review(run_app: RunApp, session: Session) -> None:
    session.confirm("acme", still_right=True)

    async def again(screen: Screen) -> None:
        page = await screen.press("b")
        assert "○ 1 Turn it off" in page
        assert "Last time" in page

    await run_app(again, start="acme")
    assert session.standing("acme").open_review == 2


async def test_a_review_shows_one_card_after_the_other(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    due(session, clock)
    session.confirm("hostile", still_right=True)
    clock.forward(days=40)

    async def review(screen: Screen) -> None:
        assert "everything: 2 checklists, about 2 minutes" in await screen.press("r")
        assert "1 of 2" in await screen.press("enter")
        assert "about 2 minutes" in screen.text
        assert "Turn it off" in screen.text, "the step that the change puts in doubt"
        assert "2 of 2" in await screen.press("y")
        assert "about 1 minute" in screen.text
        assert "Nothing needs you. Next:" in await screen.press("y")
        assert "Nothing needs you today" in await screen.press("escape")
        assert "Nothing needs you." in await screen.press("r")

    await run_app(review)


SIZES = [(80, 24), (40, 12), (120, 40), (160, 50)]


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_history_looks_as_it_was_agreed(
    run_app: RunApp, session: Session, clock: Clock, size: tuple[int, int]
) -> None:
    for step in ("switch", "letter", "europe"):
        session.mark("acme", step, "done")
    clock.forward(days=100)
    session.confirm("acme", still_right=False)
    session.confirm("acme", still_right=True)

    async def look(screen: Screen) -> None:
        check_golden(f"history-{size[0]}x{size[1]}", await screen.press("h"))
        by_date = await screen.press("tab")
        assert "changed back" in by_date
        assert "walked" in by_date
        check_golden(f"history-by-date-{size[0]}x{size[1]}", by_date)
        if size[0] == 80:
            check_golden("history-of-one-80x24", await screen.press("enter"))
            await screen.press("escape", "escape")

    await run_app(look, size=size)


async def test_in_history_the_cursor_stays_on_its_checklist_when_the_order_changes(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    for name in ("hostile", "acme", "hostile"):
        session.confirm(name, still_right=True)
        clock.forward(days=1)

    async def undo(screen: Screen) -> None:
        await screen.press("h", "down")
        shown = screen.app.screen
        assert isinstance(shown, HistoryScreen)
        assert shown.subject == "acme"
        await screen.press("u")
        assert shown.rows.highlighted == 0
        assert shown.subject == "acme"

    await run_app(undo)


async def test_an_empty_history_says_what_to_do(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        assert "Nothing checked yet" in await screen.press("h")
        await screen.press("enter", "tab", "z", "escape")

    await run_app(look)


@pytest.mark.parametrize("size", [(1, 1), (7, 30), (20, 5)])
async def test_no_size_breaks_a_list(run_app: RunApp, size: tuple[int, int]) -> None:
    async def look(screen: Screen) -> None:
        for key in ("z", "i", "f", "m", "t", "slash", "comma"):
            await screen.press(key, "down", "escape")
        await screen.press("h", "tab", "escape")

    await run_app(look, size=size)


MARKDOWN = """# Acme, Keep your notes out of Acme's models

Last checked: 24 Nov 2026
Next: now

## Reviews

- 2026-11-24: changed back
- 2026-11-23: still right (1 done)

## Steps

1. Turn it off: done, 23 Nov 2026 (yesterday)
   > both accounts
2. Write to Acme: done, 23 Nov 2026 (yesterday)
3. Tell the authority: done, 23 Nov 2026 (yesterday)
4. Tell a friend: open"""
CSV = """date,service,checklist,outcome,done,skipped,not mine
2026-11-24,Acme,Keep your notes out of Acme's models,changed back,0,0,0
2026-11-23,Acme,Keep your notes out of Acme's models,still right,1,0,0
"""


async def test_a_history_is_copied_and_saved_to_a_new_file(
    run_app: RunApp, session: Session, clock: Clock, copied: list[str], tmp_path: Path
) -> None:
    (tmp_path / "home" / "Documents").mkdir(parents=True)
    session.mark("acme", "switch", "done")
    session.note("acme", "both accounts", Clean("switch"))
    session.confirm("acme", still_right=True)
    clock.forward(days=1)
    session.confirm("acme", still_right=False)

    async def take(screen: Screen) -> None:
        await screen.press("h")
        await press_in_background(screen, "Y")
        await screen.press("S")
        assert "as text (Markdown)" in screen.text
        await screen.press("end", "enter")
        assert "Saved in ~/Documents/history.csv" in screen.toasts

    await run_app(take)
    assert copied == [MARKDOWN]
    saved = tmp_path / "home" / "Documents" / "history.csv"
    assert saved.read_text() == CSV
