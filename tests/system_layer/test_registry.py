"""One value of Windows' registry, by a stand-in for Windows' own module."""

import sys

import pytest

from privacy_check.system import registry
from tests import pretend

VALUES: dict[tuple[str, str, str], str | int] = {
    ("HKCU", "Software\\Acme", "Send"): 0,
    ("HKLM", "Software\\Acme", "Level"): "off",
}


def test_a_value_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend.pretend(monkeypatch, "win32")
    monkeypatch.setitem(sys.modules, "winreg", pretend.winreg(VALUES))
    assert registry.value("HKCU/Software/Acme", "Send") == "0"
    assert registry.value("HKLM/Software/Acme", "Level") == "off"
    assert registry.value("HKCU/Software/Acme", "Other") is None
    assert registry.value("HKCU/Software/Other", "Send") is None


def test_there_is_none_on_other_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend.pretend(monkeypatch, "darwin")
    with pytest.raises(OSError, match="no registry"):
        registry.value("HKCU/Software/Acme", "Send")
