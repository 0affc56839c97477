"""The rules: (checklist, events, person, today) → Standing.

What is due, why, and when next. Pure: the day and the zone are handed in.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta, tzinfo

from privacy_check.domain.checklist import Change, Checklist, Step
from privacy_check.domain.journal import Event, History, Mark, fold, mark_of
from privacy_check.domain.person import Person
from privacy_check.domain.standing import (
    ANSWER_DAYS,
    Awaited,
    Reason,
    Standing,
    State,
    StepStanding,
)

STALLED_AFTER = 7
ONE_DAY = timedelta(days=1)


def evaluate(
    checklist: Checklist, events: Iterable[Event], person: Person, today: date, zone: tzinfo
) -> Standing:
    """Work out where a checklist stands on a day, by the person's own zone."""
    history = fold(checklist, events)
    rules = Rules(checklist, history, person, today, zone)
    return Standing(
        checklist=checklist,
        today=today,
        zone=zone,
        history=history,
        steps=tuple(rules.step(step) for step in checklist.steps),
        state=rules.state,
        reasons=rules.reasons,
        checked=rules.checked,
        next=_next(rules),
        open_review=rules.open_review,
        reopens=rules.reopens,
        snoozed_until=history.last["snoozed"].until if rules.snoozed else None,
        interval=rules.interval,
    )


def _next(rules: "Rules") -> date | None:
    """Find the first later day on which it will need the user, if nothing is done."""
    if rules.state in ("needs-you", "retired"):
        return None
    for day in sorted(day for day in set(rules.turning_days()) if day > rules.today):
        if rules.on(day).state == "needs-you":
            return day
    return None


