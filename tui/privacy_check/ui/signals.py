"""The terminal around the app: its title, its input, and signals."""

import asyncio
import codecs
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from threading import Thread
from typing import Any

from textual.app import App

from privacy_check.system.platforms import on_windows

Ending = Callable[[int], None]

_ENDING = ("SIGINT", "SIGTERM", "SIGQUIT")
_TIMEOUT = 3
"""Seconds that leaving may take once the terminal is gone."""


def install_exit_handlers(end: Ending) -> None:
    """Call `end` with an exit status on each signal that should end the program.

    Not on Windows: Textual reads ctrl+c as a key there, and nothing comes before a closed window.
    """
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (getattr(signal, name) for name in _ENDING):
            loop.add_signal_handler(number, end, 128 + number)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})  # for threads to come, too
        Thread(target=_wait_for_hangup, args=(loop, end), daemon=True).start()


def _wait_for_hangup(loop: asyncio.AbstractEventLoop, end: Ending) -> None:
    """Wait in a thread, as the loop may be blocked by writing to a terminal that is gone."""
    if sys.platform != "win32":
        signal.sigwait({signal.SIGHUP})
        signal.alarm(_TIMEOUT)
        loop.call_soon_threadsafe(end, 128 + signal.SIGHUP)


def install_job_control(app: App[Any]) -> None:
    """Suspend on SIGTSTP and resume on SIGCONT.

    Textual's own handlers would interrupt whatever is running; and at a SIGCONT without a SIGTSTP
    before it, they would set the terminal up a second time and never restore it.
    """
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTSTP, _suspend, app)
        loop.add_signal_handler(signal.SIGCONT, _resume, app)


def decode_any_bytes() -> None:
    """Replace input bytes that are not UTF-8: Textual's own decoder lets the app crash on them.

    They come from a terminal set to Latin-1, from alt with a letter in an old one, from a paste.
    Windows hands over characters.
    """
    if on_windows():
        return
    driver = import_module("textual.drivers.linux_driver")
    decoder = partial(codecs.getincrementaldecoder("utf-8"), "replace")
    # by name: mypy takes the module's own function for one that must not be replaced
    setattr(driver, "getincrementaldecoder", lambda _: decoder)  # noqa: B010


def discard_pending_input() -> None:
    """Drop pending input: it was typed into another program, or before the app could take it."""
    if sys.platform != "win32":
        import termios

        with suppress(termios.error):  # input is no terminal
            termios.tcflush(0, termios.TCIFLUSH)


def _suspend(app: App[Any]) -> None:
    """Stop the whole process group until it is in the foreground again."""
    if sys.platform != "win32" and app.is_running:
        import termios

        with _terminal_released(app):
            for number in (signal.SIGTSTP, signal.SIGCONT):
                asyncio.get_running_loop().remove_signal_handler(number)
            os.kill(0, signal.SIGTSTP)
            with suppress(termios.error):  # in the background the system stops the program here
                termios.tcsetattr(0, termios.TCSANOW, termios.tcgetattr(0))
        install_job_control(app)


def _resume(app: App[Any]) -> None:
    """Set the terminal up and draw again: other programs have used it."""
    if app.is_running:
        with _terminal_released(app):
            pass


@contextmanager
def _terminal_released(app: App[Any]) -> Iterator[None]:
    """Restore the terminal as it was before the app, for a while."""
    with app.suspend():
        _pop_title()
        yield
        discard_pending_input()
        _push_title(app.title)


@contextmanager
def terminal_title(title: str) -> Iterator[None]:
    """Set the terminal's title, and restore the old one."""
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
    """Write to the terminal itself; not on Windows, which obeys only while the app is shown."""
    out = sys.__stdout__
    if out is not None and out.isatty() and not on_windows():
        out.write(sequence)
        out.flush()
