"""Elements of an HTML page, in which every text is escaped unless it is one of these itself."""

from html import escape


class Html(str):
    """Markup, made by `tag` alone."""

    __slots__ = ()


_VOID = {"meta"}


def tag(name: str, /, *children: str, **attributes: str | int) -> Html:
    """Return an element; `class_` is its class, and other underscores in names are hyphens."""
    inside = "".join(c if isinstance(c, Html) else escape(c) for c in children)
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
    )
    return Html(f"<{name}{named}>" if name in _VOID else f"<{name}{named}>{inside}</{name}>")


def together(*parts: str) -> Html:
    """Return elements one after the other, each on its own line."""
    return Html("\n".join(p if isinstance(p, Html) else escape(p) for p in parts if p))
