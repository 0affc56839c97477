"""Workarounds for faults of Textual, each with the version in which it was seen to be needed.

Each says what breaks without it. A test in `tests/ui/test_workarounds.py` fails when Textual no
longer needs it: then it can go.
"""

import re
import sys
from collections.abc import Iterable
from importlib import import_module
from time import monotonic
from unicodedata import category

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.message import Message

from privacy_check.system.platforms import on_windows

_ESC = "\x1b"
_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"
_C1 = {chr(code): f"\x1b{chr(code - 0x40)}" for code in (0x8F, 0x90, 0x98, *range(0x9B, 0xA0))}
"""Introducers as one character: what xterm sends when 8-bit controls are on."""

# ECMA-48, section 5: what is one whole sequence, what is the beginning of one, and the rest.
# CAN and SUB (\x18, \x1a) cancel a sequence; other controls inside one are passed over.
_COMPLETE = re.compile(
    r"\x1b(?:"
    r"\[(?:\[[^\x1b]|M[^\x1b]{3}|(?![\[M])[^\x18\x1a\x1b@-~]*[\x18\x1a@-~])"  # CSI
    r"|O[\d;]*[@-~]"  # SS3
    r"|\][^\x07\x18\x1a\x1b\x9c]*(?:\x1b\\|[\x07\x18\x1a\x9c])"  # OSC
    r"|[PX^_][^\x18\x1a\x1b\x9c]*(?:\x1b\\|[\x18\x1a\x9c])"  # DCS, SOS, PM, APC
    r"|/Z"  # a VT52
    r"|(?=\x1b)"  # the escape key, and another sequence
    r"|[^\x1b\[O\]PX^_])"  # alt with a key
)
_INCOMPLETE = re.compile(
    r"\x1b(?:"
    r"\[(?:\[?|M[^\x1b]{0,2}|(?![\[M])[^\x18\x1a\x1b@-~]*)"
    r"|O[\d;]*"
    r"|\][^\x07\x18\x1a\x1b\x9c]*\x1b?"
    r"|[PX^_][^\x18\x1a\x1b\x9c]*\x1b?)?"
)
_ABORTED = re.compile(r"\x1b(?:O[\d;]*|[^\x1b]*)")
_AFTER_AN_ESCAPE = re.compile(
    r"[\[\]]\Z|\[.|\][\dlL]|P[\d>!$+|]|_G|[\^X].|O[A-DFHPQRS]\Z", re.DOTALL
)
"""What nobody types right after the escape key, so that it must be the rest of a sequence."""

_KEY = re.compile(
    r"\x1b\[(\d{0,7})(?::(\d{0,7})(?::\d{0,7})?)?"  # its code, and with shift, on a US keyboard
    r"(?:;(\d{0,3})(?::[12])?(?:;([\d:]{0,99}))?)?"  # modifiers, pressed or repeated, text
    r"([u~ABCDEFHPQS])"
)
_XTERM_KEY = re.compile(r"\x1b\[27;(\d{1,3});(\d{1,7})~")
_MOUSE = re.compile(r"\x1b\[<\d{1,3};-?\d{1,5};-?\d{1,5}[Mm]")
_FOCUS_OR_MODE = re.compile(r"\x1b\[(?:[IO]|\?20(?:26|48);\d\$y)")
_SIZE = re.compile(r"\x1b\[48(?:;[1-9]\d{0,2}(?::\d*)?){2}(?:;[1-9]\d{0,4}(?::\d*)?){2}t")
_LONGEST = 32
"""Beyond which Textual takes what it has read for keys."""

_ANSWER = re.compile(r"\x1b\[[\d;]+[Rntxy]")

_SHIFT, _ALT, _CAPS_LOCK, _NUM_LOCK = 1, 2, 64, 128


