"""Answers of the endpoint: to a command that was executed durably, to a search, and to a health check."""

from datetime import datetime
from typing import Literal

from attrs import frozen

from kiosk.wire.board import TicketNumber
from kiosk.wire.case import CaseShown, Outcome
from kiosk.wire.counter import CounterDocument, VisitState


@frozen
class IssuedTicket:
    """The answer to `POST /v1/tickets`."""

    visit: str
    ticket: str
    code: str
    """On the paper only: finds this ticket's status."""
    service: str
    queue: str
    ahead: int
    """How many wait before it."""
    version: int


@frozen
class CommandResult:
    """The answer to `POST /v1/commands`."""

    version: int
    counter: CounterDocument | None
    """The new document of the counter that it was about; none where it was about none."""
    cases: tuple[CaseShown, ...] = ()
    """The case that it was about, or those that it opened: their receipts are handed over now."""


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
class SearchResult:
    visits: tuple[FoundVisit, ...] = ()
    cases: tuple[CaseShown, ...] = ()


@frozen
class Health:
    """The endpoint's health, and how far its data are."""

    status: Literal["ok", "failed"]
    epoch: str
    version: int
