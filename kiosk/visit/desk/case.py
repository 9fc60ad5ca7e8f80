"""What a visit at a counter does to cases: opens them, goes on with them, collects them, ends without them.

A visit's outcome is that of all its people, but of those who were settled apart.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from kiosk.office.model import Office
from kiosk.sop.catalogue import shown_promises
from kiosk.sop.collection import HAND_OVER
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.text.language import tr
from kiosk.time.instant import Instant
from kiosk.visit.case import Case
from kiosk.visit.desk.guard import Codes, RuleViolation, fresh_code, require_case, require_case_state
from kiosk.visit.event.case import (
    ApplicantSettled,
    CaseAttached,
    CaseOpened,
    CasePlan,
    CaseReturned,
    CaseVoided,
    MilestoneReached,
    PromiseMade,
    TimeLimit,
)
from kiosk.visit.event.envelope import Body
from kiosk.visit.event.visit import Finished, StepDone
from kiosk.visit.promise import due_of
from kiosk.visit.state import State, Visit
from kiosk.wire.case import ApplicantOutcome, CaseReturnReason, Outcome
from kiosk.wire.catalogue import COLLECTION, SCAN
from kiosk.wire.command.counter import Finish, MarkStepDone, Scan, Tick


def plan_of(sop: Sop) -> CasePlan:
    """Return what a case that begins to follow *sop* needs of it."""
    within = sop.file.collect_within
    return CasePlan(
        applicant=tuple(step.id for step in sop.milestones if step.where == "applicant"),
        back_office=tuple(step.id for step in sop.milestones if step.where == "back-office"),
        collection=tuple(step.id for step in sop.collection_steps) or (HAND_OVER.id,),
        promises=shown_promises(sop),
        collect_within=TimeLimit(within.value, within.unit) if within and within.public else None,
    )


def promises_from(case: str, plan: CasePlan, steps: Iterable[tuple[str, datetime]], office: Office) -> Iterator[Body]:
    """Yield the promises that count from *steps*, which were done at those times."""
    for step, since in steps:
        for promise in plan.promises:
            if promise.from_step == step:
                yield PromiseMade(case, promise, since, due_of(promise, since, office))


def after_step(
    state: State, visit: Visit, command: MarkStepDone, now: Instant, pack: Pack, codes: Codes
) -> Iterator[Body]:
    """Yield what a step done at a counter does to cases: opens them, and starts their promises."""
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
        yield from _open_cases(state, visit, command, sop, now, pack.office, codes)


def _open_cases(
    state: State, visit: Visit, command: MarkStepDone, sop: Sop, now: Instant, office: Office, codes: Codes
) -> Iterator[Body]:
    """Open a case for each of the visit's people who has none and is not settled."""
    gone = {each.applicant for each in visit.settled}
    if len(gone) == visit.people:
        raise RuleViolation(
            "nobody-accepted", tr("tidak ada berkas yang diterima"), tr("catat hasilnya dengan selesai")
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
    """Void the cases of the visit if the step undone had opened them."""
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
    """Record a step of the applicant's own, for all cases of the visit that lack it or for one."""
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
    """Attach the case of a scanned receipt: to collect what is ready, or to go on with the case."""
    case = require_case(state, command.case)
    _require_unattached(state, visit, case)
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
        return tuple(_continue_case(state, visit, case, sop, pack.office))
    raise RuleViolation(
        "receipt-elsewhere",
        tr("berkas {k} milik layanan {s}").format(k=case.code, s=pack.service_name(case.service)),
        tr("alihkan kunjungan ini ke layanan itu"),
    )


def _continue_case(state: State, visit: Visit, case: Case, sop: Sop, office: Office) -> Iterator[Body]:
    """Let the case follow the visit's service from now on."""
    applicant, plan = _free_applicant(state, visit), plan_of(sop)
    yield CaseAttached(visit.id, case.code, applicant, service=visit.service, sop=sop.digest, plan=plan)
    times = [(step, done.moment.at) for step, done in visit.done.items()]
    yield from promises_from(case.code, plan, times, office)


def _require_unattached(state: State, visit: Visit, case: Case) -> None:
    if any(each.code == case.code for each in visit.cases):
        raise RuleViolation("scanned-already", tr("tanda terima itu sudah dipindai"), tr("lanjutkan tahapnya"))
    holders = state.in_state("waiting", "called", "serving", "parked", "absent")
    other = next((v for v in holders if any(each.code == case.code for each in v.cases)), None)
    if other is not None:
        raise RuleViolation(
            "case-elsewhere",
            tr("berkas itu sedang pada nomor {t}").format(t=other.ticket),
            tr("selesaikan {t} dahulu").format(t=other.ticket),
        )


def _free_applicant(state: State, visit: Visit) -> int:
    """Return the first of the visit's people without a case."""
    taken = {applicant for applicant, _ in cases_of_people(state, visit)} | {each.applicant for each in visit.settled}
    free = next((applicant for applicant in range(1, visit.people + 1) if applicant not in taken), None)
    if free is None:
        raise RuleViolation(
            "everybody-has-a-case",
            tr("semua orang pada {t} sudah punya berkas").format(t=visit.ticket),
            tr("batalkan tahap yang membuka berkasnya dahulu"),
        )
    return free


OTHER: Final = "other"
"""A missing requirement that is on no list."""

_RETURNS: Final[dict[Outcome, CaseReturnReason]] = {"incomplete": "incomplete", "refused": "refused"}
"""Outcomes that return the file. Whoever only left may come back with the receipt."""


def decide_finish(state: State, visit: Visit, command: Finish, pack: Pack) -> tuple[Body, ...]:
    """End the visit, and the cases whose file is returned."""
    check_missing(visit.service, visit.sop, command.outcome, command.missing, pack)
    settled = tuple(decide_settle(state, visit, command.but, pack))
    named = {each.applicant for each in (*visit.settled, *command.but)}
    others = (case for applicant, case in cases_of_people(state, visit) if applicant not in named)
    returned = (body for case in others for body in _return_case(case, command.outcome, command.missing))
    return (Finished(visit.id, command.outcome, command.missing, command.forgotten), *settled, *returned)


def decide_settle(state: State, visit: Visit, outcomes: tuple[ApplicantOutcome, ...], pack: Pack) -> Iterator[Body]:
    """Record the outcomes of some of the visit's people, and of their cases."""
    known = {each.applicant for each in visit.settled}
    for each in outcomes:
        if not 1 <= each.applicant <= visit.people:
            raise RuleViolation(
                "no-such-applicant",
                tr("nomor ini dipakai {n} orang").format(n=visit.people),
                tr("orang 1 sampai {n}").format(n=visit.people),
                status=422,
            )
        if each.applicant in known:
            raise RuleViolation(
                "applicant-settled",
                tr("hasil orang {n} sudah dicatat").format(n=each.applicant),
                tr("sebut setiap orang satu kali saja"),
            )
        known.add(each.applicant)
        check_missing(visit.service, visit.sop, each.outcome, each.missing, pack)
        yield ApplicantSettled(visit.id, each.applicant, each.outcome, each.missing)
        for applicant, case in cases_of_people(state, visit):
            if applicant == each.applicant:
                yield from _return_case(case, each.outcome, each.missing)


def cases_of_people(state: State, visit: Visit) -> Iterator[tuple[int, Case]]:
    """Yield the open cases of the visit's present service, each after the number of its applicant."""
    for each in visit.cases:
        case = state.cases[each.code]
        if each.applicant is not None and case.open and case.service == visit.service:
            yield each.applicant, case


def _return_case(case: Case, outcome: Outcome, missing: tuple[str, ...]) -> Iterator[Body]:
    if outcome in _RETURNS:
        yield CaseReturned(case.code, _RETURNS[outcome], missing)


def check_missing(
    service: str, digest: str, outcome: Outcome | CaseReturnReason, missing: tuple[str, ...], pack: Pack
) -> None:
    """Refuse an incomplete file with nothing missing, any other with something missing, and unknown requirements.

    *digest* is that of the SOP followed; for one no longer in the pack every requirement is accepted.
    """
    if outcome == "incomplete" and not missing:
        raise RuleViolation(
            "missing-what", tr("belum ditandai apa yang kurang"), tr("tandai paling sedikit satu syarat"), status=422
        )
    if outcome != "incomplete" and missing:
        raise RuleViolation(
            "missing-nothing",
            tr("syarat kurang hanya untuk hasil tidak lengkap"),
            tr("pilih hasil tidak lengkap, atau hapus tandanya"),
            status=422,
        )
    sop = pack.sops.get(service)
    known = {r.id for r in sop.file.requirement} if sop and sop.digest == digest else set(missing)
    wrong = [m for n, m in enumerate(missing) if m not in known | {OTHER} or m in missing[:n]]
    if wrong:
        raise RuleViolation(
            "no-such-requirement",
            tr("syarat {r} tidak ada atau ganda").format(r=", ".join(wrong)),
            tr("yang ada: {k}").format(k=", ".join(sorted(known | {OTHER}))),
            status=422,
        )
