"""What stands: where a checklist and each of its steps are on one day; `rules` works it out."""

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Literal

from privacy_check.domain.checklist import Change, Checklist, Step
from privacy_check.domain.journal import Event, History, Mark, mark_of
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
ReasonKind = Literal["changed-back", "changed", "answer", "open-step", "due", "unfinished"]
REASONS: tuple[ReasonKind, ...] = (
    "changed-back",
    "changed",
    "answer",
    "open-step",
    "due",
    "unfinished",
)

ANSWER_DAYS = 30


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a checklist needs the user, and since when."""

    kind: ReasonKind
    since: date
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """An answer that the person asked for and has not told of yet."""

    asked: date
    due: date
    is_due: bool


@dataclass(frozen=True, slots=True)
class StepStanding:
    """Where one step stands today."""

    step: Step
    applies: bool
    counts: bool
    mark: Mark
    """What the walk shows: the mark of this review, or else what stands."""
    mark_event: Event | None
    """The event behind `mark`."""
    previous: Event | None
    """What the person last said of it before that, a mark other than `todo`."""
    doubt: Change | None
    """The oldest change since the last look, which is why the step is shown open."""
    awaited: Awaited | None
    """The answer that is to come, where the person last said `waiting`, in whatever review."""
    note: str

    @property
    def answer_due(self) -> bool:
        """Whether an answer should have come by today."""
        return self.awaited is not None and self.awaited.is_due

    @property
    def open(self) -> bool:
        """Whether the walk still waits for a mark here."""
        return self.mark == "todo" or self.doubt is not None or self.answer_due

    @property
    def needed(self) -> bool:
        """Whether the walk must come here: an optional step only for an answer that is due."""
        return self.applies and self.open and (self.counts or self.answer_due)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a checklist stands on one day."""

    checklist: Checklist
    today: date
    zone: tzinfo
    history: History
    steps: tuple[StepStanding, ...]
    state: State
    reasons: tuple[Reason, ...]
    checked: date | None
    """The day on which the newest ended review ended."""
    next: date | None
    open_review: int | None
    reopens: bool
    """Whether the next mark starts a new review."""
    snoozed_until: date | None
    interval: int
    """Days from one check to the next, the person's own or the checklist's."""

    @property
    def reason(self) -> Reason | None:
        """The reason, of all that hold."""
        return self.reasons[0] if self.reasons else None

    @property
    def checked_ahead(self) -> bool:
        """Whether it was last checked after tomorrow: some clock is wrong, this one or that one."""
        return self.checked is not None and self.checked > self.today + timedelta(days=1)

    @property
    def urgency(self) -> tuple[int, int, date, str]:
        """A key to sort by: what needs the person first, and of that what did so longest."""
        reason = self.reason
        return (
            STATES.index(self.state),
            REASONS.index(reason.kind) if reason else len(REASONS),
            reason.since if reason else date.min,
            self.checklist.title,
        )

    @property
    def counting(self) -> tuple[StepStanding, ...]:
        """The steps that hold a review up."""
        return tuple(s for s in self.steps if s.counts)

    @property
    def answers_due(self) -> tuple[StepStanding, ...]:
        """The steps whose answer is due, the longest awaited first; none once it is retired."""
        if self.state == "retired":
            return ()
        due = [(s.awaited.due, n, s) for n, s in enumerate(self.steps) if s.applies and s.awaited]
        return tuple(s for *_, s in sorted(due, key=lambda d: d[:2]) if s.answer_due)

    @property
    def marked(self) -> int:
        """How many of the counting steps are marked: in the open review, or as they stand."""
        if self.open_review is None:
            return sum(
                mark_of(self.history.latest_marks.get(s.step.id)) != "todo" for s in self.counting
            )
        return sum(
            mark_of(self.history.marks.get((self.open_review, s.step.id))) != "todo"
            for s in self.counting
        )

    @property
    def note(self) -> str:
        """The person's note on the checklist as a whole; empty when there is none."""
        note = self.history.notes.get(None)
        return (note.note or "") if note else ""

    @property
    def url(self) -> Clean | None:
        """Where to look: the confirm's address, else the first of a step that applies."""
        links = (s.step.url for s in self.steps if s.applies and s.step.url)
        return self.checklist.confirm.url or next(links, None)

    def step(self, name: str) -> StepStanding:
        """Return the standing of a step, by its id of today."""
        return next(s for s in self.steps if s.step.id == name)
