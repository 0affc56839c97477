"""The settings as text."""

from collections.abc import Iterable
from typing import get_args

from textual.content import Content

from privacy_check.domain import regions, wording
from privacy_check.domain.checklist import REGIONS, Checklist, Plan, Platform
from privacy_check.domain.search import Item, Names
from privacy_check.domain.selection import services
from privacy_check.storage.settings import Settings
from privacy_check.ui.render.text import ACCENT, DIM
from privacy_check.ui.render.wrapping import path

_COMMON = ("eu", "uk", "us", "us-ca", "ca", "ch", "au", "in", "br", "jp", "kr", "nz", "hk")
_EVERYWHERE = "not set: everywhere"
_LABEL = 16


def head(*, welcome: bool) -> Content:
    """Name the screen."""
    return Content.styled("Welcome to privacy-check" if welcome else "Settings", f"bold {ACCENT}")


def welcome(config: str, *, narrow: bool) -> Content:
    """Say in a few sentences what this is, and where everything stays."""
    if narrow:
        return Content("Walks you through privacy switches. Nothing leaves this machine.")
    return Content.assemble(
        "Services bury their privacy switches, flip them and move them. This walks you through "
        "each one, remembers when you last looked, and calls you when it is time again.\n\n"
        "Nothing leaves this machine. Your journal and settings are plain files in ",
        path(config),
        ".\n\n"
        "Tell it where you are and what you use, so that it leaves out the rest. All of it can be "
        "left open, and changed later with the comma key.",
    )


def rows(chosen: Settings, profile: str, theme: str) -> list[tuple[str, Content]]:
    """Show each setting with what is chosen: (key, line)."""
    person = chosen.person
    platforms = ", ".join(wording.PLATFORM_NAMES[p] for p in sorted(person.platforms))
    mine = wording.count(len(chosen.services), "service") if chosen.services else ""
    said = [
        ("region", "Where I am", wording.region(person.region) if person.region else ""),
        ("platforms", "What I use", platforms),
        ("plans", "My plans", ", ".join(sorted(person.plans))),
        ("services", "My services", mine),
        ("theme", "Theme", theme),
        ("profile", "Profile", profile),
        ("forget", "Forget", "everything that I did, on this machine …"),
    ]
    nothing = {"region": _EVERYWHERE, "services": "all of them"}
    return [
        (key, _row(label, value or nothing.get(key, "not set: all"), key, chosen))
        for key, label, value in said
    ]


def _row(label: str, value: str, key: str, chosen: Settings) -> Content:
    decided = "   config.toml decides this" if key in chosen.locked else ""
    return Content.assemble((f"{label:<{_LABEL}}", DIM), value, (decided, DIM))


def start() -> Content:
    """Show the row that ends the first run."""
    return Content.styled("Start  ›", f"bold {ACCENT}")


def region_items() -> list[Item]:
    """Return every region, those that most people are in first, with the names that find it."""
    rest = sorted(
        REGIONS.keys() - set(_COMMON), key=lambda c: (c.startswith("us-"), wording.region(c))
    )
    said = [Item(c, wording.region(c), _region_names(c)) for c in (*_COMMON, *rest)]
    return [Item("", _EVERYWHERE, Names.of(_EVERYWHERE)), *said]


def _region_names(code: str) -> Names:
    """Name a region by its code first, so that `de` is Germany before it is Denmark."""
    return Names.of(code, [wording.region(code), *regions.ALSO.get(code, ())])


def platform_items() -> list[Item]:
    """Return every platform with its name."""
    return [_plain_item(p, wording.PLATFORM_NAMES[p]) for p in get_args(Platform)]


def plan_items() -> list[Item]:
    """Return every plan."""
    return [_plain_item(plan, plan) for plan in get_args(Plan)]


def _plain_item(value: str, name: str) -> Item:
    return Item(value, name, Names.of(name, [value]))


def service_items(checklists: Iterable[Checklist]) -> list[Item]:
    """Return every service that one uses, with how many checklists it has if it has several."""
    return [
        Item(s.name, f"{s.name}  {s.count}" if s.count > 1 else s.name, Names.of(s.name, s.also))
        for s in services(checklists)
    ]


def help_page() -> Content:
    """Say what each setting does."""
    return Content(
        "Where I am, what I use, my plans: steps for others are folded away; changes elsewhere "
        "do not call you.\n\n"
        "My services: Home shows these, and what is not about a service: data brokers, registers, "
        "your rights, your own checklists. The rest is folded under More. What needs you is shown "
        "in any case.\n\n"
        "Profile: another person's or account's journal, with its own answers to all of the above. "
        "There you also make, rename and remove one. Theme and keys are the same for all.\n\n"
        "What config.toml says wins, and can be changed only there. In another profile than the "
        "default only its theme and keys count."
    )
