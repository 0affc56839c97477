"""Write what is generated in docs/: the checklists, what is open, the JSON Schema of their files.

Run by `make docs`; a test holds the files against what this would write.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from privacy_check.domain import backing, wording
from privacy_check.domain.checklist import Backing, Checklist
from privacy_check.storage import catalog, checklist_file, paths

DOCS = Path(__file__).parent
HEAD = """# The checklists

Made by `make docs`. For each: what it settles, its steps and minutes; who backs the weakest of
the steps that count, with the day of that source, or on which it was read; and when a second
reader last held the whole file against what could be found.

"""
OPEN = """# Open questions

Made by `make docs` from the files: what no source could confirm. All else in these steps has its
sources. If you have the device or the plan, look, and tell us what you see:
[CONTRIBUTING.md](../CONTRIBUTING.md) says how.

"""
BACKERS: dict[Backing, str] = {
    "vendor": "the vendor",
    "authority": "an authority or the law",
    "press": "press",
    "other": "second-hand",
}


def by_service(found: Iterable[Checklist]) -> list[Checklist]:
    return sorted(found, key=lambda c: (c.service.lower(), c.service, c.title))


def row(checklist: Checklist) -> str:
    weakest = backing.weakest(checklist)
    cells = [
        checklist.service,
        link(checklist),
        str(len(checklist.steps)),
        str(checklist.minutes),
        BACKERS[weakest.kind],
        wording.source_day(weakest.source),
        wording.day(checklist.audited) if checklist.audited else "not yet",
    ]
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def link(checklist: Checklist) -> str:
    return f"[{checklist.title}](../checklists/{checklist.id}.toml)"


def table(found: list[Checklist]) -> str:
    head = "| service | what it settles | steps | minutes | backed by | backed on | audited |"
    rows = [row(c) for c in by_service(found)]
    count = f"{len(rows)} checklists, {sum(len(c.steps) for c in found)} steps.\n\n"
    return f"{HEAD}{count}" + "\n".join([head, "|---|---|--:|--:|---|---|---|", *rows]) + "\n"


def questions(found: list[Checklist]) -> str:
    """Return the page of what is unknown, by service."""
    unsure = [c for c in by_service(found) if any(step.unknown for step in c.steps)]
    count = sum(len(step.unknown) for c in unsure for step in c.steps)
    said = f"{wording.count(count, 'question')} in {wording.count(len(unsure), 'checklist')}.\n"
    parts = [f"{OPEN}{said}"]
    for service, members in groupby(unsure, key=lambda c: c.service):
        parts.append("\n".join([f"## {service}\n", *(q for c in members for q in asked(c))]) + "\n")
    return "\n".join(parts)


def asked(checklist: Checklist) -> Iterator[str]:
    """Yield a line for each step of a checklist in which something is unknown."""
    for step in checklist.steps:
        if step.unknown:
            yield f"- {link(checklist)}, *{step.title}*: {'; '.join(step.unknown)}"


def pages() -> dict[str, str]:
    """Return each generated file's name with its text."""
    library = catalog.load(paths.builtin_checklists(), DOCS / "none")
    found = list(library.checklists.values())
    return {
        "checklists.md": table(found),
        "open-questions.md": questions(found),
        "checklist.schema.json": f"{checklist_file.schema()}\n",
    }


if __name__ == "__main__":
    for name, page in pages().items():
        (DOCS / name).write_text(page, encoding="utf-8")
        print(f"docs/{name}")
