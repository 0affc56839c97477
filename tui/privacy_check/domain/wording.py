"""Wording shared by the screens and the command line: dates, ages, reasons, marks."""

from collections.abc import Iterable
from datetime import date

from privacy_check.domain.checklist import Change, Checklist, Step
from privacy_check.domain.formatting import ago, count, day, short_day, until
from privacy_check.domain.journal import Event, Mark, mark_of
from privacy_check.domain.past_reviews import outcome_name
from privacy_check.domain.probing import Finding
from privacy_check.domain.standing import Reason, Standing, State, StepStanding

SIGNS: dict[State, str] = {
    "needs-you": "!",
    "in-progress": "◐",
    "waiting": "…",
    "snoozed": "z",
    "right": "✓",
    "new": "○",
    "retired": "×",
}
ASCII = str.maketrans(
    "◐✓○×–›·…▪▸▾▰▱←→↑↓↔▁▂▃▄▅▆▇█─━│┃╸╺╭╮╰╯┌┐└┘",
    "ov.x->-~*>v#.<>^v-.:-=+*##--||--++++++++",
)
"""The ASCII character for each of our signs, for terminals whose encoding is not UTF-8."""
STATE_NAMES: dict[State, str] = {
    "needs-you": "Needs you",
    "in-progress": "In progress",
    "waiting": "Waiting for an answer",
    "snoozed": "Snoozed",
    "right": "Right",
    "new": "Not started",
    "retired": "Retired",
}
MARK_NAMES: dict[Mark, str] = {
    "done": "done",
    "skipped": "skipped",
    "not-applicable": "not mine",
    "waiting": "waiting for an answer",
    "todo": "open",
}


def state_word(state: State, number: int) -> str:
    """Say after a number what so many checklists are or do: `need you`, `waiting`."""
    if state == "needs-you":
        return f"need{'s' if number == 1 else ''} you"
    return "waiting" if state == "waiting" else STATE_NAMES[state].lower()


def reason(cause: Reason, standing: Standing) -> str:
    """Describe a reason in a few words."""
    today, days = standing.today, (standing.today - cause.since).days
    match cause.kind:
        case "drift":
            return f"no longer right since {short_day(cause.since, today)}"
        case "changed-back":
            name = outcome_name("changed-back", standing.checklist.confirm)
            return f"{name} {ago(cause.since, today)}"
        case "changed":
            return f"changed {short_day(cause.since, today)}"
        case "answer":
            return "answer due today" if days == 0 else f"answer {count(days, 'day')} overdue"
        case "open-step":
            marks = [standing.history.latest_mark(s.step.id) for s in standing.counting]
            return f"{count(marks.count('todo'), 'step')} open"
        case "due":
            return _due(days, standing)
        case "unfinished":
            return f"left halfway, {progress(standing)}"


def _due(days: int, standing: Standing) -> str:
    if standing.checked_ahead:
        return "the clock is behind"
    return "due today" if days == 0 else f"{count(days, 'day')} overdue"


def headline(standing: Standing) -> str:
    """Describe in a few words where a checklist stands."""
    today = standing.today
    match standing.state:
        case "needs-you" if standing.reason:
            return reason(standing.reason, standing)
        case "snoozed" if standing.snoozed_until:
            return f"snoozed until {short_day(standing.snoozed_until, today)}"
        case "in-progress":
            return progress(standing)
        case "waiting":
            return f"asked {ago(_asked(standing), today)}"
        case "right" if standing.next:
            return f"again {until(standing.next, today)}"
        case "retired" if standing.checklist.retired:
            return f"gone since {short_day(standing.checklist.retired, today)}"
        case "new":
            return count(standing.checklist.minutes, "minute")
        case _:
            return ""


