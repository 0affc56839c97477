"""The rules: (checklist, events, person, today) → Standing.

They decide what needs the person, why, and when next. Pure: day and time zone are arguments.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta, tzinfo
from functools import cached_property

from privacy_check.domain.checklist import Change, Checklist, Step
from privacy_check.domain.journal import Event, History, fold, mark_of
from privacy_check.domain.person import Person
from privacy_check.domain.probing import ANYWHERE, Machine
from privacy_check.domain.standing import (
    ANSWER_DAYS,
    Awaited,
    Reason,
    Standing,
    State,
    StepStanding,
)

STALLED_AFTER = 7
"""Days without a mark after which an open review needs the person."""
ONE_DAY = timedelta(days=1)
_SATURDAY = 5


def evaluate(
    checklist: Checklist,
    events: Iterable[Event],
    person: Person,
    today: date,
    zone: tzinfo,
    machine: Machine = ANYWHERE,
) -> Standing:
    """Evaluate where a checklist stands on a day, in the person's time zone, on a machine."""
    history = fold(checklist, events)
    rules = Rules(checklist, history, person, today, zone, machine)
    return Standing(
        checklist=checklist,
        today=today,
        zone=zone,
        history=history,
        steps=tuple(rules.step(step) for step in checklist.steps),
        state=rules.state,
        reasons=rules.reasons,
        checked=rules.checked,
        next=rules.next_day(),
        open_review=rules.open_review,
        reopens=rules.reopens,
        snoozed_until=history.last["snoozed"].until if rules.snoozed else None,
        interval=rules.interval,
    )


def ahead(
    checklist: Checklist,
    events: Iterable[Event],
    person: Person,
    today: date,
    zone: tzinfo,
    machine: Machine = ANYWHERE,
) -> list[Standing]:
    """Evaluate a checklist today and on each later day that changes its state by itself."""
    known = frozenset(events)
    rules = Rules(checklist, fold(checklist, known), person, today, zone, machine)
    days = {today, *(day for day in rules.turning_days() if day > today)}
    return [evaluate(checklist, known, person, day, zone, machine) for day in sorted(days)]


