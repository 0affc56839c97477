"""A home full of strangers' strings: in every text of every file, and in the files' names."""

import os
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any, get_args

from msgspec.structs import fields

from privacy_check.domain.checklist import Change, Checklist, Confirm, Source, Step, Text
from privacy_check.domain.sanitize import Clean
from tests.hostile_strings import in_toml

STEPS = ("one", "two", "three")
GIVEN: dict[type, dict[str, str]] = {
    Checklist: {
        "schema": "1",
        "hosts": '["acme.com"]',
        "category": '"ads"',
        "worth": "1",
        "minutes": "1",
        "recheck_days": "30",
    },
    Confirm: {"url": '"https://elsewhere.example/?q=[/]"'},
    Step: {"url": '"https://acme.com/[@click=app.quit]x[/]"', "sources": '["s"]'},
    Change: {"date": "2026-11-01", "sources": '["s"]'},
    Source: {"id": '"s"', "url": '"https://acme.com/"', "date": "2026-01-01"},
}
"""What must be so, as it stands in a file; every other field that is text takes strings."""

_TABLES = (Confirm, Step, Change, Source)
_NO_NAME = str.maketrans("/\0", "::")


def table(model: type[Any], given: dict[str, str], strings: Iterator[str]) -> list[str]:
    """Write one table: the given values, and the next strings wherever the model takes text."""
    lines = []
    for field in fields(model):
        if field.name in given:
            lines.append(f"{field.name} = {given[field.name]}")
        elif field.type is Text or Clean in (field.type, *get_args(field.type)):
            lines.append(f"{field.name} = {in_toml(next(strings))}")
        elif Text in get_args(field.type):
            lines.append(f"{field.name} = [{in_toml(next(strings))}, {in_toml(next(strings))}]")
    return lines


def checklist(name: str, strings: Iterator[str]) -> str:
    """Write a whole checklist; its last tag is its id, so that it can be found."""
    lines = table(Checklist, GIVEN[Checklist] | {"id": f'"{name}"'}, strings)
    lines = [line[:-1] + f', "{name}"]' if line.startswith("tags = ") else line for line in lines]
    lines += ["[confirm]", *table(Confirm, GIVEN[Confirm], strings)]
    for step in STEPS:
        lines += ["[[steps]]", *table(Step, GIVEN[Step] | {"id": f'"{step}"'}, strings)]
    for key, model in (("changes", Change), ("sources", Source)):
        lines += [f"[[{key}]]", *table(model, GIVEN[model], strings)]
    return "\n".join(lines) + "\n"


def journal(name: str, strings: Iterator[str]) -> str:
    """Write what was done with a checklist, with strings wherever a line has a word."""

    def word() -> str:
        return in_toml(next(strings))

    did = [
        'did = "still-right", review = 1, steps = ["one", "two", "three"]',
        f'did = "noted", note = {word()}',
        *(f'did = "noted", step = "{step}", note = {word()}' for step in STEPS),
        *(f'did = "looks-different", step = "{step}", note = {word()}' for step in STEPS),
        f'did = "done", review = 1, step = {word()}, {word()} = {word()}',
        f"did = {word()}, review = 1, step = {word()}",
        f'did = "undone", of = {word()}',
    ]
    lines = [f"{name}.{word()} = {{ at = 2026-10-01T10:00:00Z, {said} }}" for said in did]
    lines.append(f'{word()}.x = {{ at = 2026-10-01T10:00:00Z, did = "noted", note = {word()} }}')
    return "\n".join(lines) + "\n"


def config(strings: Iterator[str]) -> str:
    """Write settings that are wrong in every way in which they can be."""
    words = [in_toml(next(strings)) for _ in range(9)]
    return (
        f"theme = {words[0]}\nregion = {words[1]}\nplatforms = [{words[2]}]\nplans = [{words[3]}]\n"
        f'{words[4]} = 1\n[keys]\n{words[5]} = {words[6]}\n"app.interval" = {words[7]}\n'
        f'"walk.skip" = "hangul_filler"\n"walk.differs" = {words[8]}\n'
    )


def make(home: Path, strings: list[str], each: int = 25) -> list[str]:
    """Fill a home; return the ids of its checklists, each made of so many of the strings."""
    for folder in ("checklists", "profiles/default", "state"):
        (home / folder).mkdir(parents=True)
    names = []
    for start in range(0, len(strings), each):
        name, endless = f"check{start // each:02}", cycle(strings[start : start + each])
        names.append(name)
        (home / "checklists" / f"{name}.toml").write_text(checklist(name, endless))
        (home / "profiles/default" / f"{name}.toml").write_text(journal(name, endless))
    endless = cycle(strings)
    (home / "config.toml").write_text(config(endless))
    services = ", ".join(map(in_toml, strings[:25]))
    (home / "choices.toml").write_text(f"services = [{services}]\n")
    others = (f"[p{n}]\nname = {in_toml(text)}\n" for n, text in enumerate(strings))
    (home / "profiles.toml").write_text("".join(others))
    for text in strings:
        named_like(text, home / "profiles").mkdir()
        for folder in ("checklists", "profiles/default"):
            wrong = f"{in_toml(text)} = {in_toml(text)}\nx.y = {{ a = 1 }}\n"
            named_like(text, home / folder).write_text(wrong, encoding="utf-8")
    return names


def named_like(text: str, folder: Path) -> Path:
    """Return a path that is named like a string; of a long one the ends, by torn letters."""
    name = text.translate(_NO_NAME).encode()
    return folder / f"{os.fsdecode(name if len(name) < 100 else name[:60] + name[-40:])}.toml"
