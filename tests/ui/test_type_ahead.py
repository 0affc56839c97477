"""Type-ahead: in a burst of input, each key acts on what the keys before it led to."""

import asyncio

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from privacy_check.session import Session
from tests.scale import FULL
from tests.ui.conftest import RunApp, Screen


def did(session: Session) -> list[str]:
    return [event.did for event in session.history("acme")]


async def test_a_note_typed_in_one_burst_is_saved_whole(run_app: RunApp, session: Session) -> None:
    note = "ask for the letter again in May, bes x"

    async def write(screen: Screen) -> None:
        await screen.burst(f"e{note}\rx")

    await run_app(write, start="acme")
    assert session.standing("acme").step("switch").note == note
    assert did(session) == ["noted", "not-applicable"], "x comes after enter"


async def test_enter_in_a_burst_walks_what_the_typed_text_found(
    run_app: RunApp, session: Session
) -> None:
    async def find(screen: Screen) -> None:
        assert "Evil [/] [Privacy]" in (await screen.burst("/evil\r")).splitlines()[0]
        await screen.burst("x")

    await run_app(find)
    assert [e.did for e in session.history("hostile")] == ["not-applicable"]


async def test_a_profile_named_in_one_burst_is_shown(run_app: RunApp, session: Session) -> None:
    async def name(screen: Screen) -> None:
        await screen.burst(",")
        for _ in range(9):
            if "Whose journal?" in await screen.burst("\r"):
                break
            await screen.burst("\x1b[27u\x1b[B")
        assert "work" in (await screen.burst("\x1b[B\rwork\r")).splitlines()[0]

    await run_app(name)


async def test_services_are_narrowed_and_ticked_in_one_burst(
    run_app: RunApp, session: Session
) -> None:
    async def tick(screen: Screen) -> None:
        await screen.burst("m/evil\x1b[B \r")

    await run_app(tick)
    assert [name[:8] for name in session.settings.services] == ["Evil [/]"]


async def test_enter_in_a_burst_takes_the_palettes_newest_result(
    run_app: RunApp, session: Session
) -> None:
    async def choose(screen: Screen) -> None:
        assert "Write a note" in await screen.burst("\x10Write a note")
        await screen.burst("\x1b[27u\x10Write a note\rhello\r")

    await run_app(choose, start="acme")
    assert did(session) == ["noted"]
    assert session.standing("acme").step("switch").note == "hello"


async def test_keys_wait_for_a_screen_that_opens_slowly(
    run_app: RunApp, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from privacy_check.ui.dialogs.note import NoteDialog

    composed = NoteDialog._compose

    async def slowly(self: NoteDialog) -> None:
        await asyncio.sleep(0.3)
        await composed(self)

    monkeypatch.setattr(NoteDialog, "_compose", slowly)

    async def write(screen: Screen) -> None:
        await screen.burst("ebes x\r")

    await run_app(write, start="acme")
    assert did(session) == ["noted"]


DIALOGS = {
    "find": "/",
    "filter": "f",
    "services": "m",
    "ten minutes": "t",
    "note": "e",
    "confirm": "c",
    "why": "w",
    "keys": "?",
    "history": "h",
    "snooze": "z",
    "interval": "i",
    "palette": "\x10",
    "differs": "d",
}
BURSTS = [
    "\x1b[27u",
    "\r",
    "q",
    "?",
    "w",
    "n",
    "\x1b[27u\r",
    "bes x\r",
    "\x1b[27u?",
    "\x1b[A\x1b[B",
]


@pytest.mark.parametrize("dialog", DIALOGS)
async def test_a_burst_of_keys_never_leaves_a_screen_open_or_quits(
    run_app: RunApp, session: Session, dialog: str
) -> None:
    async def press(screen: Screen) -> None:
        below = screen.app.screen
        turn = list(DIALOGS).index(dialog)
        for burst in BURSTS if FULL else BURSTS[turn % 4 :: 4]:
            if (dialog, burst) == ("confirm", "q"):
                continue  # a card is a screen: q quits there as on any other
            for times in (2, 3):
                await screen.burst(DIALOGS[dialog])
                await screen.burst(burst * times)
                assert screen.app.is_running, (burst, times)
                assert below in screen.app.screen_stack, (burst, times)
                while screen.app.screen is not below:
                    await screen.burst("\x1b[27u")

    from_home = ("find", "filter", "services", "ten minutes")
    assert await run_app(press, start=None if dialog in from_home else "acme") is None


async def test_type_ahead_does_not_confirm_what_cannot_be_undone(
    run_app: RunApp, session: Session
) -> None:
    session.mark("acme", "switch", "done")

    async def forget(screen: Screen) -> None:
        assert "can't be" in await screen.burst("h\x1b[3~y")
        assert did(session) == ["done"]
        await screen.burst("y")

    await run_app(forget)
    assert did(session) == []


async def test_a_click_hits_only_what_was_drawn_before_it(
    run_app: RunApp, session: Session
) -> None:
    async def click(screen: Screen) -> None:
        row = next(n for n, line in enumerate(screen.text.splitlines(), 1) if "Acme" in line)
        twice = f"\x1b[<0;9;{row}M\x1b[<0;9;{row}m" * 2
        assert "▸○ 1" in await screen.burst(twice)

    await run_app(click)
    assert did(session) == []


async def test_keys_do_not_wait_for_a_link_to_open(
    run_app: RunApp, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from privacy_check.system import browser

    opened = threading.Event()
    monkeypatch.setattr(browser, "opens_here", lambda url: True)
    monkeypatch.setattr(browser, "open_in_browser", lambda url: opened.wait(20))

    async def walk(screen: Screen) -> None:
        assert "▸○ 2" in await screen.burst("o ")
        opened.set()

    await run_app(walk, start="acme")


class Overtaken(App[str]):
    """Textual alone: an input, and enter with priority."""

    BINDINGS = [Binding("enter", "take", priority=True)]

    def compose(self) -> ComposeResult:
        yield Input()

    def action_take(self) -> None:
        self.exit(self.query_one(Input).value)


async def test_textual_still_lets_enter_overtake_text() -> None:
    app = Overtaken()
    async with app.run_test() as pilot:
        for key in "letter":
            app.post_message(events.Key(key, key))
        app.post_message(events.Key("enter", "\r"))
        await pilot.pause()
    assert app.return_value != "letter", "ui/type_ahead.py has nothing to do any more"
