"""Events of the whole service date: its beginning and its end, and whether numbers are given out."""

from datetime import date
from typing import ClassVar, Literal

from attrs import frozen

from kiosk.schema.fields import Ascii
from kiosk.wire.board import CounterState, Notice
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


@frozen
class CounterSet:
    """A counter opened, closed or took a break."""

    kind: ClassVar[str] = "counter-set"
    state: CounterState


@frozen
class Undone:
    """A command was taken back, all of it: its visit and counter are as they were before."""

    kind: ClassVar[str] = "undone"
    command: int
    """Version of the command's first event."""


CounterBody = CounterSet | Undone


WhyOff = Literal["own", "elsewhere", "replaced", "barred"]
"""Why somebody was signed off: by themselves, by signing on elsewhere, by somebody else there, by losing the right."""


@frozen
class SignedOn:
    """Somebody of the staff is at a terminal from now on: at the event's counter, if it has one."""

    kind: ClassVar[str] = "signed-on"
    person: str
    terminal: str


@frozen
class SignedOff:
    """Somebody of the staff is where they were no longer."""

    kind: ClassVar[str] = "signed-off"
    person: str
    why: WhyOff
    closed: bool = False
    """Their counter was open and held nobody: it was closed with it."""


StaffBody = SignedOn | SignedOff
"""What can happen to somebody of the staff."""


@frozen
class NoticePut:
    """A notice or an emergency was put up; from then on it goes by the version of this event."""

    kind: ClassVar[str] = "notice-put"
    notice: Notice


@frozen
class NoticeTaken:
    """It was taken back, or an emergency was put up in its place."""

    kind: ClassVar[str] = "notice-taken"
    notice: int


NoticeBody = NoticePut | NoticeTaken


@frozen
class SopApproved:
    """A standard was approved by somebody who may."""

    kind: ClassVar[str] = "sop-approved"
    sop: str
    digest: str
    effective: date
    """From this day on it is in force."""
    content: Ascii
    """All that it says, as `kiosk.sop.content.encode_sop`."""


@frozen
class SopWithdrawn:
    """A standard is no longer in force."""

    kind: ClassVar[str] = "sop-withdrawn"
    sop: str


StandardBody = SopApproved | SopWithdrawn
