"""The person's own keys."""

import pytest

from privacy_check.session import Session
from privacy_check.ui.keymap import keymap, known
from tests.ui.conftest import RunApp, Screen


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
        "config.toml: keys.walk.skip: 'x' is the key of walk.not already",
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
        ("walk.done", "ctrl+q", "is the key of quit everywhere"),
        ("home.note", "ctrl+z", "is the key of stopping for a while everywhere"),
        ("home.note", "f2,ctrl+p", "is the key of the palette everywhere"),
        ("home.note", "down", "is the key of Down already"),
        ("history.turn", "down", "is the key of Down already"),
        ("walk.next", "down", "is the key of Scroll Down already"),
        ("app.undo", "d", "is the key of walk.differs already"),
        ("dialog.back", "q", "is typed as text where dialog.back works"),
        ("dialog.back", "full_stop", "is typed as text where dialog.back works"),
        ("note.save", "ctrl+w", "is the key of Delete left to start of word already"),
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
        assert "1 file could not be read whole" in await screen.press("escape")
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
        assert "1 file could not be read whole" in await screen.press("escape")

    await run_app(press, start="acme")
    assert session.standing("acme").step("switch").mark == "done"
