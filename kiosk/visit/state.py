"""The state of a service date, folded from its events; nothing in it that can be derived from the rest.

A state is immutable: a command that fails to commit leaves the old one as it was, and undo is an old value put back.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Literal

from attrs import evolve, field, frozen

from kiosk.language import Language
from kiosk.moment import Moment
from kiosk.visit import event as e
from kiosk.wire.board import CounterState
from kiosk.wire.command import Outcome
from kiosk.wire.counter import VisitState

LegEnd = Literal["done", "withdrawn", "no-show"]


@frozen
class Leg:
    """One wait-and-serve at one counter."""

    entered: Moment
    """From then it waited."""
    step: str | None
    """The step it waits for, or first did here."""
    counter: str | None = None
    calls: tuple[Moment, ...] = ()
    call: int | None = None
    """Number of its last call."""
    in_turn: bool = False
    """It was called by "call next": such calls count for the priority share."""
    started: Moment | None = None
    end: LegEnd | None = None

    @property
    def waiting_seconds(self) -> float:
        """From entering to the last call; 0 while it was not called."""
        return self.calls[-1].since(self.entered) if self.calls else 0.0


@frozen
class Done:
    """A step that was completed."""

    moment: Moment
    counter: str | None
    leg: int


@frozen
class PassedOver:
    """A visit just returned is not called at that counter again at once."""

    counter: str
    moment: Moment
    version: int


@frozen
class Visit:
    """One stay in the office under one number."""

    id: str
    ticket: str
    queue: str
    number: int
    code: str
    service: str
    sop: str
    steps: tuple[str, ...]
    people: int
    language: Language
    priority: bool
    slot: dt.datetime | None
    order_at: dt.datetime
    issued: Moment
    revision: int
    """Version of the last event that changed it."""
    state: VisitState
    legs: tuple[Leg, ...]
    done: Mapping[str, Done]
    passed_over: PassedOver | None = None
    outcome: Outcome | None = None
    missing: tuple[str, ...] = ()
    inaccurate: bool = False

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
class State:
    """An office's service date at one version."""

    version: int = 0
    date: dt.date | None = None
    """The open service date; none before the first command of a day and after day end."""
    reset: int = 0
    """Version of the last day end, which closed all counters."""
    last: Moment | None = None
    """When the last event happened."""
    last_call: int = 0
    """Number of the last call within the epoch."""
    visits: Mapping[str, Visit] = field(factory=dict)
    touched: Mapping[str, CounterNow] = field(factory=dict)
    """Counters that something happened at today."""

    def counter(self, counter_id: str) -> CounterNow:
        """The counter, closed as long as nobody opened it today."""
        return self.touched.get(counter_id) or CounterNow(counter_id, self.reset)

    def in_state(self, *states: VisitState) -> Iterator[Visit]:
        """Visits that are in one of *states*, in order of issue."""
        return (visit for visit in self.visits.values() if visit.state in states)

    def last_number(self, queue: str) -> int:
        """The last number given out today under this letter."""
        return max((visit.number for visit in self.visits.values() if visit.queue == queue), default=0)

    def by_code(self, code: str) -> Visit | None:
        """Today's visit of that code."""
        return next((visit for visit in self.visits.values() if visit.code == code), None)


def fold(state: State, event: e.Event) -> State:
    """The state after *event*.

    Raises:
        ValueError: when the event is not the next one, or happened to nothing.
    """
    if event.version != state.version + 1:
        raise ValueError(f"event {event.version} does not follow {state.version}")
    state = evolve(state, version=event.version, last=event.moment)
    match event.body:
        case e.DayOpened(day):
            return evolve(state, date=day)
        case e.DayEnded() as body:
            return State(event.version, None, event.version, event.moment, body.last_call)
        case e.Issued() as body:
            return _with_visit(state, _issued(body, event))
        case e.CounterSet(counter_state):
            return _with_counter(state, evolve(_here(state, event), state=counter_state, revision=event.version))
        case body:
            return _visited(state, body, event)


def fold_all(state: State, events: tuple[e.Event, ...]) -> State:
    """The state after all of *events*."""
    return reduce(fold, events, state)


