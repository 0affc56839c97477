"""The hundredth day: snooze, interval, begin again, review, history."""

import pytest

from privacy_check.session import Session
from privacy_check.ui.screens.history import HistoryScreen
from tests.conftest import Clock
from tests.ui.conftest import Screen, Sitting, check_golden


def due(session: Session, clock: Clock) -> None:
    session.confirm("acme", still_right=True)
    clock.forward(days=28)


async def test_snooze_leaves_me_alone_and_shows_until_when(
    sit: Sitting, session: Session, clock: Clock
) -> None:
    due(session, clock)

    async def snooze(screen: Screen) -> None:
        assert "3 days   until Thu 24 Dec 2026" in await screen.press("z")
        assert "SNOOZED" in await screen.press("enter")
        assert "24 Dec" in screen.text
        assert "wake it" in await screen.press("up", "z")
        assert "1 needs you" in await screen.press("end", "enter")

    await sit(snooze)


async def test_a_snooze_that_no_row_shows_is_said_by_name(sit: Sitting) -> None:
    async def snooze(screen: Screen) -> None:
        await screen.press("z", "enter")
        said = "Acme, Keep your notes out of Acme's models: left alone until Thu 26 Nov"
        assert said in screen.toasts

    await sit(snooze, size=(120, 24))


async def test_a_holiday_snoozes_everything_that_was_begun(
    sit: Sitting, session: Session, clock: Clock
) -> None:
    session.confirm("hostile", still_right=True)
    due(session, clock)

    async def pause(screen: Screen) -> None:
        await screen.press("z", "end", "enter")
        assert "Nothing needs you today" in screen.text

    await sit(pause)
    assert all(s.snoozed_until for s in session.standings())


async def test_the_interval_is_mine(sit: Sitting, session: Session) -> None:
    session.confirm("acme", still_right=True)

    async def choose(screen: Screen) -> None:
        assert "90 days, as the checklist says" in await screen.press("down", "up", "i")
        await screen.press("down", "enter")

    await sit(choose)
    assert session.standing("acme").interval == 30


async def test_begin_again_starts_a_new_review(sit: Sitting, session: Session) -> None:
    session.confirm("acme", still_right=True)

    async def again(screen: Screen) -> None:
        page = await screen.press("b")
        assert "○ 1 Turn it off" in page
        assert "Last time" in page

    await sit(again, start="acme")
    assert session.standing("acme").open_review == 2


async def test_a_review_shows_one_card_after_the_other(
    sit: Sitting, session: Session, clock: Clock
) -> None:
    due(session, clock)
    session.confirm("hostile", still_right=True)
    clock.forward(days=40)

    async def review(screen: Screen) -> None:
        assert "2 cards, about 2 minutes" in await screen.press("r")
        assert "1 of 2" in await screen.press("enter")
        assert "2 minutes left" in screen.text
        assert "Turn it off" in screen.text, "the step that the change puts in doubt"
        assert "2 of 2" in await screen.press("y")
        assert "1 minute left" in screen.text
        assert "Nothing needs you. Next:" in await screen.press("y")
        assert "Nothing needs you today" in await screen.press("escape")
        assert "Nothing needs you." in await screen.press("r")

    await sit(review)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_history_looks_as_it_was_agreed(
    sit: Sitting, session: Session, clock: Clock, size: tuple[int, int]
) -> None:
    for step in ("switch", "letter", "europe"):
        session.mark("acme", step, "done")
    clock.forward(days=100)
    session.confirm("acme", still_right=False)
    session.confirm("acme", still_right=True)

    async def look(screen: Screen) -> None:
        check_golden(f"history-{size[0]}x{size[1]}", await screen.press("h"))
        if size[0] == 80:
            by_date = await screen.press("tab")
            assert "it had changed back" in by_date
            assert "walked to the end" in by_date
            check_golden("history-of-one-80x24", await screen.press("enter"))
            await screen.press("escape", "escape")

    await sit(look, size=size)


async def test_in_history_the_cursor_stays_on_its_checklist_when_the_order_changes(
    sit: Sitting, session: Session, clock: Clock
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

    await sit(undo)


async def test_an_empty_history_says_what_to_do(sit: Sitting) -> None:
    async def look(screen: Screen) -> None:
        assert "Nothing was checked yet" in await screen.press("h")
        await screen.press("enter", "tab", "z", "escape")

    await sit(look)


@pytest.mark.parametrize("size", [(1, 1), (7, 30), (20, 5)])
async def test_no_size_breaks_a_list(sit: Sitting, size: tuple[int, int]) -> None:
    async def look(screen: Screen) -> None:
        for key in ("z", "i", "f", "m", "t", "slash", "comma"):
            await screen.press(key, "down", "escape")
        await screen.press("h", "tab", "escape")

    await sit(look, size=size)
