"""The nearest known word: by its parts first, then by its letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy_check.errors import did_you_mean, nearest
from privacy_check.storage.paths import builtin_checklists

IDS = sorted(path.stem for path in builtin_checklists().glob("*.toml"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("figma-ai-training", "figma-content-training"),
        ("figmaa-ai-training", "figma-content-training"),
        ("linkdin-ai-training", "linkedin-ai-training"),
        ("linkedin-training", "linkedin-ai-training"),
        ("training-linkedin", "linkedin-ai-training"),
        ("linkedin_jobs_data", "linkedin-job-data"),
        ("LinkedIn-Research", "linkedin-research"),
        ("linkedinaitraining", "linkedin-ai-training"),
        ("qqqq", None),
        ("---", None),
        ("", None),
    ],
)
def test_a_typo_in_an_id_suggests_the_one_that_shares_its_words(
    typed: str, meant: str | None
) -> None:
    assert nearest(typed, {name: name for name in IDS}) == meant


def test_a_common_word_does_not_decide() -> None:
    known = ["a-training", "b-training", "c-training", "d-training"]
    assert nearest("something-else-altogether-training", {name: name for name in known}) is None


def test_letters_decide_between_names_with_the_same_words() -> None:
    known = ["linkedin-microsoft-ads-sharing", "microsoft-ads", "microsoft-ads-too"]
    assert nearest("microsft-ads", {name: name for name in known}) == "microsoft-ads"


def test_a_name_that_is_not_in_the_id_counts_too() -> None:
    known = {"x-grok-training": "x-grok-training Twitter", "acme": "acme"}
    assert nearest("twitter-training", known) == "x-grok-training"


def test_the_nearest_is_suggested_in_words() -> None:
    assert did_you_mean("swtch", ["switch", "letter"]) == "; did you mean 'switch'?"
    assert did_you_mean("qqqq", ["switch", "letter"]) == ""


@given(st.sampled_from(IDS), st.data())
def test_a_missing_letter_in_the_longest_word_still_suggests_the_same(
    name: str, data: st.DataObject
) -> None:
    longest = max(name.split("-"), key=len)
    at = data.draw(st.integers(0, len(longest) - 1))
    typed = name.replace(longest, longest[:at] + longest[at + 1 :])
    assert typed in IDS or nearest(typed, {known: known for known in IDS}) == name
