"""Home as text: its head, the groups, the rows, the notices."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from privacy_check.domain import applicability, corrections, formatting, wording
from privacy_check.domain.corrections import Correction
from privacy_check.domain.selection import Filter, minutes_needed
from privacy_check.domain.standing import Standing, State
from privacy_check.errors import Fault
from privacy_check.storage.profiles import DEFAULT, Profile
from privacy_check.storage.settings import Settings
from privacy_check.ui.render.overview import NARROW_ROW
from privacy_check.ui.render.text import (
    ACCENT,
    DIM,
    GOOD,
    LOUD,
    STATE_STYLES,
    WARN,
    KeyNames,
    LazyContent,
    apart,
    fit,
    joined,
    key,
    named_title,
)
from privacy_check.ui.render.wrapping import with_paths

TITLE_ONLY, WITH_SERVICE = 44, 52
"""Cells under which a row has room for its title alone; and from which for its service, too."""

_COLUMNS: dict[State, str] = {
    "needs-you": "last checked",
    "waiting": "since",
    "snoozed": "until",
    "right": "next",
    "new": "takes",
}
"""What the right end of a group's rows says."""


def head(profile: Profile, settings: Settings, today: date, width: int) -> Content:
    """Name the program, the profile, what they chose, and the day.

    Another profile than the default stands out: all that is done here is done in it.
    """
    whose = DIM if profile == DEFAULT else f"bold {WARN}"
    program = ("privacy-check", f"bold {ACCENT}")
    day = formatting.week_day(today) if width >= NARROW_ROW else formatting.day(today)
    chosen = _chosen(settings) if width >= NARROW_ROW else ""
    left = Content.assemble(program, "   ", (profile.name, whose), (chosen, DIM))
    return apart(left, Content.styled(day, DIM), width)


_PLATFORMS = {"ios": "iOS", "android": "Android", "macos": "Mac", "linux": "Linux", "tv": "TV"}


def _chosen(settings: Settings) -> str:
    person = settings.person
    services = formatting.count(len(settings.services), "service") if settings.services else ""
    chosen = [
        applicability.region(person.region) if person.region else "",
        ", ".join(_PLATFORMS.get(p, p) for p in sorted(person.platforms, reverse=True)),
        ", ".join(sorted(person.plans)),
        services,
    ]
    return "".join(f" · {part}" for part in chosen if part)


def elsewhere(profile: Profile, due: int, keys: KeyNames) -> Content:
    """Say in one dim line that something is due in another profile."""
    needs = f"{due} need{'s' if due == 1 else ''} you"
    shows = (key(keys("home.walk")), (" shows that profile", DIM))
    return Content.assemble(("▪ ", WARN), f"{profile.name}: ", (needs, LOUD), "   ", *shows)


def group(state: State, name: str = "") -> LazyContent:
    """Name a group of rows, and what their right end says."""
    title = Content.styled((name or wording.STATE_NAMES[state]).upper(), f"bold {DIM}")
    column = Content.styled(_COLUMNS.get(state, ""), DIM)
    return LazyContent(lambda width: apart(title, column, width) if width >= TITLE_ONLY else title)


def row(standing: Standing, service: int) -> LazyContent:
    """Show one checklist: sign, service in so many cells, title, and the group's column."""
    return LazyContent(lambda width: _row(standing, service, width))


def _row(standing: Standing, service: int, width: int) -> Content:
    checklist = standing.checklist
    sign = (f"{wording.SIGNS[standing.state]} ", STATE_STYLES[standing.state])
    if width < TITLE_ONLY:
        return Content.assemble(sign, fit(checklist.title, width - 2))
    right = column(standing)
    if width < WITH_SERVICE:
        title = fit(checklist.title, width - 2 - 2 - cell_len(right))
        return Content.assemble(sign, title, "  ", (right, DIM))
    name = named_title(checklist, service, width - 2 - 2 - cell_len(right))
    return Content.assemble(sign, name, "  ", (right, DIM))


def column(standing: Standing) -> str:
    """Say what stands at the right end of a row: a date, the progress, or the minutes."""
    today = standing.today
    match standing.state:
        case "needs-you":
            return formatting.near_day(standing.checked, today) if standing.checked else "never"
        case "in-progress":
            return wording.progress(standing)
        case "waiting":
            return wording.asked_on(standing)
        case "snoozed" if standing.snoozed_until:
            return formatting.short_day(standing.snoozed_until, today)
        case "right" if standing.next:
            return formatting.near_day(standing.next, today)
        case "new":
            return f"{standing.checklist.minutes} min"
        case _:
            return ""


def rows_width(standings: Sequence[Standing], service: int) -> int:
    """Return the cells that these rows need to be shown whole."""
    return max(
        (
            2 + service + 1 + cell_len(s.checklist.title) + 2 + cell_len(column(s))
            for s in standings
        ),
        default=0,
    )


def library_row(count: int, keys: KeyNames) -> Content:
    """Return the row that leads to all checklists."""
    return Content.assemble(
        key(keys("home.all")),
        (f" all {count} checklists   ", DIM),
        key(keys("home.mine")),
        (" my services", DIM),
    )


