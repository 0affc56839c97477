"""Fixtures that run the app, with a hostile checklist among the others, toasts and tooltips."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from privacy_check.session import Session
from privacy_check.storage import probes
from privacy_check.ui.app import PrivacyCheckApp
from privacy_check.ui.type_ahead import INPUT
from privacy_check.ui.workarounds import InputParser
from tests.screen_text import screen_text

GOLDENS = Path(__file__).parent / "goldens"

RunApp = Callable[..., Any]


class Screen:
    """The running app: keys in, text out."""

    def __init__(self, app: PrivacyCheckApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def toasts(self) -> str:
        """The text of all toasts, without line breaks."""
        said = (str(toast.render()) for toast in self.app.screen.query("Toast"))
        return " ".join(" ".join(said).split())

    async def press(self, *keys: str) -> str:
        await self.pilot.press(*keys)
        return await self._look()

    async def burst(self, sent: str) -> str:
        """Send this at once, as a terminal does; return the screen when all is handled."""
        for event in InputParser().feed(sent):
            self.app.post_message(event)
        return await self._look()

    async def _look(self) -> str:
        await self.pilot.pause()
        await self.app.workers.wait_for_complete(w for w in self.app.workers if w.group == INPUT)
        await self.pilot.pause()
        return self.text


@pytest.fixture(autouse=True)
def _no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find no developer's tool, whatever this machine has."""
    monkeypatch.setattr(probes, "is_here", lambda step: not step.commands)


@pytest.fixture
def run_app(session: Session) -> RunApp:
    """Run the app, and let the test's script press keys in it."""
    return _runner_of(session)


@pytest.fixture
def run_app_with_all(whole_library: Session) -> RunApp:
    """The same, with every built-in checklist."""
    return _runner_of(whole_library)


def _runner_of(session: Session) -> RunApp:
    async def run(
        script: Callable[[Screen], Awaitable[None]],
        *,
        start: str | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> int | None:
        app = PrivacyCheckApp(session, start)
        async with app.run_test(size=size, tooltips=True, notifications=True) as pilot:
            await pilot.pause()
            await script(Screen(app, pilot))
        return app.return_code

    return run


def check_golden(name: str, text: str) -> None:
    """Compare a screen with its golden file; write the file if there is none."""
    path = GOLDENS / f"{name}.txt"
    if not path.exists():
        path.write_text(text + "\n", encoding="utf-8")
        pytest.fail(f"{path.name} was not there: look at it, then run again")
    assert text + "\n" == path.read_text(encoding="utf-8"), f"{name} looks different"


async def press_in_background(screen: Screen, key: str) -> str:
    """Press a key whose work no other key waits for, and return the screen when that is done."""
    await screen.press(key)
    await screen.app.workers.wait_for_complete()
    return await screen.press()
