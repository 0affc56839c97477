"""Lines out and answers in, through whatever stdin and stdout are."""

import subprocess
import sys
from pathlib import Path

import pytest

from privacy_check.cli.plain.dialogue import Dialogue, chosen
from tests.cli.plain.conftest import Talk

ADDRESS = "https://acme.com/" + "a-b/" * 30


def test_lines_are_broken_at_blanks_and_an_address_never(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Dialogue().say(f"Look at {ADDRESS} and {'then ' * 20}", "", "Two\nlines")
    lines = capsys.readouterr().out.splitlines()
    assert ADDRESS in lines
    assert max(len(line) for line in lines if line != ADDRESS) <= 72
    assert lines[-2:] == ["Two", "lines"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1", "a"),
        ("12", "l"),
        ("00012", "l"),
        ("٣", "c"),
        ("0", None),
        ("٠", None),
        ("13", None),
        ("1" * 5000, None),
        ("-1", None),
        ("²", None),
        ("", None),
        ("a", None),
    ],
)
def test_a_number_chooses_a_row(typed: str, expected: str | None) -> None:
    assert chosen(typed, "abcdefghijkl") == expected
    assert chosen(typed, []) is None


def test_signs_are_plain_where_the_terminal_has_no_others(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    said = talk("walk acme", "d", "e", "naïve – ✓", "q").out
    assert "an empty line adds none: na?ve - v\n" in said
    assert said.isascii()


@pytest.mark.parametrize("words", ["walk linkedin-ai-training", "review"])
def test_neither_textual_nor_rich_is_imported(words: str) -> None:
    code = (
        "import sys; from privacy_check.cli.main import main; "
        f"status = main({[*words.split(), '--plain']}); "
        "print({'textual', 'rich'} & set(sys.modules), status)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, input="w\nd\nS\nq\n", capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set() 0"


def piped(home: Path, answers: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "privacy_check", *words, "--plain"]
    return subprocess.run(command, input=answers, capture_output=True, check=False)


def test_in_a_pipe_the_transcript_can_be_read(home: Path) -> None:
    done = piped(home, b"d\r\n\xff\xfe\x1b[A\nq", "walk", "linkedin-ai-training")
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode()
    assert "LinkedIn, step 1 of 8. d done, ? letters: d\nDone: Sign in on a computer.\n" in said
    assert "LinkedIn, step 2 of 8. d done, ? letters: \ufffd\ufffd\ufffd[A\n" in said
    assert said.endswith("? letters: q\nStopped at step 2. Everything is saved.\n")
    assert "\x1b" not in said


def test_an_endless_empty_answer_ends_when_nobody_listens(home: Path) -> None:
    program = f"{sys.executable} -m privacy_check walk linkedin-ai-training --plain"
    line = f"yes '' | {program} | head -2; echo ${{PIPESTATUS[1]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=30)
    assert done.stdout.splitlines()[-1] == "1"
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("streams", "status", "told"),
    [("<&-", 0, ""), ("</dev/null", 0, ""), (">/dev/full </dev/null", 1, "could not be written")],
)
def test_streams_that_are_closed_or_full_are_no_crash(streams: str, status: int, told: str) -> None:
    program = f"{sys.executable} -m privacy_check walk linkedin-ai-training --plain {streams}"
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True, timeout=30)
    assert done.returncode == status, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
