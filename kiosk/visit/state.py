"""The state of a service date, folded from its events; it holds nothing that can be derived.

A state is immutable: a command that fails to commit leaves it as it was, and undo restores an old value.
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
from kiosk.wire.command.office import StopReason
from kiosk.wire.command.visit import DelayReason
from kiosk.wire.counter import VisitState


@frozen
class Origin:
    """The terminal a command comes from, as far as the rules have to know it."""

    terminal: str
    counter: str | None = None
    """The counter that the terminal stands at."""
    staffed: bool = False
    """Somebody has to be signed on before anything is done here; nobody is at a ticket machine."""


LegEnd = Literal["done", "parked", "withdrawn", "no-show"]


@frozen
class Leg:
    """One wait-and-serve at one counter."""

    entered: Instant
    """The start of its wait."""
    step: str | None
    """The step that the visit waits for, or was first given here."""
    counter: str | None = None
    calls: tuple[Instant, ...] = ()
    call: int | None = None
    """Number of its last call."""
    in_turn: bool = False
    """Called by "call next", which counts for the priority share."""
    started: Instant | None = None
    end: LegEnd | None = None
    ended: Instant | None = None
    parked: ParkReason | None = None
    """Why the visit was parked, if the leg ended so."""

    @property
    def waiting_seconds(self) -> float:
        """From entering to the last call; 0 while it was not called."""
        return self.calls[-1].since(self.entered) if self.calls else 0.0


@frozen
class CompletedStep:
    moment: Instant
    counter: str | None
    leg: int


@frozen
class PassedOver:
    """The counter that returned a visit, and does not call it again at once."""

    counter: str
    moment: Instant
    version: int


@frozen
class VisitCase:
    """A case that a visit opened, continues or collects."""

    code: str
    applicant: int | None
    """Number of the applicant among the visit's people; None where the case is only collected."""


@frozen
class Visit:
    """One stay in the office under one number."""

    id: str
    ticket: str
    series: str
    """Letter of the number."""
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
    """Back from being parked, and called before everybody."""
    passed_over: PassedOver | None = None
    notes: tuple[DelayReason, ...] = ()
    confirmed: Instant | None = None
    """When a clerk last confirmed that the visit is still being served."""
    outcome: Outcome | None = None
    missing: tuple[str, ...] = ()
    inaccurate: bool = False
    cases: tuple[VisitCase, ...] = ()
    settled: tuple[ApplicantOutcome, ...] = ()
    """Outcomes of single people apart from the others."""

    @property
    def leg(self) -> Leg:
        return self.legs[-1]

    @property
    def step(self) -> str | None:
        return next((step for step in self.steps if step not in self.done), None)

    @property
    def counter(self) -> str | None:
        """The counter that has called the visit or serves it."""
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
    """Where a person of the staff is signed on, and since when."""

    terminal: str
    counter: str | None
    moment: Instant


@frozen
class UndoSnapshot:
    """The last command at a counter, and what it changed as that was before."""

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
    """By code; None for cases that the command opened."""


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
    """The open service date; None before the first command of a day and after day end."""
    reset: int = 0
    """Version of the last day end, at which all counters closed."""
    last: Instant | None = None
    """Time of the last event."""
    last_call: int = 0
    """Number of the last call of the epoch."""
    visits: Mapping[str, Visit] = field(factory=dict)
    touched: Mapping[str, CounterNow] = field(factory=dict)
    """Counters at which something happened today."""
    people: Mapping[str, StaffSession] = field(factory=dict)
    """The staff signed on, by code."""
    before: Mapping[str, UndoSnapshot] = field(factory=dict)
    """What undo would restore, by counter."""
    withdrawn: tuple[WithdrawnCall, ...] = ()
    stopped: StopReason | None = None
    """Why no more numbers are given out today."""
    notices: tuple[Notice, ...] = ()
    """Notices put up and not withdrawn, oldest first; some may have expired."""
    standards: int = 0
    """Version of today's last event on a standard; the standard itself is in the store."""
    ended: dt.date | None = None
    """The service date that ended last, and is not opened again."""
    cases: Cases = field(factory=Cases)
    """Open cases, and those closed since the last day end."""

    def counter(self, counter_id: str) -> CounterNow:
        """Return the counter, which is closed until somebody opens it."""
        return self.touched.get(counter_id) or CounterNow(counter_id, self.reset)

    def person_at(self, seat: Origin) -> str | None:
        """Return the person signed on at the counter, whichever its terminal, or else at the terminal."""
        if seat.counter is not None:
            return self.person_at_counter(seat.counter)
        at = (code for code, place in self.people.items() if place.counter is None and place.terminal == seat.terminal)
        return next(at, None)

    def person_at_counter(self, counter_id: str) -> str | None:
        return next((code for code, place in self.people.items() if place.counter == counter_id), None)

    def in_state(self, *states: VisitState) -> Iterator[Visit]:
        return (visit for visit in self.visits.values() if visit.state in states)

    def last_number(self, series: str) -> int:
        return max((visit.number for visit in self.visits.values() if visit.series == series), default=0)

    def by_code(self, code: str) -> Visit | None:
        return next((visit for visit in self.visits.values() if visit.code == code), None)