def progress(standing: Standing, waiting: str = "waiting", optional: int = 0) -> str:
    """Say how far a review is: `4 of 5 done`, `2 done, 5 skipped`; what is open is not done.

    `optional` steps that wait are counted with the others that do.
    """
    settled = [step.mark for step in standing.counting if not step.open]
    done, whole = settled.count("done"), len(standing.counting)
    words: dict[Mark, str] = {
        "skipped": "skipped",
        "not-applicable": "not mine",
        "waiting": waiting,
    }
    waits = {"waiting": optional}
    others = [(settled.count(mark) + waits.get(mark, 0), word) for mark, word in words.items()]
    apart = [f"{number} {word}" for number, word in others if number]
    if done == whole or len(settled) < whole:
        return ", ".join([f"{done} of {whole} done", *apart])
    return ", ".join([f"{done} done", *apart] if done else apart)


def optional(standing: Standing) -> str:
    """Say how many steps a review can end without: `, 2 optional`; empty for none."""
    number = sum(
        step.applies and step.step.optional and not step.is_folded for step in standing.steps
    )
    return f", {number} optional" if number else ""


def all_done(standing: Standing) -> str:
    """Say that nothing is left to do now, and when there will be: `All done. Next check …`.

    What was skipped, or waits for an answer, is not done.
    """
    if standing.state not in ("right", "waiting") or any(s.open for s in standing.counting):
        return ""
    lead = "Nothing to do now." if standing.state == "waiting" else "All done."
    lead = "All skipped." if nothing_changed(standing) else lead
    if standing.next is None:
        return lead
    dues = [s.awaited.due for s in standing.steps if s.applies and s.awaited]
    what = "Answer due" if standing.next in dues else "Next check"
    return f"{lead} {what} {day(standing.next)}"


def nothing_changed(standing: Standing) -> bool:
    """Tell whether all that is settled was skipped or is not theirs: nothing was put right."""
    marks = {step.mark for step in standing.steps if step.applies} - {"todo"}
    return bool(marks) and marks <= {"skipped", "not-applicable"}


def asked_on(standing: Standing) -> str:
    """Say on which day the answer was asked for that has been awaited longest."""
    return short_day(_asked(standing), standing.today)


def _asked(standing: Standing) -> date:
    return min(s.awaited.asked for s in standing.steps if s.applies and s.awaited)


def checked(standing: Standing) -> str:
    """Format when it was last checked: a date, or `never`."""
    return day(standing.checked) if standing.checked else "never"


def last_checked(standing: Standing) -> str:
    """Say when it was last checked: `last checked 12 Aug 2026`, or `never checked`."""
    return f"last checked {day(standing.checked)}" if standing.checked else "never checked"


def whose(name: str) -> str:
    """Return a name's possessive: `LinkedIn's`, `Windows'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def next_day(standing: Standing) -> str:
    """Format when it needs the person next: `now`, a date, or nothing."""
    if standing.state == "needs-you":
        return "now"
    return short_day(standing.next, standing.today) if standing.next else ""


def clock_warning(standings: Iterable[Standing]) -> str:
    """Warn that the clock is behind the last checks, and say what to do; empty if it is not."""
    ahead = [s for s in standings if s.checked_ahead and s.checked and s.state == "needs-you"]
    if not ahead:
        return ""
    newest = max(s.checked for s in ahead if s.checked)
    return (
        f"The clock says {day(ahead[0].today)}, but you checked things on {day(newest)}. "
        "Correct it, or confirm those again."
    )


def undo_message(event: Event, checklist: Checklist, *, here: bool = False) -> str:
    """Say which action was undone; and of which checklist, unless that is `here` on screen."""
    where = "" if here else f" ({full_title(checklist)})"
    return f"Undone: {_action(event, checklist)}{where}"


_ACTIONS = {
    "still-right": "the answer 'still right'",
    "changed-back": "the answer 'it changed back'",
    "started": "beginning again",
    "noted": "the note",
    "looks-different": "what you found",
    "todo": "removing the mark",
    "snoozed": "the snooze",
    "interval": "the interval",
}


def _action(event: Event, checklist: Checklist) -> str:
    """Describe an action as a noun: `'done' for 'Turn it off'`, `the snooze until 8 Dec 2026`."""
    step = checklist.step(event.step) if event.step else None
    what = _ACTIONS.get(event.did) or f"'{MARK_NAMES[mark_of(event)]}'"
    title = f"for '{step.title if step else event.step}'" if event.step else ""
    ends = f"until {day(event.until)}" if event.until else ""
    days = f"of {count(event.days, 'day')}" if event.days else ""
    return " ".join(filter(None, (what, title, ends, days)))


def found(finding: Finding) -> str:
    """Say what a look found and where: `off, in ~/.config/…`; or why nothing can be told."""
    if finding.value is None:
        return finding.place
    in_shell = finding.place.endswith("in this shell")
    return f"{finding.value}, {'as' if in_shell else 'in'} {finding.place}"


def no_match(query: str) -> str:
    """Say that a search found nothing; of several words, what may help."""
    return "Nothing has all of these words. Try fewer." if len(query.split()) > 1 else "No match."


def no_mail_address(typed: str) -> str:
    """Say that what was typed can't be an e-mail address, and what one looks like."""
    return f"{typed!r} is no e-mail address: write it like privacy@shop.example"


