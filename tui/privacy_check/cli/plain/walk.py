"""Walk: one checklist, one step at a time, as lines of text."""

from collections.abc import Callable

from privacy_check.cli.plain import pages, shared
from privacy_check.cli.plain.dialogue import Dialogue
from privacy_check.cli.plain.letter import LetterDesk
from privacy_check.domain import letters, wording
from privacy_check.domain.actions import (
    Verb,
    ends_walk,
    first_step,
    next_step,
    offered,
    offered_verb,
)
from privacy_check.domain.journal import Mark
from privacy_check.domain.selection import what_next
from privacy_check.domain.standing import Standing, StepStanding
from privacy_check.session import Session

_DOES: dict[Verb, str] = {
    "done": "done, and on to the next open step",
    "sent": "sent: now waiting for an answer",
    "answered": "answered: the answer came",
    "go on": "go on to the next open step; this one is marked",
    "end review": "end this review",
}
_AT_A_STEP = {
    "s": "skip: I choose not to",
    "x": "not mine: I don't have it",
    "t": "take the mark back",
    "b": "back to the previous step",
    "n": "next step",
    "o": "open the link in your browser",
    "e": "write a note",
    "w": "why it matters, and what backs it",
    "S": "save the text to a new file",
    "u": "undo what I just did",
}
_AT_THE_END = {
    "b": "back to the steps",
    "w": _AT_A_STEP["w"],
    "u": _AT_A_STEP["u"],
}


