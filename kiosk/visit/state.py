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
from kiosk.visit import case_event as ce
from kiosk.visit import event as e
from kiosk.visit.case import Case, Cases
from kiosk.visit.case_fold import attached, case_after, opened, step_done, step_undone, undone
from kiosk.visit.seat import Seat
from kiosk.visit.standard import SopApproved, SopWithdrawn
from kiosk.wire.board import CounterState
from kiosk.wire.case import ApplicantOutcome, Outcome
from kiosk.wire.command import DelayReason, ParkReason, StopReason
from kiosk.wire.counter import VisitState

LegEnd = Literal["done", "parked", "withdrawn", "no-show"]


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
    ended: Moment | None = None
    parked: ParkReason | None = None
    """Why the person stepped aside, of a leg that ended so."""

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
    issued: Moment
    revision: int
    """Version of the last event that changed it."""
    state: VisitState
    legs: tuple[Leg, ...]
    done: Mapping[str, Done]
    in_front: bool = False
    """It was parked and came back: it goes before everybody."""
    passed_over: PassedOver | None = None
    notes: tuple[DelayReason, ...] = ()
    confirmed: Moment | None = None
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
class Place:
    """Where somebody of the staff is signed on."""

    terminal: str
    counter: str | None
    moment: Moment


@frozen
class Before:
    """The last command at a counter, and what it changed as that was before: undo puts it back."""

    command: int
    """Version of its first event."""
    last: int
    """Version of its last event."""
    moment: Moment
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
    last: Moment | None = None
    """When the last event happened."""
    last_call: int = 0
    """Number of the last call within the epoch."""
    visits: Mapping[str, Visit] = field(factory=dict)
    touched: Mapping[str, CounterNow] = field(factory=dict)
    """Counters that something happened at today."""
    people: Mapping[str, Place] = field(factory=dict)
    """Who is signed on, and where: each at one place."""
    before: Mapping[str, Before] = field(factory=dict)
    """The last command of each counter that can still be undone."""
    withdrawn: tuple[WithdrawnCall, ...] = ()
    """Calls undone today."""
    stopped: StopReason | None = None
    """Why no more numbers are given out today."""
    standards: int = 0
    """Version of the last act of today on a standard; what it was is asked of the store, not kept here."""
    ended: dt.date | None = None
    """The service date that was ended last: it is not opened again."""
    cases: Cases = field(factory=Cases)
    """Those that something can still come of, and those closed since the last day end."""

    def counter(self, counter_id: str) -> CounterNow:
        """The counter, closed as long as nobody opened it today."""
        return self.touched.get(counter_id) or CounterNow(counter_id, self.reset)

    def person_at(self, seat: Seat) -> str | None:
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


def _is_at(place: Place, seat: Seat) -> bool:
    if seat.counter is not None:
        return place.counter == seat.counter
    return place.counter is None and place.terminal == seat.terminal


def fold(state: State, event: e.Event) -> State:
    """The state after *event*.

    Raises:
        ValueError: when the event is not the next one, or happened to nothing.
    """
    if event.version != state.version + 1:
        raise ValueError(f"event {event.version} does not follow {state.version}")
    after = evolve(state, version=event.version, last=event.moment)
    if isinstance(event.body, ce.CaseBody):
        changed = case_after(_case(state, event.body.case, event), event.body, event.moment.at)
        return _remembering(state, _with_case(after, changed, event), event, None)
    match event.body:
        case e.DayOpened(day):
            return evolve(after, date=day, people={})
        case e.DayEnded(day) as body:
            cases = state.cases.next_day()
            return State(event.version, None, event.version, event.moment, body.last_call, ended=day, cases=cases)
        case e.TicketsStopped(reason):
            return evolve(after, stopped=reason)
        case e.TicketsAllowed():
            return evolve(after, stopped=None)
        case SopApproved() | SopWithdrawn():
            return evolve(after, standards=event.version)
        case e.Issued() as body:
            return _with_visit(after, _issued(body, event))
        case e.CounterSet(counter_state):
            counter = evolve(_here(after, event), state=counter_state, revision=event.version)
            return _remembering(state, _with_counter(after, counter), event, None)
        case e.SignedOn(person, terminal):
            place = Place(terminal, event.counter, event.moment)
            return _changed_hands(evolve(after, people={**after.people, person: place}), place, event)
        case e.SignedOff(person) as body:
            left = {code: place for code, place in after.people.items() if code != person}
            return _changed_hands(evolve(after, people=left), state.people[person], event, body.closed)
        case e.Undone():
            return _undone(after, event)
        case body:
            return _remembering(state, _with_cases(_visited(after, body, event), body, event), event, body.visit)


