"""Write what is generated in docs/: the list of checklists, and the JSON Schema of their files.

Run by `make docs`; a test holds the files against what this would write.
"""

from pathlib import Path

from privacy_check.domain import wording
from privacy_check.domain.checklist import Checklist
from privacy_check.storage import catalog, checklist_file, paths

DOCS = Path(__file__).parent
HEAD = """# The checklists

Made by `make docs`. For each: what it settles, its steps and minutes, the newest and the oldest
dated source that backs it.

"""


def row(checklist: Checklist) -> str:
    dates = [source.date for source in checklist.sources if source.date]
    newest, oldest = (wording.day(f(dates)) if dates else "undated" for f in (max, min))
    cells = [
        checklist.service,
        f"[{checklist.title}](../checklists/{checklist.id}.toml)",
        str(len(checklist.steps)),
        str(checklist.minutes),
        newest,
        oldest,
    ]
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def pages() -> dict[str, str]:
    """Return each generated file's name with its text."""
    found = catalog.load(paths.builtin_checklists(), DOCS / "none").checklists.values()
    head = "| service | what it settles | steps | minutes | newest source | oldest source |"
    rows = [row(c) for c in sorted(found, key=lambda c: (c.service.lower(), c.title))]
    count = f"{len(rows)} checklists, {sum(len(c.steps) for c in found)} steps.\n\n"
    table = "\n".join([head, "|---|---|--:|--:|---|---|", *rows])
    return {
        "checklists.md": f"{HEAD}{count}{table}\n",
        "checklist.schema.json": f"{checklist_file.schema()}\n",
    }


if __name__ == "__main__":
    for name, page in pages().items():
        (DOCS / name).write_text(page, encoding="utf-8")
        print(f"docs/{name}")
