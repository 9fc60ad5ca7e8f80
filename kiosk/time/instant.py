"""Instants as they are recorded, and the time zones of offices.

An instant has the wall clock and the seconds since the machine was started. Durations are measured by the latter, so
that setting the clock while somebody is served changes nothing.
"""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from attrs import frozen


@frozen
class Instant:
    at: datetime
    """In UTC."""
    boot: str
    """Which start of the machine `uptime` counts from."""
    uptime: float
    """Seconds since that start."""

    def since(self, earlier: "Instant") -> float:
        """Return the seconds from *earlier*, at least 0; between two starts of the machine, by the wall clock."""
        if self.boot == earlier.boot:
            return max(0.0, self.uptime - earlier.uptime)
        return max(0.0, (self.at - earlier.at).total_seconds())


@lru_cache(maxsize=8)
def zone_of(name: str) -> ZoneInfo:
    """Return the time zone *name*; western Indonesia's where a foreign board names one that does not exist."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return ZoneInfo("Asia/Jakarta")
