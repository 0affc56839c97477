"""Values → Content: every sign and every colour in one place, and the only door for data.

A string that Textual is handed is markup; a `Content` is text. So nothing else in `ui/` may put
a checklist's words on the screen than what comes from here.
"""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.style import Style

from privacy_check import words
from privacy_check.actions import ends_by_itself, offered
from privacy_check.address import belongs, host
from privacy_check.checklist import Checklist
from privacy_check.errors import Fault
from privacy_check.journal import Mark
from privacy_check.standing import Person, Standing, State, StepStanding

WIDEST = 72
"""Cells beyond which a line of prose is tiring to read."""

LABELS = 17
"""Cells for the names of a step's facts, where there is room beside them."""

_ACCENT, _DIM, _LOUD, _GOOD = "$text-accent", "$text-muted", "bold $text-error", "$text-success"
_STATE_STYLES: dict[State, str] = {
    "needs-you": _LOUD,
    "in-progress": _ACCENT,
    "waiting": "$text-warning",
    "snoozed": _DIM,
    "right": _GOOD,
    "new": "",
    "retired": _DIM,
}
_MARK_SIGNS: dict[Mark, str] = {
    "done": "✓",
    "skipped": "–",
    "not-applicable": "–",
    "waiting": "…",
    "todo": "○",
}
_MARK_STYLES: dict[Mark, str] = {
    "done": _GOOD,
    "skipped": _DIM,
    "not-applicable": _DIM,
    "waiting": "$text-warning",
    "todo": "",
}


def plain(text: str) -> Content:
    """Show text as it is."""
    return Content(text)


def fit(text: str, width: int) -> str:
    """Cut or fill a text to so many cells; a cut is shown by an ellipsis."""
    if cell_len(text) > width:
        text = set_cell_size(text, max(0, width - 1)).rstrip() + "…"
    return set_cell_size(text, width)


def apart(left: Content, right: Content, width: int) -> Content:
    """Put two texts at the two ends of a line; the left one gives way."""
    room = width - right.cell_length - 1
    if left.cell_length > room:
        left = left.truncate(max(1, room), ellipsis=True)
    return Content.assemble(left, " " * (width - left.cell_length - right.cell_length), right)


def bar(part: int, whole: int, cells: int = 8) -> Content:
    """Draw how much of a whole is done."""
    full = round(cells * part / whole) if whole else 0
    return Content.assemble(("▰" * full, _ACCENT), ("▱" * (cells - full), _DIM))


def keys(pairs: Sequence[tuple[str, str, str]]) -> Content:
    """Show keys with what they do; a click on one does it. Each is (key, words, action)."""
    parts: list[Content | tuple[str, Style]] = []
    for key, does, action in pairs:
        click = Style.from_meta({"@click": action})
        parts += [Content.styled(key, f"bold {_ACCENT}").stylize(click), (f" {does}  ", click)]
    return Content.assemble(" ", *parts)


def not_saved(count: int, trouble: str) -> Content:
    """Say, loudly, what is not on disk yet and why."""
    acted = words.count(count, "action")
    return Content.assemble(
        (f" NOT SAVED: {acted} ", "bold reverse $text-error"),
        (f" {trouble}. It is tried again with each further action, and on q.", "$text-error"),
    )


def person(profile: str, who: Person) -> str:
    """Say whose journal this is, and what they chose."""
    chosen = [who.region or "", " ".join(sorted(who.platforms)), " ".join(sorted(who.plans))]
    return " · ".join([profile, *filter(None, chosen)])


def head(who: str, today: date, width: int) -> Content:
    """Name the program, whose journal it is, and the day."""
    left = Content.assemble(("privacy-check", f"bold {_ACCENT}"), f"   {who}")
    return apart(left, Content(words.week_day(today) if width >= 60 else words.day(today)), width)


