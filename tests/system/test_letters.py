"""Where the terminal's letters are not UTF-8, the screen has plain signs, each in its place."""

from pathlib import Path

import pytest

from privacy_check.domain import wording
from tests.system.terminal import Terminal

ID = "linkedin-ai-training"


@pytest.mark.parametrize(
    ("name", "value", "encoding"),
    [("LC_ALL", "C", "ascii"), ("PYTHONIOENCODING", "latin-1", "latin-1")],
)
def test_every_screen_is_said_in_the_letters_that_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, encoding: str
) -> None:
    monkeypatch.setenv(name, value)
    terminal = Terminal(tmp_path, ID)
    terminal.wait_for_step(1)
    for keys in (" ", "?", "\x1b", "w", "\x1b", "c", "\x1b", "q"):
        terminal.press(keys)
    assert terminal.leave() == 0
    said = terminal.output.decode(encoding)
    assert "\\u" not in said, "a sign was written by its number"
    assert "-" * 20 in said, "the frame of a dialog"
    assert not set(said) & set(map(chr, wording.ASCII)), "a sign of ours"
