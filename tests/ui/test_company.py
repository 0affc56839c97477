"""A letter to any company, found as one types, offline."""

import pytest

from privacy_check import correspondence
from privacy_check.session import Session, open_session
from privacy_check.ui.screens.walk import WalkScreen
from tests.conftest import Clock
from tests.ui.conftest import RunApp, Screen, check_golden


@pytest.fixture(autouse=True)
def in_ireland(session: Session) -> None:
    session.save_setting("region", "ie")


async def test_a_company_is_found_as_one_types_and_its_letter_is_walked(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    async def write(screen: Screen) -> None:
        assert "a copy of my data" in await screen.press("l")
        assert "3,067 companies are known here. Type a name." in await screen.press("enter")
        check_golden("company-80x24", await screen.press(*"spotif"))
        await screen.press("enter")
        assert isinstance(screen.app.screen, WalkScreen)
        assert "Ask Spotify AB for a copy of your data" in screen.text

    await run_app(write)
    again = open_session(session.home, clock)
    assert "letter-access-spotify-ab" in again.catalog.own
    assert session.has_begun("letter-access-spotify-ab") is False


async def test_another_company_is_written_to_all_the_same(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    async def write(screen: Screen) -> None:
        await screen.press("l", "down", "enter", *"Nobody Knows", "enter")
        assert "Its e-mail for privacy" in screen.text
        await screen.press(*"a@b.example", "enter", "enter")
        assert "Have Nobody Knows erase your data" in screen.text

    await run_app(write)
    again = open_session(session.home, clock)
    written = correspondence.letter(again, "letter-erasure-nobody-knows", "request")
    assert written
    assert written.to == "a@b.example"


async def test_an_impossible_address_is_asked_for_again(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    async def write(screen: Screen) -> None:
        await screen.press("l", "enter", *"Nobody Knows", "enter")
        await screen.press(*"nobody", "enter", *"2 Low St", "enter")
        assert "'nobody' is no e-mail address" in screen.text
        assert "2 Low St" in screen.text
        await screen.press("end", *"@b.example", "enter", "enter")
        assert "Ask Nobody Knows for a copy of your data" in screen.text

    await run_app(write)
    again = open_session(session.home, clock)
    written = correspondence.letter(again, "letter-access-nobody-knows", "request")
    assert written
    assert written.to == "nobody@b.example"
    assert written.text.startswith("To Nobody Knows\n2 Low St\n")


async def test_offices_of_one_name_are_told_apart(run_app: RunApp) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("l", "enter", *"vinted uab")
        check_golden("company-offices-80x24", screen.text)

    await run_app(find)


@pytest.mark.parametrize(
    "keys",
    [
        ("escape",),
        ("enter", "escape"),
        ("enter", *"Nobody Knows", "enter", "escape"),
    ],
)
async def test_going_back_writes_nothing(
    run_app: RunApp, session: Session, keys: tuple[str, ...]
) -> None:
    async def leave(screen: Screen) -> None:
        await screen.press("l", *keys)
        assert "privacy-check   default" in screen.text

    await run_app(leave)
    assert not session.home.own_checklists.exists()


async def test_a_letter_that_is_there_already_is_said(run_app: RunApp) -> None:
    async def twice(screen: Screen) -> None:
        await screen.press("l", "enter", *"spotif", "enter", "escape")
        await screen.press("l", "enter", *"spotif", "enter")
        assert "this letter to Spotify AB is there already; walk it:" in screen.toasts

    await run_app(twice, size=(120, 40))