def overview(standings: Sequence[Standing], width: int) -> Content:
    """Say on one line how things stand."""
    needy = sum(s.state == "needs-you" for s in standings)
    begun = [s for s in standings if s.state not in ("new", "retired")]
    right = sum(s.state in ("right", "waiting") for s in begun)
    if needy:
        first = Content.styled(f"{needy} need{'s' if needy == 1 else ''} you", _LOUD)
    elif begun:
        first = Content.styled("Nothing needs you today", _GOOD)
    else:
        first = Content("Nothing begun yet: choose one and press enter")
    parts = [first]
    if begun:
        parts.append(Content.assemble(bar(right, len(begun)), f" {right} of {len(begun)} right"))
    coming = min((s for s in begun if s.next), key=lambda s: s.next or s.today, default=None)
    if coming and coming.next:
        days = words.until(coming.next, coming.today)
        lead = "next after that" if needy else "next"
        parts.append(Content.styled(f"{lead}: {coming.checklist.service}, {days}", _DIM))
    while len(parts) > 1 and sum(p.cell_length + 4 for p in parts) > width:
        parts.pop()
    return Content("    ").join(parts)


def group(state: State, count: int, width: int) -> Content:
    """Name a group of Home's rows, and its columns where there is room for them."""
    name = words.STATE_NAMES[state] + (f" ({count})" if state == "new" else "")
    title = Content.styled(name, "bold")
    if state not in ("needs-you", "in-progress", "right") or width < 70:
        return title
    heads = "last checked" if width < 90 else "last checked  next        "
    return apart(title, Content.styled(heads, _DIM), width)


def row(standing: Standing, width: int) -> Content:
    """Show one checklist on Home: sign, service, title, where it stands, dates, and the news."""
    checklist, style = standing.checklist, _STATE_STYLES[standing.state]
    sign = (f"{words.SIGNS[standing.state]} ", style)
    headline = words.headline(standing)
    if width < 60:
        service = max(10, width - 2 - 21)
        return Content.assemble(
            sign, (fit(checklist.service, service), "bold"), " ", (fit(headline, 20), style)
        )
    dates = f"{words.checked(standing):<12}"
    if width >= 90:
        dates += f"  {words.next_day(standing):<12}"
    middle = width - 2 - 14 - 22 - len(dates)
    line = Content.assemble(
        sign,
        (fit(checklist.service, 13), "bold"),
        " ",
        f"{fit(checklist.title, middle - 1)} ",
        (fit(headline, 21), style),
        " ",
        (dates, _DIM),
    )
    reason = standing.reason
    if standing.state == "needs-you" and reason and reason.change:
        news = fit(reason.change.note, width - 6).rstrip()
        return Content.assemble(line, "\n     ", (news, _DIM))
    return line


def facts(standing: Standing, width: int) -> Content:
    """Say in one line what a checklist is about and what it takes."""
    checklist = standing.checklist
    _, verified = checklist.weakest()
    age = f"sources from {words.ago(verified, standing.today)}" if verified else ""
    takes = [words.count(checklist.minutes, "minute"), words.count(len(standing.counting), "step")]
    short = " · ".join(filter(None, [*takes, age]))
    room = width - cell_len(short) - 3
    summary = fit(checklist.summary, room).rstrip() if room > 20 else ""
    return Content.assemble((summary, ""), " · " if summary else "", (short, _DIM))


def faults_line(faults: Sequence[Fault]) -> Content:
    """Say in one quiet line that something was passed over."""
    return Content.assemble(
        ("▪ ", "$text-warning"),
        f"{words.count(len(faults), 'thing')} could not be read. ",
        ("enter shows what and where", _DIM),
    )


def faults_page(faults: Sequence[Fault]) -> Content:
    """Say of each fault what, where and what to do."""
    lines = [Content.assemble(("▪ ", "$text-warning"), str(fault)) for fault in faults]
    remedy = "Everything else works. Nothing of these files was changed; mend them by hand,"
    lines.append(Content.styled(f"{remedy} then start again.", _DIM))
    return Content("\n\n").join(lines)


def step_line(number: int, step: StepStanding, width: int, *, here: bool) -> Content:
    """Show one step in the walk's list, and whether it is the one at the right."""
    sign, style = _MARK_SIGNS[step.mark], _MARK_STYLES[step.mark]
    if step.doubt:
        sign, style = "!", _LOUD
    elif not step.applies and step.mark == "todo":
        sign, style = "–", _DIM
    text = "" if step.applies else _DIM
    return Content.assemble(
        ("▸" if here else " ", _ACCENT),
        (f"{sign} ", style),
        (fit(f"{number} {step.step.title}", width - 3).rstrip(), text),
    )


