"""Walk: one checklist, one step at a time."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import TextArea

from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from privacy_check.system import clipboard
from privacy_check.ui.app import PrivacyCheckApp
from privacy_check.ui.screens.walk import WalkScreen
from tests.conftest import Clock
from tests.ui.conftest import RunApp, Screen, check_golden, press_in_background
from tests.ui.test_home import SIZES


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_walk_looks_as_it_was_agreed(
    run_app: RunApp, session: Session, size: tuple[int, int]
) -> None:
    session.mark("acme", "switch", "done")
    session.note("acme", "both accounts", session.catalog.find("acme").steps[1].id)

    async def look(screen: Screen) -> None:
        check_golden(f"walk-{size[0]}x{size[1]}", screen.text)

    await run_app(look, start="acme", size=size)


async def test_a_whole_walk_ends_with_what_is_right_and_what_is_left(
    run_app: RunApp, session: Session
) -> None:
    async def walk(screen: Screen) -> None:
        assert "space done" in screen.text
        assert "▸○ 2" in await screen.press("space")
        assert "space sent" in screen.text
        assert "▸○ 3" in await screen.press("space")
        ended = await screen.press("x")
        assert "Tell a friend" in ended, "the optional step comes on the way"
        await screen.press("left", "backspace", "x")
        check_golden("ended-80x24", screen.text)
        await screen.press("space")
        assert "… Waiting" in screen.text, "a further space does no harm"

    await run_app(walk, start="acme")
    assert session.standing("acme").state == "waiting"
    assert [e.did for e in session.history("acme")] == [
        "done",
        "waiting",
        "not-applicable",
        "todo",
        "not-applicable",
    ]


async def test_a_walk_resumes_at_the_next_open_step(
    home: Places, session: Session, clock: Clock
) -> None:
    session.mark("acme", "switch", "done")
    app = PrivacyCheckApp(open_session(home, clock), "acme")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "▸○ 2" in Screen(app, pilot).text


async def test_an_answer_is_offered_from_the_next_day_on(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    session.mark("acme", "letter", "waiting")
    clock.forward(days=1)

    async def look(screen: Screen) -> None:
        page = await screen.press("right")
        assert "space answered" in page
        assert "an answer is due in 29 days" in page
        await screen.press("space")

    await run_app(look, start="acme")
    assert session.standing("acme").step("letter").mark == "done"


async def test_a_step_in_doubt_says_so_and_space_marks_it_anew(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    for step in ("switch", "letter", "europe"):
        session.mark("acme", step, "done")
    clock.forward(days=28)

    async def look(screen: Screen) -> None:
        assert "! changed 20 Dec  The switch went back on for everybody." in screen.text
        assert "! 1 Turn it off" in screen.text
        assert "✓ Done" in await screen.press("space")

    await run_app(look, start="acme", size=(120, 40))
    assert session.standing("acme").state == "right"


async def test_a_mark_is_taken_back_and_undone(run_app: RunApp, session: Session) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("s")
        assert "– 1 Turn it off" in screen.text
        await screen.press("left", "backspace")
        assert "○ 1 Turn it off" in screen.text
        assert "no mark to take back" in await screen.press("backspace")
        assert "▸– 1 Turn it off" in await screen.press("u")
        assert "Undone: removing the mark" in screen.text

    await run_app(look, start="acme")


async def test_a_review_that_two_machines_did_half_each_is_ended_by_space(
    run_app: RunApp, session: Session
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
        assert "Every step is marked. space ends this review." in screen.text
        assert "✓ Done" in await screen.press("space")
    assert half.standing("acme").state == "right"


def open_session_of(session: Session) -> Session:
    return open_session(session.home, session._clock)


async def test_the_link_is_opened_and_the_text_copied(
    run_app: RunApp, session: Session, opened: list[str], copied: list[str]
) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("o")
        await screen.app.workers.wait_for_complete()
        assert opened == ["https://acme.com/settings/training"]
        assert "The link was copied" in await press_in_background(screen, "Y")
        await screen.press("right")
        assert "law.example.org is not Acme's own" in screen.text.replace("\n", " ")
        assert "The text was copied" in await press_in_background(screen, "Y")
        assert copied == ["https://acme.com/settings/training", "I object."]

    await run_app(look, start="acme", size=(200, 40))


async def test_over_ssh_the_link_is_copied_instead(
    run_app: RunApp, opened: list[str], copied: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "1.2.3.4")

    async def look(screen: Screen) -> None:
        await press_in_background(screen, "o")
        url = "https://acme.com/settings/training"
        said = f"There is no browser here to open it: {url} The link was copied."
        assert said in screen.toasts
        assert copied == ["https://acme.com/settings/training"]

    await run_app(look, start="acme", size=(200, 40))
    assert opened == []


async def test_without_a_clipboard_the_text_is_sent_to_the_terminal_and_can_be_saved(
    run_app: RunApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "copy", lambda _: False)
    Path.home().mkdir()

    async def look(screen: Screen) -> None:
        await press_in_background(screen, "Y")
        said = (
            "The link was copied through the terminal. If pasting gives nothing, "
            "S saves it to a file."
        )
        assert screen.toasts == said
        assert screen.app.clipboard == "https://acme.com/settings/training"
        await screen.press("S")
        assert "~/acme-switch.txt" in screen.toasts
        await screen.press("right", "S", "S")
        assert "~/acme-letter-2.txt" in screen.toasts, "the first is not overwritten"

    await run_app(look, start="acme")
    assert (Path.home() / "acme-letter.txt").read_text() == "I object.\n"
    told = (Path.home() / "acme-switch.txt").read_text()
    for said in ("Turn it off", "Me › Settings › Training", "https://acme.com/settings/training"):
        assert said in told


async def test_a_failed_save_is_shown(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("S")
        assert "could not be saved: No such file" in screen.toasts, "there is no home folder"

    await run_app(look, start="acme")


async def test_no_toast_covers_the_link_or_the_keys(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        Path.home().mkdir()
        await screen.press("S")
        covered = screen.app.screen.query_one("ToastRack").region
        for words in ("https://acme.com", "space done"):
            row = next(n for n, line in enumerate(screen.text.splitlines()) if words in line)
            assert not covered.y <= row < covered.bottom

    await run_app(look, start="acme")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50)])
async def test_the_first_link_is_above_the_fold_and_broken_between_its_parts(
    run_app_with_all: RunApp, size: tuple[int, int]
) -> None:
    async def look(screen: Screen) -> None:
        parts = (
            "www.linkedin.com/",
            "mypreferences/",
            "d/",
            "settings/",
            "data-for-ai-improvement",
        )
        assert [part for part in parts if part not in screen.text] == []

    await run_app_with_all(look, start="linkedin-ai-training", size=size)


async def test_from_a_new_start_to_the_end_of_the_first_walk_takes_twelve_keys(
    home: Places, clock: Clock
) -> None:
    app = PrivacyCheckApp(open_session(home, clock))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Screen(app, pilot)
        await pilot.pause()
        keys = 0
        while "… Waiting: Keep your LinkedIn data out" not in screen.text:
            walks = isinstance(app.screen, WalkScreen)
            await screen.press("space" if walks else "enter")
            keys += 1
            assert keys <= 12


async def test_a_walk_in_which_all_was_skipped_says_that_nothing_was_changed(
    run_app: RunApp, session: Session
) -> None:
    async def skip(screen: Screen) -> None:
        text = await screen.press("s", "s", "x")
        assert "– Skipped: Keep your notes out of Acme's models" in text
        assert "Nothing was changed: 2 skipped, 1 not mine, checked today." in text
        assert "Good work" not in text
        assert "✓" not in text
        assert "Afterwards" not in text
        assert "You will be asked again on" in text
        assert "2 skipped, 1 not mine" in text.splitlines()[0]
        assert "▸" not in text, "no step is what is shown"
        assert "All skipped. Next check" in await screen.press("left")

    await run_app(skip, start="acme", size=(120, 40))
    assert session.standing("acme").state == "right"


async def test_one_number_says_how_far_it_is_here_and_on_home(
    run_app: RunApp, session: Session
) -> None:
    session.mark("acme", "letter", "waiting")

    async def look(screen: Screen) -> None:
        assert "0 of 3 done, 1 waiting" in screen.text
        await screen.press("space")
        assert "1 of 3 done, 1 waiting" in screen.text
        assert "1 of 3 done, 1 waiting" in await screen.press("escape")

    await run_app(look, start="acme", size=(120, 40))


async def test_a_note_on_a_step_is_shown_on_its_page(run_app: RunApp, session: Session) -> None:
    async def write(screen: Screen) -> None:
        assert "Your note" not in screen.text
        assert "ok" in await screen.press("e", "o", "k", "enter")
        await screen.press("e", "x", "escape")

    await run_app(write, start="acme")
    assert session.standing("acme").step("switch").note == "ok"


async def test_why_shows_what_is_at_stake_what_changed_and_the_sources(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        page = await screen.press("w")
        for said in ("Acme reads your notes.", "Afterwards", "What changed", "Sources"):
            assert said in page
        assert "▸○ 1" in await screen.press("escape")

    await run_app(look, start="acme", size=(120, 40))


async def test_after_the_end_enter_goes_on_to_what_needs_me_next(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    session.confirm("hostile", still_right=True)
    clock.forward(days=40)
    for step in ("switch", "letter", "europe"):
        session.mark("acme", step, "done")
    session.undo()

    async def walk(screen: Screen) -> None:
        await screen.press("left", "left", "right", "right")
        await screen.press("space")
        assert "Next, it needs you: Evil [/]" in screen.text
        await screen.press("enter")
        assert "▸! 1" in await screen.press(), "once the other screen is there"

    await run_app(walk, start="acme", size=(120, 40))


async def test_a_step_that_does_not_apply_says_why(
    home: Places, library: object, clock: Clock
) -> None:
    home.config.mkdir(parents=True)
    home.config_file.write_text('region = "us"')
    app = PrivacyCheckApp(open_session(home, clock), "acme")
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Screen(app, pilot)
        await screen.press("right", "right")
        check_golden("walk-folded-80x24", screen.text)
        assert "▸○ 4" in await screen.press("space"), "nothing is marked that was not read"
        shown = await screen.press("left", "enter")
        assert "Only where there is one." in shown
        assert "EU and UK only. You can mark it anyway." in shown
        assert "▸✓ 3" in await screen.press("space", "left")


async def test_every_screen_shows_the_hostile_checklist_as_text(run_app: RunApp) -> None:
    async def look(screen: Screen) -> None:
        assert "[@click=app.quit]x[/]" in screen.text
        assert "elsewhere.example is not Evil" in screen.text.replace("\n", " ")
        await screen.press("space", "s")
        assert "Done: Evil [/]" in screen.text
        await screen.press("enter", "left", "e", "escape", "c", "escape", "w", "end", "escape")
        await screen.press("Y", "u", "question_mark", "escape", "escape")

    await run_app(look, start="hostile", size=(120, 100))


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 12), (300, 100)])
async def test_no_size_is_too_small_or_too_large(run_app: RunApp, size: tuple[int, int]) -> None:
    async def look(screen: Screen) -> None:
        await screen.press("space", "left", "w", "escape", "c", "escape", "escape", "c", "escape")

    await run_app(look, start="hostile", size=size)


async def test_pasted_text_is_sanitized(run_app: RunApp, session: Session) -> None:
    async def paste(screen: Screen) -> None:
        await screen.press("e")
        screen.app.post_message(events.Paste("a\x9b31mb\u202ec\r\nd\x00"))
        await screen.pilot.pause()
        assert screen.app.screen.query_one(TextArea).text == "a\ufffd31mbc\nd\ufffd"

    await run_app(paste, start="acme")


async def test_a_narrow_walk_keeps_the_link_on_top_and_its_key(
    run_app: RunApp, session: Session
) -> None:
    session.save_setting("region", "uk")

    async def look(screen: Screen) -> None:
        lines = (await screen.press("right")).splitlines()
        assert lines[0].endswith("0 of 3 done")
        assert lines[1].strip() == "2  Write to Acme"
        assert lines[2].strip() == "https://law.example.org/acme"
        assert "o open" in lines[-1]
        assert "space sent" in lines[-1]
        assert "esc home" in lines[-1]

    await run_app(look, start="acme", size=(40, 12))


async def test_a_finished_walk_says_so_and_offers_no_key_twice(
    run_app: RunApp, session: Session
) -> None:
    session.confirm("acme", still_right=True)

    async def look(screen: Screen) -> None:
        assert "✓ All done. Next check 20 Dec 2026" in screen.text
        keys = screen.text.splitlines()[-1]
        assert "space continue" in keys
        assert "c confirm" in keys
        assert "next" not in keys
        assert "skip" not in keys
        await screen.press("backspace")
        assert "All done" not in screen.text
        assert "next" in screen.text.splitlines()[-1]

    await run_app(look, start="acme")


async def test_optional_steps_are_counted_apart(run_app: RunApp, session: Session) -> None:
    session.mark("acme", "switch", "done")

    async def look(screen: Screen) -> None:
        assert "1 of 3 done, 1 optional" in screen.text
        home = await screen.press("escape")
        assert "1 of 3 done, 1 optional" in home
        assert "1 of 3 done, 1 optional" in await screen.press("h")

    await run_app(look, start="acme", size=(120, 40))
