"""A stranger's text comes out harmless, and otherwise as it was."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy_check.domain.sanitize import clean, clean_name, clean_path


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Settings › Data privacy", "Settings › Data privacy", id="plain text stays"),
        pytest.param("a\x1b[31mb\x9b0m\x00\x7f", "a�[31mb�0m��", id="controls are made visible"),
        pytest.param("a\u202eb\u2066c\u200e", "abc", id="bidi controls go"),
        pytest.param("שלום مرحبا", "שלום مرحبا", id="right-to-left letters stay"),
        pytest.param("a\u200bb\ufeffc\u00add\u3164e\U000e0041f", "abcdef", id="the unseen goes"),
        pytest.param("a\tb\r\nc\u2028d", "a b c d", id="a line stays one line"),
        pytest.param("\ud800x\ue000\ufdd0", "�x��", id="surrogates, private use, nonchars"),
        pytest.param("👩‍💻 ❤️ 👍🏽", "👩‍💻 ❤️ 👍🏽", id="emoji stay whole"),
        pytest.param("a\u200db\ufe0fc", "abc", id="a joiner between letters goes"),
        pytest.param("क्\u200dष می\u200cخواهم", "क्\u200dष می\u200cخواهم", id="joiners in scripts"),
        pytest.param("\u0301a" + "\u0301" * 30, "á" + "\u0301" * 8, id="a stack of marks is cut"),
        pytest.param("\u202e\u0301a", "a", id="no mark stands first, whatever was before it"),
        pytest.param("e\u200b\u0301", "é", id="what met only once something went is one letter"),
        pytest.param("\U0001fae8 \U0003fffd", "\U0001fae8 �", id="newer emoji, but no unassigned"),
    ],
)
def test_text_is_cleaned(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_line_breaks_are_kept_where_allowed() -> None:
    assert clean("a\r\nb\rc\u2029d", lines=True) == "a\nb\nc\nd"


def test_a_long_path_loses_its_first_folders_and_keeps_its_name() -> None:
    path = "/home" + "/a-folder" * 200 + "/journal-e92ec2-vm.toml"
    shown = clean_path(path)
    assert len(shown) <= 1000
    assert shown.startswith("…/a-folder/")
    assert shown.endswith("/a-folder/journal-e92ec2-vm.toml")
    assert clean_path(path[-1000:]) == path[-1000:]
    assert clean_path("x" * 1001) == "…" + "x" * 999
    assert clean_path("a\x1b/b\n") == "a�/b�"


def test_a_long_text_is_truncated_with_an_ellipsis() -> None:
    assert clean("a" * 300) == "a" * 199 + "…"


def test_invisible_characters_in_a_name_are_made_visible() -> None:
    assert clean_name("a\u202eb\x1b\u200b.toml") == "a�b��.toml"
    assert clean_name("a\ufe0f1\ufe0e") == "a�1�"
    assert clean_name("a\nwarning: b.toml") == "a�warning: b.toml"
    assert clean_name("a" + "\u0301" * 10) == "a" + "\u0301" * 8 + "��"


@given(text=st.text(), lines=st.booleans())
def test_no_control_sequence_is_left(text: str, *, lines: bool) -> None:
    for character in clean(text, lines=lines):
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp") or (
            lines and character == "\n"
        )


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), max_size=200))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == clean_name(text) == text
