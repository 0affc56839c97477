"""A checklist as a task list, and a task list as Markdown: what can travel through other programs.

`storage/task_list_file` reads Markdown back: it gives the very list that was written here.
"""

import re
from collections.abc import Iterable

from msgspec import Struct

from privacy_check.domain.checklist import Step
from privacy_check.domain.standing import Standing

LONGEST_TITLE, LONGEST_BODY = 200, 4000
"""Characters that a checklist keeps of a title, and of a text."""
_MARKUP = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)")
"""What would be Markdown anywhere in a line."""
_LINE_START = re.compile(r"^(?:(\d{1,9})(?=[.)])|(?=[#>+=:|-]))")
"""What would be Markdown at the beginning of a line: a heading, a quote, a list, a rule."""
_PLAIN_URL = re.compile(r"[A-Za-z0-9:/?#@!$'*+,;=._~%-]+")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


class Task(Struct, frozen=True):
    """One thing to do; all text is plain."""

    title: str
    body: str = ""
    """Paragraphs, with a blank line between them."""
    url: str = ""
    done: bool = False


class TaskList(Struct, frozen=True):
    """What is to be done, and why."""

    title: str
    tasks: tuple[Task, ...]
    why: str = ""


def of_standing(standing: Standing) -> TaskList:
    """Return a checklist's steps that apply to the person, ticked where they are done."""
    tasks = [
        Task(s.step.title, _body(s.step), s.step.url or "", done=s.mark == "done")
        for s in standing.steps
        if s.applies or s.mark != "todo"
    ]
    return TaskList(standing.checklist.title, tuple(tasks), paragraphs(standing.checklist.why))


def _body(step: Step) -> str:
    """Return what a step says besides its title and its link, as text."""
    parts = [
        step.body,
        " › ".join(step.path),
        f"You should see: {step.expect}" if step.expect else "",
        f"Text to send:\n{step.copy}" if step.copy else "",
    ]
    return paragraphs("\n\n".join(filter(None, parts)))


def paragraphs(text: str) -> str:
    """Return a text with exactly one blank line between its paragraphs, and none around them."""
    return _BLANK_LINES.sub("\n\n", text.strip())


def markdown(whole: TaskList) -> str:
    """Write a task list as GitHub and others read it: a heading, why, and `- [x]` for each task."""
    parts = [f"# {_heading(whole.title)}"]
    parts += [_paragraph(part, "") for part in whole.why.split("\n\n") if part]
    return "\n\n".join([*parts, _tasks(whole.tasks)]) + "\n"


def _tasks(tasks: Iterable[Task]) -> str:
    """Write the tasks, with blank lines only around those that say more than their title."""
    text, is_long = "", False
    for task in tasks:
        title = _escaped(task.title)
        line = f"- [{'x' if task.done else ' '}] "
        # else an address in the title would be read as the step's link
        line += f"[{title}]({_target(task.url)})" if task.url else title.replace("://", r":\//")
        more = [_paragraph(part, "  ") for part in task.body.split("\n\n") if part]
        gap = "\n\n" if is_long or (more and text) else "\n"
        text += (gap if text else "") + "\n\n".join([line, *more])
        is_long = bool(more)
    return text


def _heading(text: str) -> str:
    return _escaped(text).replace("#", r"\#")  # at the end it would be left out


def _paragraph(text: str, indent: str) -> str:
    """Write a paragraph that keeps its lines, and whose lines begin no block of Markdown's."""
    lines = [_LINE_START.sub(r"\1\\", _escaped(line), count=1) for line in text.split("\n")]
    return "\\\n".join(f"{indent}{line}" for line in lines)


def _escaped(line: str) -> str:
    """Escape what would be Markdown within a line; blanks at its ends would get lost, too."""
    escaped = _MARKUP.sub(lambda found: f"\\{found[0]}", line)
    if escaped and escaped[0].isspace():
        escaped = f"&#{ord(escaped[0])};{escaped[1:]}"
    if escaped and escaped[-1].isspace():
        escaped = f"{escaped[:-1]}&#{ord(escaped[-1])};"
    return escaped


def _target(url: str) -> str:
    if _PLAIN_URL.fullmatch(url):
        return url
    return "<" + re.sub(r"[\\<>&]", lambda found: f"\\{found[0]}", url) + ">"
