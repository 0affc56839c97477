"""What the fingerprint of everything on which `due` depends notices."""

import time
from pathlib import Path

import pytest

from privacy_check.storage import fingerprint


@pytest.mark.parametrize(
    ("name", "value"), [("tzname", ("NZST", "NZDT")), ("timezone", time.timezone - 3600)]
)
def test_a_change_of_the_zone_is_noticed_where_no_file_tells_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    before = fingerprint.settings_state(str(tmp_path))
    assert fingerprint.settings_state(str(tmp_path)) == before
    monkeypatch.setattr(time, name, value)  # Windows has neither TZ nor /etc/localtime
    assert fingerprint.settings_state(str(tmp_path)) != before


@pytest.mark.parametrize("name", ["a\ud800b", "ä", "a"])
def test_any_file_name_of_any_system_has_one(name: str) -> None:
    def of(file: str) -> str:
        return fingerprint.fingerprint([f"{file} 1 2 3"], [("default", [f"{file} 1 2 3"])])

    assert len(of(name)) == 16
    assert of(name) != of(f"{name}b")
