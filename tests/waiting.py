"""Waiting in tests: for a condition, with a time by which it must have come true."""

import asyncio
import time
from collections.abc import Callable
from threading import Event
from typing import Any

PATIENCE = 60.0
"""Seconds within which what must happen does, on a machine that is busy with other things too."""


def nothing() -> str:
    """What is said of a condition of which nothing more is known."""
    return "the condition never came true"


def until(condition: Callable[[], Any], why: Callable[[], str] = nothing, seconds: float = PATIENCE) -> Any:
    """The first true value of *condition*, which must come within *seconds*; else *why* says how things are."""
    deadline = time.monotonic() + seconds
    between = Event()
    while not (value := condition()):
        assert time.monotonic() < deadline, why()
        between.wait(0.005)
    return value


async def until_shown(
    condition: Callable[[], Any], why: Callable[[], str] = nothing, seconds: float = PATIENCE
) -> None:
    """The same of a screen that runs in this event loop."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, why()
        await asyncio.sleep(0.005)
