"""Letters on screen: shown whole, filled in, copied, saved, handed to the mail program."""

from email import message_from_string
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from privacy_check import correspondence
from privacy_check.domain.letters import Me
from privacy_check.domain.sanitize import Clean
from privacy_check.session import Session, open_session
from privacy_check.storage.paths import Places
from privacy_check.system import browser
from privacy_check.ui.app import PrivacyCheckApp
from tests.conftest import Clock
from tests.ui.conftest import RunApp, Screen, check_golden, press_in_background
from tests.ui.test_home import SIZES

LETTER = """
schema = 1
id = "bolt"
title = "Keep your rides out of Bolt's models"
service = "Bolt"
hosts = ["bolt.example"]
category = "ai-training"
worth = 3
summary = "One letter."
why = "It reads them."
after = "Bolt works as before."
minutes = 3
recheck_days = 90

[confirm]
question = "Has Bolt confirmed?"

[[steps]]
id = "object"
title = "Send the objection"
body = "Send it from the address of your account."
url = "mailto:privacy@bolt.example?subject=Objection"
copy = \"\"\"
I object to the use of my rides for training.

Account: [account: e-mail of your account]
I am [choice: a rider / a driver].

[your name]
[date]\"\"\"
answer_days = 30
sources = ["help"]

[[steps]]
id = "switch"
title = "Turn it off"
body = "Off."
sources = ["help"]

[[sources]]
id = "help"
title = "Training"
publisher = "Bolt"
url = "https://bolt.example/help"
date = 2026-08-01
"""
REMINDED = LETTER.replace(
    """answer_days = 30
sources = ["help"]
""",
    """answer_days = 31
sources = ["help"]

[steps.answer]
law = "GDPR, Article 12(3)"
extension_days = 61
then = ["remind"]

[[steps]]
id = "remind"
title = "Remind them"
body = "After a month."
url = "mailto:privacy@bolt.example?subject=Reminder"
copy = "I wrote on [asked on]."
optional = true
answer_days = 14
sources = ["help"]
""",
)
"""The same, with what comes next."""
FINISHED = (
    "I object to the use of my rides for training.\n\nAccount: anna@example.org\n"
    "I am a driver.\n\nAnna Lee\n23 Nov 2026"
)


@pytest.fixture
def session(home: Places, clock: Clock, library: Path) -> Session:
    """A session of somebody with a checklist of their own, which has a letter."""
    home.own_checklists.mkdir(parents=True)
    home.choices_file.touch()
    (home.own_checklists / "bolt.toml").write_text(LETTER, encoding="utf-8")
    return open_session(home, clock)


async def fill_in(screen: Screen) -> None:
    """Choose, type the account and the name, and say yes to remembering."""
    await screen.press("down", "enter")
    await screen.press(*"anna@example.org", "enter", *"Anna Lee", "enter")


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_a_letter_looks_as_it_was_agreed(
    run_app: RunApp, session: Session, size: tuple[int, int]
) -> None:
    correspondence.save_me(session, Me(name=Clean("Anna Lee")))

    async def look(screen: Screen) -> None:
        check_golden(f"letter-{size[0]}x{size[1]}", screen.text)
        if size == (80, 24):
            check_golden("letter-choice-80x24", await screen.press("l"))
            check_golden("letter-form-80x24", await screen.press("enter"))
            check_golden("letter-remember-80x24", await screen.press("a", *["enter"] * 3))
            check_golden("letter-filled-80x24", await screen.press("enter"))

    await run_app(look, start="bolt", size=size)


async def test_what_is_missing_is_asked_for_before_it_is_copied(
    run_app: RunApp, session: Session, clock: Clock, copied: list[str]
) -> None:
    async def copy(screen: Screen) -> None:
        assert "Which of these?" in await screen.press("Y")
        await fill_in(screen)
        assert "remember it for Bolt" in screen.text
        assert copied == []
        await press_in_background(screen, "enter")
        assert copied == [FINISHED]
        assert "anna@example.org" in screen.text
        await press_in_background(screen, "Y")
        assert copied == [FINISHED] * 2, "nothing is asked twice"

    await run_app(copy, start="bolt", size=(100, 40))
    again = open_session(session.home, clock)
    assert again.details.me.name == "Anna Lee"
    assert again.details.letters["Bolt"]["account: e-mail of your account"] == "anna@example.org"
    written = correspondence.letter(again, "bolt", "object")
    assert written
    assert written.text == FINISHED


async def test_answers_can_be_for_this_sitting_alone(
    run_app: RunApp, session: Session, clock: Clock, copied: list[str]
) -> None:
    async def copy(screen: Screen) -> None:
        await screen.press("Y")
        await fill_in(screen)
        await screen.press("down")
        await press_in_background(screen, "enter")

    await run_app(copy, start="bolt")
    assert copied == [FINISHED]
    assert not session.home.profiles_file.exists()


