"""The plain walk and review at a real terminal that can only print lines."""

from pathlib import Path

import pytest

from tests.system.terminal import Terminal

ID = "linkedin-ai-training"
DUMB = {"TERM": "dumb"}


def sit(home: Path, *words: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    return Terminal(home, *words, "--plain", environment=DUMB, size=size)


def test_a_walk_is_lines_of_text_and_gives_the_terminal_back(tmp_path: Path) -> None:
    terminal = sit(tmp_path, "walk", ID)
    terminal.wait_for("LinkedIn, step 1 of 8. d done, ? letters: ")
    terminal.answer("d\n", "LinkedIn, step 2 of 8. d done, ? letters: ")
    terminal.answer("\n", "LinkedIn, step 2 of 8. d done, ? letters: ")
    terminal.answer("u\n", "LinkedIn, step 1 of 8. d done, ? letters: ")
    terminal.type("q\n")
    assert terminal.wait() == 0
    assert b"\x1b" not in terminal.output
    assert terminal.output.count(b"? letters: d\r\n") == 1, "the terminal itself echoes"
    assert terminal.given_back()


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_lines_fit_into_the_terminal_and_are_never_wider_than_reads_well(
    tmp_path: Path, columns: int
) -> None:
    terminal = sit(tmp_path, "walk", ID, size=(columns, 24))
    terminal.wait_for("letters: ")
    terminal.type("q\n")
    assert terminal.wait() == 0
    lines = terminal.output.decode().split("\r\n")
    prose = [line for line in lines if "https://" not in line]
    widest = max(map(len, prose))
    assert min(72, columns) * 3 // 4 < widest <= min(72, columns)
    assert any(line.endswith("/settings/data-for-ai-improvement") for line in lines)


def test_ctrl_d_quits_and_ctrl_c_interrupts_and_both_keep_what_was_marked(tmp_path: Path) -> None:
    for keys, status in (("\x04", 0), ("\x03", 130)):
        terminal = sit(tmp_path, "walk", ID)
        terminal.wait_for("letters: ")
        terminal.answer("d\n", "letters: ")
        terminal.type(keys)
        assert terminal.wait() == status
        assert terminal.output.endswith(b"\r\n"), "the shell's prompt has a line of its own"
        assert b"Traceback" not in terminal.output
    again = sit(tmp_path, "walk", ID)
    again.wait_for("LinkedIn, step 3 of 8.")
    again.type("q\n")
    assert again.wait() == 0


def test_a_review_says_that_nothing_needs_the_person(tmp_path: Path) -> None:
    terminal = sit(tmp_path, "review")
    assert terminal.wait() == 0
    assert terminal.output.strip() == b"Nothing needs you."


@pytest.mark.parametrize(
    ("words", "works"),
    [([], "walk ID --plain"), (["walk", ID], "walk ID --plain"), (["review"], "review --plain")],
)
def test_the_app_says_what_works_where_it_cannot_run(
    tmp_path: Path, words: list[str], works: str
) -> None:
    terminal = Terminal(tmp_path, *words, environment=DUMB)
    assert terminal.wait() == 2
    assert f"{works} works here" in terminal.output.decode()


def test_without_plain_a_walk_is_the_app_at_that_checklist(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "walk", ID)
    terminal.wait_for_step(1)
    terminal.press("q")
    assert terminal.wait() == 0
    assert b"\x1b[?1049h" in terminal.output
