"""Columns stay aligned, whatever width a terminal gives to a text."""

import pyte
import pytest

from privacy_check.ui.render.columns import pinned

CONTESTED = {
    "flag": "🇬🇧",
    "skin tone": "👍🏽",
    "pointing": "☝🏿",
    "joined": "👨\u200d👩\u200d👧",
    "as an emoji": "❤\ufe0f",
    "keycap": "1\ufe0f\u20e3",
    "Devanagari": "क्षिप्रा",
    "Tamil": "தமிழ்",
}


class Grid(pyte.Screen):
    """A terminal to which every character is as wide as it is told."""

    def __init__(self, width: int) -> None:
        super().__init__(40, 1)
        self.history = width

    def draw(self, data: str) -> None:
        for character in data:
            super().draw(character if character.isascii() else "?" * self.history)


def drawn(data: str, width: int) -> str:
    grid = Grid(width)
    pyte.Stream(grid).feed(data)
    return str(grid.display[0])


@pytest.mark.parametrize("text", CONTESTED.values(), ids=CONTESTED)
def test_text_of_disputed_width_keeps_the_next_column_in_place(text: str) -> None:
    from rich.cells import cell_len

    line = f"ab {text}|cd"
    for width in (0, 1, 2):
        assert drawn(pinned(line), width).index("|") == 3 + cell_len(text)
    assert len({drawn(line, width).index("|") for width in (0, 1, 2)}) > 1, "without it they move"


def test_text_of_undisputed_width_is_unchanged() -> None:
    line = "╭─ Ünïcödé ✓ 漢字 可 \x1b[1;31mred\x1b[0m e\u0301 12#*"
    assert pinned(line) == line
