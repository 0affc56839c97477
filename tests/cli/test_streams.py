"""The standard streams, each with an encoding of its own."""

import io
import sys

import pytest

from privacy_check.cli import streams


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def stream(encoding: str, data: bytes = b"") -> Terminal:
    return Terminal(io.BytesIO(data), encoding=encoding, write_through=True)


def written(to: io.TextIOWrapper) -> bytes:
    to.seek(0)
    return bytes(to.buffer.read())


@pytest.mark.parametrize(
    ("out", "err", "answer", "error"),
    [
        ("utf-8", "cp1252", "✓ é\n".encode(), b"privacy-check: v \xe9\n"),
        ("ascii", "utf-8", b"v ?\n", "privacy-check: ✓ é\n".encode()),
    ],
)
def test_each_stream_gets_what_its_own_encoding_has(
    monkeypatch: pytest.MonkeyPatch, out: str, err: str, answer: bytes, error: bytes
) -> None:
    monkeypatch.setattr(sys, "stdout", stream(out))
    monkeypatch.setattr(sys, "stderr", stream(err))
    streams.set_encodings()
    streams.print_answer("✓ é")
    streams.print_error("✓ é")
    assert isinstance(sys.stdout, Terminal)
    assert isinstance(sys.stderr, Terminal)
    assert written(sys.stdout).replace(b"\r", b"") == answer
    assert written(sys.stderr).replace(b"\r", b"") == error


@pytest.mark.parametrize(
    ("typed", "agreed"), [(b"", False), (b"y\n", True), (b"\xff\n", False), (b"ja \xe4\n", False)]
)
def test_the_end_of_input_and_bytes_that_are_no_text_are_a_no(
    monkeypatch: pytest.MonkeyPatch, typed: bytes, *, agreed: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", stream("utf-8", typed))
    streams.set_encodings()
    assert streams.ask_yes_no("Add these lines?") == agreed