def _issued(body: e.Issued, event: e.Event) -> Visit:
    done = {step: Done(event.moment, event.counter, 0) for step in body.done}
    first = next((step for step in body.steps if step not in done), None)
    return Visit(
        id=body.visit,
        ticket=body.ticket,
        queue=body.queue,
        number=body.number,
        code=body.code,
        service=body.service,
        sop=body.sop,
        steps=body.steps,
        people=body.people,
        language=body.language,
        priority=body.priority,
        slot=body.slot,
        order_at=body.order_at,
        issued=event.moment,
        revision=event.version,
        state="waiting",
        legs=(Leg(event.moment, first),),
        done=done,
    )


def _visited(state: State, body: e.VisitBody, event: e.Event) -> State:
    """Apply what happened to one visit, and to the counter that holds it before or after."""
    if body.visit not in state.visits:
        raise ValueError(f"event {event.version} happened to the unknown visit {body.visit!r}")
    before = state.visits[body.visit]
    after = evolve(_after(before, body, event), revision=event.version)
    state = _with_visit(state, after)
    for counter_id in {before.counter, after.counter} - {None}:
        now = evolve(state.counter(str(counter_id)), revision=event.version, visit=None)
        if counter_id == after.counter:
            now = evolve(now, visit=after.id)
        if isinstance(body, e.Called):
            now = evolve(now, last_called=event.version)
        state = _with_counter(state, now)
    return evolve(state, last_call=body.call) if isinstance(body, e.Called) else state


def _after(visit: Visit, body: e.VisitBody, event: e.Event) -> Visit:
    match body:
        case e.Called():
            return _called(visit, body, event)
        case e.Started():
            return evolve(_on_leg(visit, started=event.moment), state="serving")
        case e.StepDone(_, step):
            done = Done(event.moment, event.counter, len(visit.legs) - 1)
            return evolve(visit, done={**visit.done, step: done})
        case e.StepUndone(_, step):
            return evolve(visit, done={name: done for name, done in visit.done.items() if name != step})
        case e.NextLeg():
            return _waiting(visit, "done", event)
        case e.Returned():
            passed = PassedOver(visit.counter or "", event.moment, event.version)
            return evolve(_waiting(visit, "withdrawn", event), passed_over=passed)
        case e.NoShow():
            return evolve(_on_leg(visit, end="no-show"), state="absent")
        case e.Restored():
            return evolve(_waiting(visit, "no-show", event), order_at=body.order_at)
        case e.Finished():
            ended = evolve(_on_leg(visit, end="done"), state="ended")
            return evolve(ended, outcome=body.outcome, missing=body.missing)
        case e.Cancelled():
            return evolve(_on_leg(visit, end="withdrawn") if visit.leg.calls else visit, state="ended")


def _called(visit: Visit, body: e.Called, event: e.Event) -> Visit:
    again = body.how == "recall"
    leg = evolve(
        visit.leg,
        counter=event.counter,
        calls=(*visit.leg.calls, event.moment),
        call=body.call,
        in_turn=visit.leg.in_turn if again else body.how == "next",
    )
    return evolve(visit, state="called", legs=(*visit.legs[:-1], leg), passed_over=None)


def _on_leg(visit: Visit, *, started: Moment | None = None, end: LegEnd | None = None) -> Visit:
    leg = evolve(visit.leg, started=started or visit.leg.started, end=end or visit.leg.end)
    return evolve(visit, legs=(*visit.legs[:-1], leg))


def _waiting(visit: Visit, end: LegEnd, event: e.Event) -> Visit:
    ended = _on_leg(visit, end=end)
    return evolve(ended, state="waiting", legs=(*ended.legs, Leg(event.moment, ended.step)))


def _with_visit(state: State, visit: Visit) -> State:
    return evolve(state, visits={**state.visits, visit.id: visit})


def _here(state: State, event: e.Event) -> CounterNow:
    if event.counter is None:
        raise ValueError(f"event {event.version} happened at no counter")
    return state.counter(event.counter)


def _with_counter(state: State, counter: CounterNow) -> State:
    return evolve(state, touched={**state.touched, counter.id: counter})
