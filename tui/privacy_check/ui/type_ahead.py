"""Input that comes faster than screens do: each key goes to where the one before it led.

Textual sends a key to the screen and the widget of the moment, while what earlier keys do is still
queued: `enter` overtakes text, and what is typed while a dialog opens reaches the screen below.
Here a key waits until all that the one before it began is at rest: the text is written, the work
is saved, the dialog is there.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from typing import Any

from textual import events
from textual.app import App, ScreenStackError
from textual.command import CommandPalette
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

BACKGROUND = "background"
"""The group of workers that no key waits for: what they do changes no screen."""

INPUT = "input"
"""The group of the worker that hands on input: it is done when all that came is at rest."""

_SEARCH = CommandPalette._GATHER_COMMANDS_GROUP

_SPINS = 20
"""Rounds at full speed; what takes longer is looked at a hundred times a second."""

_ROUNDS = 300
"""After which a key waits no longer: whatever hangs, the person can still leave."""


class TypeAheadApp(App[None]):
    """Hands on one key, click or paste at a time, and what comes too early to nobody.

    Too early is: before the first frame; a click, before what it would hit was shown; the key that
    closed a screen, again, before what came next was shown or written to; and any key at a screen
    whose `TAKES_TYPED_AHEAD` is false.
    """

    def __init__(self) -> None:
        super().__init__()
        self._came: deque[events.Event] = deque()
        self._handing_on = False
        self._begins = inf
        self._drawn: Screen[Any] | None = None
        self._shown = 0.0
        self._closed_by = ""
        self._asking: dict[Worker[Any], Screen[Any]] = {}

    def on_mount(self) -> None:
        """Wait for the first frame, and for the first one after another program's."""
        self.app_resume_signal.subscribe(self, self._begin_anew, immediate=True)
        self._wake()

    async def on_event(self, event: events.Event) -> None:
        """Let input wait for its turn; what widgets pass up has had it."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            self._came.append(event)
            self._wake()
        else:
            await super().on_event(event)

    def post_display_hook(self) -> None:
        """Note when the screen of now was first drawn, before the terminal can show it."""
        if self.screen_stack and self._drawn is not self.screen and not self._batch_count:
            self._drawn, self._shown = self.screen, _now()

    async def push_screen_wait(self, screen: Any, *, mode: str | None = None) -> Any:
        """Ask, and remember who asks: a worker with a question on the screen is at rest."""
        worker = get_current_worker()
        self._asking[worker] = screen
        try:
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            del self._asking[worker]

    def _begin_anew(self, _: App[Any]) -> None:
        self._drawn = None
        self._begins = inf
        self._wake()

    def _wake(self) -> None:
        if not self._handing_on:
            self._handing_on = True
            self.run_worker(self._hand_on_input(), group=INPUT)

    async def _hand_on_input(self) -> None:
        """Hand on what has come, and be done: who waits for all workers waits for input, too."""
        with suppress(ScreenStackError):  # the app has ended meanwhile
            while self._begins == inf or self._came:
                if self._begins == inf:
                    await self._begin()
                elif not self._is_too_early(event := self._came.popleft()):
                    await self._hand_on(event)
        self._handing_on = False

    async def _begin(self) -> None:
        """Take input from the first frame on. Without a terminal, none comes too early."""
        if not self.is_headless:
            await self._come_to_rest()
            await self._draw()
        self._begins = 0 if self.is_headless else self._shown

    def _is_too_early(self, event: events.Event) -> bool:
        if event.time < self._begins:
            return True
        if event.time >= self._shown:
            return False
        if isinstance(event, events.Key):
            takes = getattr(self.screen, "TAKES_TYPED_AHEAD", True)
            return not takes or event.key == self._closed_by
        return isinstance(event, events.MouseDown)

    async def _hand_on(self, event: events.Event) -> None:
        """Let the event do what it does, all of it."""
        if not (isinstance(event, events.Key) and event.is_printable):
            await self._search()
        elif self.focused and self.focused.check_consume_key(event.key, event.character):
            self._closed_by = ""
        before = self.screen
        done = asyncio.Event()

        async def handle() -> None:
            try:
                await super(TypeAheadApp, self).on_event(event)
            finally:
                done.set()

        if not self.call_later(handle):
            return
        await done.wait()
        if isinstance(event, events.Key | events.Paste | events.MouseUp):
            await self._come_to_rest()
            if self.screen is not before:
                key = event.key if isinstance(event, events.Key) else ""
                self._closed_by = "" if before in self.screen_stack else key
                await self._draw()

    async def _come_to_rest(self) -> None:
        """Wait until no widget has a message left, and no worker anything to do but to ask."""
        quiet = 0
        for number in range(_ROUNDS):
            pumps = [self, *self.screen.walk_children(with_self=True)]
            await _answered(pumps)
            busy = any(pump.message_queue_size for pump in pumps) or any(
                map(self._works, self.workers)
            )
            quiet = 0 if busy else quiet + 1
            if quiet == 2:  # one round more: the last message of a round may have begun something
                return
            if number > _SPINS:
                await asyncio.sleep(0.01)

    def _works(self, worker: Worker[Any]) -> bool:
        if worker.is_finished or worker.group in (BACKGROUND, INPUT, _SEARCH):
            return False
        return self._asking.get(worker) not in self.screen_stack

    async def _search(self) -> None:
        """Wait for what the palette finds: `enter` takes one of these."""
        for _ in range(_ROUNDS):
            if all(w.is_finished for w in self.workers if w.group == _SEARCH):
                return
            await asyncio.sleep(0.01)

    async def _draw(self) -> None:
        """Wait until the screen of now has been drawn."""
        for _ in range(_ROUNDS):
            if self._drawn is self.screen:
                return
            await asyncio.sleep(0.01)


async def _answered(pumps: Sequence[MessagePump]) -> None:
    """Wait until all of them have handled what was in their queues."""
    left, done = 0, asyncio.Event()

    def count() -> None:
        nonlocal left
        left -= 1
        if not left:
            done.set()

    for pump in pumps:
        left += pump.call_later(count)
    if left:
        with suppress(TimeoutError):  # one of them was closed meanwhile
            await asyncio.wait_for(done.wait(), 1)


def _now() -> float:
    """Return the time by the clock that stamps events."""
    return Message().time
