"""The names of keys: which a terminal can send, and which was perhaps meant by another."""

import unicodedata
from functools import cache

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual.keys import KEY_ALIASES, KEY_NAME_REPLACEMENTS

from privacy_check.errors import did_you_mean

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_OTHER_WORDS = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "spacebar": "space",
    "dot": "full_stop",
    "period": "full_stop",
    "control": "ctrl",
    "option": "alt",
    "cmd": "super",
    "win": "super",
}
_ASCII, _ON_SOME_KEYBOARD = 0x80, 0x2100


def as_sent(key: str) -> str:
    """Return the name under which a terminal sends a key: `.` is sent as `full_stop`."""
    key = key.strip() or key[:1]
    if len(key) == 1 and not key.isalnum():
        name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
        return KEY_NAME_REPLACEMENTS.get(name, name)
    return key


def problem(key: str) -> str | None:
    """Say why no terminal sends a key of this name, with the nearest that it does send."""
    *modifiers, base = key.split("+")
    letter = len(base) == 1 and base.isalnum()
    if letter and modifiers == ["shift"]:
        near = f"; did you mean {base.upper()!r}?" if base.isalpha() else _SAMPLES
    elif (letter and not (modifiers and base.isupper())) or base in _names(_ON_SOME_KEYBOARD):
        if modifiers == sorted(set(modifiers) & set(MODIFIERS)):
            return None
        near = _meant(modifiers, base)
    else:
        near = _meant(modifiers, base)
    return f"no terminal sends {key!r}{near or _SAMPLES}"


_SAMPLES = "; keys are named as in 'x', 'X', 'f5', 'ctrl+x', 'full_stop'"


def _meant(modifiers: list[str], base: str) -> str:
    """Say which key was perhaps meant, its modifiers in the order in which they are sent."""
    parts = []
    for word, known in [*((word, MODIFIERS) for word in modifiers), (base, _names(_ASCII))]:
        lower = word.lower()
        other = _OTHER_WORDS.get(lower, lower)
        if other in known or (known is not MODIFIERS and len(other) == 1):
            parts.append(other)
        elif near := did_you_mean(other, known):
            parts.append(near.split("'")[1])
        else:
            return ""
    *held, pressed = parts
    return f"; did you mean {'+'.join([*sorted(set(held)), pressed])!r}?"


@cache
def _names(end: int) -> frozenset[str]:
    """Return the names of all keys but letters and digits, of signs those before a code point."""
    sent = [keys for keys in ANSI_SEQUENCES_KEYS.values() if isinstance(keys, tuple)]
    names = {key.value for keys in sent for key in keys if not key.value.startswith("<")}
    names |= {*FUNCTIONAL_KEYS.values(), *(name for all_ in KEY_ALIASES.values() for name in all_)}
    signs = (chr(code) for code in range(0x20, end))
    names |= {as_sent(sign) for sign in signs if sign.isprintable() and not sign.isalnum()}
    return frozenset(name for name in names if "+" not in name)
