"""What becomes of cases at a counter: opened when the file is accepted, gone on with, paid for, collected."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kiosk.office.model import Office
from kiosk.sop.catalogue import shown_promises
from kiosk.sop.collection import HAND_OVER
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.text.language import tr
from kiosk.time.instant import Instant
from kiosk.visit.case import Case
from kiosk.visit.desk.finish import cases_of_people
from kiosk.visit.desk.guard import Codes, RuleViolation, fresh_code, require_case, require_case_state
from kiosk.visit.event.case import CaseAttached, CaseOpened, CasePlan, CaseVoided, MilestoneReached, PromiseMade, Within
from kiosk.visit.event.event import Body
from kiosk.visit.event.visit import StepDone
from kiosk.visit.promise import falls_due
from kiosk.visit.state import State, Visit
from kiosk.wire.catalogue import COLLECTION, SCAN
from kiosk.wire.command.counter import MarkStepDone, Scan, Tick


def plan_of(sop: Sop) -> CasePlan:
    """What a case that begins to follow *sop* will need of it."""
    within = sop.file.collect_within
    return CasePlan(
        applicant=tuple(step.id for step in sop.milestones if step.where == "applicant"),
        back_office=tuple(step.id for step in sop.milestones if step.where == "back-office"),
        collection=tuple(step.id for step in sop.collection_steps) or (HAND_OVER.id,),
        promises=shown_promises(sop),
        collect_within=Within(within.value, within.unit) if within and within.public else None,
    )


def promises_from(case: str, plan: CasePlan, steps: Iterable[tuple[str, datetime]], office: Office) -> Iterator[Body]:
    """The promises that count from *steps*, which were done at those times."""
    for step, since in steps:
        for promise in plan.promises:
            if promise.from_step == step:
                yield PromiseMade(case, promise, since, falls_due(promise, since, office))


def after_step(
    state: State, visit: Visit, command: MarkStepDone, now: Instant, pack: Pack, codes: Codes
) -> Iterator[Body]:
    """What a step done at a counter makes of the visit's cases: those opened by it, and what counts from it."""
    if command.step == SCAN and visit.service == COLLECTION and not visit.cases:
        raise RuleViolation(
            "nothing-scanned",
            tr("belum ada tanda terima yang dipindai"),
            tr("pindai tanda terimanya, atau ketik kodenya"),
        )
    getting = [case for each in visit.cases if command.step in (case := state.cases[each.code]).plan.collection]
    if getting and all(case.ready is None for case in getting):
        require_case_state(getting[0], "ready")
    sop = pack.sops.get(visit.service)
    step = sop.step(command.step) if sop else None
    for _, case in cases_of_people(state, visit):
        if command.step not in case.done:
            yield from promises_from(case.code, case.plan, [(command.step, now.at)], pack.office)
    if sop is not None and step is not None and step.opens_case:
        yield from _opened(state, visit, command, sop, now, pack.office, codes)


def _opened(
    state: State, visit: Visit, command: MarkStepDone, sop: Sop, now: Instant, office: Office, codes: Codes
) -> Iterator[Body]:
    """A case for each of the visit's people who has none and was not sent back."""
    gone = {each.applicant for each in visit.settled}
    if len(gone) == visit.people:
        raise RuleViolation(
            "nobody-accepted",
            tr("tidak ada berkas yang diterima"),
            tr("catat hasilnya dengan selesai"),
        )
    having = {applicant for applicant, _ in cases_of_people(state, visit)}
    plan = plan_of(sop)
    times = [(step, done.moment.at) for step, done in visit.done.items()] + [(command.step, now.at)]
    given: list[str] = []
    for applicant in range(1, visit.people + 1):
        if applicant not in gone | having:
            given.append(fresh_code(state, codes, given))
            yield CaseOpened(visit.id, given[-1], applicant, visit.service, sop.digest, plan, visit.language)
            yield from promises_from(given[-1], plan, times, office)


