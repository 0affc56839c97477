"""What this machine says, on the screen: in the walk, for everything, and when it drifts."""

from pathlib import Path

import pytest

from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from privacy_check.system import environment
from privacy_check.ui.app import PrivacyCheckApp
from tests.conftest import Clock
from tests.tools import TOOLS
from tests.ui.conftest import RunApp, Screen, check_golden, press_in_background


@pytest.fixture
def session(
    home: Places, library: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Session:
    """The session of a person at an interactive bash, with a checklist of tools."""
    home.own_checklists.mkdir(parents=True)
    text = TOOLS.replace('commands = ["acme-that-nobody-has"]\n', "")
    (home.own_checklists / "tools.toml").write_text(text, encoding="utf-8")
    home.choices_file.touch()
    person = Path(environment.variable("HOME"))
    person.mkdir()
    (person / ".acme.json").write_text('{"telemetry": {"enabled": false}}', encoding="utf-8")
    monkeypatch.setenv("USERPROFILE", str(person))
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.delenv("DO_NOT_TRACK", raising=False)
    monkeypatch.setattr(environment, "is_interactive", lambda: True)
    monkeypatch.setattr(environment, "system", lambda: "linux")
    return open_session(home, clock)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50), (40, 12)])
async def test_everything_that_this_machine_can_answer(
    run_app: RunApp, size: tuple[int, int]
) -> None:
    async def look(screen: Screen) -> None:
        await press_in_background(screen, "v")
        check_golden(f"verify-{size[0]}", screen.text)

    await run_app(look, size=size)


async def test_the_step_of_a_tool_that_is_not_here_says_so(
    run_app: RunApp, home: Places, clock: Clock
) -> None:
    (home.own_checklists / "tools.toml").write_text(TOOLS, encoding="utf-8")
    app = PrivacyCheckApp(open_session(home, clock), "tools")
    async with app.run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        text = Screen(app, pilot).text
        assert "– 2 Acme: turn telemetry off · not here" in text
        assert "0 of 1 done, 1 for tools not found here" in text.splitlines()[0]
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        text = Screen(app, pilot).text
        assert "not here" not in text, "there is no room for it on the title's line"
        assert "0 of 1 done, 1 for tools not found here" in text.splitlines()[0]


@pytest.fixture
def several(home: Places, clock: Clock, session: Session) -> Session:
    """The session of a person with a second checklist that the same variable answers."""
    text = TOOLS.replace('id = "tools"', 'id = "servers"').replace("Silence the", "Hush the")
    text = text.replace("Set DO_NOT_TRACK", "Set DO_NOT_TRACK for servers")
    (home.own_checklists / "servers.toml").write_text(text, encoding="utf-8")
    return open_session(home, clock)


async def test_what_one_variable_answers_in_several_checklists_is_one_row(
    several: Session, copied: list[str]
) -> None:
    app = PrivacyCheckApp(several)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = Screen(app, pilot)
        await press_in_background(screen, "v")
        assert screen.text.count("DO_NOT_TRACK is not set · 2 checklists") == 1
        assert "○ Hush the tools" in screen.text, "the pane lists them"
        assert "○ Silence the tools" in screen.text
        assert "1 wrong · 1 right" in screen.text
        await press_in_background(screen, "Y")
        assert copied == ["export DO_NOT_TRACK=1"]
        assert "Hush the tools" in (await screen.press("enter")).splitlines()[0]


@pytest.mark.parametrize("key", ["space", "c"])
async def test_one_key_marks_or_confirms_it_in_all_of_them(
    several: Session, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    app = PrivacyCheckApp(several)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = Screen(app, pilot)
        await press_in_background(screen, "v")
        assert "✓ Developer tools DO_NOT_TRACK is 1 · 2 checklists" in screen.text
        await screen.press(key)
        assert "DO_NOT_TRACK is 1 · 2 checklists" in screen.text
        assert "marked" in screen.text
        assert ("2 checklists: confirmed." in screen.toasts) == (key == "c")
    for name in ("tools", "servers"):
        assert several.standing(name).step("dnt").mark == "done"


async def test_what_is_right_is_marked_with_one_key(run_app: RunApp, session: Session) -> None:
    async def mark(screen: Screen) -> None:
        await press_in_background(screen, "v")
        assert "space mark done" in await screen.press("down")
        assert "marked" in await screen.press("space")
        assert "space mark done" not in screen.text

    await run_app(mark, size=(120, 40))
    assert session.standing("tools").step("acme").mark == "done"


async def test_what_is_wrong_is_not_marked_and_its_line_is_copied(
    run_app: RunApp, session: Session, copied: list[str]
) -> None:
    async def try_to(screen: Screen) -> None:
        await press_in_background(screen, "v")
        await screen.press("space")
        assert "Only what is right" in screen.toasts
        await press_in_background(screen, "Y")

    await run_app(try_to)
    assert session.standing("tools").state == "new"
    assert copied == ["export DO_NOT_TRACK=1"]


async def test_a_checklist_that_is_right_throughout_is_confirmed_with_one_key(
    run_app: RunApp, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "1")

    async def confirm(screen: Screen) -> None:
        await press_in_background(screen, "v")
        assert "c confirm" in screen.text
        await screen.press("c")

    await run_app(confirm)
    assert session.standing("tools").state == "right"


async def test_a_step_is_verified_from_the_walk(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch, copied: list[str]
) -> None:
    async def walk(screen: Screen) -> None:
        text = await press_in_background(screen, "v")
        assert "wrong: DO_NOT_TRACK is not set in this shell" in text
        assert "export DO_NOT_TRACK=1" in text
        await press_in_background(screen, "Y")
        monkeypatch.setenv("DO_NOT_TRACK", "1")
        assert "right: 1, as DO_NOT_TRACK in this shell" in await press_in_background(screen, "v")

    await run_app(walk, start="tools", size=(120, 40))
    assert copied == ["export DO_NOT_TRACK=1"]


async def test_home_says_first_what_is_right_no_longer(
    home: Places, clock: Clock, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    await start(session)
    monkeypatch.delenv("DO_NOT_TRACK")
    shown = await start(open_session(home, clock))
    assert "1 needs you" in shown
    assert "no longer right since 23 Nov" in shown


async def start(session: Session) -> str:
    """Open the app, and return Home once the machine was looked at."""
    app = PrivacyCheckApp(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        return Screen(app, pilot).text
