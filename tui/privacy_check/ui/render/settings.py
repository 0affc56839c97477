"""The settings as text."""

from collections.abc import Iterable, Sequence
from typing import get_args

from rich.cells import cell_len
from textual.content import Content

from privacy_check.domain import applicability, formatting, regions
from privacy_check.domain.checklist import REGIONS, Checklist, Plan, Platform
from privacy_check.domain.letters import Me
from privacy_check.domain.search import Item, Names
from privacy_check.domain.selection import services
from privacy_check.domain.standing import Standing
from privacy_check.storage.settings import Settings
from privacy_check.ui.render.text import (
    ACCENT,
    DIM,
    LOUD,
    WARN,
    LazyContent,
    apart,
    fit,
    hanging,
    joined,
)
from privacy_check.ui.render.text import key as key_shown
from privacy_check.ui.render.wrapping import path

SERVICE_WAYS = (
    ("find", "Find them in a file, or on this machine …"),
    ("choose", "Choose from the list …"),
)
"""The ways to say which services one uses: (way, how it is shown)."""
_COMMON = ("eu", "uk", "us", "us-ca", "ca", "ch", "au", "in", "br", "jp", "kr", "nz", "hk")
_EVERYWHERE = "anywhere"
_FORGET = "Forget everything I did …"
_LABEL = 16
_NARROW = 60
"""Cells under which there is room for the shortest words alone."""


def head(width: int, *, welcome: bool) -> Content:
    """Name the screen."""
    name = "Welcome to privacy-check" if welcome else "Settings"
    said = "Everything here is optional" if welcome else "Saved as you go"
    left = Content.styled(name, f"bold {ACCENT}")
    return apart(left, Content.styled(said, DIM), width) if width >= _NARROW else left


def welcome(config: str, *, narrow: bool) -> Content:
    """Say in a few sentences what this is, and where everything stays."""
    if narrow:
        return Content("Walks you through privacy switches. Nothing leaves this machine.")
    return Content.assemble(
        "Services bury their privacy switches, flip them and move them. This walks you through "
        "each one, remembers when you last looked, and reminds you when it is time to check again."
        "\n\n"
        "Nothing leaves this machine. Your journal and settings are plain files in ",
        path(config),
        ".",
    )


def rows(
    chosen: Settings, me: Me, profile: str, theme: str, *, welcome: bool = False
) -> list[tuple[str, LazyContent]]:
    """Show each setting with what is chosen: (key, line); on the first run, what is not yet."""
    person = chosen.person
    platforms = ", ".join(applicability.PLATFORM_NAMES[p] for p in sorted(person.platforms))
    mine = formatting.count(len(chosen.services), "service") if chosen.services else ""
    said = [
        ("region", "Where I live", applicability.region(person.region) if person.region else ""),
        ("platforms", "My devices", platforms),
        ("plans", "My plans", ", ".join(sorted(person.plans))),
        ("services", "My services", mine),
        ("me", "For letters", ", ".join(filter(None, (me.name, me.email, me.address, me.phone)))),
        ("theme", "Theme", theme_name(theme)),
        ("profile", "Profile", profile),
    ]
    nothing = {"region": _EVERYWHERE, "me": "nothing"}
    lead = "not chosen: " if welcome else ""
    shown = [
        (key, _row(label, value or lead + nothing.get(key, "all"), locked=key in chosen.locked))
        for key, label, value in said
    ]
    return [*shown, ("forget", LazyContent(lambda _: Content.styled(_FORGET, LOUD)))]


def _row(label: str, value: str, *, locked: bool) -> LazyContent:

    def make(width: int) -> Content:
        by_hand = "  set in config.toml" if width >= _NARROW else "  config.toml"
        decided = by_hand if locked else ""
        said = fit(value, max(1, width - _LABEL - cell_len(decided))).rstrip()
        return Content.assemble((f"{label:<{_LABEL}}", DIM), said, (decided, DIM))

    return LazyContent(make)


def theme_name(theme: str) -> str:
    """Call the program's own two themes dark and light; the others have names of their own."""
    return theme.removeprefix("privacy-check-")


def start() -> Content:
    """Show the row that ends the first run."""
    return Content.styled("Start  ›", f"bold {ACCENT}")


