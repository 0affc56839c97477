"""The terminal around the app: its title, its bytes, and what the system says by signals."""

import asyncio
import codecs
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Thread
from typing import Any

from textual.app import App

Ending = Callable[[int], None]

_ENDING = ("SIGINT", "SIGTERM", "SIGQUIT")
_TIMEOUT = 3
"""Seconds that the end may take once the terminal is gone."""


def install_exit_handlers(end: Ending) -> None:
    """Call `end` with an exit status when the system says that the program should end."""
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (getattr(signal, name) for name in _ENDING):
        loop.add_signal_handler(number, end, 128 + number)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})  # for threads to come, too
    Thread(target=_wait_for_hangup, args=(loop, end), daemon=True).start()


def _wait_for_hangup(loop: asyncio.AbstractEventLoop, end: Ending) -> None:
    """Wait apart from the loop, which may be stuck in drawing on what is gone, and hear nothing."""
    signal.sigwait({signal.SIGHUP})
    signal.alarm(_TIMEOUT)
    loop.call_soon_threadsafe(end, 128 + signal.SIGHUP)


def install_job_control(app: App[Any]) -> None:
    """Stop when the shell says so, and go on when it does.

    Textual's own handlers would break into whatever is being done; and at a SIGCONT that no
    SIGTSTP came before, they would start the terminal a second time and never give it back.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTSTP, _suspend, app)
    loop.add_signal_handler(signal.SIGCONT, _resume, app)


def decode_any_bytes() -> None:
    """Show a byte that is no UTF-8 as such: Textual's own decoder ends the app over it.

    It comes from a terminal set to Latin-1, from alt with a letter in an old one, from a paste.
    """
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    decoder = partial(codecs.getincrementaldecoder("utf-8"), "replace")
    # by name: the checker knows the module's own as a function that it may not lose
    setattr(linux_driver, "getincrementaldecoder", lambda _: decoder)  # noqa: B010


def discard_pending_input() -> None:
    """Drop what waits in the terminal: it was typed to another program, or to nobody yet."""
    if sys.platform == "win32":
        return
    import termios  # not on Windows

    with suppress(termios.error):  # input is no terminal
        termios.tcflush(0, termios.TCIFLUSH)


def _suspend(app: App[Any]) -> None:
    """Stop, with all that was started with this program, until it is in front again."""
    import termios  # not on Windows

    if not app.is_running:
        return
    with _terminal_released(app):
        for number in (signal.SIGTSTP, signal.SIGCONT):
            asyncio.get_running_loop().remove_signal_handler(number)
        os.kill(0, signal.SIGTSTP)
        with suppress(termios.error):  # in the background the system stops the program here
            termios.tcsetattr(0, termios.TCSANOW, termios.tcgetattr(0))
    install_job_control(app)


def _resume(app: App[Any]) -> None:
    """Set the terminal up and draw anew: others had it meanwhile."""
    if app.is_running:
        with _terminal_released(app):
            pass


@contextmanager
def _terminal_released(app: App[Any]) -> Iterator[None]:
    """Let the terminal be, for a while, as it was before the app."""
    with app.suspend():
        _pop_title()
        yield
        discard_pending_input()
        _push_title(app.title)


@contextmanager
def terminal_title(title: str) -> Iterator[None]:
    """Let the terminal's title say what is due, and give the old one back."""
    _push_title(title)
    try:
        yield
    finally:
        _pop_title()


def _push_title(title: str) -> None:
    _write_escape(f"\x1b[22;0t\x1b]2;{title}\x07")  # xterm's stack


def _pop_title() -> None:
    _write_escape("\x1b[23;0t\x1b[?1016l")  # and the mouse in pixels, which Textual leaves on


def _write_escape(sequence: str) -> None:
    out = sys.__stdout__
    if out is not None and out.isatty():
        out.write(sequence)
        out.flush()
