"""What a letter asks for: its blanks, and whether to remember them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textual.content import Content
from textual.screen import Screen

from privacy_check.domain.letters import Blank, Letter
from privacy_check.ui.dialogs.form import Field, FormDialog
from privacy_check.ui.dialogs.pick import Choice, PickDialog
from privacy_check.ui.render import text

_OTHER = ""


async def ask_blanks(
    screen: Screen[Any],
    about: Content,
    now: Mapping[Blank, str],
    choices: Callable[[str], Sequence[str]],
) -> dict[str, str] | None:
    """Ask for blanks, with what fills them now; None if the person went back.

    `choices` says what a blank of this name can be filled with, besides what its letter says.
    """
    said: dict[str, str] = {}
    for blank in now:
        names = blank.choices or choices(blank.name)
        if not names:
            continue
        chosen = await screen.app.push_screen_wait(_choice(names, about, now[blank]))
        if chosen is None:
            return None
        if chosen != _OTHER:
            said[blank.text] = chosen
    left = [b for b in now if b.text not in said]
    if left:
        fields = [Field(b.text, b.question, now[b]) for b in left]
        typed = await screen.app.push_screen_wait(FormDialog("Fill in the letter", fields, about))
        if typed is None:
            return None
        said |= typed
    return said


def _choice(choices: Sequence[str], about: Content, now: str) -> PickDialog[str]:
    names = [*choices, _OTHER]
    shown = [Choice(name, text.plain(name or "something else …")) for name in names]
    at = names.index(now) if now in choices else 0
    return PickDialog("Which of these?", shown, about, at=at)


def remember_dialog(service: str) -> PickDialog[bool]:
    """Ask whether to remember what was filled in."""
    choices = [
        Choice(value=True, shown=text.plain(f"remember it for {service}")),
        Choice(value=False, shown=text.plain("forget it when I quit")),
    ]
    says = text.plain(
        "It is kept in profiles.toml, which only you can read. Your name, e-mail, address and "
        "phone then fill every letter."
    )
    return PickDialog("Remember this?", choices, says)


def file_dialog(letter: Letter) -> PickDialog[str]:
    """Ask as what kind of file to save a letter."""
    to = f" to {letter.to}" if letter.to else ""
    kinds = [
        ("txt", "text file", "  .txt, to print or to paste"),
        ("eml", "mail draft", f"  .eml, a mail{to} to look over"),
    ]
    choices = [Choice(kind, Content.assemble(name, (does, text.DIM))) for kind, name, does in kinds]
    return PickDialog("Save as", choices)
