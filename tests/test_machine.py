"""A machine has one name, and its own."""

from pathlib import Path

from privacy_check.machine import machine_name


def test_a_machine_keeps_its_name_and_another_host_gets_its_own(tmp_path: Path) -> None:
    first = machine_name(tmp_path / "machine", "thinkpad")
    assert first == machine_name(tmp_path / "machine", "thinkpad")
    assert first.endswith("-thinkpad")
    assert machine_name(tmp_path / "machine", "mac") != first
    assert [path.name for path in tmp_path.iterdir()] == ["machine"]


def test_a_machine_that_cannot_keep_its_name_has_one_for_the_sitting(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    assert machine_name(tmp_path / "state" / "machine", "host").endswith("-host")
