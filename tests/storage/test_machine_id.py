"""A machine has one name, and its own."""

from pathlib import Path

from privacy_check.storage.machine_id import machine_name


def test_a_machine_keeps_its_name_and_another_host_gets_its_own(tmp_path: Path) -> None:
    first = machine_name(tmp_path / "machine", "thinkpad")
    assert first == machine_name(tmp_path / "machine", "thinkpad")
    assert first.endswith("-thinkpad")
    assert machine_name(tmp_path / "machine", "mac") != first
    assert [path.name for path in tmp_path.iterdir()] == ["machine"]


def test_a_machine_that_cannot_store_its_name_has_a_fixed_one(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    assert machine_name(tmp_path / "state" / "machine", "host").endswith("-host")


def test_each_host_name_keeps_its_machine_name(tmp_path: Path) -> None:
    hosts = ["thinkpad", "thinkpad-lan", "thinkpad-home-arpa"]
    names = [machine_name(tmp_path / "machine", host) for host in hosts]
    for _ in range(3):
        assert [machine_name(tmp_path / "machine", host) for host in hosts] == names
    assert len(set(names)) == 3


def test_a_damaged_machine_file_gets_one_new_line(tmp_path: Path) -> None:
    file = tmp_path / "machine"
    for data in (b"a1b2", b"\xff\xfea\0", b"a1b2c3-mac\0", "a1b2c3-host".encode("utf-16")):
        file.write_bytes(data)
        first = machine_name(file, "host")
        assert machine_name(file, "host") == first
        assert first.endswith("-host")
        assert file.read_bytes().startswith(data)


def test_every_save_has_the_same_name_if_none_can_be_stored(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    names = {machine_name(tmp_path / "state" / "machine", "host") for _ in range(3)}
    assert names == {"000000-host"}
