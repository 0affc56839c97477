"""Help: every key that works on a screen, by what it is about."""

from privacy_check.ui.render import help as render_help
from privacy_check.ui.render.help import HelpKey


def test_a_key_is_listed_in_the_group_of_its_binding() -> None:
    keys = [
        HelpKey("walk.later", "l", "later", "Ask me later"),
        HelpKey("walk.done", "space", "done", "Done, and on to the next step"),
    ]
    lines = [line.strip() for line in render_help.page(keys, narrow=False).plain.splitlines()]
    assert lines.index("MARK") < lines.index("space   done     Done, and on to the next step")
    assert lines.index("THIS CHECKLIST") < lines.index("l       later    Ask me later")


def test_a_group_without_keys_is_left_out() -> None:
    page = render_help.page([HelpKey("walk.done", "space", "done", "Done")], narrow=False)
    assert "CHECK AGAIN" not in page.plain
