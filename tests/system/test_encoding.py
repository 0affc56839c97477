"""In a terminal that is not UTF-8, the screen has ASCII symbols, each as wide as its original."""

from pathlib import Path

import pytest

from privacy_check.domain import wording
from tests.system.terminal import Terminal

ID = "linkedin-ai-training"


@pytest.mark.parametrize(
    ("name", "value", "encoding"),
    [("LC_ALL", "C", "ascii"), ("PYTHONIOENCODING", "latin-1", "latin-1")],
)
def test_every_screen_uses_only_characters_of_the_output_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, encoding: str
) -> None:
    monkeypatch.setenv(name, value)
    terminal = Terminal(tmp_path, ID)
    terminal.wait_for_step(1)
    for keys in (" ", "?", "\x1b", "w", "\x1b", "c", "\x1b", "q"):
        terminal.press(keys)
    assert terminal.leave() == 0
    output = terminal.output.decode(encoding)
    assert "\\u" not in output, "a symbol was written as an escape"
    assert "-" * 20 in output, "the frame of a dialog"
    assert not set(output) & set(map(chr, wording.ASCII)), "a symbol of ours"