class InputParser(XTermParser):
    """Parses what a terminal sends. A sequence that is not completely a known key is dropped.

    Textual 8.2.8 passes on an unknown sequence as keys, so that the last letter of a terminal's
    answer marks a step. It crashes on `CSI 97:65;2u`. It takes `CSI 120~` for an x, and takes for
    keys the rest of a sequence that came late, or that follows an escape in pasted text.
    """

    TIMEOUT = 2.0
    """Seconds after which a single character no longer continues a sequence."""

    clock = staticmethod(monotonic)

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002  # as Textual calls it
        super().__init__(debug)
        self._pending = ""
        self._last_input = 0.0
        self._escaped = False

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what is complete, and keep what is not."""
        if not data:
            yield from super().feed(data)
            return
        now = self.clock()
        late, self._last_input = now - self._last_input > self.TIMEOUT, now
        if late and len(data) == 1:
            yield from self._flush()
        elif self._escaped and not late and _AFTER_AN_ESCAPE.match(data):
            data = _ESC + data
        self._escaped = False
        text, place = self._pending + data, 0
        while place < len(text) and (length := _length(text, place)):
            if text[place] in _C1:
                text, place = _C1[text[place]] + text[place + 1 :], 0
                continue
            yield from self._messages(text[place : place + length])
            place += length
        self._pending = text[place:]

    def tick(self) -> Iterable[Message]:
        """Yield the escape key if nothing has followed an escape."""
        if self._pending == _ESC and self.clock() - self._last_input >= constants.ESCAPE_DELAY:
            self._pending, self._escaped = "", True
            escape = events.Key("escape", _ESC)
            escape.time = self._last_input  # it was pressed before the wait
            yield escape

    def _flush(self) -> Iterable[Message]:
        """Give up on an incomplete sequence; of a paste, take what has come."""
        if self._pending.startswith(_PASTE):
            yield events.Paste(self._pending.removeprefix(_PASTE))
        self._pending = ""

    def _messages(self, whole: str) -> Iterable[Message]:
        """Return what a complete character or sequence means; nothing if it is unknown."""
        if len(whole) == 1:
            return self._character(whole)
        if whole.startswith(_PASTE):
            return [events.Paste(whole.removeprefix(_PASTE).removesuffix(_PASTE_END))]
        if _MOUSE.fullmatch(whole):
            mouse = self.parse_mouse_code(whole)
            return [mouse] if mouse else []
        if len(whole) <= _LONGEST and (_FOCUS_OR_MODE.fullmatch(whole) or _SIZE.fullmatch(whole)):
            return super().feed(whole)
        if xterm := _XTERM_KEY.fullmatch(whole):
            return self._kitty_key(xterm[2], "", xterm[1], "", "u")
        if (key := _KEY.fullmatch(whole)) and (keys := self._kitty_key(*key.groups(default=""))):
            return keys
        return [] if _ANSWER.fullmatch(whole) else self._legacy_key(whole)

    def _character(self, character: str) -> Iterable[events.Key | events.Paste]:
        """Return a single character as a key, or as text if no key stands for it.

        Textual 8.2.8 ignores typed characters that Python calls unprintable: joiners, the spaces of
        French and Japanese keyboards, emoji that are newer than Python.
        """
        if category(character) == "Cc" or character.isprintable():
            return self._sequence_to_key_events(character)
        return [events.Paste(character)]

    def _legacy_key(self, whole: str) -> Iterable[Message]:
        """Return the key of a sequence in Textual's table, or of alt with a character."""
        keys = ANSI_SEQUENCES_KEYS.get(whole)
        if isinstance(keys, str):
            return self._sequence_to_key_events(whole)
        if isinstance(keys, tuple):
            return [events.Key(keys[0].value, None)] if len(keys) == 1 else []
        if len(whole) > 2 or category(whole[1]) == "Cc":
            return []
        names = (key.key for key in self._sequence_to_key_events(whole[1], alt=True))
        return [events.Key(f"alt+{name.removeprefix('alt+')}", None) for name in names]

    def _kitty_key(
        self, code: str, shifted: str, modifiers: str, text: str, end: str
    ) -> list[events.Key | events.Paste]:
        """Return a key that is reported by its code, as in kitty's protocol.

        Textual 8.2.8 inserts nothing for a bare `CSI 32u`: it takes text from the last part only.
        """
        number, bits = int(code or 1), max(0, int(modifiers or 1) - 1)
        held = bits & ~(_CAPS_LOCK | _NUM_LOCK)
        known = f"{number}{end}" in FUNCTIONAL_KEYS
        letter = "" if known or end != "u" else _text(code)
        if end == "u" and not held & ~(_SHIFT | _ALT):
            written = "".join(map(_text, text.split(":")))
            if not written and not held & _ALT:
                upper = bool(held & _SHIFT) != bool(bits & _CAPS_LOCK)
                written = (_text(shifted) or letter.upper()) if upper else letter
            if written:
                return [key for character in written for key in self._character(character)]
        if not known and not letter:
            return []
        plain = f"\x1b[{number};{held + 1}{end}" if held else f"\x1b[{number}{end}"
        return list(self._sequence_to_key_events(plain))


def _text(code: str) -> str:
    """Return the character with this code if it is text, else nothing."""
    character = chr(int(code)) if code and int(code) <= sys.maxunicode else ""
    return "" if character and category(character) in ("Cc", "Cs", "Co") else character


def _length(text: str, place: int) -> int:
    """Return the length of the character or sequence that begins here; 0 if it is incomplete."""
    if text[place] != _ESC:
        return 1
    if text.startswith(_PASTE, place):
        end = text.find(_PASTE_END, place)
        return end + len(_PASTE_END) - place if end >= 0 else 0
    whole = _COMPLETE.match(text, place)
    if not whole and _INCOMPLETE.fullmatch(text, place):
        return 0
    dropped = whole or _ABORTED.match(text, place)
    return len(dropped[0]) if dropped else 1


class AppWithLastWords(App[None]):
    """An app that may say why it ends on an exception, instead of printing a traceback.

    Textual 8.2 has no public way: it prints a traceback for whatever a handler raises.
    """

    def last_words(self) -> str | None:
        """Return what to leave with after an exception; None for a traceback."""
        return None

    def _handle_exception(self, error: Exception) -> None:
        words = self.last_words()
        if words is None:
            super()._handle_exception(error)
        else:
            self.exit(return_code=1, message=words)


def install_input_parser() -> None:
    """Make Textual's driver use `InputParser`."""
    if on_windows():  # where none of this was tried
        return
    driver = import_module("textual.drivers.linux_driver")
    # by name: mypy takes the module's own class for one that must not be replaced
    setattr(driver, "XTermParser", InputParser)  # noqa: B010
