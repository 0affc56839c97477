"""A path is broken only after a `/`, and never inside a name that fits."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from privacy_check.ui.app import PrivacyCheckApp
from privacy_check.ui.render.wrapping import address, lines, path, with_paths
from privacy_check.ui.widgets import PathText
from tests.conftest import Clock
from tests.ui.conftest import RunApp, Screen

NAMES = st.text(st.sampled_from("ab .:漢é"), min_size=1, max_size=30).map(lambda n: f"x{n}x")
PATHS = st.lists(NAMES, min_size=1, max_size=8).map(lambda names: "/" + "/".join(names))
WIDTHS = st.integers(2, 60)


def laid(content: Content, width: int) -> list[str]:
    return [line.content.plain for line in lines(content, width)]


@given(st.from_regex(r"([ab漢/-]{0,4}[ \n]{1,2})*", fullmatch=True), st.integers(8, 60))
def test_text_without_a_path_is_laid_out_as_textual_does_it(text: str, width: int) -> None:
    ours = [line.rstrip() for line in laid(Content(text), width)]
    assert ours == [line.plain.rstrip() for line in Content(text).wrap(width)]


@given(PATHS, WIDTHS, st.sampled_from(["", "Kept in "]))
def test_a_path_is_broken_only_after_a_slash_or_in_a_name_that_does_not_fit(
    shown: str, width: int, before: str
) -> None:
    parts = laid(Content.assemble(before, path(shown), ":12: is wrong"), width)
    assert "".join(parts) == f"{before}{shown}:12: is wrong"
    assert all(cell_len(part.rstrip()) <= width for part in parts)
    end = 0
    for part, following in pairwise(parts):
        end += len(part)
        before_the_break = shown[: end - len(before)].rpartition("/")[2]
        if 0 < end - len(before) < len(shown) and before_the_break:
            name = before_the_break + shown[end - len(before) :].partition("/")[0]
            assert cell_len(name) > width - 1, (part, following)


@given(PATHS, st.text(st.sampled_from("ab "), max_size=60))
def test_a_path_that_fits_is_kept_on_one_line(shown: str, before: str) -> None:
    parts = laid(Content.assemble(before, " ", path(shown)), cell_len(shown))
    assert shown in parts


@pytest.mark.parametrize(
    ("message", "marked"),
    [
        ("~/a b/c.toml: Is a directory", ["~/a b/c.toml"]),
        ("2 lines blanked, but not all: /a/b: x; …/c d/e: y", ["/a/b", "…/c d/e"]),
        ("A step/two of 3: yes", []),
    ],
)
def test_the_paths_in_a_message_end_at_a_colon(message: str, marked: list[str]) -> None:
    content = with_paths(message)
    assert [content.plain[start:end] for start, end, _ in content.spans] == marked


LONG = "https://www.linkedin.com/mypreferences/d/settings/data-for-ai-improvement?a=1&b=2"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (90, [LONG]),
        (
            52,
            [
                "https://www.linkedin.com/mypreferences/d/settings/",
                "data-for-ai-improvement?a=1&b=2",
            ],
        ),
        (
            20,
            [
                "https://",
                "www.linkedin.com/",
                "mypreferences/d/",
                "settings/data-for-",
                "ai-improvement?a=1&",
                "b=2",
            ],
        ),
    ],
    ids=["where there is room, not at all", "between its parts", "last of all after a hyphen"],
)
def test_an_address_is_never_broken_within_a_word(width: int, shown: list[str]) -> None:
    laid = lines(address(Content(LONG)), width)
    assert [line.content.plain for line in laid] == shown


DEEP = "a rather long folder with blanks"


def deep(home: Places) -> Places:
    """The same places, so deep that no path fits into a line."""
    return Places(home.config / DEEP / DEEP / DEEP, home.state)


@pytest.mark.parametrize("size", [(80, 24), (200, 24), (40, 12)], ids=str)
async def test_a_path_on_the_page_of_faults_is_read_whole_and_copied_whole(
    library: object, home: Places, clock: Clock, copied: list[str], size: tuple[int, int]
) -> None:
    home = deep(home)
    home.own_checklists.mkdir(parents=True)
    file = home.own_checklists / "mine [x].toml"
    file.write_text("schema = 1\nid = [")
    home.choices_file.touch()
    app = PrivacyCheckApp(open_session(home, clock))
    async with app.run_test(size=size) as pilot:
        screen = Screen(app, pilot)
        shown = await screen.press("up", "enter", "end")
        assert "mine [x].toml:2:" in shown
        app.screen.query_one(PathText).text_select_all()
        assert f"{file}:2: invalid TOML" in str(app.screen.get_selected_text())
        await screen.press("Y")
        await app.workers.wait_for_complete()
        assert copied[0].startswith(f"{file}:2: invalid TOML")


async def test_a_path_that_the_mouse_selects_is_copied_without_the_breaks_of_the_page(
    library: object, home: Places, clock: Clock
) -> None:
    home = deep(home)
    home.own_checklists.mkdir(parents=True)
    file = home.own_checklists / "mine.toml"
    file.write_text("spoilt")
    home.choices_file.touch()
    app = PrivacyCheckApp(open_session(home, clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "enter")
        text = app.screen.query_one(PathText)
        parts = [
            line.content.plain
            for line in lines(Content.assemble(path(str(file)), ":1:"), text.size.width)
        ]
        await pilot.mouse_down(text, offset=(0, 0))
        await pilot.mouse_up(text, offset=(parts[-1].index(":1:") - 1, len(parts) - 1))
        assert app.screen.get_selected_text() == str(file)


async def test_what_is_not_saved_names_its_file_whole(
    run_app: RunApp, session: Session, home: Places
) -> None:
    session.store.folder = deep(home).profile("default")
    session.store.file.mkdir(parents=True)
    session.mark("acme", "switch", "done")

    async def look(screen: Screen) -> None:
        name = f"/{session.store.file.name}:"
        assert name in screen.text
        assert f"{DEEP}/" in screen.text
        assert name in await screen.press("q")

    await run_app(look)


async def test_a_toast_names_its_file_whole(
    run_app: RunApp, session: Session, home: Places
) -> None:
    session.home = deep(home)
    session.home.choices_file.mkdir(parents=True)

    async def choose(screen: Screen) -> None:
        shown = await screen.press("m", "space", "enter")
        assert f"{DEEP}/" in shown
        assert "choices.toml:" in shown

    await run_app(choose)


async def test_the_first_run_names_the_folder_whole(
    library: object, home: Places, clock: Clock
) -> None:
    app = PrivacyCheckApp(open_session(deep(home), clock))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert f"{DEEP}/" in Screen(app, pilot).text
        assert f"{Path(DEEP)}." in Screen(app, pilot).text
