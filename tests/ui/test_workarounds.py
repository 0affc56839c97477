"""The input parser: keys are parsed, and everything else that a terminal sends is dropped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from privacy_check.ui.workarounds import AppWithLastWords, InputParser
from tests.scale import scaled
from tests.terminal_answers import ANSWERS

SEQUENCES = {name: said for name, said in ANSWERS.items() if said[1] in "[]P_X^"}
"""Without those that are also alt with a key."""

LATER = InputParser.TIMEOUT + 1


class Wire:
    """A parser, the time between what it hears, and what it made of it."""

    def __init__(self) -> None:
        self.parser = InputParser()
        self.parser.clock = lambda: self.now
        self.now = 100.0
        self.heard: list[Message] = []

    def send(self, text: str, then: float = 0.0) -> "Wire":
        self.heard += self.parser.feed(text) if text else []
        self.now += then
        if then:
            self.heard += self.parser.tick()
        return self

    @property
    def said(self) -> list[str]:
        """Keys by name, pastes by their text in quotes; no focus, mouse or mode."""
        keys = (m for m in self.heard if isinstance(m, events.Key | events.Paste))
        return [repr(m.text) if isinstance(m, events.Paste) else m.key for m in keys]

    @property
    def written(self) -> str:
        """What these keys would write."""
        keys = (m for m in self.heard if isinstance(m, events.Key | events.Paste))
        return "".join(m.text if isinstance(m, events.Paste) else m.character or "" for m in keys)


def said(text: str) -> list[str]:
    return Wire().send(text, then=1).said


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_a_terminal_response_is_not_a_key(answer: str) -> None:
    heard = said(f"{answer}{answer}q")
    assert heard[-1] == "q"
    assert [key for key in heard[:-1] if not key.startswith("alt+")] == []
    assert Wire().send(answer, then=LATER).written == ""


@pytest.mark.parametrize("answer", SEQUENCES.values(), ids=SEQUENCES)
def test_a_terminal_response_in_two_parts_is_not_a_key(answer: str) -> None:
    for cut in range(1, len(answer)):
        heard = Wire().send(answer[:cut], then=1.5).send(answer[cut:], then=1).said
        assert heard == (["escape"] if answer[:cut] == "\x1b" else []), cut


@pytest.mark.parametrize("answer", SEQUENCES.values(), ids=SEQUENCES)
def test_a_terminal_response_byte_by_byte_is_not_a_key(answer: str) -> None:
    wire = Wire()
    for character in answer:
        wire.send(character, then=0.05)
    assert wire.said == []


KEYS = {
    "q": "q",
    "\x1b": "escape",
    "\x1b\x1b\x1b": "escape escape escape",
    "\x1b[A": "up",
    "\x1bOA": "up",
    "\x1b[1;2A": "shift+up",
    "\x1b[5~": "pageup",
    "\x1b[Z": "shift+tab",
    "\x1b[[A": "f1",
    "\x1bOP": "f1",
    "\x1b[15~": "f5",
    "\x1b[3^": "ctrl+delete",
    "\x1bq": "alt+q",
    "\x1b\x7f": "ctrl+w",
    "\x1bOM": "enter",
    "\x1bOx": "8",
    "\x1b[27u": "escape",
    "\x1b[13u": "enter",
    "\x1b[13;129u": "enter",
    "\x1b[127;1:2u": "backspace",
    "\x1b[57414u": "enter",
    "\x1b[57419;1:1u": "up",
    "\x1b[122;5u": "ctrl+z",
    "\x1b[27;5;122~": "ctrl+z",
    "\x1b[1;1:1C": "right",
    "\x1b[120;3u": "alt+x",
}


@pytest.mark.parametrize("sequence", KEYS)
def test_key_sequences_are_parsed(sequence: str) -> None:
    assert said(sequence) == KEYS[sequence].split()


WRITTEN = {
    "\x1b[32u": " ",
    "\x1b[32;1u": " ",
    "\x1b[97u": "a",
    "\x1b[97;;97u": "a",
    "\x1b[97:65;2u": "A",
    "\x1b[97;2u": "A",
    "\x1b[97;65u": "A",
    "\x1b[49:33;2u": "!",
    "\x1b[97;2;65u": "A",
    "\x1b[0;;104:105u": "hi",
    "\x1b[57400;129;49u": "1",
    "\x1b[97;3;229u": "å",
    "\x1b[27;2;65~": "A",
    "\x1b[97;5u": "",
    "\x1bx": "",
    "می\u200cخواهم": "می\u200cخواهم",
    "👨\u200d👩": "👨\u200d👩",
    "a\u3000b\u00a0c": "a\u3000b\u00a0c",
    "\U0001fae8": "\U0001fae8",
}


@pytest.mark.parametrize("sequence", WRITTEN, ids=ascii)
def test_a_key_inserts_its_character_in_every_protocol(sequence: str) -> None:
    assert Wire().send(sequence, then=1).written == WRITTEN[sequence]


def test_the_escape_keys_time_is_its_arrival() -> None:
    wire = Wire().send("\x1b", then=1)
    assert [m.time for m in wire.heard] == [100]


def test_pasted_text_is_never_parsed_as_keys() -> None:
    text = "a\x1b[97:65;2u\x1bq\x9b201~\x1b" + "x" * 40
    assert said(f"\x1b[200~{text}\x1b[201~q") == [repr(text), "q"]
    wire = Wire().send(f"\x1b[200~{text}", then=60).send("more\x1b[20", then=60).send("1~q")
    assert wire.said == [repr(f"{text}more"), "q"], "the line was slow"


def test_an_unterminated_paste_is_flushed_by_the_next_key() -> None:
    assert Wire().send("\x1b[200~half", then=LATER).send("q").said == ["'half'", "q"]


def test_an_unterminated_sequence_does_not_swallow_keys() -> None:
    for begun in ("\x1b[", "\x1b[12;", "\x1b]11;", "\x1bP", "\x1bO", "\x1b[M"):
        assert Wire().send(begun, then=LATER).send("q").said == ["q"]


CONTROLS = "\x00\x07\x08\r\n\x18\x1a\x1b\x7f\x80\x9b\x9c\x9d"
NOISE = st.text(st.sampled_from("[]OPX^_M<>=?!;:0123456789$ 'uRcntyx~ASqé\u200c" + CONTROLS))
CSI = st.builds(
    "\x1b[{}{}{}".format,
    st.text(st.sampled_from("0123456789:;<=>?"), max_size=12),
    st.text(st.sampled_from(" !\"#$%&'()*+,-./"), max_size=2),
    st.sampled_from([chr(c) for c in range(0x40, 0x7F) if chr(c) not in "u[M"]),
)
STRING = st.builds(
    "\x1b{}{}\x1b\\".format,
    st.sampled_from("]PX^_"),
    st.text(st.characters(exclude_characters="\x07\x18\x1a\x1b\x9c")),
)


@settings(max_examples=scaled(20_000))
@given(st.lists(CSI | STRING, min_size=1, max_size=4).map("".join))
def test_random_sequences_produce_no_text(sequences: str) -> None:
    wire = Wire().send(sequences, then=1)
    assert wire.written.strip("\r\t\x7f") == ""
    assert all(len(key) > 1 for key in wire.said)


@settings(max_examples=scaled(20_000))
@given(NOISE, st.integers(0, 40))
def test_where_the_input_is_split_does_not_matter(noise: str, cut: int) -> None:
    whole, halves = Wire().send(noise), Wire().send(noise[:cut]).send(noise[cut:])
    assert halves.said == whole.said


@settings(max_examples=scaled(20_000))
@given(NOISE | st.text())
def test_a_key_after_any_noise_is_parsed(noise: str) -> None:
    assert Wire().send(noise, then=LATER).send("q").said[-1] == "q"


def textual_makes_of(data: str) -> list[str]:
    parser = XTermParser()
    return [m.key for m in parser.feed(data) if isinstance(m, events.Key)]


def textual_writes(data: str) -> str:
    keys = (m for m in XTermParser().feed(data) if isinstance(m, events.Key))
    return "".join(key.character or "" for key in keys if key.is_printable)


def test_textual_still_needs_the_parser() -> None:
    with pytest.raises(ValueError, match="97:65"):
        textual_makes_of("\x1b[97:65;2u")
    with pytest.raises(ValueError, match="1:3"):
        textual_makes_of("\x1b[1;1:3C")
    assert "x" in textual_makes_of("\x1b[120~")
    assert "c" in textual_makes_of(ANSWERS["xterm DA1"] + "\x1b")
    assert textual_writes("\x1b[32u") == ""
    assert textual_writes("\u200c\u3000") == ""


class Failing(AppWithLastWords):
    """An app that ends on an exception as soon as it is up."""

    words: str | None = "It was upgraded."

    def last_words(self) -> str | None:
        return self.words

    def on_ready(self) -> None:
        raise ImportError("of another version")


async def test_an_app_leaves_with_its_last_words_instead_of_a_traceback() -> None:
    app = Failing()
    async with app.run_test():
        pass
    assert app.return_code == 1


async def test_without_last_words_an_exception_is_a_bug() -> None:
    app = Failing()
    app.words = None
    with pytest.raises(ImportError):
        async with app.run_test():
            pass
