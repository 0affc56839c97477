"""The themes: every text colour has enough contrast on every background that it may be on."""

from itertools import product

import pytest
from textual.color import Color
from textual.theme import Theme

from privacy_check.ui.theme import DARK, LIGHT, THEMES

ENOUGH = 4.5
"""WCAG 2.1's least contrast for text, level AA."""

TEXTS = (
    "text",
    "text-muted",
    "text-accent",
    "text-error",
    "text-warning",
    "text-success",
    "text-primary",
)


def luminance(color: Color) -> float:
    """The relative luminance of WCAG 2.1."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_defines_it() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("theme", "text", "ground"),
    [
        pytest.param(theme, text, ground, id=f"{theme.name} {text} on {ground}")
        for theme, text, ground in product(THEMES, TEXTS, ("background", "panel", "cursor"))
    ],
)
def test_every_text_has_enough_contrast_on_every_background(
    theme: Theme, text: str, ground: str
) -> None:
    grounds = {
        "background": theme.background,
        "panel": theme.panel,
        "cursor": theme.variables["cursor"],
    }
    behind = grounds[ground]
    assert behind
    assert contrast(theme.variables[text], behind) >= ENOUGH


def test_there_is_a_dark_theme_and_a_light_one() -> None:
    assert [(t.name, t.dark) for t in THEMES] == [(DARK, True), (LIGHT, False)]
