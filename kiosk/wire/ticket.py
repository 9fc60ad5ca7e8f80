"""The status of one ticket, for whoever holds the code that is printed on it."""

from datetime import date, datetime

from attrs import frozen

from kiosk.text.language import Language, Text
from kiosk.wire.board import TicketNumber
from kiosk.wire.case import CaseShown, Outcome
from kiosk.wire.catalogue import ShownPromise
from kiosk.wire.counter import VisitState


@frozen
class TicketStep:
    id: str
    name: Text
    done_at: datetime | None = None


@frozen
class Ahead:
    """Who is called before a visit, if nobody comes or goes."""

    total: int
    earlier: int
    """Of the same kind, with an earlier place."""
    by_turn: int
    """Of the other kind: priority visits before one without priority, and the reverse."""


@frozen
class ShortOutcome:
    """One of the visit's people came away without what they came for."""

    applicant: int
    outcome: Outcome
    lacked: tuple[Text, ...] = ()
    """What was missing, in words."""


@frozen
class TicketStatus:
    ticket: TicketNumber
    service: str
    name: Text
    state: VisitState
    at: datetime
    language: Language
    steps: tuple[TicketStep, ...]
    people: int = 1
    outcomes: tuple[ShortOutcome, ...] = ()
    """Of those of its people of whom something else came than all that they came for."""
    step: str | None = None
    counter: str | None = None
    """Where it is called or served."""
    ahead: Ahead | None = None
    """Who is called before it, while it waits."""
    why: Text | None = None
    """The same in words: "3 di depan: 2 lebih dulu, 1 prioritas"."""
    promise: ShownPromise | None = None
    """What is promised, of a visit that has no case yet."""
    due_if_now: date | None = None
    """When that falls due if the event that it counts from happens now."""
    cases: tuple[CaseShown, ...] = ()
    """What it opened, goes on with or collects, and by when that is promised."""
