"""The program's own two themes: one accent, one alarm, and text that can be read everywhere.

Every colour that a screen uses is a variable of the theme, so Textual's own themes work too.
"""

from textual.theme import Theme

DARK = "privacy-check-dark"
LIGHT = "privacy-check-light"


def _theme(
    name: str, *, dark: bool, ground: str, raised: str, text: str, colors: dict[str, str]
) -> Theme:
    """Make a theme; `colors` are dim, accent, alarm, warning, right, path,
    cursor, focus and line.
    """
    return Theme(
        name=name,
        dark=dark,
        background=ground,
        surface=ground,
        panel=raised,
        foreground=text,
        primary=colors["path"],
        secondary=colors["path"],
        accent=colors["accent"],
        error=colors["alarm"],
        warning=colors["warning"],
        success=colors["right"],
        variables={
            "text": text,
            "text-muted": colors["dim"],
            "text-disabled": colors["dim"],
            "text-primary": colors["path"],
            "text-secondary": colors["path"],
            "text-accent": colors["accent"],
            "text-error": colors["alarm"],
            "text-warning": colors["warning"],
            "text-success": colors["right"],
            "cursor": colors["cursor"],
            "border": colors["focus"],
            "border-blurred": colors["line"],
            "input-selection-background": colors["cursor"],
            "block-cursor-background": colors["cursor"],
            "block-cursor-foreground": text,
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": colors["cursor"],
            "block-cursor-blurred-foreground": text,
            "link-color": text,
            "footer-key-foreground": colors["accent"],
        },
    )


THEMES = (
    _theme(
        DARK,
        dark=True,
        ground="#15171f",
        raised="#1c1f2a",
        text="#d5d9e8",
        colors={
            "dim": "#8a93ae",
            "accent": "#7dcfb6",
            "alarm": "#f7768e",
            "warning": "#e0af68",
            "right": "#9ece6a",
            "path": "#7aa2f7",
            "cursor": "#242b42",
            "focus": "#4a5b8c",
            "line": "#2a2e3d",
        },
    ),
    _theme(
        LIGHT,
        dark=False,
        ground="#fbfbf9",
        raised="#f1f1ec",
        text="#1c2130",
        colors={
            "dim": "#5a6072",
            "accent": "#0f6b64",
            "alarm": "#b3261e",
            "warning": "#7d5200",
            "right": "#2a6f2e",
            "path": "#2b57a8",
            "cursor": "#dde4f2",
            "focus": "#6d8fce",
            "line": "#dcdcd4",
        },
    ),
)
