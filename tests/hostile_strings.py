"""Hostile strings: all that could mislead a terminal, a markup, a shell or a reader's eye."""

import random
import re
import unicodedata
from itertools import cycle, product

SEED = 14


def _span(*ends: int) -> list[str]:
    pairs = zip(ends[::2], ends[1::2], strict=True)
    return [chr(code) for low, high in pairs for code in range(low, high + 1)]


_CSI = """
2J 31m 8m 6n c >c ?1049l ?25l ?1000h 5i 21t 0q !p 1;1H 999C 20h ?2004l >1u
""".split()
_OSC = """
0;pwned 2;pwned 8;;https://evil.example 52;c;cHduZWQ= 4;1;? 10;? 9;x 777;notify;a;b 22;wait
1337;File=:AA==
""".split()
_ENDS = ["\x07", "\x1b\\", "\x9c", ""]
_AFTER_ESC = "c (0 )0 #8 7 = D M N O _x ^x Xx %@ \x1b[31m \x1b \n[31m [".split(" ")
_UNSEEN = (
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2028\u2029\ufff9\ufffa\ufffb\u0600\u06dd"
    "\u070f\u08e2\ufeff\xad\u180e\u200b\U0001bca0\U0001d173"
)
_MARKUP = r"""
[/] [/b] [Privacy] [b]x[/b] [red]x [link=https://evil.example]x[/link] [[x]] [$accent]x [on_red [
x] \[ [0] [1,2] ["q"] [b [/ \ x\ [b]x[/b]\ $x [$x] :smile: [bold]\[/] **b** `code` <b>x</b> &amp;
[@click=app.quit]x[/] [@click=screen.mark('done')]x[/] [t](https://evil.example) ![i](x) {x}
""".split()
_FORMATS = r"""
%s%s%n %(x)s %F{red} {0} {x!r:>9} {{ } $HOME ${IFS} $(id) `id` ;id |id &&id >x <x ' " '"' ~ !! * ?
\0 \u001b[31m \x1b]0;x\a %1b ^[ --help -n \n a[$(id)] ../../x /etc/passwd con \'\'\' ''' <!-- -->
""".split()

KINDS: dict[str, list[str]] = {
    "control": _span(0x00, 0x1F, 0x7F, 0x9F),
    "bidi": _span(0x061C, 0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x206F),
    "unseen": [*_span(0x2060, 0x2065), *_UNSEEN],
    "tag": [*_span(0xE0001, 0xE0001, 0xE0020, 0xE0029), "🏴" + "".join(_span(0xE0061, 0xE007F))],
    "no character": [
        *_span(0xE000, 0xE002, 0xF8FE, 0xF8FF, 0xF0000, 0xF0001, 0x10FFFC, 0x10FFFF),
        *_span(0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x378, 0x379, 0x3FFFD, 0x3FFFD),
        *(chr(plane * 0x10000 + 0xFFFE) for plane in range(1, 17)),
    ],
    "selector": [f"x{c}" for c in _span(0xFE00, 0xFE0F, 0xE0100, 0xE0103, 0x180B, 0x180F)],
    "stack": [
        f"{base}{mark * count}"
        for base, mark in product(["", "a", "\u202e", "漢"], "\u0301\u0489\u20dd\u0e49")
        for count in (1, 9, 400)
    ],
    "joiner": [
        *("a\u200db", "\u200d", "a\u200cb", "👩\u200d\u200d💻", "👩\u200d", "\u200d💻"),
        *("1\ufe0f\ufe0f", "a\ufe0f", "👩\u200d💻", "❤\ufe0f", "👍🏽", "🇩🇪🇩", "👩\u202e\u200d💻"),
        *("क्\u200dष", "می\u200cخواهم", "क\u200db", "\u202e\u200d💻"),
    ],
    "wide": [*"\ufdfd\U0001242b⸻㌖漢한Ａ\u2800\u3000\U0001fae8", "漢" * 90, "ﷺ" * 20],
    "sequence": [
        *(f"{begin}{body}" for begin, body in product(("\x1b[", "\x9b"), _CSI)),
        *(f"\x1b]{body}{end}" for body, end in product(_OSC, _ENDS)),
        *(f"\x9d{body}{end}" for body, end in product(_OSC[:4], _ENDS)),
        *(f"{begin}{end}" for begin, end in product(("\x1bPq#0~", "\x1bP+q544e", "\x90$q"), _ENDS)),
        *(f"\x1b{after}" for after in _AFTER_ESC),
        *("\x0elqqk\x0f", "\x9ex\x9c", "\x98x\x9c", "\x9fx\x9c"),
    ],
    "markup": _MARKUP,
    "format": _FORMATS,
    "long": [
        *("A" * 10_000, "漢" * 3_000, "a " * 3_000, "\n" * 300, "a\n" * 300, " " * 5_000),
        *(bit * 300 for bit in ("[b]", "[/]", "\x1b[31m", "👩\u200d💻", "\u202e", "\\", "\u0301")),
    ],
}


def hostile_strings(count: int) -> list[str]:
    """Make so many strings, the same ones each time: each of every kind, then mixed ones."""
    chance = random.Random(SEED)
    left = {kind: chance.sample(strings, len(strings)) for kind, strings in KINDS.items()}
    made = []
    for number, kind in zip(range(count), cycle(left), strict=False):
        if left[kind]:
            evil = left[kind].pop()
        else:
            evil = "".join(chance.choice(chance.choice(list(KINDS.values()))) for _ in range(3))
        made.append(f"{evil}z{number}" if number % 2 else f"h{number}{evil} z")
    return made


_PICTURES = "\u2000-\u33ff\ufe0f\ufffd\U0001f000-\U0001faff"
_IN_PLACE = re.compile(
    f"[{_PICTURES}\u0600-\u0dff](\n *)?[\u200c\u200d]+|[0-9#*{_PICTURES}][\ufe0e\ufe0f]"
)
"""A joiner or a selector where it belongs: after a picture, or in a script that joins; perhaps a
line was broken there."""

_MISLEADING = {
    character
    for kind in ("bidi", "unseen", "tag", "no character", "selector")
    for string in KINDS[kind]
    for character in string
    if not character.isascii() and character != "🏴"
}


def misleading(text: str) -> set[str]:
    """Return what of a text must never be on a screen; a line break is none of it."""
    rest = set(_IN_PLACE.sub("", text)) - {"\n"}
    never = ("Cc", "Cf", "Cs", "Co")
    return {c for c in rest if c in _MISLEADING or unicodedata.category(c) in never}


def in_toml(text: str) -> str:
    """Write a TOML string with everything escaped that is not plain ASCII."""
    plain = (c if c.isascii() and c.isprintable() and c not in '"\\' else "" for c in text)
    return '"' + "".join(p or f"\\U{ord(c):08x}" for p, c in zip(plain, text, strict=True)) + '"'
