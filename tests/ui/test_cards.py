"""The cards of a review: an answer that is due is asked about before anything else."""

import pytest

from privacy_check.domain.sanitize import Clean
from privacy_check.session import Session
from privacy_check.system import clipboard
from tests.conftest import Clock
from tests.ui.conftest import RunApp, Screen, check_golden

ASKED = "You asked Acme on 23 Nov 2026. Has the answer come?"


def asked(session: Session, clock: Clock, *, days: int) -> None:
    """Ask Acme, and let days pass."""
    session.confirm("acme", still_right=True)
    session.mark("acme", "letter", "waiting")
    clock.forward(days=days)


def since(session: Session, clock: Clock, days: int = 60) -> int:
    asked(session, clock, days=days)
    return len(session.history("acme"))


def written(session: Session, before: int) -> list[tuple[str, str | None]]:
    return [(e.did, e.step) for e in session.history("acme")[before:]]


@pytest.mark.parametrize("keys", [["c"], ["r"]], ids=["confirm", "review"])
async def test_a_card_about_an_answer_comes_first_and_y_says_that_it_came(
    run_app: RunApp, session: Session, clock: Clock, keys: list[str]
) -> None:
    before = since(session, clock)

    async def answer(screen: Screen) -> None:
        card = await screen.press(*keys)
        assert ASKED in card
        assert "the answer is 30 days overdue" in card
        assert "https://law.example.org/acme" in card
        assert "1 of 2" in card, "the change of 20 Dec has a card, too"
        assert "about 2 minutes" in card
        second = await screen.press("y")
        assert "Is 'Training' still off?" in second
        assert "2 of 2" in second
        assert "about 1 minute" in second
        after = await screen.press("y")
        if keys == ["r"]:
            assert "The answer came" in after
            assert "Still right" in after
            after = await screen.press("escape")
        assert "Nothing needs you today" in after

    await run_app(answer)
    assert written(session, before) == [("done", "letter"), ("still-right", None)]