@pytest.mark.parametrize("keys", [[], ["enter"], ["enter", "a"]])
async def test_going_back_copies_nothing(
    run_app: RunApp, copied: list[str], keys: list[str]
) -> None:
    async def leave(screen: Screen) -> None:
        await screen.press("Y", *keys)
        await press_in_background(screen, "escape")
        assert "Send the objection" in screen.text

    await run_app(leave, start="bolt")
    assert copied == []


async def test_what_was_typed_survives_going_back_from_remembering_it(
    run_app: RunApp, session: Session, copied: list[str]
) -> None:
    async def copy(screen: Screen) -> None:
        await screen.press("Y")
        await fill_in(screen)
        assert "Remember this?" in screen.text
        await press_in_background(screen, "escape")

    await run_app(copy, start="bolt")
    assert copied == [FINISHED]
    assert not session.home.profiles_file.exists()


async def test_a_day_is_for_one_letter_and_not_asked_to_be_remembered(
    run_app: RunApp, session: Session
) -> None:
    filled(session)
    before = session.home.profiles_file.read_bytes()

    async def change(screen: Screen) -> None:
        await screen.press("l", "enter", "enter", "enter", "ctrl+u", *"1 Dec 2026", "enter")
        assert "Remember this?" not in screen.text
        assert "1 Dec 2026" in screen.text

    await run_app(change, start="bolt", size=(100, 40))
    assert session.home.profiles_file.read_bytes() == before


async def test_what_is_left_empty_stays_a_blank(run_app: RunApp, copied: list[str]) -> None:
    async def copy(screen: Screen) -> None:
        await screen.press("Y", "enter", "enter", "enter")
        await press_in_background(screen, "enter")

    await run_app(copy, start="bolt")
    assert "Account: [account: e-mail of your account]\nI am a rider." in copied[0]


async def test_my_own_address_is_proposed_as_the_accounts(
    run_app: RunApp, session: Session
) -> None:
    correspondence.save_me(session, Me(email=Clean("anna@example.org")))

    async def ask(screen: Screen) -> None:
        assert "anna@example.org" in await screen.press("Y", "enter")

    await run_app(ask, start="bolt")


async def test_an_answer_can_be_changed_and_taken_back(
    run_app: RunApp, session: Session, clock: Clock
) -> None:
    correspondence.fill(
        session, "Bolt", {"account: e-mail of your account": "old@x.org"}, remember=True
    )

    async def change(screen: Screen) -> None:
        assert "old@x.org" in await screen.press("l", "enter")
        await screen.press("ctrl+u", "enter", "enter", "enter", "enter")
        assert "Account: [account: e-mail of your account]" in screen.text

    await run_app(change, start="bolt", size=(100, 40))
    assert open_session(session.home, clock).details.letters == {
        "Bolt": {"choice: a rider / a driver": "a rider"}
    }


def filled(session: Session) -> None:
    correspondence.save_me(session, Me(name=Clean("Anna Lee"), email=Clean("anna@example.org")))
    answers = {
        "account: e-mail of your account": "anna@example.org",
        "choice: a rider / a driver": "a driver",
    }
    correspondence.fill(session, "Bolt", answers, remember=True)


