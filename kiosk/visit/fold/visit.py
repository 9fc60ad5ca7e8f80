"""The fold of a visit: how each event changes it."""

from attrs import evolve

from kiosk.visit.event.case import ApplicantSettled, CaseAttached, CaseOpened
from kiosk.visit.event.envelope import Event
from kiosk.visit.event.visit import (
    Called,
    Cancelled,
    Finished,
    Issued,
    NextLeg,
    NoShow,
    Noted,
    Parked,
    Reprinted,
    Restored,
    Resumed,
    Returned,
    Started,
    StepDone,
    StepUndone,
    StillServed,
    Transferred,
    VisitBody,
)
from kiosk.visit.state import CompletedStep, Leg, LegEnd, PassedOver, Visit, VisitCase
from kiosk.wire.case import ApplicantOutcome


def new_visit(body: Issued, event: Event) -> Visit:
    """Return the visit that a number was given out for."""
    done = {step: CompletedStep(event.moment, None, 0) for step in body.done}
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


def apply_to_visit(visit: Visit, body: VisitBody, event: Event) -> Visit:
    """Return *visit* after one event."""
    match body:
        case Called():
            return _with_call(visit, body, event)
        case Started():
            return evolve(_with_leg(visit, evolve(visit.leg, started=event.moment)), state="serving")
        case StepDone(_, step):
            done = CompletedStep(event.moment, visit.counter, len(visit.legs) - 1)
            return evolve(visit, done={**visit.done, step: done})
        case StepUndone(_, step):
            return evolve(visit, done={name: done for name, done in visit.done.items() if name != step})
        case NextLeg():
            return _waiting(visit, "done", event)
        case Returned():
            passed = PassedOver(visit.counter or "", event.moment, event.version)
            return evolve(_waiting(visit, "withdrawn", event), passed_over=passed)
        case Transferred():
            return _waiting(_with_service(visit, body, event), "done", event)
        case Parked(_, reason):
            left = _leave(visit, "parked", event)
            return evolve(_with_leg(left, evolve(left.leg, parked=reason)), state="parked")
        case Resumed():
            return evolve(_waiting(visit, "parked", event), in_front=True)
        case NoShow():
            return evolve(_leave(visit, "no-show", event), state="absent")
        case Restored():
            return evolve(_waiting(visit, "no-show", event), order_at=body.order_at)
        case Finished():
            ended = evolve(_leave(visit, "done", event), state="ended", outcome=body.outcome)
            return evolve(ended, missing=body.missing, inaccurate=body.inaccurate)
        case Cancelled():
            return evolve(_leave(visit, "withdrawn", event) if visit.counter else visit, state="ended")
        case StillServed():
            return evolve(visit, confirmed=event.moment)
        case Noted(_, delay):
            return evolve(visit, notes=(*visit.notes, delay))
        case Reprinted():
            return visit
        case CaseOpened():
            return evolve(visit, cases=(*visit.cases, VisitCase(body.case, body.applicant)))
        case CaseAttached():
            return _with_case_attached(visit, body, event)
        case ApplicantSettled():
            settled = ApplicantOutcome(body.applicant, body.outcome, body.missing)
            return evolve(visit, settled=(*visit.settled, settled))


def _with_case_attached(visit: Visit, body: CaseAttached, event: Event) -> Visit:
    """Return *visit* with a case whose receipt it brought; steps for that case alone are to be done again."""
    done = {step: done for step, done in visit.done.items() if step not in body.steps}
    done |= {step: CompletedStep(event.moment, None, len(visit.legs) - 1) for step in body.done if step not in done}
    steps = (*visit.steps, *(step for step in body.steps if step not in visit.steps))
    return evolve(visit, steps=steps, done=done, cases=(*visit.cases, VisitCase(body.case, body.applicant)))


def _with_call(visit: Visit, body: Called, event: Event) -> Visit:
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


def _with_service(visit: Visit, body: Transferred, event: Event) -> Visit:
    done = {step: CompletedStep(event.moment, None, len(visit.legs) - 1) for step in body.done}
    new = evolve(visit, service=body.service, sop=body.sop, queue=body.queue)
    return evolve(new, steps=body.steps, done=done)


def _with_leg(visit: Visit, leg: Leg) -> Visit:
    return evolve(visit, legs=(*visit.legs[:-1], leg))


def _leave(visit: Visit, end: LegEnd, event: Event) -> Visit:
    """End the present leg, unless it has ended."""
    return visit if visit.leg.end else _with_leg(visit, evolve(visit.leg, end=end, ended=event.moment))


def _waiting(visit: Visit, end: LegEnd, event: Event) -> Visit:
    """End the present leg and begin the next."""
    left = _leave(visit, end, event)
    return evolve(left, state="waiting", legs=(*left.legs, Leg(event.moment, left.step)))
