"""The fold: every state is made of events by `fold`."""

import datetime as dt
from collections.abc import Iterator
from functools import reduce

from attrs import evolve

from kiosk.visit.case import Case
from kiosk.visit.event.case import CaseAttached, CaseBody, CaseOpened
from kiosk.visit.event.envelope import Event
from kiosk.visit.event.office import (
    CounterSet,
    DayEnded,
    DayOpened,
    NoticePut,
    NoticeTaken,
    SignedOff,
    SignedOn,
    SopApproved,
    SopWithdrawn,
    TicketsAllowed,
    TicketsStopped,
    Undone,
)
from kiosk.visit.event.visit import Called, Issued, StepDone, StepUndone, VisitBody
from kiosk.visit.fold.case import (
    apply_to_case,
    attach_case,
    complete_case_step,
    open_case,
    reopen_case_step,
    restore_case,
)
from kiosk.visit.fold.visit import apply_to_visit, new_visit
from kiosk.visit.state import CounterNow, StaffSession, State, UndoSnapshot, Visit, WithdrawnCall
from kiosk.wire.board import Notice


def fold(state: State, event: Event) -> State:
    """Return the state after *event*.

    Raises:
        ValueError: when the event is not the next one, or concerns something unknown.
    """
    if event.version != state.version + 1:
        raise ValueError(f"event {event.version} does not follow {state.version}")
    after = evolve(state, version=event.version, last=event.moment)
    if isinstance(event.body, CaseBody):
        changed = apply_to_case(_case(state, event.body.case, event), event.body, event.moment.at)
        return _with_snapshot(state, _with_case(after, changed, event), event, None)
    match event.body:
        case DayOpened(day):
            return evolve(after, date=day, people={})
        case DayEnded(day) as body:
            return State(
                version=event.version,
                reset=event.version,
                last=event.moment,
                last_call=body.last_call,
                ended=day,
                cases=state.cases.next_day(),
                notices=body.notices,
            )
        case TicketsStopped(reason):
            return evolve(after, stopped=reason)
        case TicketsAllowed():
            return evolve(after, stopped=None)
        case SopApproved() | SopWithdrawn():
            return evolve(after, standards=event.version)
        case Issued() as body:
            return _with_visit(after, new_visit(body, event))
        case CounterSet(counter_state):
            counter = evolve(_counter_of(after, event), state=counter_state, revision=event.version)
            return _with_snapshot(state, _with_counter(after, counter), event, None)
        case SignedOn(person, terminal):
            place = StaffSession(terminal, event.counter, event.moment)
            return _with_session_changed(evolve(after, people={**after.people, person: place}), place, event)
        case SignedOff(person) as body:
            left = {code: place for code, place in after.people.items() if code != person}
            return _with_session_changed(evolve(after, people=left), state.people[person], event, body.closed)
        case Undone():
            return _undo(after, event)
        case NoticePut(notice):
            return evolve(after, notices=(*state.notices, evolve(notice, id=event.version)))
        case NoticeTaken(taken):
            return evolve(after, notices=_notices_without(state, taken, event))
        case body:
            return _with_snapshot(
                state, _with_cases(_with_visit_event(after, body, event), body, event), event, body.visit
            )


def fold_all(state: State, events: tuple[Event, ...]) -> State:
    return reduce(fold, events, state)


def _with_visit_event(state: State, body: VisitBody, event: Event) -> State:
    """Apply an event to its visit, and to the counters that held it before and hold it after."""
    if body.visit not in state.visits:
        raise ValueError(f"event {event.version} happened to the unknown visit {body.visit!r}")
    before = state.visits[body.visit]
    after = evolve(apply_to_visit(before, body, event), revision=event.version)
    state = _with_visit(state, after)
    for counter_id in {before.counter, after.counter} - {None}:
        now = evolve(state.counter(str(counter_id)), revision=event.version, visit=None)
        if counter_id == after.counter:
            now = evolve(now, visit=after.id)
        if isinstance(body, Called):
            now = evolve(now, last_called=event.version)
        state = _with_counter(state, now)
    return evolve(state, last_call=body.call) if isinstance(body, Called) else state


