"""Reads Markdown task lists: `- [ ]`, `* [x]`, numbered, nested, as GitHub has them.

Whatever else the text holds is told by its lines.
"""

import re
from collections.abc import Iterator
from textwrap import shorten

from markdown_it.tree import SyntaxTreeNode as Block
from msgspec import Struct

from privacy_check.domain.sanitize import clean
from privacy_check.domain.task_list import LONGEST_BODY, LONGEST_TITLE, Task, TaskList
from privacy_check.errors import ChecklistError
from privacy_check.storage.markdown_text import LISTS, Document, body, mark_of, raw

MOST_TASKS = 500
"""The most tasks of one list; nobody walks through more."""
_SHORT_TITLE = 79
_BOX = re.compile(r"\[([ xX])\](?:\s+|$)")


class Found(Struct, frozen=True):
    """What a text holds."""

    lists: tuple[TaskList, ...]
    left_out: tuple[int, ...] = ()
    """The numbers of the lines of which nothing came in."""
    notes: tuple[str, ...] = ()
    """What came in otherwise than it stands there, by line."""


class _Place(Struct, frozen=True):
    """What a task stands under: a heading, or an item of a list."""

    name: str
    block: Block
    level: str = "item"


def read(text: str, title: str) -> Found:
    """Return the task lists in a text; `title` is that of a list without a heading of its own.

    Raises ChecklistError for more tasks than anybody would walk through.
    """
    document = Document(text)
    lists = [found for part in _parts(document) if (found := _list(document, part, title))]
    return Found(tuple(lists), tuple(document.left_out()), tuple(document.notes))


def _parts(document: Document) -> Iterator[list[Block]]:
    """Yield the blocks of each list: every heading of the first level begins one."""
    part: list[Block] = []
    for block in document.blocks:
        if block.tag == "h1" and part:
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _list(document: Document, part: list[Block], title: str) -> TaskList | None:
    """Return the task list in some blocks; None, and all of them left out, if there is none."""
    used, notes = len(document.used), len(document.notes)
    headings = [block for block in part if block.type == "heading"]
    named = next((b for b in headings if b.tag == "h1" or len(headings) == 1), None)
    why: list[str] = []
    tasks: list[Task] = []
    places: tuple[_Place, ...] = ()
    for block in part:
        if block is named:
            title = document.line(block) or title
            document.use(block)
        elif block.type == "heading":
            around = [place for place in places if place.level < block.tag]
            places = (*around, _Place(document.line(block), block, block.tag))
        elif block.type == "paragraph" and not tasks and not places:
            why.append(document.text(block))
        else:
            tasks += _tasks(document, block, places)
    if not tasks:
        del document.used[used:], document.notes[notes:]
        return None
    if len(tasks) > MOST_TASKS:
        raise ChecklistError(
            f"{clean(title, 60)!r} has {len(tasks):,} tasks; a checklist can have {MOST_TASKS}: "
            "import it in parts"
        )
    title = _cut(document, part[0], title, LONGEST_TITLE)
    return TaskList(title, tuple(tasks), _cut(document, part[0], body(why), LONGEST_BODY))


def _tasks(document: Document, block: Block, places: tuple[_Place, ...]) -> Iterator[Task]:
    """Yield the tasks in a block: in a list, or in a quote that has lists."""
    if block.type in LISTS:
        for item in block.children:
            yield from _item(document, item, places)
    elif block.type == "blockquote":
        for inner in block.children:
            yield from _tasks(document, inner, places)


def _item(document: Document, item: Block, places: tuple[_Place, ...]) -> Iterator[Task]:
    """Yield the task that an item of a list is, and then those within it."""
    first, rest = item.children[:1], item.children[1:]
    text = raw(first[0]) if first else ""
    box = _BOX.match(text)
    if box is None:
        here = (*places, _Place(document.line(first[0]), first[0])) if text else places
        for block in rest if text else item.children:
            yield from _tasks(document, block, here)
        return
    title, url = document.title(text[box.end() :], first[0])
    inner = (*places, _Place(title, first[0]))
    within = [task for block in rest for task in _tasks_below(document, block, inner)]
    if title:
        more = body([_said_below(document, block) for block in rest])
        task = Task(title, more, url or "", done=box[1] != " ")
        yield _task(document, first[0], places, task)
    yield from within


def _tasks_below(document: Document, block: Block, places: tuple[_Place, ...]) -> Iterator[Task]:
    """Yield the tasks of a block within a task; the rest of it is what the task says."""
    if block.type in LISTS:
        for item in filter(_has_task, block.children):
            yield from _item(document, item, places)


def _said_below(document: Document, block: Block) -> str:
    """Return what a block within a task says, apart from tasks in it."""
    if block.type not in LISTS:
        return document.text(block)
    plain = (item for item in block.children if not _has_task(item))
    return "\n".join(document.text(item, mark_of(item)) for item in plain)


def _task(document: Document, block: Block, places: tuple[_Place, ...], task: Task) -> Task:
    """Return a task that names what it stands under, and keeps what its title can't hold."""
    for place in places:
        document.use(place.block)
    document.use(block)
    names = " › ".join(place.name for place in places if place.name)
    title, parts = task.title, [f"Under: {names}" if names else ""]
    if len(title) > LONGEST_TITLE:
        parts.append(title)
        title = shorten(title, _SHORT_TITLE, placeholder=" …")
    whole = _cut(document, block, body([*parts, task.body]), LONGEST_BODY)
    return Task(clean(title).strip(), whole, task.url, task.done)


def _has_task(block: Block) -> bool:
    """Tell whether there is a task anywhere in a block."""
    if block.type == "list_item" and block.children and _BOX.match(raw(block.children[0])):
        return True
    return block.type != "inline" and any(map(_has_task, block.children))


def _cut(document: Document, block: Block, text: str, most: int) -> str:
    """Return as much of a text as a checklist can have, and say that it was cut."""
    if len(text) > most:
        document.note(block, f"cut to {most:,} characters")
    return clean(text, most, lines=True).strip()
