"""Commands at a counter: opening and closing it, calling to it, and serving the visit it holds."""

from collections.abc import Sequence
from typing import Final

from kiosk.sop.pack import Assignments, Pack
from kiosk.text.language import counted, tr
from kiosk.time.instant import Instant
from kiosk.visit.desk.case import after_step, after_step_undone, decide_finish, decide_scan, decide_settle, decide_tick
from kiosk.visit.desk.guard import (
    Codes,
    RuleViolation,
    require_counter,
    require_empty,
    require_open_and_empty,
    require_state,
    require_visit,
    require_visit_at_hand,
)
from kiosk.visit.desk.undo import decide_undo
from kiosk.visit.desk.visit import decide_transfer
from kiosk.visit.dispatch import PASSED_OVER, assignments, line, waiting_for
from kiosk.visit.event.case import CaseAttached
from kiosk.visit.event.envelope import Body
from kiosk.visit.event.office import CounterSet
from kiosk.visit.event.visit import (
    Called,
    CallKind,
    NextLeg,
    NoShow,
    Parked,
    Returned,
    Started,
    StepDone,
    StepUndone,
    StillServed,
)
from kiosk.visit.state import CounterNow, State, Visit
from kiosk.wire.case import ApplicantOutcome
from kiosk.wire.command.counter import (
    AtCounterCommand,
    CallChosen,
    CallNext,
    Finish,
    MarkNoShow,
    MarkStepDone,
    MarkStepUndone,
    Park,
    Recall,
    Return,
    Scan,
    SetCounter,
    Settle,
    Start,
    StillServing,
    Tick,
    Transfer,
    Undo,
)

RECALLS: Final = 3
"""How often a called number may be called again on one leg."""

CALL_GAP: Final = 20
"""Seconds between two calls of a number, and from the last call to a no-show."""

_ALREADY: Final = {"open": tr("loket sudah buka"), "break": tr("loket sudah jeda"), "closed": tr("loket sudah tutup")}


def decide_at_counter(
    state: State, command: AtCounterCommand, now: Instant, pack: Pack, codes: Codes
) -> tuple[Body, ...]:
    """Return the events of a command to a counter; *codes* are for receipts."""
    counter = require_counter(state, pack, command.counter, command.expect)
    match command:
        case SetCounter():
            return _set_state(state, counter, command)
        case CallNext():
            require_open_and_empty(state, counter)
            return (_call(state, _next_visit(state, pack, counter, now), counter, "next"),)
        case CallChosen():
            require_open_and_empty(state, counter)
            return (_call(state, _chosen_visit(state, pack, counter, command.visit), counter, "chosen"),)
        case Undo():
            return decide_undo(state, counter, now)
        case Recall() | Start() | MarkNoShow():
            return _while_called(state, require_visit_at_hand(state, counter), counter, command, now)
        case _:
            return _while_served(state, require_visit_at_hand(state, counter), counter, command, now, pack, codes)


def _set_state(state: State, counter: CounterNow, command: SetCounter) -> tuple[Body, ...]:
    require_empty(state, counter)
    if command.state == counter.state:
        raise RuleViolation("counter-as-is", _ALREADY[counter.state], tr("tidak perlu apa-apa lagi"))
    return (CounterSet(command.state),)


def _call(state: State, visit: Visit, counter: CounterNow, how: CallKind) -> Called:
    return Called(visit.id, counter.id, state.last_call + 1, how)


