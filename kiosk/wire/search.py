"""What a number or a code finds: visits of today, and cases whenever they were opened."""

from attrs import frozen

from kiosk.wire.board import TicketNumber
from kiosk.wire.case import CaseShown
from kiosk.wire.counter import VisitState


@frozen
class FoundVisit:
    """A visit of today."""

    visit: str
    revision: int
    ticket: TicketNumber
    service: str
    state: VisitState
    step: str | None = None
    counter: str | None = None
    """Where it is called or served; of one that is parked or absent, where it was."""
    cases: tuple[str, ...] = ()


@frozen
class Found:
    """All that was found."""

    visits: tuple[FoundVisit, ...] = ()
    cases: tuple[CaseShown, ...] = ()
