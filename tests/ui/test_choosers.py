"""Dialogs that choose among many: find, filter, services, ten minutes."""

import re

import pytest
from textual.content import Content

from privacy_check.domain.search import normalize
from privacy_check.session import Session
from privacy_check.system import clipboard
from privacy_check.ui.render import library as render_library
from tests.ui.conftest import RunApp, Screen, press_in_background

MINUTES = re.compile(r" (1 min|\d+ min)\b")


async def test_find_narrows_while_typing_and_walks_the_best_match(run_app: RunApp) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("slash")
        found = await screen.press(*"acme")
        assert "Acme" in found
        assert "Evil" not in found
        assert "▸○ 1" in await screen.press("enter")

    await run_app(find)


async def test_find_counts_its_matches_and_marks_the_words(run_app_with_all: RunApp) -> None:
    async def find(screen: Screen) -> None:
        every = await screen.press("slash")
        assert re.search(r"Find   3\d\d checklists", every)
        many = await screen.press(*"train")
        assert re.search(r"Find   1\d\d matches, 100 shown", many)
        assert "Find   1 match ─" in await screen.press("escape", *"sdv robinson")
        assert "Find   0 matches" in await screen.press(*"qqq")

    await run_app_with_all(find)


@pytest.mark.parametrize(
    ("shown", "typed", "marked"),
    [
        ("AI training: train", "train", ["train", "train"]),
        ("Don't let X train", "dont x", ["Don't", "X"]),
        ("Beyoncé", "beyonce", ["Beyoncé"]),
        ("Keep it", "", []),
    ],
)
def test_what_was_typed_is_marked_where_it_stands(
    shown: str, typed: str, marked: list[str]
) -> None:
    content = render_library.marked(Content(shown), normalize(typed).split())
    assert [shown[span.start : span.end] for span in content.spans] == marked


async def test_find_says_why_a_row_matches_where_its_title_does_not(run_app: RunApp) -> None:
    async def find(screen: Screen) -> None:
        row = next(r for r in (await screen.press("slash", *"letter")).splitlines() if "Acme" in r)
        assert "Keep your notes out of Acme's models" in row
        assert "in its summary" in row

    await run_app(find, size=(120, 40))


async def test_find_says_when_nothing_is_found_and_shows_hostile_text_as_text(
    run_app: RunApp,
) -> None:
    async def find(screen: Screen) -> None:
        assert "Evil [/]" in await screen.press("slash", *"evil")
        assert "No match." in await screen.press(*"zzz")
        assert "Nothing has all of these words" in await screen.press("space", "a")
        await screen.press("enter", "down", "escape")

    await run_app(find)


async def test_a_filter_narrows_home_and_says_so(run_app: RunApp) -> None:
    async def choose(screen: Screen) -> None:
        await screen.press("f", "down", "enter")
        assert "Showing 1: AI training" in screen.text
        assert "Evil" not in screen.text
        await screen.press("f", "home", "enter")
        assert "Evil" in screen.text

    await run_app(choose)


async def test_esc_ends_a_filter_and_does_nothing_else(run_app: RunApp) -> None:
    async def choose(screen: Screen) -> None:
        await screen.press("f", "down", "enter")
        assert "esc show all" in screen.text
        home = await screen.press("escape")
        assert "Evil" in home
        assert "Showing" not in home
        assert await screen.press("escape") == home

    await run_app(choose)


async def test_a_filter_shows_all_that_it_counts_whatever_services_i_chose(
    run_app_with_all: RunApp, whole_library: Session
) -> None:
    whole_library.save_setting("services", ["LinkedIn"])
    telemetry = [c for c in whole_library.catalog.checklists.values() if c.category == "telemetry"]

    async def choose(screen: Screen) -> None:
        await screen.press("f", *"telemetry", "enter")
        assert f"Showing {len(telemetry)}: telemetry" in screen.text
        assert "Nothing" not in screen.text
        for known in telemetry:
            assert known.title[:30] in screen.text

    await run_app_with_all(choose, size=(120, len(telemetry) + 20))


async def test_a_filter_says_how_many_of_another_kind_need_me(
    run_app: RunApp, session: Session
) -> None:
    session.confirm("acme", still_right=True)
    session.confirm("acme", still_right=False)

    async def choose(screen: Screen) -> None:
        await screen.press("f", *"ads", "enter")
        assert "Showing 1: ads, besides 1 that needs you" in screen.text

    await run_app(choose)


async def test_a_filter_is_found_by_typing(run_app_with_all: RunApp) -> None:
    async def choose(screen: Screen) -> None:
        listed = await screen.press("f", *"texas")
        assert "Texas, US" in listed
        assert "California" not in listed
        assert "Nothing has this name" in await screen.press("z")
        await screen.press("backspace", "enter")
        assert ": Texas, US" in screen.text

    await run_app_with_all(choose)


async def test_what_needs_me_passes_every_filter(
    run_app: RunApp, session: Session, clock: object
) -> None:
    session.confirm("acme", still_right=False)
    session.confirm("acme", still_right=True)
    session.confirm("acme", still_right=False)

    async def choose(screen: Screen) -> None:
        await screen.press("f", "down", "down", "enter")
        assert "Acme" in screen.text

    await run_app(choose)


async def test_home_starts_with_the_services_that_are_mine(
    run_app: RunApp, session: Session
) -> None:
    async def choose(screen: Screen) -> None:
        listed = await screen.press("m")
        assert "· Acme" in listed
        assert "✓ Acme" in await screen.press("space")
        home = await screen.press("enter")
        assert "START WITH" in home
        assert "Evil" not in home
        assert "Evil" in await screen.press("a"), "all checklists has every service"

    await run_app(choose)
    assert session.settings.services == {"Acme"}


