"""Events of the office as a whole: service dates, counters, staff, notices, standards."""

from datetime import date
from typing import ClassVar, Literal

from attrs import frozen

from kiosk.schema.fields import Ascii
from kiosk.wire.board import CounterState, Notice
from kiosk.wire.command.office import StopReason


@frozen
class DayOpened:
    """A service date began; numbers start anew."""

    kind: ClassVar[str] = "day-opened"
    date: date


@frozen
class TicketsStopped:
    """No numbers are given out for the rest of the day."""

    kind: ClassVar[str] = "tickets-stopped"
    reason: StopReason


@frozen
class TicketsAllowed:
    kind: ClassVar[str] = "tickets-allowed"


@frozen
class DayEnded:
    """The service date is over for everybody who still held a number."""

    kind: ClassVar[str] = "day-ended"
    date: date
    expired: tuple[str, ...] = ()
    """Visits that were waiting, called or absent."""
    inaccurate: tuple[str, ...] = ()
    """Visits that were being served: finished, but their times mean nothing."""
    last_call: int = 0
    """Number of the last call so far, so that the fold of a new day can start at this event."""
    notices: tuple[Notice, ...] = ()
    """Notices that outlive the day, for the same reason."""


DayBody = DayOpened | TicketsStopped | TicketsAllowed | DayEnded


@frozen
class CounterSet:
    kind: ClassVar[str] = "counter-set"
    state: CounterState


@frozen
class Undone:
    """A whole command was undone: its visit, cases and counter are as they were before."""

    kind: ClassVar[str] = "undone"
    command: int
    """Version of the command's first event."""


CounterBody = CounterSet | Undone


WhyOff = Literal["own", "elsewhere", "replaced", "barred"]
"""Why a person was signed off: own wish, signing on elsewhere, replacement by another, loss of the right."""


@frozen
class SignedOn:
    """A person signed on at a terminal: at the event's counter, if it has one."""

    kind: ClassVar[str] = "signed-on"
    person: str
    terminal: str


@frozen
class SignedOff:
    """A person is no longer signed on."""

    kind: ClassVar[str] = "signed-off"
    person: str
    why: WhyOff
    closed: bool = False
    """The counter, open and empty, was closed as well."""


StaffBody = SignedOn | SignedOff


@frozen
class NoticePut:
    """A notice or an emergency was put up; its id is the version of this event."""

    kind: ClassVar[str] = "notice-put"
    notice: Notice


@frozen
class NoticeTaken:
    """A notice was withdrawn, or an emergency replaced it."""

    kind: ClassVar[str] = "notice-taken"
    notice: int


NoticeBody = NoticePut | NoticeTaken


@frozen
class SopApproved:
    """A standard was approved."""

    kind: ClassVar[str] = "sop-approved"
    sop: str
    digest: str
    effective: date
    """The first day that it is in force."""
    content: Ascii
    """The whole standard, as `kiosk.sop.content.encode_sop` makes it."""


@frozen
class SopWithdrawn:
    kind: ClassVar[str] = "sop-withdrawn"
    sop: str


StandardBody = SopApproved | SopWithdrawn