class Rules:
    """The rules, for one checklist on one day."""

    def __init__(
        self, checklist: Checklist, history: History, person: Person, today: date, zone: tzinfo
    ) -> None:
        self.checklist, self.history, self.person = checklist, history, person
        self.today, self.zone = today, zone
        self.tomorrow = today + ONE_DAY
        self.applying = [s for s in checklist.steps if person.applies(s)]
        self.counting = [s for s in self.applying if not s.optional]
        end = history.last_end
        self.outcome = end.did if end else None
        self.checked = end.day(zone) if end else None
        own = history.last["interval"].days if "interval" in history.last else None
        self.interval = own or checklist.recheck_days
        self.open_review = self._open_review()
        self.doubts = {s.id: doubts for s in self.counting if (doubts := list(self._doubts(s)))}
        self.retired = checklist.retired is not None and checklist.retired <= today
        self.reasons = () if self.retired else tuple(self._reasons())
        self.snoozed = bool(self.reasons) and self._snooze_holds()
        self.state = self._state()

    def on(self, day: date) -> "Rules":
        """Return the rules of another day, if nothing is done until then."""
        return Rules(self.checklist, self.history, self.person, day, self.zone)

    def step(self, step: Step) -> StepStanding:
        """Return what the walk shows of one step."""
        stands = self.history.latest_marks.get(step.id)
        if self.open_review is not None:
            marked = self.history.marks.get((self.open_review, step.id))
        else:
            marked = None if self.reopens else stands
        before = stands if stands is not marked else None
        if marked is not None and before is None:
            before = self._before(step, marked)
        note = self.history.notes.get(step.id)
        return StepStanding(
            step=step,
            applies=step in self.applying,
            counts=step in self.counting,
            mark=mark_of(marked),
            mark_event=marked,
            previous=before if mark_of(before) != "todo" else None,
            awaited=self._awaited(step),
            doubt=min(self.doubts.get(step.id, ()), key=lambda c: c.date, default=None),
            note=(note.note or "") if note else "",
        )

    def _before(self, step: Step, marked: Event) -> Event | None:
        earlier = [
            event
            for (review, name), event in self.history.marks.items()
            if name == step.id and review != marked.review
        ]
        return max(earlier, key=self.history.events.index, default=None)

    def turning_days(self) -> Iterator[date]:
        """Yield every day on which the state may change with nothing done."""
        yield from (change.date for change in self.checklist.changes)
        yield from (day for _, day in self._answers())
        if self.checked:
            yield self.checked + timedelta(days=self.interval)
        if lies := self._stalled_since():
            yield lies
        if snooze := self.history.last.get("snoozed"):
            yield snooze.until or self.today

    def _stands(self, step: Step) -> Mark:
        return mark_of(self.history.latest_marks.get(step.id))

    def _open_review(self) -> int | None:
        newest = self.history.highest
        marked = any(
            review == newest and mark_of(event) != "todo"
            for (review, _), event in self.history.marks.items()
        )
        if (
            newest
            and newest not in self.history.ends
            and (newest in self.history.started or marked)
        ):
            return newest
        return newest + 1 if self.outcome == "changed-back" else None

    def _doubts(self, step: Step) -> Iterator[Change]:
        """Yield the changes since the last look that put a step in doubt."""
        mark = self.history.latest_marks.get(step.id)
        if mark is None or mark_of(mark) == "todo":
            return
        looks = [e.day(self.zone) for e in (mark, self.history.confirm) if e]
        looked = max((day for day in looks if day <= self.tomorrow), default=None)
        if looked is None:
            return
        for change in self.checklist.changes:
            named = not change.steps or {step.id, *step.was} & set(change.steps)
            if named and self.person.is_concerned_by(change) and looked < change.date <= self.today:
                yield change

    @property
    def reopens(self) -> bool:
        """Whether a mark starts a new review."""
        if self.open_review is not None:
            return False
        if self.checked is None or any(r.kind == "due" for r in self._due()):
            return True
        return bool(self.doubts) and all(
            s.id in self.doubts or self._stands(s) == "todo" for s in self.counting
        )

    def _reasons(self) -> Iterator[Reason]:
        """Yield every reason that holds, the strongest first."""
        if self.checked and self.outcome == "changed-back":
            yield Reason("changed-back", self.checked)
        if self.checked and self.doubts:
            oldest = min((c for cs in self.doubts.values() for c in cs), key=lambda c: c.date)
            yield Reason("changed", oldest.date, oldest)
        answers = [day for _, day in self._answers() if day <= self.today]
        if answers:
            yield Reason("answer", min(answers))
        yield from self._open_step()
        yield from self._due()
        lies = self._stalled_since()
        if lies and lies <= self.today:
            yield Reason("unfinished", lies)

    def _answers(self) -> Iterator[tuple[Step, date]]:
        """Yield the steps that wait for an answer, each with the day on which it is due."""
        for step in self.applying:
            if awaited := self._awaited(step):
                yield step, awaited.due

    def _awaited(self, step: Step) -> Awaited | None:
        mark = self.history.latest_marks.get(step.id)
        if mark is None or mark_of(mark) != "waiting":
            return None
        asked = mark.day(self.zone)
        due = asked + timedelta(days=step.answer_days or ANSWER_DAYS)
        return Awaited(asked, due, is_due=due <= self.today)

    def _open_step(self) -> Iterator[Reason]:
        if self.checked and self.open_review is None:
            left = [s.id for s in self.counting if self._stands(s) == "todo"]
            said = [
                self.history.latest_marks[name]
                for name in left
                if name in self.history.latest_marks
            ]
            if left:
                yield Reason("open-step", max([self.checked, *(e.day(self.zone) for e in said)]))

    def _due(self) -> Iterator[Reason]:
        if self.checked is None:
            return
        day = self.checked + timedelta(days=self.interval)
        if day <= self.today:
            yield Reason("due", day)
        elif self.checked > self.tomorrow:  # some clock was wrong: better asked too early
            yield Reason("due", self.today)

    def _stalled_since(self) -> date | None:
        """Return the day from which an open review counts as left lying."""
        event = self.history.opened.get(self.open_review or 0)
        return event.day(self.zone) + timedelta(days=STALLED_AFTER) if event else None

    def _snooze_holds(self) -> bool:
        snooze = self.history.last.get("snoozed")
        if snooze is None or snooze.until is None or self.today >= snooze.until:
            return False
        said = snooze.day(self.zone)
        end = self.history.last_end
        if said > self.tomorrow or (end and self.history.came_after(end, snooze)):
            return False
        return all(change.date <= said for cs in self.doubts.values() for change in cs)

    def _state(self) -> State:
        if self.retired:
            return "retired"
        if self.reasons:
            return "snoozed" if self.snoozed else "needs-you"
        if self.open_review is not None:
            return "in-progress"
        if any(self._stands(s) == "waiting" for s in self.applying):
            return "waiting"
        return "right" if self.checked else "new"
