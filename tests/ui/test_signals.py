"""What is written to the terminal around the app."""

import io
import sys

import pytest

from privacy_check.ui import signals


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("system", "is_written"), [("linux", 1), ("darwin", 1), ("win32", 0)])
def test_no_escape_sequence_is_written_where_it_would_be_shown_as_text(
    monkeypatch: pytest.MonkeyPatch, system: str, is_written: int
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sys, "__stdout__", terminal)
    with signals.terminal_title("privacy-check: 2 due"):
        pass
    assert terminal.getvalue().count("privacy-check: 2 due") == is_written
    assert ("\x1b" in terminal.getvalue()) == bool(is_written)
