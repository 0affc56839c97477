"""Markdown task lists: what comes in, what is left out by its lines, and that nothing gets lost."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from privacy_check.domain.sanitize import clean
from privacy_check.domain.task_list import (
    LONGEST_BODY,
    LONGEST_TITLE,
    Task,
    TaskList,
    markdown,
    of_standing,
    paragraphs,
)
from privacy_check.domain.url import checked
from privacy_check.errors import ChecklistError
from privacy_check.session import Session
from privacy_check.storage import checklist_file, own_checklists
from privacy_check.storage.own_checklists import Draft
from privacy_check.storage.task_list_file import MOST_TASKS, Found, read
from tests.hostile_strings import KINDS

FALLBACK = "The file's name"

SPECIALS = [
    *("*bold*", "_em_", "`code`", "```", "~~~", "~~gone~~", "[ ]", "[x] done", "[a](b)", "![i](u)"),
    *("<b>", "<!-- c -->", "<https://a.org>", "&amp;", "&#35;", "\\", "\\\\", "a\\", "!", "#"),
    *("# h", "C #", "> quote", "- item", "+ item", "* item", "1. one", "1) one", "12345678. x"),
    *(
        "---",
        "===",
        "***",
        "___",
        "| a | b |",
        "|---|---|",
        ":-: | --",
        "[r]: https://a.org",
        "[^1]",
    ),
    *("$x$", "@name", "#12", "https://bare.example/x_y_z", "snake_case_name", "2 * 3 * 4", "a  b"),
    *("\u3000", "\u00a0x\u00a0", "-", "+", "=", "0.", "Ünï © 日本 👩\u200d💻", "ن ع", "e\u0301"),
    *("\tx", "  indented", "x  ", "[", "]", "](", "<", ">", "&", "&copy", "&copy;", "*", "_", "~"),
    *("`", "(", ")", '"', "'", "{{x}}", "Under: Settings › Privacy", "You should see: - [ ] x"),
]
LINES = st.one_of(st.sampled_from(SPECIALS), st.text(max_size=30)) | st.lists(
    st.sampled_from(SPECIALS), min_size=2, max_size=4
).map(" ".join)
URLS = [
    "https://example.org/a?b=c&copy=1&copy;=2#d",
    "https://example.org/(a)/b*c_d_~e~",
    "https://example.org/a%20b!$',;[x]",
    "http://example.org:8080",
    "mailto:privacy@example.org?subject=Objection",
]


def kept(text: str, most: int, *, lines: bool = False) -> str:
    """A text as a checklist has it: clean, and without blanks around it."""
    for _ in range(3):  # what is removed may leave blanks at the ends
        text = clean(paragraphs(text) if lines else text.strip(), most, lines=lines)
    return paragraphs(text) if lines else text.strip()


titles = LINES.map(lambda text: kept(text, LONGEST_TITLE)).filter(bool)
bodies = st.lists(LINES | st.just(""), max_size=5).map(
    lambda lines: kept("\n".join(lines), LONGEST_BODY, lines=True)
)
urls = st.just("") | st.sampled_from(URLS).map(checked)
tasks = st.builds(Task, titles, bodies, urls, st.booleans())
task_lists = st.builds(TaskList, titles, st.lists(tasks, min_size=1, max_size=5).map(tuple), bodies)


@given(st.lists(task_lists, min_size=1, max_size=3))
@example([TaskList("x", (Task("t", "- a\n  - b\n\n    c\n\n1. d"),), "# h\n===\n---")])
def test_what_is_exported_comes_in_as_it_was(lists: list[TaskList]) -> None:
    text = "\n".join(map(markdown, lists))
    assert read(text, FALLBACK) == Found(tuple(lists)), text


@given(task_lists)
def test_what_comes_in_is_a_checklist_that_says_the_same(whole: TaskList) -> None:
    text = own_checklists.text("made", Draft.of(whole))
    with_path = Path("made.toml")
    with_path.write_text(text, encoding="utf-8")
    made, faults = checklist_file.read(with_path, "made.toml")
    assert not faults
    assert made is not None
    assert (made.title, made.why) == (whole.title, whole.why)
    assert [(s.title, s.body, s.url or "") for s in made.steps] == [
        (task.title, task.body, task.url) for task in whole.tasks
    ]


def test_every_checklist_of_the_library_travels(whole_library: Session) -> None:
    for standing in whole_library.standings():
        whole = of_standing(standing)
        assert read(markdown(whole), FALLBACK) == Found((whole,)), whole.title


def test_what_is_ticked_travels(session: Session) -> None:
    session.mark("acme", "switch", "done")
    session.mark("acme", "letter", "skipped")
    said = markdown(of_standing(session.standing("acme")))
    assert said == (Path(__file__).parent.parent / "data" / "acme.md").read_text(encoding="utf-8")
    (found,) = read(said, FALLBACK).lists
    assert [task.done for task in found.tasks] == [True, False, False, False]


GITHUB = """\
Intro that says *why*.

