"""The counter document, made of the state: all that one counter's terminal needs."""

from datetime import timedelta
from typing import Final

from kiosk.sop.pack import Assignments, Pack
from kiosk.text.language import Text, tr
from kiosk.time.instant import Instant
from kiosk.visit.desk.counter import CALL_GAP, RECALLS
from kiosk.visit.desk.guard import no_such_counter
from kiosk.visit.desk.undo import UNDO_SECONDS, undoable_command
from kiosk.visit.dispatch import assignments, line, passed_over, waiting_for
from kiosk.visit.show.status import counter_cases
from kiosk.visit.state import CounterNow, State, Visit
from kiosk.wire.counter import (
    AbsentVisit,
    CounterDocument,
    CounterStep,
    CounterVisit,
    ParkedVisit,
    UndoableCommand,
    WaitingVisit,
)

LINE: Final = 5
"""Visits of the line in a document."""

JUST_RETURNED: Final = tr("baru dikembalikan dari loket ini")
"""Why a visit is passed over."""


def counter_document(state: State, pack: Pack, counter_id: str, now: Instant) -> CounterDocument:
    """Return the document of a counter.

    Raises:
        RuleViolation: when the office has no such counter.
    """
    counter = pack.office.counter(counter_id)
    if counter is None:
        raise no_such_counter(counter_id)
    tasks = assignments(pack, counter_id)
    now_here = state.counter(counter_id)
    line_length = sum(1 for _ in waiting_for(state, tasks))
    return CounterDocument(
        id=counter.id,
        revision=now_here.revision,
        version=state.version,
        at=now.at,
        name=counter.name,
        state=now_here.state,
        who=state.person_at_counter(counter_id),
        visit=_visit(state, state.visits[now_here.visit], tasks, now) if now_here.visit else None,
        line=tuple(_waiting(p.visit, p.why, now) for p in line(state, pack, counter_id, now, LINE)),
        line_length=line_length,
        elsewhere=sum(1 for _ in state.in_state("waiting")) - line_length,
        absent=tuple(_absent(v) for v in state.in_state("absent") if v.leg.counter == counter_id),
        parked=tuple(_parked(v) for v in state.in_state("parked") if v.leg.counter == counter_id),
        returned=tuple(
            _waiting(v, JUST_RETURNED, now) for v in waiting_for(state, tasks) if passed_over(v, now_here, now)
        ),
        undo=_undo(state, now_here, now),
    )


def _visit(state: State, visit: Visit, tasks: Assignments, now: Instant) -> CounterVisit:
    leg = visit.leg
    again = leg.calls[-1].at + timedelta(seconds=CALL_GAP) if visit.state == "called" else None
    return CounterVisit(
        id=visit.id,
        revision=visit.revision,
        ticket=visit.ticket,
        state=visit.state,
        service=visit.service,
        sop=visit.sop,
        people=visit.people,
        language=visit.language,
        priority=visit.priority,
        issued_at=visit.issued.at,
        called_at=leg.calls[-1].at,
        started_at=leg.started.at if leg.started else None,
        waited=int(leg.waiting_seconds),
        served=int(now.since(leg.started)) if leg.started else 0,
        calls=len(leg.calls),
        recall_at=again if len(leg.calls) <= RECALLS else None,
        no_show_at=again,
        steps=tuple(_step(visit, step, tasks) for step in visit.steps),
        step=visit.step,
        notes=visit.notes,
        confirmed_at=visit.confirmed.at if visit.confirmed else None,
        cases=tuple(counter_cases(state, visit)),
        settled=visit.settled,
    )


def _step(visit: Visit, step: str, tasks: Assignments) -> CounterStep:
    done = visit.done.get(step)
    return CounterStep(
        id=step,
        done_at=done.moment.at if done else None,
        here=(visit.service, step) in tasks,
        seconds=_seconds(visit, step),
    )


def _seconds(visit: Visit, step: str) -> int | None:
    """Return what a step took: from the one completed before it on the same leg, else from the leg's start."""
    done = visit.done.get(step)
    if done is None or done.counter is None:
        return None
    mark = visit.legs[done.leg].started
    for other in visit.done.values():
        if other is done:
            break
        if other.leg == done.leg and other.counter is not None:
            mark = other.moment
    return int(done.moment.since(mark)) if mark else None


def _waiting(visit: Visit, why: Text, now: Instant) -> WaitingVisit:
    return WaitingVisit(
        visit=visit.id,
        revision=visit.revision,
        ticket=visit.ticket,
        service=visit.service,
        people=visit.people,
        language=visit.language,
        priority=visit.priority,
        waited=int(now.since(visit.leg.entered)),
        why=why,
    )


def _absent(visit: Visit) -> AbsentVisit:
    return AbsentVisit(visit.id, visit.revision, visit.ticket, visit.service, visit.leg.calls[-1].at)


def _parked(visit: Visit) -> ParkedVisit:
    since = visit.leg.ended or visit.leg.entered
    return ParkedVisit(visit.id, visit.revision, visit.ticket, visit.service, since.at, visit.leg.parked or "other")


def _undo(state: State, counter: CounterNow, now: Instant) -> UndoableCommand | None:
    before = undoable_command(state, counter, now)
    if before is None:
        return None
    ticket = before.visit.ticket if before.visit else None
    return UndoableCommand(before.kind, ticket, before.moment.at + timedelta(seconds=UNDO_SECONDS))
