"""Home as text: how things stand, the groups, the rows, what was passed over."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from privacy_check.domain import wording
from privacy_check.domain.person import Person
from privacy_check.domain.selection import Filter, cards, minutes_needed
from privacy_check.domain.standing import Standing, State
from privacy_check.errors import Fault
from privacy_check.storage.profiles import DEFAULT, Profile
from privacy_check.ui.render.text import ACCENT, DIM, GOOD, LOUD, WARN, LazyContent, apart, bar, fit
from privacy_check.ui.render.wrapping import with_paths

_STATE_STYLES: dict[State, str] = {
    "needs-you": LOUD,
    "in-progress": ACCENT,
    "waiting": WARN,
    "snoozed": DIM,
    "right": GOOD,
    "new": "",
    "retired": DIM,
}


NARROW_ROW = 60
"""Cells under which a row has room for the service and where it stands, and no more."""


def head(profile: Profile, who: Person, today: date, width: int) -> Content:
    """Name the program, whose journal it is, what they chose, and the day.

    Another profile than the default stands out: all that is done here is done in it.
    """
    whose = "" if profile == DEFAULT else f"bold {WARN}"
    program = ("privacy-check", f"bold {ACCENT}")
    left = Content.assemble(program, "   ", (profile.name, whose), _chosen(who))
    return apart(
        left, Content(wording.week_day(today) if width >= 60 else wording.day(today)), width
    )


def _chosen(who: Person) -> str:
    where = wording.region(who.region) if who.region else ""
    chosen = [where, " ".join(sorted(who.platforms)), " ".join(sorted(who.plans))]
    return "".join(f" · {said}" for said in chosen if said)


def elsewhere(profile: Profile, needy: int) -> Content:
    """Say in one quiet line that another profile needs its person."""
    needs = f"{needy} need{'s' if needy == 1 else ''} you"
    return Content.assemble(
        ("▪ ", WARN), f"{profile.name}: ", (needs, LOUD), ("   enter shows that profile", DIM)
    )


def overview(standings: Sequence[Standing], width: int) -> Content:
    """Say on one line how things stand."""
    needy = sum(s.state == "needs-you" for s in standings)
    begun = [s for s in standings if s.state not in ("new", "retired")]
    right = sum(s.state in ("right", "waiting") for s in begun)
    if needy:
        first = Content.styled(f"{needy} need{'s' if needy == 1 else ''} you", LOUD)
    elif begun:
        first = Content.styled("Nothing needs you today", GOOD)
    else:
        first = Content("Nothing begun yet: choose one and press enter")
    parts = [first]
    if begun:
        parts.append(Content.assemble(bar(right, len(begun)), f" {right} of {len(begun)} right"))
    coming = min((s for s in begun if s.next), key=lambda s: s.next or s.today, default=None)
    if coming and coming.next:
        days = wording.until(coming.next, coming.today)
        lead = "next after that" if needy else "next"
        parts.append(Content.styled(f"{lead}: {coming.checklist.service}, {days}", DIM))
    while len(parts) > 1 and sum(p.cell_length + 4 for p in parts) > width:
        parts.pop()
    return Content("    ").join(parts)


def group(state: State, count: int, width: int) -> Content:
    """Name a group of Home's rows, and its columns where there is room for them."""
    name = wording.STATE_NAMES[state] + (f" ({count})" if state == "new" else "")
    title = Content.styled(name, "bold")
    if state not in ("needs-you", "in-progress", "right") or width < 70:
        return title
    heads = "last checked" if width < 90 else "last checked  next        "
    return apart(title, Content.styled(heads, DIM), width)


def row(standing: Standing) -> LazyContent:
    """Show one checklist: sign, service, title, where it stands, dates, and the news."""
    return LazyContent(
        lambda width: _row(standing, width), lambda width: 2 if _news(standing, width) else 1
    )


def _news(standing: Standing, width: int) -> str:
    """Return what a vendor changed, where that is why the person is needed, and there is room."""
    reason = standing.reason
    needed = standing.state == "needs-you" and reason
    return needed.change.note if needed and needed.change and width >= NARROW_ROW else ""


def _row(standing: Standing, width: int) -> Content:
    checklist, style = standing.checklist, _STATE_STYLES[standing.state]
    sign = (f"{wording.SIGNS[standing.state]} ", style)
    headline = wording.headline(standing)
    if width < NARROW_ROW:
        service = max(10, width - 2 - 21)
        return Content.assemble(
            sign,
            (fit(checklist.service, service), "bold"),
            " ",
            (fit(headline, 20), style),
        )
    if standing.state == "new":
        minutes = f"{headline:>10}"
        title = fit(checklist.title, width - 2 - 14 - 1 - len(minutes))
        return Content.assemble(
            sign, (fit(checklist.service, 13), "bold"), f" {title} ", (minutes, DIM)
        )
    dates = f"{wording.checked(standing):<12}"
    if width >= 90:
        dates += f"  {wording.next_day(standing):<12}"
    middle = width - 2 - 14 - 22 - len(dates)
    line = Content.assemble(
        sign,
        (fit(checklist.service, 13), "bold"),
        " ",
        f"{fit(checklist.title, middle - 1)} ",
        (fit(headline, 21), style),
        " ",
        (dates, DIM),
    )
    news = _news(standing, width)
    return Content.assemble(line, "\n     ", (fit(news, width - 6), DIM)) if news else line