def _next_visit(state: State, pack: Pack, counter: CounterNow, now: Instant) -> Visit:
    first = line(state, pack, counter.id, now, 1)
    if first:
        return first[0].visit
    held_back = next(waiting_for(state, assignments(pack, counter.id)), None)
    if held_back is None or held_back.passed_over is None:
        raise RuleViolation(
            "nobody-waits",
            tr("tidak ada yang menunggu untuk loket ini"),
            tr("tunggu nomor berikutnya, atau tutup loket"),
        )
    left = int((PASSED_OVER - now.since(held_back.passed_over.moment)) // 60) + 1
    raise RuleViolation(
        "just-returned",
        tr("{t} baru saja dikembalikan dari loket ini").format(t=held_back.ticket),
        tr("dipanggil lagi {n} menit lagi, atau pilih nomornya").format(n=left),
    )


def _chosen_visit(state: State, pack: Pack, counter: CounterNow, visit_id: str) -> Visit:
    visit = require_visit(state, visit_id)
    require_state(visit, "waiting")
    if (visit.service, visit.step or "") not in assignments(pack, counter.id):
        raise RuleViolation(
            "step-elsewhere",
            tr("{t} menunggu tahap di loket lain").format(t=visit.ticket),
            tr("pilih nomor dari daftar loket ini"),
        )
    return visit


def _while_called(
    state: State, visit: Visit, counter: CounterNow, command: Recall | Start | MarkNoShow, now: Instant
) -> tuple[Body, ...]:
    require_state(visit, "called")
    match command:
        case Start():
            return (Started(visit.id),)
        case Recall():
            if len(visit.leg.calls) > RECALLS:
                raise RuleViolation(
                    "recalled-enough",
                    tr("{t} sudah dipanggil ulang {n} kali").format(t=visit.ticket, n=RECALLS),
                    tr("catat tidak hadir"),
                )
            _require_call_gap(visit, now)
            return (_call(state, visit, counter, "recall"),)
        case MarkNoShow():
            _require_call_gap(visit, now)
            return (NoShow(visit.id),)


def _require_call_gap(visit: Visit, now: Instant) -> None:
    left = CALL_GAP - now.since(visit.leg.calls[-1])
    if left > 0:
        raise RuleViolation(
            "called-just-now",
            tr("{t} baru saja dipanggil").format(t=visit.ticket),
            counted("tunggu {n} detik lagi", int(left) + 1),
        )


def _while_served(
    state: State, visit: Visit, counter: CounterNow, command: AtCounterCommand, now: Instant, pack: Pack, codes: Codes
) -> tuple[Body, ...]:
    if isinstance(command, Return):
        require_state(visit, "called", "serving")
        return (Returned(visit.id, command.reason),)
    require_state(visit, "serving")
    match command:
        case MarkStepDone():
            tasks = _step_to_do(visit, command.step, counter, pack)
            cases = after_step(state, visit, command, now, pack, codes)
            return (StepDone(visit.id, command.step), *cases, *_next_leg(visit, (command.step,), tasks))
        case MarkStepUndone(step=step, reason=reason):
            _step_here(visit, step, counter, pack)
            if step not in visit.done:
                raise RuleViolation(
                    "step-not-done", tr("tahap itu belum selesai"), tr("tidak ada yang perlu dibatalkan")
                )
            return (StepUndone(visit.id, step, reason), *after_step_undone(state, visit, step, pack))
        case Park(reason=park_reason):
            return (Parked(visit.id, park_reason),)
        case Transfer():
            return decide_transfer(visit, command, pack)
        case StillServing():
            return (StillServed(visit.id),)
        case Finish():
            return decide_finish(state, visit, command, pack)
        case Scan():
            brought = decide_scan(state, visit, command, pack)
            done = [step for body in brought if isinstance(body, CaseAttached) for step in body.done]
            return (*brought, *_next_leg(visit, done, assignments(pack, counter.id)))
        case Settle(applicant=applicant, outcome=outcome, missing=missing):
            return tuple(decide_settle(state, visit, (ApplicantOutcome(applicant, outcome, missing),), pack))
        case Tick():
            return tuple(decide_tick(state, visit, command, now, pack))
        case _:
            raise AssertionError(f"{command.do} is decided elsewhere")


def _step_to_do(visit: Visit, step: str, counter: CounterNow, pack: Pack) -> Assignments:
    tasks = _step_here(visit, step, counter, pack)
    if step in visit.done:
        raise RuleViolation("step-already-done", tr("tahap itu sudah selesai"), tr("pilih tahap berikutnya"))
    return tasks


def _next_leg(visit: Visit, done: Sequence[str], tasks: Assignments) -> tuple[Body, ...]:
    """Begin the next leg if the step after those just *done* belongs to another counter."""
    following = next((s for s in visit.steps if s not in visit.done and s not in done), None)
    if following is None or (visit.service, following) in tasks:
        return ()
    return (NextLeg(visit.id),)


def _step_here(visit: Visit, step: str, counter: CounterNow, pack: Pack) -> Assignments:
    tasks = assignments(pack, counter.id)
    if step not in visit.steps:
        raise RuleViolation(
            "no-such-step",
            tr("{t} tidak memiliki tahap itu").format(t=visit.ticket),
            tr("lihat keadaan yang baru"),
            status=422,
        )
    if (visit.service, step) not in tasks:
        raise RuleViolation(
            "step-elsewhere",
            tr("tahap itu dikerjakan di loket lain"),
            tr("selesaikan tahap loket ini; nomor lalu menunggu lagi"),
        )
    return tasks
