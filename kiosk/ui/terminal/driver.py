"""Textual's driver, made fit for a terminal that stands still, goes away, or knows few characters.

It paints on standard output, so that standard error stays free for the log.
"""

import asyncio
import os
import select
import shutil
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from kiosk.text.ascii_fallback import ASCII_FALLBACK
from kiosk.ui.terminal.capabilities import encoding
from kiosk.ui.terminal.streams import TerminalReader, TerminalWriter

if TYPE_CHECKING:
    from kiosk.ui.app import KioskApp

_HEARD: Final = (events.Key, events.Paste, TerminalSupportsSynchronizedOutput)
"""What is taken from the line. A terminal could also tell its size there, but so could whoever types, and the screen
would keep to that: the kernel tells sizes."""
_PATIENCE: Final = 0.5
"""Seconds that a terminal which stands still is given when the program begins and when it ends."""


class TerminalDriver(LinuxDriver):
    """Paints on a terminal and reads its keys."""

    def __init__(self, app: "KioskApp", **options: Any) -> None:
        super().__init__(app, **options)
        self._kiosk_app = app
        self._event_loop = asyncio.get_running_loop()
        app.terminal = self
        self._screen = sys.__stdout__.fileno() if sys.__stdout__ else 1
        encode = partial(str.encode, encoding=encoding(os.environ, sys.__stdout__, self._screen), errors=ASCII_FALLBACK)
        self._writer = TerminalWriter(self._screen, encode, self._repaint)
        self._reader = TerminalReader(self.fileno, self._hear, self._when_done)

    def write(self, data: str) -> None:
        self._writer.write(data)

    def wait_until_painted(self) -> bool:
        """Wait until the terminal has all that was written, unless it stands still; say whether it has."""
        return self._writer.wait_until_empty(_PATIENCE)

    def start_application_mode(self) -> None:
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call]
        except BaseException:
            self.stop_application_mode()
            raise
        finally:  # even if the system let no thread start: Textual would wait for it at the end
            own, self._writer_thread = self._writer_thread, None  # which waits for a terminal that stands still
            if own is not None and own.is_alive():
                own.stop()

    def stop_application_mode(self) -> None:
        if not self.wait_until_painted():
            self._writer.discard()
            with suppress(termios.error):  # it is gone
                termios.tcflush(self._screen, termios.TCOFLUSH)
        super().stop_application_mode()
        self.wait_until_painted()

    def _get_terminal_size(self) -> tuple[int, int]:
        """The columns and rows that the kernel knows of, else those of COLUMNS and LINES, else 80x24.

        COLUMNS and LINES may have been set for another window, or for this one before it changed.
        """
        with suppress(OSError):
            columns, rows = os.get_terminal_size(self._screen)
            if columns and rows:
                return columns, rows
        return shutil.get_terminal_size()

    def _hear(self, message: Message) -> None:
        if isinstance(message, _HEARD):
            self.process_message(message)

    def _when_done(self, then: Callable[[], None]) -> None:
        """Call *then* after all keys that were heard: in the queue of the screen, to which the app hands them on."""

        def behind() -> None:
            screens = self._kiosk_app.screen_stack if self._kiosk_app.is_running else []
            if not (screens and screens[-1].call_later(then)):
                then()

        self._event_loop.call_soon_threadsafe(self._kiosk_app.call_later, behind)

    def run_input_thread(self) -> None:
        """Read keys until the end, or until the terminal is gone."""
        try:
            self._reader.run()
        except EOFError:
            self._kiosk_app.call_later(self._kiosk_app.exit)

    def disable_input(self) -> None:
        self.stop_reading()
        super().disable_input()

    def stop_reading(self) -> None:
        """End the thread that reads keys: for as long as it waits for any, the program does not end."""
        self._reader.stop()

    @property
    def gone(self) -> bool:
        """Whether the terminal was taken away: its line is hung up."""
        poll = select.poll()
        poll.register(self.fileno, 0)
        return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0))

    def _repaint(self) -> None:
        self._event_loop.call_soon_threadsafe(partial(self._kiosk_app.refresh, layout=True))
