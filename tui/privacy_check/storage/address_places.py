"""Where browsers keep bookmarks and visits, and where exports are usually saved."""

import re
from pathlib import Path

from msgspec import Struct

from privacy_check.domain.discovery import Kind
from privacy_check.domain.sanitize import Clean, clean, clean_name
from privacy_check.storage.paths import display_path
from privacy_check.storage.probe_places import files_at

MAX_EXPORTS = 20
"""Exports in the folder for downloads that are offered."""

_CHROMIUM = {
    "Chrome": (
        "~/.config/google-chrome",
        "~/Library/Application Support/Google/Chrome",
        "%LOCALAPPDATA%/Google/Chrome/User Data",
    ),
    "Chromium": (
        "~/.config/chromium",
        "~/snap/chromium/common/chromium",
        "~/Library/Application Support/Chromium",
    ),
    "Brave": (
        "~/.config/BraveSoftware/Brave-Browser",
        "~/Library/Application Support/BraveSoftware/Brave-Browser",
        "%LOCALAPPDATA%/BraveSoftware/Brave-Browser/User Data",
    ),
    "Edge": (
        "~/.config/microsoft-edge",
        "~/Library/Application Support/Microsoft Edge",
        "%LOCALAPPDATA%/Microsoft/Edge/User Data",
    ),
    "Vivaldi": (
        "~/.config/vivaldi",
        "~/Library/Application Support/Vivaldi",
        "%LOCALAPPDATA%/Vivaldi/User Data",
    ),
}
"""Browser → the folders with its profiles, each of which is a folder."""
_FIREFOX = (
    "~/.mozilla/firefox/*/places.sqlite",
    "~/.config/mozilla/firefox/*/places.sqlite",
    "~/snap/firefox/common/.mozilla/firefox/*/places.sqlite",
    "~/.var/app/org.mozilla.firefox/.mozilla/firefox/*/places.sqlite",
    "~/Library/Application Support/Firefox/Profiles/*/places.sqlite",
    "%APPDATA%/Mozilla/Firefox/Profiles/*/places.sqlite",
)
_SAFARI_HISTORY = "~/Library/Safari/History.db"
_EXPORT_FOLDERS = ("~/Downloads/*", "~/Desktop/*", "~/Documents/*")
_EXPORT = re.compile(
    r"bitwarden_(org_)?export_.*\.(csv|json)|1PasswordExport.*\.1pux|.*\.1pux"
    r"|Proton Pass_export_.*\.(csv|zip)|(Chrome |Microsoft Edge |Edge )?Passwords.*\.csv"
    r"|logins.*\.csv|keepass.*\.(csv|xml)|bookmarks.*\.html",
    re.IGNORECASE,
)


class Place(Struct, frozen=True):
    """A file that may be read if the person says so."""

    file: Path
    kind: Kind
    title: Clean
    """What it is, for a question: `Firefox bookmarks`."""
    path: Clean
    folder: Clean
    """Where it is, in short: a browser's profile, or the folder of an export."""


def places(*, history: bool = False) -> list[Place]:
    """Return what is there: exports first, then bookmarks, or else the browsers' histories."""
    return _histories() if history else [*_exports(), *_bookmarks()]


def _exports() -> list[Place]:
    named = (file for place in _EXPORT_FOLDERS for file in files_in(place))
    found = [file for file in named if _EXPORT.fullmatch(file.name) and file.is_file()]
    return [_export(file) for file in found[:MAX_EXPORTS]]


def files_in(place: str) -> list[Path]:
    """Return the files of a folder by the name of a place; however many there are."""
    folder = next(iter(files_at(place.removesuffix("/*"))), None)
    try:
        return sorted(folder.iterdir()) if folder else []
    except OSError:
        return []


def _export(file: Path) -> Place:
    kind: Kind = "bookmarks" if file.suffix.lower() == ".html" else "passwords"
    return Place(file, kind, clean(file.name), display_path(file), display_path(file.parent))


def _bookmarks() -> list[Place]:
    found = [
        (browser, file)
        for browser, folders in _CHROMIUM.items()
        for folder in folders
        for file in files_at(f"{folder}/*/Bookmarks")
    ]
    found += [("Firefox", file) for place in _FIREFOX for file in files_at(place)]
    return [_place(browser, file, "bookmarks") for browser, file in found]


def _histories() -> list[Place]:
    found = [
        (browser, file)
        for browser, folders in _CHROMIUM.items()
        for folder in folders
        for file in files_at(f"{folder}/*/History")
    ]
    found += [("Firefox", file) for place in _FIREFOX for file in files_at(place)]
    found += [("Safari", file) for file in files_at(_SAFARI_HISTORY)]
    return [_place(browser, file, "history") for browser, file in found]


def _place(browser: str, file: Path, kind: Kind) -> Place:
    profile = clean_name(file.parent.name)
    return Place(file, kind, clean(f"{browser} {kind}"), display_path(file), profile)
