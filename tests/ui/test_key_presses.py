"""How many keys the common ways take from a new start, counted as they are pressed."""

import pytest

from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from privacy_check.ui.app import PrivacyCheckApp
from tests.conftest import Clock
from tests.ui.conftest import Screen


class Counting(Screen):
    """Counts the keys."""

    pressed = 0

    async def press(self, *keys: str) -> str:
        self.pressed += len(keys)
        return await super().press(*keys)


@pytest.fixture
def newcomer(home: Places, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A person in the UK who starts the program for the first time."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return open_session(home, clock)


async def test_linkedin_is_walked_to_its_end_in_twelve(newcomer: Session) -> None:
    app = PrivacyCheckApp(newcomer)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Counting(app, pilot)
        await screen.press("enter", "enter")
        assert "LinkedIn" in screen.text.splitlines()[0]
        while newcomer.standing("linkedin-ai-training").state not in ("right", "waiting"):
            assert screen.pressed < 12
            await screen.press("space")
    assert screen.pressed <= 12


async def test_ten_services_are_chosen_in_thirty_five(newcomer: Session) -> None:
    app = PrivacyCheckApp(newcomer)
    typed = {
        **{"Google": "g", "Reddit": "red", "Slack": "sl", "WhatsApp": "wh", "LinkedIn": "li"},
        **{"ChatGPT": "ch", "Canva": "ca", "Spotify": "sp", "Adobe": "ad", "Zoom": "zo"},
    }
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Counting(app, pilot)
        await screen.press("enter", "m")
        for letters in typed.values():
            await screen.press(*letters, "space")
        await screen.press("enter")
        assert "10 services" in screen.text
    assert newcomer.settings.services == typed.keys()
    assert screen.pressed <= 35


def with_services(session: Session) -> PrivacyCheckApp:
    """Start the program as somebody in the UK who has chosen their services."""
    session.save_setting("region", "uk")
    session.save_setting("services", ["LinkedIn", "ChatGPT"])
    return PrivacyCheckApp(session)


async def test_acxiom_is_found_and_opened_in_six(newcomer: Session) -> None:
    app = with_services(newcomer)
    async with app.run_test(size=(160, 50)) as pilot:
        screen = Counting(app, pilot)
        await screen.press("slash", *"acx", "enter")
        assert "Acxiom" in screen.text.splitlines()[0]
        assert "https://www.acxiom.com/privacy/international-privacy-notice" in screen.text
    assert screen.pressed <= 6


async def test_chatgpt_is_opened_in_three(newcomer: Session) -> None:
    app = with_services(newcomer)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Counting(app, pilot)
        await screen.press("down", "enter")
        assert "Stop ChatGPT from learning from your chats" in screen.text.splitlines()[0]
    assert screen.pressed <= 3
