"""Markdown as blocks, and their plain text; which lines were used, and what could not be kept.

HTML is text like any other. All text that comes out of here is clean.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode as Block
from msgspec import Struct

from privacy_check.domain.sanitize import Clean, clean, clean_name
from privacy_check.domain.task_list import paragraphs
from privacy_check.domain.url import checked

LISTS = ("bullet_list", "ordered_list")
_MOST_NESTED = 60
"""Levels of lists and quotes, two for each list in another; what is deeper is no block at all."""
_LONGEST = 20_000
"""Characters of a paragraph that is taken as Markdown: what takes longer than it should is."""
_SHOWN = 60
_BARE = re.compile(r"https?://[^\s<>]*[^\s<>.,:;!?'\")\]]")
"""An address without brackets; a mark after it belongs to the sentence."""


class _Parser(MarkdownIt):
    """The parser with links as they stand: whether one is honest, `domain.url` decides."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


class Piece(Struct, frozen=True):
    """A part of a line: text, or a link with its label."""

    text: str
    address: str = ""
    is_code: bool = False


class Document:
    """A parsed text."""

    def __init__(self, text: str) -> None:
        self._source = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._parser = _Parser("commonmark", {"html": False, "maxNesting": _MOST_NESTED})
        self._parser.core.ruler.disable("inline")  # a task's box is taken off first
        self._environment: dict[str, Any] = {}
        self.blocks = Block(self._parser.parse(text, self._environment)).children
        self.used: list[range] = []
        """The lines of which something came in, counted from 0."""
        self.notes: list[str] = []
        """What came in otherwise than it stands there."""

    def use(self, block: Block) -> None:
        """Count the lines of a block as used."""
        self.used.append(range(*block.map) if block.map else range(0))

    def note(self, block: Block, what: str) -> None:
        """Say what of a block could not be kept."""
        self.notes.append(f"line {block.map[0] + 1 if block.map else 1}: {what}")

    def left_out(self) -> list[int]:
        """Return the numbers of the lines that say something and were not used."""
        used = {line for lines in self.used for line in lines}
        known: Mapping[str, Any] = self._environment.get("references", {})
        used |= {line for link in known.values() for line in range(*link["map"])}
        numbered = enumerate(self._source)
        return [number + 1 for number, line in numbered if line.strip() and number not in used]

    def line(self, block: Block) -> str:
        """Return the text of a heading or a paragraph as one line."""
        return one_line("".join(map(_with_address, self._pieces(raw(block)))))

    def title(self, text: str, block: Block) -> tuple[str, Clean | None]:
        """Return a title, and the first address in it."""
        url: Clean | None = None
        said = ""
        for piece in _with_bare_links(self._pieces(text)):
            if not piece.address or url:
                said += _with_address(piece)
                continue
            try:
                url = checked(piece.address)
            except ValueError as error:
                shown = clean_name(piece.address, _SHOWN)
                self.note(block, f"the address was left out, it {error}: {shown}")
                said += "" if piece.text == piece.address else piece.text
            else:
                said += piece.text
        title = said.rstrip().removesuffix(url or "")  # at the end it says nothing more
        return one_line(title) or one_line(url or ""), url

    def text(self, block: Block, mark: str = "") -> str:
        """Return the plain text of a block, and count its lines as used.

        In a list each item has its mark: a hyphen, or its number.
        """
        if block.type in LISTS:
            return "\n".join(self.text(item, mark_of(item)) for item in block.children)
        if block.type == "list_item":
            inner = "\n".join(filter(None, map(self.text, block.children)))
            return f"{mark} {inner}".replace("\n", f"\n{' ' * (len(mark) + 1)}")
        if block.type == "blockquote":
            return "\n\n".join(filter(None, map(self.text, block.children)))
        if block.type in ("fence", "code_block"):
            said = block.content
        else:
            said = "".join(map(_with_address, self._pieces(raw(block))))
        self.use(block)
        return clean(said, len(said) + 1, lines=True).strip("\n")

    def _pieces(self, text: str) -> Iterator[Piece]:
        """Yield the parts of a paragraph."""
        if len(text) > _LONGEST:
            yield Piece(text)
            return
        tokens: list[Token] = []
        self._parser.inline.parse(text, self._parser, self._environment, tokens)
        address, label = "", ""
        for token in tokens:
            if token.type == "link_open":
                address, label = str(token.attrs["href"]), ""
            elif token.type == "link_close":
                is_bare = token.markup == "autolink" and address.endswith(label)
                yield Piece(address if is_bare else label, address)
                address = ""
            elif address:
                label += _said(token)
            else:
                yield Piece(_said(token), is_code=token.type == "code_inline")


def _with_bare_links(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a line, a bare address in its text as a link, as GitHub reads it."""
    for piece in pieces:
        if piece.address or piece.is_code:
            yield piece
            continue
        end = 0
        for found in _BARE.finditer(piece.text):
            yield Piece(piece.text[end : found.start()])
            yield Piece(found[0], found[0])
            end = found.end()
        yield Piece(piece.text[end:])


def raw(block: Block) -> str:
    """Return the Markdown of a heading or a paragraph; empty for another block."""
    if block.type not in ("heading", "paragraph"):
        return ""
    return "".join(inline.content for inline in block.children)


def mark_of(item: Block) -> str:
    """Return what stands before an item of a list."""
    return f"{item.info}." if item.info else "-"


def one_line(text: str) -> str:
    """Return a text as one clean line."""
    return clean(re.sub(r"[^\S\n]*\n\s*", " ", text.strip()), len(text) + 1).strip()


def body(parts: list[str]) -> str:
    """Return clean paragraphs of these texts."""
    said = paragraphs("\n\n".join(filter(None, parts)))
    return paragraphs(clean(said, len(said) + 1, lines=True))


def _said(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content


def _with_address(piece: Piece) -> str:
    if not piece.address or piece.text == piece.address:
        return piece.text
    return f"{piece.text} ({piece.address})"
