"""The screen as plain text, through Textual's public screenshot: what a person reads."""

import html
import re
from typing import Any

from rich.cells import cell_len
from textual.app import App

_TEXT = re.compile(
    r'<text [^>]*x="([\d.]+)"[^>]*textLength="([\d.]+)"[^>]*clip-path="url\(#[^"]*-line-(\d+)\)"'
    r"[^>]*>([^<]*)</text>"
)


def screen_text(app: App[Any]) -> str:
    """Return the lines of the screen, without trailing blanks."""
    width, height = app.size
    rows = [[" "] * width for _ in range(height)]
    for x, length, row, escaped in _TEXT.findall(app.export_screenshot()):
        words = html.unescape(escaped).replace("\xa0", " ")
        if not words or int(row) >= height:
            continue
        cell = float(length) / max(1, cell_len(words))
        column = round(float(x) / cell)
        for character in words:
            if column < width:
                rows[int(row)][column] = character
            column += cell_len(character)
    return "\n".join("".join(row).rstrip() for row in rows)
