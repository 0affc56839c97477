"""The person's own keys."""

from privacy_check.session import Session
from privacy_check.ui.keymap import keymap, known
from tests.ui.conftest import Screen, Sitting


def test_every_binding_has_an_id_of_its_own_and_none_clash() -> None:
    good, faults = keymap(known(), "config.toml")
    assert faults == []
    assert good == known()


def test_a_key_that_is_free_is_taken() -> None:
    assert keymap({"walk.done": "enter,d"}, "config.toml")[1] != []
    assert keymap({"walk.done": "full_stop"}, "config.toml") == ({"walk.done": "full_stop"}, [])


def test_an_unknown_action_and_a_clash_are_refused_with_file_and_key() -> None:
    good, faults = keymap({"walk.dun": "d", "walk.skip": "x"}, "config.toml")
    assert good == {}
    assert [str(fault) for fault in faults] == [
        "config.toml: keys.walk.dun: no such action; did you mean 'walk.done'?",
        "config.toml: keys.walk.skip: 'x' is the key of walk.not already",
    ]


async def test_a_changed_key_works_and_stands_in_help(sit: Sitting, session: Session) -> None:
    session.home.config_file.write_text('keys = { "walk.done" = "full_stop", "walk.nope" = "n" }')
    session.settings = session.of_profile("default").settings

    async def press(screen: Screen) -> None:
        assert "step 2 of 4" in await screen.press("full_stop")
        assert "1 file could not be read whole" in await screen.press("escape")

    await sit(press, start="acme")
    assert session.standing("acme").of("switch").mark == "done"
