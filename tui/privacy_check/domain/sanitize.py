"""Untrusted text made safe for a terminal: sanitized once, on load, with a type of its own.

Textual, Rich and `print` pass control characters through to the terminal, and a TOML escape can
produce any of them. So all text from a file is sanitized here before anything else sees it, and
only `Clean` is displayed.
"""

import unicodedata
from functools import cache
from typing import NewType

Clean = NewType("Clean", str)
"""Text without characters that could mislead a terminal or a reader."""

REPLACEMENT = "\ufffd"
MARKS_IN_A_ROW = 8
"""Combining marks that may follow each other; more would cover other lines."""
JOINERS = "\u200c\u200d"

_LINE_ENDS = "\r\v\f\x85\u2028\u2029"
MAX_PATH = 4096
"""Characters of a path or a command that are shown: as many as Linux takes in a path."""
_EMOJI_STYLES = "\ufe0e\ufe0f"
_INVISIBLE_IN_NAMES = f"\n{_EMOJI_STYLES}"
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
    """Sanitize text: control characters become U+FFFD, invisible ones are removed.

    With `lines`, every line break becomes a newline, otherwise a space. Text longer than `limit`
    is truncated with an ellipsis.
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
    return Clean(unicodedata.normalize("NFC", visible))  # a removal may have joined two characters


def clean_name(text: str, limit: int = 200) -> Clean:
    """Sanitize a URL, an id or a file name: every unsafe character becomes U+FFFD.

    Nothing is removed, so that two different names never become the same one.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if all(map(_harmless, set(text))):
        return Clean(text)
    result, marks = "", 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        safe = character not in _INVISIBLE_IN_NAMES and _safe_form(character) == character
        result += character if safe and marks <= MARKS_IN_A_ROW else REPLACEMENT
    return Clean(result)


def clean_path(text: str, limit: int = 1000) -> Clean:
    """Sanitize a path; one longer than `limit` loses its first folders, never its last name."""
    if len(text) > limit:
        end = text[1 - limit :]
        text = "…" + end[max(0, end.find("/")) :]
    return clean_name(text, limit)


@cache
def _harmless(character: str) -> bool:
    """Tell whether a character is safe whatever its neighbours are."""
    return unicodedata.category(character)[0] in "LNPSZ" and _safe_form(character) == character


def _visible(text: str) -> str:
    """Apply the rules for single characters, and those that depend on what comes before."""
    result: list[str] = []
    marks = 0
    for index, character in enumerate(text):
        before, after = result[-1] if result else "", text[index + 1 : index + 2]
        form = _form_between(before, character, after)
        if not form:
            continue
        marks = marks + 1 if _is_combining(form) else 0
        nothing_to_combine_with = before in ("", "\n")
        if marks and (marks > MARKS_IN_A_ROW or nothing_to_combine_with):
            continue
        result.append(form)
    return "".join(result)


def _form_between(before: str, character: str, after: str) -> str:
    """Return the safe form of a character between two others; empty to remove it."""
    if character in JOINERS:
        return character if _joins(before, character, after) else ""
    if character in _EMOJI_STYLES:
        styles = before and (_is_emoji(before) or before in "0123456789#*")
        return character if styles else ""
    return _safe_form(character)


def _is_combining(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" and character not in _EMOJI_STYLES


def _safe_form(character: str) -> str:
    """Return the safe form of a single character; empty to remove it."""
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
    """Tell whether a joiner joins two emoji, or two letters of a script that uses joiners."""
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
