"""Type-ahead: each key is dispatched after the one before it has had all of its effects.

Textual sends a key to the screen and the widget of the moment, while the effects of earlier keys
are still queued: `enter` overtakes text, and what is typed while a dialog opens reaches the screen
below. Here a key waits until everything that the one before it started is finished: the text is
inserted, the action saved, the dialog open.
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
"""The group of workers that no key waits for, as they change no screen."""

INPUT = "input"
"""The group of the worker that dispatches input; it ends when the queue is empty."""

_SEARCH = CommandPalette._GATHER_COMMANDS_GROUP

_FRAME = 0.01
"""Seconds in which a key's effect is drawn; looking at the queues meanwhile would delay it."""

_FAST_ROUNDS = 20
"""Rounds without a pause; after them, a hundred a second."""

_MAX_ROUNDS = 300
"""Rounds after which a key waits no longer, so that the person can leave whatever hangs."""


class TypeAheadApp(App[None]):
    """Dispatches one key, click or paste at a time, and drops what comes too early.

    Too early is: any input before the first frame; a click before its target was drawn; the key
    that closed a screen, repeated before the next screen was drawn or typed into; and any key typed
    ahead at a screen whose `TAKES_TYPED_AHEAD` is false.
    """

    def __init__(self) -> None:
        super().__init__()
        self._queue: deque[events.Event] = deque()
        self._dispatching = False
        self._accept_from = inf
        self._drawn: Screen[Any] | None = None
        self._drawn_at = 0.0
        self._closed_by = ""
        self._open_dialogs: dict[Worker[Any], Screen[Any]] = {}

    def on_mount(self) -> None:
        """Wait for the first frame, and again after each time the app was suspended."""
        self.app_resume_signal.subscribe(self, self._wait_for_new_frame, immediate=True)
        self._start_dispatching()

    async def on_event(self, event: events.Event) -> None:
        """Queue input; what a widget forwards was dispatched before."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            self._queue.append(event)
            self._start_dispatching()
        else:
            await super().on_event(event)

    def post_display_hook(self) -> None:
        """Note when the current screen was first drawn, before the terminal can show it."""
        if self.screen_stack and self._drawn is not self.screen and not self._batch_count:
            self._drawn, self._drawn_at = self.screen, _now()

    async def push_screen_wait(self, screen: Any, *, mode: str | None = None) -> Any:
        """Remember which worker waits for a dialog: it counts as idle while the dialog is open."""
        worker = get_current_worker()
        self._open_dialogs[worker] = screen
        try:
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            del self._open_dialogs[worker]

    def _wait_for_new_frame(self, _: App[Any]) -> None:
        self._drawn = None
        self._accept_from = inf
        self._start_dispatching()

    def _start_dispatching(self) -> None:
        if not self._dispatching:
            self._dispatching = True
            self.run_worker(self._dispatch_queue(), group=INPUT)

    async def _dispatch_queue(self) -> None:
        """Dispatch the queue, then end: who waits for all workers waits for input, too."""
        with suppress(ScreenStackError):  # the app has ended meanwhile
            while self._accept_from == inf or self._queue:
                if self._accept_from == inf:
                    await self._wait_for_first_frame()
                elif not self._is_too_early(event := self._queue.popleft()):
                    await self._dispatch(event)
        self._dispatching = False

    async def _wait_for_first_frame(self) -> None:
        """Accept input from the first frame on. Without a terminal, none comes too early."""
        if not self.is_headless:
            await self._wait_until_idle()
            await self._wait_until_drawn()
        self._accept_from = 0 if self.is_headless else self._drawn_at

    def _is_too_early(self, event: events.Event) -> bool:
        if event.time < self._accept_from:
            return True
        if event.time >= self._drawn_at:
            return False
        if isinstance(event, events.Key):
            takes = getattr(self.screen, "TAKES_TYPED_AHEAD", True)
            return not takes or event.key == self._closed_by
        return isinstance(event, events.MouseDown)

    async def _dispatch(self, event: events.Event) -> None:
        """Dispatch an event, and wait until it has had all of its effects."""
        if not (isinstance(event, events.Key) and event.is_printable):
            await self._wait_for_search()
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
            await self._let_it_be_drawn()
            await self._wait_until_idle()
            if self.screen is not before:
                key = event.key if isinstance(event, events.Key) else ""
                self._closed_by = "" if before in self.screen_stack else key
                await self._wait_until_drawn()

    async def _let_it_be_drawn(self) -> None:
        """Where no more input waits, draw what changed before looking at every widget's queue."""
        if not (self._queue or self.is_headless):
            await asyncio.sleep(_FRAME)

    async def _wait_until_idle(self) -> None:
        """Wait until no widget has a message queued, and no worker runs but those with a dialog."""
        quiet = 0
        for number in range(_MAX_ROUNDS):
            pumps = [self, *self.screen.walk_children(with_self=True)]
            await _wait_for_queues(pumps)
            busy = any(pump.message_queue_size for pump in pumps) or any(
                map(self._is_busy, self.workers)
            )
            quiet = 0 if busy else quiet + 1
            if quiet == 2:  # one round more: the last message of a round may have started something
                return
            if number > _FAST_ROUNDS:
                await asyncio.sleep(0.01)

    def _is_busy(self, worker: Worker[Any]) -> bool:
        if worker.is_finished or worker.group in (BACKGROUND, INPUT, _SEARCH):
            return False
        return self._open_dialogs.get(worker) not in self.screen_stack

    async def _wait_for_search(self) -> None:
        """Wait for the palette's results, from which `enter` takes one."""
        for _ in range(_MAX_ROUNDS):
            if all(w.is_finished for w in self.workers if w.group == _SEARCH):
                return
            await asyncio.sleep(0.01)

    async def _wait_until_drawn(self) -> None:
        """Wait until the current screen has been drawn."""
        for _ in range(_MAX_ROUNDS):
            if self._drawn is self.screen:
                return
            await asyncio.sleep(0.01)


async def _wait_for_queues(pumps: Sequence[MessagePump]) -> None:
    """Wait until all of them have handled the messages in their queues."""
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
