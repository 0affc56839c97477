"""An address as a QR code in half-block cells: two modules a cell, one above the other."""

from textual.content import Content

from privacy_check.ui.render.text import DIM, wrapped

MARGIN = 2
"""Modules around the code; the standard asks for four, cameras need one."""

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_STYLE = "#000000 on #ffffff"
"""Dark on light whatever the theme: many readers take no inverted code."""


def code(address: str, width: int, height: int) -> Content | None:
    """Draw the address as a code; None where it does not fit into so many cells."""
    import segno  # 20 ms, only for who asks for a code

    made = segno.make(address, error="l", micro=False, boost_error=False)
    rows = [[bool(module) for module in row] for row in made.matrix_iter(border=MARGIN)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    if len(rows[0]) > width or len(rows) // 2 > height:
        return None
    return Content("\n").join(
        Content.styled("".join(map(_cell, above, below)), _STYLE)
        for above, below in zip(rows[::2], rows[1::2], strict=True)
    )


def _cell(above: bool, below: bool) -> str:  # noqa: FBT001  a module is dark or light
    return _HALVES[above, below]


def page(
    code: Content | None, name: Content, link: Content, keys: Content, *, width: int, height: int
) -> Content:
    """Put the code above what it is for, where there is room; the address whole without a code."""
    width -= 4
    about = [*wrapped(name, width), *wrapped(link, width), keys]
    if code is None:
        no_code = Content.styled(
            "This terminal has no room, signs or colours for it: no QR code.", DIM
        )
        return Content("\n").join([*about[:-1], Content(""), *wrapped(no_code, width), keys])
    drawn = code.split("\n")
    for lines in ([Content(""), *about], [keys], []):
        if len(drawn) + len(lines) <= height:
            break
    return Content("\n").join([*drawn, *lines])
