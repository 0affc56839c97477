"""Where a checklist and each of its steps stand on one day. `evaluation` works it out."""

from datetime import date, timedelta, tzinfo
from typing import Literal

from msgspec import Struct

from privacy_check.domain.checklist import Change, Checklist, Step
from privacy_check.domain.journal import Event, History, Mark
from privacy_check.domain.sanitize import Clean

State = Literal["needs-you", "in-progress", "waiting", "snoozed", "right", "new", "retired"]
STATES: tuple[State, ...] = (
    "needs-you",
    "in-progress",
    "waiting",
    "snoozed",
    "right",
    "new",
    "retired",
)
ReasonKind = Literal["drift", "changed-back", "changed", "answer", "open-step", "due", "unfinished"]
REASONS: tuple[ReasonKind, ...] = (
    "drift",
    "changed-back",
    "changed",
    "answer",
    "open-step",
    "due",
    "unfinished",
)

ANSWER_DAYS = 30
"""Days until an answer is due where the step gives no number."""


class Reason(Struct, frozen=True):
    """Why a checklist needs the person, and since when."""

    kind: ReasonKind
    since: date
    change: Change | None = None


class Awaited(Struct, frozen=True):
    """An answer that the person asked for and has not received yet."""

    asked: date
    due: date
    is_due: bool


class StepStanding(Struct, frozen=True):
    """Where one step stands today."""

    step: Step
    applies: bool
    counts: bool
    is_here: bool
    """Whether its tool is on this machine; True for a step that is for no tool."""
    mark: Mark
    """The mark that the walk shows: of the open review, or else the latest."""
    mark_event: Event | None
    """The event that gave `mark`."""
    previous: Event | None
    """The mark event before that one, unless it was a `todo`."""
    drift: Event | None
    """The look at this machine that found it wrong after it was right; such a step is open."""
    doubt: Change | None
    """The oldest change since the last look; a step in doubt is shown as open."""
    awaited: Awaited | None
    """The answer that it waits for, if its latest mark in any review is `waiting`."""
    note: str

    @property
    def is_folded(self) -> bool:
        """Whether it is not for this person or machine, and they have done nothing with it."""
        concerns_them = (self.applies and self.is_here) or self.drift is not None
        return not concerns_them and self.mark == "todo" and self.awaited is None

    @property
    def answer_due(self) -> bool:
        """Whether an answer is due today or overdue."""
        return self.awaited is not None and self.awaited.is_due

    @property
    def open(self) -> bool:
        """Whether the step still needs a mark."""
        in_doubt = self.doubt is not None or self.drift is not None
        return self.mark == "todo" or in_doubt or self.answer_due

    @property
    def needed(self) -> bool:
        """Whether the walk must stop here: at an optional step only if an answer or it drifted."""
        urgent = self.answer_due or self.drift is not None
        return self.applies and self.open and (self.counts or urgent)


class Standing(Struct, frozen=True):
    """Where a checklist stands on one day."""

    checklist: Checklist
    today: date
    zone: tzinfo
    history: History
    steps: tuple[StepStanding, ...]
    state: State
    reasons: tuple[Reason, ...]
    checked: date | None
    """The day on which the last review ended."""
    next: date | None
    """The next day on which it will need the person; None if that is now or never."""
    open_review: int | None
    reopens: bool
    """Whether the next mark starts a new review."""
    snoozed_until: date | None
    interval: int
    """Days from one check to the next, the person's own or the checklist's."""

    @property
    def reason(self) -> Reason | None:
        """The strongest reason, if there is any."""
        return self.reasons[0] if self.reasons else None

    @property
    def checked_ahead(self) -> bool:
        """Whether it was last checked after tomorrow: this clock or the one of then is wrong."""
        return self.checked is not None and self.checked > self.today + timedelta(days=1)

    @property
    def urgency(self) -> tuple[int, int, date, str]:
        """A sort key: what needs the person first, then by how long it has."""
        reason = self.reason
        return (
            STATES.index(self.state),
            REASONS.index(reason.kind) if reason else len(REASONS),
            reason.since if reason else date.min,
            self.checklist.title,
        )

    @property
    def counting(self) -> tuple[StepStanding, ...]:
        """The steps that a review cannot end without."""
        return tuple(s for s in self.steps if s.counts)

    @property
    def answers_due(self) -> tuple[StepStanding, ...]:
        """The steps whose answer is due, the earliest first; none once it is retired."""
        if self.state == "retired":
            return ()
        due = [(s.awaited.due, n, s) for n, s in enumerate(self.steps) if s.applies and s.awaited]
        return tuple(s for *_, s in sorted(due, key=lambda d: d[:2]) if s.answer_due)

    @property
    def marked(self) -> int:
        """How many counting steps are marked: in the open review, or by their latest marks."""
        ids, review = [s.step.id for s in self.counting], self.open_review
        if review is None:
            return sum(self.history.latest_mark(step) != "todo" for step in ids)
        return sum(self.history.mark_in(review, step) != "todo" for step in ids)

    @property
    def note(self) -> str:
        """The person's note on the checklist as a whole; empty when there is none."""
        note = self.history.notes.get(None)
        return (note.note or "") if note else ""

    @property
    def url(self) -> Clean | None:
        """Where to look: the confirm's URL, else that of the first step that applies and is a page.

        A confirm's URL that only steps for other people have, of another region or platform, gives
        way to one of this person's steps.
        """
        asked = self.checklist.confirm.url
        links = [s.step.url for s in self.steps if s.applies and s.step.url]
        theirs = [url for url in links if not url.startswith("mailto:")]
        is_for_others = asked not in theirs and any(s.step.url == asked for s in self.steps)
        return next(iter(theirs), asked) if is_for_others or not asked else asked

    def step(self, name: str) -> StepStanding:
        """Return the standing of a step by its current id."""
        return next(s for s in self.steps if s.step.id == name)
