"""Events: what has happened, append-only. Every state is folded from them.

An event says what happened, never what follows from it by a rule that may change: a step done and the next leg that
comes of it are two events of one command. No event holds anything about an applicant but the number.
"""

from attrs import frozen

from kiosk.moment import Moment
from kiosk.visit.event.case import CaseBody
from kiosk.visit.event.counter import CounterBody
from kiosk.visit.event.day import DayBody
from kiosk.visit.event.notice import NoticeBody
from kiosk.visit.event.staff import StaffBody
from kiosk.visit.event.standard import StandardBody
from kiosk.visit.event.visit import Issued, VisitBody

Body = DayBody | Issued | CounterBody | VisitBody | CaseBody | StaffBody | StandardBody | NoticeBody
"""What an event says, by what it happened to."""


@frozen
class Event:
    """One thing that happened."""

    version: int
    """Gapless within an epoch."""
    command: int
    """Version of the first event of the same command."""
    moment: Moment
    who: str
    counter: str | None
    body: Body