async def test_the_confirm_card_is_not_shown_where_only_the_answer_was_due(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    asked(session, clock, days=30)
    session.mark("acme", "switch", "done")
    before = len(session.history("acme"))

    async def answer(screen: Screen) -> None:
        card = await screen.press("c")
        assert ASKED.replace(" 2026", "") in card
        assert "the answer is due today" in card
        assert " left" not in card, "one card needs no number"
        assert "Nothing needs you today" in await screen.press("y")

    await run_app(answer)
    assert written(session, before) == [("done", "letter")]


async def test_a_card_shows_the_hostile_checklist_as_text(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    session.mark("hostile", "one", "waiting")
    clock.forward(days=31)

    async def look(screen: Screen) -> None:
        card = (await screen.press("c")).replace("\n", " ")
        assert "You asked Evil [/] [Privacy] [@click=app.quit]x[/] [b]$x[/b]" in card
        assert "No answer from Evil [/] [Privacy]" in await screen.press("n")

    await run_app(look, size=(120, 60))


async def test_not_yet_and_written_again_waits_anew(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    before = since(session, clock, days=40)

    async def answer(screen: Screen) -> None:
        await screen.press("c")
        offered = await screen.press("n")
        assert "No answer from Acme" in offered
        assert "Asking later puts off the whole checklist." in offered
        assert ASKED in await screen.press("escape"), "back to the question"
        assert "Is 'Training' still off?" in await screen.press("n", "enter")
        await screen.press("escape")

    await run_app(answer)
    assert written(session, before) == [("waiting", "letter")]
    assert not session.standing("acme").answers_due


async def test_refused_is_done_with_a_note(run_app: RunApp, session: Session, clock: Clock) -> None:
    session.note("acme", "by post", Clean("letter"))
    before = since(session, clock, days=40)

    async def answer(screen: Screen) -> None:
        assert "They refused (2 Jan 2027)." in await screen.press("c", "n", "down", "enter")
        assert "No answer" not in await screen.press("escape")
        assert ASKED in screen.text, "nothing is written by going back"
        await screen.press("n", "down", "enter", "!", "enter")

    await run_app(answer)
    assert written(session, before) == [("done", "letter")]
    assert session.standing("acme").step("letter").note == "by post\nThey refused (2 Jan 2027).!"


@pytest.mark.parametrize(("down", "until"), [(2, "3 Mar 2027"), (3, "16 Jan 2027")])
async def test_later_snoozes_the_checklist_once_for_all_its_letters(
    run_app: RunApp, session: Session, clock: Clock, down: int, until: str
) -> None:
    asked(session, clock, days=0)
    session.mark("acme", "europe", "waiting")
    clock.forward(days=40)
    before = len(session.history("acme"))

    async def answer(screen: Screen) -> None:
        assert "1 of 3" in await screen.press("c")
        assert "about 3 minutes" in screen.text
        offered = await screen.press("n")
        assert "puts off the whole checklist, both letters." in offered
        assert f"{until}" in offered
        after = await screen.press(*["down"] * down, "enter")
        assert "Nothing needs you today" in after, "no further card of this checklist"
        assert "Keep your notes out of Acme's models: snoozed until" in screen.toasts

    await run_app(answer, size=(100, 40))
    assert written(session, before) == [("snoozed", None)]


async def test_going_back_leaves_the_rest_and_keeps_what_was_answered(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    before = since(session, clock)

    async def answer(screen: Screen) -> None:
        assert "changed 20 Dec" in await screen.press("r", "y", "escape")

    await run_app(answer)
    assert written(session, before) == [("done", "letter")]


async def test_a_card_leads_to_its_step(run_app: RunApp, session: Session, clock: Clock) -> None:
    asked(session, clock, days=40)

    async def walk(screen: Screen) -> None:
        await screen.press("c", "enter")
        assert "▸! 1" in screen.text, "the change is met first in a walk"
        page = await screen.press("c", "enter")
        assert "▸! 2" in page
        assert ASKED in page.replace("\n", " ")
        assert "space answered" in page

    await run_app(walk, size=(160, 40))


async def test_in_a_walk_an_answer_that_is_due_ends_it(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    asked(session, clock, days=10)
    session.mark("acme", "friend", "todo")
    clock.forward(days=20)
    session.mark("acme", "switch", "done")

    async def walk(screen: Screen) -> None:
        assert "▸! 2" in screen.text
        assert "! 2 Write to Acme" in screen.text
        assert "space answered" in screen.text
        ended = await screen.press("space")
        assert "✓ Done" in ended
        assert "last checked 23 Nov 2026" in ended, "an answer is no look at the switch"

    await run_app(walk, start="acme", size=(120, 40))
    assert session.standing("acme").state == "right"


async def test_the_link_of_a_card_is_opened_and_copied(
    run_app: RunApp,
    session: Session,
    clock: Clock,
    opened: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clipboard, "copy", lambda _: None)
    asked(session, clock, days=40)

    async def follow(screen: Screen) -> None:
        await screen.press("c", "o")
        for _ in range(100):  # it is opened in a thread
            await screen.pilot.pause()
            if opened:
                break
        await screen.press("Y")
        for _ in range(100):  # it is copied in a thread
            await screen.pilot.pause()
            if screen.app.clipboard:
                break
        assert screen.app.clipboard == "https://law.example.org/acme"

    await run_app(follow)
    assert opened == ["https://law.example.org/acme"]


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 12)])
async def test_no_size_is_too_small_for_a_card(
    run_app: RunApp, session: Session, clock: Clock, size: tuple[int, int]
) -> None:
    session.mark("hostile", "one", "waiting")
    asked(session, clock, days=40)

    async def look(screen: Screen) -> None:
        await screen.press("r", "enter", "n", "down", "enter", "escape", "y", "n", "escape", "Y")

    await run_app(look, size=size)


def due_twice(session: Session, clock: Clock) -> None:
    """Let two checklists be due, and the answer of one."""
    asked(session, clock, days=2)
    session.confirm("hostile", still_right=True)
    clock.forward(days=98)


SIZES = [(80, 24), (40, 12), (120, 40), (160, 50)]


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_a_review_looks_as_it_was_agreed(
    run_app: RunApp, session: Session, clock: Clock, size: tuple[int, int]
) -> None:
    due_twice(session, clock)
    name = f"{size[0]}x{size[1]}"

    async def look(screen: Screen) -> None:
        first = await screen.press("r", "enter")
        check_golden(f"card-answer-{name}", first)
        assert "esc back" in first
        second = await screen.press("y")
        check_golden(f"card-confirm-{name}", second)
        assert "esc back" in second
        await screen.press("y", "z", "enter")
        check_golden(f"review-end-{name}", screen.text)

    await run_app(look, size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_a_single_card_looks_as_it_was_agreed(
    run_app: RunApp, session: Session, clock: Clock, size: tuple[int, int]
) -> None:
    session.confirm("acme", still_right=True)
    clock.forward(days=28)

    async def look(screen: Screen) -> None:
        check_golden(f"confirm-{size[0]}x{size[1]}", await screen.press("c"))

    await run_app(look, size=size)


async def test_z_puts_off_what_a_card_is_about_and_the_review_goes_on(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    due_twice(session, clock)

    async def put_off(screen: Screen) -> None:
        await screen.press("r", "enter")
        assert "1 of 3" in screen.text
        await screen.press("z", "enter")
        assert "3 of 3" in screen.text, "no second card of this checklist"
        end = await screen.press("y")
        assert "z Put off" in end
        assert "Acme, Keep your notes out of Acme's models: snoozed until" in end

    await run_app(put_off)
    assert session.standing("acme").state == "snoozed"


async def test_a_holiday_ends_the_review(run_app: RunApp, session: Session, clock: Clock) -> None:
    due_twice(session, clock)

    async def pause(screen: Screen) -> None:
        await screen.press("r", "enter", "z", "end", "enter")
        assert "z Put off" in screen.text
        assert "Still right" not in screen.text

    await run_app(pause)
    assert {session.standing(name).state for name in ("acme", "hostile")} == {"snoozed"}


async def test_undo_goes_back_to_the_card_that_it_is_about(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    due_twice(session, clock)

    async def undo(screen: Screen) -> None:
        await screen.press("r", "enter", "y", "y")
        assert "3 of 3" in screen.text
        assert "2 of 3" in await screen.press("u")
        assert "Undone: the answer 'still right'" in screen.toasts
        assert "1 of 3" in await screen.press("u")
        end = await screen.press("y", "y", "y")
        assert "─ Summary ─" in end
        assert "3 of 3" in await screen.press("u")
        await screen.press("y", "escape")

    before = len(session.history("acme"))
    await run_app(undo)
    assert [did for did, _ in written(session, before) if did != "undone"] == [
        *("done", "still-right") * 2
    ]


async def test_the_end_of_a_review_leads_to_what_is_next(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    session.confirm("acme", still_right=True)
    clock.forward(days=91)

    async def follow(screen: Screen) -> None:
        end = await screen.press("r", "y")
        assert "Next, if you like: Evil" in end.replace("\n", " ")
        assert "Evil" in (await screen.press("enter")).splitlines()[0]
        await screen.press("escape")
        assert "Nothing needs you today" in screen.text

    await run_app(follow)


async def test_a_key_held_down_answers_no_card_that_was_not_seen(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    due_twice(session, clock)
    before = len(session.history("acme"))

    async def hold(screen: Screen) -> None:
        await screen.press("r", "enter")
        await screen.burst("yyyyy")
        assert "2 of 3" in screen.text

    await run_app(hold)
    assert written(session, before) == [("done", "letter")]


async def test_every_verb_of_a_card_acts_on_what_it_names(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    due_twice(session, clock)

    async def act(screen: Screen) -> None:
        await screen.press("r", "enter", "e", *"by post", "enter")
        assert "by post" in screen.text
        assert "Why it matters" in await screen.press("w")
        await screen.press("escape", "p")
        assert "https://law.example.org/acme" in screen.text
        await screen.press("escape")
        assert "Acme · Keep your notes out" in await screen.press("i")
        await screen.press("escape", "y", "e", *"all of it", "enter")
        assert "all of it" in screen.text
        assert "▸" in await screen.press("b"), "begin again walks it"

    await run_app(act)
    assert session.standing("acme").step("letter").note == "by post"
    assert session.standing("acme").note == "all of it"
    assert session.history("acme")[-1].did == "started"


async def test_the_link_is_the_one_for_where_the_person_is(
    run_app_with_all: RunApp, whole_library: Session, clock: Clock
) -> None:
    whole_library.save_setting("region", "uk")
    whole_library.confirm("acxiom-optout", still_right=True)
    clock.forward(days=100)

    async def look(screen: Screen) -> None:
        card = await screen.press("c")
        assert "https://www.acxiom.com/privacy/international-privacy-notice" in card
        assert "acxiom.com/optout" not in card

    await run_app_with_all(look, size=(160, 40))


async def test_a_click_on_a_key_answers_the_card(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    due_twice(session, clock)
    before = len(session.history("acme"))

    async def click(screen: Screen) -> None:
        await screen.press("r", "enter")
        keys = screen.text.splitlines()[-1]
        await screen.pilot.click("#keys", offset=(keys.index("it came"), 0))
        assert "2 of 3" in await screen.press()

    await run_app(click)
    assert written(session, before) == [("done", "letter")]


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_a_message_covers_neither_what_is_asked_nor_the_keys(
    run_app: RunApp, session: Session, clock: Clock, size: tuple[int, int]
) -> None:
    asked(session, clock, days=60)

    async def look(screen: Screen) -> None:
        card = (await screen.press("c")).splitlines()
        said = (await screen.press("y", "u")).splitlines()
        assert "Undone: 'done' for 'Write to Acme'" in "\n".join(said)
        asks = next(n for n, line in enumerate(card) if "Has" in line)
        assert said[-1] == card[-1]
        head = 0 if size == (40, 12) else 3  # there is room beside the head's words
        for before, after in zip(card[head : asks + 2], said[head : asks + 2], strict=True):
            assert after[:38].rstrip() == before[:38].rstrip(), "but for the scrollbar"

    await run_app(look, size=size)


async def test_a_question_stands_once_on_its_card(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    since(session, clock)

    async def look(screen: Screen) -> None:
        card = await screen.press("c")
        assert card.count("Has the answer come?") == 1
        assert "Takes" not in card
        second = await screen.press("y")
        assert second.count("still") == 1 + second.count("still right")
        assert "redoing it takes about 3 minutes" in second

    await run_app(look)
