"""Which files are offered to be read: browsers' own, and what looks like an export."""

from pathlib import Path

import pytest

from privacy_check.storage.address_places import places
from privacy_check.system import environment


def make(*names: str) -> Path:
    home = Path(environment.variable("HOME"))
    for name in names:
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return home


def test_exports_are_known_by_their_names() -> None:
    make(
        "Downloads/bitwarden_export_20261123101112.json",
        "Downloads/1PasswordExport-ABC-20261123.1pux",
        "Downloads/Chrome Passwords.csv",
        "Desktop/Passwords.csv",
        "Documents/bookmarks_23.11.26.html",
        "Downloads/tax-2026.csv",
        "Downloads/photo.jpg",
    )
    assert [(p.kind, p.title) for p in places()] == [
        ("passwords", "1PasswordExport-ABC-20261123.1pux"),
        ("passwords", "Chrome Passwords.csv"),
        ("passwords", "bitwarden_export_20261123101112.json"),
        ("passwords", "Passwords.csv"),
        ("bookmarks", "bookmarks_23.11.26.html"),
    ]


@pytest.mark.needs("xdg")
def test_browsers_are_known_by_their_folders() -> None:
    make(
        ".config/google-chrome/Default/Bookmarks",
        ".config/google-chrome/Profile 2/Bookmarks",
        ".config/google-chrome/Default/History",
        ".config/BraveSoftware/Brave-Browser/Default/Bookmarks",
        ".mozilla/firefox/abc.default-release/places.sqlite",
    )
    assert [p.title for p in places()] == [
        *["Chrome bookmarks"] * 2,
        "Brave bookmarks",
        "Firefox bookmarks",
    ]
    assert [p.title for p in places(history=True)] == ["Chrome history", "Firefox history"]


def test_without_any_of_them_nothing_is_offered() -> None:
    make("Downloads/x")
    assert places() == places(history=True) == []
