"""A test whose tool is missing is skipped, except inside `.ci/run`, where it fails."""

import re
from pathlib import Path

import pytest

from tests import needs

ROOT = Path(__file__).parents[1]
MARK = re.compile(r"mark\.needs\(([^)]*)\)")


def test_what_is_missing_skips_outside_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(needs.MUST_RUN, raising=False)
    with pytest.raises(pytest.skip.Exception, match="needs no-such-tool"):
        needs.require("python3", "no-such-tool")


def test_what_is_missing_fails_inside_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(needs.MUST_RUN, "1")
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    with pytest.raises(pytest.fail.Exception, match="needs root"):
        needs.require("root")


def test_the_gate_installs_every_tool_that_a_test_needs() -> None:
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    marks = [
        mark
        for path in (ROOT / "tests").rglob("test_*.py")
        for mark in MARK.findall(path.read_text(encoding="utf-8"))
    ]
    tools = {name for mark in marks for name in re.findall(r'"([\w-]+)"', mark)} - {"root"}
    tools -= {*needs.OF_SYSTEMS, "nothing-pretended"}
    assert {"strace", "zsh", "fish", "faketime", "syncthing", "tmux", "zbarimg"} <= tools
    assert [tool for tool in tools if not re.search(rf"\b{tool}\b", gate)] == []
    assert gate.count(f"{needs.MUST_RUN}=1 ") == 2
