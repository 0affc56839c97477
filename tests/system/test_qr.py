"""The QR code on the real terminal's screen, read by a real reader; and the address without one."""

import subprocess
from pathlib import Path

import pyte
import pytest

from tests.system.terminal import Size, Terminal

ID = "linkedin-ai-training"
ADDRESS = "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement"
SCALE = 6
"""Pixels a module."""
DARK = {" ": "00", "▀": "10", "▄": "01", "█": "11"}
"""Which half of a cell is drawn in its colour."""

pytestmark = pytest.mark.needs("zbarimg")


def shown(terminal: Terminal, file: Path) -> None:
    """Take a picture of the screen, each cell as two pixels, one above the other."""
    rows: list[str] = []
    screen = terminal.cells()
    for y in range(screen.lines):
        cells = [screen.buffer[y][x] for x in range(screen.columns)]
        for half in (0, 1):
            row = "".join(_pixel(cell, half) * SCALE for cell in cells)
            rows += [row] * SCALE
    size = f"{screen.columns * SCALE} {screen.lines * 2 * SCALE}"
    file.write_text(f"P2 {size} 255\n" + "\n".join(rows) + "\n")


def _pixel(cell: pyte.screens.Char, half: int) -> str:
    drawn = DARK.get(cell.data, "00")[half] == "1"
    color = cell.fg if drawn else cell.bg
    return "255 " if color == "ffffff" else "0 "


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
def test_the_qr_code_on_the_screen_decodes_to_the_steps_link(tmp_path: Path, size: Size) -> None:
    terminal = Terminal(tmp_path / "home", ID, size=size, environment={"COLORTERM": "truecolor"})
    terminal.wait_for("Sign in and open")
    terminal.press("p", 1)
    shown(terminal, tmp_path / "screen.pgm")
    command = ["zbarimg", "--quiet", "--raw", str(tmp_path / "screen.pgm")]
    read = subprocess.run(command, capture_output=True, text=True, check=False)
    assert read.stdout.strip() == ADDRESS, terminal.screen()
    terminal.press("\x1b", 0.5)
    terminal.type("q")
    assert terminal.leave() == 0


@pytest.mark.parametrize(
    ("size", "environment"),
    [
        ((40, 12), {}),
        ((80, 24), {"LC_ALL": "C"}),
        ((80, 24), {"NO_COLOR": "1"}),
    ],
    ids=["no room", "plain signs", "no colours"],
)
def test_the_whole_address_is_shown_where_no_qr_code_can_be(
    tmp_path: Path, size: Size, environment: dict[str, str]
) -> None:
    terminal = Terminal(tmp_path, ID, size=size, environment=environment)
    terminal.wait_for("Sign in and open")
    terminal.press("p", 1)
    assert ADDRESS in "".join(line.strip() for line in terminal.screen())
    assert "no QR code" in " ".join(line.strip() for line in terminal.screen())
    terminal.press("\x1b", 0.5)
    terminal.type("q")
    assert terminal.leave() == 0