def walk_head(standing: Standing, number: int, width: int) -> Content:
    """Name the checklist, and say how far the walk is."""
    checklist = standing.checklist
    place = f"step {number} of {len(standing.steps)}"
    done = sum(not s.open for s in standing.counting)
    right = Content.assemble((f"{place}  ", _DIM), bar(done, len(standing.counting)))
    left = Content.assemble((checklist.service, "bold"), " · ", checklist.title)
    return apart(left, right if width >= 60 else Content.styled(place, _DIM), width)


def step_page(standing: Standing, step: StepStanding, width: int) -> Content:
    """Show one step whole: what to do, where, what one should see, and what is known of it."""
    parts = [Content.styled(step.step.title, "bold")]
    if ends_by_itself(standing):
        parts.append(Content.styled("Every step is marked. Space ends this review.", _ACCENT))
    if step.doubt:
        parts.append(Content.styled(words.change(step.doubt, standing.today), _LOUD))
        parts.append(Content.styled("Look at it again, then press space.", _DIM))
    if not step.applies:
        parts.append(
            Content.styled(f"{words.only_for(step.step)}. You may mark it all the same.", _DIM)
        )
    if step.step.path:
        parts.append(Content.styled(" › ".join(step.step.path), _ACCENT))
    wide = min(width, WIDEST)
    page = Content("\n\n").join([*parts, Content(step.step.body)])
    lines = page.wrap(wide) if wide > 0 else [page]
    rows = [labelled(name, value, width) for name, value in _facts_of(standing, step) if value]
    return Content("\n").join([*lines, Content(""), *rows, *_to_copy(step, wide)])


def _to_copy(step: StepStanding, width: int) -> list[Content]:
    """Show the text to copy whole: where a clipboard does not work, it can still be selected."""
    if not step.step.copy:
        return []
    head = Content.styled("To copy (Y)", "bold")
    return [Content(""), head, *Content(step.step.copy).wrap(max(10, width))]


def labelled(name: str, value: Content, width: int) -> Content:
    """Put a name beside a value whose further lines hang under its first; above it if narrow."""
    label = Content.styled(name, _DIM)
    if width < 50:
        return Content("\n").join([label, *_hung(value, 2, width)])
    lines = value.wrap(max(10, min(width, WIDEST + LABELS) - LABELS))
    first = Content.assemble(label, " " * (LABELS - label.cell_length), lines[0])
    return Content("\n").join([first, *(line.pad_left(LABELS) for line in lines[1:])])


def _hung(value: Content, indent: int, width: int) -> list[Content]:
    return [line.pad_left(indent) for line in value.wrap(max(10, width - indent))]


def _facts_of(standing: Standing, step: StepStanding) -> list[tuple[str, Content]]:
    checklist, known = standing.checklist, step.step
    kind = "Optional" if known.optional else ""
    mark = step.marked if step.mark != "todo" else None
    waits = words.answer(step, standing)
    return [
        ("You should see", Content(known.expect or "")),
        ("Once called", Content(", ".join(f"'{label}'" for label in known.formerly))),
        ("Link", link(known.url, checklist) if known.url else Content("")),
        ("This time", Content(words.said(mark, standing)) if mark else Content("")),
        ("", Content.styled(waits, "$text-warning") if waits else Content("")),
        ("Last time", Content(words.said(step.before, standing)) if step.before else Content("")),
        ("You found", _found(standing, step)),
        ("Your note", Content(step.note)),
        (kind, Content("this step never holds you up") if kind else Content("")),
        ("Backed by", Content(words.backed(checklist, known, standing.today))),
    ]


def _found(standing: Standing, step: StepStanding) -> Content:
    event = standing.told.looks_different.get(step.step.id)
    return Content(event.note or "" if event else "")


def link(url: str, checklist: Checklist) -> Content:
    """Show an address whole, its host marked; say where it is not the service's own."""
    there = host(url)
    before, _, after = url.partition(there)
    parts: list[str | tuple[str, str]] = [before, (there, "bold"), after]
    if not belongs(url, checklist.hosts):
        parts.append((f"  ({there} is not {checklist.service}'s own)", "$text-warning"))
    if url.startswith("http://"):
        parts.append(("  (not encrypted)", "$text-warning"))
    return Content.assemble(*parts)


