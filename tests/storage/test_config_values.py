"""One value out of a config file, by format and key."""

import plistlib

import pytest

from privacy_check.domain.checklist import ProbeFormat
from privacy_check.storage.config_values import YAML_LIMIT, UnreadableError, value_at

FOUND: list[tuple[ProbeFormat, str, str, str]] = [
    ("json", '{"telemetry": {"enabled": false}}', "telemetry.enabled", "false"),
    ("json", '{"telemetry.level": "off"}', "telemetry.level", "off"),
    ("json", '{"a": {"b.c": {"d": 1}}}', "a.b.c.d", "1"),
    ("json", '{"a": {"x": 1}, "a.b": 2}', "a.b", "2"),
    ("json", '\ufeff{"a": "with a BOM"}', "a", "with a BOM"),
    ("jsonc", '// mine\n{"a": /* why */ "off", }', "a", "off"),
    ("jsonc", '{"url": "https://x//y", "a": true}', "a", "true"),
    ("toml", "[analytics]\nenabled = false", "analytics.enabled", "false"),
    ("yaml", "send_metrics: false\n", "send_metrics", "false"),
    ("yaml", "global:\n  collect-metrics: off\n", "global.collect-metrics", "false"),
    ("yaml", "telemetry: disabled\n", "telemetry", "disabled"),
    ("ini", "[core]\ncollect_telemetry = no\n", "core.collect_telemetry", "no"),
    ("ini", "[homebrew]\n\tanalyticsdisabled = true\n", "homebrew.analyticsdisabled", "true"),
    ("ini", "[Core]\nCollect_Telemetry=NO", "core.collect_telemetry", "NO"),
    ("ini", "[a]\nx = 1\n[a]\nx = 2\n", "a.x", "2"),
    ("lines", "telemetry.enabled=false\n", "telemetry.enabled", "false"),
    ("lines", "export DO_NOT_TRACK='1'  # mine\n", "DO_NOT_TRACK", "1"),
    ("lines", "set -gx DO_NOT_TRACK 1\n", "DO_NOT_TRACK", "1"),
    ("lines", "disable_checkpoint = true\n", "disable_checkpoint", "true"),
    ("lines", "enabled=1\nenabled=0\n", "enabled", "0"),
    ("lines", "enabled: 0 # off\n", "enabled", "0"),
    ("prefs", 'user_pref("a.b", false);\n', "a.b", "false"),
    ("prefs", 'user_pref("a.b", 1);\nuser_pref("a.b", 2);\n', "a.b", "2"),
    ("prefs", 'user_pref("a.b", "x, \\"y\\"");', "a.b", 'x, "y"'),
]
NOT_SET: list[tuple[ProbeFormat, str, str]] = [
    ("json", "{}", "a.b"),
    ("json", '{"a": null}', "a"),
    ("json", '{"a": 1}', "a.b"),
    ("jsonc", '{"// a": 1}', "a"),
    ("toml", "", "a"),
    ("yaml", "a:\n", "a"),
    ("yaml", "# nothing yet\n", "a"),
    ("ini", "[b]\na = 1\n", "a.a"),
    ("ini", "[a]\nb = 1\n", "a.c"),
    ("lines", "# DO_NOT_TRACK=1\nDO_NOT_TRACKER=1\n", "DO_NOT_TRACK"),
    ("prefs", '// user_pref("a", 1);\n', "a"),
]
RUBBISH: list[tuple[ProbeFormat, bytes]] = [
    ("json", b"{"),
    ("json", b"[1, 2]"),
    ("json", b"\xff\xfe"),
    ("jsonc", b"{'"),
    ("toml", b"= 1"),
    ("yaml", b"a: [1"),
    ("yaml", b"just words"),
    ("ini", b"no section = 1"),
    ("lines", b"\xff"),
    ("prefs", b'user_pref("a", nothing);'),
    ("plist", b"<plist>"),
    ("json", b"[" * 100_000),
]


@pytest.mark.parametrize(("kind", "text", "key", "value"), FOUND)
def test_a_value_is_found_as_text(kind: ProbeFormat, text: str, key: str, value: str) -> None:
    assert value_at(text.encode(), kind, key) == value


@pytest.mark.parametrize(("kind", "text", "key"), NOT_SET)
def test_a_key_that_is_not_there_has_no_value(kind: ProbeFormat, text: str, key: str) -> None:
    assert value_at(text.encode(), kind, key) is None


@pytest.mark.parametrize(("kind", "data"), RUBBISH)
def test_a_file_that_is_not_in_its_format_is_unreadable(kind: ProbeFormat, data: bytes) -> None:
    with pytest.raises(UnreadableError):
        value_at(data, kind, "a")


def test_a_property_list_is_read_in_both_its_forms() -> None:
    for form in (plistlib.FMT_XML, plistlib.FMT_BINARY):
        data = plistlib.dumps({"com.acme.send": True, "n": 0}, fmt=form)
        assert value_at(data, "plist", "com.acme.send") == "true"
        assert value_at(data, "plist", "n") == "0"


def test_more_than_one_value_is_not_guessed_at() -> None:
    with pytest.raises(UnreadableError, match="more than one value"):
        value_at(b'{"a": [1, 2]}', "json", "a")


def test_a_long_yaml_file_is_not_parsed() -> None:
    with pytest.raises(UnreadableError, match="larger than 64 KiB"):
        value_at(b"a: 1\n" + b"#" * YAML_LIMIT, "yaml", "a")


def test_yaml_that_names_python_objects_builds_none() -> None:
    with pytest.raises(UnreadableError):
        value_at(b"a: !!python/object/apply:os.getcwd []", "yaml", "a")
