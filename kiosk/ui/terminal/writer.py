"""Writing to a terminal that may stand still: never waits for it, never keeps more than it could show."""

import os
import select
import threading
from collections import deque
from collections.abc import Callable
from typing import Final

MOST: Final = 256 * 1024
"""Bytes that wait for the terminal. What is more is dropped: one whole picture, painted anew, replaces it."""
_PIECE: Final = 4096
"""Bytes handed over at once; a terminal that stands still keeps us in one such write."""


class Writer:
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
        """Have *text*, whole escape sequences, written; dropped if the terminal has not even taken what was before."""
        data = self._encode(text)
        with self._changed:
            if self._missed or (self._size and self._size + len(data) > MOST):
                self._missed = True
                return
            self._waiting.append(data)
            self._size += len(data)
            self._changed.notify_all()

    def drained(self, seconds: float) -> bool:
        """Wait until the terminal has taken everything, *seconds* at most; say whether it has."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._size, seconds)

    def discard(self) -> None:
        """Forget all that is not written yet, and be ready for what follows."""
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
                rest = rest[os.write(self._descriptor, rest[:_PIECE]) :]
            except BlockingIOError:  # somebody who shares the terminal has set it so
                select.select((), (self._descriptor,), (), 1)
            except OSError:  # it is gone
                return
