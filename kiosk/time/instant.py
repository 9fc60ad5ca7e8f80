"""A moment as it is recorded: the instant on the wall and the seconds since the machine was started.

Waiting and serving are measured from the second, so that a clock that is set while somebody is served changes nothing.
"""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from attrs import frozen


@frozen
class Instant:
    """When something happened."""

    at: datetime
    """In UTC."""
    boot: str
    """Which start of the machine `uptime` counts from."""
    uptime: float
    """Seconds since that start."""

    def since(self, earlier: "Instant") -> float:
        """Seconds from *earlier* to this moment, never less than 0.

        Between two starts of the machine only the wall clock can tell.
        """
        if self.boot == earlier.boot:
            return max(0.0, self.uptime - earlier.uptime)
        return max(0.0, (self.at - earlier.at).total_seconds())


@lru_cache(maxsize=8)
def zone_of(name: str) -> ZoneInfo:
    """The time zone called *name*; western Indonesia's where a foreign board names one that does not exist."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return ZoneInfo("Asia/Jakarta")
