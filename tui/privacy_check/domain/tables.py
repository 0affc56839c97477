"""Rows of text as CSV, of which no spreadsheet takes a cell for a formula."""

import csv
import io
from collections.abc import Iterable

_BEGINS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""The last four are wide, and mean the same to a spreadsheet in East Asia."""


def as_csv(rows: Iterable[Iterable[str]]) -> str:
    """Write out rows, one a line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[_cell(text) for text in row] for row in rows])
    return out.getvalue()


def _cell(text: str) -> str:
    """Let no spreadsheet take a text for a formula, also after blanks that it drops."""
    return f"'{text}" if text.lstrip().startswith(_BEGINS_FORMULA) else text
