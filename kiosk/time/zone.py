"""The time zones of offices, by the names that boards and catalogues give them."""

from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=8)
def zone_of(name: str) -> ZoneInfo:
    """The time zone called *name*; western Indonesia's where a foreign board names one that does not exist."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return ZoneInfo("Asia/Jakarta")
