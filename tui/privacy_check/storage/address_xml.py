"""Addresses in KeePass' XML; nothing that it declares is unpacked."""

from xml.parsers import expat

from privacy_check.storage.addresses import FORMATS, MAX_CELL, Addresses, NotReadableError


def read(data: bytes) -> Addresses:
    """Return the addresses of its entries. Raises NotReadableError."""
    handler = _KeePassXml()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = handler.doctype
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    try:
        parser.Parse(data, True)  # noqa: FBT003  expat takes it by place
    except expat.ExpatError:
        raise NotReadableError("is not well-formed XML") from None
    return handler.found


class _KeePassXml:
    """Takes the addresses out of KeePass' XML as it streams by; nothing else is kept."""

    def __init__(self) -> None:
        self.found = Addresses("passwords", "KeePass")
        self._path: list[str] = []
        self._key = ""
        self._text: list[str] | None = None

    def doctype(self, *_: object) -> None:
        """Refuse what may declare entities, which can unpack to any size or name files."""
        raise NotReadableError("declares a document type, which no export does")

    def start(self, name: str, _: object) -> None:
        if not self._path and name not in ("KeePassFile", "pwlist"):
            raise NotReadableError(f"is not {FORMATS}")
        if len(self._path) > 500:
            raise NotReadableError("is nested too deeply")
        self._path.append(name)
        is_address = self._key == "URL" or self._key.startswith("KP2A_URL")
        wanted = name == "Key" or (name == "Value" and is_address) or name == "url"
        self._text = [] if wanted else None

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end(self, name: str) -> None:
        self._path.pop()
        if self._text is not None:
            text = "".join(self._text)
            if name == "Key":
                self._key = text[:MAX_CELL]
            else:
                self.found.add_cell(text)
        if name in ("Value", "String"):
            self._key = ""
        self._text = None
