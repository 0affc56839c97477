"""Walk: one checklist, one step at a time."""

import pytest
from textual import events
from textual.widgets import TextArea

from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from privacy_check.ui.app import PrivacyCheckApp
from tests.conftest import Clock
from tests.ui.conftest import Screen, Sitting, check_golden
from tests.ui.test_home import SIZES


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_walk_looks_as_it_was_agreed(
    sit: Sitting, session: Session, size: tuple[int, int]
) -> None:
    session.mark("acme", "switch", "done")
    session.note("acme", "both accounts", session.catalog.find("acme").steps[1].id)

    async def look(screen: Screen) -> None:
        check_golden(f"walk-{size[0]}x{size[1]}", screen.text)

    await sit(look, start="acme", size=size)


async def test_a_whole_walk_ends_with_what_is_right_and_what_is_left(
    sit: Sitting, session: Session
) -> None:
    async def walk(screen: Screen) -> None:
        assert "space done" in screen.text
        assert "step 2 of 4" in await screen.press("space")
        assert "space sent" in screen.text
        assert "step 3 of 4" in await screen.press("space")
        ended = await screen.press("x")
        assert "Tell a friend" in ended, "the optional step comes on the way"
        await screen.press("left", "backspace", "x")
        check_golden("ended-80x24", screen.text)
        await screen.press("space")
        assert "✓ Done" in screen.text, "a further space does no harm"

    await sit(walk, start="acme")
    assert session.standing("acme").state == "waiting"
    assert [e.did for e in session.history("acme")] == [
        "done",
        "waiting",
        "not-applicable",
        "todo",
        "not-applicable",
    ]


async def test_the_walk_goes_on_where_it_was_left(
    home: Places, session: Session, clock: Clock
) -> None:
    session.mark("acme", "switch", "done")
    app = PrivacyCheckApp(open_session(home, clock), "acme")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "step 2 of 4" in Screen(app, pilot).text


async def test_an_answer_is_offered_from_the_next_day_on(
    sit: Sitting, session: Session, clock: Clock
) -> None:
    session.mark("acme", "letter", "waiting")
    clock.forward(days=1)

    async def look(screen: Screen) -> None:
        page = await screen.press("right")
        assert "space answered" in page
        assert "an answer is due in 29 days" in page
        await screen.press("space")

    await sit(look, start="acme")
    assert session.standing("acme").step("letter").mark == "done"


async def test_a_step_in_doubt_says_so_and_space_marks_it_anew(
    sit: Sitting, session: Session, clock: Clock
) -> None:
    for step in ("switch", "letter", "europe"):
        session.mark("acme", step, "done")
    clock.forward(days=28)

    async def look(screen: Screen) -> None:
        assert "Changed 20 Dec: The switch went back on for everybody." in screen.text
        assert "! 1 Turn it off" in screen.text
        assert "✓ Done" in await screen.press("space")

    await sit(look, start="acme", size=(120, 40))
    assert session.standing("acme").state == "right"


async def test_a_mark_is_taken_back_and_undone(sit: Sitting, session: Session) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("s")
        assert "– 1 Turn it off" in screen.text
        await screen.press("left", "backspace")
        assert "○ 1 Turn it off" in screen.text
        assert "no mark to take back" in await screen.press("backspace")
        assert "▸– 1 Turn it off" in await screen.press("u")
        assert "Taken back: removing the mark" in screen.text

    await sit(look, start="acme")


async def test_a_review_that_two_machines_did_half_each_is_ended_by_space(
    sit: Sitting, session: Session
) -> None:
    for step in ("switch", "letter", "europe"):
        session.mark("acme", step, "done")
    lines = session.store.file.read_text().replace(", finished = true", "")
    session.store.file.write_text(lines)
    half = open_session_of(session)
    app = PrivacyCheckApp(half, "acme")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Screen(app, pilot)
        await pilot.pause()
        assert "Every step is marked. Space ends this review." in screen.text
        assert "✓ Done" in await screen.press("space")
    assert half.standing("acme").state == "right"


def open_session_of(session: Session) -> Session:
    return open_session(session.home, session._clock)


