"""The person's own keys."""

import pytest

from privacy_check.session import Session
from privacy_check.system import clipboard
from privacy_check.ui.keymap import keymap, known
from tests.conftest import Clock
from tests.ui.conftest import RunApp, Screen, press_in_background


def test_the_default_keys_do_not_clash() -> None:
    good, faults = keymap(known(), "config.toml")
    assert faults == []
    assert good == known()


def test_a_free_key_is_accepted() -> None:
    assert keymap({"walk.done": "enter,d"}, "config.toml")[1] != []
    assert keymap({"walk.done": "full_stop"}, "config.toml") == ({"walk.done": "full_stop"}, [])


def test_an_unknown_action_and_a_clash_are_refused_with_file_and_key() -> None:
    good, faults = keymap({"walk.dun": "d", "walk.skip": "x"}, "config.toml")
    assert good == {}
    assert [str(fault) for fault in faults] == [
        "config.toml: keys.walk.dun: no such action; did you mean 'walk.done'?",
        "config.toml: keys.walk.skip: 'x' is already the key of walk.not",
    ]


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("esc", "did you mean 'escape'?"),
        ("Return", "did you mean 'enter'?"),
        ("Enter", "did you mean 'enter'?"),
        ("del", "did you mean 'delete'?"),
        ("spacebar", "did you mean 'space'?"),
        ("fullstop", "did you mean 'full_stop'?"),
        ("pagedwn", "did you mean 'pagedown'?"),
        ("shift+a", "did you mean 'A'?"),
        ("ctrl+A", "did you mean 'ctrl+a'?"),
        ("control+x", "did you mean 'ctrl+x'?"),
        ("shift+ctrl+left", "did you mean 'ctrl+shift+left'?"),
        ("ctl+x", "did you mean 'ctrl+x'?"),
        ("cmd+k", "did you mean 'super+k'?"),
        ("shift+1", "keys are named as in"),
        ("xyzzy", "keys are named as in"),
        ("", "keys are named as in"),
        ("d,", "keys are named as in"),
        ("<C-x>", "keys are named as in"),
        ("hangul_filler", "keys are named as in"),
    ],
)
def test_a_key_no_terminal_sends_is_refused_with_a_suggestion(key: str, near: str) -> None:
    good, (fault,) = keymap({"walk.done": key}, "config.toml")
    assert good == {}
    sent = key.split(",")[-1]
    assert str(fault).startswith(f"config.toml: keys.walk.done: no terminal sends {sent!r}; {near}")


@pytest.mark.parametrize(
    "key",
    ["D", "é", "7", "f12", "ctrl+x", "alt+x", "ctrl+shift+left", "shift+tab", "less_than_sign"],
)
def test_a_key_some_terminal_sends_is_accepted(key: str) -> None:
    assert keymap({"walk.done": key}, "config.toml") == ({"walk.done": key}, [])


def test_a_punctuation_key_may_be_written_as_its_character() -> None:
    good, faults = keymap({"walk.done": "., f5 ,/, "}, "config.toml")
    assert (good, faults) == ({"walk.done": "full_stop,f5,slash,space"}, [])


@pytest.mark.parametrize(
    ("action", "key", "taken"),
    [
        ("walk.done", "ctrl+q", "always means quit"),
        ("home.note", "ctrl+z", "always means suspend"),
        ("home.note", "f2,ctrl+p", "always means the palette"),
        ("home.note", "down", "is already the key of Down"),
        ("history.turn", "down", "is already the key of Down"),
        ("walk.next", "down", "is already the key of Scroll Down"),
        ("app.undo", "d", "is already the key of walk.differs"),
        ("dialog.back", "q", "is typed as text where dialog.back works"),
        ("dialog.back", "full_stop", "is typed as text where dialog.back works"),
        ("note.save", "ctrl+w", "is already the key of Delete left to start of word"),
    ],
)
def test_a_key_that_never_reaches_its_action_is_refused(action: str, key: str, taken: str) -> None:
    good, (fault,) = keymap({action: key}, "config.toml")
    assert good == {}
    assert fault.what.endswith(taken)


async def test_a_punctuation_key_works(run_app: RunApp, session: Session) -> None:
    session.home.config_file.write_text('keys = { "walk.done" = "." }')
    session.settings = session.of_profile("default").settings

    async def press(screen: Screen) -> None:
        assert "▸○ 2" in await screen.press("full_stop")

    await run_app(press, start="acme")