def ended(standing: Standing, following: Standing | None, width: int) -> Content:
    """Say at the end of a review what is right now, what it does not do, and what comes next."""
    checklist = standing.checklist
    done = words.count(standing.marked, "step")
    parts = [
        Content.styled(f"✓ Done: {checklist.title}", f"bold {_GOOD}"),
        Content(f"{done} settled, checked today. {_asked_again(standing)}"),
    ]
    left = [s.step.title for s in standing.steps if s.applies and s.step.optional and s.open]
    if left:
        parts.append(Content(f"Left, if you like: {', '.join(left)} (→ goes there)."))
    if following:
        lead = f"{following.checklist.service}, {words.headline(following)}"
        key = ("enter", f"bold {_ACCENT}")
        parts.append(Content.assemble(key, f" goes on to what needs you next: {lead}."))
    else:
        key = ("esc", f"bold {_ACCENT}")
        parts.append(Content.assemble(key, " goes home. Nothing else needs you."))
    parts.append(Content(checklist.after))
    page = Content("\n\n").join(parts)
    return Content("\n").join(page.wrap(max(10, min(width, WIDEST))))


def _asked_again(standing: Standing) -> str:
    if standing.state == "needs-you":
        return f"It still needs you: {words.headline(standing)}."
    if standing.next is None:
        return ""
    when = f"You are asked again on {words.day(standing.next)}"
    if standing.state == "waiting":
        return f"{when}, when an answer is due."
    return f"{when}, {words.until(standing.next, standing.today)}, or sooner if something changes."


def why(standing: Standing) -> Content:
    """Say why it matters, what happens afterwards, what changed, and what backs it all."""
    checklist = standing.checklist
    parts = [Content(checklist.why), Content.styled("Afterwards", "bold"), Content(checklist.after)]
    if checklist.changes:
        parts.append(Content.styled("What changed", "bold"))
        newest = sorted(checklist.changes, key=lambda c: c.date, reverse=True)
        parts += [_change(c.date, c.note, c.regions) for c in newest]
    parts.append(Content.styled("Sources", "bold"))
    for source in checklist.sources:
        dated = words.day(source.date) if source.date else "undated"
        parts.append(
            Content.assemble(source.title, (f"\n{source.publisher}, {dated}\n{source.url}", _DIM))
        )
    return Content("\n\n").join(parts)


def _change(day: object, note: str, regions: tuple[str, ...]) -> Content:
    where = f" ({words.places(regions)})" if regions else ""
    return Content.assemble((f"{day}  ", _DIM), note, (where, _DIM))


def question(standing: Standing) -> Content:
    """Show the confirm's question, its link, and the change that made it worth asking."""
    checklist = standing.checklist
    parts = [Content.styled(checklist.confirm.question, "bold")]
    if standing.url:
        parts.append(link(standing.url, checklist))
    reason = standing.reason
    if reason and reason.change:
        parts.append(Content.styled(words.change(reason.change, standing.today), "$text-warning"))
    waiting = [s.step.title for s in standing.steps if s.applies and s.mark == "waiting"]
    if waiting:
        parts.append(Content.styled(f"Still waiting for an answer: {', '.join(waiting)}.", _DIM))
    return Content("\n\n").join(parts)


def confirm_title(standing: Standing) -> Content:
    """Name the checklist on its card, and when it was last checked."""
    checked = words.checked(standing)
    return Content(f"{standing.checklist.service} · last checked {checked}")


def would_be_lost(unsaved: int, trouble: str) -> Content:
    """Say what leaving now would give up, and why it could not be saved."""
    acted = words.count(unsaved, "action")
    return Content(f"{acted} could not be saved.\n\n{trouble}\n\nLeave all the same?")


def help_page(rows: Sequence[tuple[str, str]]) -> Content:
    """List keys with what they do."""
    wide = max((cell_len(key) for key, _ in rows), default=0)
    lines = (
        Content.assemble((fit(key, wide), f"bold {_ACCENT}"), f"   {does}") for key, does in rows
    )
    return Content("\n").join(lines)


def space_does(standing: Standing, step: StepStanding) -> str:
    """Say in one word what `space` does on this step."""
    if ends_by_itself(standing):
        return "end review"
    mark = offered(step, standing)
    if mark == "waiting":
        return "sent"
    if mark == "done" and step.mark == "waiting":
        return "answered"
    return "done" if mark else "go on"
