"""The machine's clocks. No other module asks what time it is."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from kiosk.time.instant import Instant


class Clock(Protocol):
    """What tells the time to the edges of the program; tests and the demo pass another than the machine's."""

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
        return datetime.now(UTC) + self._shift

    def monotonic(self) -> float:
        return time.monotonic()

    def moment(self) -> Instant:
        return Instant(self.now(), self._boot, time.clock_gettime(time.CLOCK_BOOTTIME))


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return uuid4().hex