class Walk:
    """Goes through a checklist's steps, and on to what comes next when it is done."""

    def __init__(
        self, session: Session, dialogue: Dialogue, name: str, *, in_review: bool = False
    ) -> None:
        self._session, self._dialogue, self._in_review = session, dialogue, in_review
        self._do: dict[str, Callable[[], None]] = {
            "d": self._go_on,
            "s": lambda: self._mark("skipped"),
            "x": lambda: self._mark("not-applicable"),
            "t": lambda: self._mark("todo"),
            "b": self._back,
            "n": self._next,
            "o": self._open,
            "e": self._note,
            "w": lambda: dialogue.say(*pages.why(self._standing.checklist)),
            "S": lambda: self._desk.save(self._here, pages.to_save(self._here.step)),
            "Y": lambda: self._desk.copy(self._here),
            "l": lambda: self._desk.fill(self._here),
            "u": self._undo,
            "q": self._quit,
        }
        self._begin(name)

    def _begin(self, name: str, step: str | None = None) -> None:
        self._name = name
        self._desk = LetterDesk(self._session, self._dialogue, name)
        self._current: str = step or first_step(self._session.standing(name)).step.id
        self._ended = self._left = False

    @property
    def _standing(self) -> Standing:
        return self._session.standing(self._name)

    @property
    def _here(self) -> StepStanding:
        return self._standing.step(self._current)

    @property
    def _following(self) -> Standing | None:
        mine = (s for s in self._session.standings() if self._session.is_mine(s))
        return what_next(mine, self._standing.checklist)

    def run(self, step: str | None = None) -> None:
        """Ask until the person leaves; from a step on, if one is named. EOFError at the end."""
        if step:
            self._current = step
        self._dialogue.say(*pages.head(self._standing))
        self._dialogue.say("Answer with a letter, then enter.")
        self._show()
        while not self._left:
            letter = self._dialogue.choose(self._prompt(), self._letters(), self._show)
            self._session.refresh()
            self._do[letter]()

    def _prompt(self) -> str:
        service = self._standing.checklist.service
        if self._ended:
            goes_on = "n next, " if self._following else ""
            return f"{service}, review ended. {goes_on}q quit"
        number = 1 + self._standing.steps.index(self._here)
        place = f"{service}, step {number} of {len(self._standing.steps)}"
        return f"{place}. d {offered_verb(self._here, self._standing)}"

    def _letters(self) -> dict[str, str]:
        leave = {
            "q": "back to the review" if self._in_review else "quit; everything is saved as you go"
        }
        if self._ended:
            following = self._following
            goes_on = {"n": f"next: {wording.full_title(following.checklist)}"} if following else {}
            return goes_on | _AT_THE_END | leave
        does = {"d": _DOES[offered_verb(self._here, self._standing)]}
        return does | _AT_A_STEP | self._desk.verbs(self._here) | leave

    def _show(self) -> None:
        """Say where the walk is: the step, or the end."""
        self._dialogue.gap()
        if self._ended:
            self._dialogue.say(*pages.ended(self._standing, self._following))
        else:
            letter = self._desk.page(self._here)
            self._dialogue.say(*pages.step(self._standing, self._here, letter))

    def _go_to(self, step: str) -> None:
        self._current, self._ended = step, False
        self._show()

    def _go_on(self) -> None:
        if mark := offered(self._here, self._standing):
            self._mark(mark)
        elif following := next_step(self._standing, self._current):
            self._go_to(following.step.id)
        else:
            self._next()

    def _mark(self, mark: Mark) -> None:
        was_needed = self._standing.state == "needs-you"
        event = self._session.mark(self._name, self._current, mark)
        if event is None:
            self._dialogue.say("There is no mark to take back on this step.")
            return
        title = self._here.step.title
        said = "mark taken back" if mark == "todo" else wording.MARK_NAMES[mark]
        self._dialogue.say(f"{said.capitalize()}: {title}.")
        shared.warn_if_unsaved(self._dialogue, self._session)
        if mark == "todo":
            self._show()
            return
        following = next_step(self._standing, self._current)
        if following is None or ends_walk(event, self._standing, was_needed=was_needed):
            self._end()
        else:
            self._go_to(following.step.id)

    def _end(self) -> None:
        if self._in_review:
            self._dialogue.gap()
            self._dialogue.say(*pages.ended(self._standing, None)[:-1])
            self._left = True
        else:
            self._ended = True
            self._show()

    def _next(self) -> None:
        if not self._ended:
            self._step_by(1)
        elif following := self._following:
            self._begin(following.checklist.id)
            self._dialogue.gap()
            self._dialogue.say(*pages.head(self._standing))
            self._show()

    def _back(self) -> None:
        if not self._ended:
            self._step_by(-1)
            return
        left = next_step(self._standing, self._standing.steps[0].step.id)
        self._go_to(left.step.id if left else self._current)

    def _step_by(self, by: int) -> None:
        steps = self._standing.steps
        index = steps.index(self._here) + by
        if 0 <= index < len(steps):
            self._go_to(steps[index].step.id)
        else:
            self._dialogue.say("This is the last step." if by > 0 else "This is the first step.")

    def _note(self) -> None:
        old = self._here.note
        keeps = (
            "an empty line keeps the old one, a hyphen removes it"
            if old
            else "an empty line adds none"
        )
        self._dialogue.say(f"Your note: {old}" if old else "")
        typed = self._dialogue.ask(f"Note on '{self._here.step.title}', one line; {keeps}:")
        if not typed or (typed == "-" and not old):
            self._dialogue.say("Nothing was changed.")
            return
        self._session.note(self._name, "" if typed == "-" else typed, self._here.step.id)
        self._dialogue.say("Note removed." if typed == "-" else "Note saved.")
        shared.warn_if_unsaved(self._dialogue, self._session)

    def _open(self) -> None:
        if letters.is_mailed(self._here.step):
            self._desk.mail(self._here)
        else:
            shared.open_address(self._dialogue, self._here.step.url)

    def _undo(self) -> None:
        taken = shared.undo(self._dialogue, self._session, self._name)
        if taken and taken[0] == self._name:
            self._go_to(taken[1] or self._current)

    def _quit(self) -> None:
        self._left = self._in_review or shared.may_leave(self._dialogue, self._session)
        if self._left and not self._ended and not self._session.event_log.unsaved:
            number = 1 + self._standing.steps.index(self._here)
            self._dialogue.say(f"Stopped at step {number}. Everything is saved.")
