"""The machine's clocks: the only place where the program asks what time it is."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from kiosk.time.instant import Instant


class Clock(Protocol):
    """What the edges of the program are handed, so that a test or a demo can hand them another."""

    def now(self) -> datetime:
        """The instant, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back, for ages and time-outs."""
        ...

    def moment(self) -> Instant:
        """The instant with the seconds since the machine was started."""
        ...


class SystemClock:
    """The machine's own clocks; *shift* is added to the wall clock (a simulated day begins in the morning)."""

    def __init__(self, shift: timedelta = timedelta()) -> None:
        self._shift = shift
        self._boot = _boot_id()

    def now(self) -> datetime:
        """The instant, in UTC."""
        return datetime.now(UTC) + self._shift

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()

    def moment(self) -> Instant:
        """The instant with the seconds since the machine was started."""
        return Instant(self.now(), self._boot, _uptime())


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return uuid4().hex


def _uptime() -> float:
    clock = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(clock)
