"""What walk and review do alike: open an address, leave, and tell of what is not saved."""

from privacy_check.cli.plain.dialogue import Dialogue
from privacy_check.domain import formatting, wording
from privacy_check.domain.sanitize import Clean
from privacy_check.session import Session
from privacy_check.system import browser


def open_address(dialogue: Dialogue, url: Clean | None) -> None:
    """Open an address that was said before; say it again where no browser is here."""
    if url is None:
        dialogue.say("There is no link here.")
    elif browser.opens_here(url) and browser.open_in_browser(url):
        dialogue.say("Opened in your browser.")
    else:
        dialogue.say("There is no browser here to open it. The address:", url)


def warn_if_unsaved(dialogue: Dialogue, session: Session) -> None:
    """Say what is not on disk yet, and why."""
    if session.event_log.unsaved:
        actions = formatting.count(session.event_log.unsaved, "action")
        dialogue.say(f"NOT SAVED: {actions}. Each further action tries again.")
        dialogue.say_whole(session.event_log.save_error)


def undo(dialogue: Dialogue, session: Session, here: str) -> tuple[str, str | None] | None:
    """Take back what was done last; return its checklist and its step, None if that is nothing."""
    taken = session.undo()
    if taken is None:
        dialogue.say("There is nothing to undo in this session.")
        return None
    name, event = taken
    checklist = session.catalog.checklists[name]
    dialogue.say(f"{wording.undo_message(event, checklist, here=name == here)}.")
    step = checklist.step(event.step) if event.step else None
    return name, step.id if step else None


def may_leave(dialogue: Dialogue, session: Session) -> bool:
    """Try once more to save; ask before what can't be saved is given up."""
    session.event_log.retry()
    if not session.event_log.unsaved:
        return True
    warn_if_unsaved(dialogue, session)
    return dialogue.choose("Quit and lose it? y n", {"y": "quit and lose it", "n": "stay"}) == "y"
