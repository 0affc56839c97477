"""Answers in, what was said out: the commands `walk` and `review` with `--plain`."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from privacy_check.cli.main import main
from privacy_check.session import Session
from tests.conftest import Clock


@dataclass(frozen=True)
class Said:
    """What was said, and how it went."""

    status: int
    out: str
    err: str

    @property
    def flowing(self) -> str:
        """What was said, without the breaks of its lines."""
        return " ".join(self.out.split())


Talk = Callable[..., Said]


@pytest.fixture
def talk(
    session: Session,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Talk:
    """Run a command, and answer each of its questions."""

    def call(words: str, *answers: str) -> Said:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{a}\n" for a in answers)))
        status = main([*words.split(), "--plain"], clock)
        session.refresh()
        return Said(status, *capsys.readouterr())

    return call