def not_saved(count: int, error: str, quit_key: str) -> Content:
    """Say, loudly, what is not on disk yet and why."""
    acted = formatting.count(count, "action")
    return Content.assemble(
        (f" NOT SAVED: {acted} ", "bold reverse $text-error"),
        " ",
        with_paths(error).stylize("$text-error"),
        (f". Saving is retried after each action, and on {quit_key}.", "$text-error"),
    )


def outdated_line(newest: date, today: date, upgrade: str) -> Content:
    """Say in one dim line that the checklists are outdated, and how to upgrade."""
    age = formatting.span((today - newest).days)
    return Content.assemble(
        ("▪ ", WARN),
        f"The checklists are {age} old. ",
        with_paths(f"Upgrade: {upgrade}").stylize(DIM),
    )


def clock_line(warning: str) -> Content:
    """Show the warning that the clock is behind the newest event."""
    return Content.assemble(("! ", LOUD), warning)


def faults_line(faults: Sequence[Fault], keys: KeyNames) -> Content:
    """Say in one dim line how many files could not be read."""
    return Content.assemble(
        ("▪ ", WARN),
        f"{formatting.count(len({f.file for f in faults}), 'file')} could not be fully read. ",
        key(keys("home.walk")),
        (" shows what and where", DIM),
    )


def corrected_line(corrected: Sequence[Correction], keys: KeyNames) -> Content:
    """Say by name in one line what an update corrected in what was begun."""
    said = f"{corrections.headline(corrected)}   "
    return Content.assemble(("▪ ", ACCENT), said, key(keys("home.walk")), (" shows how", DIM))


def corrected_page(corrected: Sequence[Correction]) -> Content:
    """Show what changed in each checklist that was corrected."""
    parts = []
    for correction in corrected:
        lines = [Content(line) for line in corrections.news(correction)]
        title = joined(correction.checklist, " · ").stylize("bold")
        parts.append(Content("\n").join([title, *lines]))
    asks = "Where that asks you to look again, it stands among what needs you."
    return Content("\n\n").join([*parts, Content.styled(asks, DIM)])


def nothing(chosen: Filter, keys: KeyNames) -> Content:
    """Say why Home is empty, and which key helps."""
    if chosen:
        return nothing_of_kind(keys("home.unfilter"))
    return Content.assemble("There is nothing to show. ", key(keys("app.help")), " lists the keys.")


def nothing_of_kind(back: str) -> Content:
    """Say that nothing passes the filter, and which key ends it."""
    return Content.assemble("No checklist matches. ", key(back), " shows everything again.")


def narrowed(chosen: Filter, shown: int, due: int, change: str, end: str) -> Content:
    """Say what the filter is, how many are due that do not pass it, and its two keys."""
    values = (chosen.category, chosen.platform, chosen.plan, chosen.region)
    kinds = ", ".join(value_name(value) for value in values if value)
    besides = f", besides {due} that need{'s' if due == 1 else ''} you" if due else ""
    changes = (key(change), (" changes the filter   ", DIM))
    ends = (key(end), (" shows everything", DIM))
    said = (f"Showing {shown}: {kinds}", "bold")
    return Content.assemble(said, (f"{besides}   ", DIM), *changes, *ends)


def value_name(value: str) -> str:
    """Return the display name of a category, a platform, a plan or a region."""
    names = {"ai-training": "AI training", "broker": "data brokers"}
    return (
        names.get(value)
        or applicability.PLATFORM_NAMES.get(value)
        or applicability.region_or_word(value)
    )


def choice(value: str, count: int, *, chosen: bool) -> Content:
    """Show one thing to filter by, and how many checklists it leaves."""
    sign = ("✓ ", GOOD) if chosen else ("  ", "")
    return Content.assemble(sign, value_name(value), (f"  {count}", DIM))


def tick(shown: str, *, chosen: bool) -> Content:
    """Show one thing to tick."""
    sign = ("✓ ", GOOD) if chosen else ("· ", DIM)
    return Content.assemble(sign, shown)


def tick_all(count: int, *, chosen: bool) -> Content:
    """Show the row that ticks all of them."""
    return tick(f"Tick all {count}", chosen=chosen)


def tick_in_a_line(shown: str, *, chosen: bool) -> LazyContent:
    """Show one thing to tick, as much of it as a line has room for."""
    return LazyContent(lambda width: tick(fit(shown, max(1, width - 2)).rstrip(), chosen=chosen))


def ticked(count: int, *, none_is_all: bool = True) -> Content:
    """Say how many are ticked, and what it means if none is."""
    none = "None ticked: all of them are shown" if none_is_all else "None ticked"
    return Content.styled(f"{count} ticked" if count else none, DIM)


def proposed(standing: Standing) -> Content:
    """Show one checklist of a proposal with its minutes."""
    minutes = f"{formatting.count(standing.checklist.minutes, 'minute'):>10}  "
    return Content.assemble((minutes, DIM), standing.checklist.title)


def session(part: Sequence[Standing], due: int) -> Content:
    """Say what a batch of a review is, of so many checklists that are due, and how long it takes.

    What is not all of it is what takes the least time.
    """
    minutes = sum(map(minutes_needed, part))
    names = ", ".join(dict.fromkeys(s.checklist.service for s in part))
    what = "everything" if len(part) == due else "only the quickest"
    number = formatting.count(len(part), "checklist")
    lead = f"{what}: {number}, about {formatting.count(minutes, 'minute')}"
    return Content.assemble(lead, (f"   {fit(names, 40).rstrip()}", DIM))