async def test_services_are_narrowed_by_typing(run_app: RunApp) -> None:
    async def choose(screen: Screen) -> None:
        assert "Acme" not in await screen.press("m", *"evi")
        assert "Acme" in await screen.press("escape"), "esc clears what was typed"
        assert "START WITH" in await screen.press("escape"), "then it leaves"

    await run_app(choose)


@pytest.mark.parametrize("keys", [["space"], ["down", "space"]], ids="+".join)
async def test_space_ticks_the_first_match_and_makes_room_for_the_next_name(
    run_app_with_all: RunApp, whole_library: Session, keys: list[str]
) -> None:
    async def choose(screen: Screen) -> None:
        listed = await screen.press("m", *"insta", *keys)
        assert "✓ Instagram" in listed
        assert "1 ticked" in listed
        assert "LinkedIn" in listed, "all are listed again"
        assert "2 ticked" in await screen.press(*"linkedin", *keys)
        await screen.press("enter")

    await run_app_with_all(choose, size=(80, 100))
    assert whole_library.settings.services == {"Instagram", "LinkedIn"}


async def test_down_goes_on_from_the_first_match(
    run_app_with_all: RunApp, whole_library: Session
) -> None:
    async def choose(screen: Screen) -> None:
        await screen.press("m", *"insta", "down", "down", "space", "enter")

    await run_app_with_all(choose)
    assert whole_library.settings.services == {"Instacart"}


async def test_a_click_ticks_and_typing_goes_on(run_app: RunApp, session: Session) -> None:
    async def choose(screen: Screen) -> None:
        await screen.press("m")
        await screen.pilot.click("_Found", offset=(4, 0))
        assert "✓ Acme" in screen.text
        assert "Acme" not in await screen.press(*"evil")
        await screen.press("space", "enter")

    await run_app(choose)
    assert len(session.settings.services) == 2


@pytest.mark.parametrize(
    ("typed", "service"), [("icloud", "Apple"), ("TWITTER", "X"), ("office", "Microsoft")]
)
async def test_other_names_find_a_service(
    run_app_with_all: RunApp, whole_library: Session, typed: str, service: str
) -> None:
    async def choose(screen: Screen) -> None:
        assert f"· {service}" in await screen.press("m", *typed)
        await screen.press("space", "enter")

    await run_app_with_all(choose)
    (chosen,) = whole_library.settings.services
    assert chosen.startswith(service)


async def test_a_name_that_no_service_has_is_said_to_have_none(
    run_app: RunApp, session: Session
) -> None:
    async def choose(screen: Screen) -> None:
        assert "Nothing has this name" in await screen.press("m", *"qqq")
        await screen.press("down", "space", "up", "pagedown", "end", "enter")

    await run_app(choose)
    assert session.settings.services == frozenset()


async def test_what_is_for_everyone_is_no_service_and_stays_when_services_are_chosen(
    run_app_with_all: RunApp, whole_library: Session
) -> None:
    whole_library.save_setting("region", "us-ca")
    drop = whole_library.catalog.checklists["california-drop"]

    async def choose(screen: Screen) -> None:
        assert "· Acxiom" not in await screen.press("m")
        home = await screen.press(*"linkedin", "space", "enter")
        assert "LinkedIn" in home
        assert "Instacart" not in home
        acxiom = whole_library.catalog.checklists["acxiom-optout"]
        whole_library.save_setting("services", [acxiom.service])
        assert drop.title[:30] in await screen.press("f", *"broker", "enter")

    await run_app_with_all(choose, size=(120, 150))


@pytest.mark.parametrize("width", [80, 130])
async def test_find_never_cuts_the_minutes(run_app_with_all: RunApp, width: int) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("slash")
        for typed in ("", "google"):
            rows = [line for line in (await screen.press(*typed)).splitlines() if "○" in line]
            assert len(rows) > 5
            assert [row for row in rows if not MINUTES.search(row)] == []

    await run_app_with_all(find, size=(width, 24))


async def test_find_keeps_the_minutes_when_the_window_changes(
    run_app_with_all: RunApp,
) -> None:
    async def find(screen: Screen) -> None:
        await screen.press("slash")
        await screen.pilot.resize_terminal(72, 24)
        await screen.pilot.pause()
        rows = [line for line in screen.text.splitlines() if "○" in line]
        assert all(MINUTES.search(row) for row in rows)

    await run_app_with_all(find, size=(130, 24))


async def test_a_setting_locked_by_config_is_reported(run_app: RunApp, session: Session) -> None:
    session.home.config.mkdir(parents=True, exist_ok=True)
    session.home.config_file.write_text('services = ["Acme"]')
    session.settings = session.of_profile("default").settings
    assert session.settings.services == {"Acme"}

    async def choose(screen: Screen) -> None:
        await screen.press("m", "space", "enter")
        assert "config.toml: sets your services" in screen.toasts

    await run_app(choose, size=(200, 40))


async def test_ten_minutes_offers_a_few_checklists(run_app: RunApp) -> None:
    async def choose(screen: Screen) -> None:
        page = await screen.press("t")
        assert "These take 4 minutes together" in page
        assert "▸○ 1" in await screen.press("enter")

    await run_app(choose)


async def test_looks_different_is_saved_with_a_text_to_report_it(
    run_app: RunApp, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "copy", lambda _: None)

    async def fold(screen: Screen) -> None:
        page = await screen.press("d", *"moved", "enter")
        assert "file: checklists/acme.toml" in page
        assert "step: switch" in page
        assert "found: moved" in page
        await press_in_background(screen, "Y")
        assert screen.app.clipboard.startswith("A step looks different")
        assert "You found" in await screen.press("escape")

    await run_app(fold, start="acme")
    assert session.standing("acme").state == "new"
