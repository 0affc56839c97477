"""Properties that hold for every history: of the journal, of standings and of actions."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privacy_check.domain import actions
from privacy_check.domain.checklist import Change, Checklist, Confirm, Region
from privacy_check.domain.evaluation import evaluate
from privacy_check.domain.journal import (
    MARKS,
    Event,
    effective_events,
    fold,
    merge,
    parse_event,
    sorted_events,
    stamp,
)
from privacy_check.domain.person import Person
from privacy_check.domain.sanitize import Clean
from privacy_check.domain.selection import cards
from privacy_check.domain.standing import Standing, StepStanding
from tests.samples import checklist, step

DAY = timedelta(days=1)
TODAY = date(2026, 6, 1)
STEPS = ("a", "b", "c", "d")

moments = st.integers(0, 240 * 86_400).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
odd_moments = st.one_of(moments, st.just(datetime(2036, 5, 1, tzinfo=UTC)))
names = st.sampled_from([f"{i:08x}" for i in range(12)]).map(Clean)
reviews = st.integers(1, 4)
steps = st.sampled_from([*STEPS, "old-b", "gone"]).map(Clean)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def events(draw: st.DrawFn) -> Event:
    did = draw(
        st.sampled_from(
            [*MARKS, *MARKS, "still-right", "changed-back", "started", "snoozed", "interval"]
            + ["undone", "noted", "looks-different", "sung"]
        )
    )
    at = draw(odd_moments).replace(microsecond=0)
    n = draw(st.none() | st.integers(1_760_000_000, 1_800_000_000))
    fields: dict[str, object] = {"at": at, "did": did} | ({"n": n} if n is not None else {})
    fields |= {"review": draw(reviews), "step": draw(steps), "until": draw(days)}
    fields |= {"days": draw(st.sampled_from([0, 7, 30])), "of": draw(names), "note": "hm"}
    fields |= {"steps": draw(st.lists(steps, max_size=3))} if did == "still-right" else {}
    fields |= {"finished": True} if did in MARKS and draw(st.booleans()) else {}
    event = parse_event(draw(names), fields)
    assert event
    return event


journals = st.dictionaries(
    st.sampled_from(["acme", "other"]), st.frozensets(events(), max_size=8), max_size=2
)
histories = st.frozensets(events(), max_size=12)
changes = st.lists(
    st.builds(
        lambda day, names, regions: Change(
            date=day, note=Clean("News."), steps=tuple(names), regions=tuple(regions)
        ),
        days,
        st.lists(st.sampled_from(["a", "old-b", "c"]).map(Clean), max_size=2),
        st.lists(st.sampled_from(["eu", "us"]).map(Clean), max_size=1),
    ),
    max_size=3,
).map(tuple)
people = st.builds(
    Person, st.sampled_from([None, "de", "us-ca"]), st.frozensets(st.sampled_from(["web", "ios"]))
)


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    return checklist(
        steps=(
            step("a"),
            step("b", was=("old-b",), optional=draw(st.booleans())),
            step("c", answer_days=draw(st.sampled_from([None, 14]))),
            step("d", regions=draw(st.sampled_from([(), ("eu",)])), platforms=("web",)),
        ),
        changes=draw(changes),
        retired=draw(st.none() | days),
    )


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def visible(standing: Standing) -> tuple[object, ...]:
    """Everything in a standing that the person sees."""
    return (
        standing.state,
        standing.reasons,
        standing.checked,
        standing.next,
        standing.open_review,
        standing.marked,
        [(s.mark, s.open, s.previous, s.note) for s in standing.steps],
    )


@given(journals, journals, journals)
def test_union_is_commutative_associative_and_idempotent(
    one: dict[str, frozenset[Event]],
    two: dict[str, frozenset[Event]],
    three: dict[str, frozenset[Event]],
) -> None:
    assert merge(one, two) == merge(two, one)
    assert merge(merge(one, two), three) == merge(one, merge(two, three))
    assert merge(one, one) == merge(one)


@given(st.lists(events(), max_size=8).flatmap(lambda h: st.tuples(st.just(h), st.permutations(h))))
def test_the_order_of_arrival_changes_nothing(histories: tuple[list[Event], list[Event]]) -> None:
    sent, arrived = histories
    assert sorted_events(sent) == sorted_events(arrived)


@given(checklists(), histories, histories, people)
def test_two_machines_that_exchanged_what_they_have_show_the_same(
    known: Checklist, here: frozenset[Event], there: frozenset[Event], person: Person
) -> None:
    ours = merge({"acme": here}, {"acme": there})["acme"]
    theirs = merge({"acme": there}, {"acme": here})["acme"]
    assert visible(evaluate(known, ours, person, TODAY, UTC)) == visible(
        evaluate(known, theirs, person, TODAY, UTC)
    )


@given(checklists(), histories, people, st.sampled_from(MARKS), st.sampled_from(STEPS), days)
def test_undoing_an_action_restores_the_standing_before_it(
    known: Checklist, events: frozenset[Event], person: Person, mark: str, name: str, day: date
) -> None:
    before = evaluate(known, events, person, day, UTC)
    chosen = next(m for m in MARKS if m == mark)
    event = actions.mark_event(before, name, chosen, stamp("ffffffff", at_noon(day), events))
    if event is None:
        return
    after = events | {event}
    undone = actions.undo_event(stamp("fffffffe", at_noon(day), after), event)
    assert visible(evaluate(known, after | {undone}, person, day, UTC)) == visible(before)


@given(checklists(), histories, people, days)
def test_marking_every_step_done_ends_right_from_whatever_history(
    known: Checklist, events: frozenset[Event], person: Person, day: date
) -> None:
    for number, name in enumerate([*STEPS, *STEPS]):
        standing = evaluate(known, events, person, day, UTC)
        event = actions.mark_event(
            standing, name, "done", stamp(f"ffffff{number:02x}", at_noon(day), events)
        )
        assert event
        events |= {event}
    standing = evaluate(known, events, person, day, UTC)
    assert standing.state == ("retired" if known.retired and known.retired <= day else "right")


@given(checklists(), histories, people, days)
def test_every_answer_that_is_due_is_asked_about_and_can_be_given(
    known: Checklist, events: frozenset[Event], person: Person, day: date
) -> None:
    standing = evaluate(known, events, person, day, UTC)
    due = standing.answers_due
    assert bool(due) == any(reason.kind == "answer" for reason in standing.reasons)
    assert [card.step for card in cards(standing) if card.step] == [s.step.id for s in due]
    for letter in due:
        assert actions.offered(letter, standing) == "done"
        at = stamp(f"ffff{len(events):04x}", at_noon(day), events)
        event = actions.mark_event(
            evaluate(known, events, person, day, UTC), letter.step.id, "done", at
        )
        assert event
        events |= {event}
    assert not evaluate(known, events, person, day, UTC).answers_due


@given(checklists(), histories, people, days)
def test_space_pressed_again_and_again_leaves_nothing_that_is_needed(
    known: Checklist, events: frozenset[Event], person: Person, day: date
) -> None:
    standing = evaluate(known, events, person, day, UTC)
    here: StepStanding | None = actions.first_step(standing)
    for _ in range(2 * len(STEPS)):
        if here is None:
            break
        if mark := actions.offered(here, standing):
            at = stamp(f"ffff{len(events):04x}", at_noon(day), events)
            event = actions.mark_event(standing, here.step.id, mark, at)
            events |= {event} if event else set()
            standing = evaluate(known, events, person, day, UTC)
        here = actions.next_step(standing, here.step.id)
    assert not [s.step.id for s in standing.steps if s.needed]


@settings(max_examples=40)
@given(checklists(), histories, people, days)
def test_the_next_day_is_the_first_later_day_that_needs_the_person(
    known: Checklist, events: frozenset[Event], person: Person, day: date
) -> None:
    standing = evaluate(known, events, person, day, UTC)
    if standing.state in ("needs-you", "retired"):
        assert standing.next is None
        return
    horizon = standing.next or day + DAY * 400
    tried = (day + DAY * n for n in range(1, 1 + (horizon - day).days))
    needy = (d for d in tried if evaluate(known, events, person, d, UTC).state == "needs-you")
    assert next(needy, None) == standing.next


@given(histories)
def test_a_new_event_sorts_after_all_known_ones(events: frozenset[Event]) -> None:
    at = stamp("ffffffff", at_noon(TODAY), events)
    event = Event(*at, Clean("started"), review=1)
    assert sorted_events([*events, event])[-1] == event


@given(histories)
def test_what_is_undone_never_happened(events: frozenset[Event]) -> None:
    named = {e.of for e in events if e.did == "undone"}
    assert not any(e.id in named for e in effective_events(events))


def test_daylight_saving_and_a_move_shift_a_date_by_a_day_at_most() -> None:
    late = Event(Clean("00000001"), datetime(2026, 3, 29, 0, 30, tzinfo=UTC), None, Clean("done"))
    assert late.day(ZoneInfo("Europe/Berlin")) == date(2026, 3, 29)
    assert late.day(ZoneInfo("America/New_York")) == date(2026, 3, 28)
    assert late.day(ZoneInfo("Pacific/Kiritimati")) == date(2026, 3, 29)


def test_a_review_ended_by_a_step_that_is_gone_stays_ended() -> None:
    gone = Event(
        *stamp("00000001", at_noon(TODAY), []),
        Clean("done"),
        review=1,
        step=Clean("gone"),
        finished=True,
    )
    history = fold(checklist(), [gone])
    assert history.last_end == gone
    assert not history.marks


@pytest.mark.parametrize(
    ("region", "shown"), [("us", "us"), ("uk", "uk"), (None, "us"), ("au", "us")]
)
def test_the_link_of_the_question_gives_way_where_only_others_have_it(
    region: Region | None, shown: str
) -> None:
    links = {place: Clean(f"https://acme.com/{place}") for place in ("us", "uk")}
    known = checklist(
        confirm=Confirm(question=Clean("Is it off?"), url=links["us"]),
        steps=tuple(step(place, url=links[place], regions=(place,)) for place in links),
    )
    standing = evaluate(known, frozenset(), Person(region), date(2026, 11, 23), UTC)
    assert standing.url == links[shown]
