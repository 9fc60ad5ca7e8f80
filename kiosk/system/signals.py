"""Signals heard in an event loop, whatever else goes on there."""

import asyncio
import signal
from collections.abc import Callable


def on_signal(number: signal.Signals, do: Callable[[], object]) -> None:
    """Have the signal of that *number* *do* something in the running loop, for as long as that lasts.

    `loop.add_signal_handler` loses signals: to it each is one byte in the socket by which threads wake the loop, and
    is dropped where that is full, as amid some three hundred keys that nobody has come to read.
    """
    loop = asyncio.get_running_loop()

    def heard(*_: object) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(do)

    signal.signal(number, heard)
