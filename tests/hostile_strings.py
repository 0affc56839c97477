def in_toml(text: str) -> str:
    """Write a TOML string with everything escaped that is not plain ASCII."""
    plain = (c if c.isascii() and c.isprintable() and c not in '"\\' else "" for c in text)
    return '"' + "".join(p or f"\\U{ord(c):08x}" for p, c in zip(plain, text, strict=True)) + '"'
