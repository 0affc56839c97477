"""A private list walked as lines of text: two steps, and no reasons."""

from privacy_check.storage.paths import Places
from tests.cli.plain.conftest import Talk
from tests.samples import PRIVATE


def test_the_plain_walk_asks_its_two_steps_and_gives_no_reasons(home: Places, talk: Talk) -> None:
    home.own_checklists.mkdir(parents=True)
    (home.own_checklists / "backups.toml").write_text(PRIVATE, encoding="utf-8")
    said = talk("walk backups", "w", "d", "d", "q")
    assert said.status == 0
    assert "Keep the backups readable. 2 steps, 5 minutes. Not started." in said.flowing
    assert "Its file gives no reasons and no sources." in said.flowing
    assert "Done: Keep the backups readable." in said.flowing
    for odd in ("Afterwards", "Backed by", "Why it matters", "None", "Source"):
        assert odd not in said.out