_ABOUT = {
    "region": (
        "Steps for other places are folded away.",
        "You are not reminded of changes elsewhere, and links lead to your country's pages. "
        "Data brokers, registers and your rights are offered by where you live.",
    ),
    "platforms": (
        "Steps for devices you don't have are folded away.",
        "If you choose none, all are shown.",
    ),
    "plans": (
        "Steps for plans you don't have are folded away.",
        "Some switches exist only in business or education plans, others only outside them.",
    ),
    "services": (
        "Home begins with what you use; the rest stays a key away.",
        "Whatever isn't about a service is always shown: data brokers, registers, your rights, "
        "your own checklists. So is anything that needs you.",
    ),
    "me": (
        "Your name, e-mail, address and phone, to fill your letters.",
        "Each is optional: what a letter needs and doesn't find here, it asks for. It stands in "
        "profiles.toml on this machine, which only you can read; forgetting everything erases it.",
    ),
    "theme": (
        "How the program looks. You see each theme as you move to it.",
        "Dark and light are the program's own, designed to keep all text readable.",
    ),
    "profile": (
        "A journal for another person or account, with its own settings.",
        "You also create, rename and remove profiles there. Theme and keys are shared.",
    ),
    "forget": (
        "Erases everything in this profile from this machine, after asking.",
        "Marks, dates and notes are gone then; a sync program or a backup may still have copies.",
    ),
    "start": (
        "Home will suggest where to start.",
        "",
    ),
}
_NOT_CHOSEN = {
    "region": (
        "Steps for every place are shown. Choose yours to fold the rest.",
        "Then you are not reminded of changes elsewhere, and links lead to your country's pages. "
        "Data brokers, registers and your rights are offered by where you live.",
    ),
    "platforms": (
        "Steps for every device are shown. Choose yours to fold the rest.",
        "Tick each one that you use.",
    ),
    "plans": (
        "Steps for every plan are shown. Choose yours to fold the rest.",
        "Some switches exist only in business or education plans, others only outside them.",
    ),
    "services": (
        "Home suggests any service. Choose yours to begin with those.",
        "The rest stays a key away. Whatever isn't about a service is always shown: data brokers, "
        "registers, your rights, your own checklists. So is anything that needs you.",
    ),
}
"""What a setting does as long as nothing is chosen."""


def _about(key: str, chosen: Settings) -> tuple[str, str]:
    """Say what the present choice does, and more of it."""
    person = chosen.person
    choices = {
        "region": person.region,
        "platforms": person.platforms,
        "plans": person.plans,
        "services": chosen.services,
    }
    return _ABOUT[key] if choices.get(key, True) else _NOT_CHOSEN[key]


def short(key: str, chosen: Settings) -> Content:
    """Say on one line what a setting does, as it is chosen."""
    return Content.styled(_about(key, chosen)[0], DIM)


def detail(
    key: str, chosen: Settings, first: Sequence[Standing], width: int, settings: str
) -> Content:
    """Say what a setting does, and what is chosen, in full; for the start, what comes first.

    `settings` is the key that shows the settings again.
    """
    short, more = _about(key, chosen)
    parts = [Content(short), Content.styled(more, DIM)]
    if key == "start":
        parts.append(_later(settings))
    if key in chosen.locked:
        parts.append(Content.styled("This is set in config.toml: change it there.", WARN))
    if key == "services" and chosen.services:
        names = "\n".join(f"✓ {name}" for name in sorted(chosen.services, key=str.casefold))
        parts.append(Content(names))
    if key == "start":
        parts.append(Content("\n").join(_proposed(s, width) for s in first))
    return Content("\n\n").join(part for part in parts if part)


def _later(settings: str) -> Content:
    """Name the key of the settings; a comma in a sentence is not taken for a key."""
    named = (
        ("the comma key (", key_shown(settings), ")") if settings == "," else (key_shown(settings),)
    )
    return Content.assemble("Press ", *named, " to change these later.").stylize_before(DIM)


def _proposed(standing: Standing, width: int) -> Content:
    named = joined(standing.checklist, "  ")
    return hanging(Content.assemble(("○ ", DIM), named), 2, width)


def region_items() -> list[Item]:
    """Return every region, those that most people are in first, with the names that find it."""
    rest = sorted(
        REGIONS.keys() - set(_COMMON), key=lambda c: (c.startswith("us-"), applicability.region(c))
    )
    said = [Item(c, applicability.region(c), _region_names(c)) for c in (*_COMMON, *rest)]
    return [Item("", _EVERYWHERE, Names.of(_EVERYWHERE)), *said]


def _region_names(code: str) -> Names:
    """Name a region by its code first, so that `de` is Germany before it is Denmark."""
    return Names.of(code, [applicability.region(code), *regions.ALSO.get(code, ())])


def platform_items() -> list[Item]:
    """Return every platform with its name."""
    return [_plain_item(p, applicability.PLATFORM_NAMES[p]) for p in get_args(Platform)]


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
        "Where I live, my devices, my plans: steps for other places, devices and plans are folded "
        "away, and you are not reminded of changes elsewhere.\n\n"
        "My services: Home suggests only these, and whatever isn't about a service: data brokers, "
        "registers, your rights, your own checklists. The others stay in All checklists. Anything "
        "that needs you is always shown. They can be found, too: in an export of passwords, in a "
        "browser's bookmarks, or by what is installed here.\n\n"
        "For letters: your name, e-mail, postal address and phone, each optional. They fill the "
        "letters that you copy, save or mail, and are in no other place than profiles.toml, which "
        "only you can read.\n\n"
        "Profile: a journal for another person or account, with its own settings for all of the "
        "above. You also create, rename and remove profiles there. Theme and keys are shared.\n\n"
        "What config.toml says wins, and can be changed only there. In profiles other than the "
        "default, only its theme and keys count. It can also name more folders of checklists "
        "(checklist_folders), which are read besides your own."
    )