def mend_place(place: str, *, is_there: bool) -> str:
    """Say where a line belongs that puts a setting right."""
    if is_there:
        return f"{place} has it already: open a new shell."
    return f"To put it right, in {place}:" if place else "To put it right, run:"


def mend_where(place: str, *, is_there: bool) -> str:
    """Say under a line that puts a setting right where it belongs."""
    if is_there:
        return f"{place} has it already: open a new shell"
    return f"in {place}" if place else "run in a terminal"


def change(vendor_change: Change, today: date) -> str:
    """Say what the vendor changed, and when."""
    return f"Changed {short_day(vendor_change.date, today)}: {vendor_change.note}"


def dated_mark(event: Event, standing: Standing) -> str:
    """Format a step's mark with its date: `done, 12 Aug 2026 (3 months ago)`."""
    when = event.day(standing.zone)
    return f"{MARK_NAMES[mark_of(event)]}, {day(when)} ({ago(when, standing.today)})"


def answer(step: StepStanding, standing: Standing) -> str:
    """Say when a step's answer is due, or how long overdue it is; empty if it waits for none."""
    if step.awaited is None:
        return ""
    left = (step.awaited.due - standing.today).days
    if left > 0:
        return f"an answer is due in {count(left, 'day')}"
    return f"the answer is {count(-left, 'day')} overdue" if left else "the answer is due today"


def answer_rule(step: Step) -> str:
    """Say what the law says of a step's answer: `31 days (GDPR, Article 12), 61 more if …`."""
    if not step.answer_days or not step.answer or not step.answer.law:
        return ""
    more = step.answer.extension_days
    extended = f"; {more} more if they tell you in time" if more else ""
    return f"{count(step.answer_days, 'day')} ({step.answer.law}){extended}"


def answer_question(step: StepStanding, standing: Standing) -> str:
    """Ask whether a step was answered: `You asked Meta on 12 Aug. Have they …?`."""
    asked = step.awaited.asked if step.awaited else standing.today
    when = short_day(asked, standing.today)
    checklist = standing.checklist
    whom = f" {checklist.service}" if checklist.has_service else ""
    return f"You asked{whom} on {when}. Has the answer come?"


def no_answer(checklist: Checklist) -> str:
    """Say that no answer came: `No answer from Meta`."""
    return f"No answer from {checklist.service}" if checklist.has_service else "No answer"


def full_title(checklist: Checklist) -> str:
    """Return a checklist's title with its service: `Acme, Keep your notes out of its models`."""
    return service_and_title(checklist.service if checklist.has_service else "", checklist.title)


def service_and_title(service: str, title: str) -> str:
    """Return a title with its service in front, if there is one: `Acme, Keep your notes …`."""
    return f"{service}, {title}" if service else title
