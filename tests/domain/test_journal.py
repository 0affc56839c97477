"""What a line of a journal is, and what is none."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from privacy_check.domain.journal import Event, fold, parse_event, stamp
from privacy_check.domain.sanitize import Clean
from tests.samples import checklist, event, step

AT = datetime(2026, 11, 23, 10, 2, 11, tzinfo=UTC)
MARK: dict[str, Any] = {"at": AT, "did": "done", "review": 1, "step": "a"}


def test_a_mark_is_read() -> None:
    read = parse_event("9f2c41aa", MARK | {"finished": True})
    assert read == event(
        "9f2c41aa", "2026-11-23T10:02:11", "done", review=1, step="a", finished=True
    )
    assert read is not None
    assert read.position == int(AT.timestamp())
    assert read.table() == MARK | {"finished": True}


@pytest.mark.parametrize(
    "fields",
    [
        {"at": AT.replace(tzinfo=None)},
        {"at": "2026-11-23"},
        {"at": AT.replace(year=1999)},
        {"at": AT.replace(year=2200)},
        {"did": 3},
        {"review": 0},
        {"review": 1_000_001},
        {"review": True},
        {"review": "1"},
        {"step": None},
        {"n": -1},
        {"n": 2**53 + 1},
        {"did": "snoozed", "until": AT},
        {"did": "snoozed", "until": date(2200, 1, 1)},
        {"did": "interval", "days": 3651},
        {"did": "still-right", "steps": ["a", 1]},
        {"did": "undone"},
        {"did": "noted"},
    ],
    ids=repr,
)
def test_an_event_with_a_required_field_missing_or_invalid_is_rejected(
    fields: dict[str, Any],
) -> None:
    assert parse_event("9f2c41aa", MARK | fields) is None


def test_an_optional_field_of_the_wrong_type_is_ignored() -> None:
    read = parse_event("9f2c41aa", MARK | {"finished": "yes", "n": "7"})
    assert read
    assert not read.finished
    assert read.n is None


def test_unknown_event_fields_survive_and_are_ignored_by_the_fold() -> None:
    plain, more = parse_event("aa", MARK), parse_event("aa", MARK | {"mood": "good"})
    assert plain
    assert more
    assert plain != more
    assert more.table()["mood"] == "good"
    assert fold(checklist(), [more]).marks.keys() == fold(checklist(), [plain]).marks.keys()


def test_an_unknown_event_type_is_ignored_but_counts_for_the_order() -> None:
    sung = parse_event("aa", {"at": AT, "did": "sung", "n": 2_000_000_000})
    assert sung
    assert fold(checklist(), [sung]).events == []
    assert stamp("bb", AT, [sung]).n == 2_000_000_001


def test_times_are_compared_in_utc_whatever_their_zone() -> None:
    here = AT.astimezone(timezone(timedelta(hours=5)))
    assert parse_event("aa", MARK | {"at": here}) == parse_event("aa", MARK)


def test_a_long_note_is_truncated() -> None:
    read = parse_event("aa", {"at": AT, "did": "noted", "note": "x" * 5000})
    assert read
    assert len(read.note or "") == 4000


def test_two_events_in_one_second_keep_their_order() -> None:
    first = event("ff", "2026-11-23T10:02:11", "done", review=1, step="a")
    second = stamp("00", AT, [first])
    assert second.n == first.position + 1


def test_a_former_id_of_a_step_means_the_step() -> None:
    known = checklist(steps=(step("new", was=("a",)),))
    history = fold(known, [event("aa", "2026-11-23T10:02:11", "done", review=1, step="a")])
    assert set(history.latest_marks) == {"new"}


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 2**63, int("f" * 9000, 16), [[[[[[[1]]]]]]], {"a": float("nan")}],
    ids=["nan", "inf", "2**63", "digits", "deep", "nan in a table"],
)
def test_an_unknown_field_is_kept_only_if_it_can_be_compared_and_written_back(
    value: object,
) -> None:
    assert parse_event("9f2c41aa", MARK | {"strange": value}) == parse_event("9f2c41aa", MARK)
    kept = parse_event("9f2c41aa", MARK | {"strange": [date(2026, 1, 1), {"a": 1.5}]})
    assert kept
    assert kept.other == {"strange": [date(2026, 1, 1), {"a": 1.5}]}


@pytest.mark.parametrize("year", [1970, 1999, 2200, 9999])
def test_a_clock_out_of_bounds_still_stamps_a_valid_event(year: int) -> None:
    stamped = stamp("aa", AT.replace(year=year), [])
    written = Event(*stamped, Clean("started"), review=1)
    assert parse_event("aa", written.table()) == written


def test_an_event_after_the_highest_position_is_still_valid() -> None:
    last = parse_event("aa", MARK | {"n": 2**53})
    assert last
    written = Event(*stamp("bb", AT, [last]), Clean("started"), review=1)
    assert parse_event("bb", written.table()) == written
