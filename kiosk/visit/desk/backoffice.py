"""Commands on cases behind the counters: milestones, holds, ready, returned, void."""

from collections.abc import Iterator
from datetime import date

from kiosk.office.model import Office
from kiosk.sop.pack import Pack
from kiosk.text.language import dated, short_date, tr
from kiosk.time.instant import Instant
from kiosk.visit.case import Case
from kiosk.visit.desk.case import check_missing, promises_from
from kiosk.visit.desk.guard import RuleViolation, require_case, require_case_state
from kiosk.visit.event.case import (
    CaseHeld,
    CaseNotReady,
    CaseReady,
    CaseReleased,
    CaseReturned,
    CaseVoided,
    MilestoneReached,
    PromiseMoved,
)
from kiosk.visit.event.envelope import Body
from kiosk.visit.promise import postpone_due
from kiosk.visit.state import State
from kiosk.wire.command.case import (
    CaseCommand,
    Hold,
    Milestone,
    NotReady,
    Ready,
    ReadyAllDue,
    Release,
    ReturnCase,
    VoidCase,
)


def decide_case(state: State, command: CaseCommand, now: Instant, pack: Pack) -> Iterator[Body]:
    """Yield the events of a command on a case, or on all cases due on a day."""
    if isinstance(command, ReadyAllDue):
        for case in _all_due(state, command):
            yield CaseReady(case.code)
        return
    case = require_case(state, command.case)
    match command:
        case Milestone(step=step):
            yield from _milestone(case, step, now, pack.office)
        case Hold(reason=reason, stop=stop):
            require_case_state(case, "in-process")
            yield CaseHeld(case.code, reason, _known_stop(case, stop))
        case Release():
            require_case_state(case, "on-hold")
            yield from _release(case, now, pack.office)
        case Ready():
            require_case_state(case, "in-process", "on-hold")
            yield from _release(case, now, pack.office)
            yield CaseReady(case.code)
        case NotReady(reason=why):
            require_case_state(case, "ready")
            yield CaseNotReady(case.code, why)
        case ReturnCase(reason=because, missing=missing):
            require_case_state(case, "in-process", "on-hold")
            check_missing(case.service, case.sop, because, missing, pack)
            yield CaseReturned(case.code, because, missing)
        case VoidCase(reason=because):
            require_case_state(case, "in-process", "on-hold", "ready")
            yield CaseVoided(case.code, because)


def due_on(state: State, day: date) -> Iterator[Case]:
    """Return the cases in process that are due on *day*."""
    return (c for c in state.cases.values() if c.state == "in-process" and c.due is not None and c.due.day == day)


def _milestone(case: Case, step: str, now: Instant, office: Office) -> Iterator[Body]:
    require_case_state(case, "in-process", "on-hold")
    known = (*case.plan.applicant, *case.plan.back_office)
    if step not in known:
        raise RuleViolation(
            "no-such-milestone",
            tr("berkas {k} tidak memiliki tahap itu di luar loket").format(k=case.code),
            tr("yang ada: {k}").format(k=", ".join(known)),
            status=422,
        )
    if step in case.done:
        raise RuleViolation(
            "milestone-reached",
            tr("tahap itu sudah dicatat pada berkas {k}").format(k=case.code),
            tr("tidak perlu apa-apa lagi"),
        )
    yield MilestoneReached(case.code, step)
    yield from promises_from(case.code, case.plan, [(step, now.at)], office)


def _release(case: Case, now: Instant, office: Office) -> Iterator[Body]:
    """End the hold, if there is one, and postpone the promises whose clock it stopped."""
    held = case.held
    if held is None:
        return
    yield CaseReleased(case.code)
    for promised in case.promised:
        if held.stop is None or held.stop not in promised.promise.stops or promised.kept is not None:
            continue
        stopped = max(held.since, promised.since)
        due = postpone_due(promised.due, promised.promise.unit, stopped, now.at, office)
        if due != promised.due:
            ends = (promised.promise.from_step or "", promised.promise.to_step or "")
            yield PromiseMoved(case.code, *ends, due, held.stop)


def _known_stop(case: Case, stop: str | None) -> str | None:
    known = sorted({each for promise in case.plan.promises for each in promise.stops})
    if stop is not None and stop not in known:
        raise RuleViolation(
            "no-such-stop",
            tr("SOP berkas {k} tidak mengenal penghenti waktu itu").format(k=case.code),
            tr("yang ada: {k}").format(k=", ".join(known) or "-"),
            status=422,
        )
    return stop


def _all_due(state: State, command: ReadyAllDue) -> list[Case]:
    due = list(due_on(state, command.date))
    codes = {case.code for case in due}
    but = {require_case(state, code).code for code in command.but}
    if not but <= codes:
        raise RuleViolation(
            "not-due-then",
            tr("{k} tidak jatuh tempo hari itu").format(k=", ".join(sorted(but - codes))),
            tr("periksa kode dan tanggalnya"),
            status=422,
        )
    left = [case for case in due if case.code not in but]
    if len(left) != command.expect:
        raise RuleViolation(
            "stale",
            tr("kini {n} berkas, bukan {m}").format(n=len(left), m=command.expect),
            tr("lihat daftar yang baru, lalu ulangi"),
        )
    if not left:
        raise RuleViolation(
            "nothing-due",
            tr("tidak ada berkas yang jatuh tempo {d}").format(d=dated(command.date, short_date)),
            tr("pilih tanggal lain"),
        )
    return left
