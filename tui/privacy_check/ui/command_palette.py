"""The command palette (ctrl+p): every action of the screen, and every checklist."""

from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from privacy_check import takeaway
from privacy_check.session import Session
from privacy_check.ui.dialogs.base import WIDTH
from privacy_check.ui.render import text
from privacy_check.ui.screens.base import CheckScreen
from privacy_check.ui.screens.home import HomeScreen
from privacy_check.ui.widgets import key_names, keyline_word


class Palette(CommandPalette):
    """The palette; its list is not paged through before it is laid out (see `Listed`)."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no key reach the list where it has no line."""
        return action != "command_list" or bool(
            self.query_one(CommandList).scrollable_content_region
        )


_AROUND = 6
"""Cells of the palette's frame, of the blanks beside its rows, and of a scrollbar."""
_BEFORE_CHECKLISTS = 1000.0
"""More than any match of a title scores."""

ALSO = {
    "app.again": ("start over", "reset", "restart", "uncheck"),
    "app.snooze": ("later", "holiday", "pause"),
    "home.settings": ("theme", "dark", "light", "region", "platforms", "plans", "profile"),
    "home.mine": ("services",),
    "history.save": ("export",),
}
"""Binding id → other words by which people look for the action."""

_FILES: tuple[tuple[str, str, tuple[str, ...], Callable[[Session], str], str], ...] = (
    (
        "Write a calendar file",
        "calendar",
        ("ics", "icalendar", "reminders"),
        takeaway.calendar,
        "privacy-check.ics",
    ),
    (
        "Write a report to show or print (HTML)",
        "report",
        ("html", "print", "overview"),
        takeaway.page,
        "privacy-report.html",
    ),
)
"""What is written to a file: what it is called, its word, others for it, its text, its name."""


class Found(NamedTuple):
    """Something that the palette offers."""

    name: str
    says: str
    """What a checklist is about; of an action, the footer's word."""
    act: Callable[[], Any]
    words: tuple[str, ...] = ()
    """Of an action: the footer's word, and others by which it is found."""
    key: str = ""
    """Of an action: its key."""
    service: str = ""
    """Of a checklist: the beginning of its name."""


class ActionsAndChecklists(Provider):
    """Finds actions by what help and footer say of them, and checklists by service and title."""

    def _known(self) -> Iterator[Found]:
        screen = self.screen
        if not isinstance(screen, CheckScreen):
            return
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.id and binding.tooltip:
                word = keyline_word(screen, binding)
                key = self.app.get_key_display(binding)
                act = partial(screen.run_action, binding.action)
                words = (word, binding.description, *ALSO.get(binding.id, ()))
                yield Found(binding.tooltip, word, act, words, key)
        if not isinstance(screen, HomeScreen):
            also = ("settings", *ALSO["home.settings"])
            key = f"{key_names(screen)('home.settings')} on Home"
            opens = partial(self._settings, screen)
            yield Found("Settings, profiles", "settings", opens, also, key)
        for name, says, words, make, file in _FILES:
            writes = partial(self._write, screen, name, make, file)
            yield Found(name, says, writes, (says, *words))
        for checklist in screen.session.catalog.checklists.values():
            name = ": ".join(dict.fromkeys((checklist.service, checklist.title)))
            walk = partial(self._walk, screen, checklist.id)
            yield Found(name, checklist.summary, walk, service=checklist.service)

    def _walk(self, screen: CheckScreen[Any], name: str) -> None:
        from privacy_check.ui.screens.walk import WalkScreen

        self.app.push_screen(WalkScreen(screen.session, name))

    def _write(
        self, screen: CheckScreen[Any], title: str, make: Callable[[Session], str], file: str
    ) -> None:
        from privacy_check.ui.dialogs.save import write_file

        screen.run_worker(write_file(screen, title, partial(make, screen.session), file))

    def _settings(self, screen: CheckScreen[Any]) -> None:
        from privacy_check.ui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(screen.session), lambda _: screen.redraw())

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        """Offer the screen's actions, before anything is typed."""
        for found in self._known():
            if found.words:
                yield DiscoveryHit(self._shown(found), found.act, text=found.name)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Offer what matches, an action or a checklist.

        An action one of whose words begins as the query does comes before any checklist, and one
        whose word is the query before all.
        """
        matcher = self.matcher(query)
        wanted = query.strip().casefold()
        for found in self._known():
            score = max(map(matcher.match, (found.name, *found.words)))
            if score > 0:
                score += _BEFORE_CHECKLISTS * _named(found, wanted)
                shown = self._shown(found, matcher)
                yield Hit(score, shown, found.act, text=found.name)

    def _shown(self, found: Found, matcher: Matcher | None = None) -> Content:
        """Show it on one line, an action's key at the right, with what matches marked."""
        width = min(self.app.size.width, WIDTH) - _AROUND
        name = Content(found.name)
        name = name.stylize("bold", 0, len(found.service) if found.service else None)
        name, says = _marked(name, matcher), Content.styled(found.says, text.DIM)
        if found.service:
            whole = Content.assemble(name, "  ", says)
            return whole if whole.cell_length <= width else name
        right = Content.assemble(_marked(says, matcher), "  ", text.key(found.key))
        if name.cell_length + 2 + right.cell_length <= width:
            return text.apart(name, right, width)
        return Content.assemble(name, "\n", right)


def _named(found: Found, wanted: str) -> int:
    """Tell how well an action's words say what is wanted: 2 exactly, 1 as a beginning, 0 not."""
    words = [word.casefold() for word in found.words]
    if wanted in words:
        return 2
    begins = (found.name.casefold(), *words, *(part for w in words for part in w.split()))
    return int(bool(words) and any(word.startswith(wanted) for word in begins))


def _marked(shown: Content, matcher: Matcher | None) -> Content:
    """Mark the letters that match what was typed."""
    score, offsets = matcher.fuzzy_search.match(matcher.query, shown.plain) if matcher else (0, ())
    for offset in offsets if score else ():
        shown = shown.stylize(f"bold {text.ACCENT}", offset, offset + 1)
    return shown
