"""The fold of a case: how each event changes it."""

from collections.abc import Callable
from datetime import datetime

from attrs import evolve

from kiosk.text.language import Text
from kiosk.visit.case import Case, CaseClosure, CaseHold, PreviousService
from kiosk.visit.event.case import (
    CaseAttached,
    CaseBody,
    CaseHeld,
    CaseNotReady,
    CaseOpened,
    CaseReady,
    CaseReleased,
    CaseReturned,
    CaseVoided,
    MilestoneReached,
    PromiseMade,
    PromiseMoved,
)
from kiosk.wire.case import Promised


def open_case(body: CaseOpened, done: dict[str, datetime], at: datetime, version: int) -> Case:
    """Return the case opened on a visit of which these steps are *done*."""
    return Case(
        code=body.case,
        visit=body.visit,
        service=body.service,
        sop=body.sop,
        plan=body.plan,
        language=body.language,
        opened=at,
        revision=version,
        done=done,
    )


def attach_case(case: Case, body: CaseAttached, done: dict[str, datetime], at: datetime) -> Case:
    """Return *case* as it goes on in a further visit, of which these steps are *done*.

    Where it changes service, the promises of the earlier one are kept: the applicant is here.
    """
    if body.plan is None or body.service is None or body.sop is None:
        return case
    return evolve(
        case,
        service=body.service,
        sop=body.sop,
        plan=body.plan,
        done=done,
        promised=tuple(evolve(p, kept=p.kept or at) for p in case.promised),
        ready=None,
        held=None,
        earlier=(*case.earlier, PreviousService(case.service, case.due, case.ready or at))
        if case.due
        else case.earlier,
    )


def complete_case_step(case: Case, step: str, at: datetime) -> Case:
    """Return *case* with *step* done, on a visit or between visits; a step done before keeps its time."""
    return _keep_promises_to(evolve(case, done={step: at, **case.done}), (step,), at)


def reopen_case_step(case: Case, step: str) -> Case:
    """Return *case* with *step* not done: promises from it are dropped, promises to it are no longer kept."""
    left = tuple(
        evolve(p, kept=None) if p.promise.to_step == step else p for p in case.promised if p.promise.from_step != step
    )
    return evolve(case, done={name: at for name, at in case.done.items() if name != step}, promised=left)


def restore_case(case: Case, earlier: Case | None, at: datetime, version: int) -> Case:
    """Return *case* after undo: as it was before, or void where the undone command opened it.

    A receipt that may have been printed stays known.
    """
    if earlier is None:
        return evolve(case, closed=CaseClosure("void", "undone", at), revision=version)
    return evolve(earlier, revision=version)


def apply_to_case(case: Case, body: CaseBody, at: datetime) -> Case:
    """Return *case* after an event away from any visit."""
    match body:
        case PromiseMade():
            return evolve(case, promised=(*case.promised, Promised(body.promise, body.since, body.due)))
        case PromiseMoved():
            return _each_promise(
                case, lambda p: evolve(p, due=body.due, moved=Text(body.stop)) if _moves(p, body) else p
            )
        case MilestoneReached(_, step):
            return complete_case_step(case, step, at)
        case CaseHeld():
            return evolve(case, held=CaseHold(body.reason, body.stop, at))
        case CaseReleased():
            return evolve(case, held=None)
        case CaseReady():
            return _keep_promises_to(evolve(case, ready=at), case.kept_by_ready, at)
        case CaseNotReady():
            return _each_promise(
                evolve(case, ready=None), lambda p: evolve(p, kept=None if p.kept == case.ready else p.kept)
            )
        case CaseReturned():
            return evolve(case, closed=CaseClosure("returned", body.reason, at, body.missing))
        case CaseVoided():
            return evolve(case, closed=CaseClosure("void", body.reason, at))


def _keep_promises_to(case: Case, steps: tuple[str, ...], at: datetime) -> Case:
    """Return *case* with the promises kept that end at one of *steps*."""
    return _each_promise(case, lambda p: evolve(p, kept=at) if p.kept is None and p.promise.to_step in steps else p)


def _each_promise(case: Case, change: Callable[[Promised], Promised]) -> Case:
    return evolve(case, promised=tuple(map(change, case.promised)))


def _moves(promised: Promised, body: PromiseMoved) -> bool:
    """Whether *body* moves that promise, which still runs."""
    ends = (promised.promise.from_step, promised.promise.to_step)
    return promised.kept is None and ends == (body.from_step, body.to_step)