async def test_an_unknown_theme_is_reported_with_a_suggestion(
    run_app: RunApp, session: Session
) -> None:
    session.home.config_file.write_text('theme = "Dracola"')
    session.settings = session.of_profile("default").settings

    async def look(screen: Screen) -> None:
        assert "1 file could not be fully read" in await screen.press("escape")
        (fault,) = session.refused
        assert str(fault).endswith(
            "config.toml: theme: 'Dracola' is not known; did you mean 'dracula'?"
        )

    await run_app(look)


async def test_a_remapped_key_works_beside_a_refused_one(run_app: RunApp, session: Session) -> None:
    session.home.config_file.write_text('keys = { "walk.done" = "full_stop", "walk.nope" = "n" }')
    session.settings = session.of_profile("default").settings

    async def press(screen: Screen) -> None:
        assert "▸○ 2" in await screen.press("full_stop")
        assert "1 file could not be fully read" in await screen.press("escape")

    await run_app(press, start="acme")
    assert session.standing("acme").step("switch").mark == "done"


OTHER_KEYS = {
    "app.interval": "f1",
    "walk.done": "f2",
    "walk.confirm": "f3",
    "walk.why": "f4",
    "walk.copy": "f5",
    "walk.save": "f6",
    "walk.on": "f7",
    "walk.next": "f8",
    "walk.home": "f9",
    "home.all": "f10",
    "home.mine": "f11",
    "home.walk": "f12",
    "home.filter": "ctrl+a",
    "home.unfilter": "ctrl+b",
    "all.filter": "ctrl+d",
    "all.back": "ctrl+f",
    "end.on": "ctrl+g",
    "history.back": "ctrl+r",
    "home.settings": "ctrl+n",
    "app.quit": "ctrl+o",
}


@pytest.fixture
def remapped(session: Session) -> Session:
    """A session of somebody who has other keys for all that a sentence names."""
    lines = "\n".join(f'"{name}" = "{key}"' for name, key in OTHER_KEYS.items())
    session.home.config_file.write_text(f'region = "us"\n[keys]\n{lines}\n')
    session.settings = session.of_profile("default").settings
    return session


async def test_home_and_its_filter_name_my_own_keys(run_app: RunApp, remapped: Session) -> None:
    async def read(screen: Screen) -> None:
        assert "f12 walks you through the first one" in screen.text
        assert "f10 all 2 checklists   f11 my services" in screen.text
        filtered = await screen.press("ctrl+a", "down", "enter")
        assert "^a changes the filter   ^b shows everything" in filtered
        assert "^d changes the filter   ^f shows everything" in await screen.press("f10")

    await run_app(read)


async def test_an_empty_history_and_the_settings_name_keys_of_home(
    run_app: RunApp, remapped: Session
) -> None:
    async def read(screen: Screen) -> None:
        assert "^r goes back, and there f12 walks" in await screen.press("h")
        await screen.press("ctrl+r")
        assert "settings  ^n on Home" in await screen.press("h", "ctrl+p", *"theme")

    await run_app(read)


async def test_a_walk_and_its_end_name_my_own_keys(
    run_app: RunApp, remapped: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "copy", lambda _: None)

    async def read(screen: Screen) -> None:
        assert "f4 for all of it" in screen.text
        letter = await screen.press("f2")
        assert "f5 copy   f6 save" in letter
        await press_in_background(screen, "f5")
        assert "If pasting gives nothing, f6 saves it to a file" in screen.toasts
        assert "EU and UK only. f7 shows it anyway." in await screen.press("f8")
        ended = await screen.press("left", "f2")
        assert "f1 changes how often" in ended
        assert "f8 shows it" in ended
        assert "f7 opens it" in ended
        clock.forward(days=40)
        await screen.press("left", "right")
        assert "f2 yes   f3 not yet" in screen.text

    await run_app(read, start="acme", size=(120, 60))


async def test_the_end_of_a_review_names_my_own_key(
    run_app: RunApp, remapped: Session, clock: Clock
) -> None:
    remapped.confirm("acme", still_right=True)
    clock.forward(days=100)

    async def read(screen: Screen) -> None:
        assert "^g opens it" in await screen.press("r", "y")

    await run_app(read)
