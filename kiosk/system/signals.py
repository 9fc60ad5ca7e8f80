"""Signals handled in an event loop, however busy it is."""

import asyncio
import signal
from collections.abc import Callable


def on_signal(number: signal.Signals, do: Callable[[], object]) -> None:
    """Call *do* in the running loop at every signal of that *number*, while the loop lasts.

    `loop.add_signal_handler` loses signals: each is one byte in the socket by which threads wake the loop, and is
    dropped when that is full, as after some three hundred unread keys.
    """
    loop = asyncio.get_running_loop()

    def handle(*_: object) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(do)

    signal.signal(number, handle)
