"""The command palette (ctrl+p): every action of the screen, and every checklist."""

from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any

from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Provider
from textual.content import Content

from privacy_check.ui import text
from privacy_check.ui.walk import WalkScreen
from privacy_check.ui.widgets import CheckScreen


class Palette(CommandPalette):
    """The palette; its list is not paged through before it is laid out (see `Listed`)."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no key reach the list where it has no line."""
        return action != "command_list" or bool(
            self.query_one(CommandList).scrollable_content_region
        )


class Everything(Provider):
    """Finds actions by what help says of them, and checklists by service and title."""

    def _known(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        screen = self.screen
        if not isinstance(screen, CheckScreen):
            return
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.id and binding.tooltip:
                key = self.app.get_key_display(binding)
                yield binding.tooltip, f"the key {key}", partial(screen.run_action, binding.action)
        for checklist in screen.session.checklists.values():
            name = f"{checklist.service}: {checklist.title}"
            yield name, checklist.summary, partial(self._walk, screen, checklist.id)

    def _walk(self, screen: CheckScreen, name: str) -> None:
        self.app.push_screen(WalkScreen(screen.session, name))

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        """Offer the screen's actions, before anything is typed."""
        for name, says, act in self._known():
            if says.startswith("the key "):
                yield DiscoveryHit(_shown(name, says), act, text=name)

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Offer what matches, an action or a checklist."""
        matcher = self.matcher(query)
        for name, says, act in self._known():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, _shown(name, says), act, text=name)


def _shown(name: str, says: str) -> Content:
    return Content.assemble(name, (f"\n{says}", text.DIM))
