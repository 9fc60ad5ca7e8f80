"""The counter document: what the terminal of one counter shows, and from which it knows what may be done next."""

from datetime import datetime
from typing import Literal

from attrs import frozen

from kiosk.text.language import Language, Text
from kiosk.wire.board import CounterState, TicketNumber
from kiosk.wire.case import ApplicantOutcome, CounterCase
from kiosk.wire.command.counter import ParkReason
from kiosk.wire.command.visit import DelayReason

VisitState = Literal["waiting", "called", "serving", "parked", "absent", "ended"]


@frozen
class CounterStep:
    """A step of the visit and how far it is."""

    id: str
    done_at: datetime | None = None
    here: bool = False
    """This counter does the step."""
    seconds: int | None = None
    """What the step took, once it is done at a counter."""


@frozen
class CounterVisit:
    id: str
    revision: int
    ticket: TicketNumber
    state: VisitState
    service: str
    sop: str
    people: int
    language: Language
    priority: bool
    issued_at: datetime
    called_at: datetime | None
    started_at: datetime | None
    waited: int
    """Seconds waited on this leg: from entering waiting to the last call."""
    served: int
    """Seconds served on this leg up to the document's `at`; 0 before the start."""
    calls: int
    """How often it was called on this leg."""
    recall_at: datetime | None
    """When it may be called again; none where it may not."""
    no_show_at: datetime | None
    """When it may be marked absent; none where it may not."""
    steps: tuple[CounterStep, ...]
    step: str | None
    """Id of the step it is at; none when all are done."""
    notes: tuple[DelayReason, ...] = ()
    """Why it takes longer, as noted."""
    confirmed_at: datetime | None = None
    """When somebody last said that it is still being served."""
    cases: tuple[CounterCase, ...] = ()
    """Those it opened, goes on with or collects."""
    settled: tuple[ApplicantOutcome, ...] = ()
    """What came of people already, whose file was not accepted."""


@frozen
class WaitingVisit:
    """One visit of the line before this counter, and why it stands where it stands."""

    visit: str
    revision: int
    ticket: TicketNumber
    service: str
    people: int
    language: Language
    priority: bool
    waited: int
    """Seconds."""
    why: Text


@frozen
class AbsentVisit:
    """A visit that did not come when it was called here."""

    visit: str
    revision: int
    ticket: TicketNumber
    service: str
    since: datetime


@frozen
class ParkedVisit:
    """A visit that steps aside and comes back to this counter."""

    visit: str
    revision: int
    ticket: TicketNumber
    service: str
    since: datetime
    reason: ParkReason


@frozen
class UndoableCommand:
    """The counter's last command, while it can be undone."""

    kind: str
    """Kind of its first event: "called", "step-done"."""
    ticket: TicketNumber | None
    until: datetime


@frozen
class CounterDocument:
    """The counter document. `revision` is that of the counter: commands to it give it as `expect`."""

    id: str
    revision: int
    version: int
    at: datetime
    name: Text
    state: CounterState
    who: str | None
    """Who is signed on."""
    visit: CounterVisit | None
    line: tuple[WaitingVisit, ...]
    """The first few whom this counter would call, in that order."""
    line_length: int
    """How many wait for this counter in all."""
    elsewhere: int
    """How many wait for other counters only."""
    absent: tuple[AbsentVisit, ...]
    parked: tuple[ParkedVisit, ...] = ()
    returned: tuple[WaitingVisit, ...] = ()
    """Whom this counter put back into the line just now: passed over for a while, unless the clerk chooses them."""
    undo: UndoableCommand | None = None
