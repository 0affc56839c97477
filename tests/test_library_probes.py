"""Every probe of the library, asked about what says right, wrong, nothing or rubbish."""

import plistlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from privacy_check.domain import mending
from privacy_check.domain.checklist import Probe, Step
from privacy_check.domain.probing import ANY, Answer
from privacy_check.storage import catalog, paths, probes
from privacy_check.system import environment

NOWHERE = Path("/nonexistent")
RUBBISH = b"\xff\xfe<<<[{"


def library_probes() -> Iterator[Any]:
    found = catalog.load(paths.builtin_checklists(), NOWHERE)
    for name, checklist in found.checklists.items():
        for step in checklist.steps:
            for number, probe in enumerate(step.probe):
                yield pytest.param(step, probe, id=f"{name}-{step.id}-{number}")


ALL = list(library_probes())


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that every probe is for, and no variable of the library set."""
    for _, probe in (param.values for param in ALL):
        if isinstance(probe, Probe) and probe.env:
            monkeypatch.delenv(probe.env, raising=False)


def asked(step: Step, probe: Probe, monkeypatch: pytest.MonkeyPatch) -> Answer | None:
    """Ask this probe alone, as if it were the step's only one, on a system that it is for."""
    monkeypatch.setattr(environment, "system", lambda: probe.os[0] if probe.os else "linux")
    found = probes.look(replace(step, probe=(probe,)), shell=True)
    return found.answer if found else None


def values(probe: Probe) -> tuple[str | None, str | None]:
    """Return a value that is right, and one that is wrong, where there is one."""
    if ANY in probe.wrong:
        return None, "anything"
    right = mending.right_value(probe) or "something else"
    if ANY in probe.right:
        return right, None
    return right, next(iter(probe.wrong), "9999" if right.isdigit() else "nothing of the kind")


@pytest.mark.parametrize(("step", "probe"), [p for p in ALL if p.values[1].env])
def test_a_variable_is_judged(step: Step, probe: Probe, monkeypatch: pytest.MonkeyPatch) -> None:
    assert probe.env is not None
    right, wrong = values(probe)
    if right:
        monkeypatch.setenv(probe.env, right)
        assert asked(step, probe, monkeypatch) == "right"
    nothing = "unknown" if probe.missing == "next" else probe.missing
    if wrong:
        monkeypatch.setenv(probe.env, wrong)
        expected = {"wrong", "unknown"} | ({nothing} if probe.other else set())
        assert asked(step, probe, monkeypatch) in expected
    monkeypatch.setenv(probe.env, "")
    assert asked(step, probe, monkeypatch) == nothing


IN_FILES = [p for p in ALL if p.values[1].file and p.values[1].format != "registry"]


@pytest.mark.parametrize(("step", "probe"), IN_FILES)
def test_a_file_is_judged(
    step: Step, probe: Probe, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "home" / "file"
    file.parent.mkdir()
    here = replace(probe, file=("~/file",))
    assert asked(step, here, monkeypatch) in (None, "wrong", "right", "unknown")
    right, wrong = values(probe)
    if right:
        file.write_bytes(content(probe, right))
        assert asked(step, here, monkeypatch) == "right"
    if wrong:
        file.write_bytes(content(probe, wrong))
        assert asked(step, here, monkeypatch) in ("wrong", "unknown")
    file.write_bytes(empty(probe))
    nothing = "unknown" if probe.missing == "next" else probe.missing
    assert asked(step, here, monkeypatch) == nothing
    file.write_bytes(RUBBISH)
    assert asked(step, here, monkeypatch) == "unknown"


def content(probe: Probe, value: str) -> bytes:
    """Write a file that holds a value, in the probe's format."""
    assert probe.key is not None
    if probe.format == "plist":
        typed = {"true": True, "false": False}.get(value, int(value) if value.isdigit() else value)
        return plistlib.dumps({probe.key: typed})
    line = mending.file_line(replace(probe, right=(value,)), "file")
    assert line is not None
    return line.encode()


def empty(probe: Probe) -> bytes:
    """Write a file of that format in which nothing is set."""
    if probe.format == "plist":
        return plistlib.dumps({})
    return {"json": b"{}", "jsonc": b"{}"}.get(probe.format or "", b"\n")