async def test_the_link_is_opened_and_the_text_copied(
    sit: Sitting, session: Session, opened: list[str]
) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("o")
        await screen.app.workers.wait_for_complete()
        assert opened == ["https://acme.com/settings/training"]
        assert "The link is copied" in await screen.press("Y")
        await screen.press("right")
        assert "law.example.org is not Acme's own" in screen.text.replace("\n", " ")
        assert "The text is copied" in await screen.press("Y")
        assert screen.app.clipboard == "I object."

    await sit(look, start="acme", size=(200, 40))


async def test_over_ssh_the_link_is_copied_instead(
    sit: Sitting, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    async def look(screen: Screen) -> None:
        await screen.press("o")
        await screen.app.workers.wait_for_complete()
        assert "The link is copied" in await screen.press()
        assert screen.app.clipboard == "https://acme.com/settings/training"

    await sit(look, start="acme", size=(200, 40))
    assert opened == []


async def test_a_note_on_a_step_is_shown_on_its_page(sit: Sitting, session: Session) -> None:
    async def write(screen: Screen) -> None:
        assert "Your note" not in screen.text
        assert "ok" in await screen.press("e", "o", "k", "enter")
        await screen.press("e", "x", "escape")

    await sit(write, start="acme")
    assert session.standing("acme").step("switch").note == "ok"


async def test_why_shows_what_is_at_stake_what_changed_and_the_sources(sit: Sitting) -> None:
    async def look(screen: Screen) -> None:
        page = await screen.press("w")
        for said in ("Acme reads your notes.", "Afterwards", "What changed", "Sources"):
            assert said in page
        assert "step 1 of 4" in await screen.press("escape")

    await sit(look, start="acme", size=(120, 40))


async def test_after_the_end_enter_goes_on_to_what_needs_me_next(
    sit: Sitting, session: Session, clock: Clock
) -> None:
    session.confirm("hostile", still_right=True)
    clock.forward(days=40)
    for step in ("switch", "letter", "europe"):
        session.mark("acme", step, "done")
    session.undo()

    async def walk(screen: Screen) -> None:
        await screen.press("left", "left", "right", "right")
        await screen.press("space")
        assert "goes on to what needs you next: Evil [/]" in screen.text
        await screen.press("enter")
        assert "step 1 of 2" in await screen.press(), "once the other screen is there"

    await sit(walk, start="acme", size=(120, 40))


async def test_a_step_that_is_not_for_me_says_why(
    home: Places, library: object, clock: Clock
) -> None:
    home.config.mkdir(parents=True)
    home.config_file.write_text('region = "us"')
    app = PrivacyCheckApp(open_session(home, clock), "acme")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Screen(app, pilot)
        assert "– 3 Tell the authority" in await screen.press("right", "right")
        assert "EU and UK only" in screen.text


async def test_every_screen_shows_the_hostile_checklist_as_text(sit: Sitting) -> None:
    async def look(screen: Screen) -> None:
        assert "[@click=app.quit]x[/]" in screen.text
        assert "elsewhere.example is not Evil" in screen.text.replace("\n", " ")
        await screen.press("space", "s")
        assert "Done: Evil [/]" in screen.text
        await screen.press("enter", "left", "e", "escape", "c", "escape", "w", "end", "escape")
        await screen.press("Y", "u", "question_mark", "escape", "escape")

    await sit(look, start="hostile", size=(120, 100))


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 12), (300, 100)])
async def test_no_size_is_too_small_or_too_large(sit: Sitting, size: tuple[int, int]) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("space", "left", "w", "escape", "c", "escape", "escape", "c", "escape")

    await sit(look, start="hostile", size=size)


async def test_what_is_pasted_comes_in_inert(sit: Sitting, session: Session) -> None:
    async def paste(screen: Screen) -> None:
        await screen.press("e")
        screen.app.post_message(events.Paste("a\x9b31mb\u202ec\r\nd\x00"))
        await screen.pilot.pause()
        assert screen.app.screen.query_one(TextArea).text == "a\ufffd31mbc\nd\ufffd"

    await sit(paste, start="acme")
