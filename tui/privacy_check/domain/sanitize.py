"""A stranger's text made safe for a terminal: cleaned once, on load, with a type of its own.

Textual, Rich and `print` send control characters on to the terminal as they are, and TOML lets
every one of them through when it is written as an escape. So whatever comes from a file passes
here before anything else sees it, and whatever is shown takes only `Clean`.
"""

import unicodedata
from functools import cache
from typing import NewType

Clean = NewType("Clean", str)
"""Text without a character that a terminal, or a reader's eye, could be misled by."""

REPLACEMENT = "\ufffd"
MARKS_IN_A_ROW = 8
JOINERS = "\u200c\u200d"

_LINE_ENDS = "\r\v\f\x85\u2028\u2029"
_EMOJI_STYLES = "\ufe0e\ufe0f"
_UNSEEN_IN_NAMES = f"\n{_EMOJI_STYLES}"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INTERLINEAR = frozenset("\ufff9\ufffa\ufffb")
_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE0E)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
_JOINING_SCRIPTS = (
    *("ARABIC", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA"),
    *("TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA"),
)


def clean(text: str, limit: int = 200, *, lines: bool = False) -> Clean:
    """Make text inert: controls become U+FFFD, what cannot be seen is taken out.

    `lines` keeps line breaks (as one newline each); without it they become spaces. Text beyond
    `limit` characters is cut, and the cut is shown by an ellipsis.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if all(map(_harmless, set(text.replace("\n", "") if lines else text))):
        return Clean(unicodedata.normalize("NFC", text))
    text = text.replace("\r\n", "\n")
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    text = text.replace("\t", " ")
    if not lines:
        text = text.replace("\n", " ")
    visible = _visible(unicodedata.normalize("NFC", text))
    return Clean(unicodedata.normalize("NFC", visible))  # what was taken out may have stood between


def clean_name(text: str, limit: int = 200) -> Clean:
    """Make an address, an id or a file's name inert; what would be taken out shows as U+FFFD.

    In a name, every character counts: two that look alike must not become the same one.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if all(map(_harmless, set(text))):
        return Clean(text)
    shown, marks = "", 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        seen = character not in _UNSEEN_IN_NAMES and _shown(character) == character
        shown += character if seen and marks <= MARKS_IN_A_ROW else REPLACEMENT
    return Clean(shown)


def clean_path(text: str, limit: int = 1000) -> Clean:
    """Make a file's path inert; one beyond `limit` loses its first folders, never its last name."""
    if len(text) > limit:
        kept = text[1 - limit :]
        text = "…" + kept[max(0, kept.find("/")) :]
    return clean_name(text, limit)


@cache
def _harmless(character: str) -> bool:
    """Tell whether a character may stand anywhere, whatever is beside it."""
    return unicodedata.category(character)[0] in "LNPSZ" and _shown(character) == character


def _visible(text: str) -> str:
    shown: list[str] = []
    marks = 0
    for index, character in enumerate(text):
        before, after = shown[-1] if shown else "", text[index + 1 : index + 2]
        if character in JOINERS:
            kept = character if _joins(before, character, after) else ""
        elif character in _EMOJI_STYLES:
            kept = character if before and (_is_emoji(before) or before in "0123456789#*") else ""
        else:
            kept = _shown(character)
        if kept and unicodedata.category(kept)[0] == "M" and kept not in _EMOJI_STYLES:
            marks += 1
            if marks > MARKS_IN_A_ROW or not shown or shown[-1] == "\n":
                continue
        elif kept:
            marks = 0
        if kept:
            shown.append(kept)
    return "".join(shown)


def _shown(character: str) -> str:
    """Return what stands for one character seen by itself."""
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if character in _INTERLINEAR or category in ("Cc", "Cs", "Co"):
        return REPLACEMENT
    if category == "Cn":  # Python 3.11 knows Unicode 14 only: newer emoji look unassigned
        return character if "\U0001f000" <= character <= "\U0001faff" else REPLACEMENT
    if category in ("Zl", "Zp"):
        return " "
    if category == "Cf" or character in _BIDI or character in _INVISIBLE:
        return ""
    return character


def _joins(before: str, joiner: str, after: str) -> bool:
    if not before or not after:
        return False
    if joiner == "\u200d" and (_is_emoji(before) or before == "\ufe0f") and _is_emoji(after):
        return True
    return _in_joining_script(before) and _in_joining_script(after)


def _is_emoji(character: str) -> bool:
    return (
        unicodedata.category(character) == "So" or "\U0001f000" <= character <= "\U0001faff"
    )  # the skin tones, U+1F3FB to U+1F3FF, among them


def _in_joining_script(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_JOINING_SCRIPTS)
