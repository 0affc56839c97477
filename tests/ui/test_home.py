"""Home: what needs me, and when was it last checked?"""

import re
from functools import partial

import pytest

from privacy_check.domain.selection import FIRST
from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from privacy_check.ui.app import PrivacyCheckApp
from privacy_check.ui.screens.groups import next_that_needs_me
from privacy_check.ui.screens.home import HomeScreen
from tests.conftest import HOSTILE, Clock
from tests.ui.conftest import RunApp, Screen, check_golden

SIZES = [(80, 24), (40, 12), (120, 40), (160, 50)]


def under_the_cursor(screen: Screen) -> str:
    shown = screen.app.screen
    assert isinstance(shown, HomeScreen)
    assert shown.subject
    return shown.subject


def due(session: Session, clock: Clock) -> None:
    session.confirm("acme", still_right=True)
    clock.forward(days=28)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_home_looks_as_it_was_agreed(
    run_app: RunApp, session: Session, clock: Clock, size: tuple[int, int]
) -> None:
    due(session, clock)

    async def look(screen: Screen) -> None:
        check_golden(f"home-{size[0]}x{size[1]}", screen.text)

    await run_app(look, size=size)


async def test_a_hostile_checklist_is_shown_as_plain_text(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        assert "Evil [/] [Privacy]" in await screen.press("down")
        assert HOSTILE in await screen.press("w")
        assert "[@click=app.quit]x[/]" in await screen.press("escape", "c")
        assert "reverse" not in await screen.press("escape", "question_mark")

    await run_app(look, size=(120, 40))


async def test_confirm_moves_the_row_and_the_cursor(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    due(session, clock)
    session.confirm("hostile", still_right=True)
    clock.forward(days=30)

    async def confirm(screen: Screen) -> None:
        assert "2 need you" in screen.text
        card = await screen.press("c")
        assert "Is 'Training' still off?" in card
        assert "https://acme.com/settings/training" in card
        assert "The switch went back on for everybody." in card
        after = await screen.press("y")
        assert "1 needs you" in after
        await screen.press("c", "y")
        assert "Nothing needs you today" in screen.text

    await run_app(confirm)
    assert {s.state for s in session.standings()} == {"right"}


async def test_after_a_walk_the_cursor_is_on_what_was_walked(run_app: RunApp) -> None:
    async def come_back(screen: Screen) -> None:
        await screen.press("space", "escape")
        assert "▸○ 2" in await screen.press("enter")

    await run_app(come_back, start="hostile")


async def test_linkedin_is_the_first_row_at_the_first_start(home: Places, clock: Clock) -> None:
    app = PrivacyCheckApp(open_session(home, clock))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Screen(app, pilot)
        assert "Welcome" in screen.text
        await screen.press("enter")
        first = next(line for line in screen.text.splitlines() if "○" in line)
        assert "LinkedIn" in first
        assert "AI training" in first
        walk = await screen.press("enter")
        assert "LinkedIn" in walk.splitlines()[0]


async def test_what_was_found_and_walked_has_the_cursor(run_app: RunApp) -> None:
    async def find(screen: Screen) -> None:
        assert "▸○ 1" in await screen.press("slash", *"evil", "enter")
        assert "▸○ 1" in await screen.press("escape", "enter")

    await run_app(find)


async def test_it_changed_back_goes_straight_into_the_walk(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    due(session, clock)

    async def answer(screen: Screen) -> None:
        walk = await screen.press("c", "n")
        assert "▸○ 1" in walk
        assert "changed back today" in await screen.press("escape")

    await run_app(answer)


async def test_it_changed_back_is_not_offered_before_the_first_review(
    run_app: RunApp, session: Session
) -> None:
    async def answer(screen: Screen) -> None:
        assert "it changed back" not in await screen.press("c")
        await screen.press("n", "escape")

    await run_app(answer)
    assert session.history("acme") == []


def two_due(session: Session, clock: Clock) -> None:
    session.confirm("acme", still_right=True)
    session.confirm("hostile", still_right=True)
    clock.forward(days=100)


async def test_after_a_review_the_cursor_has_left_what_is_right_now(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    two_due(session, clock)

    async def review(screen: Screen) -> None:
        cursor = partial(under_the_cursor, screen)
        await screen.press("r", "enter", "y")
        await screen.press("escape")
        assert cursor() == next_that_needs_me(session)
        await screen.press("z", "enter")
        assert next_that_needs_me(session) is None

    await run_app(review)
    assert sorted(s.state for s in session.standings()) == ["right", "snoozed"]


async def test_after_a_snooze_the_cursor_is_on_what_needs_me_next(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    two_due(session, clock)

    async def snooze(screen: Screen) -> None:
        first = under_the_cursor(screen)
        await screen.press("z", "enter")
        second = under_the_cursor(screen)
        assert second == next_that_needs_me(session)
        assert second != first
        await screen.press("z", "enter", "u")
        assert under_the_cursor(screen) == second, "what undo made need me again"

    await run_app(snooze)


async def test_once_nothing_needs_me_the_cursor_goes_on_to_the_next_that_is_not_started(
    run_app_with_all: RunApp, whole_library: Session
) -> None:
    async def confirm(screen: Screen) -> None:
        await screen.press("down", "down")
        third = under_the_cursor(screen)
        await screen.press("c", "y")
        fourth = under_the_cursor(screen)
        assert fourth not in (FIRST, third)
        assert whole_library.standing(fourth).state == "new"
        await screen.press("c", "y")
        assert under_the_cursor(screen) not in (FIRST, third, fourth)

    await run_app_with_all(confirm)


async def test_a_walk_that_settles_its_checklist_leaves_the_cursor_on_the_next(
    run_app: RunApp,
) -> None:
    async def walk(screen: Screen) -> None:
        assert under_the_cursor(screen) == "acme"
        await screen.press("enter", "space", "space", "space", "space", "escape")
        assert under_the_cursor(screen) == "hostile"

    await run_app(walk)


async def test_looking_at_what_is_right_leaves_the_cursor_there(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    due(session, clock)
    session.confirm("hostile", still_right=True)

    async def look(screen: Screen) -> None:
        await screen.press("down", "enter", "escape")
        assert under_the_cursor(screen) == "hostile"

    await run_app(look)


@pytest.mark.parametrize(("size", "paragraphs"), [((160, 50), 2), ((120, 40), 1)])
async def test_a_large_screen_has_more_of_why_it_matters(
    run_app_with_all: RunApp, size: tuple[int, int], paragraphs: int
) -> None:
    async def look(screen: Screen) -> None:
        standing = screen.app.session.standing("linkedin-ai-training")
        first, second = standing.checklist.why.split("\n\n")[:2]
        text = " ".join(screen.text.replace("│", " ").split())
        assert " ".join(first.split()[:4]) in text
        assert (" ".join(second.split()[:4]) in text) == (paragraphs == 2)
        rows = [line for line in screen.text.splitlines() if "○" in line and " min " in line]
        assert len(rows) == 7, "Start with stays as short as it was"
        assert not any("…" in row for row in rows) or size == (120, 40)

    await run_app_with_all(look, size=size)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("c", "never checked"),
        ("z", "Snooze for"),
        ("i", "Ask me again"),
        ("e", "Your note"),
        ("w", "Why it matters"),
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (40, 16)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_every_dialog_names_the_checklist_that_it_is_about(
    run_app: RunApp, key: str, says: str, size: tuple[int, int]
) -> None:
    async def look(screen: Screen) -> None:
        dialog = await screen.press(key)
        assert says in dialog
        unwrapped = " ".join(dialog.replace("│", " ").split())
        assert re.search("Acme (· |[─╮ ]+ )Keep your notes out of Acme's models", unwrapped)

    await run_app(look, size=size)


async def test_a_message_covers_no_key(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        keys = screen.text.splitlines()[-1]
        said = await screen.press("u")
        assert "nothing to undo" in said
        assert said.splitlines()[-1] == keys

    for size in SIZES:
        await run_app(look, size=size)


async def test_a_note_on_the_whole_is_kept(run_app: RunApp, session: Session) -> None:
    async def write(screen: Screen) -> None:
        await screen.press("e", "h", "i", "enter")

    await run_app(write)
    assert session.standing("acme").note == "hi"


async def test_undo_on_home_says_what_was_taken_back(run_app: RunApp, session: Session) -> None:
    session.mark("acme", "switch", "done")

    async def undo(screen: Screen) -> None:
        assert "IN PROGRESS" in screen.text
        assert "Undone: 'done' for 'Turn it off' (Acme," in await screen.press("u")
        assert "nothing to undo" in await screen.press("u")

    await run_app(undo, size=(200, 40))
    assert session.standing("acme").state == "new"


async def test_a_clock_set_back_is_reported_on_top(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    session.confirm("acme", still_right=True)
    clock.forward(days=-60)

    async def look(screen: Screen) -> None:
        assert "The clock says 24 Sep 2026" in screen.text
        assert "the clock is behind" in screen.text
        assert "due today" not in screen.text
        assert "The clock says" not in await screen.press("c", "y"), "it was confirmed again"

    await run_app(look, size=(120, 40))


async def test_help_lists_every_key_with_what_it_does(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        page = await screen.press("question_mark")
        for said in (
            "Walk through it",
            "Check with one look",
            "Undo what I just did",
            "CHECK AGAIN",
        ):
            assert said in page
        assert "Quit; everything is saved as you go" in page, "it is one of the first"
        assert "THE PROGRAM" in await screen.press("end")

    await run_app(look)


async def test_what_could_not_be_read_has_a_line_and_a_page(
    library: object, home: Places, clock: Clock
) -> None:
    home.own_checklists.mkdir(parents=True)
    (home.own_checklists / "mine[x].toml").write_text("schema = 1\nid = [")
    home.config_file.write_text('regoin = "uk"')
    app = PrivacyCheckApp(open_session(home, clock))
    async with app.run_test(size=(200, 24), tooltips=True, notifications=True) as pilot:
        screen = Screen(app, pilot)
        assert "2 files could not be fully read" in await screen.press("up")
        page = await screen.press("enter")
        assert "mine[x].toml:2:" in page
        assert "'region'?" in page


async def test_of_very_many_faults_the_page_shows_the_first_and_the_way_to_the_rest(
    library: object, home: Places, clock: Clock
) -> None:
    home.own_checklists.mkdir(parents=True)
    for number in range(120):
        (home.own_checklists / f"mine{number}.toml").write_text("spoilt")
    home.choices_file.touch()
    app = PrivacyCheckApp(open_session(home, clock))
    async with app.run_test(size=(80, 24)) as pilot:
        page = await Screen(app, pilot).press("up", "enter", "end")
        assert "And 20 more faults: privacy-check validate lists them all." in page


async def test_unsaved_events_are_prominent_and_q_asks(run_app: RunApp, session: Session) -> None:
    session.store.folder.parent.mkdir(parents=True)
    session.store.folder.touch()
    session.mark("acme", "switch", "done")

    async def leave(screen: Screen) -> None:
        assert "NOT SAVED: 1 action" in screen.text
        assert "could not be saved" in await screen.press("q")
        assert "NOT SAVED" in await screen.press("n")
        await screen.press("q", "y")

    assert await run_app(leave) == 1


async def test_the_unsaved_notice_disappears_after_a_successful_save(
    run_app: RunApp, session: Session
) -> None:
    session.store.folder.parent.mkdir(parents=True)
    session.store.folder.touch()
    session.mark("acme", "switch", "done")

    async def mend(screen: Screen) -> None:
        session.store.folder.unlink()
        await screen.press("q")

    assert await run_app(mend) in (0, None)
    assert session.event_log.unsaved == 0


async def test_a_click_on_a_key_does_what_the_key_does(run_app: RunApp) -> None:
    async def click(screen: Screen) -> None:
        await screen.pilot.click("#keys", offset=(3, 0))
        await screen.pilot.pause()
        assert "▸○ 1" in screen.text

    await run_app(click)


async def test_steps_for_others_are_one_line_of_the_pane(run_app: RunApp, session: Session) -> None:
    session.save_setting("region", "us")

    async def look(screen: Screen) -> None:
        assert "– and 1 for elsewhere" in screen.text
        assert "Tell the authority" not in screen.text

    await run_app(look, size=(120, 40))


@pytest.mark.parametrize("lines", [8, 9, 10, 11, 12, 13])
async def test_a_small_screen_has_rows_and_no_headings(
    run_app: RunApp, session: Session, lines: int
) -> None:
    session.mark("acme", "switch", "done")

    async def look(screen: Screen) -> None:
        assert "IN PROGRESS" not in screen.text
        assert "◐ 1 in progress" in screen.text
        assert "START WITH" not in screen.text

    await run_app(look, size=(40, lines))
