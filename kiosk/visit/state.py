"""The state of a service date, folded from its events; nothing in it that can be derived from the rest.

A state is immutable: a command that fails to commit leaves the old one as it was, and undo is an old value put back.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import field, frozen

from kiosk.text.language import Language
from kiosk.time.instant import Instant
from kiosk.visit.case import Case, Cases
from kiosk.wire.board import CounterState, Notice
from kiosk.wire.case import ApplicantOutcome, Outcome
from kiosk.wire.command.counter import ParkReason
from kiosk.wire.command.day import StopReason
from kiosk.wire.command.visit import DelayReason
from kiosk.wire.counter import VisitState


@frozen
class Origin:
    """A terminal, as far as the rules have to know it."""

    terminal: str
    counter: str | None = None
    """The counter that it stands at."""
    staffed: bool = False
    """Somebody has to be signed on at it before anything is done there; a ticket machine has nobody."""


LegEnd = Literal["done", "parked", "withdrawn", "no-show"]


@frozen
class Leg:
    """One wait-and-serve at one counter."""

    entered: Instant
    """From then it waited."""
    step: str | None
    """The step it waits for, or first did here."""
    counter: str | None = None
    calls: tuple[Instant, ...] = ()
    call: int | None = None
    """Number of its last call."""
    in_turn: bool = False
    """It was called by "call next": such calls count for the priority share."""
    started: Instant | None = None
    end: LegEnd | None = None
    ended: Instant | None = None
    parked: ParkReason | None = None
    """Why the person stepped aside, of a leg that ended so."""

    @property
    def waiting_seconds(self) -> float:
        """From entering to the last call; 0 while it was not called."""
        return self.calls[-1].since(self.entered) if self.calls else 0.0


@frozen
class CompletedStep:
    """A step that was completed."""

    moment: Instant
    counter: str | None
    leg: int


@frozen
class PassedOver:
    """A visit just returned is not called at that counter again at once."""

    counter: str
    moment: Instant
    version: int


@frozen
class VisitCase:
    """A case that a visit opened, goes on with or collects."""

    code: str
    applicant: int | None
    """Whose it is among the visit's people; none where it is only collected."""


@frozen
class Visit:
    """One stay in the office under one number."""

    id: str
    ticket: str
    series: str
    """Letter of its number."""
    number: int
    queue: str
    """Letter of the queue it waits in: its present service's, or the priority queue's."""
    code: str
    service: str
    sop: str
    steps: tuple[str, ...]
    people: int
    language: Language
    priority: bool
    slot: dt.datetime | None
    order_at: dt.datetime
    issued: Instant
    revision: int
    """Version of the last event that changed it."""
    state: VisitState
    legs: tuple[Leg, ...]
    done: Mapping[str, CompletedStep]
    in_front: bool = False
    """It was parked and came back: it goes before everybody."""
    passed_over: PassedOver | None = None
    notes: tuple[DelayReason, ...] = ()
    confirmed: Instant | None = None
    """When somebody last said that it is still being served."""
    outcome: Outcome | None = None
    missing: tuple[str, ...] = ()
    inaccurate: bool = False
    cases: tuple[VisitCase, ...] = ()
    settled: tuple[ApplicantOutcome, ...] = ()
    """What came of people of whom something else came than of the others."""

    @property
    def leg(self) -> Leg:
        """The present leg, or the last."""
        return self.legs[-1]

    @property
    def step(self) -> str | None:
        """The first step not done; none when all are."""
        return next((step for step in self.steps if step not in self.done), None)

    @property
    def counter(self) -> str | None:
        """The counter that holds it: while it is called or served there."""
        return self.leg.counter if self.state in ("called", "serving") else None


@frozen
class CounterNow:
    """A counter on this service date."""

    id: str
    revision: int
    """Version of the last event that changed it or the visit it holds."""
    state: CounterState = "closed"
    visit: str | None = None
    last_called: int = 0
    """Version of the last call made here."""


@frozen
class StaffSession:
    """Where somebody of the staff is signed on."""

    terminal: str
    counter: str | None
    moment: Instant


@frozen
class UndoSnapshot:
    """The last command at a counter, and what it changed as that was before: undo puts it back."""

    command: int
    """Version of its first event."""
    last: int
    """Version of its last event."""
    moment: Instant
    kind: str
    """Kind of its first event."""
    counter: CounterNow
    visit: Visit | None
    cases: Mapping[str, Case | None] = field(factory=dict)
    """None for those that it opened."""


@frozen
class WithdrawnCall:
    """A call that was undone after it may have been spoken."""

    visit: str
    leg: Leg


@frozen
class State:
    """An office's service date at one version."""

    version: int = 0
    date: dt.date | None = None
    """The open service date; none before the first command of a day and after day end."""
    reset: int = 0
    """Version of the last day end, which closed all counters."""
    last: Instant | None = None
    """When the last event happened."""
    last_call: int = 0
    """Number of the last call within the epoch."""
    visits: Mapping[str, Visit] = field(factory=dict)
    touched: Mapping[str, CounterNow] = field(factory=dict)
    """Counters that something happened at today."""
    people: Mapping[str, StaffSession] = field(factory=dict)
    """Who is signed on, and where: each at one place."""
    before: Mapping[str, UndoSnapshot] = field(factory=dict)
    """The last command of each counter that can still be undone."""
    withdrawn: tuple[WithdrawnCall, ...] = ()
    """Calls undone today."""
    stopped: StopReason | None = None
    """Why no more numbers are given out today."""
    notices: tuple[Notice, ...] = ()
    """Those put up and not taken back, in that order; one whose time is over may still be among them."""
    standards: int = 0
    """Version of the last act of today on a standard; what it was is asked of the store, not kept here."""
    ended: dt.date | None = None
    """The service date that was ended last: it is not opened again."""
    cases: Cases = field(factory=Cases)
    """Those that something can still come of, and those closed since the last day end."""

    def counter(self, counter_id: str) -> CounterNow:
        """The counter, closed as long as nobody opened it today."""
        return self.touched.get(counter_id) or CounterNow(counter_id, self.reset)

    def person_at(self, seat: Origin) -> str | None:
        """Who is signed on there: at the counter, whichever of its terminals, else at the terminal itself."""
        return next((code for code, place in self.people.items() if _is_at(place, seat)), None)

    def person_at_counter(self, counter_id: str) -> str | None:
        """Who is signed on at the counter."""
        return next((code for code, place in self.people.items() if place.counter == counter_id), None)

    def in_state(self, *states: VisitState) -> Iterator[Visit]:
        """Visits that are in one of *states*, in order of issue."""
        return (visit for visit in self.visits.values() if visit.state in states)

    def last_number(self, series: str) -> int:
        """The last number given out today under this letter."""
        return max((visit.number for visit in self.visits.values() if visit.series == series), default=0)

    def by_code(self, code: str) -> Visit | None:
        """Today's visit of that code."""
        return next((visit for visit in self.visits.values() if visit.code == code), None)


def _is_at(place: StaffSession, seat: Origin) -> bool:
    if seat.counter is not None:
        return place.counter == seat.counter
    return place.counter is None and place.terminal == seat.terminal