def facts(standing: Standing, width: int, *, own: bool) -> Content:
    """Say in one line what a checklist is about and what it takes."""
    checklist = standing.checklist
    _, verified = checklist.weakest()
    age = f"sources from {wording.ago(verified, standing.today)}" if verified and width > 99 else ""
    takes = [
        wording.count(checklist.minutes, "minute"),
        wording.count(len(standing.counting), "step"),
    ]
    short = " · ".join(filter(None, [*takes, age, "your own file" if own else ""]))
    room = width - cell_len(short) - 3
    summary = fit(checklist.summary, room).rstrip() if room > 20 else ""
    return Content.assemble((summary, ""), " · " if summary else "", (short, DIM))


def not_saved(count: int, trouble: str) -> Content:
    """Say, loudly, what is not on disk yet and why."""
    acted = wording.count(count, "action")
    return Content.assemble(
        (f" NOT SAVED: {acted} ", "bold reverse $text-error"),
        " ",
        with_paths(trouble).stylize("$text-error"),
        (". It is tried again with each further action, and on q.", "$text-error"),
    )


def outdated_line(newest: date, today: date, upgrade: str) -> Content:
    """Say in one quiet line that the checklists have grown old, and how to renew them."""
    age = wording.span((today - newest).days)
    return Content.assemble(
        ("▪ ", WARN),
        f"The checklists are {age} old. ",
        with_paths(f"Upgrade: {upgrade}").stylize(DIM),
    )


def clock_line(said: str) -> Content:
    """Say that the clock is behind what was done."""
    return Content.assemble(("! ", LOUD), said)


def faults_line(faults: Sequence[Fault]) -> Content:
    """Say in one quiet line that something was passed over."""
    return Content.assemble(
        ("▪ ", WARN),
        f"{wording.count(len({f.file for f in faults}), 'file')} could not be read whole. ",
        ("enter shows what and where", DIM),
    )


def more(hidden: int, *, unfolded: bool) -> Content:
    """Name what is folded away: services not chosen, and what is not for where one is."""
    sign = "▾" if unfolded else "▸"
    return Content.assemble(
        (f"{sign} More ({hidden})", "bold"), ("  other services and places", DIM)
    )


def nothing(chosen: Filter) -> Content:
    """Say why Home is empty, and which key helps."""
    if chosen:
        return Content("Nothing is of this kind. esc shows everything again.")
    return Content("There is no checklist to show. ? lists the keys.")


def narrowed(chosen: Filter, shown: int, needy: int) -> Content:
    """Say that Home shows a part only, and how many of another kind need the person."""
    values = (chosen.category, chosen.platform, chosen.plan, chosen.region)
    kinds = ", ".join(value_name(value) for value in values if value)
    besides = f", besides {needy} that need{'s' if needy == 1 else ''} you" if needy else ""
    return Content.assemble(
        (f"Showing {shown}: {kinds}", ACCENT),
        (f"{besides}   f changes that, esc shows everything", DIM),
    )


def value_name(value: str) -> str:
    """Name a category, a platform, a plan or a region as a person would."""
    names = {"ai-training": "AI training", "broker": "data brokers"}
    return names.get(value) or wording.PLATFORM_NAMES.get(value) or wording.region_or_word(value)


def choice(value: str, count: int, *, chosen: bool) -> Content:
    """Show one thing to filter by, and how many checklists it leaves."""
    sign = ("✓ ", GOOD) if chosen else ("  ", "")
    return Content.assemble(sign, value_name(value), (f"  {count}", DIM))


def tick(shown: str, *, chosen: bool) -> Content:
    """Show one thing to tick."""
    sign = ("✓ ", GOOD) if chosen else ("· ", DIM)
    return Content.assemble(sign, shown)


def ticked(count: int) -> Content:
    """Say how many services are ticked."""
    said = f"{count} ticked" if count else "None ticked: all of them"
    return Content.styled(said, DIM)


def proposed(standing: Standing) -> Content:
    """Show one checklist of a proposal with its minutes."""
    minutes = f"{wording.count(standing.checklist.minutes, 'minute'):>10}  "
    return Content.assemble((minutes, DIM), standing.checklist.title)


def session(part: Sequence[Standing]) -> Content:
    """Name a review's cards and how long they take."""
    minutes = sum(map(minutes_needed, part))
    names = ", ".join(dict.fromkeys(s.checklist.service for s in part))
    number = sum(len(cards(standing)) for standing in part)
    lead = f"{wording.count(number, 'card')}, about {wording.count(minutes, 'minute')}"
    return Content.assemble(lead, (f"   {fit(names, 40).rstrip()}", DIM))
