"""Addresses in JSON: exports of passwords, and browsers' bookmarks.

It is decoded into models that have no field but the addresses, so that the rest is never decoded.
"""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from privacy_check.storage.addresses import FORMATS, Addresses, NotReadableError

_MAX_OBJECTS, _MAX_QUOTES = 1_000_000, 8_000_000
"""What a text may have of what takes far more memory than it takes bytes: `{},{},{}`."""


class _Uri(Struct):
    uri: str | None = None
    url: str | None = None


class _Login(Struct):
    uris: list[_Uri] | None = None


class _Content(Struct):
    urls: list[str] = []


class _Data(Struct):
    content: _Content | None = None


class _Overview(Struct):
    url: str | None = None
    urls: list[_Uri] | None = None


class _Item(Struct):
    login: _Login | None = None
    """Bitwarden's."""
    data: _Data | None = None
    """Proton Pass'."""
    overview: _Overview | None = None
    """1Password's."""

    def addresses(self) -> Iterator[str | None]:
        uris = [*((self.login and self.login.uris) or [])]
        if self.overview:
            yield self.overview.url
            uris += self.overview.urls or []
        for uri in uris:
            yield uri.uri or uri.url
        if self.data and self.data.content:
            yield from self.data.content.urls


class _Vault(Struct):
    items: list[_Item] = []


class _Account(Struct):
    vaults: list[_Vault] = []


class _Node(Struct):
    """A bookmark or a folder: Chrome says `url`, Firefox `uri`."""

    url: str | None = None
    uri: str | None = None
    children: list["_Node"] = []


class _Document(Struct):
    """All that is looked at in a JSON file, whoever wrote it."""

    encrypted: bool = False
    items: list[_Item] | UnsetType = UNSET
    accounts: list[_Account] | UnsetType = UNSET
    vaults: dict[str, _Vault] | UnsetType = UNSET
    roots: dict[str, Raw] | UnsetType = UNSET
    children: list[_Node] | UnsetType = UNSET


def read(data: bytes) -> Addresses:
    """Return the addresses of whichever program wrote it. Raises NotReadableError."""
    document = _document(data)
    if document.encrypted:
        raise NotReadableError("is encrypted; export it again, without encryption")
    if document.roots is not UNSET:
        return _bookmarks("Chrome", map(_root, document.roots.values()))
    if document.children is not UNSET:
        return _bookmarks("Firefox", document.children)
    if document.items is not UNSET:
        return _items("Bitwarden", document.items)
    if document.accounts is not UNSET:
        vaults = [vault for account in document.accounts for vault in account.vaults]
        return _items("1Password", (item for vault in vaults for item in vault.items))
    if document.vaults is not UNSET:
        vaults = list(document.vaults.values())
        return _items("Proton Pass", (item for vault in vaults for item in vault.items))
    raise NotReadableError(f"is not {FORMATS}")


def _document(data: bytes) -> _Document:
    if data.count(b"{") > _MAX_OBJECTS or data.count(b'"') > _MAX_QUOTES:
        raise NotReadableError(f"has more than {_MAX_OBJECTS:,} objects")
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Document)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        raise NotReadableError(f"is not {FORMATS}") from None


def _items(program: str, items: Iterable[_Item]) -> Addresses:
    found = Addresses("passwords", program)
    for item in items:
        for address in filter(None, item.addresses()):
            found.add(address)
    return found


def _root(raw: Raw) -> _Node:
    """Decode one of Chrome's roots; some versions keep a number among them."""
    return msgspec.json.decode(raw, type=_Node) if bytes(raw)[:1] == b"{" else _Node()


def _bookmarks(program: str, nodes: Iterable[_Node]) -> Addresses:
    found = Addresses("bookmarks", program)
    left = list(nodes)
    while left:
        node = left.pop()
        left += node.children
        found.add(node.url or node.uri or "")
    return found