- [ ] Turn it **off** in `settings`
* [x] [Send](https://example.org/form) the letter
  and wait
+ [X] Ask <privacy@example.org>

1. [ ] First
2. [x] Second
"""


def test_every_form_of_a_task_comes_in() -> None:
    found = read(GITHUB, FALLBACK)
    assert found.left_out == ()
    (whole,) = found.lists
    assert (whole.title, whole.why) == (FALLBACK, "Intro that says why.")
    assert whole.tasks == (
        Task("Turn it off in settings"),
        Task("Send the letter and wait", url="https://example.org/form", done=True),
        Task("Ask", url="mailto:privacy@example.org", done=True),
        Task("First"),
        Task("Second", done=True),
    )


def test_what_a_task_stands_under_and_what_it_says_come_with_it() -> None:
    text = (
        "# Phone\n\n## Privacy\n\n- [ ] Location\n  - open *Settings*\n    1. tap\n  - [x] Camera\n"
        "    - [ ] Selfies\n\n    Really.\n\n- Others\n  - [ ] Ads\n\n## Sound\n\n> - [ ] Voice\n"
    )
    found = read(text, FALLBACK)
    assert found.left_out == ()
    (whole,) = found.lists
    assert whole.title == "Phone"
    assert [(task.title, task.body) for task in whole.tasks] == [
        ("Location", "Under: Privacy\n\n- open Settings\n  1. tap"),
        ("Camera", "Under: Privacy › Location\n\nReally."),
        ("Selfies", "Under: Privacy › Location › Camera"),
        ("Ads", "Under: Privacy › Others"),
        ("Voice", "Under: Sound"),
    ]


def test_each_heading_of_the_first_level_with_tasks_is_a_list_of_its_own() -> None:
    text = "# One\n- [ ] a\n\n# Nothing\nto do\n\n# Two\nWhy.\n\n- [x] b\n"
    found = read(text, FALLBACK)
    assert found.lists == (
        TaskList("One", (Task("a"),)),
        TaskList("Two", (Task("b", done=True),), "Why."),
    )
    assert found.left_out == (4, 5)


def test_a_single_heading_of_any_level_is_the_title() -> None:
    assert read("### Tasks\n- [ ] a", FALLBACK).lists[0].title == "Tasks"
    (found,) = read("## A\n- [ ] a\n## B\n- [ ] b", FALLBACK).lists
    assert (found.title, found.tasks[1].body) == (FALLBACK, "Under: B")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- [ ] a\n- b\n\ntext\n", (2, 4)),
        ("- [ ]\n- [ ]   \n- [x] a", (1, 2)),
        ("- [ ] a\n- [] b\n- [y] c\n- [ ]d", (2, 3, 4)),
        ("[ ] a\n\n- [ ] b\n\n| x |\n|---|\n\n***\n\n```\n- [ ] c\n```", (5, 6, 8, 10, 11, 12)),
        ("- [ ] [a][r]\n\n[r]: https://a.org\n", ()),
        ("    - [ ] code\n\n- [ ] a", (1,)),
    ],
)
def test_what_is_no_task_is_told_by_its_lines(text: str, lines: tuple[int, ...]) -> None:
    assert read(text, FALLBACK).left_out == lines


def test_an_address_that_cannot_be_opened_is_left_out_and_told() -> None:
    found = read("- [ ] [a](javascript:alert(1))\n- [ ] [b](/x) <https://ok.org>\n", FALLBACK)
    assert [(task.title, task.url) for task in found.lists[0].tasks] == [
        ("a", ""),
        ("b", "https://ok.org"),
    ]
    lead = "the address was left out, it must start with https://, http:// or mailto:"
    assert found.notes == (f"line 1: {lead}: javascript:alert(1)", f"line 2: {lead}: /x")


def test_further_addresses_stay_in_the_text() -> None:
    (found,) = read("- [ ] [a](https://a.org) or [b](https://b.org)\n\n  [c](x)", FALLBACK).lists
    assert found.tasks == (Task("a or b (https://b.org)", "c (x)", "https://a.org"),)


def test_what_is_too_long_is_kept_where_there_is_room_and_else_told() -> None:
    long = " ".join(["word"] * 60)
    found = read(f"- [ ] {long}\n- [ ] b\n\n  {'x' * 5000}", FALLBACK)
    first, second = found.lists[0].tasks
    assert (len(first.title), first.body) == (76, long)
    assert len(second.body) == LONGEST_BODY
    assert found.notes == ("line 2: cut to 4,000 characters",)


def test_more_tasks_than_anybody_would_do_are_refused() -> None:
    with pytest.raises(ChecklistError, match="has 501 tasks; a checklist can have 500"):
        read("- [ ] a\n" * (MOST_TASKS + 1), FALLBACK)


def test_deep_nesting_is_left_out_and_told() -> None:
    deep = "".join(f"{'  ' * level}- [ ] level {level}\n" for level in range(200))
    found = read(deep, FALLBACK)
    assert len(found.lists[0].tasks) == 29
    assert found.left_out == tuple(range(30, 201))
    assert read("- " * 10_000 + "[ ] a", FALLBACK) == Found((), (1,))
    assert read("> " * 10_000 + "- [ ] a", FALLBACK) == Found((), (1,))


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 500_000, "*a_" * 300_000, "`" * 500_000 + "a", "![" * 300_000, "<" * 500_000),
        *("[a](" * 200_000, "&#" * 300_000, "\\" * 500_000, "- " * 500_000, "> " * 500_000),
        *("[a]: b\n" * 100_000, "\n" * 900_000, "- a\n" * 200_000, "1. " * 300_000, "#" * 900_000),
        *("[x]\n" * 200_000, "a\n===\n" * 100_000, "*" * 900_000, "_a" * 400_000, "|a" * 300_000),
    ],
    ids=lambda text: repr(text[:6]),
)
def test_a_text_made_to_take_long_does_not(text: str) -> None:
    begun = time.process_time()
    read(f"- [ ] a\n- [ ] {text}", FALLBACK)
    assert time.process_time() - begun < 20


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_comes_in_inert(kind: str) -> None:
    unsafe = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    for text in KINDS[kind]:
        found = read(f"# {text}x\n\n{text}y\n\n- [ ] a {text}\n\n  {text}b", FALLBACK)
        for whole in found.lists:
            said = [whole.title, whole.why, *(t.title + t.body + t.url for t in whole.tasks)]
            assert not unsafe.search("".join(said).replace("\n", "")), repr(text)
        assert not unsafe.search("".join(found.notes)), repr(text)


@given(st.text(max_size=200) | st.lists(st.sampled_from(SPECIALS)).map("\n".join))
def test_no_text_breaks_it_and_what_comes_in_travels_on(text: str) -> None:
    found = read(text, FALLBACK)
    again = read("\n".join(map(markdown, found.lists)), FALLBACK)
    assert again == Found(found.lists)


@pytest.mark.parametrize(
    ("line", "title", "url"),
    [
        ("Turn it off: https://acme.com/a", "Turn it off:", "https://acme.com/a"),
        ("At (https://acme.com/a), off", "At (https://acme.com/a), off", "https://acme.com/a"),
        ("https://acme.com/a", "https://acme.com/a", "https://acme.com/a"),
        (
            "[Here](https://acme.com/a) not https://b.com/",
            "Here not https://b.com/",
            "https://acme.com/a",
        ),
        ("`https://acme.com/a` is code", "https://acme.com/a is code", ""),
    ],
)
def test_the_first_bare_address_of_a_task_is_its_link(line: str, title: str, url: str) -> None:
    (task,) = read(f"- [ ] {line}\n", "x").lists[0].tasks
    assert (task.title, task.url) == (title, url)
