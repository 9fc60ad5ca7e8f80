"""What a number, a code or words find: visits of today, and cases whenever they were opened."""

from datetime import datetime

from attrs import frozen

from kiosk.wire.board import TicketNumber
from kiosk.wire.case import CaseShown, Outcome
from kiosk.wire.counter import VisitState


@frozen
class FoundVisit:
    """A visit of today."""

    visit: str
    revision: int
    ticket: TicketNumber
    service: str
    state: VisitState
    sop: str | None = None
    """Digest of the SOP that it follows."""
    since: datetime | None = None
    """From when it is in that state."""
    step: str | None = None
    place: int | None = None
    """Of the step it is at, among its steps, from 1."""
    steps: int | None = None
    """How many steps it has."""
    counter: str | None = None
    """Where it is called or served; of one that is parked, absent or ended, where it was last."""
    queue: str | None = None
    """Letter of the queue it waits in."""
    ahead: int | None = None
    """How many are called before it, while it waits."""
    outcome: Outcome | None = None
    """What came of it, once it has ended; none where it was cancelled or expired."""
    cases: tuple[str, ...] = ()


@frozen
class Found:
    """All that was found."""

    visits: tuple[FoundVisit, ...] = ()
    cases: tuple[CaseShown, ...] = ()