def _with_cases(state: State, body: VisitBody, event: Event) -> State:
    """Apply an event of a visit to its cases."""
    at, visit = event.moment.at, state.visits[body.visit]
    match body:
        case CaseOpened():
            return _with_case(state, open_case(body, _step_times(visit), at, event.version), event)
        case CaseAttached():
            case = _case(state, body.case, event)
            return _with_case(state, attach_case(case, body, _step_times(visit), at), event)
        case StepDone(_, step):
            changed = [complete_case_step(c, step, at) for c in _cases_with(state, visit, step) if _applies_to(c, step)]
        case StepUndone(_, step):
            changed = [reopen_case_step(case, step) for case in _cases_with(state, visit, step)]
        case _:
            return state
    return reduce(lambda known, case: _with_case(known, case, event), changed, state)


def _step_times(visit: Visit) -> dict[str, dt.datetime]:
    return {step: done.moment.at for step, done in visit.done.items()}


def _cases_with(state: State, visit: Visit, step: str) -> Iterator[Case]:
    """Return the open cases of *visit* that have *step*."""
    cases = (state.cases[each.code] for each in visit.cases)
    return (c for c in cases if not c.closed and (c.service == visit.service or step in c.plan.collection))


def _applies_to(case: Case, step: str) -> bool:
    """Whether the step applies: only what is ready is handed over."""
    return case.ready is not None or step not in case.plan.collection


def _case(state: State, code: str, event: Event) -> Case:
    if code not in state.cases:
        raise ValueError(f"event {event.version} happened to the unknown case {code!r}")
    return state.cases[code]


def _with_case(state: State, case: Case, event: Event) -> State:
    return evolve(state, cases=state.cases.with_case(evolve(case, revision=event.version)))


def _with_snapshot(state: State, after: State, event: Event, visit: str | None) -> State:
    """Return *after* with a snapshot for undo of what the command's first event found in *state*."""
    if event.counter is None:
        return after
    known = state.before.get(event.counter)
    if known is None or known.command != event.command:
        found = state.visits.get(visit) if visit else None
        counter = state.counter(event.counter)
        known = UndoSnapshot(event.command, event.version, event.moment, event.body.kind, counter, found)
    if after.cases is not state.cases:
        now = after.cases.changed.items()
        changed = {code: state.cases.get(code) for code, case in now if case.revision == event.version}
        known = evolve(known, cases={**changed, **known.cases})
    return evolve(after, before={**state.before, event.counter: evolve(known, last=event.version)})


def _undo(state: State, event: Event) -> State:
    before = state.before[_counter_of(state, event).id]
    left = {counter: b for counter, b in state.before.items() if counter != event.counter}
    state = evolve(_with_counter(state, evolve(before.counter, revision=event.version)), before=left)
    for code, case in before.cases.items():
        now_case = restore_case(state.cases[code], case, event.moment.at, event.version)
        state = evolve(state, cases=state.cases.with_case(now_case))
    if before.visit is None:
        return state
    now = state.visits[before.visit.id]
    if now.counter not in (None, event.counter):
        # The desk refuses this; should a log hold it, the other counter loses the visit as well.
        state = _with_counter(state, evolve(state.counter(now.counter), visit=None, revision=event.version))
    state = _with_visit(state, evolve(before.visit, revision=event.version))
    newly_called = now.leg.calls and len(now.leg.calls) == 1 and now.state == "called"
    return evolve(state, withdrawn=(*state.withdrawn, WithdrawnCall(now.id, now.leg))) if newly_called else state


def _notices_without(state: State, taken: int, event: Event) -> tuple[Notice, ...]:
    left = tuple(notice for notice in state.notices if notice.id != taken)
    if len(left) == len(state.notices):
        raise ValueError(f"event {event.version} took the unknown notice {taken}")
    return left


def _with_session_changed(state: State, place: StaffSession, event: Event, closed: bool = False) -> State:
    """Renew the revision of the counter at which somebody signed on or off."""
    if place.counter is None:
        return state
    counter = evolve(state.counter(place.counter), revision=event.version)
    return _with_counter(state, evolve(counter, state="closed") if closed else counter)


def _with_visit(state: State, visit: Visit) -> State:
    return evolve(state, visits={**state.visits, visit.id: visit})


def _counter_of(state: State, event: Event) -> CounterNow:
    if event.counter is None:
        raise ValueError(f"event {event.version} happened at no counter")
    return state.counter(event.counter)


def _with_counter(state: State, counter: CounterNow) -> State:
    return evolve(state, touched={**state.touched, counter.id: counter})
