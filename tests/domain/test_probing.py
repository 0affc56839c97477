"""What a value means to a probe, and how a probe must be written."""

from typing import Any

import pytest

from privacy_check.domain.checklist import Probe
from privacy_check.domain.probing import Answer, judge, problems_of
from privacy_check.domain.sanitize import Clean


def probe(**fields: Any) -> Probe:
    return Probe(**{"sources": (Clean("help"),), "env": Clean("ACME_OPTOUT")} | fields)


CASES: list[tuple[dict[str, Any], str, Answer | None]] = [
    ({"right": ("1", "true")}, "true", "right"),
    ({"right": ("1", "true")}, "TRUE", "wrong"),
    ({"right": ("1", "true"), "ignore_case": True}, "TRUE", "right"),
    ({"wrong": ("1",)}, "0", "right"),
    ({"wrong": ("1",)}, "1", "wrong"),
    ({"right": ("off",), "wrong": ("all",)}, "off", "right"),
    ({"right": ("off",), "wrong": ("all",)}, "all", "wrong"),
    ({"right": ("off",), "wrong": ("all",)}, "crash", "unknown"),
    ({"right": ("1",), "other": "missing"}, "1", "right"),
    ({"right": ("1",), "other": "missing"}, "0", None),
    ({"right": ("1",), "wrong": ("0",), "other": "missing"}, "0", "wrong"),
    ({"right": ("*",)}, "0", "right"),
    ({"right": ("*",)}, "", "wrong"),
]


@pytest.mark.parametrize(("fields", "value", "answer"), CASES)
def test_a_value_is_judged(fields: dict[str, Any], value: str, answer: Answer | None) -> None:
    assert judge(probe(**fields), value) == answer


def test_a_well_written_probe_has_no_problems() -> None:
    assert not [*problems_of(probe(right=("1",)))]
    assert not [*problems_of(probe(env=None, file=("~/a",), format="json", key="a", right=("1",)))]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"env": None}, "needs env or file, and not both"),
        ({"file": ("~/a",)}, "needs env or file, and not both"),
        ({"env": None, "file": ("~/a",)}, "needs format and key beside file"),
        ({"key": "a"}, "has format or key, which belong to a file"),
        ({"right": ()}, "needs right or wrong"),
        (
            {"env": None, "file": ("HKCU/A",), "format": "registry", "key": "a"},
            'needs os = ["windows"] for the registry',
        ),
    ],
)
def test_a_badly_written_probe_is_told(fields: dict[str, Any], problem: str) -> None:
    assert problem in [*problems_of(probe(**{"right": ("1",)} | fields))]
