"""Warnings as boards and due dates carry them: words of ours that a program knows again."""

import re
from typing import Final

_CALENDAR: Final = re.compile(r"calendar-(\d{4})-missing")


def calendar_missing(year: int) -> str:
    """That the office has no calendar of *year*: `calendar-2028-missing`."""
    return f"calendar-{year}-missing"


def year_missing(warning: str) -> str | None:
    """The year whose calendar is missing, by such a *warning*; none by any other."""
    found = _CALENDAR.fullmatch(warning)
    return found[1] if found else None
