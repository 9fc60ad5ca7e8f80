"""Commands on the whole service date: whether numbers are given out, and its end."""

from datetime import date
from typing import ClassVar, Literal

from attrs import frozen

StopReason = Literal["full", "system", "staff", "other"]


@frozen
class StopTickets:
    """No numbers are given out for the rest of the day; whoever holds one is served."""

    do: ClassVar[str] = "stop-tickets"
    reason: StopReason


@frozen
class AllowTickets:
    """Numbers are given out again."""

    do: ClassVar[str] = "allow-tickets"


@frozen
class EndDay:
    """The service date is over: every number ends. There is no undoing it."""

    do: ClassVar[str] = "end-day"
    date: date


DayCommand = StopTickets | AllowTickets | EndDay