class Rules:
    """The rules applied to one checklist on one day."""

    def __init__(
        self,
        checklist: Checklist,
        history: History,
        person: Person,
        today: date,
        zone: tzinfo,
        machine: Machine,
    ) -> None:
        self.checklist, self.history, self.person = checklist, history, person
        self.today, self.zone, self.machine = today, zone, machine
        self.tomorrow = today + ONE_DAY

    @cached_property
    def applying(self) -> list[Step]:
        """The steps that apply to this person."""
        return [step for step in self.checklist.steps if self.person.applies(step)]

    @cached_property
    def counting(self) -> list[Step]:
        """The applying steps that a review cannot end without."""
        return [step for step in self.applying if not step.optional]

    @property
    def state(self) -> State:
        """The state of the checklist as a whole."""
        if self.retired:
            return "retired"
        if self.reasons:
            return "snoozed" if self.snoozed else "needs-you"
        if self.open_review is not None:
            return "in-progress"
        if self._all_awaited():
            return "waiting"
        return "right" if self.checked else "new"

    @property
    def retired(self) -> bool:
        """Whether the service or the setting is gone by today."""
        return self.checklist.retired is not None and self.checklist.retired <= self.today

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it needs the person, the strongest reason first."""
        return () if self.retired else tuple(self._reasons())

    @cached_property
    def snoozed(self) -> bool:
        """Whether a snooze holds back the reasons that there are."""
        return bool(self.reasons) and self._snooze_holds()

    @cached_property
    def checked(self) -> date | None:
        """The day on which the last review ended."""
        end = self.history.last_end
        return end.day(self.zone) if end else None

    @property
    def interval(self) -> int:
        """Days from one check to the next."""
        own = self.history.last.get("interval")
        return (own.days if own else None) or self.checklist.recheck_days

    @cached_property
    def open_review(self) -> int | None:
        """The number of the review that is open, or is opened by *it changed back*."""
        newest = self.history.highest
        if newest and newest not in self.history.ends and self._has_begun(newest):
            return newest
        return newest + 1 if self._changed_back else None

    def _has_begun(self, review: int) -> bool:
        return review in self.history.started or any(
            number == review and mark_of(event) != "todo"
            for (number, _), event in self.history.marks.items()
        )

    @property
    def _changed_back(self) -> bool:
        end = self.history.last_end
        return end is not None and end.did == "changed-back"

    @cached_property
    def reopens(self) -> bool:
        """Whether the next mark starts a new review."""
        if self.open_review is not None:
            return False
        if self.checked is None or self._recheck_due() is not None:
            return True
        return bool(self._doubts) and all(
            step.id in self._doubts or self.history.latest_mark(step.id) == "todo"
            for step in self.counting
        )

    @cached_property
    def _doubts(self) -> Mapping[str, list[Change]]:
        """Counting step → the changes that put it in doubt; only steps that have some."""
        found = {step.id: list(self._changes_since_look(step)) for step in self.counting}
        return {name: changes for name, changes in found.items() if changes}

    def _changes_since_look(self, step: Step) -> Iterator[Change]:
        """Yield the changes to a marked step since the person last looked at it."""
        mark = self.history.latest_marks.get(step.id)
        if mark is None or mark_of(mark) == "todo":
            return
        looks = [event.day(self.zone) for event in (mark, self.history.confirm) if event]
        looked = max((day for day in looks if day <= self.tomorrow), default=None)
        if looked is None:
            return
        for change in self.checklist.changes:
            affected = not change.steps or {step.id, *step.was} & set(change.steps)
            new = looked < change.date <= self.today
            if affected and new and self.person.is_concerned_by(change):
                yield change

    @cached_property
    def _drifted(self) -> Mapping[str, Event]:
        """Applying step → this machine's look that found it wrong; answered by a later mark."""
        looks = {
            step.id: self.history.looks.get((self.machine.name, step.id)) for step in self.applying
        }
        return {name: look for name, look in looks.items() if look and self._is_drift(name, look)}

    def _is_drift(self, step: str, look: Event) -> bool:
        if (look.was, look.answer) != ("right", "wrong"):
            return False
        answers = (self.history.latest_marks.get(step), self.history.confirm)
        return not any(event and self.history.came_after(event, look) for event in answers)

    def _reasons(self) -> Iterator[Reason]:
        """Yield every reason that holds, the strongest first."""
        if self._drifted:
            yield Reason("drift", min(look.day(self.zone) for look in self._drifted.values()))
        if self.checked and self._changed_back:
            yield Reason("changed-back", self.checked)
        if self.checked and self._doubts:
            changes = [change for changes in self._doubts.values() for change in changes]
            oldest = min(changes, key=lambda change: change.date)
            yield Reason("changed", oldest.date, oldest)
        if answers := [awaited.due for awaited in self._all_awaited() if awaited.is_due]:
            yield Reason("answer", min(answers))
        if since := self._open_step_since():
            yield Reason("open-step", since)
        if since := self._recheck_due():
            yield Reason("due", since)
        stalled = self._stalls_on()
        if stalled and stalled <= self.today:
            yield Reason("unfinished", stalled)

    def _all_awaited(self) -> list[Awaited]:
        """Return the answers that the applying steps wait for."""
        found = map(self._awaited, self.applying)
        return [awaited for awaited in found if awaited]

    def _awaited(self, step: Step) -> Awaited | None:
        mark = self.history.latest_marks.get(step.id)
        if mark is None or mark_of(mark) != "waiting" or self._is_followed_up(step, mark):
            return None
        asked = mark.day(self.zone)
        due = answer_due(step, asked)
        return Awaited(asked, due, is_due=due <= self.today)

    def _is_followed_up(self, step: Step, mark: Event) -> bool:
        """Tell whether what comes next was sent since: from then on its answer is awaited."""
        then = step.answer.then if step.answer else ()
        later = (self.history.latest_marks.get(name) for name in then)
        return any(
            event and mark_of(event) in ("waiting", "done") and self.history.came_after(event, mark)
            for event in later
        )

    def _open_step_since(self) -> date | None:
        """Return the day since which a step is open though no review is; None if none is."""
        if self.checked is None or self.open_review is not None:
            return None
        left = [s.id for s in self.counting if self.history.latest_mark(s.id) == "todo"]
        if not left:
            return None
        unmarked = [event for name in left if (event := self.history.latest_marks.get(name))]
        return max([self.checked, *(event.day(self.zone) for event in unmarked)])

    def _recheck_due(self) -> date | None:
        """Return the day since which the regular recheck is due; None if it is not."""
        if self.checked is None:
            return None
        day = self.checked + timedelta(days=self.interval)
        if day <= self.today:
            return day
        # checked in the future: some clock was wrong, so ask too early rather than too late
        return self.today if self.checked > self.tomorrow else None

    def _stalls_on(self) -> date | None:
        """Return the day on which the open review counts as unfinished."""
        event = self.history.opened.get(self.open_review or 0)
        return event.day(self.zone) + timedelta(days=STALLED_AFTER) if event else None

    def _snooze_holds(self) -> bool:
        snooze = self.history.last.get("snoozed")
        if snooze is None or snooze.until is None or self.today >= snooze.until:
            return False
        snoozed = snooze.day(self.zone)
        end = self.history.last_end
        if snoozed > self.tomorrow or (end and self.history.came_after(end, snooze)):
            return False
        if any(self.history.came_after(look, snooze) for look in self._drifted.values()):
            return False
        return all(c.date <= snoozed for changes in self._doubts.values() for c in changes)

    def next_day(self) -> date | None:
        """Return the first later day on which it needs the person if nothing is done until then."""
        if self.state in ("needs-you", "retired"):
            return None
        for day in sorted({day for day in self.turning_days() if day > self.today}):
            if self._on(day).state == "needs-you":
                return day
        return None

    def _on(self, day: date) -> "Rules":
        return Rules(self.checklist, self.history, self.person, day, self.zone, self.machine)

    def turning_days(self) -> Iterator[date]:
        """Yield every day on which the state may change by itself."""
        yield from (change.date for change in self.checklist.changes)
        yield from (awaited.due for awaited in self._all_awaited())
        if self.checked:
            yield self.checked + timedelta(days=self.interval)
        if stalled := self._stalls_on():
            yield stalled
        if snooze := self.history.last.get("snoozed"):
            yield snooze.until or self.today

    def step(self, step: Step) -> StepStanding:
        """Return where one step stands."""
        event = self._mark_event(step)
        note = self.history.notes.get(step.id)
        return StepStanding(
            step=step,
            applies=step in self.applying,
            counts=step in self.counting,
            is_here=step.id not in self.machine.absent,
            mark=mark_of(event),
            mark_event=event,
            previous=self._previous(step, event),
            awaited=self._awaited(step),
            drift=self._drifted.get(step.id),
            doubt=min(self._doubts.get(step.id, ()), key=lambda c: c.date, default=None),
            note=(note.note or "") if note else "",
        )

    def _mark_event(self, step: Step) -> Event | None:
        """Return the step's mark in the open review, or else its latest unless a review is due."""
        if self.open_review is not None:
            return self.history.marks.get((self.open_review, step.id))
        return None if self.reopens else self.history.latest_marks.get(step.id)

    def _previous(self, step: Step, current: Event | None) -> Event | None:
        """Return the last mark event other than the current one, unless it is a `todo`."""
        event = self.history.latest_marks.get(step.id)
        if current is not None and event is current:
            others = (
                other
                for (review, name), other in self.history.marks.items()
                if name == step.id and review != current.review
            )
            event = max(others, key=self.history.events.index, default=None)
        return event if mark_of(event) != "todo" else None


def answer_due(step: Step, asked: date) -> date:
    """Return the day from which an answer to a step is missing.

    A law's time ends with its last day, and at a weekend with the Monday.
    """
    last = asked + timedelta(days=step.answer_days or ANSWER_DAYS)
    if not (step.answer and step.answer.law):
        return last
    while last.weekday() >= _SATURDAY:
        last += ONE_DAY
    return last + ONE_DAY
