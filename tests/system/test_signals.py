"""Signals reach a loop that is too busy to be woken any more, and one that has ended is left in peace."""

import asyncio
import os
import signal
from collections.abc import Iterator
from threading import Thread

import pytest

from kiosk.system.signals import on_signal


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = signal.getsignal(signal.SIGUSR2)
    yield
    signal.signal(signal.SIGUSR2, before)


async def heard_amid(wakings: int) -> None:
    """Wait for a signal that comes after so many *wakings* which the loop has not looked at."""
    loop, heard = asyncio.get_running_loop(), asyncio.Event()
    on_signal(signal.SIGUSR2, heard.set)

    def wake() -> None:
        for _ in range(wakings):
            loop.call_soon_threadsafe(lambda: None)

    waking = Thread(target=wake)
    waking.start()
    waking.join()
    os.kill(os.getpid(), signal.SIGUSR2)
    await asyncio.wait_for(heard.wait(), 10)


@pytest.mark.parametrize("wakings", [0, 10_000])
def test_a_signal_is_heard_however_busy_the_loop_is(wakings: int) -> None:
    asyncio.run(heard_amid(wakings))


def test_a_signal_after_the_end_does_nothing() -> None:
    asyncio.run(heard_amid(0))
    os.kill(os.getpid(), signal.SIGUSR2)