async def test_the_mail_program_gets_the_finished_letter(
    run_app: RunApp, session: Session, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(session)
    monkeypatch.setenv("DISPLAY", ":0")

    async def mail(screen: Screen) -> None:
        assert "o mail" in screen.text
        await press_in_background(screen, "o")

    await run_app(mail, start="bolt")
    (url,) = opened
    assert urlsplit(url).path == "privacy@bolt.example"
    query = parse_qs(urlsplit(url).query)
    assert query == {"subject": ["Objection"], "body": [FINISHED.replace("\n", "\r\n")]}


async def test_a_letter_too_long_for_the_mail_program_is_copied_too(
    run_app: RunApp,
    session: Session,
    opened: list[str],
    copied: list[str],
) -> None:
    filled(session)
    correspondence.fill(session, "Bolt", {"choice: a rider / a driver": "ä" * 500}, remember=False)

    async def mail(screen: Screen) -> None:
        await press_in_background(screen, "o")
        assert "too long for a link: paste it" in screen.toasts

    await run_app(mail, start="bolt", size=(120, 40))
    assert opened == ["mailto:privacy@bolt.example?subject=Objection"]
    assert "ääää" in copied[0]


async def test_without_a_mail_program_the_letter_is_copied(
    run_app: RunApp, session: Session, copied: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(session)
    monkeypatch.setattr(browser, "open_in_browser", lambda _: False)

    async def mail(screen: Screen) -> None:
        await press_in_background(screen, "o")
        assert (
            "No mail program was found here: paste the text into a mail to privacy@bolt.example"
            in screen.toasts
        )

    await run_app(mail, start="bolt", size=(120, 40))
    assert copied == [FINISHED]


async def test_it_is_saved_as_text_or_as_a_mail(run_app: RunApp, session: Session) -> None:
    filled(session)
    Path.home().mkdir()

    async def save(screen: Screen) -> None:
        assert "mail draft" in await screen.press("S")
        await screen.press("enter")
        assert "~/bolt-object.txt" in screen.toasts
        await screen.press("S", "down", "enter")
        assert "~/bolt-object.eml" in screen.toasts
        assert "Send the objection" in await screen.press("S", "escape")

    await run_app(save, start="bolt", size=(120, 40))
    text = (Path.home() / "bolt-object.txt").read_text(encoding="utf-8")
    assert text == f"To: privacy@bolt.example\nSubject: Objection\n\n{FINISHED}\n"
    mail = message_from_string((Path.home() / "bolt-object.eml").read_text(), policy=default)
    assert mail["From"] == "anna@example.org"
    assert mail.get_content().replace("\r\n", "\n") == f"{FINISHED}\n"


async def test_a_step_without_blanks_says_so(run_app: RunApp) -> None:
    async def ask(screen: Screen) -> None:
        await screen.press("right", "l")
        assert "This step has no letter with blanks." in screen.toasts

    await run_app(ask, start="bolt", size=(120, 40))


async def test_the_settings_say_who_i_am(run_app: RunApp, session: Session, clock: Clock) -> None:
    async def tell(screen: Screen) -> None:
        assert "For letters     nothing" in await screen.press("comma")
        form = await screen.press(*["down"] * 4, "enter")
        assert "Your postal address" in form
        await screen.press(*"Anna", "enter", "down", *"1 High St", "enter", "enter")
        assert "For letters     Anna, 1 High St" in screen.text

    await run_app(tell)
    assert open_session(session.home, clock).details.me == Me(
        name=Clean("Anna"), address=Clean("1 High St")
    )


async def test_who_i_am_that_cannot_be_saved_is_said(run_app: RunApp, session: Session) -> None:
    session.home.profiles_file.write_text("[default")

    async def tell(screen: Screen) -> None:
        await screen.press("comma", *["down"] * 4, "enter", "a", *["enter"] * 4)
        assert "profiles.toml" in screen.toasts

    await run_app(tell, size=(120, 40))


async def test_hostile_answers_stay_text(home: Places, session: Session) -> None:
    correspondence.save_me(session, Me(name=Clean("[/] [@click=app.quit]x")))
    app = PrivacyCheckApp(session, "bolt")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "[/] [@click=app.quit]x" in Screen(app, pilot).text


@pytest.fixture
def reminded(home: Places, session: Session, clock: Clock) -> Session:
    """A session of somebody who asked a month ago, and got no answer."""
    (home.own_checklists / "bolt.toml").write_text(REMINDED, encoding="utf-8")
    opened = open_session(home, clock)
    opened.mark("bolt", "object", "waiting")
    opened.mark("bolt", "switch", "done")
    clock.forward(days=32)
    return opened


@pytest.mark.parametrize("key", ["r", "c"])
async def test_when_no_answer_came_the_reminder_is_ready(reminded: Session, key: str) -> None:
    app = PrivacyCheckApp(reminded)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = Screen(app, pilot)
        card = await screen.press(key)
        assert "You asked Bolt on 23 Nov. Has the answer come?" in card
        assert "31 days (GDPR, Article 12(3)); 61 more if" in card
        assert "what comes next     Remind them" in await screen.press("n")
        assert "I wrote on 23 Nov 2026." in await screen.press("enter")
        await screen.press("space")
    assert [e.did for e in reminded.history("bolt")] == ["waiting", "done", "waiting"]
    standing = reminded.standing("bolt")
    assert standing.state == "waiting"
    assert [s.step.id for s in standing.steps if s.awaited] == ["remind"]


async def test_they_need_longer_puts_it_off_by_what_the_law_allows(reminded: Session) -> None:
    app = PrivacyCheckApp(reminded)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = Screen(app, pilot)
        assert "ask me on Wed 24 Feb 2027" in await screen.press("c", "n")
        await screen.press("down", "down", "down", "enter")
    assert str(reminded.standing("bolt").snoozed_until) == "2027-02-24"


async def test_from_a_walk_what_comes_next_is_a_step_away(reminded: Session) -> None:
    app = PrivacyCheckApp(reminded, "bolt")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = Screen(app, pilot)
        await screen.press("c", "n", "enter")
        assert "▸○ 2" in screen.text
        assert "I wrote on 23 Nov 2026." in screen.text
