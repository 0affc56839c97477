"""The rules as day-by-day stories: plays tests/domain/lives.txt."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from privacy_check.domain import actions
from privacy_check.domain.checklist import Change, Checklist
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.journal import MARKS, Event, Mark, actions_of, stamp
from privacy_check.domain.person import Person
from privacy_check.domain.probing import Machine
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.standing import Standing
from tests.samples import checklist, step

HERE = Clean("a0b1c2-here")
LIVES = Path(__file__).with_name("lives.txt").read_text(encoding="utf-8")


@dataclass
class Life:
    """One checklist, one person, and what was done so far."""

    steps: tuple[str, ...] = ("a", "b", "c")
    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    retired: date | None = None
    person: Person = Person()
    events: list[Event] = field(default_factory=list)

    @property
    def checklist(self) -> Checklist:
        return checklist(
            steps=tuple(step(name, **self.fields.get(name, {})) for name in self.steps),
            changes=self.changes,
            retired=self.retired,
        )

    def standing(self, day: date) -> Standing:
        return evaluate(self.checklist, self.events, self.person, day, UTC, Machine(HERE))

    def set_up(self, line: str) -> None:
        match line.split():
            case ["fresh"]:
                self.events = []
            case ["steps", *names]:
                self.steps = tuple(names)
            case ["step", name, fields]:
                self.fields.setdefault(name, {}).update(values(fields))
            case ["change", day, *fields]:
                rest = values(" ".join(fields))
                self.changes += (Change(date=date.fromisoformat(day), note=Clean("News."), **rest),)
            case ["region", region]:
                self.person = Person(region)
            case ["retired", day]:
                self.retired = date.fromisoformat(day)
            case ["given", day, *words]:
                self.given(date.fromisoformat(day), " ".join(words))
            case _:
                raise AssertionError(f"not understood: {line}")

    def given(self, day: date, words: str) -> None:
        match = re.fullmatch(r"(.+?)(?: ([a-z]))? \[(\d+)\]", words)
        assert match, words
        did = Clean(match[1].replace(" ", "-"))
        at = datetime.combine(day, time(12), UTC)
        name = Clean(f"{len(self.events):08x}")
        step_id = Clean(match[2]) if match[2] else None
        self.events.append(Event(name, at, None, did, review=int(match[3]), step=step_id))

    def act(self, day: date, words: str) -> str:
        """Do one thing, and describe the event."""
        event = self.event(day, re.sub(r" \[.*|,.*| settles.*", "", words).split())
        if event:
            self.events.append(event)
        return written(event)

    def event(self, day: date, words: list[str]) -> Event | None:
        now = datetime.combine(day, time(12), UTC)
        at = stamp(f"{len(self.events):08x}", now, self.events)
        standing = self.standing(day)
        match words:
            case [("done" | "skipped" | "not-applicable" | "waiting" | "todo") as mark, name]:
                return actions.mark_event(standing, name, as_mark(mark), at)
            case ["still", "right"] | ["changed", "back"]:
                return actions.confirm_event(standing, at, still_right="still" in words)
            case ["start", "over"]:
                return actions.start_over_event(standing, at)
            case ["snoozed", "until", until]:
                return actions.snooze_event(at, date.fromisoformat(until))
            case ["interval", days]:
                return actions.interval_event(at, int(days))
            case ["look", name, ("right" | "wrong" | "unknown") as answer, *machine]:
                there = Clean(machine[-1]) if machine else HERE
                return actions.look_event(standing, Clean(name), answer, there, at)
            case ["undo"]:
                return actions.undo_event(at, actions_of(self.events)[-1])
            case _:
                raise AssertionError(f"not understood: {words}")


def values(text: str) -> dict[str, Any]:
    """Read `optional`, or `key=1`, or `key=a,b`."""
    pairs = (part.partition("=") for part in text.split())
    return {
        key: int(value) if value.isdigit() else tuple(value.split(",")) if value else True
        for key, _, value in pairs
    }


def as_mark(word: str) -> Mark:
    return next(mark for mark in MARKS if mark == word)


def written(event: Event | None) -> str:
    match event:
        case None:
            return "nothing is written"
        case Event(did="snoozed"):
            return f"snoozed until {event.until}"
        case Event(did="interval"):
            return f"interval {event.days}"
        case Event(did="undone"):
            return "undo"
        case Event(did="seen"):
            there = "" if event.machine == HERE else f" on {event.machine}"
            return f"look {event.step} {event.answer}{there}"
        case _:
            words = [{"started": "start-over"}.get(event.did, event.did).replace("-", " ")]
            if event.did == "not-applicable":
                words = ["not-applicable"]
            words += [event.step] if event.step else []
            words.append(f"[{event.review}]")
            words += ["finished"] if event.finished else []
            words += ["settles", *event.steps] if event.steps else []
            return " ".join(words)


def shown(standing: Standing) -> list[str]:
    reason = standing.reason
    since = reason.since if reason else None
    values = (
        standing.state,
        reason.kind if reason else None,
        since,
        standing.checked,
        standing.next,
    )
    return [str(value) if value else "-" for value in values]


def lives() -> list[Any]:
    found = re.findall(r"^# (L\d+) (.+)\n((?:(?!#).+\n)+)", LIVES, re.M)
    assert len(found) == LIVES.count("\n# L")
    return [pytest.param(body, id=f"{name} {title}") for name, title, body in found]


@pytest.mark.parametrize("body", lives())
def test_each_story_plays_as_written(body: str) -> None:
    life = Life()
    for line in body.splitlines():
        if "|" not in line:
            life.set_up(line)
            continue
        day, done, *expected = (cell.strip() for cell in line.split("|"))
        today = date.fromisoformat(day)
        for words in filter(None, done.split("; ")):
            result = life.act(today, words)
            assert result == words or words.endswith(f", {result}"), line
        if expected:
            assert shown(life.standing(today)) == expected, line
