"""Textual's driver, made fit for a terminal that stands still, goes away, or knows few characters.

It paints on standard output, so that standard error stays free for the log. The bytes to and from the terminal have a
thread each.

The reader sleeps until there is something to read, takes whatever bytes come, and ends with the terminal. A flood of
keys is read no faster than it is dealt with: the rest waits in the kernel's line, where it takes no memory and keeps no
clock from running. What fingers and scanners send is read as it comes, since each key is stamped with the time at which
it is read, and only time tells a scanner's letters from a clerk's. Textual's own reader wakes ten times a second, a
quarter of all that a lobby at rest costs, and is deaf for ever after the first byte that is no UTF-8.

The writer never waits for a terminal that stands still, and never keeps more bytes than the terminal could show.
"""

import asyncio
import os
import select
import shutil
import sys
import termios
import threading
import time
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from kiosk.text.ascii_fallback import ASCII_FALLBACK
from kiosk.ui.terminal.capabilities import encoding

if TYPE_CHECKING:
    from kiosk.ui.app import KioskApp

_READ_SIZE: Final = 4096
_MOMENT: Final = 0.01
"""Seconds more than the parser waits for what may follow an escape."""
_FLOOD: Final = 4096
"""Bytes without a pause that no scanner sends; read on only when they have been dealt with."""
_PAUSE: Final = 1.0
"""Seconds."""
_LOOK: Final = 0.1
"""Seconds between two looks at whether to stop, while keys are being dealt with."""
_LONGEST: Final = 5.0
"""Seconds for which keys are waited for; then reading goes on, so that no fault leaves the reader deaf."""
MOST: Final = 256 * 1024
"""Bytes that wait for the terminal. What is more is dropped: one whole picture, painted anew, replaces it."""
_WRITE_SIZE: Final = 4096
"""Bytes handed over at once; a terminal that stands still holds the thread in one such write."""
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
        self._screen = sys.__stdout__.fileno() if sys.__stdout__ else 1
        encode = partial(str.encode, encoding=encoding(os.environ, sys.__stdout__, self._screen), errors=ASCII_FALLBACK)
        self._writer = TerminalWriter(self._screen, encode, self._repaint)
        self._reader = TerminalReader(self.fileno, self._hear, self._when_done)
        app.terminal = self  # only now: a thread may not have started

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


class TerminalReader:
    def __init__(
        self, descriptor: int, heard: Callable[[Message], None], when_done: Callable[[Callable[[], None]], object]
    ) -> None:
        """*heard* is called for each key and each answer of the terminal, in the thread that runs.

        *when_done* is given what to call once all that was heard has been dealt with.
        """
        self._descriptor = descriptor
        self._heard = heard
        self._when_done = when_done
        self._stopping, self._stop = os.pipe()

    def run(self) -> None:
        """Read until `stop` is called.

        Raises:
            EOFError: when the terminal is gone.
        """
        parser = XTermParser()
        decode = getincrementaldecoder("utf-8")("replace").decode
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        poll.register(self._stopping, select.POLLIN)
        patience: float | None = None
        unasked, last = 0, 0.0
        while True:
            ready = {descriptor for descriptor, _ in poll.poll(patience)}
            if self._stopping in ready:
                return
            data = self._read() if ready else b""
            patience = (ESCAPE_DELAY + _MOMENT) * 1000 if data else None
            for message in (*parser.feed(decode(data)), *parser.tick()) if data else parser.tick():
                self._heard(message)
            if data:
                now = time.monotonic()
                unasked = len(data) + (unasked if now - last < _PAUSE else 0)
                last = now
            if unasked >= _FLOOD:
                self._wait_until_done(poll)
                unasked = 0

    def _wait_until_done(self, stops: select.poll) -> None:
        done = threading.Event()
        self._when_done(done.set)
        for _ in range(round(_LONGEST / _LOOK)):
            if done.wait(_LOOK) or self._stopping in {descriptor for descriptor, _ in stops.poll(0)}:
                return

    def stop(self) -> None:
        os.write(self._stop, b"\n")

    def _read(self) -> bytes:
        try:
            data = os.read(self._descriptor, _READ_SIZE)
        except OSError:
            data = b""
        if not data:
            raise EOFError
        return data


class TerminalWriter:
    """Hands bytes to a terminal in a thread of its own."""

    def __init__(self, descriptor: int, encode: Callable[[str], bytes], caught_up: Callable[[], None]) -> None:
        """*caught_up* is called, in that thread, when a terminal that missed something reads again."""
        self._descriptor = descriptor
        self._encode = encode
        self._caught_up = caught_up
        self._waiting: deque[bytes] = deque()
        self._size = 0
        self._writing = False
        self._missed = False
        self._given_up = False
        self._changed = threading.Condition()
        threading.Thread(target=self._run, name="terminal-output", daemon=True).start()

    def write(self, text: str) -> None:
        """Queue *text*, whole escape sequences; drop it if the terminal has not even taken what was before."""
        data = self._encode(text)
        with self._changed:
            if self._missed or (self._size and self._size + len(data) > MOST):
                self._missed = True
                return
            self._waiting.append(data)
            self._size += len(data)
            self._changed.notify_all()

    def wait_until_empty(self, seconds: float) -> bool:
        """Wait at most *seconds* until the terminal has taken everything; say whether it has."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._size, seconds)

    def discard(self) -> None:
        """Drop all that is not written yet, and be ready for what follows."""
        with self._changed:
            self._size -= sum(map(len, self._waiting))
            self._waiting.clear()
            self._missed = False
            self._given_up = self._writing

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                data = b"".join(self._waiting)
                self._waiting.clear()
                self._writing = True
            self._hand_over(data)
            with self._changed:
                self._size -= len(data)
                self._writing = self._given_up = False
                caught_up = self._missed and not self._size
                self._missed = self._missed and not caught_up
                self._changed.notify_all()
            if caught_up:
                self._caught_up()

    def _hand_over(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest and not self._given_up:
            try:
                rest = rest[os.write(self._descriptor, rest[:_WRITE_SIZE]) :]
            except BlockingIOError:  # somebody who shares the terminal has set it so
                select.select((), (self._descriptor,), (), 1)
            except OSError:  # it is gone
                return