def fold_all(state: State, events: tuple[e.Event, ...]) -> State:
    """The state after all of *events*."""
    return reduce(fold, events, state)


def _issued(body: e.Issued, event: e.Event) -> Visit:
    done = {step: Done(event.moment, None, 0) for step in body.done}
    first = next((step for step in body.steps if step not in done), None)
    return Visit(
        id=body.visit,
        ticket=body.ticket,
        series=body.queue,
        number=body.number,
        queue=body.queue,
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
            return evolve(_with_leg(visit, evolve(visit.leg, started=event.moment)), state="serving")
        case e.StepDone(_, step):
            done = Done(event.moment, visit.counter, len(visit.legs) - 1)
            return evolve(visit, done={**visit.done, step: done})
        case e.StepUndone(_, step):
            return evolve(visit, done={name: done for name, done in visit.done.items() if name != step})
        case e.NextLeg():
            return _waiting(visit, "done", event)
        case e.Returned():
            passed = PassedOver(visit.counter or "", event.moment, event.version)
            return evolve(_waiting(visit, "withdrawn", event), passed_over=passed)
        case e.Transferred():
            return _waiting(_transferred(visit, body, event), "done", event)
        case e.Parked(_, reason):
            left = _leave(visit, "parked", event)
            return evolve(_with_leg(left, evolve(left.leg, parked=reason)), state="parked")
        case e.Resumed():
            return evolve(_waiting(visit, "parked", event), in_front=True)
        case e.NoShow():
            return evolve(_leave(visit, "no-show", event), state="absent")
        case e.Restored():
            return evolve(_waiting(visit, "no-show", event), order_at=body.order_at)
        case e.Finished():
            ended = evolve(_leave(visit, "done", event), state="ended", outcome=body.outcome)
            return evolve(ended, missing=body.missing, inaccurate=body.inaccurate)
        case e.Cancelled():
            return evolve(_leave(visit, "withdrawn", event) if visit.counter else visit, state="ended")
        case e.StillServed():
            return evolve(visit, confirmed=event.moment)
        case e.Noted(_, delay):
            return evolve(visit, notes=(*visit.notes, delay))
        case e.Reprinted():
            return visit
        case ce.CaseOpened():
            return evolve(visit, cases=(*visit.cases, VisitCase(body.case, body.applicant)))
        case ce.CaseAttached():
            return _brought(visit, body, event)
        case ce.ApplicantSettled():
            settled = ApplicantOutcome(body.applicant, body.outcome, body.missing)
            return evolve(visit, settled=(*visit.settled, settled))


def _brought(visit: Visit, body: ce.CaseAttached, event: e.Event) -> Visit:
    """The visit with a case whose receipt it brought: what is to be done for it alone is to be done again."""
    done = {step: done for step, done in visit.done.items() if step not in body.steps}
    done |= {step: Done(event.moment, None, len(visit.legs) - 1) for step in body.done if step not in done}
    steps = (*visit.steps, *(step for step in body.steps if step not in visit.steps))
    return evolve(visit, steps=steps, done=done, cases=(*visit.cases, VisitCase(body.case, body.applicant)))


def _with_cases(state: State, body: e.VisitBody, event: e.Event) -> State:
    """Apply what happened to a visit to its cases."""
    at, visit = event.moment.at, state.visits[body.visit]
    match body:
        case ce.CaseOpened():
            return _with_case(state, opened(body, _times(visit), at, event.version), event)
        case ce.CaseAttached():
            case = _case(state, body.case, event)
            return _with_case(state, attached(case, body, _times(visit), at), event)
        case e.StepDone(_, step):
            changed = [step_done(case, step, at) for case in _cases_with(state, visit, step)]
        case e.StepUndone(_, step):
            changed = [step_undone(case, step) for case in _cases_with(state, visit, step)]
        case _:
            return state
    return reduce(lambda known, case: _with_case(known, case, event), changed, state)


def _times(visit: Visit) -> dict[str, dt.datetime]:
    return {step: done.moment.at for step, done in visit.done.items()}


def _cases_with(state: State, visit: Visit, step: str) -> Iterator[Case]:
    """The cases of *visit* that *step* is a step of."""
    cases = (state.cases[each.code] for each in visit.cases)
    return (c for c in cases if not c.closed and (c.service == visit.service or step in c.plan.collection))


def _case(state: State, code: str, event: e.Event) -> Case:
    if code not in state.cases:
        raise ValueError(f"event {event.version} happened to the unknown case {code!r}")
    return state.cases[code]


def _with_case(state: State, case: Case, event: e.Event) -> State:
    return evolve(state, cases=state.cases.with_case(evolve(case, revision=event.version)))


def _called(visit: Visit, body: e.Called, event: e.Event) -> Visit:
    again = body.how == "recall"
    if body.how == "resumed":
        visit = _waiting(visit, "parked", event)
    leg = evolve(
        visit.leg,
        counter=body.counter,
        calls=(*visit.leg.calls, event.moment),
        call=body.call,
        in_turn=visit.leg.in_turn if again else body.how == "next",
    )
    return evolve(visit, state="called", legs=(*visit.legs[:-1], leg), in_front=False, passed_over=None)


def _transferred(visit: Visit, body: e.Transferred, event: e.Event) -> Visit:
    done = {step: Done(event.moment, None, len(visit.legs) - 1) for step in body.done}
    new = evolve(visit, service=body.service, sop=body.sop, queue=body.queue)
    return evolve(new, steps=body.steps, done=done)


def _with_leg(visit: Visit, leg: Leg) -> Visit:
    return evolve(visit, legs=(*visit.legs[:-1], leg))


def _leave(visit: Visit, end: LegEnd, event: e.Event) -> Visit:
    """The present leg ended, unless it had."""
    return visit if visit.leg.end else _with_leg(visit, evolve(visit.leg, end=end, ended=event.moment))


def _waiting(visit: Visit, end: LegEnd, event: e.Event) -> Visit:
    """The present leg ended and the next begun."""
    left = _leave(visit, end, event)
    return evolve(left, state="waiting", legs=(*left.legs, Leg(event.moment, left.step)))


def _remembering(state: State, after: State, event: e.Event, visit: str | None) -> State:
    """*after*, with what the command's first event found in *state* kept for undo."""
    if event.counter is None:
        return after
    known = state.before.get(event.counter)
    if known is None or known.command != event.command:
        found = state.visits.get(visit) if visit else None
        counter = state.counter(event.counter)
        known = Before(event.command, event.version, event.moment, event.body.kind, counter, found)
    if after.cases is not state.cases:
        now = after.cases.changed.items()
        changed = {code: state.cases.get(code) for code, case in now if case.revision == event.version}
        known = evolve(known, cases={**changed, **known.cases})
    return evolve(after, before={**state.before, event.counter: evolve(known, last=event.version)})


def _undone(state: State, event: e.Event) -> State:
    before = state.before[_here(state, event).id]
    left = {counter: b for counter, b in state.before.items() if counter != event.counter}
    state = evolve(_with_counter(state, evolve(before.counter, revision=event.version)), before=left)
    for code, case in before.cases.items():
        now_case = undone(state.cases[code], case, event.moment.at, event.version)
        state = evolve(state, cases=state.cases.with_case(now_case))
    if before.visit is None:
        return state
    now = state.visits[before.visit.id]
    state = _with_visit(state, evolve(before.visit, revision=event.version))
    newly_called = now.leg.calls and len(now.leg.calls) == 1 and now.state == "called"
    return evolve(state, withdrawn=(*state.withdrawn, WithdrawnCall(now.id, now.leg))) if newly_called else state


def _changed_hands(state: State, place: Place, event: e.Event, closed: bool = False) -> State:
    """Somebody came to a place or left it: what its counter's terminal saw before is no longer so."""
    if place.counter is None:
        return state
    counter = evolve(state.counter(place.counter), revision=event.version)
    return _with_counter(state, evolve(counter, state="closed") if closed else counter)


def _with_visit(state: State, visit: Visit) -> State:
    return evolve(state, visits={**state.visits, visit.id: visit})


def _here(state: State, event: e.Event) -> CounterNow:
    if event.counter is None:
        raise ValueError(f"event {event.version} happened at no counter")
    return state.counter(event.counter)


def _with_counter(state: State, counter: CounterNow) -> State:
    return evolve(state, touched={**state.touched, counter.id: counter})