def after_step_undone(state: State, visit: Visit, step: str, pack: Pack) -> Iterator[Body]:
    """The cases of the visit are void when the step that opened them was not done after all."""
    sop = pack.sops.get(visit.service)
    undone = sop.step(step) if sop else None
    if undone is None or not undone.opens_case:
        return
    for _, case in cases_of_people(state, visit):
        if case.visit != visit.id:
            continue
        if case.state != "in-process" or any(s in case.done for s in (*case.plan.applicant, *case.plan.back_office)):
            raise RuleViolation(
                "case-under-way",
                tr("berkas {k} sudah dikerjakan").format(k=case.code),
                tr("kembalikan berkasnya lewat selesai"),
            )
        yield CaseVoided(case.code, "undone")


def decide_tick(state: State, visit: Visit, command: Tick, now: Instant, pack: Pack) -> Iterator[Body]:
    """A step of the applicant's own, of all cases of the visit that lack it, or of one."""
    asked = None if command.case is None else require_case(state, command.case).code
    cases = [case for _, case in cases_of_people(state, visit) if asked in (None, case.code)]
    ticked = [case for case in cases if command.step in case.plan.applicant and command.step not in case.done]
    if not ticked:
        raise RuleViolation(
            "nothing-to-tick",
            tr("tidak ada berkas kunjungan ini yang menunggu tahap itu"),
            tr("terima berkasnya, atau pindai tanda terimanya"),
        )
    for case in ticked:
        yield MilestoneReached(case.code, command.step)
        yield from promises_from(case.code, case.plan, [(command.step, now.at)], pack.office)


def decide_scan(state: State, visit: Visit, command: Scan, pack: Pack) -> tuple[Body, ...]:
    """A receipt brought to a counter: to collect what is ready, or to go on with the case."""
    case = require_case(state, command.case)
    _in_no_other_hands(state, visit, case)
    sop = pack.sops.get(visit.service)
    if visit.service == COLLECTION:
        require_case_state(case, "ready")
        scanned = () if SCAN in visit.done else (StepDone(visit.id, SCAN),)
        return (*scanned, CaseAttached(visit.id, case.code, steps=case.plan.collection))
    if case.service == visit.service:
        require_case_state(case, "in-process")
        alone = visit.people == 1  # of several, some may need the steps that others have behind them
        done = tuple(step for step in visit.steps if alone and step in case.done and step not in visit.done)
        return (CaseAttached(visit.id, case.code, _free_applicant(state, visit), done=done),)
    if sop is not None and sop.file.continues == case.service:
        require_case_state(case, "in-process", "ready")
        return tuple(_continued(state, visit, case, sop, pack.office))
    raise RuleViolation(
        "receipt-elsewhere",
        tr("berkas {k} milik layanan {s}").format(k=case.code, s=pack.service_name(case.service)),
        tr("alihkan kunjungan ini ke layanan itu"),
    )


def _continued(state: State, visit: Visit, case: Case, sop: Sop, office: Office) -> Iterator[Body]:
    """The case follows the visit's service from now on."""
    applicant, plan = _free_applicant(state, visit), plan_of(sop)
    yield CaseAttached(visit.id, case.code, applicant, service=visit.service, sop=sop.digest, plan=plan)
    times = [(step, done.moment.at) for step, done in visit.done.items()]
    yield from promises_from(case.code, plan, times, office)


def _in_no_other_hands(state: State, visit: Visit, case: Case) -> None:
    if any(each.code == case.code for each in visit.cases):
        raise RuleViolation(
            "scanned-already",
            tr("tanda terima itu sudah dipindai"),
            tr("lanjutkan tahapnya"),
        )
    holders = state.in_state("waiting", "called", "serving", "parked", "absent")
    other = next((v for v in holders if any(each.code == case.code for each in v.cases)), None)
    if other is not None:
        raise RuleViolation(
            "case-elsewhere",
            tr("berkas itu sedang pada nomor {t}").format(t=other.ticket),
            tr("selesaikan {t} dahulu").format(t=other.ticket),
        )


def _free_applicant(state: State, visit: Visit) -> int:
    """The first of the visit's people without a case."""
    taken = {applicant for applicant, _ in cases_of_people(state, visit)} | {each.applicant for each in visit.settled}
    free = next((applicant for applicant in range(1, visit.people + 1) if applicant not in taken), None)
    if free is None:
        raise RuleViolation(
            "everybody-has-a-case",
            tr("semua orang pada {t} sudah punya berkas").format(t=visit.ticket),
            tr("batalkan tahap yang membuka berkasnya dahulu"),
        )
    return free
