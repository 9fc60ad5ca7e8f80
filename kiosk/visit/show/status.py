"""What the holder of a ticket or of a receipt may know of the visit or the case, and those who work on it."""

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from kiosk.office.hours import service_date
from kiosk.sop.model import Sop
from kiosk.sop.pack import Pack
from kiosk.text.language import Text, tr
from kiosk.time.instant import Instant
from kiosk.visit.case import Case
from kiosk.visit.desk.guard import RuleViolation
from kiosk.visit.dispatch import ahead_of
from kiosk.visit.promise import due_if_now, shown_promise
from kiosk.visit.state import State, Visit
from kiosk.wire.answer import IssuedTicket
from kiosk.wire.case import CaseShown, CounterCase
from kiosk.wire.ticket import Ahead, ShortOutcome, TicketStatus, TicketStep

_OTHER: Final = tr("persyaratan lain")


def requirement_names(sop: Sop | None, missing: tuple[str, ...]) -> tuple[Text, ...]:
    """Return the names of the requirements *missing*."""
    names = {requirement.id: requirement.name for requirement in sop.file.requirement} if sop else {}
    return tuple(names.get(each, _OTHER) for each in missing)


def case_shown(case: Case, pack: Pack, now: Instant) -> CaseShown:
    sop = pack.sops.get(case.service)
    term = pack.office.file.term
    missing = case.closed.missing if case.closed else ()
    return CaseShown(
        code=case.code,
        service=case.service,
        name=pack.service_name(case.service),
        sop=case.sop,
        state=case.state,
        language=case.language,
        opened=case.opened,
        done=case.done,
        promised=tuple(evolve(each, moved=term(each.moved.id) if each.moved else None) for each in case.promised),
        awaited=case.awaited,
        due=case.due,
        ready=case.ready,
        collect_by=case.collect_by(pack.office),
        uncollected=case.uncollected(pack.office, service_date(pack.office, now.at)),
        hold=case.held.reason if case.held else None,
        stop=term(case.held.stop) if case.held and case.held.stop else None,
        reason=case.closed.reason if case.closed else None,
        missing=missing,
        lacked=requirement_names(sop, missing),
        bring=tuple(term(each) for step in (sop.collection_steps if sop else ()) for each in step.inputs),
    )


def counter_cases(state: State, visit: Visit) -> Iterator[CounterCase]:
    """Yield the cases of the visit at a counter but those that are void."""
    for each in visit.cases:
        case = state.cases[each.code]
        if case.state == "void":
            continue
        promised = case.promise_of_ready
        yield CounterCase(
            code=case.code,
            state=case.state,
            service=case.service,
            applicant=each.applicant,
            due=promised.due if promised else None,
            rule=promised.promise.text if promised else None,
            ticks=_ticks(case) if each.applicant is not None and case.open else (),
        )


def _ticks(case: Case) -> tuple[str, ...]:
    counted_from = {promise.from_step for promise in case.plan.promises}
    return tuple(step for step in case.plan.applicant if step in counted_from and step not in case.done)


def issued_answer(state: State, pack: Pack, visit_id: str, now: Instant) -> IssuedTicket:
    """Return what is printed on the ticket just given out."""
    visit = state.visits[visit_id]
    return IssuedTicket(
        visit=visit.id,
        ticket=visit.ticket,
        code=visit.code,
        service=visit.service,
        queue=visit.queue,
        ahead=_ahead(state, pack, visit, now).total,
        version=state.version,
    )


def ticket_status(state: State, pack: Pack, code: str, now: Instant) -> TicketStatus:
    """Return the status of today's visit of that code.

    Raises:
        RuleViolation: when no ticket of today has the code.
    """
    visit = state.by_code(code)
    if visit is None:
        raise RuleViolation(
            "no-such-ticket", tr("kode itu tidak ada hari ini"), tr("periksa kode pada karcis"), status=404
        )
    ahead = _ahead(state, pack, visit, now) if visit.state == "waiting" else None
    sop = pack.sops.get(visit.service)
    names = {step.id: step.short or step.name for step in (*sop.visit_steps, *sop.collection_steps)} if sop else {}
    return TicketStatus(
        ticket=visit.ticket,
        service=visit.service,
        name=pack.service_name(visit.service),
        state=visit.state,
        at=now.at,
        language=visit.language,
        steps=tuple(
            TicketStep(step, names.get(step, Text(step)), done.moment.at if done else None)
            for step, done in ((step, visit.done.get(step)) for step in visit.steps)
        ),
        people=visit.people,
        outcomes=tuple(_outcomes(visit, sop)),
        step=visit.step,
        counter=visit.counter,
        ahead=ahead,
        why=_why(ahead, visit.priority) if ahead else None,
        promise=shown_promise(sop) if sop and not visit.cases else None,
        due_if_now=due_if_now(sop, now.at, pack.office) if sop and not visit.cases else None,
        cases=tuple(case_shown(state.cases[each.code], pack, now) for each in visit.cases),
    )


def _outcomes(visit: Visit, sop: Sop | None) -> Iterator[ShortOutcome]:
    """Yield the outcomes settled apart, and those of everybody else unless they are "done"."""
    for each in visit.settled:
        yield ShortOutcome(each.applicant, each.outcome, requirement_names(sop, each.missing))
    if visit.outcome not in (None, "done"):
        settled = {each.applicant for each in visit.settled}
        for applicant in range(1, visit.people + 1):
            if applicant not in settled:
                yield ShortOutcome(applicant, visit.outcome, requirement_names(sop, visit.missing))


def _ahead(state: State, pack: Pack, visit: Visit, now: Instant) -> Ahead:
    before = ahead_of(state, pack, visit, now)
    alike = sum(1 for other in before if other.priority == visit.priority)
    return Ahead(len(before), alike, len(before) - alike)


def _why(ahead: Ahead, priority: bool) -> Text:
    if not ahead.total:
        return tr("Anda berikutnya")
    others = tr("{n} bukan prioritas") if priority else tr("{n} prioritas")
    earlier = tr("{n} lebih dulu")
    parts = [t.format(n=n) for t, n in ((earlier, ahead.earlier), (others, ahead.by_turn)) if n]
    listed = Text(", ".join(p.id for p in parts), ", ".join(p["en"] for p in parts))
    return tr("{t} di depan: {p}").format(t=ahead.total, p=listed)
