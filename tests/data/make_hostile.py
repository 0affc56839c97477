"""Write checklists/hostile.toml: every text of a checklist, full of what a terminal may obey."""

from pathlib import Path

EVIL = (
    "Evil [/] [Privacy] [@click=app.quit]x[/] [b]$x[/b] \\[ {x} %F "
    "\x1b[31mred\x1b]0;title\x07\x1b]52;c;eA==\x1b\\ \x9b5m \x00 \x7f "
    "\u202ebidi\u2066 zero\u200bwidth\ufeff tag\U000e0041 "
)
LONG = EVIL + "A" * 10_000


def text(words: str) -> str:
    """Write a TOML string with everything escaped that is not plain ASCII."""
    plain = (c if c.isascii() and c.isprintable() and c not in '"\\' else "" for c in words)
    return '"' + "".join(p or f"\\U{ord(c):08x}" for p, c in zip(plain, words, strict=True)) + '"'


def main() -> None:
    lines = [
        "# Made by make_hostile.py.",
        "schema = 1",
        'id = "hostile"',
        f"title = {text(LONG)}",
        f"service = {text(EVIL)}",
        'hosts = ["evil.example"]',
        'category = "ads"',
        "worth = 1",
        f"summary = {text(LONG)}",
        f"why = {text(EVIL + chr(10) * 2 + LONG)}",
        f"after = {text(EVIL)}",
        "minutes = 1",
        "recheck_days = 30",
        f"tags = [{text(EVIL)}]",
        "[confirm]",
        f"question = {text(EVIL)}",
        'url = "https://xn--80ak6aa92e.example/[/]"',
    ]
    for name in ("one", "two"):
        lines += [
            "[[steps]]",
            f'id = "{name}"',
            f"title = {text(LONG)}",
            f"body = {text(LONG)}",
            f"path = [{text(EVIL)}, {text(LONG)}]",
            f"formerly = [{text(EVIL)}]",
            f"expect = {text(EVIL)}",
            f"copy = {text(EVIL)}",
            'url = "https://elsewhere.example/?q=[@click=app.quit]x[/]"',
            'sources = ["s"]',
        ]
    lines += ["[[changes]]", "date = 2026-11-24", f"note = {text(EVIL)}", 'sources = ["s"]']
    lines += ["[[sources]]", 'id = "s"', f"title = {text(EVIL)}", f"publisher = {text(EVIL)}"]
    lines += ['url = "https://evil.example/"']
    Path(__file__).with_name("checklists").joinpath("hostile.toml").write_text(
        "\n".join(lines) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
