"""QR codes: drawn in cells, read back by a real reader in tests/system."""

import pytest

from privacy_check.ui.render import qr

LONGEST = "https://example.com/" + "a" * (134 - len("https://example.com/"))


def test_a_code_fits_an_80x24_terminal_up_to_134_characters() -> None:
    assert qr.code(LONGEST, 80, 24)
    assert qr.code(f"{LONGEST}a", 80, 24) is None


def test_a_code_that_does_not_fit_is_not_drawn() -> None:
    assert qr.code("https://example.com/", 40, 12) is None


@pytest.mark.parametrize("address", ["https://example.com/", LONGEST])
def test_every_line_is_as_wide_as_the_others(address: str) -> None:
    drawn = qr.code(address, 80, 24)
    assert drawn
    lines = drawn.plain.split("\n")
    assert {len(line) for line in lines} == {len(lines[0])}
    assert set("".join(lines)) <= set(" ▀▄█")
