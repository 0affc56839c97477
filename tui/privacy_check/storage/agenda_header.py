"""The first line of the agenda and of the cached answer: on which day and input they were made.

A shell's start imports this, so it must stay as cheap as `fingerprint`.
"""

_MARK = "# privacy-check"


def format_header(day: str, fingerprint: str, *, complete: bool) -> str:
    """Return the first line; `complete` tells whether all files could be read and written."""
    return f"{_MARK} {day} {'whole' if complete else 'faulty'} {fingerprint}\n"


def parse_header(line: str) -> tuple[str, str] | None:
    """Return the day and the fingerprint of a complete file's first line; None for any other."""
    words = line.removeprefix(_MARK).split()
    if not is_ours(line) or len(words) != 3 or words[1] != "whole":
        return None
    return words[0], words[2]


def is_ours(text: str) -> bool:
    """Tell whether a file that begins so was written by this program."""
    return text.startswith(_MARK)
