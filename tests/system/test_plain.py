"""The plain walk and review at a real terminal that can only print lines."""

from pathlib import Path

import pytest

from tests.system.terminal import Terminal

ID = "linkedin-ai-training"
DUMB = {"TERM": "dumb"}


def start_plain(home: Path, *words: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    return Terminal(home, *words, "--plain", environment=DUMB, size=size)


def test_a_plain_walk_prints_lines_and_restores_the_terminal(tmp_path: Path) -> None:
    terminal = start_plain(tmp_path, "walk", ID)
    terminal.wait_for("LinkedIn, step 1 of 8. d done, ? letters: ")
    terminal.answer("d\n", "LinkedIn, step 2 of 8. d done, ? letters: ")
    terminal.answer("\n", "LinkedIn, step 2 of 8. d done, ? letters: ")
    terminal.answer("u\n", "LinkedIn, step 1 of 8. d done, ? letters: ")
    terminal.type("q\n")
    assert terminal.wait() == 0
    assert b"\x1b" not in terminal.output
    assert terminal.output.count(b"? letters: d\r\n") == 1, "the terminal itself echoes"
    assert terminal.is_restored()


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_plain_lines_fit_the_terminal_up_to_a_readable_width(tmp_path: Path, columns: int) -> None:
    terminal = start_plain(tmp_path, "walk", ID, size=(columns, 24))
    terminal.wait_for("letters: ")
    terminal.type("q\n")
    assert terminal.wait() == 0
    lines = terminal.output.decode().split("\r\n")
    prose = [line for line in lines if "https://" not in line]
    widest = max(map(len, prose))
    assert min(72, columns) * 3 // 4 < widest <= min(72, columns)
    assert any(line.endswith("/settings/data-for-ai-improvement") for line in lines)


def test_ctrl_d_quits_ctrl_c_interrupts_and_both_keep_the_marks(tmp_path: Path) -> None:
    for keys, status in (("\x04", 0), ("\x03", 130)):
        terminal = start_plain(tmp_path, "walk", ID)
        terminal.wait_for("letters: ")
        terminal.answer("d\n", "letters: ")
        terminal.type(keys)
        assert terminal.wait() == status
        assert terminal.output.endswith(b"\r\n"), "the shell's prompt has a line of its own"
        assert b"Traceback" not in terminal.output
    again = start_plain(tmp_path, "walk", ID)
    again.wait_for("LinkedIn, step 3 of 8.")
    again.type("q\n")
    assert again.wait() == 0


def test_a_plain_review_says_that_nothing_is_due(tmp_path: Path) -> None:
    terminal = start_plain(tmp_path, "review")
    assert terminal.wait() == 0
    assert terminal.output.strip() == b"Nothing needs you."


@pytest.mark.parametrize(
    ("words", "works"),
    [([], "walk ID --plain"), (["walk", ID], "walk ID --plain"), (["review"], "review --plain")],
)
def test_the_app_points_to_plain_mode_where_it_cannot_run(
    tmp_path: Path, words: list[str], works: str
) -> None:
    terminal = Terminal(tmp_path, *words, environment=DUMB)
    assert terminal.wait() == 2
    assert f"{works} works here" in terminal.output.decode()


def test_walk_without_plain_opens_the_app_at_that_checklist(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "walk", ID)
    terminal.wait_for_step(1)
    terminal.press("q")
    assert terminal.wait() == 0
    assert b"\x1b[?1049h" in terminal.output
