"""Events of the whole service date: its beginning and its end, and whether numbers are given out."""

from datetime import date
from typing import ClassVar

from attrs import frozen

from kiosk.wire.board import Notice
from kiosk.wire.command.day import StopReason


@frozen
class DayOpened:
    """A service date has begun; numbers start anew."""

    kind: ClassVar[str] = "day-opened"
    date: date


@frozen
class TicketsStopped:
    """No numbers are given out for the rest of the day."""

    kind: ClassVar[str] = "tickets-stopped"
    reason: StopReason


@frozen
class TicketsAllowed:
    """Numbers are given out again."""

    kind: ClassVar[str] = "tickets-allowed"


@frozen
class DayEnded:
    """The service date is over; whoever still held a number is named here."""

    kind: ClassVar[str] = "day-ended"
    date: date
    expired: tuple[str, ...] = ()
    """Visits that were waiting, called or absent."""
    inaccurate: tuple[str, ...] = ()
    """Visits that were still being served: finished, but their times mean nothing."""
    last_call: int = 0
    """Number of the last call so far: with it the fold of a new day can start at this event."""
    notices: tuple[Notice, ...] = ()
    """Those that go on; as much a part of where a new day starts."""


DayBody = DayOpened | TicketsStopped | TicketsAllowed | DayEnded
