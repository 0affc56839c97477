"""Our own words for a wrong value, which must be wrong exactly where msgspec refuses it."""

from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from msgspec.structs import fields

from privacy_check.domain.checklist import Answer, Change, Checklist, Confirm, Probe, Source, Step
from privacy_check.storage.value_types import check_type

VALUES: list[object] = [
    *("", "a", "a-b", "A", "a--b", "a" * 65, "ads", "web", "free", "vendor", "2026-11-24"),
    *(True, False, 0, 1, 3, 4, 7, 600, 601, 730, 731, -1, 2**70, 1.0, 1.5, float("nan")),
    *(date(2026, 11, 24), datetime(2026, 11, 24, 10)),  # noqa: DTZ001  a TOML file may have one
    *([], [1], ["a"], ["a", ""], ["web", "tv"], ["web", "radio"], ["A"], [["a"]], {}, {"a": 1}),
]
TABLES = {Checklist: ("confirm", "steps", "changes", "sources"), Step: ("probe", "answer")}
FIELDS = [
    (model, field)
    for model in (Checklist, Step, Change, Source, Confirm, Probe, Answer)
    for field in fields(model)
    if field.name not in TABLES.get(model, ())
]


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=lambda x: getattr(x, "name", None))
def test_a_value_has_a_problem_exactly_where_msgspec_refuses_it(model: Any, field: Any) -> None:
    for value in VALUES:
        try:
            msgspec.convert(value, field.type, builtin_types=(date, datetime))
            refused = False
        except msgspec.ValidationError:
            refused = True
        assert bool(list(check_type(value, field.type, ("k",)))) == refused, value


def test_every_wrong_item_of_a_list_is_reported_by_its_index() -> None:
    plans = next(field.type for field in fields(Step) if field.name == "plans")
    assert list(check_type(["free", 1, "gold"], plans, ("steps", 0, "plans"))) == [
        (("steps", 0, "plans", 1), "must be business, education, free or personal"),
        (("steps", 0, "plans", 2), "must be business, education, free or personal"),
    ]
